/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures of all seeds as median, quartiles and range: over log10 beta at one step, or over steps
 * at one beta; one of them, or all as small multiples. The phase of the most seeds stands above. */
#include "ui/pictures/ensemble/ensemble-bands.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/settings.h"
#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/multiples.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-letters.h"
#include "ui/pictures/drawing/text.h"

#define Y_CHARACTERS 4       /* "10⁻³", "−1.0" */
#define Y_CHARACTERS_ALONE 5 /* "0.001" */
#define KEY_WIDTH 24         /* of small text, that the legend takes */
#define LEAST_WIDTH 6        /* of a plot beside others, in heights of small text */

typedef struct
{
  const AlgoEnsembleBands *bands;
  const AlgoEnsemblePicture *picture;
  const AlgoStyle *style;
  AlgoEnsembleValues values;
  AlgoEnsembleHead head;
  guint columns; /* of plots */
  double title_height, strip_height;
  AlgoPlot plots[ALGO_N_MEASURES];
  AlgoPlotText text[ALGO_N_MEASURES];
} Layout;

/* Of nine, three by three, or one below the other. */
static guint
choose_columns (const Layout *layout, double width, double height)
{
  if (layout->bands->count == 1 || width < 3 * LEAST_WIDTH * layout->style->text_small)
    return 1;
  return width > 4 * height ? layout->bands->count : 3;
}

static void
place_plots (Layout *layout, double width, double height)
{
  const AlgoMultiples multiples = {
    .count = layout->bands->count,
    .columns = layout->columns,
    .above = layout->head.height + layout->strip_height,
    .title_height = layout->title_height,
    .x_title = layout->bands->over_beta ? _ ("log<sub>10</sub>\u2009\u03b2") : _ ("step"),
  };
  AlgoArea areas[ALGO_N_MEASURES];

  for (guint i = 0; i < layout->bands->count; i++)
    layout->text[i] = (AlgoPlotText){
      .whole_x = !layout->bands->over_beta,
      .x_characters = algo_multiples_choose_x_characters (layout->bands->over_beta,
                                                          width / layout->columns, layout->style),
      .y_characters = layout->bands->count > 1 ? Y_CHARACTERS : Y_CHARACTERS_ALONE
    };
  if (layout->bands->count > 1)
    {
      algo_multiples_place (&multiples, width, height, layout->style, layout->text, areas,
                            layout->plots);
      return;
    }
  layout->text[0].x_title = multiples.x_title;
  layout->text[0].y_title =
      algo_ensemble_measure_title (algo_ensemble_bands_get_measure (layout->bands, 0));
  algo_plot_place (&layout->plots[0],
                   &(AlgoArea){ 0, multiples.above, width, height - multiples.above },
                   &layout->text[0], layout->style);
}

/* Where plots are does not depend on what was measured. */
static void
layout_init (Layout *layout, const AlgoEnsemblePicture *picture, gboolean measured)
{
  const AlgoStyle *style = picture->style;
  const double width = picture->width, height = picture->height;
  const AlgoGridHistory *history = &picture->consensus->history;
  const AlgoEnsembleBands *bands = picture->kind->bands;
  AlgoAxis x = { .low = history->range.from, .high = history->range.to };

  *layout = (Layout){ .bands = bands, .picture = picture, .style = style };
  layout->head = algo_ensemble_head_make (width, height, style, KEY_WIDTH);
  if (layout->head.height > 0)
    layout->strip_height = algo_style_snap (style, 1.3 * style->text_small);
  if (bands->count > 1 && width > 16 * style->text && height > 11 * style->text)
    layout->title_height = algo_legend_line_height (style);
  algo_ensemble_values_init (&layout->values, picture);
  if (measured)
    algo_ensemble_values_measure (&layout->values);
  if (!bands->over_beta)
    x = (AlgoAxis){ .low = 0, .high = algo_grid_history_end (history) };
  for (guint i = 0; i < bands->count; i++)
    {
      layout->plots[i].x = x;
      if (measured)
        algo_ensemble_values_set_range (&layout->values, i, &layout->plots[i].y);
    }
  layout->columns = choose_columns (layout, width, height);
  place_plots (layout, width, height);
}

static void
layout_clear (Layout *layout)
{
  algo_ensemble_values_clear (&layout->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

/* The phase of the most seeds along x, with letters where there is room. */
static void
draw_strip (const Layout *layout, cairo_t *cr, const AlgoPlot *plot)
{
  const AlgoStyle *style = layout->style;
  const double top = algo_style_snap (style, layout->head.height);
  AlgoPhaseRun run = { 0 };

  while (run.end < layout->values.n_cells)
    {
      double from, to;

      run = algo_ensemble_values_find_run (&layout->values, run.end);
      from = algo_style_snap (style, algo_axis_place (&plot->x, run.low));
      to = algo_style_snap (style, algo_axis_place (&plot->x, run.high));
      algo_colour_set_source (algo_style_phase_colour (style, run.phase), cr);
      cairo_rectangle (cr, from, top, MIN (to + style->cell_overlap, plot->x.to) - from,
                       layout->strip_height);
      cairo_fill (cr);
      algo_phase_letter_draw (cr, style, run.phase, from, to, top + layout->strip_height / 2);
    }
}

static void
draw_spreads (const Layout *layout, cairo_t *cr, guint plot)
{
  const AlgoEnsembleValues *values = &layout->values;
  const AlgoPlot *axes = &layout->plots[plot];
  g_autofree double *x = g_new (double, values->count);

  for (guint i = 0; i < values->count; i++)
    x[i] = algo_axis_place (&axes->x, algo_ensemble_values_get_position (values, i));
  algo_ensemble_draw_spreads (axes, cr, layout->style, layout->style->accent, x,
                              algo_ensemble_values_get (values, plot), values->count);
}

/* The name, and the median at the mark beside it where there is room for both. */
static void
draw_title (const Layout *layout, cairo_t *cr, guint plot)
{
  const AlgoStyle *style = layout->style;
  const AlgoPlot *axes = &layout->plots[plot];
  const AlgoSpread *spread =
      &algo_ensemble_values_get (&layout->values, plot)[layout->values.marked];
  /* As markup, a name that is too long is set smaller. */
  AlgoTextFormat name_format = {
    .size = style->text_small, .weight = ALGO_TEXT_BOLD, .colour = style->foreground, .markup = TRUE
  };
  AlgoTextFormat value_format = { .size = style->text_small,
                                  .colour = style->foreground,
                                  .align = 1 };
  const double y =
      axes->y.to - layout->title_height / 2 - (axes->y_labelled ? 0.6 * style->text_small : 0);
  g_autofree char *number = algo_number_format (spread->median);
  const char *name =
      algo_ensemble_measure_title (algo_ensemble_bands_get_measure (layout->bands, plot));
  double left = axes->x.from, right = axes->x.to, taken;

  if (layout->title_height == 0)
    return;
  taken = algo_text_width (style, &name_format, name) + style->gap
          + algo_text_width (style, &value_format, number);
  if (taken > right - left)
    {
      left = axes->left;
      right = axes->right;
    }
  name_format.max_width = right - left;
  algo_text_draw_middle (cr, style, &name_format, left, y, name);
  if (isfinite (spread->median) && taken <= right - left)
    algo_text_draw_middle (cr, style, &value_format, right, y, number);
}

static void
draw_head (const Layout *layout, cairo_t *cr, double width)
{
  g_autofree char *text = NULL;
  double x, y;

  if (layout->head.height == 0)
    return;
  text =
      layout->bands->over_beta
          ? algo_ensemble_describe_step (layout->picture)
          : algo_ensemble_describe_beta (layout->picture, layout->picture->consensus->n_measured);
  x = algo_ensemble_head_draw (&layout->head, cr, layout->style, layout->plots[0].x.from, text, &y);
  algo_ensemble_draw_spread_key (cr, layout->style, x, y, width - x);
}

static void
draw_hover (const Layout *layout, cairo_t *cr)
{
  guint index;

  if (!algo_ensemble_values_find (&layout->values, layout->picture->hover, &index))
    return;
  for (guint i = 0; i < layout->bands->count; i++)
    {
      const AlgoPlot *plot = &layout->plots[i];
      const double x =
          algo_axis_place (&plot->x, algo_ensemble_values_get_position (&layout->values, index));
      const double y =
          algo_axis_place (&plot->y, algo_ensemble_values_get (&layout->values, i)[index].median);

      algo_cursor_draw_lines (cr, layout->style, plot, x, NAN);
      if (algo_plot_contains (plot, x, y))
        algo_cursor_draw_ring (cr, layout->style, x, y, 1.5 * layout->style->line);
    }
}

void
algo_ensemble_bands_draw_cursor (const AlgoEnsemblePicture *picture, cairo_t *cr)
{
  g_auto (Layout) layout = { 0 };

  layout_init (&layout, picture, TRUE);
  draw_hover (&layout, cr);
}

void
algo_ensemble_bands_draw (const AlgoEnsemblePicture *picture, cairo_t *cr)
{
  const AlgoStyle *style = picture->style;
  const AlgoEnsembleBands *bands = picture->kind->bands;
  g_auto (Layout) layout = { 0 };
  double marked;

  layout_init (&layout, picture, TRUE);
  marked = algo_ensemble_values_get_position (&layout.values, layout.values.marked);
  for (guint i = 0; i < bands->count; i++)
    {
      const AlgoPlot *plot = &layout.plots[i];

      algo_plot_draw_frame (plot, cr, style, &layout.text[i]);
      if (algo_ensemble_bands_get_measure (bands, i) == ALGO_ORDER_UNEXPLAINED)
        algo_plot_draw_level (plot, cr, style, 1, style->dim); /* FVU of a constant guess */
      draw_spreads (&layout, cr, i);
      if (!bands->over_beta || isfinite (picture->log_beta))
        algo_cursor_draw_lines (cr, style, plot, algo_axis_place (&plot->x, marked), NAN);
      draw_title (&layout, cr, i);
    }
  for (guint i = 0; layout.strip_height > 0 && i < layout.columns; i++)
    draw_strip (&layout, cr, &layout.plots[i]);
  draw_head (&layout, cr, picture->width);
}

gboolean
algo_ensemble_bands_pick (const AlgoEnsemblePicture *picture,
                          double x,
                          double y,
                          AlgoEnsemblePlace *place)
{
  g_auto (Layout) layout = { 0 };

  layout_init (&layout, picture, FALSE);
  for (guint i = 0; i < layout.bands->count; i++)
    if (algo_plot_contains (&layout.plots[i], x, y))
      {
        algo_ensemble_values_get_place (&layout.values, algo_axis_value (&layout.plots[i].x, x),
                                        place);
        place->plot = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
algo_ensemble_bands_locate (const AlgoEnsemblePicture *picture,
                            const AlgoEnsemblePlace *place,
                            AlgoArea *area)
{
  g_auto (Layout) layout = { 0 };
  const AlgoPlot *plot;
  guint index;

  layout_init (&layout, picture, FALSE);
  if (!algo_ensemble_values_find (&layout.values, place, &index))
    return FALSE;
  plot = &layout.plots[MIN (place->plot, layout.bands->count - 1)];
  *area = algo_plot_get_area (plot);
  area->x = algo_axis_place (&plot->x, algo_ensemble_values_get_position (&layout.values, index));
  area->width = 0;
  return TRUE;
}
