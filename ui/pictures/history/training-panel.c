/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How training goes, as small multiples over steps: loss; FVU and KL at the bands of log10 beta
 * that metrics follow; gradient norm and rate. A smoothed line lies over the range of the raw
 * values, however many there are. */
#include "engine/run-file/run-table.h"
#include "ui/pictures/scene/panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/multiples.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/series.h"
#include "ui/pictures/drawing/text.h"

#define N_PLOTS 4
#define PLOT_ASPECT 1.8 /* width over height that small multiples come nearest to */
#define LEAST_UNEXPLAINED 1e-3
#define LEAST_KL_RANGE 10 /* nats */
#define Y_CHARACTERS 4    /* "0.01"; longer ones reach into the gap to the plot before */
#define LEAST_LEGEND 20   /* widths of text that its legend takes on one line */
#define NARROW 24         /* widths of text that leave no room beside the legend */

#define SPEED_FROM 34 /* widths of text that leave room for the speed beside the legend */

#define RECENT 200       /* records that tell where a band lies */
#define CURSOR_STEPS 100 /* arrow presses from one end of the steps to the other */

typedef enum
{
  PLOT_LOSS,
  PLOT_UNEXPLAINED,
  PLOT_KL,
  PLOT_GRADIENT,
} PlotKind;

typedef struct
{
  const AlgoStyle *style;
  guint legend_lines;  /* above all plots; 0: no room for any */
  double title_height; /* of each plot's own line */
  AlgoArea areas[N_PLOTS];
  AlgoPlot plots[N_PLOTS];
  AlgoPlotText texts[N_PLOTS];
} Layout;

static const AlgoMetrics *
get_record (const AlgoScene *scene, guint index)
{
  return &g_array_index (scene->metrics, AlgoMetrics, index);
}

static gint64
get_last (const AlgoScene *scene)
{
  return (gint64) get_record (scene, scene->metrics->len - 1)->step;
}

/* Where the axes of steps end. */
static double
find_end (const AlgoScene *scene)
{
  return MAX (MAX ((double) get_last (scene), (double) scene->budget), 1);
}

static void
layout_init (Layout *layout, const AlgoPanelFrame *frame)
{
  const double width = frame->width, height = frame->height;
  const AlgoStyle *style = frame->style;
  gboolean roomy = width > 16 * style->text && height > 11 * style->text;
  AlgoMultiples multiples = { .count = N_PLOTS, .x_title = _ ("step") };

  *layout = (Layout){ .style = style };
  layout->legend_lines = !roomy ? 0 : width < LEAST_LEGEND * style->text ? 2 : 1;
  layout->title_height = roomy ? algo_legend_line_height (style) : 0;
  multiples.columns = algo_multiples_choose_columns (N_PLOTS, PLOT_ASPECT, width, height);
  multiples.above =
      layout->legend_lines * algo_legend_line_height (style) + (roomy ? style->gap / 2 : 0);
  multiples.title_height = layout->title_height;
  for (guint i = 0; i < N_PLOTS; i++)
    {
      layout->plots[i].x = (AlgoAxis){ .low = 0, .high = find_end (frame->scene) };
      layout->texts[i] =
          (AlgoPlotText){ .whole_x = TRUE,
                          .y_characters = Y_CHARACTERS + (i % multiples.columns == 0) };
    }
  algo_multiples_place (&multiples, width, height, style, layout->texts, layout->areas,
                        layout->plots);
}

/* What a plot holds: series that follow each other, on an axis of at least this range. */
static const struct
{
  const char *title; /* marked for translation; NULL: a legend in its place */
  AlgoAxisKind kind;
  AlgoSeries first;
  guint count;
  double low, high;
} rows[N_PLOTS] = {
  /* Translators: the natural logarithm of the loss */
  [PLOT_LOSS] = { N_ ("Loss, ln"), ALGO_AXIS_LINEAR, ALGO_SERIES_LOSS, 1, INFINITY, -INFINITY },
  [PLOT_UNEXPLAINED] = { N_ ("FVU"), ALGO_AXIS_LOG, ALGO_SERIES_UNEXPLAINED, ALGO_BANDS,
                         LEAST_UNEXPLAINED, 1 },
  [PLOT_KL] = { N_ ("KL, nats"), ALGO_AXIS_ASINH, ALGO_SERIES_KL, ALGO_BANDS, 0, LEAST_KL_RANGE },
  [PLOT_GRADIENT] = { NULL, ALGO_AXIS_LOG, ALGO_SERIES_GRADIENT_NORM, 2, INFINITY, -INFINITY },
};

static void
set_range (AlgoAxis *axis, const AlgoBins *bins, PlotKind kind)
{
  axis->kind = rows[kind].kind;
  axis->linear_width = 1;
  axis->low = rows[kind].low;
  axis->high = rows[kind].high;
  for (guint i = 0; i < rows[kind].count; i++)
    algo_bins_include_range (bins, rows[kind].first + i, &axis->low, &axis->high);
  if (kind == PLOT_KL)
    {
      axis->low = 0;
      axis->high = algo_axis_round_up (axis->high);
      return;
    }
  if (axis->kind == ALGO_AXIS_LOG)
    axis->low =
        MAX (axis->low, kind == PLOT_GRADIENT ? 1e-9 * axis->high : 1e-3 * LEAST_UNEXPLAINED);
  algo_axis_round_ends (axis);
}

static void
draw_step (const Layout *layout, cairo_t *cr, gint64 step)
{
  for (guint i = 0; step >= 0 && i < N_PLOTS; i++)
    algo_cursor_draw_lines (cr, layout->style, &layout->plots[i],
                            algo_axis_place (&layout->plots[i].x, (double) step), NAN);
}

/* The name of the one thing it shows, or which colour is which. */
static void
draw_title (const Layout *layout, cairo_t *cr, PlotKind kind, const AlgoColour *colours)
{
  const AlgoStyle *style = layout->style;
  const AlgoPlot *plot = &layout->plots[kind];
  const AlgoArea *area = &layout->areas[kind];
  const double width = plot->x.to - plot->x.from, middle = area->y + layout->title_height / 2;
  const AlgoTextFormat format = { .size = style->text_small,
                                  .weight = ALGO_TEXT_BOLD,
                                  .colour = style->foreground,
                                  .max_width = width };
  const AlgoLegendEntry entries[] = {
    { ALGO_KEY_LINE, colours[0], width < 12 * style->text ? _ ("gradient") : _ ("gradient norm") },
    { ALGO_KEY_LINE, colours[1], _ ("rate") },
  };

  if (rows[kind].title != NULL)
    algo_text_draw_middle (cr, style, &format, plot->x.from, middle, _ (rows[kind].title));
  else
    algo_legend_draw (cr, style, plot->x.from, middle, area->x + area->width - plot->x.from, 1,
                      entries, G_N_ELEMENTS (entries));
}

static void
draw_plot (Layout *layout, cairo_t *cr, const AlgoBins *bins, PlotKind kind)
{
  const AlgoStyle *style = layout->style;
  const AlgoColour own[] = { style->accent, style->foreground };
  const AlgoColour *colours = rows[kind].count == ALGO_BANDS ? style->band : own;
  AlgoSeries series[ALGO_BANDS];

  for (guint i = 0; i < rows[kind].count; i++)
    series[i] = rows[kind].first + i;
  set_range (&layout->plots[kind].y, bins, kind);
  algo_plot_draw_frame (&layout->plots[kind], cr, style, &layout->texts[kind]);
  algo_bins_draw (bins, &layout->plots[kind], cr, style, series, colours, rows[kind].count);
  if (layout->title_height > 0)
    draw_title (layout, cr, kind, colours);
}

/* The log10 beta about which a band's samples lie, over the latest records. */
static double
find_mean_log_beta (const AlgoScene *scene, guint band)
{
  const guint count = scene->metrics->len, recent = MIN (count, RECENT);
  double sum = 0;

  for (guint i = count - recent; i < count; i++)
    sum += get_record (scene, i)->log_beta[band];
  return sum / recent;
}

/* Which colour is which log beta, and the speed. */
static void
draw_legend (const Layout *layout, cairo_t *cr, const AlgoPanelFrame *frame)
{
  const AlgoStyle *style = layout->style;
  /* On paper it means nothing how fast this machine was. */
  const double steps_per_second = frame->on_screen ? frame->scene->steps_per_second : 0;
  double width = frame->width;
  double middle = algo_legend_line_height (style) / 2;
  AlgoTextFormat format = { .size = style->text_small, .colour = style->dim };
  AlgoLegendEntry entries[ALGO_BANDS];
  char *labels[ALGO_BANDS];
  double x = width < NARROW * style->text ? 0 : layout->plots[0].x.from;

  if (layout->legend_lines == 0)
    return;
  for (guint band = 0; band < ALGO_BANDS; band++)
    {
      labels[band] = algo_number_format_decimals (find_mean_log_beta (frame->scene, band), 1);
      entries[band] = (AlgoLegendEntry){ ALGO_KEY_LINE, style->band[band], labels[band] };
    }
  if (steps_per_second > 0 && width - x > SPEED_FROM * style->text_small)
    {
      g_autofree char *number = algo_number_format (steps_per_second);
      g_autofree char *speed = g_strdup_printf (_ ("%s steps/s"), number);

      format.align = 1;
      width -= 2 * style->gap + algo_text_draw_middle (cr, style, &format, width, middle, speed);
      format.align = 0;
    }
  x += algo_text_draw_middle (cr, style, &format, x, middle, _ ("log\u2009\u03b2 \u2248"))
       + style->gap;
  algo_legend_draw (cr, style, x, middle, width - x, layout->legend_lines, entries, ALGO_BANDS);
  for (guint band = 0; band < ALGO_BANDS; band++)
    g_free (labels[band]);
}

static guint
choose_bins (const Layout *layout)
{
  AlgoArea area = algo_plot_get_area (&layout->plots[0]);
  double column = layout->style->pixel > 0 ? 1 : 0.5;

  return (guint) CLAMP (area.width / column, 1, 4096);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoScene *scene = frame->scene;
  Layout layout;
  AlgoBins bins;

  layout_init (&layout, frame);
  algo_bins_init (&bins, get_record (scene, 0), scene->metrics->len, find_end (scene),
                  choose_bins (&layout));
  for (guint i = 0; i < N_PLOTS; i++)
    draw_plot (&layout, cr, &bins, i);
  draw_step (&layout, cr, scene->chosen);
  draw_legend (&layout, cr, frame);
  algo_bins_clear (&bins);
}

/* "log β −5.81: FVU 0.0123, KL 312 nats" */
static char *
describe_band (const AlgoMetrics *metrics, guint band)
{
  g_autofree char *log_beta = algo_number_format_log_beta (metrics->log_beta[band]);
  g_autofree char *unexplained = algo_number_format (metrics->unexplained[band]);
  g_autofree char *kl = algo_number_format (metrics->kl[band]);

  return g_strdup_printf (_ ("log \u03b2 %s: FVU %s, KL %s nats"), log_beta, unexplained, kl);
}

/* All values, `separator` between them. */
static char *
describe_record (const AlgoMetrics *metrics, const char *separator)
{
  g_autofree char *loss = algo_number_format (metrics->loss);
  g_autofree char *norm = algo_number_format (metrics->gradient_norm);
  g_autofree char *rate = algo_number_format (metrics->rate);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("ln loss %s, n = %u"), loss, metrics->inputs);
  for (guint band = 0; band < ALGO_BANDS; band++)
    {
      g_autofree char *line = describe_band (metrics, band);

      g_string_append (text, separator);
      g_string_append (text, line);
    }
  g_string_append (text, separator);
  g_string_append_printf (text, _ ("gradient norm %s, rate %s"), norm, rate);
  return g_string_free (text, FALSE);
}

/* The one nearest to a step; of two that are as near, the later one. */
static const AlgoMetrics *
find_record (const AlgoScene *scene, guint64 step)
{
  guint after = scene->metrics->len - 1;

  while (after > 0 && get_record (scene, after - 1)->step >= step)
    after--;
  if (after > 0 && get_record (scene, after)->step > step
      && step - get_record (scene, after - 1)->step < get_record (scene, after)->step - step)
    after--;
  return get_record (scene, after);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoScene *scene = frame->scene;
  const AlgoMetrics *shown =
      find_record (scene, scene->chosen >= 0 ? (guint64) scene->chosen : G_MAXUINT64);
  g_autofree char *step = algo_number_format_count (shown->step);
  g_autofree char *budget = algo_number_format_count (scene->budget);
  /* Translators: between the parts of a list that are read out one after the other */
  g_autofree char *record = describe_record (shown, _ ("; "));

  return g_strdup_printf (_ ("Step %s of %s: %s"), step, budget, record);
}

static gboolean
is_known (const AlgoScene *scene)
{
  return scene->metrics->len > 0;
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return a->metrics == b->metrics && a->budget == b->budget && a->chosen == b->chosen;
}

/* At the step that all is of, from the first one on that was taken. */
static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  if (scene->step < get_record (scene, 0)->step)
    return NULL;
  *name = _ ("ln loss");
  return algo_number_format (find_record (scene, scene->step)->loss);
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  G_STATIC_ASSERT (ALGO_BANDS == 4);
  algo_csv_add_names (csv, "step", "inputs", "loss", "gradient_norm", "rate", "log_beta_0",
                      "log_beta_1", "log_beta_2", "log_beta_3", "unexplained_0", "unexplained_1",
                      "unexplained_2", "unexplained_3", "kl_0", "kl_1", "kl_2", "kl_3", NULL);
  for (guint i = 0; i < scene->metrics->len; i++)
    {
      algo_csv_add_metrics (csv, get_record (scene, i));
      algo_csv_end_row (csv);
    }
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  Layout layout;

  layout_init (&layout, frame);
  draw_step (&layout, cr, frame->cursor->step);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const AlgoPlot *plot;
  Layout layout;

  layout_init (&layout, frame);
  plot = algo_multiples_find (layout.plots, N_PLOTS, x, y);
  if (plot == NULL)
    return FALSE;
  /* The readout stands near the pointer. */
  *cursor =
      (AlgoPanelCursor){ .step = MAX (0, llround (algo_axis_value (&plot->x, x))), .x = x, .y = y };
  return TRUE;
}

static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const gint64 first = (gint64) get_record (frame->scene, 0)->step;
  const gint64 last = get_last (frame->scene);
  gint64 step = last;

  if (frame->cursor != NULL)
    step = frame->cursor->step + right * MAX (1, last / CURSOR_STEPS);
  *cursor = (AlgoPanelCursor){ .step = CLAMP (step, first, last) };
  return TRUE;
}

/* All values, as high as the plot. */
static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoPanelCursor *cursor = frame->cursor;
  const AlgoMetrics *metrics = find_record (frame->scene, (guint64) cursor->step);
  g_autofree char *at = algo_number_format_count (metrics->step);
  g_autofree char *record = describe_record (metrics, "\n");
  const AlgoPlot *plot;
  Layout layout;

  layout_init (&layout, frame);
  plot = algo_multiples_find (layout.plots, N_PLOTS, cursor->x, cursor->y);
  *area = algo_plot_get_line (plot != NULL ? plot : layout.plots, (double) cursor->step);
  return g_strdup_printf (_ ("step %s: %s"), at, record);
}

/* There is nothing to go to beyond the last step. */
static gboolean
lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination)
{
  const gint64 last = get_last (frame->scene), step = frame->cursor->step;

  if (step >= last && frame->scene->chosen < 0)
    return FALSE;
  destination->step = MIN (step, last);
  return TRUE;
}

const AlgoPanel algo_panel_training = {
  .name = "training",
  .title = N_ ("Training"),
  .label = N_ ("Training"),
  .needs = N_ ("a run"),
  .narrow = { 240, 160 },
  .wide = { 519, 110 },
  .share = 2,
  .in_layout = TRUE,
  .is_known = is_known,
  .is_same = is_same,
  .get_number = get_number,
  .lead = lead,
  ALGO_PANEL_FUNCTIONS,
};
