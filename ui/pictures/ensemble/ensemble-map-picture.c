/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two maps of log10 beta by training step: the phase of the most seeds, the paler the fewer they
 * are, and how much seeds differ, as entropy. */
#include "ui/pictures/ensemble/ensemble-parts.h"
#include "ui/pictures/ensemble/ensemble-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/settings.h"
#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/history/history-cursor.h"
#include "ui/pictures/phase/phase-field.h"
#include "ui/pictures/phase/phase-runs.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/text.h"

#define Y_CHARACTERS 3      /* "−6", as a minus sign is wide */
#define Y_CHARACTERS_TALL 4 /* "−5.5" */
#define TALL 22             /* of text: from where there is room for halves */
#define BITS_KEY 22         /* of small text, that the colour bar with its labels takes */
#define SHADES 48           /* of entropy that are told apart */
#define ACCENT_AT 0.6       /* of the ramp */
#define DARKEST 0.75        /* share of the foreground at its end */
#define LEAST_BITS 1.0      /* that the ramp reaches at least */

typedef struct
{
  const AlgoEnsemblePicture *picture;
  const AlgoStyle *style;
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
    .head = algo_ensemble_head_make (
        width, height, style,
        picture->kind == &algo_ensemble_entropy ? BITS_KEY : ALGO_ENSEMBLE_PHASE_KEY),
    .text = { .x_title = _ ("step"),
              .y_title = _ ("log<sub>10</sub>\u2009\u03b2"),
              .whole_x = TRUE,
              .y_characters =
                  height > TALL * style->text_small ? Y_CHARACTERS_TALL : Y_CHARACTERS },
    .plot = { .x = { .low = 0, .high = algo_grid_history_end (&picture->consensus->history) },
              .y = { .low = picture->consensus->history.range.from,
                     .high = picture->consensus->history.range.to } },
  };

  algo_plot_place (&layout.plot,
                   &(AlgoArea){ 0, layout.head.height, width, height - layout.head.height },
                   &layout.text, style);
  return layout;
}

/* Places of what is chosen. */
static void
find_chosen (const Layout *layout, double *x, double *y)
{
  const AlgoEnsemblePicture *picture = layout->picture;
  const double log_beta = CLAMP (picture->log_beta, layout->plot.y.low, layout->plot.y.high);

  *x = algo_axis_place (&layout->plot.x, (double) algo_ensemble_picture_get_step (picture));
  *y = isfinite (picture->log_beta) ? algo_axis_place (&layout->plot.y, log_beta) : (double) NAN;
}

static void
map_draw (const AlgoEnsemblePicture *picture, cairo_t *cr)
{
  const AlgoStyle *style = picture->style;
  AlgoPhaseKey key = { .kind = ALGO_PHASE_KEY_CHIPS,
                       .confidence = TRUE,
                       .shade_label = _ ("share of seeds 0") };
  const AlgoGridHistory *history = &picture->consensus->history;
  const Layout layout = layout_make (picture);
  g_autofree char *text = algo_ensemble_describe_seeds (picture, picture->consensus->n_measured);
  double x, y;

  find_chosen (&layout, &x, &y);
  for (gsize i = 0; i < history->count; i++)
    for (guint point = 0; point < ALGO_GRID; point++)
      key.phases[history->grids[i]->points[point].phase] = TRUE;
  algo_plot_draw_frame (&layout.plot, cr, style, &layout.text);
  algo_phase_field_draw (history, &layout.plot, cr, style, x, y);
  if (algo_plot_contains (&layout.plot, x, y))
    algo_cursor_draw_ring (cr, style, x, y, 0.7 * style->gap);
  algo_ensemble_head_draw_phases (&layout.head, cr, style, layout.plot.x.from, picture->width, text,
                                  &key);
}

/* Entropy. */

static double
get_entropy (const AlgoEnsemblePicture *picture, gsize index, guint point)
{
  return algo_phase_counts_get_entropy (
      algo_consensus_get_counts (picture->consensus, index, point));
}

/* The end of the ramp: halves of bits. */
static double
find_most_bits (const AlgoEnsemblePicture *picture)
{
  double most = LEAST_BITS;

  for (gsize i = 0; i < picture->consensus->history.count; i++)
    for (guint point = 0; point < ALGO_GRID; point++)
      most = MAX (most, get_entropy (picture, i, point));
  return ceil (2 * most) / 2;
}

static AlgoColour
find_shade (const AlgoStyle *style, guint shade)
{
  const double share = (double) shade / (SHADES - 1);
  const AlgoColour end = algo_colour_mix (style->accent, style->foreground, DARKEST);

  return share < ACCENT_AT
             ? algo_colour_mix (style->card, style->accent, share / ACCENT_AT)
             : algo_colour_mix (style->accent, end, (share - ACCENT_AT) / (1 - ACCENT_AT));
}

typedef struct
{
  gsize index; /* of its grid */
  double from, to;
} Column;

/* Grids that share a place with the one before are left out. */
static GArray *
find_columns (const Layout *layout)
{
  const AlgoGridHistory *history = &layout->picture->consensus->history;
  const AlgoStyle *style = layout->style;
  const double least = style->pixel > 0 ? style->pixel / 2 : style->hairline / 2;
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (Column));
  double from = algo_style_snap (style, algo_axis_place (&layout->plot.x,
                                                         algo_grid_history_edge (history, -1)));

  for (gsize i = 0; i < history->count; i++)
    {
      const double edge = algo_grid_history_edge (history, (gssize) i);
      const Column column = { i, from,
                              algo_style_snap (style, algo_axis_place (&layout->plot.x, edge)) };

      if (column.to - column.from < least)
        continue;
      g_array_append_val (columns, column);
      from = column.to;
    }
  return columns;
}

static guint
choose_shade (const Layout *layout, const Column *column, guint point, double most)
{
  const double share = get_entropy (layout->picture, column->index, point) / most;

  return (guint) lround (CLAMP (share, 0, 1) * (SHADES - 1));
}

/* Rows from the top down, columns from the left, one rectangle for as long as a shade lasts. */
static void
fill_cells (const Layout *layout, cairo_t *cr, const GArray *columns, double most)
{
  const AlgoStyle *style = layout->style;
  AlgoColour shades[SHADES];

  for (guint i = 0; i < SHADES; i++)
    shades[i] = find_shade (style, i);
  for (guint point = ALGO_GRID; point-- > 0;)
    {
      double bottom, top;

      algo_ensemble_find_edges (&layout->plot.y, style, point, &bottom, &top);
      bottom = MIN (bottom + style->cell_overlap, layout->plot.y.from);
      for (guint first = 0, end; first < columns->len; first = end)
        {
          const Column *column = &g_array_index (columns, Column, first);
          const guint shade = choose_shade (layout, column, point, most);
          double to = column->to;

          for (end = first + 1; end < columns->len; end++)
            {
              const Column *next = &g_array_index (columns, Column, end);

              if (choose_shade (layout, next, point, most) != shade)
                break;
              to = next->to;
            }
          to = MIN (to + style->cell_overlap, layout->plot.x.to);
          algo_colour_set_source (shades[shade], cr);
          cairo_rectangle (cr, column->from, top, to - column->from, bottom - top);
          cairo_fill (cr);
        }
    }
}

/* "entropy, bits 0 [ramp] 2". */
static void
draw_bits_key (const Layout *layout, cairo_t *cr, double x, double y, double most)
{
  const AlgoStyle *style = layout->style;
  const AlgoTextFormat format = { .size = style->text_small, .colour = style->dim };
  const double height = 1.3 * style->text_small, shade = 7 * style->text_small / SHADES;
  g_autofree char *end = algo_number_format_decimals (most, most != floor (most));

  x += algo_text_draw_middle (cr, style, &format, x, y, _ ("entropy, bits 0")) + style->gap;
  for (guint i = 0; i < SHADES; i++)
    {
      algo_colour_set_source (find_shade (style, i), cr);
      cairo_rectangle (cr, x + i * shade, y - height / 2,
                       i + 1 < SHADES ? shade + style->hairline : shade, height);
      cairo_fill (cr);
    }
  cairo_rectangle (cr, x, y - height / 2, SHADES * shade, height);
  cairo_set_line_width (cr, style->hairline);
  algo_colour_set_source (style->dim, cr);
  cairo_stroke (cr);
  x += SHADES * shade + style->gap;
  algo_text_draw_middle (cr, style, &format, x, y, end);
}

static void
entropy_draw (const AlgoEnsemblePicture *picture, cairo_t *cr)
{
  const AlgoStyle *style = picture->style;
  Layout layout = layout_make (picture);
  g_autoptr (GArray) columns = find_columns (&layout);
  g_autofree char *text = algo_ensemble_describe_seeds (picture, picture->consensus->n_measured);
  const double most = find_most_bits (picture);
  double x, y;

  find_chosen (&layout, &x, &y);
  algo_plot_draw_frame (&layout.plot, cr, style, &layout.text);
  fill_cells (&layout, cr, columns, most);
  algo_cursor_draw_lines (cr, style, &layout.plot, x, y);
  if (algo_plot_contains (&layout.plot, x, y))
    algo_cursor_draw_ring (cr, style, x, y, 0.7 * style->gap);
  if (layout.head.height > 0)
    {
      x = algo_ensemble_head_draw (&layout.head, cr, style, layout.plot.x.from, text, &y);
      draw_bits_key (&layout, cr, x, y, most);
    }
}

/* Both. */

static char *
map_describe (const AlgoEnsemblePicture *picture)
{
  const gsize index = algo_ensemble_picture_get_index (picture);
  g_autofree char *cell =
      algo_ensemble_describe_cell (picture, index, algo_ensemble_picture_get_point (picture));
  g_autofree char *over_beta =
      algo_phase_runs_describe_grid (picture->consensus->history.grids[index]);

  /* Translators: "step 4000, ... . Of the most seeds: Phases over log beta: ..." */
  return g_strdup_printf (_ ("%s. Of the most seeds: %s"), cell, over_beta);
}

/* The grid that speaks of the step; FALSE beyond them all. */
static gboolean
find_cell (const AlgoEnsemblePicture *picture,
           const AlgoEnsemblePlace *place,
           gsize *index,
           guint *point)
{
  *point = algo_grid_find_point (picture->consensus->history.range, place->log_beta);
  return algo_grid_history_find_measured (&picture->consensus->history, MAX (place->step, 0),
                                          index);
}

static gboolean
map_pick (const AlgoEnsemblePicture *picture, double x, double y, AlgoEnsemblePlace *place)
{
  const Layout layout = layout_make (picture);
  gsize index;
  guint point;

  if (!algo_plot_contains (&layout.plot, x, y))
    return FALSE;
  *place = ALGO_ENSEMBLE_PLACE_NONE;
  place->log_beta = algo_axis_value (&layout.plot.y, y);
  place->step = MAX (0, llround (algo_axis_value (&layout.plot.x, x)));
  if (!find_cell (picture, place, &index, &point))
    return FALSE;
  place->log_beta = algo_grid_log_beta (picture->consensus->history.range, point);
  place->step = (gint64) picture->consensus->history.grids[index]->step;
  return TRUE;
}

static gboolean
map_locate (const AlgoEnsemblePicture *picture, const AlgoEnsemblePlace *place, AlgoArea *area)
{
  const AlgoStyle *style = picture->style;
  const AlgoGridHistory *history = &picture->consensus->history;
  const Layout layout = layout_make (picture);
  double left, right, top, bottom;
  gsize index;
  guint point;

  if (!find_cell (picture, place, &index, &point))
    return FALSE;
  left = algo_axis_place (&layout.plot.x, algo_grid_history_edge (history, (gssize) index - 1));
  right = algo_axis_place (&layout.plot.x, algo_grid_history_edge (history, (gssize) index));
  algo_ensemble_find_edges (&layout.plot.y, style, point, &bottom, &top);
  left = algo_style_snap (style, left);
  *area = (AlgoArea){ left, top, algo_style_snap (style, right) - left, bottom - top };
  return TRUE;
}

static gboolean
map_move (const AlgoEnsemblePicture *picture, gint right, gint down, AlgoEnsemblePlace *place)
{
  const AlgoGridHistory *history = &picture->consensus->history;

  if (!isfinite (place->log_beta))
    {
      place->log_beta = algo_ensemble_picture_get_log_beta (picture);
      place->step = (gint64) history->grids[algo_ensemble_picture_get_index (picture)]->step;
      right = down = 0;
    }
  algo_grid_history_move (history, algo_grid_cursor_stride (history) * right, -down, &place->step,
                          &place->log_beta);
  return TRUE;
}

static char *
map_describe_place (const AlgoEnsemblePicture *picture, const AlgoEnsemblePlace *place)
{
  gsize index;
  guint point;

  return find_cell (picture, place, &index, &point)
             ? algo_ensemble_describe_cell (picture, index, point)
             : NULL;
}

static void
map_get_number (const AlgoEnsemblePicture *picture, const char **name, char **value)
{
  *name = _ ("seeds");
  *value = g_strdup_printf ("%u", picture->consensus->n_measured);
}

/* Where beta and the step are chosen. */
static void
entropy_get_number (const AlgoEnsemblePicture *picture, const char **name, char **value)
{
  const double bits = get_entropy (picture, algo_ensemble_picture_get_index (picture),
                                   algo_ensemble_picture_get_point (picture));
  g_autofree char *number = algo_number_format_decimals (bits, 2);

  *name = _ ("entropy");
  *value = g_strdup_printf (_ ("%s bits"), number);
}

const AlgoEnsembleKind algo_ensemble_map = {
  .tabulate = algo_ensemble_tabulate_map,
  .draw = map_draw,
  .describe = map_describe,
  .pick = map_pick,
  .locate = map_locate,
  .move = map_move,
  .describe_place = map_describe_place,
  .get_number = map_get_number,
};

const AlgoEnsembleKind algo_ensemble_entropy = {
  .tabulate = algo_ensemble_tabulate_map,
  .draw = entropy_draw,
  .describe = map_describe,
  .pick = map_pick,
  .locate = map_locate,
  .move = map_move,
  .describe_place = map_describe_place,
  .get_number = entropy_get_number,
};
