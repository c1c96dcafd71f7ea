/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run/history.h"

#include <pthread.h>

struct _AlgoHistory
{
  pthread_mutex_t lock;
  GArray *metrics; /* of AlgoMetrics: of the multiples of `spacing`, and of the last step */
  guint64 spacing;
  guint64 generation;
};

AlgoHistory *
algo_history_new (void)
{
  AlgoHistory *history = g_new0 (AlgoHistory, 1);

  pthread_mutex_init (&history->lock, NULL);
  history->metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  history->spacing = 1;
  return history;
}

void
algo_history_free (AlgoHistory *history)
{
  g_array_unref (history->metrics);
  pthread_mutex_destroy (&history->lock);
  g_free (history);
}

void
algo_history_restart (AlgoHistory *history, guint64 generation)
{
  pthread_mutex_lock (&history->lock);
  g_array_set_size (history->metrics, 0);
  history->spacing = 1;
  history->generation = generation;
  pthread_mutex_unlock (&history->lock);
}

static guint64
last_step (const GArray *metrics)
{
  return metrics->len > 0 ? g_array_index (metrics, AlgoMetrics, metrics->len - 1).step : 0;
}

/* Drops the last step if it was kept for that alone. */
static void
drop_last (GArray *metrics, guint64 spacing)
{
  if (last_step (metrics) % spacing != 0)
    g_array_set_size (metrics, metrics->len - 1);
}

/* There is an even number of them, so that the last stays. */
static void
thin (AlgoHistory *history)
{
  GArray *metrics = history->metrics;
  AlgoMetrics *rows = (AlgoMetrics *) (gpointer) metrics->data;

  for (guint i = 0; i < metrics->len / 2; i++)
    rows[i] = rows[2 * i + 1];
  g_array_set_size (metrics, metrics->len / 2);
  history->spacing *= 2;
}

void
algo_history_append (AlgoHistory *history, const AlgoMetrics *metrics)
{
  pthread_mutex_lock (&history->lock);
  drop_last (history->metrics, history->spacing);
  g_array_append_vals (history->metrics, metrics, 1);
  if (history->metrics->len == ALGO_HISTORY_MOST && metrics->step % history->spacing == 0)
    thin (history);
  pthread_mutex_unlock (&history->lock);
}

/* How many are of `step` or before. */
static guint
count_until (const GArray *metrics, guint64 step)
{
  guint low = 0, high = metrics->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (metrics, AlgoMetrics, middle).step <= step)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
algo_history_read (AlgoHistory *history, guint64 generation, GArray *metrics)
{
  const GArray *kept = history->metrics;
  gboolean changed;

  pthread_mutex_lock (&history->lock);
  changed = generation == history->generation && last_step (kept) != last_step (metrics);
  if (changed)
    {
      drop_last (metrics, history->spacing);
      if (count_until (kept, last_step (metrics)) != metrics->len)
        g_array_set_size (metrics, 0);
      g_array_append_vals (metrics, &g_array_index (kept, AlgoMetrics, metrics->len),
                           kept->len - metrics->len);
    }
  pthread_mutex_unlock (&history->lock);
  return changed;
}
