/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/phase/phase-field.h"

#include <math.h>

#include "ui/pictures/drawing/cells.h"
#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-letters.h"

#define SHADES 32       /* of confidence that are told apart */
#define LEAST_WIDTH 0.2 /* of a column in a figure, in units */

/* A column for each grid that has a place of its own. */
typedef struct
{
  const AlgoColour *colours;
  AlgoGridShadeFunc get;
  gconstpointer data;
  gsize *grids; /* (columns) */
} Field;

/* An axis's edges of cells, snapped: of steps up to a grid, and of log10 beta up to a point. */
static double
get_step_edge (const AlgoGridHistory *history,
               const AlgoPlot *plot,
               const AlgoStyle *style,
               gssize grid)
{
  return algo_style_snap (style,
                          algo_axis_place (&plot->x, algo_grid_history_edge (history, grid)));
}

static double
get_beta_edge (const AlgoGridHistory *history,
               const AlgoPlot *plot,
               const AlgoStyle *style,
               gint point)
{
  return algo_style_snap (style,
                          algo_axis_place (&plot->y, algo_grid_edge (history->range, point)));
}

/* An AlgoCells.get; the place of a higher beta is less. */
static float
get_cell (gconstpointer data, guint row, guint column)
{
  const Field *self = data;

  return self->get (self->data, self->grids[column], ALGO_GRID - 1 - row);
}

static AlgoColour
get_colour (gconstpointer data, float value)
{
  return ((const Field *) data)->colours[(guint) value];
}

void
algo_grid_field_draw (const AlgoGridHistory *history,
                      const AlgoPlot *plot,
                      cairo_t *cr,
                      const AlgoStyle *style,
                      const AlgoColour *colours,
                      AlgoGridShadeFunc get,
                      gconstpointer data)
{
  const double least = style->pixel > 0 ? style->pixel / 2 : LEAST_WIDTH;
  const gsize most = MIN (history->count, (gsize) MAX ((plot->x.to - plot->x.from) / least, 0) + 2);
  g_autofree gsize *grids = g_new (gsize, most);
  g_autofree double *x = g_new (double, most + 1);
  const Field field = { colours, get, data, grids };
  double y[ALGO_GRID + 1];
  guint columns = 0;

  if (!(plot->x.to > plot->x.from && plot->y.from > plot->y.to))
    return;
  for (gint row = 0; row <= ALGO_GRID; row++)
    y[row] = get_beta_edge (history, plot, style, ALGO_GRID - 1 - row);
  x[0] = get_step_edge (history, plot, style, -1);
  /* Grids that share a place with the one before are left out, however many there are. */
  for (gsize i = 0; i < history->count && columns < most; i++)
    {
      const double to = get_step_edge (history, plot, style, (gssize) i);

      if (to - x[columns] < least)
        continue;
      grids[columns++] = i;
      x[columns] = to;
    }
  algo_cells_draw (&(AlgoCells){ .style = style,
                                 .rows = ALGO_GRID,
                                 .columns = columns,
                                 .x = x,
                                 .y = y,
                                 .get = get_cell,
                                 .colour = get_colour,
                                 .data = &field },
                   cr);
}

AlgoArea
algo_grid_field_locate (const AlgoGridHistory *history,
                        const AlgoPlot *plot,
                        const AlgoStyle *style,
                        gsize grid,
                        guint point)
{
  const double left = get_step_edge (history, plot, style, (gssize) grid - 1);
  const double top = get_beta_edge (history, plot, style, (gint) point);

  return (AlgoArea){ left, top, get_step_edge (history, plot, style, (gssize) grid) - left,
                     get_beta_edge (history, plot, style, (gint) point - 1) - top };
}

/* Of the phase diagram. */

typedef struct
{
  const AlgoGridHistory *history;
  const AlgoPlot *plot;
  const AlgoStyle *style;
} PhaseField;

static guint
get_shade (gconstpointer data, gsize grid, guint index)
{
  const AlgoGridPoint *point = &((const PhaseField *) data)->history->grids[grid]->points[index];
  const double confidence = isnan (point->confidence) ? 0 : CLAMP (point->confidence, 0, 1);

  return MIN (point->phase, ALGO_PHASE_UNRECOGNISED) * SHADES
         + (guint) lround (confidence * (SHADES - 1));
}

/* What is drawn at a place inside the field; an AlgoPhaseAtFunc. */
static AlgoPhase
find_phase_at (gconstpointer data, double x, double y, AlgoColour *colour)
{
  const PhaseField *self = data;
  const gint64 step = MAX (0, llround (algo_axis_value (&self->plot->x, x)));
  const AlgoGridPoint *point = algo_grid_get_nearest (algo_grid_history_get (self->history, step),
                                                      algo_axis_value (&self->plot->y, y));

  *colour = algo_phase_shade (self->style, point->phase, point->confidence);
  return MIN (point->phase, ALGO_PHASE_UNRECOGNISED);
}

void
algo_phase_field_draw (const AlgoGridHistory *history,
                       const AlgoPlot *plot,
                       cairo_t *cr,
                       const AlgoStyle *style,
                       double cursor_x,
                       double cursor_y)
{
  const PhaseField field = { history, plot, style };
  AlgoColour colours[ALGO_N_PHASES * SHADES];
  AlgoPhaseLetters letters = {
    .at = find_phase_at, .field = &field, .cursor_x = cursor_x, .cursor_y = cursor_y
  };

  if (history->count == 0 || plot->x.to <= plot->x.from || plot->y.from <= plot->y.to)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    colours[i] = algo_phase_shade (style, (AlgoPhase) (i / SHADES), i % SHADES / (SHADES - 1.0));
  algo_grid_field_draw (history, plot, cr, style, colours, get_shade, &field);
  algo_cursor_draw_lines (cr, style, plot, cursor_x, cursor_y);
  letters.area = algo_plot_get_area (plot);
  letters.area.x = get_step_edge (history, plot, style, -1);
  letters.area.width =
      get_step_edge (history, plot, style, (gssize) history->count - 1) - letters.area.x;
  algo_phase_letters_draw (&letters, cr, style);
}
