/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/network/network-places.h"

#include <math.h>

#include "ui/pictures/drawing/plot.h"
#include "ui/pictures/drawing/text.h"

#define DISC_SHARE 0.17  /* of the distance between neurons spread evenly, an input's radius */
#define MOST_STRETCH 1.5 /* of one direction over the other, to fill a wide or high area */
#define REACH 1.5        /* gaps from a disc within which a pointer still finds it */

/* Of an input's radius. */
static const double radius_shares[ALGO_N_NEURON_KINDS] = { 1, 0.62, 1.35 };

static gboolean
fits (const AlgoNetworkPicture *picture)
{
  const AlgoNetwork *network = picture->network;

  return network != NULL && picture->arrangement != NULL
         && picture->arrangement->count == network->inputs + network->hidden + 1;
}

/* Discs follow the room there is, not the positions, so that they do not pulse while neurons move.
 */
static void
size_discs (AlgoNetworkPlaces *places, double width, double height, const AlgoStyle *style)
{
  double spacing = MIN (width, height) / sqrt (places->count);
  double radius = CLAMP (DISC_SHARE * spacing, style->hairline, 0.85 * style->text);

  for (guint kind = 0; kind < ALGO_N_NEURON_KINDS; kind++)
    places->radius[kind] = radius_shares[kind] * radius;
}

/* Below the drawing, one line or two. */
static double
place_legend (AlgoNetworkPlaces *places, double width, double height, const AlgoStyle *style)
{
  double line = algo_legend_line_height (style);
  guint lines = width > algo_text_room (style->text_small, 68) ? 1 : 2;

  if (width < algo_text_room (style->text_small, 40) || height < 14 * line)
    {
      places->legend_lines = 0;
      return 0;
    }
  places->legend_lines = lines;
  places->legend_y = height - (lines - 0.5) * line;
  return lines * line + style->gap;
}

gboolean
algo_network_places_init (AlgoNetworkPlaces *places,
                          const AlgoNetworkPicture *picture,
                          double width,
                          double height,
                          const AlgoStyle *style)
{
  double extent, margin, fit_x, fit_y;

  if (!fits (picture))
    return FALSE;
  places->positions = picture->arrangement->positions;
  places->inputs = picture->network->inputs;
  places->hidden = picture->network->hidden;
  places->count = places->inputs + places->hidden + 1;
  height -= place_legend (places, width, height, style);
  size_discs (places, width, height, style);

  margin = places->radius[ALGO_NEURON_OUTPUT] + 2 * style->hairline;
  places->area = (AlgoArea){ margin, margin, width - 2 * margin, height - 2 * margin };
  if (places->area.width < 1 || places->area.height < 1)
    return FALSE;
  extent = picture->arrangement->extent;
  fit_x = places->area.width / 2 / extent;
  fit_y = places->area.height / 2 / extent;
  places->scale_x = MIN (fit_x, MOST_STRETCH * fit_y);
  places->scale_y = MIN (fit_y, MOST_STRETCH * fit_x);
  places->x = width / 2;
  places->y = height / 2;
  return TRUE;
}

AlgoNeuronKind
algo_network_places_kind (const AlgoNetworkPlaces *places, guint neuron)
{
  if (neuron < places->inputs)
    return ALGO_NEURON_INPUT;
  return neuron < places->inputs + places->hidden ? ALGO_NEURON_HIDDEN : ALGO_NEURON_OUTPUT;
}

void
algo_network_places_get (const AlgoNetworkPlaces *places, guint neuron, double *x, double *y)
{
  const AlgoArea *area = &places->area;
  AlgoPosition position = places->positions[neuron];

  *x = CLAMP (places->x + places->scale_x * position.x, area->x, area->x + area->width);
  *y = CLAMP (places->y + places->scale_y * position.y, area->y, area->y + area->height);
}

gboolean
algo_network_picture_pick (const AlgoNetworkPicture *picture,
                           double width,
                           double height,
                           const AlgoStyle *style,
                           double x,
                           double y,
                           guint *neuron)
{
  AlgoNetworkPlaces places;
  double nearest = REACH * style->gap;
  gboolean found = FALSE;

  if (!algo_network_places_init (&places, picture, width, height, style))
    return FALSE;
  for (guint k = 0; k < places.count; k++)
    {
      double at_x, at_y, distance;

      algo_network_places_get (&places, k, &at_x, &at_y);
      distance = hypot (x - at_x, y - at_y) - places.radius[algo_network_places_kind (&places, k)];
      if (distance < nearest)
        {
          nearest = distance;
          *neuron = k;
          found = TRUE;
        }
    }
  return found;
}

gboolean
algo_network_picture_locate (const AlgoNetworkPicture *picture,
                             double width,
                             double height,
                             const AlgoStyle *style,
                             guint neuron,
                             AlgoArea *area)
{
  AlgoNetworkPlaces places;
  double x, y, radius;

  if (!algo_network_places_init (&places, picture, width, height, style) || neuron >= places.count)
    return FALSE;
  algo_network_places_get (&places, neuron, &x, &y);
  radius = places.radius[algo_network_places_kind (&places, neuron)];
  *area = (AlgoArea){ x - radius, y - radius, 2 * radius, 2 * radius };
  return TRUE;
}

gboolean
algo_network_picture_unplace (const AlgoNetworkPicture *picture,
                              double width,
                              double height,
                              const AlgoStyle *style,
                              double x,
                              double y,
                              AlgoPosition *position)
{
  AlgoNetworkPlaces places;
  const AlgoArea *area = &places.area;

  if (!isfinite (x) || !isfinite (y)
      || !algo_network_places_init (&places, picture, width, height, style))
    return FALSE;
  x = CLAMP (x, area->x, area->x + area->width);
  y = CLAMP (y, area->y, area->y + area->height);
  *position = (AlgoPosition){ (float) ((x - places.x) / places.scale_x),
                              (float) ((y - places.y) / places.scale_y) };
  return TRUE;
}
