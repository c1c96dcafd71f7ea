/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be read in an explanation's plots, and where. */
#include "ui/pictures/approximation/explanation-plots.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/approximation/explanation-text.h"
#include "ui/pictures/drawing/numbers.h"

/* NULL for the weights. */
static const AlgoResidualCurve *
get_curve (const AlgoExplanation *explanation, AlgoExplanationPlot plot)
{
  switch (plot)
    {
    case ALGO_EXPLANATION_ALONG_INPUT:
      return &explanation->along_input;
    case ALGO_EXPLANATION_BY_NORM:
      return &explanation->by_norm;
    case ALGO_EXPLANATION_WEIGHTS:
    default:
      return NULL;
    }
}

static guint
count_points (const AlgoExplanation *explanation, AlgoExplanationPlot plot)
{
  if (plot == ALGO_EXPLANATION_WEIGHTS)
    return explanation->distribution != NULL ? ALGO_DISTRIBUTION_BINS : 0;
  return get_curve (explanation, plot)->count;
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

gboolean
algo_explanation_plots_pick (const AlgoExplanationPlots *plots,
                             double x,
                             double y,
                             AlgoExplanationPoint *point)
{
  for (guint which = 0; which < ALGO_N_EXPLANATION_PLOTS; which++)
    if (plots->shown[which] && count_points (plots->explanation, which) > 0
        && algo_plot_contains (&plots->plots[which], x, y))
      {
        const double value = algo_axis_value (&plots->plots[which].x, x);

        point->plot = (AlgoExplanationPlot) which;
        point->index = which == ALGO_EXPLANATION_WEIGHTS
                           ? find_bin (plots->explanation->distribution, value)
                           : nearest_point (get_curve (plots->explanation, point->plot), value);
        return TRUE;
      }
  return FALSE;
}

static AlgoArea
locate_bin (const AlgoExplanationPlots *plots, guint bin)
{
  const AlgoPlot *plot = &plots->plots[ALGO_EXPLANATION_WEIGHTS];
  const AlgoDistribution *distribution = plots->explanation->distribution;
  const double from = algo_axis_place (&plot->x, algo_distribution_edge (distribution, bin));
  const double to = algo_axis_place (&plot->x, algo_distribution_edge (distribution, bin + 1));
  const double top = algo_axis_place (&plot->y, distribution->density[bin]);
  const double y = isfinite (top) ? top : plot->y.from;

  return (AlgoArea){ from, y, to - from, plot->y.from - y };
}

gboolean
algo_explanation_plots_locate (const AlgoExplanationPlots *plots,
                               const AlgoExplanationPoint *point,
                               AlgoArea *area)
{
  const AlgoPlot *plot = &plots->plots[point->plot];
  const AlgoResidualCurve *curve = get_curve (plots->explanation, point->plot);
  double x, y;

  if (!plots->shown[point->plot] || point->index >= count_points (plots->explanation, point->plot))
    return FALSE;
  if (curve == NULL)
    {
      *area = locate_bin (plots, point->index);
      return TRUE;
    }
  x = algo_axis_place (&plot->x, curve->at[point->index]);
  y = algo_axis_place (&plot->y, curve->median[point->index]);
  *area = (AlgoArea){ isfinite (x) ? x : plot->x.from, isfinite (y) ? y : plot->y.from, 0, 0 };
  return TRUE;
}

static gboolean
can_go_to (const AlgoExplanationPlots *plots, gint plot)
{
  return plot >= 0 && plot < ALGO_N_EXPLANATION_PLOTS && plots->shown[plot]
         && count_points (plots->explanation, (AlgoExplanationPlot) plot) > 0;
}

/* One point to a side, on into the plot there. */
static void
step_aside (const AlgoExplanationPlots *plots, AlgoExplanationPoint *point, gint side)
{
  const gint count = (gint) count_points (plots->explanation, point->plot);
  const gint index = (gint) point->index + side, plot = (gint) point->plot + side;

  if (index >= 0 && index < count)
    point->index = (guint) index;
  else if (can_go_to (plots, plot))
    {
      point->plot = (AlgoExplanationPlot) plot;
      point->index = side > 0 ? 0 : count_points (plots->explanation, point->plot) - 1;
    }
}

/* To the same part of another plot. */
static void
step_over (const AlgoExplanationPlots *plots, AlgoExplanationPoint *point, gint side)
{
  const gint plot = (gint) point->plot + side;
  const guint before = count_points (plots->explanation, point->plot);

  if (!can_go_to (plots, plot))
    return;
  point->plot = (AlgoExplanationPlot) plot;
  point->index = point->index * count_points (plots->explanation, point->plot) / before;
}

gboolean
algo_explanation_plots_step (const AlgoExplanationPlots *plots,
                             const AlgoExplanationPoint *from,
                             gint right,
                             gint down,
                             AlgoExplanationPoint *to)
{
  gint plot = from != NULL ? (gint) from->plot : 0;

  while (plot < ALGO_N_EXPLANATION_PLOTS && !can_go_to (plots, plot))
    plot++;
  if (plot == ALGO_N_EXPLANATION_PLOTS)
    return FALSE;
  *to = (AlgoExplanationPoint){ (AlgoExplanationPlot) plot, 0 };
  if (from == NULL)
    return TRUE;
  if (from->plot == to->plot)
    to->index = MIN (from->index, count_points (plots->explanation, to->plot) - 1);
  for (gint i = 0; i < ABS (right); i++)
    step_aside (plots, to, right > 0 ? 1 : -1);
  for (gint i = 0; i < ABS (down); i++)
    step_over (plots, to, down > 0 ? 1 : -1);
  return TRUE;
}

void
algo_explanation_plots_draw_cursor (const AlgoExplanationPlots *plots,
                                    cairo_t *cr,
                                    const AlgoExplanationPoint *point)
{
  const AlgoStyle *style = plots->style;
  AlgoArea area;

  if (!algo_explanation_plots_locate (plots, point, &area))
    return;
  if (point->plot == ALGO_EXPLANATION_WEIGHTS)
    {
      algo_cursor_draw_frame (cr, style, &area);
      return;
    }
  algo_cursor_draw_lines (cr, style, &plots->plots[point->plot], area.x, NAN);
  algo_cursor_draw_ring (cr, style, area.x, area.y, 0.4 * style->text);
}

static char *
describe_residual (const AlgoExplanation *explanation, const AlgoExplanationPoint *point)
{
  const AlgoResidualCurve *curve = get_curve (explanation, point->plot);
  g_autofree char *at = algo_number_format_decimals (curve->at[point->index], 1);
  g_autofree char *low = algo_number_format (curve->low[point->index]);
  g_autofree char *median = algo_number_format_signed (curve->median[point->index]);
  g_autofree char *high = algo_number_format (curve->high[point->index]);

  if (point->plot == ALGO_EXPLANATION_ALONG_INPUT)
    return g_strdup_printf (_ ("one input at %s: the formula leaves %s in the median, %s to %s in "
                               "80\u202f%% of cases"),
                            at, median, low, high);
  return g_strdup_printf (_ ("norm about %s: the formula leaves %s in the median, %s to %s in "
                             "80\u202f%% of cases"),
                          at, median, low, high);
}

static char *
describe_bin (const AlgoDistribution *distribution, guint bin)
{
  const double width = (distribution->high - distribution->low) / ALGO_DISTRIBUTION_BINS;
  g_autofree char *from = algo_number_format (algo_distribution_edge (distribution, bin));
  g_autofree char *to = algo_number_format (algo_distribution_edge (distribution, bin + 1));
  g_autofree char *share = algo_share_format (distribution->density[bin] * width);

  return g_strdup_printf (_ ("%s of the weights are from %s to %s"), share, from, to);
}

char *
algo_explanation_picture_describe_point (const AlgoExplanationPicture *picture,
                                         const AlgoExplanationPoint *point)
{
  const AlgoExplanation *explanation = picture->explanation;

  if (explanation == NULL || point->plot >= ALGO_N_EXPLANATION_PLOTS
      || point->index >= count_points (explanation, point->plot))
    return NULL;
  if (point->plot == ALGO_EXPLANATION_WEIGHTS)
    return describe_bin (explanation->distribution, point->index);
  return describe_residual (explanation, point);
}
