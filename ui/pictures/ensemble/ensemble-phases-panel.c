/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many seeds show which phase at each log10 beta, at one step: a stack for each. */
#include "ui/pictures/ensemble/ensemble-parts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/settings.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-runs.h"
#include "ui/pictures/phase/phase-text.h"

#define Y_CHARACTERS 2 /* "33" */

typedef struct
{
  AlgoEnsembleHead head;
  AlgoPlot plot;
  AlgoPlotText text;
  AlgoEnsembleStack stacks[ALGO_GRID];
} Layout;

static const AlgoPhaseCounts *
get_counts (const AlgoScene *scene, guint point)
{
  return algo_consensus_get_counts (scene->consensus, algo_ensemble_get_index (scene), point);
}

static double
find_edge (const Layout *layout, const AlgoStyle *style, AlgoBetaRange range, gint point)
{
  return algo_style_snap (style, algo_axis_place (&layout->plot.x, algo_grid_edge (range, point)));
}

static Layout
layout_make (const AlgoPanelFrame *frame)
{
  const AlgoConsensus *consensus = frame->scene->consensus;
  const AlgoBetaRange range = consensus->history.range;
  Layout layout = {
    .head = algo_ensemble_head_make (frame, ALGO_ENSEMBLE_PHASE_KEY),
    .text = { .x_title = _ ("log<sub>10</sub>\u2009\u03b2"),
              .y_title = _ ("seeds"),
              .whole_y = TRUE,
              .y_characters = Y_CHARACTERS },
    .plot = { .x = { .low = range.from, .high = range.to },
              .y = { .low = 0, .high = consensus->ensemble->members->len } },
  };

  algo_plot_place_below (&layout.plot, &(AlgoArea){ 0, 0, frame->width, frame->height },
                         layout.head.height, &layout.text, frame->style);
  for (guint point = 0; point < ALGO_GRID; point++)
    layout.stacks[point] =
        (AlgoEnsembleStack){ .counts = *get_counts (frame->scene, point),
                             .from = find_edge (&layout, frame->style, range, (gint) point - 1),
                             .to = find_edge (&layout, frame->style, range, (gint) point) };
  return layout;
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  AlgoPhaseKey key = { .kind = ALGO_PHASE_KEY_CHIPS };
  g_autofree char *text = algo_ensemble_describe_step (frame->scene);
  const Layout layout = layout_make (frame);
  const double log_beta = frame->scene->question.log_beta;

  algo_plot_draw_frame (&layout.plot, cr, frame->style, &layout.text);
  algo_ensemble_draw_stacks (&layout.plot, cr, frame->style, layout.stacks, ALGO_GRID, FALSE,
                             isfinite (log_beta) ? algo_axis_place (&layout.plot.x, log_beta)
                                                 : (double) NAN,
                             &key);
  algo_ensemble_head_draw_phases (&layout.head, frame, cr, layout.plot.x.from, text, &key);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoScene *scene = frame->scene;
  g_autofree char *step = algo_ensemble_describe_step (scene);
  g_autofree char *runs = algo_phase_runs_describe_grid (
      scene->consensus->history.grids[algo_ensemble_get_index (scene)]);

  /* Translators: "33 seeds, step 4000. Of the most seeds: Phases over log beta: ..." */
  return g_strdup_printf (_ ("%s. Of the most seeds: %s"), step, runs);
}

/* The share of the most frequent phase where beta is chosen. */
static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const AlgoPhaseCounts *counts = get_counts (scene, algo_ensemble_get_point (scene));
  const AlgoPhase phase = algo_phase_counts_get_majority (counts);

  *name = algo_phase_display_name (phase);
  return g_strdup_printf (_ ("%u of %u"), counts->counts[phase], counts->total);
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const gsize index = algo_ensemble_get_index (scene);

  algo_ensemble_tabulate_cells (scene, csv, index, index + 1);
}

static guint
find_point (const AlgoPanelFrame *frame, double log_beta)
{
  return algo_grid_find_point (frame->scene->consensus->history.range, log_beta);
}

static void
put_cursor (const AlgoPanelFrame *frame, guint point, gint phase, AlgoPanelCursor *cursor)
{
  *cursor = ALGO_ENSEMBLE_NOWHERE;
  cursor->log_beta = algo_grid_log_beta (frame->scene->consensus->history.range, point);
  cursor->step = (gint64) algo_ensemble_get_step (frame->scene);
  cursor->column = (guint) (phase + 1);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const Layout layout = layout_make (frame);
  guint point;

  if (!algo_plot_contains (&layout.plot, x, y))
    return FALSE;
  point = find_point (frame, algo_axis_value (&layout.plot.x, x));
  put_cursor (frame, point,
              algo_ensemble_find_in_stack (&layout.stacks[point].counts, FALSE,
                                           algo_axis_value (&layout.plot.y, y)),
              cursor);
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
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const gboolean first = algo_ensemble_begin_move (frame, &right, &down, cursor);
  const guint from =
      first ? algo_ensemble_get_point (frame->scene) : find_point (frame, cursor->log_beta);
  const guint point = algo_panel_step (from, right, ALGO_GRID);
  const AlgoPhaseCounts *counts = get_counts (frame->scene, point);
  gint phase = (gint) cursor->column - 1;

  if (phase < 0 || counts->counts[phase] == 0)
    phase = (gint) algo_phase_counts_get_majority (counts);
  for (gint i = ABS (down); i > 0; i--)
    phase = find_next_phase (counts, phase, down > 0 ? -1 : 1);
  put_cursor (frame, point, phase, cursor);
  return TRUE;
}

/* The phase in the stack or, above it, the stack. */
static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const Layout layout = layout_make (frame);
  const guint point = find_point (frame, frame->cursor->log_beta);
  const gint phase = (gint) frame->cursor->column - 1;
  const AlgoEnsembleStack *stack = &layout.stacks[point];
  const AlgoPhaseCounts *counts = &stack->counts;
  const gboolean has_phase = phase >= 0 && counts->counts[phase] > 0;
  g_autofree char *cell =
      algo_ensemble_describe_cell (frame->scene, algo_ensemble_get_index (frame->scene), point);
  g_autofree char *share = NULL;
  double low = 0, high;

  for (gint below = 0; has_phase && below < phase; below++)
    low += counts->counts[below];
  high = has_phase ? low + counts->counts[phase] : counts->total;
  *area =
      (AlgoArea){ stack->from, algo_axis_place (&layout.plot.y, high), stack->to - stack->from,
                  algo_axis_place (&layout.plot.y, low) - algo_axis_place (&layout.plot.y, high) };
  if (!has_phase)
    return g_steal_pointer (&cell);
  share = algo_number_format_percent ((double) counts->counts[phase] / counts->total);
  /* Translators: "Tilted 61 %; step 4000, log beta -3.97, ..." */
  return g_strdup_printf (_ ("%s %s; %s"), algo_phase_display_name ((AlgoPhase) phase), share,
                          cell);
}

const AlgoPanel algo_panel_ensemble_phases = {
  ALGO_ENSEMBLE_PANEL,
  .name = "ensemble-phases",
  .title = N_ ("Phases of all seeds"),
  .label = N_ ("Phases of all seeds over complexity"),
  .narrow = { 240, 150 },
  .wide = { 519, 180 },
  .in_layout = TRUE,
  .draw = draw,
  .get_number = get_number,
  .draw_cursor = algo_ensemble_draw_cursor,
};
