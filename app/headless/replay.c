/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trains a run once more, and compares every bit with what was recorded. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/headless/command.h"
#include "app/headless/progress.h"
#include "app/headless/training.h"
#include "engine/error.h"
#include "engine/run-file/replay.h"

static const AlgoOption options[] = {
  { ALGO_OPTION_COUNT, "threads", 0, 0, ALGO_MAX_THREADS,
    N_ ("Worker threads; 0, the default, is one a processor"), N_ ("THREADS") },
  { ALGO_OPTION_END },
};

static gboolean
replay_steps (AlgoReplay *replay, guint64 steps, GError **error)
{
  AlgoProgress progress;
  AlgoMetrics metrics;
  guint64 step = 0;
  gboolean same = TRUE;

  if (steps == 0)
    return TRUE;
  algo_progress_init (&progress, 0, steps);
  for (; step < steps && algo_interrupt_count () == 0 && same; step++)
    {
      same = algo_replay_step (replay, &metrics, error);
      if (same)
        algo_progress_step (&progress, &metrics);
    }
  algo_progress_finish (&progress);
  if (same && step < steps)
    g_set_error_literal (error, ALGO_ERROR, ALGO_ERROR_CANCELLED, _ ("Interrupted"));
  return same && step == steps;
}

static gboolean
run (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const guint *threads = values;
  const char *path = line->operands[0];
  g_autoptr (AlgoRunFile) file = NULL;
  g_autoptr (AlgoReplay) replay = NULL;
  const AlgoRun *recorded;

  algo_interrupt_catch ();
  if (!algo_training_choose_kernels (path, TRUE, error)
      || (file = algo_run_file_open (path, error)) == NULL
      || (replay = algo_replay_new (file, *threads, error)) == NULL)
    return FALSE;
  recorded = algo_run_file_get_run (file);
  if (!replay_steps (replay, recorded->step, error) || !algo_replay_check_state (replay, error))
    return FALSE;
  printf (_ ("All %" PRIu64 " steps and the state after them come out the same, to the bit, with "
             "kernels %s\n"),
          recorded->step, recorded->kernels);
  return TRUE;
}

const AlgoCommand algo_command_replay = {
  .help = {
    .name = "algoscope-run replay",
    .operands = N_ ("RUN"),
    .summary = N_ ("Trains a run once more from its settings and the changes that were made to it,\n"
                   "and compares every bit with what was recorded."),
    .description = N_ ("The bits depend on the kind of processor: the kernels that the run was\n"
                       "recorded with must run here. The file is left as it is. The exit status\n"
                       "is 0 only if all of it comes out the same."),
  },
  .options = options,
  .size = sizeof (guint),
  .run = run,
};
