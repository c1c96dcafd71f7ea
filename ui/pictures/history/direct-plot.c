/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/direct-plot.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/labels.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-text.h"

#define Y_CHARACTERS 4 /* "10⁻³" */
#define LOWEST 1e-5    /* what FVU is drawn from, and to: untrained networks are far above */
#define HIGHEST 10.0
#define MARK_SPACING 4.0   /* in radii of a mark */
#define WIDE_LEGEND 34     /* widths of text that the legend takes on one line */
#define LETTERS_FROM 8.0   /* heights of text of the plot */
#define LEGEND_HEIGHT 10.0 /* heights of text from which on there is a legend */

/* Both curves in places of the plot, one after the other: the networks trained directly, a gap, and
 * those written. */
typedef struct
{
  guint n_direct, count;
  double *x, *y; /* (count), owned; not a number where there is no place */
  AlgoPhase *phases;
} Curves;

guint
algo_direct_count (const AlgoScene *scene, gboolean written)
{
  const AlgoDirectSettings *settings = &scene->direct->settings;
  const AlgoGridHistory history = algo_scene_get_history_of_size (scene);
  const AlgoGrid *grid = algo_grid_history_get (&history, -1);

  if (!written)
    return scene->direct->n_points;
  return grid != NULL && isfinite (scene->question.log_beta) && grid->inputs == settings->inputs
                 && grid->hidden == settings->hidden
             ? (guint) history.count
             : 0;
}

AlgoDirectValue
algo_direct_get (const AlgoScene *scene, gboolean written, guint index)
{
  const AlgoDirectPoint *point = &scene->direct->points[index];
  const AlgoGridPoint *measured;
  const AlgoGrid *grid;

  if (!written)
    return (AlgoDirectValue){ point->step, point->phase, point->confidence, point->unexplained };
  grid = scene->grids->pdata[index];
  measured = algo_grid_get_nearest (grid, scene->question.log_beta);
  return (AlgoDirectValue){ grid->step, measured->phase, measured->confidence,
                            measured->unexplained };
}

static void
set_ranges (AlgoDirectPlot *self)
{
  const AlgoScene *scene = self->scene;
  const AlgoGridHistory history = algo_scene_get_history_of_size (scene);
  const guint64 last = algo_direct_trajectory_find (scene->direct, -1)->step;
  AlgoAxis *y = &self->plot.y;

  self->plot.x = (AlgoAxis){ .low = 0, .high = MAX (algo_grid_history_end (&history), last) };
  *y = (AlgoAxis){ .kind = ALGO_AXIS_LOG, .low = 0.1, .high = 1 };
  for (guint written = 0; written < 2; written++)
    for (guint i = 0; i < algo_direct_count (scene, written); i++)
      {
        const double value = algo_direct_get (scene, written, i).unexplained;

        if (value > 0 && value < y->low)
          y->low = MAX (value, LOWEST);
        if (value > y->high && isfinite (value))
          y->high = MIN (value, HIGHEST);
      }
  algo_axis_round_ends (y);
}

void
algo_direct_plot_init (AlgoDirectPlot *self,
                       const AlgoScene *scene,
                       const AlgoArea *area,
                       const AlgoStyle *style)
{
  const gboolean two_lines =
      algo_direct_count (scene, TRUE) > 0 && area->width < WIDE_LEGEND * style->text_small;
  AlgoArea below = *area;

  *self = (AlgoDirectPlot){
    .scene = scene,
    .style = style,
    .area = *area,
    .legend_lines = area->height < LEGEND_HEIGHT * style->text ? 0
                    : two_lines                                ? 2
                                                               : 1,
    .text = { .x_title = _ ("step"),
              .y_title = _ ("FVU"),
              .whole_x = TRUE,
              .y_characters = Y_CHARACTERS },
  };
  set_ranges (self);
  below.y += self->legend_lines * algo_legend_line_height (style);
  below.height -= below.y - area->y;
  algo_plot_place (&self->plot, &below, &self->text, style);
}

static void
curves_init (Curves *curves, const AlgoDirectPlot *self)
{
  const guint n_direct = algo_direct_count (self->scene, FALSE);
  const guint count = n_direct + 1 + algo_direct_count (self->scene, TRUE);

  *curves = (Curves){ .n_direct = n_direct,
                      .count = count,
                      .x = g_new (double, count),
                      .y = g_new (double, count),
                      .phases = g_new0 (AlgoPhase, count) };
  for (guint i = 0; i < count; i++)
    {
      const gboolean written = i > n_direct;
      AlgoDirectValue value = { .unexplained = NAN };

      if (i != n_direct)
        value = algo_direct_get (self->scene, written, written ? i - n_direct - 1 : i);
      curves->x[i] = algo_axis_place (&self->plot.x, value.step);
      curves->y[i] = algo_axis_place_within (&self->plot.y, value.unexplained);
      curves->phases[i] = value.phase;
    }
}

static void
curves_clear (Curves *curves)
{
  g_free (curves->x);
  g_free (curves->y);
  g_free (curves->phases);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Curves, curves_clear)

/* The points [first, end). */
static void
draw_line (const AlgoDirectPlot *self, cairo_t *cr, const Curves *curves, guint first, guint end)
{
  const AlgoStyle *style = self->style;
  const gboolean written = first > 0;
  const double dash[] = { 4 * style->line, 2.5 * style->line };
  g_autofree double *x = g_memdup2 (curves->x + first, (end - first) * sizeof *curves->x);
  g_autofree double *y = g_memdup2 (curves->y + first, (end - first) * sizeof *curves->y);

  if (end < first + 2)
    return;
  cairo_save (cr);
  if (written)
    cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
  algo_colour_set_source (written ? style->dim : style->accent, cr);
  cairo_set_line_width (cr, written ? style->line : 1.2 * style->line);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  algo_plot_add_curve (cr, style, x, y, end - first);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Marks where the phase becomes another, as far as they stand clear of those before, and none of
 * what is beyond the axis, with their letters; where there is no room for those, of direct training
 * only. */
static void
draw_marks (const AlgoDirectPlot *self, cairo_t *cr, const Curves *curves)
{
  const AlgoStyle *style = self->style;
  const double radius = 0.33 * style->text;
  const gboolean lettered = self->plot.y.from - self->plot.y.to >= LETTERS_FROM * style->text;
  const AlgoTextFormat format = { .size = style->text_small,
                                  .weight = ALGO_TEXT_BOLD,
                                  .colour = style->foreground };
  g_autofree guint *marked = g_new (guint, curves->count);
  double last = -INFINITY;
  guint n_marked = 0;
  AlgoLabels labels;

  for (guint i = 0; i < (lettered ? curves->count : curves->n_direct); i++)
    {
      const gboolean first = last == -INFINITY;

      if (i == curves->n_direct)
        last = -INFINITY;
      else if (curves->y[i] > self->plot.y.to && curves->x[i] - last >= MARK_SPACING * radius
               && (first || curves->phases[i] != curves->phases[marked[n_marked - 1]]))
        {
          last = curves->x[i];
          marked[n_marked++] = i;
        }
    }
  algo_labels_init (&labels, &self->plot, curves->x, curves->y, curves->count, radius);
  for (guint i = 0; i < n_marked; i++)
    algo_phase_draw_mark (cr, style, curves->phases[marked[i]], curves->x[marked[i]],
                          curves->y[marked[i]], radius);
  for (guint i = 0; lettered && i < n_marked; i++)
    algo_labels_draw (&labels, cr, style, &format, curves->x[marked[i]], curves->y[marked[i]],
                      algo_phase_display_letter (curves->phases[marked[i]]));
}

static void
draw_legend (const AlgoDirectPlot *self, cairo_t *cr)
{
  const AlgoStyle *style = self->style;
  g_autofree char *log_beta = algo_number_format_log_beta (self->scene->question.log_beta);
  /* Translators: the network that a hypernetwork writes at a complexity */
  g_autofree char *written = g_strdup_printf (_ ("written, log β %s"), log_beta);
  const AlgoLegendEntry entries[] = {
    { ALGO_KEY_LINE, style->accent, _ ("trained directly") },
    { ALGO_KEY_DASHED, style->dim, written },
  };

  if (self->legend_lines > 0)
    algo_legend_draw (cr, style, self->plot.x.from,
                      self->area.y + algo_legend_line_height (style) / 2,
                      self->area.x + self->area.width - self->plot.x.from, self->legend_lines,
                      entries, algo_direct_count (self->scene, TRUE) > 0 ? 2 : 1);
}

void
algo_direct_plot_draw (const AlgoDirectPlot *self, cairo_t *cr)
{
  const gint64 chosen = self->scene->chosen;
  g_auto (Curves) curves = { 0 };

  algo_plot_draw_frame (&self->plot, cr, self->style, &self->text);
  algo_plot_draw_level (&self->plot, cr, self->style, 1, self->style->dim); /* a constant guess */
  if (chosen >= 0)
    algo_cursor_draw_lines (cr, self->style, &self->plot,
                            algo_axis_place (&self->plot.x, (double) chosen), NAN);
  curves_init (&curves, self);
  draw_line (self, cr, &curves, curves.n_direct + 1, curves.count);
  draw_line (self, cr, &curves, 0, curves.n_direct);
  draw_marks (self, cr, &curves);
  draw_legend (self, cr);
}

AlgoArea
algo_direct_plot_locate (const AlgoDirectPlot *self, guint64 step)
{
  const AlgoDirectPoint *point = algo_direct_trajectory_find (self->scene->direct, (gint64) step);
  const double y = algo_axis_place_within (&self->plot.y, point->unexplained);

  return (AlgoArea){ algo_axis_place (&self->plot.x, point->step),
                     isfinite (y) ? y : self->plot.y.to, 0, 0 };
}

guint64
algo_direct_plot_pick (const AlgoDirectPlot *self, double x)
{
  const AlgoDirectTrajectory *trajectory = self->scene->direct;
  double least = INFINITY;
  guint64 step = 0;

  for (guint i = 0; i < trajectory->n_points; i++)
    {
      const double away = fabs (algo_axis_place (&self->plot.x, trajectory->points[i].step) - x);

      if (away >= least)
        continue;
      least = away;
      step = trajectory->points[i].step;
    }
  return step;
}
