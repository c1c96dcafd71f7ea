/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/repulsion.h"

#include <math.h>

#define SOFTENING 1e-4f /* squared distance added, so that bodies in one place part gently */
#define OPENING 0.9f    /* a cell's side over its distance below which it is taken as one body */
#define DEEPEST 24      /* levels; bodies nearer than the smallest cell are taken together */
#define TREE_FROM 100   /* bodies from which the tree is faster, as measured */

typedef struct _AlgoQuadtreeNode
{
  float x, y, charge; /* of all bodies in it: the middle, by charge, and the sum */
  float side_squared; /* 0: nothing in it to be told apart */
  guint next;         /* the node after this one and all inside it */
} AlgoQuadtreeNode;

void
algo_bodies_init (AlgoBodies *bodies, guint count)
{
  *bodies = (AlgoBodies){
    .count = count,
    .x = g_new0 (float, count),
    .y = g_new0 (float, count),
    .charge = g_new0 (float, count),
    .force_x = g_new0 (float, count),
    .force_y = g_new0 (float, count),
    .stiffness = g_new0 (float, count),
  };
}

void
algo_bodies_clear (AlgoBodies *bodies)
{
  g_free (bodies->x);
  g_free (bodies->y);
  g_free (bodies->charge);
  g_free (bodies->force_x);
  g_free (bodies->force_y);
  g_free (bodies->stiffness);
  g_free (bodies->tree);
  *bodies = (AlgoBodies){ 0 };
}

void
algo_bodies_repel_exactly (AlgoBodies *bodies)
{
  for (guint a = 0; a < bodies->count; a++)
    {
      const float x = bodies->x[a], y = bodies->y[a], charge = bodies->charge[a];
      float force_x = 0, force_y = 0, stiffness = 0;

      for (guint b = a + 1; b < bodies->count; b++)
        {
          float dx = x - bodies->x[b], dy = y - bodies->y[b];
          float push = charge * bodies->charge[b] / (dx * dx + dy * dy + SOFTENING);

          force_x += push * dx;
          force_y += push * dy;
          stiffness += push;
          bodies->force_x[b] -= push * dx;
          bodies->force_y[b] -= push * dy;
          bodies->stiffness[b] += push;
        }
      bodies->force_x[a] += force_x;
      bodies->force_y[a] += force_y;
      bodies->stiffness[a] += stiffness;
    }
}

/* A square of the plane with so many bodies in it. */
typedef struct
{
  float x, y, side; /* the middle */
  guint count;
  guint depth;
} Square;

/* Moves the bodies for which `coordinate` is below `middle` to the front; returns how
 * many they are. */
static guint
split (const float *coordinate, float middle, guint32 *order, guint count)
{
  guint below = 0;

  for (guint i = 0; i < count; i++)
    if (coordinate[order[i]] < middle)
      {
        guint32 body = order[i];

        order[i] = order[below];
        order[below++] = body;
      }
  return below;
}

static AlgoQuadtreeNode *
append_node (AlgoBodies *bodies, guint *nodes)
{
  if (*nodes == bodies->tree_room)
    {
      bodies->tree_room = MAX (64, 2 * bodies->tree_room);
      bodies->tree = g_renew (AlgoQuadtreeNode, bodies->tree, bodies->tree_room);
    }
  return &bodies->tree[(*nodes)++];
}

/* Appends the nodes of a square that is not empty, its own first. */
static void
append_square (AlgoBodies *bodies, guint32 *order, const Square *square, guint *nodes)
{
  guint own = *nodes;
  gboolean leaf = square->count == 1 || square->depth == DEEPEST;
  double x = 0, y = 0, charge = 0;

  append_node (bodies, nodes);
  for (guint i = 0; i < square->count; i++)
    {
      guint32 body = order[i];

      x += (double) bodies->charge[body] * bodies->x[body];
      y += (double) bodies->charge[body] * bodies->y[body];
      charge += bodies->charge[body];
    }
  if (!leaf)
    {
      guint upper = split (bodies->y, square->y, order, square->count);

      for (guint half = 0; half < 2; half++)
        {
          guint32 *row = half == 0 ? order : order + upper;
          guint in_row = half == 0 ? upper : square->count - upper;
          guint left = split (bodies->x, square->x, row, in_row);

          for (guint quarter = 0; quarter < 2; quarter++)
            {
              Square inside = {
                .x = square->x + (quarter == 0 ? -0.25f : 0.25f) * square->side,
                .y = square->y + (half == 0 ? -0.25f : 0.25f) * square->side,
                .side = square->side / 2,
                .count = quarter == 0 ? left : in_row - left,
                .depth = square->depth + 1,
              };

              if (inside.count > 0)
                append_square (bodies, quarter == 0 ? row : row + left, &inside, nodes);
            }
        }
    }
  bodies->tree[own] = (AlgoQuadtreeNode){
    .x = (float) (x / charge),
    .y = (float) (y / charge),
    .charge = (float) charge,
    .side_squared = leaf ? 0 : square->side * square->side,
    .next = *nodes,
  };
}

static guint
build_tree (AlgoBodies *bodies)
{
  g_autofree guint32 *order = g_new (guint32, bodies->count);
  float left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
  guint nodes = 0;

  for (guint i = 0; i < bodies->count; i++)
    {
      order[i] = i;
      left = fminf (left, bodies->x[i]);
      right = fmaxf (right, bodies->x[i]);
      top = fminf (top, bodies->y[i]);
      bottom = fmaxf (bottom, bodies->y[i]);
    }
  append_square (bodies, order,
                 &(Square){ .x = (left + right) / 2,
                            .y = (top + bottom) / 2,
                            .side = fmaxf (right - left, bottom - top),
                            .count = bodies->count },
                 &nodes);
  return nodes;
}

/* A leaf that holds the body itself pushes it nowhere, as they are in one place. */
static void
push_from_tree (AlgoBodies *bodies, guint body, guint nodes)
{
  const AlgoQuadtreeNode *tree = bodies->tree;
  const float x = bodies->x[body], y = bodies->y[body], charge = bodies->charge[body];
  float force_x = 0, force_y = 0, stiffness = 0;

  for (guint i = 0; i < nodes;)
    {
      float dx = x - tree[i].x, dy = y - tree[i].y;
      float squared = dx * dx + dy * dy;

      if (tree[i].side_squared > OPENING * OPENING * squared)
        {
          i++;
          continue;
        }
      if (squared > 0)
        {
          float push = charge * tree[i].charge / (squared + SOFTENING);

          force_x += push * dx;
          force_y += push * dy;
          stiffness += push;
        }
      i = tree[i].next;
    }
  bodies->force_x[body] += force_x;
  bodies->force_y[body] += force_y;
  bodies->stiffness[body] += stiffness;
}

void
algo_bodies_repel_by_tree (AlgoBodies *bodies)
{
  guint nodes;

  if (bodies->count == 0)
    return;
  nodes = build_tree (bodies);
  for (guint body = 0; body < bodies->count; body++)
    push_from_tree (bodies, body, nodes);
}

void
algo_bodies_repel (AlgoBodies *bodies)
{
  if (bodies->count < TREE_FROM)
    algo_bodies_repel_exactly (bodies);
  else
    algo_bodies_repel_by_tree (bodies);
}
