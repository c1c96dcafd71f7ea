/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goes on with a run that was recorded. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/headless/commands.h"
#include "app/headless/destination.h"
#include "app/headless/interrupt.h"
#include "app/headless/options.h"
#include "app/headless/training.h"
#include "engine/kernels/kernels.h"
#include "engine/run-file/replay.h"

typedef struct
{
  guint steps; /* 0: up to the budget */
  guint threads;
  char *pictures;
} ResumeOptions;

static gboolean
read_options (char *const *arguments, ResumeOptions *resume, char ***files, AlgoExit *status)
{
  const AlgoCommandHelp help = {
    .name = "algoscope-run resume",
    .operands = _ ("RUN"),
    .summary = _ ("Goes on with a run where it was left, into the same file."),
    .description =
        _ ("RUN is a file that train --output recorded. Without --steps training goes on up to\n"
           "the steps that the run was to have; with it, as many steps are taken from where\n"
           "it was left, past that too. On the same kind of processor the result has the\n"
           "same bits as if the run had never been stopped. Ctrl-C ends it as it ends train."),
  };
  const AlgoOption options[] = {
    { ALGO_OPTION_COUNT, "steps", &resume->steps, 1, ALGO_MAX_STEPS, N_ ("Steps to take from here"),
      N_ ("STEPS") },
    { ALGO_OPTION_COUNT, "threads", &resume->threads, 0, ALGO_MAX_THREADS,
      N_ ("Worker threads; 0, the default, is one a processor"), N_ ("THREADS") },
    { ALGO_OPTION_FILE, "pictures", &resume->pictures,
      .description = N_ ("Write tables, networks and pictures"), .argument = N_ ("FOLDER") },
    { ALGO_OPTION_END },
  };

  if (!algo_options_read (&help, options, arguments, files, status))
    return FALSE;
  *status = ALGO_EXIT_USAGE;
  return algo_options_expect_one (*files);
}

static AlgoTrainer *
continue_trainer (AlgoTrainerState *state, guint threads, GError **error)
{
  state->settings.threads = threads;
  return algo_trainer_new_from_state (state, error);
}

/* Takes the steps asked for, and shows what that comes to. */
static AlgoExit
train_on (const ResumeOptions *resume, AlgoRecorder *recorder, AlgoTrainer *trainer)
{
  const guint64 step = algo_trainer_get_step (trainer),
                budget = algo_recorder_get_budget (recorder);
  const guint64 until = resume->steps > 0 ? step + resume->steps : MAX (budget, step);
  g_autoptr (AlgoSnapshot) snapshot = NULL;
  gboolean succeeded = TRUE;

  fprintf (stderr,
           _ ("Going on with seed %" PRIu64 " at step %" PRIu64 ", up to step %" PRIu64 "\n"),
           algo_recorder_get_settings (recorder)->seed, step, until);
  algo_recorder_begin (recorder, trainer);
  if (until > budget)
    algo_recorder_note_change (recorder, trainer, ALGO_RUN_BUDGET, (double) until);
  if (until > step)
    succeeded = algo_training_run (trainer, recorder, until);
  snapshot = algo_snapshot_take (algo_recorder_get_settings (recorder), 1, trainer);
  succeeded = algo_training_close (recorder, trainer) && succeeded;
  succeeded = algo_training_show_phases (snapshot, resume->pictures) && succeeded;
  return algo_console_finish (succeeded ? ALGO_EXIT_SUCCESS : ALGO_EXIT_FAILED);
}

static AlgoExit
resume_run (const ResumeOptions *resume, const char *path, GError **error)
{
  g_autoptr (AlgoTrainerState) state = NULL;
  g_autoptr (AlgoRecorder) recorder = NULL;
  g_autoptr (AlgoTrainer) trainer = NULL;

  if (!algo_training_choose_kernels (path, FALSE, error)
      || (resume->pictures != NULL && !algo_destination_make_folder (resume->pictures, error)))
    return ALGO_EXIT_FAILED;
  algo_interrupt_catch ();
  recorder = algo_recorder_open (path, &state, error);
  if (recorder == NULL)
    return ALGO_EXIT_FAILED;
  trainer = continue_trainer (state, resume->threads, error);
  return trainer != NULL ? train_on (resume, recorder, trainer) : ALGO_EXIT_FAILED;
}

AlgoExit
algo_command_resume (char *const *arguments)
{
  ResumeOptions resume = { 0 };
  g_auto (GStrv) files = NULL;
  g_autofree char *pictures = NULL;
  g_autoptr (GError) error = NULL;
  AlgoExit status;
  gboolean ready;

  ready = read_options (arguments, &resume, &files, &status);
  pictures = resume.pictures;
  if (!ready)
    return status;
  status = resume_run (&resume, files[0], &error);
  if (error != NULL)
    algo_console_error ("%s", error->message);
  return status;
}
