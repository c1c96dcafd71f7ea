/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/network-layout.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/repulsion.h"
#include "engine/random.h"

/* Lengths are in units of the distance at which a pull of 1 balances the repulsion of charges of 1.
 * Chosen by looking at the networks of tests/data/labelled, 8 to 48 inputs. */
#define PULL_POWER 1.5f     /* an edge pulls by |weight| to this power: faint ones count for less */
#define EDGE_PULL 0.8f      /* the mean, over hidden neurons, of the sum of pulls of inputs */
#define SPOKE_PULL 0.06f    /* the mean pull of the output on a hidden neuron */
#define LEAST_CHARGE 0.5f   /* of a neuron that nothing pulls */
#define CHARGE_OF_PULL 0.5f /* for each unit of the sum of pulls on a neuron */
#define OUTPUT_CHARGE 4.0f
#define GRAVITY 0.8f        /* pull to the middle, of each unit of charge */
#define OUTPUT_GRAVITY 4.0f /* of the output, which the drawing turns about */
#define MOMENTUM 0.85f      /* share of its last step that a neuron repeats */
#define DAMPING 0.4f        /* of Jacobi's step: 1 may overshoot, as neighbours move too */
#define COOLING 0.99f       /* of the limit on steps, at each step ... */
#define FASTEST 0.04f       /* ... from this share of the extent down ... */
#define HEATING 10          /* ... or this times the share of pulls that changed, if that is less */
#define SCATTER 0.15        /* of a start, at random */

struct _AlgoNetworkLayout
{
  guint64 seed;
  guint inputs, hidden;
  /* How strongly edges pull. */
  float *pulls;          /* (inputs, hidden) */
  float *pulls_by_input; /* (hidden, inputs), the same transposed */
  float *spokes;         /* (hidden) */
  float *sides;          /* (hidden) -1 to 1: whether a neuron reads its inputs negatively */
  AlgoBodies bodies;
  gboolean *pinned;            /* (count) */
  AlgoPosition *positions;     /* (count) */
  AlgoPosition *last_step;     /* (count) how far each went */
  AlgoArrangement arrangement; /* of positions and pinned */
  float heat;                  /* the share of the extent that a neuron may go in one step */
};

AlgoArrangement *
algo_arrangement_copy (const AlgoArrangement *arrangement)
{
  AlgoArrangement *copy = g_new (AlgoArrangement, 1);

  *copy = *arrangement;
  copy->positions = g_memdup2 (arrangement->positions, copy->count * sizeof *copy->positions);
  copy->pinned = g_memdup2 (arrangement->pinned, copy->count * sizeof *copy->pinned);
  return copy;
}

void
algo_arrangement_let_go (AlgoArrangement *copy)
{
  g_free ((gpointer) copy->pinned);
  copy->pinned = g_new0 (gboolean, copy->count);
}

void
algo_arrangement_free (AlgoArrangement *arrangement)
{
  g_free ((gpointer) arrangement->positions);
  g_free ((gpointer) arrangement->pinned);
  g_free (arrangement);
}

AlgoNetworkLayout *
algo_network_layout_new (guint64 seed)
{
  AlgoNetworkLayout *layout = g_new0 (AlgoNetworkLayout, 1);

  layout->seed = seed;
  layout->arrangement.extent = 1;
  return layout;
}

static void
free_arrays (AlgoNetworkLayout *layout)
{
  algo_bodies_clear (&layout->bodies);
  g_free (layout->pulls);
  g_free (layout->pulls_by_input);
  g_free (layout->spokes);
  g_free (layout->sides);
  g_free (layout->pinned);
  g_free (layout->positions);
  g_free (layout->last_step);
}

void
algo_network_layout_free (AlgoNetworkLayout *layout)
{
  free_arrays (layout);
  g_free (layout);
}

static void
resize (AlgoNetworkLayout *layout, guint inputs, guint hidden)
{
  guint count = inputs + hidden + 1;

  free_arrays (layout);
  layout->inputs = inputs;
  layout->hidden = hidden;
  layout->pulls = g_new0 (float, (gsize) inputs *hidden);
  layout->pulls_by_input = g_new0 (float, (gsize) inputs *hidden);
  layout->spokes = g_new0 (float, hidden);
  layout->sides = g_new0 (float, hidden);
  algo_bodies_init (&layout->bodies, count);
  layout->pinned = g_new0 (gboolean, count);
  layout->positions = g_new0 (AlgoPosition, count);
  layout->arrangement = (AlgoArrangement){
    .count = count, .positions = layout->positions, .pinned = layout->pinned, .extent = 1
  };
  layout->last_step = g_new0 (AlgoPosition, count);
}

static float
largest_of (const float *values, gsize count)
{
  float largest = 0;

  for (gsize i = 0; i < count; i++)
    if (isfinite (values[i]))
      largest = fmaxf (largest, fabsf (values[i]));
  return largest;
}

static float
pull_of (float weight, float largest)
{
  return isfinite (weight) && largest > 0 ? powf (fabsf (weight) / largest, PULL_POWER) : 0;
}

/* Divides by the mean, so that many faint edges make a graph of the same size as few strong ones.
 */
static void
even_out (float *pulls, gsize count, double mean)
{
  double total = 0;
  float scale;

  for (gsize i = 0; i < count; i++)
    total += pulls[i];
  scale = total > 0 ? (float) (mean * count / total) : 0;
  for (gsize i = 0; i < count; i++)
    pulls[i] *= scale;
}

/* The sum of changes as a share of the sum. */
static double
change_of (const float *after, const float *before, gsize count)
{
  double changed = 0, total = 0;

  for (gsize i = 0; i < count; i++)
    {
      changed += fabsf (after[i] - before[i]);
      total += after[i];
    }
  return total > 0 ? changed / total : changed > 0;
}

/* A neuron takes room by how much it is pulled, or those with many edges would be drawn into one
 * place. */
static void
set_charges (AlgoNetworkLayout *layout)
{
  float *charge = layout->bodies.charge;
  guint inputs = layout->inputs, hidden = layout->hidden;

  for (guint k = 0; k < layout->arrangement.count; k++)
    charge[k] = 0;
  for (guint i = 0; i < inputs; i++)
    for (guint j = 0; j < hidden; j++)
      {
        float pull = layout->pulls[(gsize) i * hidden + j];

        charge[i] += pull;
        charge[inputs + j] += pull;
      }
  for (guint k = 0; k < layout->arrangement.count; k++)
    charge[k] = LEAST_CHARGE + CHARGE_OF_PULL * charge[k];
  charge[layout->arrangement.count - 1] = OUTPUT_CHARGE;
}

/* The same by input, and which side of its inputs each neuron is for. */
static void
arrange_pulls (AlgoNetworkLayout *layout, const AlgoNetwork *network)
{
  memset (layout->sides, 0, layout->hidden * sizeof (float));
  for (guint i = 0; i < layout->inputs; i++)
    for (guint j = 0; j < layout->hidden; j++)
      {
        gsize edge = (gsize) i * layout->hidden + j;

        layout->pulls_by_input[(gsize) j * layout->inputs + i] = layout->pulls[edge];
        layout->sides[j] += copysignf (layout->pulls[edge], network->W0[edge]);
      }
}

static void
take_weights (AlgoNetworkLayout *layout, const AlgoNetwork *network)
{
  gsize edges = (gsize) layout->inputs * layout->hidden;
  float largest = largest_of (network->W0, edges);
  float largest_spoke = largest_of (network->W1, layout->hidden);
  g_autofree float *pulls_before = g_memdup2 (layout->pulls, edges * sizeof (float));
  g_autofree float *spokes_before = g_memdup2 (layout->spokes, layout->hidden * sizeof (float));
  double change;

  for (gsize i = 0; i < edges; i++)
    layout->pulls[i] = pull_of (network->W0[i], largest);
  for (guint j = 0; j < layout->hidden; j++)
    layout->spokes[j] = pull_of (network->W1[j], largest_spoke);
  even_out (layout->pulls, edges, EDGE_PULL / layout->inputs);
  even_out (layout->spokes, layout->hidden, SPOKE_PULL);
  set_charges (layout);
  arrange_pulls (layout, network);
  change = fmax (change_of (layout->pulls, pulls_before, edges),
                 change_of (layout->spokes, spokes_before, layout->hidden));
  layout->heat = fmaxf (layout->heat, FASTEST * (float) fmin (1, HEATING * change));
}

/* Inputs on a circle in their order; hidden neurons by the inputs they read, those that read them
 * positively clockwise of those that do so negatively; the output in the middle. It is near enough
 * to how structured networks settle that their inputs keep the order. */
static void
place_at_start (const AlgoNetworkLayout *layout, AlgoPosition *places)
{
  AlgoPosition *hidden = places + layout->inputs;
  double radius = 0.5 * sqrt (layout->arrangement.count);
  AlgoRandom random;
  g_autofree float *noise = g_new (float, 2 * layout->arrangement.count);

  for (guint i = 0; i < layout->inputs; i++)
    {
      double angle = 2 * G_PI * i / layout->inputs;

      places[i] = (AlgoPosition){ (float) (radius * sin (angle)), (float) (-radius * cos (angle)) };
    }
  for (guint j = 0; j < layout->hidden; j++)
    {
      const float *pulls = layout->pulls_by_input + (gsize) j * layout->inputs;
      float total = 0, x = 0, y = 0, turn;

      for (guint i = 0; i < layout->inputs; i++)
        {
          total += pulls[i];
          x += pulls[i] * places[i].x;
          y += pulls[i] * places[i].y;
        }
      total = total > 0 ? total : 1;
      turn = (float) G_PI / layout->inputs * layout->sides[j] / total;
      hidden[j] = (AlgoPosition){ (x - turn * y) / total, (y + turn * x) / total };
    }
  places[layout->arrangement.count - 1] = (AlgoPosition){ 0, 0 };

  algo_random_init (&random, layout->seed, 0, 0, ALGO_RANDOM_LAYOUT);
  algo_random_normal (&random, 2 * layout->arrangement.count, noise);
  for (guint k = 0; k < layout->arrangement.count; k++)
    {
      places[k].x += (float) (SCATTER * noise[2 * k]);
      places[k].y += (float) (SCATTER * noise[2 * k + 1]);
    }
}

/* Makes what callers ask for agree with the bodies. */
static void
publish_positions (AlgoNetworkLayout *layout)
{
  const AlgoBodies *bodies = &layout->bodies;
  float squared = 0;

  for (guint k = 0; k < layout->arrangement.count; k++)
    {
      layout->positions[k] = (AlgoPosition){ bodies->x[k], bodies->y[k] };
      if (!layout->pinned[k])
        squared = fmaxf (squared, bodies->x[k] * bodies->x[k] + bodies->y[k] * bodies->y[k]);
    }
  layout->arrangement.extent = squared > 0 ? sqrt (squared) : 1;
}

void
algo_network_layout_restart (AlgoNetworkLayout *layout)
{
  g_autofree AlgoPosition *places = g_new (AlgoPosition, layout->arrangement.count);

  if (layout->arrangement.count == 0)
    return;
  place_at_start (layout, places);
  memset (layout->last_step, 0, layout->arrangement.count * sizeof (AlgoPosition));
  for (guint k = 0; k < layout->arrangement.count; k++)
    if (!layout->pinned[k])
      {
        layout->bodies.x[k] = places[k].x;
        layout->bodies.y[k] = places[k].y;
      }
  publish_positions (layout);
  layout->heat = FASTEST;
}

void
algo_network_layout_set_network (AlgoNetworkLayout *layout, const AlgoNetwork *network)
{
  gboolean resized = network->inputs != layout->inputs || network->hidden != layout->hidden;

  if (resized)
    resize (layout, network->inputs, network->hidden);
  take_weights (layout, network);
  if (resized)
    algo_network_layout_restart (layout);
}

const AlgoArrangement *
algo_network_layout_get (const AlgoNetworkLayout *layout)
{
  return &layout->arrangement;
}

/* Pulls of one neuron on some others. */
static void
pull_some (AlgoBodies *bodies, guint neuron, guint from, guint count, const float *restrict pulls)
{
  const float *restrict others_x = bodies->x + from, *restrict others_y = bodies->y + from;
  float *restrict force_x = bodies->force_x + from, *restrict force_y = bodies->force_y + from;
  float *restrict stiffness = bodies->stiffness + from;
  const float x = bodies->x[neuron], y = bodies->y[neuron];

  for (guint i = 0; i < count; i++)
    {
      force_x[i] += pulls[i] * (x - others_x[i]);
      force_y[i] += pulls[i] * (y - others_y[i]);
      stiffness[i] += pulls[i];
    }
}

static void
sum_forces (AlgoNetworkLayout *layout)
{
  AlgoBodies *bodies = &layout->bodies;
  guint inputs = layout->inputs, hidden = layout->hidden, output = inputs + hidden;

  for (guint k = 0; k < layout->arrangement.count; k++)
    {
      float gravity = (k == output ? OUTPUT_GRAVITY : GRAVITY) * bodies->charge[k];

      bodies->force_x[k] = -gravity * bodies->x[k];
      bodies->force_y[k] = -gravity * bodies->y[k];
      bodies->stiffness[k] = gravity;
    }
  algo_bodies_repel (bodies);
  for (guint i = 0; i < inputs; i++)
    pull_some (bodies, i, inputs, hidden, layout->pulls + (gsize) i * hidden);
  for (guint j = 0; j < hidden; j++)
    {
      pull_some (bodies, inputs + j, 0, inputs, layout->pulls_by_input + (gsize) j * inputs);
      pull_some (bodies, inputs + j, output, 1, layout->spokes + j);
    }
  pull_some (bodies, output, inputs, hidden, layout->spokes);
}

/* Gradient descent with momentum, each neuron by its own measure. Returns the farthest that any
 * went. */
static float
take_step (AlgoNetworkLayout *layout)
{
  AlgoBodies *bodies = &layout->bodies;
  float limit = layout->heat * (float) layout->arrangement.extent, farthest = 0;

  sum_forces (layout);
  for (guint k = 0; k < layout->arrangement.count; k++)
    {
      float share = DAMPING / bodies->stiffness[k];
      AlgoPosition step = { MOMENTUM * layout->last_step[k].x + share * bodies->force_x[k],
                            MOMENTUM * layout->last_step[k].y + share * bodies->force_y[k] };
      float length = sqrtf (step.x * step.x + step.y * step.y);

      if (layout->pinned[k])
        continue;
      if (length > limit)
        {
          step.x *= limit / length;
          step.y *= limit / length;
        }
      bodies->x[k] += step.x;
      bodies->y[k] += step.y;
      layout->last_step[k] = step;
      farthest = fmaxf (farthest, fminf (length, limit));
    }
  layout->heat *= COOLING;
  publish_positions (layout);
  return farthest;
}

double
algo_network_layout_advance (AlgoNetworkLayout *layout, guint iterations)
{
  double farthest = 0;

  for (guint i = 0; i < iterations && layout->arrangement.count > 0; i++)
    farthest = take_step (layout);
  return farthest / layout->arrangement.extent;
}

guint
algo_network_layout_settle (AlgoNetworkLayout *layout)
{
  guint iterations = 0;
  double farthest;

  do
    {
      farthest = algo_network_layout_advance (layout, 1);
      iterations++;
    }
  while (farthest >= ALGO_LAYOUT_STILL && iterations < ALGO_LAYOUT_COOLED);
  return iterations;
}

AlgoNetworkLayout *
algo_network_layout_new_settled (const AlgoNetwork *network)
{
  AlgoNetworkLayout *layout = algo_network_layout_new (0);

  algo_network_layout_set_network (layout, network);
  algo_network_layout_settle (layout);
  return layout;
}

void
algo_network_layout_pin (AlgoNetworkLayout *layout, guint neuron, AlgoPosition position)
{
  g_return_if_fail (neuron < layout->arrangement.count);
  g_return_if_fail (isfinite (position.x) && isfinite (position.y));

  layout->pinned[neuron] = TRUE;
  layout->last_step[neuron] = (AlgoPosition){ 0, 0 };
  layout->bodies.x[neuron] = position.x;
  layout->bodies.y[neuron] = position.y;
  publish_positions (layout);
  layout->heat = FASTEST;
}

void
algo_network_layout_unpin (AlgoNetworkLayout *layout, guint neuron)
{
  g_return_if_fail (neuron < layout->arrangement.count);

  layout->pinned[neuron] = FALSE;
  layout->heat = FASTEST;
}
