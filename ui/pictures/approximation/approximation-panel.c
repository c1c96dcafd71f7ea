/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well a network computes its task. One plot: f along each axis, and what one input adds when
 * the others are random, against what the task has more then, |t| of the L1 norm. Another: f (x)
 * against the task at random x, or the residual. Side by side where there is room, otherwise one
 * above the other.
 *
 * One panel on screen, which shows either, and two in figures. */
#include "ui/pictures/scene/panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/plot.h"
#include "ui/pictures/drawing/task-text.h"
#include "ui/pictures/drawing/text.h"

#define Y_CHARACTERS 4  /* "−0.5", "100" */
#define LEAST_LEGEND 20 /* widths of text that a legend takes on one line ... */
#define NARROW 26       /* ... and which leave no room beside it */
#define CURSOR_STEP 4.0 /* units that an arrow key moves the cursor, at least */

enum
{
  AXES,
  TARGET,
  N_PLOTS,
};

typedef struct
{
  const AlgoTask *task;
  const AlgoCurves *curves;
  double unexplained; /* FVU, to be stated; not finite: left out */
  gboolean residual;  /* f (x) less the task, with the zero line; else with the identity line */
  const AlgoStyle *style;
  float scatter[ALGO_SCATTER_POINTS];
  guint legend_lines;
  AlgoArea areas[N_PLOTS]; /* with their legends */
  AlgoPlot plots[N_PLOTS];
  AlgoPlotText texts[N_PLOTS];
} Layout;

static void
set_ranges (Layout *layout)
{
  const AlgoCurves *curves = layout->curves;
  AlgoAxis *target = &layout->plots[TARGET].x, *value = &layout->plots[TARGET].y;

  layout->plots[AXES].x = (AlgoAxis){ .low = -ALGO_CURVE_EXTENT, .high = ALGO_CURVE_EXTENT };
  layout->plots[AXES].y = (AlgoAxis){ .low = INFINITY, .high = -INFINITY };
  algo_axis_include (&layout->plots[AXES].y, curves->ideal_low, ALGO_CURVE_POINTS);
  algo_axis_include (&layout->plots[AXES].y, curves->ideal_high, ALGO_CURVE_POINTS);
  algo_axis_include (&layout->plots[AXES].y, curves->along_axis,
                     curves->inputs * ALGO_CURVE_POINTS);
  algo_axis_include (&layout->plots[AXES].y, curves->low, ALGO_CURVE_POINTS);
  algo_axis_include (&layout->plots[AXES].y, curves->high, ALGO_CURVE_POINTS);
  algo_axis_round_ends (&layout->plots[AXES].y);

  *target = (AlgoAxis){ .low = INFINITY, .high = -INFINITY };
  algo_axis_include (target, curves->target, ALGO_SCATTER_POINTS);
  algo_axis_round_ends (target);
  *value = layout->residual ? (AlgoAxis){ .low = 0 } : *target;
  for (guint i = 0; i < ALGO_SCATTER_POINTS; i++)
    layout->scatter[i] = (layout->residual ? 0 : curves->target[i]) + curves->residual[i];
  algo_axis_include (value, layout->scatter, ALGO_SCATTER_POINTS);
  algo_axis_round_ends (value);
}

static void
layout_init (Layout *layout, const AlgoPanelFrame *frame)
{
  const AlgoObservation *observation = frame->scene->observation;
  const double width = frame->width, height = frame->height;
  const AlgoStyle *style = frame->style;
  double gap = 2 * style->gap;
  gboolean wide = width > 1.35 * height;
  double half_width = wide ? (width - gap) / 2 : width;
  double half_height = wide ? height : (height - gap) / 2;
  double legend;

  *layout = (Layout){ .style = style,
                      .task = algo_scene_get_task (frame->scene),
                      .curves = observation->curves,
                      /* The card says it already. */
                      .unexplained =
                          frame->on_screen ? (double) NAN : observation->parameters.unexplained,
                      .residual = frame->option || frame->panel->kind != NULL };
  layout->areas[AXES] = (AlgoArea){ 0, 0, half_width, half_height };
  layout->areas[TARGET] =
      (AlgoArea){ width - half_width, height - half_height, half_width, half_height };
  if (half_width < 12 * style->text || half_height < 8 * style->text)
    layout->legend_lines = 0;
  else
    layout->legend_lines = half_width < LEAST_LEGEND * style->text ? 2 : 1;
  layout->texts[AXES] = (AlgoPlotText){ .x_title = "<i>t</i>",
                                        .y_title = _ ("output"),
                                        .y_characters = Y_CHARACTERS };
  layout->texts[TARGET] =
      (AlgoPlotText){ .x_title = algo_task_axis_title (layout->task),
                      .y_title = layout->residual ? algo_task_residual_title (layout->task)
                                                  : _ ("<i>f</i>\u2009(<i>x</i>)"),
                      .y_characters = Y_CHARACTERS };
  set_ranges (layout);
  legend = layout->legend_lines * algo_legend_line_height (style);
  for (guint i = 0; i < N_PLOTS; i++)
    algo_plot_place_below (&layout->plots[i], &layout->areas[i], legend, &layout->texts[i], style);
}

/* Whether a curve goes on as it came, so that nothing is to be drawn of a point. */
static gboolean
is_straight (const float *x, const float *y)
{
  const double before = (y[0] - y[-1]) / (double) (x[0] - x[-1]);
  const double after = (y[1] - y[0]) / (double) (x[1] - x[0]);

  return fabs (after - before) < 1e-4;
}

/* `count` points of the exact values, to be joined. */
static void
draw_ideal (const AlgoPlot *plot,
            cairo_t *cr,
            const AlgoStyle *style,
            const float *at,
            const float *values,
            guint count)
{
  const double dash[] = { 4 * style->line, 2.5 * style->line };

  cairo_save (cr);
  cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
  cairo_set_line_width (cr, 0.8 * style->line);
  algo_colour_set_source (style->foreground, cr);
  for (guint i = 0; i < count; i++)
    if (i == 0 || i + 1 == count || !is_straight (at + i, values + i))
      cairo_line_to (cr, algo_axis_place (&plot->x, at[i]), algo_axis_place (&plot->y, values[i]));
  cairo_stroke (cr);
  cairo_restore (cr);
}

static AlgoColour
axis_curve_colour (const AlgoStyle *style)
{
  return algo_colour_mix (style->card, style->foreground, 0.45);
}

static void
draw_axes_curves (const Layout *layout, cairo_t *cr)
{
  const AlgoStyle *style = layout->style;
  const AlgoCurves *curves = layout->curves;
  const AlgoPlot *plot = &layout->plots[AXES];

  cairo_save (cr);
  algo_plot_clip (plot, cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  algo_colour_set_source (algo_style_tint (style, style->accent, 0.22), cr);
  algo_plot_fill_band (plot, cr, curves->t, curves->low, curves->high, ALGO_CURVE_POINTS);
  algo_colour_set_source (axis_curve_colour (style), cr);
  cairo_set_line_width (cr, 0.8 * style->hairline);
  for (guint i = 0; i < curves->inputs; i++)
    algo_plot_stroke_values (plot, cr, style, curves->t,
                             curves->along_axis + (gsize) i * ALGO_CURVE_POINTS, ALGO_CURVE_POINTS);
  algo_colour_set_source (style->accent, cr);
  cairo_set_line_width (cr, 1.2 * style->line);
  algo_plot_stroke_values (plot, cr, style, curves->t, curves->median, ALGO_CURVE_POINTS);
  draw_ideal (plot, cr, style, curves->t, curves->ideal, ALGO_CURVE_POINTS);
  cairo_restore (cr);
}

static void
draw_scatter (const Layout *layout, cairo_t *cr)
{
  const AlgoStyle *style = layout->style;
  const AlgoPlot *plot = &layout->plots[TARGET];
  const float at[] = { (float) plot->x.low, (float) plot->x.high };
  const float flat[] = { 0, 0 };

  cairo_save (cr);
  algo_plot_clip (plot, cr);
  algo_plot_draw_dots (plot, cr, style, algo_style_tint (style, style->accent, 0.5),
                       layout->curves->target, layout->scatter, ALGO_SCATTER_POINTS);
  draw_ideal (plot, cr, style, at, layout->residual ? flat : at, G_N_ELEMENTS (at));
  cairo_restore (cr);
}

static void
draw_legends (const Layout *layout, cairo_t *cr)
{
  const AlgoStyle *style = layout->style;
  double middle = algo_legend_line_height (style) / 2;
  double axes_x = layout->plots[AXES].x.from, target_x = layout->plots[TARGET].x.from;
  AlgoTextFormat format = { .size = style->text_small, .colour = style->foreground, .align = 1 };
  g_autofree char *unexplained = algo_number_format (layout->unexplained);
  g_autofree char *note = g_strdup_printf (_ ("FVU %s"), unexplained);
  AlgoLegendEntry axes[] = {
    { ALGO_KEY_DASHED, style->foreground,
      layout->task == &algo_task_l1 ? "|<i>t</i>|" : _ ("exact") },
    { ALGO_KEY_LINE, axis_curve_colour (style), _ ("<i>f</i>\u2009(<i>t\u2009e<sub>i</sub></i>)") },
    { ALGO_KEY_BAND, style->accent,
      _ ("added by <i>x<sub>i</sub></i> = <i>t</i>, 10\u201390\u202f%") },
  };
  AlgoLegendEntry target[] = {
    { ALGO_KEY_DASHED, style->foreground, _ ("exact") },
    { ALGO_KEY_DOT, style->accent, _ ("random <i>x</i>") },
  };

  if (layout->legend_lines == 0)
    return;
  if (layout->areas[AXES].width < NARROW * style->text)
    {
      axes_x = layout->areas[AXES].x;
      target_x = layout->areas[TARGET].x;
    }
  algo_legend_draw (cr, style, axes_x, layout->areas[AXES].y + middle,
                    layout->areas[AXES].x + layout->areas[AXES].width - axes_x,
                    layout->legend_lines, axes, G_N_ELEMENTS (axes));
  algo_legend_draw (cr, style, target_x, layout->areas[TARGET].y + middle,
                    layout->plots[TARGET].x.to - target_x, 1, target, G_N_ELEMENTS (target));
  if (isfinite (layout->unexplained))
    algo_text_draw_middle (cr, style, &format, layout->plots[TARGET].x.to,
                           layout->areas[TARGET].y + middle
                               + (layout->legend_lines - 1) * algo_legend_line_height (style),
                           note);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  Layout layout;

  layout_init (&layout, frame);
  for (guint i = 0; i < N_PLOTS; i++)
    algo_plot_draw_frame (&layout.plots[i], cr, frame->style, &layout.texts[i]);
  draw_axes_curves (&layout, cr);
  draw_scatter (&layout, cr);
  draw_legends (&layout, cr);
}

/* Words and numbers. */

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoCurves *curves = frame->scene->observation->curves;
  g_autofree char *number = algo_number_format (frame->scene->observation->parameters.unexplained);
  g_autofree char *residual = NULL, *bias = NULL;
  float largest_residual = 0, largest_bias = 0;

  for (guint i = 0; i < ALGO_SCATTER_POINTS; i++)
    largest_residual = fmaxf (largest_residual, fabsf (curves->residual[i]));
  for (guint i = 0; i < ALGO_CURVE_POINTS; i++)
    largest_bias = fmaxf (largest_bias, fabsf (curves->median[i] - curves->ideal[i]));
  residual = algo_number_format (largest_residual);
  bias = algo_number_format (largest_bias);
  return g_strdup_printf (_ ("Fraction of variance unexplained (FVU): %s. Of %u random inputs, the "
                             "largest difference from the task is %s. What one input adds differs "
                             "from what it should by at most %s in the median."),
                          number, ALGO_SCATTER_POINTS, residual, bias);
}

/* What one input adds at `t`. */
static char *
describe_axes_at (const AlgoCurves *curves, double t)
{
  double place = (t + ALGO_CURVE_EXTENT) / (2 * ALGO_CURVE_EXTENT) * (ALGO_CURVE_POINTS - 1);
  guint point = (guint) lround (CLAMP (place, 0, ALGO_CURVE_POINTS - 1));
  g_autofree char *at = algo_number_format_decimals (curves->t[point], 1);
  g_autofree char *median = algo_number_format (curves->median[point]);
  g_autofree char *low = algo_number_format (curves->low[point]);
  g_autofree char *high = algo_number_format (curves->high[point]);
  g_autofree char *ideal = algo_number_format (curves->ideal[point]);

  return g_strdup_printf (_ ("t = %s: one input adds %s in the median, %s to %s in 80\u202f%% of "
                             "cases; exact is %s"),
                          at, median, low, high, ideal);
}

/* The nearest point of the scatter, if one is near. */
static char *
describe_target_at (const Layout *layout, double x, double y)
{
  const AlgoCurves *curves = layout->curves;
  g_autofree char *target = NULL, *value = NULL, *residual = NULL;
  const gint found =
      algo_plot_find_nearest (&layout->plots[TARGET], curves->target, layout->scatter,
                              ALGO_SCATTER_POINTS, x, y, 2 * layout->style->gap);

  if (found < 0)
    return NULL;
  target = algo_number_format (curves->target[found]);
  value = algo_number_format ((double) curves->target[found] + curves->residual[found]);
  residual = algo_number_format_signed (curves->residual[found]);
  return g_strdup_printf (_ ("exact %s, network %s, difference %s"), target, value, residual);
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  if (a->observation == NULL || b->observation == NULL)
    return a->observation == b->observation;
  return a->observation->curves == b->observation->curves;
}

static char *
make_title (const AlgoScene *scene)
{
  g_autofree char *formula = algo_task_display_formula (algo_scene_get_task (scene));

  /* Translators: a formula: "Approximation of ∑ |xᵢ|" */
  return g_strdup_printf (_ ("Approximation of %s"), formula);
}

static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  *name = _ ("FVU");
  return algo_number_format (scene->observation->parameters.unexplained);
}

/* `input` is negative where the series is of all inputs. */
static void
tabulate_series (AlgoCsv *csv,
                 const char *series,
                 gint input,
                 const float *x,
                 const float *y,
                 guint count)
{
  for (guint i = 0; i < count; i++)
    {
      algo_csv_add_text (csv, series);
      algo_csv_add_index (csv, input);
      algo_csv_add_real (csv, x[i]);
      algo_csv_add_real (csv, y[i]);
      algo_csv_end_row (csv);
    }
}

/* "along_axis" is f (t e_i) for each input i; "added_low", "added_median" and "added_high" the
 * percentiles 10, 50 and 90 of what one input adds; all by t. "scatter" is f (x) and "residual"
 * f (x) less the task, by the task at x. */
static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoCurves *curves = scene->observation->curves;
  float value[ALGO_SCATTER_POINTS];

  for (guint i = 0; i < ALGO_SCATTER_POINTS; i++)
    value[i] = curves->target[i] + curves->residual[i];
  algo_csv_add_names (csv, "series", "input", "x", "y", NULL);
  for (guint i = 0; i < curves->inputs; i++)
    tabulate_series (csv, "along_axis", (gint) i, curves->t,
                     curves->along_axis + (gsize) i * ALGO_CURVE_POINTS, ALGO_CURVE_POINTS);
  tabulate_series (csv, "added_low", -1, curves->t, curves->low, ALGO_CURVE_POINTS);
  tabulate_series (csv, "added_median", -1, curves->t, curves->median, ALGO_CURVE_POINTS);
  tabulate_series (csv, "added_high", -1, curves->t, curves->high, ALGO_CURVE_POINTS);
  tabulate_series (csv, "scatter", -1, curves->target, value, ALGO_SCATTER_POINTS);
  tabulate_series (csv, "residual", -1, curves->target, curves->residual, ALGO_SCATTER_POINTS);
}

/* The cursor is a place, as shares of the picture's width and height. */

static void
draw_cross (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoStyle *style = frame->style;
  double x = algo_style_snap (style, frame->cursor->x * frame->width) + style->pixel / 2;
  double y = algo_style_snap (style, frame->cursor->y * frame->height) + style->pixel / 2;
  double arm = 2 * style->gap;

  algo_colour_draw_line (style->foreground, cr, style->hairline, x - arm, y, x + arm, y);
  algo_colour_draw_line (style->foreground, cr, style->hairline, x, y - arm, x, y + arm);
}

/* What there is to read there; NULL outside the plots. */
static char *
read_at (const AlgoPanelFrame *frame, double x, double y)
{
  Layout layout;

  x *= frame->width;
  y *= frame->height;
  layout_init (&layout, frame);
  if (algo_plot_contains (&layout.plots[AXES], x, y))
    return describe_axes_at (layout.curves, algo_axis_value (&layout.plots[AXES].x, x));
  return algo_plot_contains (&layout.plots[TARGET], x, y) ? describe_target_at (&layout, x, y)
                                                          : NULL;
}

static gboolean
put (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  g_autofree char *text = read_at (frame, x, y);

  if (text == NULL)
    return FALSE;
  *cursor = (AlgoPanelCursor){ .x = x, .y = y };
  return TRUE;
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  return put (frame, x / frame->width, y / frame->height, cursor);
}

/* To the next place where there is something to read: arrow keys cross the space between plots. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const gboolean first = frame->cursor == NULL;
  double x = first ? 0 : frame->cursor->x;
  double y = first ? 0.25 : frame->cursor->y;
  double step_x = CURSOR_STEP / frame->width * (first ? 1 : right);
  double step_y = CURSOR_STEP / frame->height * (first ? 0 : down);

  if (step_x == 0 && step_y == 0)
    return FALSE;
  do
    {
      x += step_x;
      y += step_y;
      if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1))
        return FALSE;
    }
  while (!put (frame, x, y, cursor));
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoPanelCursor *cursor = frame->cursor;

  *area = (AlgoArea){ cursor->x * frame->width, cursor->y * frame->height, 0, 0 };
  return read_at (frame, cursor->x, cursor->y);
}

/* What both have alike. */
#define PANEL                                                                                      \
  .needs = N_ ("a network"), .narrow = { 240, 120 }, .wide = { 519, 170 }, .share = 2,             \
  .is_known = algo_scene_has_network, .is_same = is_same, .draw = draw, .describe = describe,      \
  .get_number = get_number, .tabulate = tabulate, .draw_cursor = draw_cross, .pick = pick,         \
  .move = move, .read = read

const AlgoPanel algo_panel_approximation = { PANEL,
                                             .name = "approximation",
                                             .title = N_ ("Approximation"),
                                             .make_title = make_title,
                                             .label = N_ ("Approximation of the task"),
                                             .in_layout = TRUE,
                                             .option = "residuals" };

const AlgoPanel algo_panel_residuals = { PANEL,
                                         .name = "residuals",
                                         .title = N_ ("Residuals"),
                                         .label = N_ ("What is left of the task"),
                                         .set = ALGO_PANEL_OF_FIGURES,
                                         .kind = "residuals" };
