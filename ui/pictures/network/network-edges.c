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
  N_LAYERS,
} Layer;

typedef struct
{
  guint from, to;
  float share;          /* of the full weight: -1 to 1 */
  float opacity, width; /* opacity from 0 to 1 */
  Layer layer;
} Edge;

typedef struct
{
  Edge *edges;
  guint count;
  double sparse; /* 1: every edge is drawn for itself; towards 0: they crowd */
} Edges;

AlgoColour
algo_network_edge_colour (const AlgoStyle *style, gboolean positive)
{
  const AlgoColour *colours = positive ? style->positive : style->negative;

  return algo_colour_mix (colours[0], colours[1], 0.35);
}

static void
add_edge (Edges *edges, guint from, guint to, float weight, double full)
{
  float share = full > 0 ? (float) (weight / full) : 0;

  if (isfinite (weight) && share != 0)
    edges->edges[edges->count++] = (Edge){ from, to, .share = CLAMP (share, -1, 1) };
}

/* Many strong edges, as in a convexity network, would be one patch of colour: then only the
 * strongest of them stay opaque, and all are finer. */
static void
set_opacities (Edges *edges, double capacity)
{
  double ink = 0;

  for (guint i = 0; i < edges->count; i++)
    {
      edges->edges[i].opacity = powf (fabsf (edges->edges[i].share), HAZE_POWER);
      ink += edges->edges[i].opacity;
    }
  edges->sparse = fmin (1, sqrt (capacity / ink));
  for (guint i = 0; i < edges->count; i++)
    {
      Edge *edge = &edges->edges[i];
      double crowded = fabs (edge->share * edge->share * edge->share);

      edge->opacity = (float) (OPACITY * (crowded + edges->sparse * (edge->opacity - crowded)));
    }
}

static guint
rank_of (const Edge *edge)
{
  return MIN (RANKS - 1, (guint) (RANKS * fabsf (edge->share)));
}

/* Of one rank, in the order of their neurons. */
static int
compare_edges (const void *a, const void *b)
{
  const Edge *x = a, *y = b;
  const guint keys[][2] = { { rank_of (x), rank_of (y) }, { x->from, y->from }, { x->to, y->to } };

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
assign_layers (const Pen *pen, Edges *edges, double opacity, double width)
{
  for (guint i = 0; i < edges->count; i++)
    {
      Edge *edge = &edges->edges[i];
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

static void
draw_layer (Pen *pen, const Edges *edges, Layer layer)
{
  for (guint i = 0; i < edges->count; i++)
    if (edges->edges[i].layer == layer)
      draw_edge (pen, &edges->edges[i]);
}

static void
draw_layers (Pen *pen, const Edges *spokes, const Edges *edges)
{
  if (pen->hazy)
    {
      algo_haze_begin (&pen->haze, pen->marks, pen->colours);
      draw_layer (pen, spokes, LAYER_HAZE);
      draw_layer (pen, edges, LAYER_HAZE);
      algo_haze_end (&pen->haze);
    }
  for (guint layer = LAYER_EDGES; layer < N_LAYERS; layer++)
    {
      draw_layer (pen, spokes, (Layer) layer);
      draw_layer (pen, edges, (Layer) layer);
    }
}

/* Those to the output, and those from the inputs. */
static void
collect_edges (const AlgoNetwork *network, Edges *spokes, Edges *edges)
{
  guint inputs = network->inputs, hidden = network->hidden;
  AlgoWeightsScale scale = { { 0 } };

  algo_weights_scale_include (&scale, network);
  *spokes = (Edges){ .edges = g_new (Edge, hidden) };
  *edges = (Edges){ .edges = g_new (Edge, (gsize) inputs * hidden) };
  for (guint j = 0; j < hidden; j++)
    add_edge (spokes, inputs + j, inputs + hidden, network->W1[j], scale.full[ALGO_WEIGHTS_W1]);
  for (guint i = 0; i < inputs; i++)
    for (guint j = 0; j < hidden; j++)
      add_edge (edges, i, inputs + j, network->W0[(gsize) i * hidden + j],
                scale.full[ALGO_WEIGHTS_W0]);
}

void
algo_network_draw_edges (AlgoMarks *marks, const AlgoNetworkPlaces *places, gint64 hover)
{
  const AlgoStyle *style = places->style;
  double size = MIN (places->area.width, places->area.height) / (FULL_SIZE * style->text);
  double most_spokes = fmin (1, sqrt ((double) SPOKES / places->network->hidden));
  Edges spokes, edges;
  Pen pen = { .marks = marks,
              .places = places,
              .hover = hover,
              .colours = { algo_network_edge_colour (style, FALSE),
                           algo_network_edge_colour (style, TRUE) } };

  size = CLAMP (size, 0.4, 1);
  collect_edges (places->network, &spokes, &edges);
  pen.hazy = marks->image != NULL && edges.count >= CROWD;
  set_opacities (&spokes, INK * size);
  set_opacities (&edges, INK * size);
  assign_layers (&pen, &spokes, SPOKE_OPACITY * most_spokes, 0.5 * style->line * size);
  assign_layers (&pen, &edges, 1, 1.6 * style->line * size * (0.3 + 0.7 * edges.sparse));
  qsort (spokes.edges, spokes.count, sizeof *spokes.edges, compare_edges);
  qsort (edges.edges, edges.count, sizeof *edges.edges, compare_edges);
  draw_layers (&pen, &spokes, &edges);
  g_free (spokes.edges);
  g_free (edges.edges);
}
