/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/phase-diagram-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/settings.h"
#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-field.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-runs.h"
#include "ui/pictures/drawing/text.h"

#define Y_CHARACTERS 3      /* "−6", as a minus sign is wide */
#define Y_CHARACTERS_TALL 4 /* "−5.5" */
#define TALL 22             /* of text: from where there is room for halves */
#define KEY_WIDTH 62        /* of text, that a key of the usual phases takes on one line */
#define MAX_KEY_LINES 3

typedef struct
{
  AlgoPlot plot;
  AlgoPlotText text;
  guint key_lines; /* above the plot */
} Layout;

static void
layout_init (Layout *layout,
             const AlgoPhaseDiagramPicture *picture,
             double width,
             double height,
             const AlgoStyle *style)
{
  double key_height;

  *layout = (Layout){
    .text = { .x_title = _ ("step"),
              .y_title = _ ("log<sub>10</sub>\u2009\u03b2"),
              .whole_x = TRUE,
              .y_characters = height > TALL * style->text_small ? Y_CHARACTERS_TALL : Y_CHARACTERS }
  };
  if (width > 12 * style->text && height > 12 * style->text)
    layout->key_lines = (guint) CLAMP (ceil (KEY_WIDTH * style->text_small / width), 1,
                                       MIN (MAX_KEY_LINES, height / (8 * style->text)));
  key_height = layout->key_lines * algo_phase_key_line_height (style);
  layout->plot.x = (AlgoAxis){ .low = 0, .high = algo_grid_history_end (&picture->history) };
  layout->plot.y = (AlgoAxis){ .low = ALGO_MIN_LOG_BETA, .high = ALGO_MAX_LOG_BETA };
  algo_plot_place (&layout->plot, &(AlgoArea){ 0, key_height, width, height - key_height },
                   &layout->text, style);
}

/* Phases that the history holds, whether or not they are large enough to be seen. */
static void
draw_key (const AlgoPhaseDiagramPicture *picture,
          const Layout *layout,
          cairo_t *cr,
          double width,
          const AlgoStyle *style)
{
  AlgoPhaseKey key = { .kind = ALGO_PHASE_KEY_CHIPS, .confidence = TRUE };

  for (gsize i = 0; i < picture->history.count; i++)
    for (guint point = 0; point < ALGO_GRID; point++)
      {
        AlgoPhase phase = picture->history.grids[i]->points[point].phase;

        if (phase < ALGO_N_PHASES)
          key.phases[phase] = TRUE;
      }
  algo_phase_key_draw (cr, style, &key, layout->plot.x.from, algo_phase_key_line_height (style) / 2,
                       width - layout->plot.x.from, layout->key_lines);
}

static void
draw_field (const AlgoPhaseDiagramPicture *picture,
            const AlgoPlot *plot,
            cairo_t *cr,
            const AlgoStyle *style)
{
  const AlgoGridHistory *history = &picture->history;
  gint64 step =
      picture->step >= 0 ? picture->step : (gint64) history->grids[history->count - 1]->step;
  double log_beta = CLAMP (picture->log_beta, ALGO_MIN_LOG_BETA, ALGO_MAX_LOG_BETA);
  double x = algo_axis_place (&plot->x, (double) step);
  double y = isfinite (picture->log_beta) ? algo_axis_place (&plot->y, log_beta) : (double) NAN;

  algo_phase_field_draw (history, plot, cr, style, x, y);
  if (algo_plot_contains (plot, x, y))
    algo_cursor_draw_ring (cr, style, x, y, 0.7 * style->gap);
}

void
algo_phase_diagram_picture_draw_cursor (const AlgoPhaseDiagramPicture *picture,
                                        cairo_t *cr,
                                        double width,
                                        double height,
                                        const AlgoStyle *style)
{
  AlgoArea cell;

  if (picture->hover != NULL
      && algo_phase_diagram_picture_locate (picture, width, height, style, picture->hover, &cell))
    algo_cursor_draw_frame (cr, style, &cell);
}

void
algo_phase_diagram_picture_draw (const AlgoPhaseDiagramPicture *picture,
                                 cairo_t *cr,
                                 double width,
                                 double height,
                                 const AlgoStyle *style)
{
  Layout layout;

  if (picture->history.count == 0)
    {
      algo_text_draw_empty (cr, style, width, height, _ ("Not measured yet"));
      return;
    }
  layout_init (&layout, picture, width, height, style);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  algo_plot_draw_frame (&layout.plot, cr, style, &layout.text);
  draw_field (picture, &layout.plot, cr, style);
  algo_phase_diagram_picture_draw_cursor (picture, cr, width, height, style);
  draw_key (picture, &layout, cr, width, style);
  cairo_restore (cr);
}

char *
algo_phase_diagram_picture_describe (const AlgoPhaseDiagramPicture *picture)
{
  const AlgoGridHistory *history = &picture->history;
  const AlgoGrid *grid = algo_grid_history_get (history, picture->step);
  g_autofree char *step = NULL, *end = NULL, *over_beta = NULL, *over_steps = NULL;

  if (grid == NULL)
    return g_strdup (_ ("Not measured yet"));
  step = algo_number_format_count (grid->step);
  end = algo_number_format_count ((guint64) algo_grid_history_end (history));
  over_beta = algo_phase_runs_describe_grid (grid);
  if (isfinite (picture->log_beta))
    over_steps = algo_phase_runs_describe_history (history, picture->log_beta);
  return g_strdup_printf (_ ("At step %s of %s: %s%s%s"), step, end, over_beta,
                          over_steps != NULL ? " " : "", over_steps != NULL ? over_steps : "");
}

gboolean
algo_phase_diagram_picture_pick (const AlgoPhaseDiagramPicture *picture,
                                 double width,
                                 double height,
                                 const AlgoStyle *style,
                                 double x,
                                 double y,
                                 AlgoPhaseDiagramPlace *place)
{
  Layout layout;

  layout_init (&layout, picture, width, height, style);
  if (!algo_plot_contains (&layout.plot, x, y))
    return FALSE;
  place->log_beta =
      CLAMP (algo_axis_value (&layout.plot.y, y), ALGO_MIN_LOG_BETA, ALGO_MAX_LOG_BETA);
  place->step = (guint64) MAX (0, llround (algo_axis_value (&layout.plot.x, x)));
  return TRUE;
}

/* Whether grids speak of a step, and which one does. */
static gboolean
find_grid (const AlgoGridHistory *history, guint64 step, gsize *index)
{
  if (history->count == 0 || (double) step < algo_grid_history_edge (history, -1)
      || (double) step > algo_grid_history_edge (history, (gssize) history->count - 1))
    return FALSE;
  *index = algo_grid_history_find (history, (gint64) MIN (step, G_MAXINT64));
  return TRUE;
}

gboolean
algo_phase_diagram_picture_locate (const AlgoPhaseDiagramPicture *picture,
                                   double width,
                                   double height,
                                   const AlgoStyle *style,
                                   const AlgoPhaseDiagramPlace *place,
                                   AlgoArea *area)
{
  const AlgoGridHistory *history = &picture->history;
  gint row = (gint) algo_grid_find_point (place->log_beta);
  double left, right, top, bottom;
  Layout layout;
  gsize index;

  if (!find_grid (history, place->step, &index))
    return FALSE;
  layout_init (&layout, picture, width, height, style);
  left = algo_axis_place (&layout.plot.x, algo_grid_history_edge (history, (gssize) index - 1));
  right = algo_axis_place (&layout.plot.x, algo_grid_history_edge (history, (gssize) index));
  top = algo_axis_place (&layout.plot.y, algo_grid_edge (row));
  bottom = algo_axis_place (&layout.plot.y, algo_grid_edge (row - 1));
  left = algo_style_snap (style, left);
  top = algo_style_snap (style, top);
  *area = (AlgoArea){ left, top, algo_style_snap (style, right) - left,
                      algo_style_snap (style, bottom) - top };
  return TRUE;
}

AlgoPhaseDiagramPlace
algo_phase_diagram_picture_move (const AlgoPhaseDiagramPicture *picture,
                                 const AlgoPhaseDiagramPlace *place,
                                 gint grids,
                                 gint betas)
{
  const AlgoGridHistory *history = &picture->history;
  gint row = (gint) algo_grid_find_point (place->log_beta) + CLAMP (betas, -ALGO_GRID, ALGO_GRID);
  gint64 step = (gint64) MIN (place->step, G_MAXINT64);
  gint64 index;

  if (history->count == 0)
    return *place;
  index = (gint64) algo_grid_history_find (history, step) + grids;
  return (AlgoPhaseDiagramPlace){
    .log_beta = algo_grid_log_beta ((guint) CLAMP (row, 0, ALGO_GRID - 1)),
    .step = history->grids[CLAMP (index, 0, (gint64) history->count - 1)]->step,
  };
}

gboolean
algo_phase_diagram_picture_find (const AlgoPhaseDiagramPicture *picture,
                                 const AlgoPhaseDiagramPlace *place,
                                 const AlgoGrid **grid,
                                 const AlgoGridPoint **point)
{
  gsize index;

  if (!find_grid (&picture->history, place->step, &index))
    return FALSE;
  *grid = picture->history.grids[index];
  *point = &(*grid)->points[algo_grid_find_point (place->log_beta)];
  return TRUE;
}

char *
algo_phase_diagram_picture_describe_place (const AlgoPhaseDiagramPicture *picture,
                                           const AlgoPhaseDiagramPlace *place)
{
  const AlgoGrid *grid;
  const AlgoGridPoint *point;
  g_autofree char *step = NULL, *measured = NULL;

  if (!algo_phase_diagram_picture_find (picture, place, &grid, &point))
    return NULL;
  step = algo_number_format_count (grid->step);
  measured = algo_grid_point_describe (point);
  return g_strdup_printf (_ ("step %s, %s"), step, measured);
}
