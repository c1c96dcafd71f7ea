/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/network.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

#include "engine/blas.h"
#include "engine/random.h"

#define POINTS_IN_BLOCK 256
#define HIDDEN_VALUES_IN_BLOCK 16384 /* 64 KiB */

static gsize
weights_count (const AlgoNetwork *network)
{
  return (gsize) network->inputs * network->hidden + 2 * (gsize) network->hidden;
}

/* The weights stand behind the struct: W0, b0, W1. */
AlgoNetwork *
algo_network_new (guint inputs, guint hidden)
{
  gsize size = sizeof (AlgoNetwork) + ((gsize) inputs + 2) * hidden * sizeof (float);
  AlgoNetwork *network = g_atomic_rc_box_alloc0 (size);

  network->inputs = inputs;
  network->hidden = hidden;
  network->task = &algo_task_l1;
  network->W0 = (float *) (network + 1);
  network->b0 = network->W0 + (gsize) inputs * hidden;
  network->W1 = network->b0 + hidden;
  return network;
}

AlgoNetwork *
algo_network_ref (AlgoNetwork *network)
{
  return g_atomic_rc_box_acquire (network);
}

void
algo_network_unref (AlgoNetwork *network)
{
  g_atomic_rc_box_release (network);
}

AlgoNetwork *
algo_network_copy (const AlgoNetwork *network)
{
  AlgoNetwork *copy = algo_network_new (network->inputs, network->hidden);

  memcpy (copy->W0, network->W0, weights_count (network) * sizeof (float));
  copy->b1 = network->b1;
  copy->task = network->task;
  copy->activation = network->activation;
  return copy;
}

gboolean
algo_network_is_finite (const AlgoNetwork *network)
{
  for (gsize i = 0; i < weights_count (network); i++)
    if (!isfinite (network->W0[i]))
      return FALSE;
  return isfinite (network->b1);
}

/* How many points to take at once, so that their hidden values stay in the cache. */
static gsize
points_in_block (const AlgoNetwork *network)
{
  return CLAMP (HIDDEN_VALUES_IN_BLOCK / MAX (network->hidden, 1), 1, POINTS_IN_BLOCK);
}

/* y[p] = b1 + sum_j W1_j a (hidden[p, j]). */
static void
read_out (const AlgoNetwork *network,
          gsize points,
          float *y,
          float *hidden) /* (points, hidden), overwritten */
{
  const blasint h = (blasint) network->hidden;

  algo_activation_apply (network->activation, points * network->hidden, hidden);
  for (gsize p = 0; p < points; p++)
    y[p] = network->b1;
  cblas_sgemv (CblasRowMajor, CblasNoTrans, (blasint) points, h, 1.0f, hidden, h, network->W1, 1,
               1.0f, y, 1);
}

static void
evaluate_block (const AlgoNetwork *network,
                gsize points,
                const float *x,
                float *y,
                float *hidden) /* (points, hidden), overwritten */
{
  const blasint n = (blasint) network->inputs, h = (blasint) network->hidden;

  for (gsize p = 0; p < points; p++)
    memcpy (hidden + p * network->hidden, network->b0, network->hidden * sizeof (float));
  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, (blasint) points, h, n, 1.0f, x, n,
               network->W0, h, 1.0f, hidden, h);
  read_out (network, points, y, hidden);
}

static gsize
count_hidden_values (const AlgoNetwork *network, gsize points)
{
  return MIN (points, points_in_block (network)) * network->hidden;
}

static void
evaluate (const AlgoNetwork *network,
          gsize points,
          const float *x,
          float *y,
          float *hidden) /* (count_hidden_values()), overwritten */
{
  const gsize block = points_in_block (network);

  algo_blas_prepare ();
  for (gsize at = 0; at < points; at += block)
    evaluate_block (network, MIN (block, points - at), x + at * network->inputs, y + at, hidden);
}

void
algo_network_evaluate (const AlgoNetwork *network, gsize points, const float *x, float *y)
{
  g_autofree float *hidden = g_new (float, count_hidden_values (network, points));

  evaluate (network, points, x, y, hidden);
}

void
algo_network_evaluate_line (const AlgoNetwork *network,
                            const float *x,
                            guint input,
                            guint count,
                            const float *t,
                            float *y)
{
  const guint h = network->hidden;
  const float *direction = network->W0 + (gsize) input * h;
  const guint block = MIN (count, points_in_block (network));
  g_autofree float *origin = g_memdup2 (network->b0, h * sizeof (float));
  g_autofree float *hidden = g_new (float, (gsize) block *h);

  algo_blas_prepare ();
  for (guint i = 0; i < network->inputs; i++)
    if (i != input && x[i] != 0)
      cblas_saxpy ((blasint) h, x[i], network->W0 + (gsize) i * h, 1, origin, 1);
  for (guint at = 0; at < count; at += block)
    {
      const guint points = MIN (block, count - at);

      for (guint p = 0; p < points; p++)
        for (guint j = 0; j < h; j++)
          hidden[(gsize) p * h + j] = origin[j] + t[at + p] * direction[j];
      read_out (network, points, y + at, hidden);
    }
}

/* Sums over points of the output f and the task t. */
typedef struct
{
  double f, t, ff, tt, ft;
  double squares; /* of f - t */
} Sums;

static void
add_up (Sums *sums, gsize points, const float *f, const double *values)
{
  for (gsize p = 0; p < points; p++)
    {
      const double y = f[p], t = values[p];

      sums->f += y;
      sums->t += t;
      sums->ff += y * y;
      sums->tt += t * t;
      sums->ft += y * t;
      sums->squares += (y - t) * (y - t);
    }
}

/* Adds to the sums (n_tasks) over `points` x ~ N (0, I), drawn and evaluated block by block. */
static void
compare_with_tasks (const AlgoNetwork *network,
                    guint n_tasks,
                    const AlgoTask *const *tasks,
                    gsize points,
                    guint64 seed,
                    Sums *sums)
{
  const guint n = network->inputs;
  float y[POINTS_IN_BLOCK];
  double values[POINTS_IN_BLOCK];
  g_autofree float *x = g_new (float, (gsize) POINTS_IN_BLOCK *n);
  AlgoRandom random;

  algo_random_init (&random, seed, 0, 0, ALGO_RANDOM_FRESH);
  for (gsize at = 0; at < points; at += POINTS_IN_BLOCK)
    {
      const gsize count = MIN (POINTS_IN_BLOCK, points - at);

      algo_random_normal (&random, count * n, x);
      algo_network_evaluate (network, count, x, y);
      for (guint i = 0; i < n_tasks; i++)
        {
          algo_task_evaluate (tasks[i], n, count, x, values);
          add_up (&sums[i], count, y, values);
        }
    }
}

static double
unexplained_of (const Sums *sums, gsize points, const AlgoTask *task, guint inputs)
{
  return sums->squares / points / algo_task_moments (task, inputs).variance;
}

static double
correlation_of (const Sums *sums, gsize points)
{
  const double covariance = sums->ft - sums->f * sums->t / points;
  const double variance_f = sums->ff - sums->f * sums->f / points;
  const double variance_t = sums->tt - sums->t * sums->t / points;

  /* A constant output may leave a variance of rounding errors. */
  if (!(variance_f > 1e-12 * sums->ff) || !isfinite (covariance))
    return 0;
  return covariance / sqrt (variance_f * variance_t);
}

double
algo_network_unexplained_of (const AlgoNetwork *network,
                             const AlgoTask *task,
                             gsize points,
                             guint64 seed)
{
  Sums sums = { 0 };

  g_return_val_if_fail (points > 0, NAN);

  compare_with_tasks (network, 1, &task, points, seed, &sums);
  return unexplained_of (&sums, points, task, network->inputs);
}

void
algo_network_unexplained_of_each (const AlgoNetwork *network,
                                  gsize points,
                                  guint64 seed,
                                  double *unexplained)
{
  const guint count = algo_task_rows_count ();
  g_autofree const AlgoTask **tasks = g_new (const AlgoTask *, count);
  g_autofree Sums *sums = g_new0 (Sums, count);

  g_return_if_fail (points > 0);

  for (guint i = 0; i < count; i++)
    tasks[i] = algo_task_get (algo_task_rows[i]->name, NULL);
  compare_with_tasks (network, count, tasks, points, seed, sums);
  for (guint i = 0; i < count; i++)
    unexplained[i] = unexplained_of (&sums[i], points, tasks[i], network->inputs);
}

double
algo_network_unexplained (const AlgoNetwork *network, gsize points, guint64 seed)
{
  return algo_network_unexplained_of (network, network->task, points, seed);
}

double
algo_network_correlation (const AlgoNetwork *network, gsize points, guint64 seed)
{
  Sums sums = { 0 };

  g_return_val_if_fail (points > 1, NAN);

  compare_with_tasks (network, 1, &network->task, points, seed, &sums);
  return correlation_of (&sums, points);
}

struct _AlgoProbe
{
  const AlgoTask *task;
  guint inputs;
  gsize points;
  float *x;       /* (points, inputs) */
  double *values; /* (points) of the task */
  float *y;       /* (points) */
  float *hidden;  /* (hidden_values), scratch */
  gsize hidden_values;
};

AlgoProbe *
algo_probe_new (const AlgoTask *task, guint inputs, gsize points, guint64 seed)
{
  AlgoProbe *probe = g_new0 (AlgoProbe, 1);
  AlgoRandom random;

  probe->task = task;
  probe->inputs = inputs;
  probe->points = points;
  probe->x = g_new (float, points *inputs);
  probe->y = g_new (float, points);
  probe->values = g_new (double, points);
  algo_random_init (&random, seed, 0, 0, ALGO_RANDOM_FRESH);
  algo_random_normal (&random, points * inputs, probe->x);
  algo_task_evaluate (task, inputs, points, probe->x, probe->values);
  return probe;
}

void
algo_probe_free (AlgoProbe *probe)
{
  g_free (probe->x);
  g_free (probe->y);
  g_free (probe->values);
  g_free (probe->hidden);
  g_free (probe);
}

void
algo_probe_compare (AlgoProbe *probe,
                    const AlgoNetwork *network,
                    double *unexplained,
                    double *correlation)
{
  const gsize hidden_values = count_hidden_values (network, MIN (POINTS_IN_BLOCK, probe->points));
  Sums sums = { 0 };

  g_return_if_fail (network->inputs == probe->inputs);

  if (hidden_values > probe->hidden_values)
    {
      g_free (probe->hidden);
      probe->hidden = g_new (float, hidden_values);
      probe->hidden_values = hidden_values;
    }
  /* In the blocks of compare_with_tasks(), on which the last bits depend. */
  for (gsize at = 0; at < probe->points; at += POINTS_IN_BLOCK)
    evaluate (network, MIN (POINTS_IN_BLOCK, probe->points - at), probe->x + at * probe->inputs,
              probe->y + at, probe->hidden);
  add_up (&sums, probe->points, probe->y, probe->values);
  if (unexplained != NULL)
    *unexplained = unexplained_of (&sums, probe->points, probe->task, probe->inputs);
  if (correlation != NULL)
    *correlation = correlation_of (&sums, probe->points);
}
