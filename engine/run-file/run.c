/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/run.h"

#include "engine/run-file/schema.h"

const char *
algo_run_event_name (AlgoRunEventKind kind)
{
  static const char *const names[ALGO_N_RUN_EVENTS] = {
    [ALGO_RUN_START] = "start",   [ALGO_RUN_CONTINUE] = "continue",
    [ALGO_RUN_RATE] = "rate",     [ALGO_RUN_BUDGET] = "budget",
    [ALGO_RUN_BRANCH] = "branch", [ALGO_RUN_DIVERGED] = "diverged",
  };

  return names[kind];
}

const char *
algo_run_event_kernels (const AlgoRunEvent *event)
{
  return event->kind == ALGO_RUN_START || event->kind == ALGO_RUN_CONTINUE ? event->text : NULL;
}

gboolean
algo_run_has_diverged (const AlgoRun *run)
{
  const guint count = run->events->len;

  return count > 0
         && g_array_index (run->events, AlgoRunEvent, count - 1).kind == ALGO_RUN_DIVERGED;
}

static void
event_clear (gpointer event)
{
  g_free (((AlgoRunEvent *) event)->text);
}

GArray *
algo_run_events_new (void)
{
  GArray *events = g_array_new (FALSE, FALSE, sizeof (AlgoRunEvent));

  g_array_set_clear_func (events, event_clear);
  return events;
}

char *
algo_run_format_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

AlgoRun *
algo_run_new (void)
{
  AlgoRun *run = g_new0 (AlgoRun, 1);

  /* As in files that do not say. */
  run->settings.log_beta_from = ALGO_MIN_LOG_BETA;
  run->settings.log_beta_to = ALGO_MAX_LOG_BETA;
  run->settings.task = &algo_task_l1;
  run->metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  run->events = algo_run_events_new ();
  run->grids = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_grid_unref);
  run->snapshots = g_array_new (FALSE, FALSE, sizeof (guint64));
  return run;
}

void
algo_run_free (AlgoRun *run)
{
  g_free (run->version);
  g_free (run->created);
  g_free (run->kernels);
  g_array_unref (run->metrics);
  g_array_unref (run->events);
  g_ptr_array_unref (run->grids);
  g_array_unref (run->snapshots);
  g_free (run);
}

guint
algo_run_count_missing_phases (const AlgoRun *run)
{
  guint missing = (guint) (run->step / ALGO_RUN_PHASE_INTERVAL) + 1;

  for (guint i = 0; i < run->grids->len; i++)
    missing -=
        ((AlgoGrid *) g_ptr_array_index (run->grids, i))->step % ALGO_RUN_PHASE_INTERVAL == 0;
  return missing;
}
