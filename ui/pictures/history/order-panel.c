/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order parameters as small multiples, medians over the draws: over complexity, of the network's
 * own grid, and over training, of the run's. Phases lie behind as tints, named above by a strip of
 * letters. */
#include "ui/pictures/history/grid-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/multiples.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/history/order-values.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-letters.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/text.h"

#define Y_CHARACTERS                                                                               \
  4 /* "−1.0"; "0.001" reaches into the gap to the plot before, if there is one */
#define MOST_KEY_WIDTH 62 /* of text, that a key of the usual phases takes on one line */
#define KEY_WIDTH 32      /* of those at one step */
#define MAX_KEY_LINES 2
#define TINT 0.28      /* share of a phase's colour behind the curves */
#define ASPECT 1.2     /* width over height that plots with their labels come nearest to */
#define LEAST_WIDTH 10 /* of a plot whose title has room for its name, in heights of small text */
#define ROOMY 26       /* heights of text from which on there is room for more than the plots */

#define N_PLOTS ALGO_N_ORDER_PARAMETERS

typedef struct
{
  const AlgoStyle *style;
  double log_beta; /* over beta it is marked; not finite: no mark */
  gint64 step;     /* over steps it is marked; negative: the last grid's */
  AlgoOrderValues values;
  guint columns; /* of plots */
  guint key_lines;
  double head_height, title_height, strip_height;
  AlgoPlot plots[N_PLOTS];
  AlgoPlotText text[N_PLOTS];
} Layout;

/* Of the two panels, the one with a kind. */
static gboolean
is_over_beta (const AlgoPanelFrame *frame)
{
  return frame->panel->kind != NULL;
}

static void
place_plots (Layout *layout, double width, double height)
{
  const AlgoMultiples multiples = {
    .count = N_PLOTS,
    .columns = layout->columns,
    .above = layout->head_height + layout->strip_height,
    .title_height = layout->title_height,
    .x_title = layout->values.over_beta ? _ ("log<sub>10</sub>\u2009\u03b2") : _ ("step"),
  };
  AlgoArea areas[N_PLOTS];

  for (guint i = 0; i < N_PLOTS; i++)
    layout->text[i] =
        (AlgoPlotText){ .whole_x = !layout->values.over_beta,
                        .x_characters = algo_multiples_choose_x_characters (
                            layout->values.over_beta, width / layout->columns, layout->style),
                        .y_characters = Y_CHARACTERS + (layout->columns == 1) };
  algo_multiples_place (&multiples, width, height, layout->style, layout->text, areas,
                        layout->plots);
}

/* As near to the aspect as names have room for. */
static guint
choose_columns (double width, double height, const AlgoStyle *style)
{
  guint columns = algo_multiples_choose_columns (N_PLOTS, ASPECT, width, height);

  while (columns > 2 && width / columns < LEAST_WIDTH * style->text_small)
    columns /= 2;
  return columns;
}

static void
layout_init (Layout *layout, const AlgoPanelFrame *frame)
{
  const double width = frame->width, height = frame->height;
  const AlgoStyle *style = frame->style;
  /* The head gives way before the names do: curves without one say nothing. */
  gboolean titled = width > 16 * style->text && height > 11 * style->text;
  gboolean headed = titled && height > 16 * style->text;
  AlgoAxis x;

  *layout = (Layout){ .style = style, .columns = choose_columns (width, height, style) };
  layout->log_beta = frame->scene->question.log_beta;
  layout->step = frame->scene->chosen;
  algo_order_values_init (&layout->values, frame->scene, is_over_beta (frame));
  if (layout->values.over_beta)
    x = (AlgoAxis){ .low = layout->values.range.from, .high = layout->values.range.to };
  else
    x = (AlgoAxis){ .low = 0, .high = algo_grid_history_end (&layout->values.history) };
  if (headed)
    {
      double key_width =
          (layout->values.over_beta ? KEY_WIDTH : MOST_KEY_WIDTH) * style->text_small;

      layout->key_lines = height > ROOMY * style->text
                              ? (guint) CLAMP (ceil (key_width / width), 1, MAX_KEY_LINES)
                              : 1;
      layout->head_height = layout->key_lines * algo_phase_key_line_height (style) + style->gap / 2;
      layout->strip_height = algo_style_snap (style, 1.3 * style->text_small);
    }
  if (titled)
    layout->title_height = algo_legend_line_height (style);
  for (guint i = 0; i < N_PLOTS; i++)
    {
      layout->plots[i].x = x;
      algo_order_values_set_range (&layout->values, i, &layout->plots[i].y);
    }
  place_plots (layout, width, height);
}

static double
find_edge (const Layout *layout, const AlgoPlot *plot, double position)
{
  return algo_style_snap (layout->style, algo_axis_place (&plot->x, position));
}

/* Fills a band across the plot with the phases along x, `share` of their colours. From the left, so
 * that each covers what the ones before reach over it. */
static void
fill_runs (const Layout *layout,
           cairo_t *cr,
           const AlgoPlot *plot,
           double top,
           double height,
           double share)
{
  const AlgoStyle *style = layout->style;
  const AlgoGridHistory *history = &layout->values.history;
  double last = layout->values.over_beta
                    ? layout->values.range.to
                    : algo_grid_history_edge (history, (gssize) history->count - 1);
  double end = find_edge (layout, plot, last);
  AlgoPhaseRun run = { 0 };

  while (run.end < layout->values.count)
    {
      double from, to;

      run = algo_order_values_find_run (&layout->values, run.end);
      from = find_edge (layout, plot, run.low);
      to = MIN (find_edge (layout, plot, run.high) + style->cell_overlap, end);
      algo_colour_set_source (
          algo_colour_mix (style->card, algo_style_phase_colour (style, run.phase), share), cr);
      cairo_rectangle (cr, from, top, to - from, height);
      cairo_fill (cr);
    }
}

/* Above the topmost plot of a column: its phases in full colour, with their letters. */
static void
draw_strip (const Layout *layout, cairo_t *cr, const AlgoPlot *plot)
{
  const AlgoStyle *style = layout->style;
  double top = algo_style_snap (style, layout->head_height);
  AlgoPhaseRun run = { 0 };

  fill_runs (layout, cr, plot, top, layout->strip_height, 1);
  while (run.end < layout->values.count)
    {
      run = algo_order_values_find_run (&layout->values, run.end);
      algo_phase_letter_draw (cr, style, run.phase, find_edge (layout, plot, run.low),
                              find_edge (layout, plot, run.high), top + layout->strip_height / 2);
    }
}

static void
draw_curve (const Layout *layout, cairo_t *cr, guint plot)
{
  const AlgoStyle *style = layout->style;
  const AlgoPlot *axes = &layout->plots[plot];
  g_autofree double *x = g_new (double, layout->values.count);
  g_autofree double *y = g_new (double, layout->values.count);

  for (gsize i = 0; i < layout->values.count; i++)
    {
      x[i] = algo_axis_place (&axes->x, algo_order_values_get_position (&layout->values, i));
      y[i] = algo_axis_place (&axes->y, algo_order_values_get (&layout->values, plot, i));
    }
  cairo_save (cr);
  cairo_rectangle (cr, axes->x.from, axes->y.to - style->line, axes->x.to - axes->x.from,
                   axes->y.from - axes->y.to + 2 * style->line);
  cairo_clip (cr);
  algo_colour_set_source (style->foreground, cr);
  cairo_set_line_width (cr, style->line);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  if (layout->values.count > 1)
    {
      algo_plot_add_curve (cr, style, x, y, (guint) layout->values.count);
      cairo_stroke (cr);
    }
  else if (isfinite (x[0]) && isfinite (y[0]))
    {
      cairo_arc (cr, x[0], y[0], 1.2 * style->line, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

/* Where beta or the step is. */
static void
draw_mark (const Layout *layout, cairo_t *cr, guint plot)
{
  const AlgoPlot *axes = &layout->plots[plot];
  double position = algo_order_values_get_position (&layout->values, layout->values.marked);

  if (layout->values.over_beta && !isfinite (layout->log_beta))
    return;
  if (layout->values.over_beta)
    position = CLAMP (layout->log_beta, axes->x.low, axes->x.high);
  else if (layout->step >= 0)
    position = (double) layout->step;
  algo_cursor_draw_lines (cr, layout->style, axes, algo_axis_place (&axes->x, position), NAN);
}

/* The name, and the value at the mark beside it where there is room for both. */
static void
draw_title (const Layout *layout, cairo_t *cr, guint plot)
{
  const AlgoStyle *style = layout->style;
  const AlgoPlot *axes = &layout->plots[plot];
  AlgoTextFormat name_format = { .size = style->text_small,
                                 .weight = ALGO_TEXT_BOLD,
                                 .colour = style->foreground };
  AlgoTextFormat value_format = { .size = style->text_small,
                                  .colour = style->foreground,
                                  .align = 1 };
  double y =
      axes->y.to - layout->title_height / 2 - (axes->y_labelled ? 0.6 * style->text_small : 0);
  double value = algo_order_values_get (&layout->values, plot, layout->values.marked);
  g_autofree char *number = algo_number_format (value);
  const char *name = algo_order_value_name (plot);
  double taken = algo_text_width (style, &name_format, name);
  double left = axes->x.from, right = axes->x.to;

  if (layout->title_height == 0)
    return;
  if (isfinite (value))
    taken += style->gap + algo_text_width (style, &value_format, number);
  /* What is long is as wide as the plot with its labels. */
  if (taken > right - left)
    {
      left = axes->left;
      right = axes->right;
    }
  name_format.max_width = right - left;
  algo_text_draw_middle (cr, style, &name_format, left, y, name);
  if (isfinite (value) && taken <= right - left)
    algo_text_draw_middle (cr, style, &value_format, right, y, number);
}

static void
draw_head (const Layout *layout, cairo_t *cr, double width)
{
  const AlgoStyle *style = layout->style;
  AlgoTextFormat format = { .size = style->text_small, .colour = style->foreground };
  g_autofree char *condition = algo_order_values_describe_condition (&layout->values);
  AlgoPhaseKey key = { .kind = ALGO_PHASE_KEY_CHIPS };
  double middle = algo_phase_key_line_height (style) / 2;
  double x = layout->plots[0].x.from;

  for (gsize i = 0; i < layout->values.count; i++)
    {
      AlgoPhase phase = algo_order_values_get_point (&layout->values, i)->phase;

      if (phase < ALGO_N_PHASES)
        key.phases[phase] = TRUE;
    }
  x += algo_text_draw_middle (cr, style, &format, x, middle, condition) + 3 * style->gap;
  algo_phase_key_draw (cr, style, &key, x, middle, width - x, layout->key_lines);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  Layout layout;

  layout_init (&layout, frame);
  if (!algo_order_values_exist (&layout.values))
    {
      algo_text_draw_empty (cr, frame->style, frame->width, frame->height,
                            _ ("Order parameters were not recorded"));
      return;
    }
  for (guint i = 0; i < N_PLOTS; i++)
    {
      const AlgoPlot *plot = &layout.plots[i];

      fill_runs (&layout, cr, plot, plot->y.to, plot->y.from - plot->y.to, TINT);
      algo_plot_draw_frame (plot, cr, frame->style, &layout.text[i]);
      draw_curve (&layout, cr, i);
      draw_mark (&layout, cr, i);
      draw_title (&layout, cr, i);
    }
  for (guint i = 0; layout.strip_height > 0 && i < layout.columns; i++)
    draw_strip (&layout, cr, &layout.plots[i]);
  if (layout.head_height > 0)
    draw_head (&layout, cr, frame->width);
}

/* What is shown at what step or beta, the values at the mark, and the phases. */
static char *
describe (const AlgoPanelFrame *frame)
{
  AlgoOrderValues values;
  g_autofree char *condition = NULL, *marked = NULL, *phases = NULL;

  algo_order_values_init (&values, frame->scene, is_over_beta (frame));
  if (!algo_order_values_exist (&values))
    return g_strdup (_ ("Order parameters were not recorded"));
  condition = algo_order_values_describe_condition (&values);
  /* Translators: between an order parameter and the next */
  marked = algo_order_values_describe (&values, values.marked, _ (", "));
  phases = values.over_beta ? algo_phase_runs_describe_grid (values.grid)
                            : algo_phase_runs_describe_history (&values.history,
                                                                frame->scene->question.log_beta);
  /* Translators: "step 700, log beta -4, Localisation 0.9, ...", and the phases */
  return g_strdup_printf (_ ("%s, %s. %s"), condition, marked, phases);
}

/* A line across every plot, and a ring where its curve is. */
static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const gsize index = (gsize) frame->cursor->index;
  Layout layout;

  layout_init (&layout, frame);
  for (guint i = 0; index < layout.values.count && i < N_PLOTS; i++)
    {
      const AlgoPlot *plot = &layout.plots[i];
      double x = algo_axis_place (&plot->x, algo_order_values_get_position (&layout.values, index));
      double y = algo_axis_place (&plot->y, algo_order_values_get (&layout.values, i, index));

      algo_cursor_draw_lines (cr, frame->style, plot, x, NAN);
      if (algo_plot_contains (plot, x, y))
        algo_cursor_draw_ring (cr, frame->style, x, y, 1.5 * frame->style->line);
    }
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const AlgoPlot *plot;
  Layout layout;
  double value;

  layout_init (&layout, frame);
  plot = algo_multiples_find (layout.plots, N_PLOTS, x, y);
  if (plot == NULL)
    return FALSE;
  value = algo_axis_value (&plot->x, x);
  /* The readout stands near the pointer. */
  *cursor = (AlgoPanelCursor){ .x = x, .y = y };
  cursor->index =
      layout.values.over_beta
          ? (gint64) algo_grid_find_point (layout.values.range, value)
          : (gint64) algo_grid_history_find (&layout.values.history, MAX (0, llround (value)));
  return TRUE;
}

static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  if (is_over_beta (frame))
    algo_beta_cursor_move (frame, right - down, cursor);
  else
    algo_grid_cursor_move (frame, right - down, cursor);
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const gsize index = (gsize) frame->cursor->index;
  const AlgoPlot *plot;
  Layout layout;

  layout_init (&layout, frame);
  if (index >= layout.values.count)
    return NULL;
  plot = algo_multiples_find (layout.plots, N_PLOTS, frame->cursor->x, frame->cursor->y);
  *area = algo_plot_get_line (plot != NULL ? plot : layout.plots,
                              algo_order_values_get_position (&layout.values, index));
  return algo_order_values_describe (&layout.values, index, "\n");
}

static gboolean
beta_is_same (const AlgoScene *a, const AlgoScene *b)
{
  return algo_scene_get_grid (a) == algo_scene_get_grid (b)
         && a->question.log_beta == b->question.log_beta;
}

/* Nothing changes between the points of the grid. */
static gboolean
steps_are_same (const AlgoScene *a, const AlgoScene *b)
{
  return a->grids == b->grids && a->budget == b->budget && a->chosen == b->chosen
         && algo_grid_find_point (a->range, a->question.log_beta)
                == algo_grid_find_point (b->range, b->question.log_beta);
}

static void
beta_tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoGrid *grid = algo_scene_get_grid (scene);

  algo_order_tabulate (csv, &grid, 1);
}

static void
steps_tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoGridHistory history = algo_scene_get_history (scene);

  algo_order_tabulate (csv, history.grids, history.count);
}

/* What both have alike. */
#define PANEL                                                                                      \
  .narrow = { 240, 240 }, .wide = { 519, 220 }, .share = 2, .draw = draw, .describe = describe,    \
  .draw_cursor = draw_cursor, .pick = pick, .move = move, .read = read

const AlgoPanel algo_panel_order = { PANEL,
                                     .name = "order",
                                     .title = N_ ("Order over complexity"),
                                     .label = N_ ("Order parameters"),
                                     .needs = N_ ("a hypernetwork's parameters or a run"),
                                     .kind = "over beta",
                                     .is_known = algo_grid_is_known,
                                     .is_same = beta_is_same,
                                     .get_basis = algo_grid_get_basis,
                                     .tabulate = beta_tabulate,
                                     .lead = algo_beta_cursor_lead };

const AlgoPanel algo_panel_order_steps = { PANEL,
                                           .name = "order-steps",
                                           .title = N_ ("Order over training"),
                                           .label = N_ ("Order parameters over training"),
                                           .needs = N_ ("a run"),
                                           .is_known = algo_grids_are_known,
                                           .is_same = steps_are_same,
                                           .get_basis = algo_grids_get_basis,
                                           .tabulate = steps_tabulate,
                                           .lead = algo_grid_cursor_lead };
