/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-history.h"

#include <string.h>

#define LOOK_INTERVAL (G_TIME_SPAN_SECOND / 5)

static GPtrArray *
new_grids (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) algo_grid_unref);
}

void
algo_run_history_clear (AlgoRunHistory *history)
{
  g_clear_pointer (&history->read, g_array_unref);
  g_clear_pointer (&history->metrics, g_array_unref);
  g_clear_pointer (&history->grids, g_ptr_array_unref);
  g_clear_pointer (&history->known, g_ptr_array_unref);
}

void
algo_run_history_begin (AlgoRunHistory *history)
{
  algo_run_history_clear (history);
  history->read = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  history->metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  history->grids = new_grids ();
  history->known = new_grids ();
  history->grids_time = 0;
}

static gboolean
same_grids (const GPtrArray *a, const GPtrArray *b, guint count)
{
  return a->len == count && b->len >= count
         && (count == 0 || memcmp (a->pdata, b->pdata, count * sizeof *a->pdata) == 0);
}

gboolean
algo_run_history_look (AlgoRunHistory *history, AlgoRecorder *recorder, gboolean at_once)
{
  const gint64 now = g_get_monotonic_time ();
  g_autoptr (GPtrArray) grids = NULL;

  if (!at_once && now - history->grids_time < LOOK_INTERVAL)
    return FALSE;
  history->grids_time = now;
  grids = new_grids ();
  algo_recorder_read_grids (recorder, -1, grids);
  if (same_grids (history->known, grids, grids->len))
    return FALSE;
  g_ptr_array_unref (history->known);
  history->known = g_steal_pointer (&grids);
  return TRUE;
}

/* How many metrics are of steps up to `step`. */
static guint
count_metrics (const GArray *metrics, guint64 step)
{
  guint low = 0, high = metrics->len;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (g_array_index (metrics, AlgoMetrics, middle).step <= step)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The steps that are kept are a function of how many were taken: as many with the same last one are
 * the same. */
static gboolean
same_metrics (const GArray *a, const GArray *b, guint count)
{
  return a->len == count
         && (count == 0
             || g_array_index (a, AlgoMetrics, count - 1).step
                    == g_array_index (b, AlgoMetrics, count - 1).step);
}

static void
cut_metrics (AlgoRunHistory *history, guint64 step)
{
  const guint count = count_metrics (history->read, step);

  if (same_metrics (history->metrics, history->read, count))
    return;
  g_array_unref (history->metrics);
  history->metrics = g_array_sized_new (FALSE, FALSE, sizeof (AlgoMetrics), count);
  if (count > 0)
    g_array_append_vals (history->metrics, history->read->data, count);
}

static void
cut_grids (AlgoRunHistory *history, guint64 step)
{
  const GPtrArray *known = history->known;
  guint count = known->len;

  while (count > 0 && ((const AlgoGrid *) known->pdata[count - 1])->step > step)
    count--;
  if (same_grids (history->grids, known, count))
    return;
  g_ptr_array_unref (history->grids);
  history->grids = new_grids ();
  for (guint i = 0; i < count; i++)
    g_ptr_array_add (history->grids, algo_grid_ref (known->pdata[i]));
}

void
algo_run_history_cut (AlgoRunHistory *history,
                      AlgoSession *session,
                      guint64 generation,
                      guint64 step)
{
  algo_session_read_metrics (session, generation, history->read);
  cut_metrics (history, step);
  cut_grids (history, step);
}
