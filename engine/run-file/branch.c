/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/branch.h"

#include <glib/gi18n-lib.h>

#include "engine/error.h"
#include "engine/run-file/replay.h"
#include "engine/run-file/run-writer.h"
#include "engine/run-file/schema.h"

static gboolean
report (AlgoBranchProgress progress, guint64 taken, guint64 total, gpointer data, GError **error)
{
  if (progress == NULL || progress (taken, total, data))
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_CANCELLED, _ ("cancelled"));
  return FALSE;
}

/* All that the parent went on from after `step`. */
static AlgoTrainerState *
find_state (AlgoRunFile *parent,
            guint64 step,
            guint threads,
            AlgoBranchProgress progress,
            gpointer data,
            GError **error)
{
  g_autoptr (AlgoReplay) replay = algo_replay_new_near (parent, step, threads, error);
  AlgoTrainerState *state;
  AlgoMetrics metrics;
  guint64 first;

  if (replay == NULL)
    return NULL;
  first = algo_replay_get_step (replay);
  for (guint64 at = first; at < step; at++)
    if (!report (progress, at - first, step - first, data, error)
        || !algo_replay_step (replay, &metrics, error))
      return NULL;
  if (!report (progress, step - first, step - first, data, error))
    return NULL;
  state = algo_trainer_state_new (&algo_run_file_get_run (parent)->settings);
  algo_replay_get_state (replay, state);
  return state;
}

/* The parent's events before `step`, and the one that this is; `budget` receives what was planned
 * by then. */
static GArray *
make_events (const AlgoRun *parent, const char *parent_name, guint64 step, guint64 *budget)
{
  AlgoRunEvent branch = { .step = step,
                          .kind = ALGO_RUN_BRANCH,
                          .text = g_strdup (parent_name),
                          .time = g_get_real_time () };
  GArray *events = algo_run_events_new ();

  *budget = parent->settings.steps;
  for (guint i = 0; i < parent->events->len; i++)
    {
      AlgoRunEvent event = g_array_index (parent->events, AlgoRunEvent, i);

      if (event.kind != ALGO_RUN_START && event.step >= step)
        break;
      if (event.kind == ALGO_RUN_BUDGET)
        *budget = (guint64) event.value;
      event.text = g_strdup (event.text);
      g_array_append_val (events, event);
    }
  g_array_append_val (events, branch);
  return events;
}

static guint
count_grids (const AlgoRun *parent, guint64 step)
{
  guint count = 0;

  while (count < parent->grids->len
         && ((AlgoGrid *) g_ptr_array_index (parent->grids, count))->step <= step)
    count++;
  return count;
}

static gboolean
write_file (AlgoRunFile *file,
            const char *parent_name,
            const AlgoTrainerState *state,
            const char *path,
            GError **error)
{
  const AlgoRun *parent = algo_run_file_get_run (file);
  g_autofree char *version = g_strdup (ALGO_VERSION);
  g_autofree char *created = algo_run_format_now ();
  const AlgoRun run = {
    .settings = parent->settings, .version = version, .created = created, .kernels = parent->kernels
  };
  AlgoRunCut cut = { .state = state,
                     .metrics = (const AlgoMetrics *) parent->metrics->data,
                     .n_metrics = (guint) state->step,
                     .grids = (AlgoGrid *const *) parent->grids->pdata,
                     .n_grids = count_grids (parent, state->step),
                     .draws = ALGO_RUN_PHASE_DRAWS };
  g_autoptr (GArray) events = make_events (parent, parent_name, state->step, &cut.budget);
  AlgoRunWriter *writer;

  cut.events = (const AlgoRunEvent *) events->data;
  cut.n_events = events->len;
  writer = algo_run_writer_create_branch (path, &run, &cut, file, error);
  if (writer == NULL)
    return FALSE;
  algo_run_writer_free (writer);
  return TRUE;
}

gboolean
algo_branch_write (AlgoRunFile *parent,
                   const char *parent_name,
                   guint64 step,
                   guint threads,
                   const char *path,
                   AlgoBranchProgress progress,
                   gpointer data,
                   GError **error)
{
  const AlgoRun *run = algo_run_file_get_run (parent);
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, step);
  g_autoptr (AlgoTrainerState) state = NULL;

  if (step > run->step)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE, _ ("step %s is not recorded"), number);
      return FALSE;
    }
  state = find_state (parent, step, threads, progress, data, error);
  return state != NULL && write_file (parent, parent_name, state, path, error);
}
