/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/network-edges.h"

#include <math.h>

#define RANKS 64         /* edges are drawn in as many groups, by |weight| */
#define FAINTEST 0.012   /* opacity below which nothing is seen, even of many */
#define HAZE_POWER 0.6f  /* opacity grows as this power of |weight| ... */
#define CROWD_POWER 3.0f /* ... and, the more ink that takes, the more as this one ... */
#define INK 150          /* ... from so many edges of full weight on, in a picture of full size */
#define FULL_SIZE 28     /* lines of text; lines are finer in smaller pictures */
#define OPACITY 0.9
#define SPOKE_OPACITY 0.45 /* of edges to the output, of which every neuron has one ... */
#define SPOKES 48          /* ... and less from so many on: all meet in one place */
#define UNLIT 0.2          /* of what a highlighted neuron has no part in */

typedef struct
{
  guint from, to;
  float share;   /* of the full weight: -1 to 1 */
  float opacity; /* 0 to 1 */
} Edge;

typedef struct
{
  Edge *edges;
  guint count;
  double sparse;           /* 1: every edge is drawn for itself; towards 0: they crowd */
  guint starts[RANKS + 1]; /* where each rank begins in `order` */
  guint *order;
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
    edges->edges[edges->count++] = (Edge){ from, to, CLAMP (share, -1, 1), 0 };
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
      double crowded = pow (fabs (edge->share), CROWD_POWER);

      edge->opacity = (float) (OPACITY * (crowded + edges->sparse * (edge->opacity - crowded)));
    }
}

static guint
rank_of (const Edge *edge)
{
  return MIN (RANKS - 1, (guint) (RANKS * fabsf (edge->share)));
}

/* By counting, in a stable order. */
static void
sort_edges (Edges *edges)
{
  guint next[RANKS];

  for (guint i = 0; i < edges->count; i++)
    edges->starts[rank_of (&edges->edges[i]) + 1]++;
  for (guint rank = 0; rank < RANKS; rank++)
    {
      edges->starts[rank + 1] += edges->starts[rank];
      next[rank] = edges->starts[rank];
    }
  for (guint i = 0; i < edges->count; i++)
    edges->order[next[rank_of (&edges->edges[i])]++] = i;
}

typedef struct
{
  AlgoMarks *marks;
  const AlgoNetworkPlaces *places;
  const AlgoStyle *style;
  const guint *hover;
  double width, width_of_share;
  double opacity;
  AlgoColour colours[2]; /* below and above zero */
} Pen;

static gboolean
is_lit (const Pen *pen, const Edge *edge)
{
  return pen->hover == NULL || edge->from == *pen->hover || edge->to == *pen->hover;
}

static void
draw_edge (const Pen *pen, const Edge *edge)
{
  gboolean lit = is_lit (pen, edge);
  double opacity = pen->opacity * edge->opacity;
  double x0, y0, x1, y1;

  if (!lit)
    opacity *= UNLIT;
  else if (pen->hover != NULL)
    opacity = 1 - pow (1 - opacity, 2);
  if (opacity < FAINTEST)
    return;
  algo_network_places_get (pen->places, edge->from, &x0, &y0);
  algo_network_places_get (pen->places, edge->to, &x1, &y1);
  algo_marks_add_line (pen->marks,
                       algo_style_tint (pen->style, pen->colours[edge->share > 0], opacity),
                       pen->width + pen->width_of_share * fabsf (edge->share), x0, y0, x1, y1);
}

static void
draw_sorted (const Pen *pen, Edges *edges)
{
  guint passes = pen->hover != NULL ? 2 : 1;

  sort_edges (edges);
  /* Those of the highlighted neuron last, on top of all others. */
  for (guint pass = 0; pass < passes; pass++)
    for (guint i = 0; i < edges->count; i++)
      {
        const Edge *edge = &edges->edges[edges->order[i]];

        if (passes == 1 || is_lit (pen, edge) == (pass == 1))
          draw_edge (pen, edge);
      }
}

static void
edges_init (Edges *edges, gsize most)
{
  *edges = (Edges){ .edges = g_new (Edge, most), .order = g_new (guint, most) };
}

static void
edges_clear (Edges *edges)
{
  g_free (edges->edges);
  g_free (edges->order);
}

void
algo_network_draw_edges (AlgoMarks *marks,
                         const AlgoNetworkPlaces *places,
                         const AlgoNetworkPicture *picture,
                         const AlgoStyle *style)
{
  const AlgoNetwork *network = picture->network;
  guint inputs = places->inputs, hidden = places->hidden;
  double size = MIN (places->area.width, places->area.height) / (FULL_SIZE * style->text);
  AlgoWeightsScale scale;
  Edges spokes, edges;
  Pen pen = { .marks = marks,
              .places = places,
              .style = style,
              .hover = picture->hover,
              .width = 0.5 * style->hairline,
              .colours = { algo_network_edge_colour (style, FALSE),
                           algo_network_edge_colour (style, TRUE) } };

  size = CLAMP (size, 0.4, 1);
  algo_weights_scale_init (&scale);
  if (picture->scale != NULL)
    scale = *picture->scale;
  else
    algo_weights_scale_include (&scale, network);
  edges_init (&spokes, hidden);
  edges_init (&edges, (gsize) inputs * hidden);
  for (guint j = 0; j < hidden; j++)
    add_edge (&spokes, inputs + j, inputs + hidden, network->W1[j], scale.full[ALGO_WEIGHTS_W1]);
  for (guint i = 0; i < inputs; i++)
    for (guint j = 0; j < hidden; j++)
      add_edge (&edges, i, inputs + j, network->W0[(gsize) i * hidden + j],
                scale.full[ALGO_WEIGHTS_W0]);

  set_opacities (&spokes, INK * size);
  set_opacities (&edges, INK * size);
  pen.opacity = SPOKE_OPACITY * fmin (1, sqrt ((double) SPOKES / hidden));
  pen.width_of_share = 0.5 * style->line * size;
  draw_sorted (&pen, &spokes);
  pen.opacity = 1;
  pen.width_of_share = 1.6 * style->line * size * (0.3 + 0.7 * edges.sparse);
  draw_sorted (&pen, &edges);
  edges_clear (&spokes);
  edges_clear (&edges);
}
