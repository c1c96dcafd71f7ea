/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/network/network-picture.h"

#include <math.h>

#include "ui/pictures/weights/weights-picture.h"

#define RANKS 64        /* edges are drawn in as many groups, by |weight| */
#define FAINTEST 0.012  /* opacity below which nothing is seen, even of many */
#define HAZE_POWER 0.6f /* opacity grows as this power of |weight| ... */
#define INK                                                                                        \
  150 /* ... and, the more ink that takes, the more as its cube, from so many edges of full weight \
         on, in a picture of full size */
#define FULL_SIZE 28 /* lines of text; lines are finer in smaller pictures */
#define OPACITY 0.9
#define SPOKE_OPACITY 0.45 /* of edges to the output, of which every neuron has one ... */
#define SPOKES 48          /* ... and less from so many on: all meet in one place */
#define CROWD 4000         /* edges from which on faint ones are a haze */
#define UNLIT 0.2          /* of what a highlighted neuron has no part in */

/* In the order in which they are drawn. */
typedef enum
{
  LAYER_NONE, /* not to be seen */
  LAYER_HAZE,
  LAYER_EDGES,
  LAYER_LIT, /* of the highlighted neuron */
} Layer;

typedef struct
{
  guint from, to;
  gboolean inner;       /* from an input, rather than to the output */
  float share;          /* of the full weight: -1 to 1 */
  float opacity, width; /* opacity from 0 to 1 */
  Layer layer;
} Edge;

AlgoColour
algo_network_edge_colour (const AlgoStyle *style, gboolean positive)
{
  const AlgoColour *colours = positive ? style->positive : style->negative;

  return algo_colour_mix (colours[0], colours[1], 0.35);
}

/* Those to the output first, then those from the inputs: a new array; `spokes` and `count` receive
 * how many they are, and all. */
static Edge *
collect_edges (const AlgoNetwork *network, guint *spokes, guint *count)
{
  const guint inputs = network->inputs, hidden = network->hidden;
  Edge *edges = g_new (Edge, (gsize) (inputs + 1) * hidden);
  AlgoWeightsScale scale = { { 0 } };

  algo_weights_scale_include (&scale, network);
  *spokes = *count = 0;
  for (guint i = 0; i < (inputs + 1) * hidden; i++)
    {
      const gboolean inner = i >= hidden;
      const guint j = i % hidden, input = i / hidden - 1;
      const float weight = inner ? network->W0[i - hidden] : network->W1[j];
      const double full = scale.full[inner ? ALGO_WEIGHTS_W0 : ALGO_WEIGHTS_W1];
      const float share = full > 0 ? (float) (weight / full) : 0;

      if (i == hidden)
        *spokes = *count;
      if (isfinite (weight) && share != 0)
        edges[(*count)++] = (Edge){ .from = inner ? input : inputs + j,
                                    .to = inner ? inputs + j : inputs + hidden,
                                    .inner = inner,
                                    .share = CLAMP (share, -1, 1) };
    }
  return edges;
}

/* Many strong edges, as in a convexity network, would be one patch of colour: then only the
 * strongest of them stay opaque, and all are finer. Returns how sparse they are: 1 where every edge
 * is drawn for itself, towards 0 where they crowd. */
static double
set_opacities (Edge *edges, guint count, double capacity)
{
  double ink = 0, sparse;

  for (guint i = 0; i < count; i++)
    {
      edges[i].opacity = powf (fabsf (edges[i].share), HAZE_POWER);
      ink += edges[i].opacity;
    }
  sparse = fmin (1, sqrt (capacity / ink));
  for (guint i = 0; i < count; i++)
    {
      const double crowded = fabs (edges[i].share * edges[i].share * edges[i].share);

      edges[i].opacity = (float) (OPACITY * (crowded + sparse * (edges[i].opacity - crowded)));
    }
  return sparse;
}

static guint
rank_of (const Edge *edge)
{
  return MIN (RANKS - 1, (guint) (RANKS * fabsf (edge->share)));
}

/* In the order in which they are drawn; of one rank, in that of their neurons. */
static int
compare_edges (const void *a, const void *b)
{
  const Edge *x = a, *y = b;
  const guint keys[][2] = { { x->layer, y->layer },
                            { x->inner, y->inner },
                            { rank_of (x), rank_of (y) },
                            { x->from, y->from },
                            { x->to, y->to } };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i][0] != keys[i][1])
      return keys[i][0] < keys[i][1] ? -1 : 1;
  return 0;
}

typedef struct
{
  AlgoMarks *marks;
  gboolean hazy; /* whether there is */
  AlgoHaze haze;
  const AlgoNetworkPlaces *places;
  gint64 hover;
  AlgoColour colours[2]; /* below and above zero */
} Pen;

/* What each is to look like, where the strongest are so opaque and so wide. */
static void
assign_layers (const Pen *pen, Edge *edges, guint count, double opacity, double width)
{
  for (guint i = 0; i < count; i++)
    {
      Edge *edge = &edges[i];
      gboolean lit = edge->from == pen->hover || edge->to == pen->hover;

      edge->opacity *= (float) opacity;
      if (lit)
        edge->opacity = 1 - (1 - edge->opacity) * (1 - edge->opacity);
      else if (pen->hover >= 0)
        edge->opacity *= UNLIT;
      edge->width = (float) (0.5 * pen->places->style->hairline + width * fabsf (edge->share));
      if (edge->opacity < FAINTEST)
        edge->layer = LAYER_NONE;
      else if (lit)
        edge->layer = LAYER_LIT;
      else if (pen->hazy && algo_haze_takes (pen->marks, edge->opacity, edge->width))
        edge->layer = LAYER_HAZE;
      else
        edge->layer = LAYER_EDGES;
    }
}

static void
draw_edge (Pen *pen, const Edge *edge)
{
  gboolean positive = edge->share > 0;
  double x0, y0, x1, y1;

  algo_network_places_get (pen->places, edge->from, &x0, &y0);
  algo_network_places_get (pen->places, edge->to, &x1, &y1);
  if (edge->layer == LAYER_HAZE)
    algo_haze_add_line (&pen->haze, positive, edge->opacity, edge->width, x0, y0, x1, y1);
  else
    algo_marks_add_line (
        pen->marks, algo_style_tint (pen->places->style, pen->colours[positive], edge->opacity),
        edge->width, x0, y0, x1, y1);
}

void
algo_network_draw_edges (AlgoMarks *marks, const AlgoNetworkPlaces *places, gint64 hover)
{
  const AlgoStyle *style = places->style;
  const double least = MIN (places->area.width, places->area.height);
  const double size = CLAMP (least / (FULL_SIZE * style->text), 0.4, 1);
  const double most_spokes = fmin (1, sqrt ((double) SPOKES / places->network->hidden));
  guint spokes, count, next = 0;
  g_autofree Edge *edges = collect_edges (places->network, &spokes, &count);
  const double sparse = set_opacities (edges + spokes, count - spokes, INK * size);
  Pen pen = { .marks = marks,
              .hazy = marks->image != NULL && count - spokes >= CROWD,
              .places = places,
              .hover = hover,
              .colours = { algo_network_edge_colour (style, FALSE),
                           algo_network_edge_colour (style, TRUE) } };

  set_opacities (edges, spokes, INK * size);
  assign_layers (&pen, edges, spokes, SPOKE_OPACITY * most_spokes, 0.5 * style->line * size);
  assign_layers (&pen, edges + spokes, count - spokes, 1,
                 1.6 * style->line * size * (0.3 + 0.7 * sparse));
  qsort (edges, count, sizeof *edges, compare_edges);
  while (next < count && edges[next].layer == LAYER_NONE)
    next++;
  if (pen.hazy)
    {
      algo_haze_begin (&pen.haze, marks, pen.colours);
      for (; next < count && edges[next].layer == LAYER_HAZE; next++)
        draw_edge (&pen, &edges[next]);
      algo_haze_end (&pen.haze);
    }
  for (; next < count; next++)
    draw_edge (&pen, &edges[next]);
}
