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
      algo_axis_include_within (y, algo_direct_get (scene, written, i).unexplained, LOWEST,
                                HIGHEST);
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
  algo_plot_place_below (&self->plot, area, self->legend_lines * algo_legend_line_height (style),
                         &self->text, style);
}

/* One curve, whose places others need no more. */
static void
draw_line (const AlgoDirectPlot *self,
           cairo_t *cr,
           double *x,
           double *y,
           guint count,
           gboolean written)
{
  const AlgoStyle *style = self->style;
  const double dash[] = { 4 * style->line, 2.5 * style->line };

  if (count < 2)
    return;
  cairo_save (cr);
  if (written)
    cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
  algo_colour_set_source (written ? style->dim : style->accent, cr);
  cairo_set_line_width (cr, written ? style->line : 1.2 * style->line);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  algo_plot_add_curve (cr, style, x, y, count);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Marks where the phase becomes another, as far as they stand clear of those before, and none of
 * what is beyond the axis, with their letters; where there is no room for those, of direct training
 * only. The places are those of both curves, with a gap between. */
static void
draw_marks (const AlgoDirectPlot *self, cairo_t *cr, const double *x, const double *y, guint count)
{
  const AlgoStyle *style = self->style;
  const double radius = 0.33 * style->text;
  const gboolean lettered = self->plot.y.from - self->plot.y.to >= LETTERS_FROM * style->text;
  const guint n_direct = self->scene->direct->n_points;
  const AlgoTextFormat format = { .size = style->text_small,
                                  .weight = ALGO_TEXT_BOLD,
                                  .colour = style->foreground };
  g_autofree AlgoPhase *marked = g_new (AlgoPhase, count); /* ALGO_N_PHASES: no mark */
  AlgoPhase before = ALGO_N_PHASES;
  double last = -INFINITY;
  AlgoLabels labels;

  for (guint i = 0; i < count; i++)
    {
      const AlgoPhase phase = i < n_direct ? algo_direct_get (self->scene, FALSE, i).phase
                              : i > n_direct
                                  ? algo_direct_get (self->scene, TRUE, i - n_direct - 1).phase
                                  : ALGO_N_PHASES;

      marked[i] = ALGO_N_PHASES;
      if (i == n_direct)
        {
          before = ALGO_N_PHASES;
          last = -INFINITY;
        }
      else if ((lettered || i < n_direct) && y[i] > self->plot.y.to
               && x[i] - last >= MARK_SPACING * radius && phase != before)
        {
          before = marked[i] = phase;
          last = x[i];
          algo_phase_draw_mark (cr, style, phase, x[i], y[i], radius);
        }
    }
  algo_labels_init (&labels, &self->plot, x, y, count, radius);
  for (guint i = 0; lettered && i < count; i++)
    if (marked[i] != ALGO_N_PHASES)
      algo_labels_draw (&labels, cr, style, &format, x[i], y[i],
                        algo_phase_display_letter (marked[i]));
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
  const guint counts[] = { algo_direct_count (self->scene, FALSE),
                           algo_direct_count (self->scene, TRUE) };
  const guint starts[] = { 0, counts[0] + 1 }, count = counts[0] + 1 + counts[1];
  g_autofree double *x = g_new (double, count), *y = g_new (double, count);
  g_autofree double *line_x = NULL, *line_y = NULL;

  algo_plot_draw_frame (&self->plot, cr, self->style, &self->text);
  algo_plot_draw_level (&self->plot, cr, self->style, 1, self->style->dim); /* a constant guess */
  if (self->scene->chosen >= 0)
    algo_cursor_draw_lines (cr, self->style, &self->plot,
                            algo_axis_place (&self->plot.x, (double) self->scene->chosen), NAN);
  x[counts[0]] = y[counts[0]] = NAN;
  for (guint written = 0; written < 2; written++)
    for (guint i = 0; i < counts[written]; i++)
      {
        const AlgoDirectValue value = algo_direct_get (self->scene, written, i);

        x[starts[written] + i] = algo_axis_place (&self->plot.x, value.step);
        y[starts[written] + i] = algo_axis_place_within (&self->plot.y, value.unexplained);
      }
  line_x = g_memdup2 (x, count * sizeof *x);
  line_y = g_memdup2 (y, count * sizeof *y);
  for (guint written = 2; written-- > 0;)
    draw_line (self, cr, line_x + starts[written], line_y + starts[written], counts[written],
               written);
  draw_marks (self, cr, x, y, count);
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
  const AlgoDirectTrajectory *direct = self->scene->direct;
  const double step = MAX (algo_axis_value (&self->plot.x, x), 0);
  const AlgoDirectPoint *before = algo_direct_trajectory_find (direct, (gint64) step);
  const AlgoDirectPoint *after = MIN (before + 1, &direct->points[direct->n_points - 1]);

  return fabs ((double) after->step - step) < fabs (step - (double) before->step) ? after->step
                                                                                  : before->step;
}
