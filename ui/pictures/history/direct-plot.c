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

gboolean
algo_direct_picture_has_written (const AlgoDirectPicture *picture)
{
  const AlgoDirectSettings *settings = &picture->trajectory->settings;
  const AlgoGrid *grid = algo_grid_history_get (&picture->history, -1);

  return grid != NULL && isfinite (picture->log_beta) && grid->inputs == settings->inputs
         && grid->hidden == settings->hidden;
}

const AlgoGridPoint *
algo_direct_picture_get_written (const AlgoDirectPicture *picture, gsize index)
{
  return algo_grid_get_nearest (picture->history.grids[index], picture->log_beta);
}

static void
include_value (AlgoAxis *axis, double value)
{
  if (value > 0 && value < axis->low)
    axis->low = MAX (value, LOWEST);
  if (value > axis->high && isfinite (value))
    axis->high = MIN (value, HIGHEST);
}

static void
set_ranges (AlgoDirectPlot *self)
{
  const AlgoDirectPicture *picture = self->picture;
  const AlgoDirectTrajectory *trajectory = picture->trajectory;
  const guint64 last = trajectory->points[trajectory->n_points - 1].step;
  AlgoAxis *y = &self->plot.y;

  self->plot.x =
      (AlgoAxis){ .low = 0, .high = MAX (algo_grid_history_end (&picture->history), last) };
  *y = (AlgoAxis){ .kind = ALGO_AXIS_LOG, .low = 0.1, .high = 1 };
  for (guint i = 0; i < trajectory->n_points; i++)
    include_value (y, trajectory->points[i].unexplained);
  for (gsize i = 0; algo_direct_picture_has_written (picture) && i < picture->history.count; i++)
    include_value (y, algo_direct_picture_get_written (picture, i)->unexplained);
  algo_axis_round_ends (y);
}

void
algo_direct_plot_init (AlgoDirectPlot *self,
                       const AlgoDirectPicture *picture,
                       const AlgoArea *area,
                       const AlgoStyle *style)
{
  AlgoArea below = *area;

  *self = (AlgoDirectPlot){
    .picture = picture,
    .style = style,
    .area = *area,
    .text = { .x_title = _ ("step"),
              .y_title = _ ("FVU"),
              .whole_x = TRUE,
              .y_characters = Y_CHARACTERS },
  };
  set_ranges (self);
  if (area->height >= LEGEND_HEIGHT * style->text)
    self->legend_lines =
        algo_direct_picture_has_written (picture) && area->width < WIDE_LEGEND * style->text_small
            ? 2
            : 1;
  below.y += self->legend_lines * algo_legend_line_height (style);
  below.height -= below.y - area->y;
  algo_plot_place (&self->plot, &below, &self->text, style);
}

static double
place_value (const AlgoDirectPlot *self, double unexplained)
{
  const AlgoAxis *y = &self->plot.y;

  if (isnan (unexplained))
    return NAN;
  return algo_axis_place (y, CLAMP (unexplained, y->low, y->high));
}

static void
curves_add (Curves *curves, const AlgoDirectPlot *self, guint64 step, double y, AlgoPhase phase)
{
  curves->x[curves->count] = algo_axis_place (&self->plot.x, step);
  curves->y[curves->count] = place_value (self, y);
  curves->phases[curves->count] = phase;
  curves->count++;
}

static void
curves_init (Curves *curves, const AlgoDirectPlot *self)
{
  const AlgoDirectPicture *picture = self->picture;
  const AlgoDirectTrajectory *trajectory = picture->trajectory;
  const gsize n_written = algo_direct_picture_has_written (picture) ? picture->history.count : 0;
  const gsize room = trajectory->n_points + 1 + n_written;

  *curves = (Curves){ .n_direct = trajectory->n_points,
                      .x = g_new (double, room),
                      .y = g_new (double, room),
                      .phases = g_new (AlgoPhase, room) };
  for (guint i = 0; i < trajectory->n_points; i++)
    curves_add (curves, self, trajectory->points[i].step, trajectory->points[i].unexplained,
                trajectory->points[i].phase);
  curves_add (curves, self, 0, NAN, ALGO_PHASE_UNFORMED);
  for (gsize i = 0; i < n_written; i++)
    {
      const AlgoGridPoint *point = algo_direct_picture_get_written (picture, i);

      curves_add (curves, self, picture->history.grids[i]->step, point->unexplained, point->phase);
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

/* Where the phase becomes another, as far as marks stand clear of those before, and none of what is
 * beyond the axis; the points [first, end). */
static void
choose_marks (const AlgoDirectPlot *self,
              const Curves *curves,
              guint first,
              guint end,
              double radius,
              gboolean *marked)
{
  double last = -INFINITY;
  gint before = -1;

  for (guint i = first; i < end; i++)
    if ((gint) curves->phases[i] != before && curves->y[i] > self->plot.y.to
        && curves->x[i] - last >= MARK_SPACING * radius)
      {
        marked[i] = TRUE;
        before = (gint) curves->phases[i];
        last = curves->x[i];
      }
}

/* Marks with their letters; where there is no room for those, of direct training only. */
static void
draw_marks (const AlgoDirectPlot *self, cairo_t *cr, const Curves *curves)
{
  const AlgoStyle *style = self->style;
  const double radius = 0.33 * style->text;
  const gboolean lettered = self->plot.y.from - self->plot.y.to >= LETTERS_FROM * style->text;
  const AlgoTextFormat format = { .size = style->text_small,
                                  .weight = ALGO_TEXT_BOLD,
                                  .colour = style->foreground };
  g_autofree gboolean *marked = g_new0 (gboolean, curves->count);
  AlgoLabels labels;

  choose_marks (self, curves, 0, curves->n_direct, radius, marked);
  if (lettered)
    choose_marks (self, curves, curves->n_direct, curves->count, radius, marked);
  algo_labels_init (&labels, &self->plot, curves->x, curves->y, curves->count, radius);
  for (guint i = 0; i < curves->count; i++)
    if (marked[i])
      algo_phase_draw_mark (cr, style, curves->phases[i], curves->x[i], curves->y[i], radius);
  for (guint i = 0; i < curves->count && lettered; i++)
    if (marked[i])
      algo_labels_draw (&labels, cr, style, &format, curves->x[i], curves->y[i],
                        algo_phase_display_letter (curves->phases[i]));
}

static void
draw_legend (const AlgoDirectPlot *self, cairo_t *cr)
{
  const AlgoStyle *style = self->style;
  g_autofree char *log_beta = algo_number_format_log_beta (self->picture->log_beta);
  /* Translators: the network that a hypernetwork writes at a complexity */
  g_autofree char *written = g_strdup_printf (_ ("written, log β %s"), log_beta);
  const AlgoLegendEntry entries[] = {
    { ALGO_KEY_LINE, style->accent, _ ("trained directly") },
    { ALGO_KEY_DASHED, style->dim, written },
  };

  if (self->legend_lines == 0)
    return;
  algo_legend_draw (cr, style, self->plot.x.from,
                    self->area.y + algo_legend_line_height (style) / 2,
                    self->area.x + self->area.width - self->plot.x.from, self->legend_lines,
                    entries, algo_direct_picture_has_written (self->picture) ? 2 : 1);
}

void
algo_direct_plot_draw (const AlgoDirectPlot *self, cairo_t *cr)
{
  g_auto (Curves) curves = { 0 };

  algo_plot_draw_frame (&self->plot, cr, self->style, &self->text);
  algo_plot_draw_level (&self->plot, cr, self->style, 1, self->style->dim); /* a constant guess */
  if (self->picture->step >= 0)
    algo_cursor_draw_lines (cr, self->style, &self->plot,
                            algo_axis_place (&self->plot.x, self->picture->step), NAN);
  curves_init (&curves, self);
  draw_line (self, cr, &curves, curves.n_direct + 1, curves.count);
  draw_line (self, cr, &curves, 0, curves.n_direct);
  draw_marks (self, cr, &curves);
  draw_legend (self, cr);
}

void
algo_direct_plot_locate (const AlgoDirectPlot *self, guint64 step, AlgoArea *area)
{
  const AlgoDirectPoint *point =
      algo_direct_trajectory_find (self->picture->trajectory, (gint64) step);
  const double y = place_value (self, point->unexplained);

  *area = (AlgoArea){ algo_axis_place (&self->plot.x, point->step),
                      isfinite (y) ? y : self->plot.y.to, 0, 0 };
}

void
algo_direct_plot_draw_cursor (const AlgoDirectPlot *self, cairo_t *cr, guint64 step)
{
  AlgoArea at;

  algo_direct_plot_locate (self, step, &at);
  algo_cursor_draw_lines (cr, self->style, &self->plot, at.x, NAN);
  algo_cursor_draw_ring (cr, self->style, at.x, at.y, 0.45 * self->style->text);
}

gboolean
algo_direct_plot_pick (const AlgoDirectPlot *self, double x, double y, guint64 *step)
{
  const AlgoDirectTrajectory *trajectory = self->picture->trajectory;
  double least = INFINITY;

  if (!algo_plot_contains (&self->plot, x, y))
    return FALSE;
  for (guint i = 0; i < trajectory->n_points; i++)
    {
      const double away = fabs (algo_axis_place (&self->plot.x, trajectory->points[i].step) - x);

      if (away >= least)
        continue;
      least = away;
      *step = trajectory->points[i].step;
    }
  return TRUE;
}
