/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/labels.h"

#include <math.h>

#define DIRECTIONS 16
#define DISTANCES 4

void
algo_labels_init (AlgoLabels *labels,
                  const AlgoPlot *plot,
                  const double *x,
                  const double *y,
                  guint count,
                  double radius)
{
  *labels = (AlgoLabels){
    .within = algo_plot_get_area (plot), .x = x, .y = y, .count = count, .radius = radius
  };
}

/* Narrows [*from, *to], the part of a line from `start` over `length`, to what lies in [low, high].
 */
static void
clip_part (double start, double length, double low, double high, double *from, double *to)
{
  if (length == 0)
    {
      if (start < low || start > high)
        *to = -1;
      return;
    }
  *from = MAX (*from, MIN ((low - start) / length, (high - start) / length));
  *to = MIN (*to, MAX ((low - start) / length, (high - start) / length));
}

/* Liang and Barsky's test. */
static gboolean
line_crosses (double x0, double y0, double x1, double y1, const AlgoArea *area)
{
  double from = 0, to = 1;

  clip_part (x0, x1 - x0, area->x, area->x + area->width, &from, &to);
  clip_part (y0, y1 - y0, area->y, area->y + area->height, &from, &to);
  return from <= to;
}

static gboolean
is_free (const AlgoLabels *labels, const AlgoArea *area)
{
  const AlgoArea *within = &labels->within;
  const AlgoArea near = { area->x - labels->radius, area->y - labels->radius,
                          area->width + 2 * labels->radius, area->height + 2 * labels->radius };

  if (area->x < within->x || area->x + area->width > within->x + within->width
      || area->y < within->y || area->y + area->height > within->y + within->height)
    return FALSE;
  for (guint i = 0; i < labels->n_taken; i++)
    if (near.x < labels->taken[i].x + labels->taken[i].width
        && labels->taken[i].x < near.x + near.width
        && near.y < labels->taken[i].y + labels->taken[i].height
        && labels->taken[i].y < near.y + near.height)
      return FALSE;
  for (guint i = 0; i < labels->count; i++)
    {
      guint next = MIN (i + 1, labels->count - 1);

      if (!isfinite (labels->x[i]) || !isfinite (labels->y[i]))
        continue;
      if (!isfinite (labels->x[next]) || !isfinite (labels->y[next]))
        next = i;
      if (line_crosses (labels->x[i], labels->y[i], labels->x[next], labels->y[next], &near))
        return FALSE;
    }
  return TRUE;
}

/* From the upper right by turns to either side. */
static double
find_angle (guint index)
{
  gint turn = (gint) (index + 1) / 2 * (index % 2 == 1 ? 1 : -1);

  return -G_PI_4 + turn * 2 * G_PI / DIRECTIONS;
}

void
algo_labels_draw (AlgoLabels *labels,
                  cairo_t *cr,
                  const AlgoStyle *style,
                  const AlgoTextFormat *format,
                  double x,
                  double y,
                  const char *text)
{
  AlgoTextFormat centred = *format;
  AlgoArea area = { .width = algo_text_width (style, format, text), .height = 0.9 * format->size };

  centred.align = 0.5;
  if (!isfinite (x) || !isfinite (y) || labels->n_taken == ALGO_MAX_LABELS)
    return;
  for (guint i = 0; i < DISTANCES * DIRECTIONS; i++)
    {
      double angle = find_angle (i % DIRECTIONS);
      double distance = labels->radius * (2.5 + i / DIRECTIONS);
      double at_x = x + cos (angle) * (distance + area.width / 2);
      double at_y = y + sin (angle) * (distance + area.height / 2);

      area.x = at_x - area.width / 2;
      area.y = at_y - area.height / 2;
      if (!is_free (labels, &area))
        continue;
      labels->taken[labels->n_taken++] = area;
      algo_text_draw_middle (cr, style, &centred, at_x, at_y, text);
      return;
    }
}
