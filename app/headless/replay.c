/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trains a run once more, and compares every bit with what was recorded. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/headless/commands.h"
#include "app/headless/interrupt.h"
#include "app/headless/options.h"
#include "app/headless/progress.h"
#include "app/headless/training.h"
#include "engine/run-file/replay.h"

static gboolean
read_options (char *const *arguments, guint *threads, char ***files, AlgoExit *status)
{
  const AlgoCommandHelp help = {
    .name = "algoscope-run replay",
    .operands = _ ("RUN"),
    .summary = _ ("Trains a run once more from its settings and the changes that were made to it,\n"
                  "and compares every bit with what was recorded."),
    .description = _ ("The bits depend on the kind of processor: the kernels that the run was\n"
                      "recorded with must run here. The file is left as it is. The exit status\n"
                      "is 0 only if all of it comes out the same."),
  };
  const AlgoOption options[] = {
    { ALGO_OPTION_COUNT, "threads", threads, 0, ALGO_MAX_THREADS,
      N_ ("Worker threads; 0, the default, is one a processor"), N_ ("THREADS") },
    { ALGO_OPTION_END },
  };

  if (!algo_options_read (&help, options, arguments, files, status))
    return FALSE;
  *status = ALGO_EXIT_USAGE;
  return algo_options_expect_one (*files);
}

/* FALSE without an error if it was interrupted. */
static gboolean
replay_steps (AlgoReplay *replay, guint64 steps, GError **error)
{
  AlgoProgress progress;
  AlgoMetrics metrics;
  guint64 step = 0;
  gboolean same = TRUE;

  if (steps > 0)
    {
      algo_progress_init (&progress, 0, steps);
      while (step < steps && algo_interrupt_count () == 0 && same)
        {
          same = algo_replay_step (replay, &metrics, error);
          if (same)
            algo_progress_step (&progress, &metrics);
          step++;
        }
      algo_progress_finish (&progress);
    }
  return same && step == steps;
}

static gboolean
replay_run (AlgoRunFile *file, guint threads, GError **error)
{
  const AlgoRun *run = algo_run_file_get_run (file);
  g_autoptr (AlgoReplay) replay = algo_replay_new (file, threads, error);

  if (replay == NULL)
    return FALSE;
  if (!replay_steps (replay, run->step, error) || !algo_replay_check_state (replay, error))
    return FALSE;
  printf (_ ("All %" PRIu64 " steps and the state after them come out the same, to the bit, with "
             "kernels %s\n"),
          run->step, run->kernels);
  return TRUE;
}

AlgoExit
algo_command_replay (char *const *arguments)
{
  g_auto (GStrv) files = NULL;
  g_autoptr (AlgoRunFile) file = NULL;
  g_autoptr (GError) error = NULL;
  guint threads = 0;
  AlgoExit status;

  if (!read_options (arguments, &threads, &files, &status))
    return status;
  algo_interrupt_catch ();
  if (algo_training_choose_kernels (files[0], TRUE, &error)
      && (file = algo_run_file_open (files[0], &error)) != NULL
      && replay_run (file, threads, &error))
    return algo_console_finish (ALGO_EXIT_SUCCESS);
  algo_console_error ("%s", error != NULL ? error->message : _ ("Interrupted"));
  return ALGO_EXIT_FAILED;
}
