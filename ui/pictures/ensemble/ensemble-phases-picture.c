/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many seeds show which phase at each log10 beta, at one step: a stack for each. */
#include "ui/pictures/ensemble/ensemble-parts.h"
#include "ui/pictures/ensemble/ensemble-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/settings.h"
#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-letters.h"
#include "ui/pictures/phase/phase-runs.h"
#include "ui/pictures/phase/phase-text.h"

#define Y_CHARACTERS 2 /* "33" */

typedef struct
{
  const AlgoEnsemblePicture *picture;
  const AlgoStyle *style;
  gsize index; /* of the grid */
  AlgoEnsembleHead head;
  AlgoPlot plot;
  AlgoPlotText text;
} Layout;

static Layout
layout_make (const AlgoEnsemblePicture *picture)
{
  const AlgoStyle *style = picture->style;
  const double width = picture->width, height = picture->height;
  Layout layout = {
    .picture = picture,
    .style = style,
    .index = algo_ensemble_picture_get_index (picture),
    .head = algo_ensemble_head_make (width, height, style, ALGO_ENSEMBLE_PHASE_KEY),
    .text = { .x_title = _ ("log<sub>10</sub>\u2009\u03b2"),
              .y_title = _ ("seeds"),
              .whole_y = TRUE,
              .y_characters = Y_CHARACTERS },
    .plot = { .x = { .low = picture->consensus->history.range.from,
                     .high = picture->consensus->history.range.to },
              .y = { .low = 0, .high = picture->consensus->ensemble->members->len } },
  };

  algo_plot_place (&layout.plot,
                   &(AlgoArea){ 0, layout.head.height, width, height - layout.head.height },
                   &layout.text, style);
  return layout;
}

static const AlgoPhaseCounts *
get_counts (const Layout *layout, guint point)
{
  return algo_consensus_get_counts (layout->picture->consensus, layout->index, point);
}

/* An AlgoPhaseAtFunc. */
static AlgoPhase
find_phase_at (gconstpointer data, double x, double y, AlgoColour *colour)
{
  const Layout *layout = data;
  const guint point = algo_grid_find_point (layout->picture->consensus->history.range,
                                            algo_axis_value (&layout->plot.x, x));
  double low, high;
  const gint phase =
      algo_ensemble_find_in_stack (get_counts (layout, point), FALSE,
                                   algo_axis_value (&layout->plot.y, y), &low, &high);

  if (phase < 0)
    return ALGO_N_PHASES;
  *colour = algo_style_phase_colour (layout->style, (AlgoPhase) phase);
  return (AlgoPhase) phase;
}

static void
phases_draw (const AlgoEnsemblePicture *picture, cairo_t *cr)
{
  const AlgoStyle *style = picture->style;
  AlgoPhaseKey key = { .kind = ALGO_PHASE_KEY_CHIPS };
  g_autofree char *text = algo_ensemble_describe_step (picture);
  const Layout layout = layout_make (picture);
  const double chosen = isfinite (picture->log_beta)
                            ? algo_axis_place (&layout.plot.x, picture->log_beta)
                            : (double) NAN;

  algo_plot_draw_frame (&layout.plot, cr, style, &layout.text);
  for (guint point = 0; point < ALGO_GRID; point++)
    {
      double from, to;

      algo_ensemble_find_edges (&layout.plot.x, style, point, &from, &to);
      algo_ensemble_fill_stack (&layout.plot, cr, style, get_counts (&layout, point), FALSE, from,
                                to);
      algo_ensemble_add_to_key (get_counts (&layout, point), &key);
    }
  algo_cursor_draw_lines (cr, style, &layout.plot, chosen, NAN);
  algo_phase_letters_draw (&(AlgoPhaseLetters){ .area = algo_plot_get_area (&layout.plot),
                                                .at = find_phase_at,
                                                .field = &layout,
                                                .cursor_x = chosen,
                                                .cursor_y = NAN },
                           cr, style);
  algo_ensemble_head_draw_phases (&layout.head, cr, style, layout.plot.x.from, picture->width, text,
                                  &key);
}

static char *
phases_describe (const AlgoEnsemblePicture *picture)
{
  const gsize index = algo_ensemble_picture_get_index (picture);
  g_autofree char *step = algo_ensemble_describe_step (picture);
  g_autofree char *runs = algo_phase_runs_describe_grid (picture->consensus->history.grids[index]);

  /* Translators: "33 seeds, step 4000. Of the most seeds: Phases over log beta: ..." */
  return g_strdup_printf (_ ("%s. Of the most seeds: %s"), step, runs);
}

static gboolean
phases_pick (const AlgoEnsemblePicture *picture, double x, double y, AlgoEnsemblePlace *place)
{
  const Layout layout = layout_make (picture);
  double low, high;
  guint point;

  if (!algo_plot_contains (&layout.plot, x, y))
    return FALSE;
  point =
      algo_grid_find_point (picture->consensus->history.range, algo_axis_value (&layout.plot.x, x));
  *place = ALGO_ENSEMBLE_PLACE_NONE;
  place->log_beta = algo_grid_log_beta (picture->consensus->history.range, point);
  place->step = (gint64) algo_ensemble_picture_get_step (picture);
  place->phase = algo_ensemble_find_in_stack (get_counts (&layout, point), FALSE,
                                              algo_axis_value (&layout.plot.y, y), &low, &high);
  return TRUE;
}

static gboolean
phases_locate (const AlgoEnsemblePicture *picture, const AlgoEnsemblePlace *place, AlgoArea *area)
{
  const Layout layout = layout_make (picture);
  const guint point = algo_grid_find_point (picture->consensus->history.range, place->log_beta);
  const AlgoPhaseCounts *counts = get_counts (&layout, point);
  double from, to, low = 0, high = counts->total;

  if (place->phase >= 0 && counts->counts[place->phase] > 0)
    {
      low = 0;
      for (gint phase = 0; phase < place->phase; phase++)
        low += counts->counts[phase];
      high = low + counts->counts[place->phase];
    }
  algo_ensemble_find_edges (&layout.plot.x, picture->style, point, &from, &to);
  *area = (AlgoArea){ from, algo_axis_place (&layout.plot.y, high), to - from, 0 };
  area->height = algo_axis_place (&layout.plot.y, low) - area->y;
  return TRUE;
}

/* The next phase of a stack that was counted, upwards or downwards; the same at its end. */
static gint
find_next_phase (const AlgoPhaseCounts *counts, gint phase, gint direction)
{
  for (gint next = phase + direction; next >= 0 && next < ALGO_N_PHASES; next += direction)
    if (counts->counts[next] > 0)
      return next;
  return phase;
}

static gboolean
phases_move (const AlgoEnsemblePicture *picture, gint right, gint down, AlgoEnsemblePlace *place)
{
  const gboolean first = !isfinite (place->log_beta);
  const gint at =
      (gint) (first ? algo_ensemble_picture_get_point (picture)
                    : algo_grid_find_point (picture->consensus->history.range, place->log_beta))
      + (first ? 0 : CLAMP (right, -ALGO_GRID, ALGO_GRID));
  const guint point = (guint) CLAMP (at, 0, ALGO_GRID - 1);
  const AlgoPhaseCounts *counts =
      algo_consensus_get_counts (picture->consensus, algo_ensemble_picture_get_index (picture),
                                 point);

  place->log_beta = algo_grid_log_beta (picture->consensus->history.range, point);
  place->step = (gint64) algo_ensemble_picture_get_step (picture);
  if (place->phase < 0 || counts->counts[place->phase] == 0)
    place->phase = (gint) algo_phase_counts_get_majority (counts);
  for (gint i = ABS (down); i > 0; i--)
    place->phase = find_next_phase (counts, place->phase, down > 0 ? -1 : 1);
  return TRUE;
}

static char *
phases_describe_place (const AlgoEnsemblePicture *picture, const AlgoEnsemblePlace *place)
{
  const gsize index = algo_ensemble_picture_get_index (picture);
  const guint point = algo_grid_find_point (picture->consensus->history.range, place->log_beta);
  const AlgoPhaseCounts *counts = algo_consensus_get_counts (picture->consensus, index, point);
  g_autofree char *cell = algo_ensemble_describe_cell (picture, index, point);
  g_autofree char *share = NULL;

  if (place->phase < 0 || counts->counts[place->phase] == 0)
    return g_steal_pointer (&cell);
  share = algo_number_format_percent ((double) counts->counts[place->phase] / counts->total);
  /* Translators: "Tilted 61 %; step 4000, log beta -3.97, ..." */
  return g_strdup_printf (_ ("%s %s; %s"), algo_phase_display_name ((AlgoPhase) place->phase),
                          share, cell);
}

/* The share of the most frequent phase where beta is chosen. */
static void
phases_get_number (const AlgoEnsemblePicture *picture, const char **name, char **value)
{
  const AlgoPhaseCounts *counts =
      algo_consensus_get_counts (picture->consensus, algo_ensemble_picture_get_index (picture),
                                 algo_ensemble_picture_get_point (picture));
  const AlgoPhase phase = algo_phase_counts_get_majority (counts);

  *name = algo_phase_display_name (phase);
  *value = g_strdup_printf (_ ("%u of %u"), counts->counts[phase], counts->total);
}

const AlgoEnsembleKind algo_ensemble_phases = {
  .tabulate = algo_ensemble_tabulate_phases,
  .draw = phases_draw,
  .describe = phases_describe,
  .pick = phases_pick,
  .locate = phases_locate,
  .move = phases_move,
  .describe_place = phases_describe_place,
  .get_number = phases_get_number,
};
