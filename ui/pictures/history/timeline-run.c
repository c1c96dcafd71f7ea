/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/timeline-run.h"

static GArray *
ref_array (GArray *array)
{
  return array != NULL ? g_array_ref (array) : NULL;
}

AlgoTimelineRun
algo_timeline_run_ref (const AlgoTimelineRun *run)
{
  AlgoTimelineRun copy = *run;

  copy.grids = run->grids != NULL ? g_ptr_array_ref (run->grids) : NULL;
  copy.events = ref_array (run->events);
  copy.kept = ref_array (run->kept);
  return copy;
}

void
algo_timeline_run_clear (AlgoTimelineRun *run)
{
  g_clear_pointer (&run->grids, g_ptr_array_unref);
  g_clear_pointer (&run->events, g_array_unref);
  g_clear_pointer (&run->kept, g_array_unref);
}

gboolean
algo_timeline_run_equal (const AlgoTimelineRun *a, const AlgoTimelineRun *b)
{
  return a->grids == b->grids && a->events == b->events && a->kept == b->kept
         && a->log_beta == b->log_beta && a->budget == b->budget && a->latest == b->latest
         && a->recorded == b->recorded;
}

/* How many are at or before `step`. */
static guint
count_kept (const AlgoTimelineRun *run, guint64 step)
{
  const GArray *kept = run->kept;
  guint low = 0, high = kept != NULL ? kept->len : 0;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (g_array_index (kept, guint64, middle) <= step)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* -1 for one that is not there. */
static gint64
get_kept (const AlgoTimelineRun *run, guint index)
{
  const GArray *kept = run->kept;

  return kept != NULL && index < kept->len ? (gint64) g_array_index (kept, guint64, index) : -1;
}

gint64
algo_timeline_run_find_kept (const AlgoTimelineRun *run, guint64 step)
{
  const guint count = count_kept (run, step);

  return step >= run->latest || count == 0 ? -1 : get_kept (run, count - 1);
}

gint64
algo_timeline_run_find_step (const AlgoTimelineRun *run, guint64 shown, gint count)
{
  const gint64 at_or_before = count_kept (run, shown);
  gint64 index = at_or_before - 1 + count;

  /* Where the step shown is not one of them itself, the one before is nearer. */
  if (count < 0 && at_or_before > 0 && (guint64) get_kept (run, (guint) (at_or_before - 1)) < shown)
    index++;
  if (run->kept == NULL || run->kept->len == 0 || index >= (gint64) run->kept->len)
    return -1;
  return get_kept (run, (guint) MAX (index, 0));
}
