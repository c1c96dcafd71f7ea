/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-history.h"

#include <string.h>

#define LOOK_INTERVAL (G_TIME_SPAN_SECOND / 10)

static GPtrArray *
new_grids (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) algo_grid_unref);
}

static AlgoRunRecords
records_new (void)
{
  return (AlgoRunRecords){ .metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics)),
                           .kept_steps = g_array_new (FALSE, FALSE, sizeof (guint64)),
                           .events = algo_run_events_new (),
                           .grids = new_grids () };
}

static void
records_clear (AlgoRunRecords *records)
{
  g_clear_pointer (&records->metrics, g_array_unref);
  g_clear_pointer (&records->kept_steps, g_array_unref);
  g_clear_pointer (&records->events, g_array_unref);
  g_clear_pointer (&records->grids, g_ptr_array_unref);
}

void
algo_run_history_clear (AlgoRunHistory *history)
{
  records_clear (&history->known);
  records_clear (&history->cut);
}

void
algo_run_history_begin (AlgoRunHistory *history)
{
  algo_run_history_clear (history);
  history->known = records_new ();
  history->cut = records_new ();
  history->look_time = 0;
}

/* Tells whether `known` begins with all of the `length` items that there are in `cut`, and these
 * are the first `count`. */
static gboolean
is_same (gconstpointer cut, guint length, gconstpointer known, guint count, guint size)
{
  return length == count && (count == 0 || memcmp (cut, known, count * size) == 0);
}

static gboolean
same_grids (const GPtrArray *cut, const GPtrArray *known, guint count)
{
  return is_same (cut->pdata, cut->len, known->pdata, count, sizeof *cut->pdata);
}

static gboolean
same_items (GArray *cut, const GArray *known, guint count)
{
  return is_same (cut->data, cut->len, known->data, count, g_array_get_element_size (cut));
}

/* Puts the latest in the place of what is known, if it `is_new`. */
static gboolean
take (gpointer known, gpointer latest, gboolean is_new)
{
  gpointer *one = known, *other = latest, before = *one;

  if (is_new)
    {
      *one = *other;
      *other = before;
    }
  return is_new;
}

/* Scenes keep the arrays that they have: they must not change under them. */
gboolean
algo_run_history_look (AlgoRunHistory *history, AlgoRecorder *recorder, gboolean at_once)
{
  const gint64 now = g_get_monotonic_time ();
  AlgoRunRecords *known = &history->known, latest;
  gboolean is_new;

  if (!at_once && now - history->look_time < LOOK_INTERVAL)
    return FALSE;
  history->look_time = now;
  latest = records_new ();
  algo_recorder_read_grids (recorder, -1, latest.grids);
  algo_recorder_read_snapshot_steps (recorder, latest.kept_steps);
  algo_recorder_read_events (recorder, 0, latest.events);
  is_new = take (&known->grids, &latest.grids,
                 !same_grids (known->grids, latest.grids, latest.grids->len));
  is_new |= take (&known->kept_steps, &latest.kept_steps,
                  !same_items (known->kept_steps, latest.kept_steps, latest.kept_steps->len));
  is_new |= take (&known->events, &latest.events, known->events->len != latest.events->len);
  records_clear (&latest);
  return is_new;
}

/* Counts the items, each with its step at `offset`, that are of steps up to `step`. */
static guint
count_items (GArray *items, gsize offset, guint64 step)
{
  const guint size = g_array_get_element_size (items);
  guint low = 0, high = items->len;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (G_STRUCT_MEMBER (guint64, items->data + middle * size, offset) <= step)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
cut_items (GArray **cut, GArray *known, gsize offset, guint64 step)
{
  const guint count = count_items (known, offset, step);

  if (same_items (*cut, known, count))
    return;
  g_array_unref (*cut);
  *cut = g_array_sized_new (FALSE, FALSE, g_array_get_element_size (known), count);
  g_array_append_vals (*cut, known->data, count);
}

static void
cut_grids (AlgoRunHistory *history, guint64 step)
{
  const GPtrArray *known = history->known.grids;
  guint count = known->len;

  while (count > 0 && ((const AlgoGrid *) known->pdata[count - 1])->step > step)
    count--;
  if (same_grids (history->cut.grids, known, count))
    return;
  g_ptr_array_unref (history->cut.grids);
  history->cut.grids = new_grids ();
  for (guint i = 0; i < count; i++)
    g_ptr_array_add (history->cut.grids, algo_grid_ref (known->pdata[i]));
}

void
algo_run_history_cut (AlgoRunHistory *history,
                      AlgoSession *session,
                      guint64 generation,
                      guint64 step)
{
  const AlgoRunRecords *known = &history->known;
  AlgoRunRecords *cut = &history->cut;

  algo_session_read_metrics (session, generation, known->metrics);
  cut_items (&cut->metrics, known->metrics, G_STRUCT_OFFSET (AlgoMetrics, step), step);
  cut_items (&cut->kept_steps, known->kept_steps, 0, step);
  cut_grids (history, step);
  /* They own texts: all of them or, where some are of later steps, those of before. */
  if (count_items (known->events, G_STRUCT_OFFSET (AlgoRunEvent, step), step) == known->events->len)
    {
      g_array_unref (cut->events);
      cut->events = g_array_ref (known->events);
    }
}
