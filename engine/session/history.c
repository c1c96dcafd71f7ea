/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/history.h"

#include <pthread.h>

#define CHUNK 1024

struct _AlgoHistory
{
  pthread_mutex_t lock;
  GPtrArray *chunks; /* of AlgoMetrics[CHUNK] */
  guint64 count;
  guint64 generation;
};

AlgoHistory *
algo_history_new (void)
{
  AlgoHistory *history = g_new0 (AlgoHistory, 1);

  pthread_mutex_init (&history->lock, NULL);
  history->chunks = g_ptr_array_new_with_free_func (g_free);
  return history;
}

void
algo_history_free (AlgoHistory *history)
{
  g_ptr_array_unref (history->chunks);
  pthread_mutex_destroy (&history->lock);
  g_free (history);
}

void
algo_history_restart (AlgoHistory *history, guint64 generation)
{
  g_autoptr (GPtrArray) old = NULL;

  pthread_mutex_lock (&history->lock);
  old = g_steal_pointer (&history->chunks);
  history->chunks = g_ptr_array_new_with_free_func (g_free);
  history->count = 0;
  history->generation = generation;
  pthread_mutex_unlock (&history->lock);
}

void
algo_history_append (AlgoHistory *history, const AlgoMetrics *metrics)
{
  AlgoMetrics *chunk;

  pthread_mutex_lock (&history->lock);
  if (history->count == (guint64) history->chunks->len * CHUNK)
    g_ptr_array_add (history->chunks, g_new (AlgoMetrics, CHUNK));
  chunk = g_ptr_array_index (history->chunks, history->chunks->len - 1);
  chunk[history->count % CHUNK] = *metrics;
  history->count++;
  pthread_mutex_unlock (&history->lock);
}

/* Appends what one chunk has after `after`; returns how many. */
static guint
read_chunk (AlgoHistory *history, guint64 generation, guint64 after, GArray *metrics)
{
  guint count = 0;

  pthread_mutex_lock (&history->lock);
  if (generation == history->generation && after < history->count)
    {
      const AlgoMetrics *chunk = g_ptr_array_index (history->chunks, after / CHUNK);

      count = MIN (CHUNK - after % CHUNK, history->count - after);
      g_array_append_vals (metrics, chunk + after % CHUNK, count);
    }
  pthread_mutex_unlock (&history->lock);
  return count;
}

guint
algo_history_read (AlgoHistory *history, guint64 generation, guint64 after, GArray *metrics)
{
  guint total = 0;
  guint count;

  while ((count = read_chunk (history, generation, after + total, metrics)) > 0)
    total += count;
  return total;
}
