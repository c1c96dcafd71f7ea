/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/labels.h"

#include <math.h>

#define DIRECTIONS 16
#define DISTANCES 4
#define ANCHORS 5 /* points of a stretch that a label may stand beside, at most */

/* What a place costs: as much as one that is a mark's radius further away. */
#define TURN_COST 0.1 /* each turn from the upper right */
#define AWAY_COST 2.0 /* at an end of a stretch rather than in its middle */
#define CROWD_COST 3.0
#define MOST_DOUBT 3.0 /* whether it speaks of another mark; beyond, it does not stand there */
#define MASK 0.3       /* heights of a label that its mask goes beyond it on either side */

/* Room that labels leave each other, in heights of a label; less costs. */
#define ROOM_ABOVE 0.4
#define ROOM_BESIDE 0.9

typedef struct
{
  const AlgoLabels *labels;
  double width, height;
  gsize first, end; /* points that the label speaks of, besides the one it stands beside */
  AlgoArea area;    /* the best place so far */
  double cost;      /* of it; infinite: none yet */
} Search;

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

static AlgoArea
widen (const AlgoArea *area, double beside, double above)
{
  return (AlgoArea){ area->x - beside, area->y - above, area->width + 2 * beside,
                     area->height + 2 * above };
}

static gboolean
touches_label (const AlgoLabels *labels, const AlgoArea *area)
{
  for (guint i = 0; i < labels->n_taken; i++)
    if (area->x < labels->taken[i].x + labels->taken[i].width
        && labels->taken[i].x < area->x + area->width
        && area->y < labels->taken[i].y + labels->taken[i].height
        && labels->taken[i].y < area->y + area->height)
      return TRUE;
  return FALSE;
}

static gboolean
is_free (const AlgoLabels *labels, const AlgoArea *area)
{
  const AlgoArea *within = &labels->within;
  const AlgoArea near = widen (area, labels->radius, labels->radius);

  if (area->x < within->x || area->x + area->width > within->x + within->width
      || area->y < within->y || area->y + area->height > within->y + within->height
      || touches_label (labels, &near))
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

static double
find_distance (const AlgoArea *area, double x, double y)
{
  return hypot (MAX (MAX (area->x - x, x - area->x - area->width), 0),
                MAX (MAX (area->y - y, y - area->y - area->height), 0));
}

/* Whether a reader would take it for the label of (x, y), rather than of a mark that it does not
 * speak of: 0 where it is nearer by a radius or more. */
static double
find_doubt (const Search *search, const AlgoArea *area, double x, double y)
{
  const AlgoLabels *labels = search->labels;
  double other = INFINITY;

  for (guint i = 0; i < labels->count; i++)
    if ((i < search->first || i >= search->end) && (labels->x[i] != x || labels->y[i] != y)
        && isfinite (labels->x[i]) && isfinite (labels->y[i]))
      other = MIN (other, find_distance (area, labels->x[i], labels->y[i]));
  return MAX ((find_distance (area, x, y) - other) / labels->radius + 1, 0);
}

/* Beside (x, y), where `cost` is what that costs by itself. */
static void
search_beside (Search *search, double x, double y, double cost)
{
  const AlgoLabels *labels = search->labels;

  if (!isfinite (x) || !isfinite (y))
    return;
  for (guint i = 0; i < DISTANCES * DIRECTIONS; i++)
    {
      /* From the upper right by turns to either side. */
      const gint turn = (gint) (i % DIRECTIONS + 1) / 2 * (i % 2 == 1 ? 1 : -1);
      const double angle = -G_PI_4 + turn * 2 * G_PI / DIRECTIONS;
      const double distance = labels->radius * (2.5 + i / DIRECTIONS);
      const AlgoArea area = {
        x + cos (angle) * (distance + search->width / 2) - search->width / 2,
        y + sin (angle) * (distance + search->height / 2) - search->height / 2,
        search->width,
        search->height,
      };
      const AlgoArea room =
          widen (&area, ROOM_BESIDE * search->height, ROOM_ABOVE * search->height);
      double place_cost = cost + i / DIRECTIONS + TURN_COST * abs (turn);
      double doubt;

      if (place_cost >= search->cost || !is_free (labels, &area))
        continue;
      doubt = find_doubt (search, &area, x, y);
      place_cost += doubt + (touches_label (labels, &room) ? CROWD_COST : 0);
      if (doubt <= MOST_DOUBT && place_cost < search->cost)
        {
          search->cost = place_cost;
          search->area = area;
        }
    }
}

static void
search_init (Search *search,
             const AlgoLabels *labels,
             const AlgoStyle *style,
             const AlgoTextFormat *format,
             const char *text)
{
  *search = (Search){ .labels = labels,
                      .width = algo_text_width (style, format, text),
                      .height = 0.9 * format->size,
                      .cost = INFINITY };
}

/* Where the search has found a place. */
static void
draw_found (AlgoLabels *labels,
            const Search *search,
            cairo_t *cr,
            const AlgoStyle *style,
            const AlgoTextFormat *format,
            const char *text)
{
  AlgoTextFormat centred = *format;
  const AlgoArea *area = &search->area;

  if (!isfinite (search->cost) || labels->n_taken == ALGO_MAX_LABELS)
    return;
  centred.align = 0.5;
  if (labels->masked)
    {
      const AlgoArea mask = widen (area, MASK * area->height, 0);

      algo_colour_fill (style->card, cr, mask.x, mask.y, mask.width, mask.height);
    }
  algo_text_draw_middle (cr, style, &centred, area->x + area->width / 2, area->y + area->height / 2,
                         text);
  algo_labels_take (labels, area);
}

void
algo_labels_take (AlgoLabels *labels, const AlgoArea *area)
{
  if (labels->n_taken < ALGO_MAX_LABELS)
    labels->taken[labels->n_taken++] = *area;
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
  Search search;

  search_init (&search, labels, style, format, text);
  search_beside (&search, x, y, 0);
  draw_found (labels, &search, cr, style, format, text);
}

void
algo_labels_draw_among (AlgoLabels *labels,
                        cairo_t *cr,
                        const AlgoStyle *style,
                        const AlgoTextFormat *format,
                        gsize first,
                        gsize end,
                        const char *text)
{
  const gsize anchors = MIN (ANCHORS, end - first);
  Search search;

  search_init (&search, labels, style, format, text);
  search.first = first;
  search.end = end;
  for (gsize i = 0; i < anchors; i++)
    {
      const double share = anchors > 1 ? (double) i / (double) (anchors - 1) : 0.5;
      const gsize point = first + (gsize) (share * (double) (end - 1 - first));

      search_beside (&search, labels->x[point], labels->y[point], AWAY_COST * fabs (share - 0.5));
    }
  draw_found (labels, &search, cr, style, format, text);
}
