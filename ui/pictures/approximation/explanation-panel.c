/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of a network its algorithm is: the share of its output's variance that the formula with
 * fitted constants explains, the formula, and what is left over: along one input, and against the
 * task. For convexity also the distribution of the hidden weights.
 *
 * The cursor is in a plot, `part`, at a bin of the weights or a point of a curve, `index`. */
#include "engine/analysis/curves.h"
#include "ui/pictures/approximation/explanation-head.h"
#include "ui/pictures/approximation/explanation-text.h"
#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/task-text.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/scene/panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define Y_CHARACTERS 4      /* "−0.5" */
#define Y_CHARACTERS_LEFT 6 /* "−0.005", of what the formula leaves */
#define LEAST_WIDTH 13.0    /* of a plot with its labels, in sizes of text ... */
#define LEAST_HEIGHT 7.0    /* ... and how high it is */
#define LEGEND_HEIGHT 8.0   /* from which on there are legends */

typedef enum
{
  WEIGHTS, /* only where the explanation has a distribution */
  ALONG_INPUT,
  BY_TARGET,
  N_PLOTS,
} Plot;

typedef struct
{
  const AlgoExplanation *explanation;
  const AlgoStyle *style;
  AlgoExplanationHead head;
  AlgoArea text; /* of the head */
  gboolean shown[N_PLOTS];
  AlgoArea areas[N_PLOTS]; /* with their legends */
  AlgoPlot plots[N_PLOTS];
  AlgoPlotText texts[N_PLOTS];
  gboolean has_legends;
} Layout;

static const AlgoExplanation *
get_explanation (const AlgoScene *scene)
{
  return scene->observation != NULL ? scene->observation->explanation : NULL;
}

static gboolean
is_known (const AlgoScene *scene)
{
  return get_explanation (scene) != NULL;
}

static const char *
describe_unknown (const AlgoScene *scene)
{
  return scene->observation != NULL && algo_observation_is_explained (scene->observation)
             ? _ ("No algorithms of this task are known by a formula")
             : _ ("Not measured yet");
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return get_explanation (a) == get_explanation (b)
         && (is_known (a) || describe_unknown (a) == describe_unknown (b));
}

/* NULL for the weights. */
static const AlgoResidualCurve *
get_curve (const AlgoExplanation *explanation, guint plot)
{
  return plot == ALONG_INPUT ? &explanation->along_input
         : plot == BY_TARGET ? &explanation->by_target
                             : NULL;
}

/* Both curves on one scale, so that they can be compared; zero is always there. */
static void
set_ranges (Layout *layout)
{
  const AlgoExplanation *explanation = layout->explanation;
  const AlgoDistribution *distribution = explanation->distribution;
  AlgoPlot *along = &layout->plots[ALONG_INPUT], *by_target = &layout->plots[BY_TARGET];
  AlgoPlot *weights = &layout->plots[WEIGHTS];

  along->x = (AlgoAxis){ .low = -ALGO_CURVE_EXTENT, .high = ALGO_CURVE_EXTENT };
  for (guint plot = ALONG_INPUT; plot < N_PLOTS; plot++)
    {
      const AlgoResidualCurve *curve = get_curve (explanation, plot);

      algo_axis_include (&along->y, curve->low, curve->count);
      algo_axis_include (&along->y, curve->high, curve->count);
    }
  algo_axis_round_ends (&along->y);
  by_target->x = (AlgoAxis){ .low = INFINITY, .high = -INFINITY };
  algo_axis_include (&by_target->x, explanation->target, ALGO_RESIDUAL_SCATTER);
  algo_axis_round_ends (&by_target->x);
  by_target->y = along->y;
  if (distribution == NULL)
    return;
  weights->x = (AlgoAxis){ .low = distribution->low, .high = distribution->high };
  for (guint i = 0; i < ALGO_DISTRIBUTION_BINS; i++)
    if (isfinite (distribution->density[i]))
      weights->y.high = fmax (weights->y.high, distribution->density[i]);
  algo_axis_round_ends (&weights->y);
}

/* How many of `wanted` plots fit in a row of this length. */
static guint
fitting (double length, double least, guint wanted)
{
  return (guint) CLAMP (length / least, 0, wanted);
}

/* As many of the plots as fit the area, side by side or one below the other. */
static void
place_plots (Layout *layout, const AlgoArea *area)
{
  const AlgoStyle *style = layout->style;
  const double gap = 2 * style->gap;
  const guint first = layout->explanation->distribution != NULL ? WEIGHTS : ALONG_INPUT;
  const guint wanted = N_PLOTS - first;
  const guint beside = fitting (area->width + gap, LEAST_WIDTH * style->text + gap, wanted);
  const guint below = fitting (area->height + gap, LEAST_HEIGHT * style->text + gap, wanted);
  const gboolean stacked = below > beside || (below == wanted && area->height > area->width);
  const guint count =
      stacked ? MIN (below, beside > 0 ? wanted : 0) : MIN (beside, below > 0 ? wanted : 0);
  const double width = stacked ? area->width : (area->width - (count - 1.0) * gap) / count;
  const double height = stacked ? (area->height - (count - 1.0) * gap) / count : area->height;

  layout->has_legends = height >= LEGEND_HEIGHT * style->text;
  for (guint i = 0; i < count; i++)
    {
      const guint plot = first + i;

      layout->shown[plot] = TRUE;
      layout->areas[plot] =
          (AlgoArea){ area->x + (stacked ? 0 : i * (width + gap)),
                      area->y + (stacked ? i * (height + gap) : 0), width, height };
      algo_plot_place_below (&layout->plots[plot], &layout->areas[plot],
                             layout->has_legends ? algo_legend_line_height (style) : 0,
                             &layout->texts[plot], style);
    }
}

static void
layout_init (Layout *layout, const AlgoPanelFrame *frame)
{
  const AlgoStyle *style = frame->style;
  const double width = frame->width, height = frame->height;
  const gboolean beside = width > 2.4 * height && width > 60 * style->text;
  const double below = beside ? 0 : style->gap + LEAST_HEIGHT * style->text;
  AlgoArea rest;

  *layout = (Layout){
    .explanation = get_explanation (frame->scene),
    .style = style,
    .text = { 0, 0, beside ? 0.42 * width : width, height },
    .texts = { [WEIGHTS] = { _ ("hidden weight <i>W</i><sub>0</sub>"), _ ("density"),
                             .y_characters = Y_CHARACTERS },
               [ALONG_INPUT] = { _ ("one input <i>x<sub>i</sub></i>"), _ ("<i>f</i> − formula"),
                                 .y_characters = Y_CHARACTERS_LEFT },
               [BY_TARGET] = { algo_task_axis_title (algo_scene_get_task (frame->scene)),
                               _ ("<i>f</i> − formula"), .y_characters = Y_CHARACTERS_LEFT } }
  };
  algo_explanation_head_init (&layout->head, frame, layout->text.width, below);
  if (beside)
    rest = (AlgoArea){ layout->text.width + 3 * style->gap, 0,
                       width - layout->text.width - 3 * style->gap, height };
  else
    {
      layout->text.height = MIN (height, layout->head.height);
      rest = (AlgoArea){ 0, layout->text.height + style->gap, width, 0 };
      rest.height = MAX (height - rest.y, 0);
    }
  set_ranges (layout);
  place_plots (layout, &rest);
}

/* Drawing. */

static void
draw_residual (const Layout *layout, cairo_t *cr, guint which)
{
  const AlgoExplanation *explanation = layout->explanation;
  const AlgoResidualCurve *curve = get_curve (explanation, which);
  const AlgoStyle *style = layout->style;
  const AlgoPlot *plot = &layout->plots[which];

  if (which == BY_TARGET)
    algo_plot_draw_dots (plot, cr, style, algo_style_tint (style, style->dim, 0.4),
                         explanation->target, explanation->residual, ALGO_RESIDUAL_SCATTER);
  algo_colour_set_source (algo_style_tint (style, style->accent, 0.22), cr);
  algo_plot_fill_band (plot, cr, curve->at, curve->low, curve->high, curve->count);
  algo_plot_draw_level (plot, cr, style, 0, style->foreground);
  algo_colour_set_source (style->accent, cr);
  cairo_set_line_width (cr, 1.2 * style->line);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  algo_plot_stroke_values (plot, cr, style, curve->at, curve->median, curve->count);
}

/* Where a bin's weights begin; the last bin's end for the bin after it. */
static double
get_edge (const AlgoDistribution *distribution, double bin)
{
  return distribution->low
         + (distribution->high - distribution->low) * bin / ALGO_DISTRIBUTION_BINS;
}

static void
draw_weights (const Layout *layout, cairo_t *cr)
{
  const AlgoStyle *style = layout->style;
  const AlgoPlot *plot = &layout->plots[WEIGHTS];
  const AlgoDistribution *distribution = layout->explanation->distribution;

  for (guint bin = 0; bin < ALGO_DISTRIBUTION_BINS; bin++)
    {
      const double from =
          algo_style_snap (style, algo_axis_place (&plot->x, get_edge (distribution, bin)));
      const double to =
          algo_style_snap (style, algo_axis_place (&plot->x, get_edge (distribution, bin + 1)));
      const double top = algo_axis_place (&plot->y, distribution->density[bin]);

      if (!isfinite (top))
        continue;
      /* Weights have the colours of the matrix. */
      algo_colour_fill (bin < ALGO_DISTRIBUTION_BINS / 2 ? style->negative[0] : style->positive[0],
                        cr, from, top, to - from + style->cell_overlap, plot->y.from - top);
    }
}

static void
draw_humps (const Layout *layout, cairo_t *cr, double x, double y)
{
  const AlgoStyle *style = layout->style;
  const AlgoArea *area = &layout->areas[WEIGHTS];
  const AlgoDistribution *distribution = layout->explanation->distribution;
  AlgoTextFormat format = { .size = style->text_small, .colour = style->dim };
  g_autofree char *full = algo_distribution_describe (distribution);
  const double room = area->x + area->width - x;
  const gboolean fits = algo_text_width (style, &format, full) <= room;

  format.max_width = room;
  algo_text_draw_middle (cr, style, &format, x, y,
                         fits ? full : algo_distribution_shape (distribution));
}

static void
draw_legend (const Layout *layout, cairo_t *cr, guint plot)
{
  const AlgoStyle *style = layout->style;
  const double x = layout->plots[plot].x.from;
  const double y = layout->areas[plot].y + algo_legend_line_height (style) / 2;
  const AlgoLegendEntry entries[] = {
    { ALGO_KEY_BAND, style->accent, _ ("10\u201390\u202f%") },
    { ALGO_KEY_DOT, style->dim, _ ("random <i>x</i>") },
  };

  if (plot == WEIGHTS)
    draw_humps (layout, cr, x, y);
  else
    algo_legend_draw (cr, style, x, y, algo_plot_get_area (&layout->plots[plot]).width, 1, entries,
                      plot == BY_TARGET ? 2 : 1);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  Layout layout;

  layout_init (&layout, frame);
  algo_explanation_head_draw (&layout.head, cr, &layout.text);
  for (guint plot = 0; plot < N_PLOTS; plot++)
    {
      if (!layout.shown[plot])
        continue;
      algo_plot_draw_frame (&layout.plots[plot], cr, frame->style, &layout.texts[plot]);
      cairo_save (cr);
      algo_plot_clip (&layout.plots[plot], cr);
      if (plot == WEIGHTS)
        draw_weights (&layout, cr);
      else
        draw_residual (&layout, cr, plot);
      cairo_restore (cr);
      if (layout.has_legends)
        draw_legend (&layout, cr, plot);
    }
}

static char *
describe (const AlgoPanelFrame *frame)
{
  return algo_explanation_describe (get_explanation (frame->scene));
}

static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const double share = get_explanation (scene)->share;

  if (isnan (share))
    return NULL;
  *name = _ ("share");
  return algo_share_format (share);
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  algo_explanation_tabulate (get_explanation (scene), csv);
}

/* The cursor. */

static guint
count_points (const Layout *layout, guint plot)
{
  if (plot == WEIGHTS)
    return layout->explanation->distribution != NULL ? ALGO_DISTRIBUTION_BINS : 0;
  return get_curve (layout->explanation, plot)->count;
}

static gboolean
can_go_to (const Layout *layout, gint64 plot)
{
  return plot >= 0 && plot < N_PLOTS && layout->shown[plot]
         && count_points (layout, (guint) plot) > 0;
}

static guint
nearest_point (const AlgoResidualCurve *curve, double value)
{
  guint nearest = 0;

  for (guint i = 1; i < curve->count; i++)
    if (fabs (curve->at[i] - value) < fabs (curve->at[nearest] - value))
      nearest = i;
  return nearest;
}

static guint
find_bin (const AlgoDistribution *distribution, double weight)
{
  const double width = (distribution->high - distribution->low) / ALGO_DISTRIBUTION_BINS;

  return (guint) CLAMP ((weight - distribution->low) / width, 0, ALGO_DISTRIBUTION_BINS - 1);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  Layout layout;

  layout_init (&layout, frame);
  for (guint plot = 0; plot < N_PLOTS; plot++)
    if (can_go_to (&layout, plot) && algo_plot_contains (&layout.plots[plot], x, y))
      {
        const double value = algo_axis_value (&layout.plots[plot].x, x);

        *cursor = (AlgoPanelCursor){
          .part = plot,
          .index = plot == WEIGHTS ? find_bin (layout.explanation->distribution, value)
                                   : nearest_point (get_curve (layout.explanation, plot), value)
        };
        return TRUE;
      }
  return FALSE;
}

/* One point to a side, on into the plot there. */
static void
step_aside (const Layout *layout, AlgoPanelCursor *cursor, gint side)
{
  const gint64 index = cursor->index + side, plot = (gint64) cursor->part + side;

  if (index >= 0 && index < count_points (layout, cursor->part))
    cursor->index = index;
  else if (can_go_to (layout, plot))
    *cursor = (AlgoPanelCursor){ .part = (guint) plot,
                                 .index = side > 0 ? 0 : count_points (layout, (guint) plot) - 1 };
}

/* To the same part of another plot. */
static void
step_over (const Layout *layout, AlgoPanelCursor *cursor, gint side)
{
  const gint64 plot = (gint64) cursor->part + side;

  if (can_go_to (layout, plot))
    *cursor = (AlgoPanelCursor){ .part = (guint) plot,
                                 .index = cursor->index * count_points (layout, (guint) plot)
                                          / count_points (layout, cursor->part) };
}

/* From the cursor's place or, where its plot is not there any more, from the first of the next. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const AlgoPanelCursor from = frame->cursor != NULL ? *frame->cursor : (AlgoPanelCursor){ 0 };
  Layout layout;
  guint plot = from.part;

  layout_init (&layout, frame);
  while (plot < N_PLOTS && !can_go_to (&layout, plot))
    plot++;
  if (plot >= N_PLOTS)
    return FALSE;
  *cursor = (AlgoPanelCursor){ .part = plot };
  if (frame->cursor == NULL)
    return TRUE;
  if (from.part == plot)
    cursor->index = MIN (from.index, count_points (&layout, plot) - 1);
  for (gint i = 0; i < ABS (right); i++)
    step_aside (&layout, cursor, right > 0 ? 1 : -1);
  for (gint i = 0; i < ABS (down); i++)
    step_over (&layout, cursor, down > 0 ? 1 : -1);
  return TRUE;
}

static gboolean
locate (const AlgoPanelFrame *frame, Layout *layout, AlgoArea *area)
{
  const guint which = frame->cursor->part, index = (guint) frame->cursor->index;
  const AlgoPlot *plot;
  double x, y;

  layout_init (layout, frame);
  if (!can_go_to (layout, which) || index >= count_points (layout, which))
    return FALSE;
  plot = &layout->plots[which];
  if (which == WEIGHTS)
    {
      const AlgoDistribution *distribution = layout->explanation->distribution;

      x = algo_axis_place (&plot->x, get_edge (distribution, index));
      y = algo_axis_place (&plot->y, distribution->density[index]);
      y = isfinite (y) ? y : plot->y.from;
      *area = (AlgoArea){ x, y, algo_axis_place (&plot->x, get_edge (distribution, index + 1)) - x,
                          plot->y.from - y };
      return TRUE;
    }
  x = algo_axis_place (&plot->x, get_curve (layout->explanation, which)->at[index]);
  y = algo_axis_place (&plot->y, get_curve (layout->explanation, which)->median[index]);
  *area = (AlgoArea){ isfinite (x) ? x : plot->x.from, isfinite (y) ? y : plot->y.from, 0, 0 };
  return TRUE;
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  Layout layout;
  AlgoArea area;

  if (!locate (frame, &layout, &area))
    return;
  if (frame->cursor->part == WEIGHTS)
    {
      algo_cursor_draw_frame (cr, frame->style, &area);
      return;
    }
  algo_cursor_draw_lines (cr, frame->style, &layout.plots[frame->cursor->part], area.x, NAN);
  algo_cursor_draw_ring (cr, frame->style, area.x, area.y, 0.4 * frame->style->text);
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const guint plot = frame->cursor->part, index = (guint) frame->cursor->index;
  Layout layout;

  if (!locate (frame, &layout, area))
    return NULL;
  if (plot == WEIGHTS)
    return algo_distribution_describe_bin (layout.explanation->distribution, index);
  return algo_residual_describe (get_curve (layout.explanation, plot), index, plot == BY_TARGET);
}

const AlgoPanel algo_panel_explanation = {
  .name = "explanation",
  .title = N_ ("Explanation"),
  .label = N_ ("Explanation of the network"),
  .needs = N_ ("a network"),
  .narrow = { 240, 170 },
  .wide = { 519, 200 },
  .share = 2,
  .is_known = is_known,
  .is_same = is_same,
  .describe_unknown = describe_unknown,
  .draw = draw,
  .describe = describe,
  .get_number = get_number,
  .tabulate = tabulate,
  .draw_cursor = draw_cursor,
  .pick = pick,
  .move = move,
  .read = read,
};
