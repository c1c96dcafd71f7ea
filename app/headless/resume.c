/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goes on with a run that was recorded. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/headless/command.h"
#include "app/headless/destination.h"
#include "app/headless/training.h"

typedef struct
{
  guint steps; /* 0: up to the budget */
  guint threads;
  char *pictures;
} ResumeOptions;

#define AT(member) G_STRUCT_OFFSET (ResumeOptions, member)

static const AlgoOption options[] = {
  { ALGO_OPTION_COUNT, "steps", AT (steps), 1, ALGO_MAX_STEPS, N_ ("Steps to take from here"),
    N_ ("STEPS") },
  { ALGO_OPTION_COUNT, "threads", AT (threads), 0, ALGO_MAX_THREADS,
    N_ ("Worker threads; 0, the default, is one a processor"), N_ ("THREADS") },
  { ALGO_OPTION_FILE, "pictures", AT (pictures),
    .description = N_ ("Write tables, networks and pictures"), .argument = N_ ("FOLDER") },
  { ALGO_OPTION_END },
};

/* Takes the steps asked for, and shows what that comes to. */
static gboolean
train_on (const ResumeOptions *resume, AlgoRecorder *recorder, AlgoTrainer *trainer)
{
  const guint64 step = algo_trainer_get_step (trainer),
                budget = algo_recorder_get_budget (recorder);
  const guint64 until = resume->steps > 0 ? step + resume->steps : MAX (budget, step);

  fprintf (stderr,
           _ ("Going on with seed %" PRIu64 " at step %" PRIu64 ", up to step %" PRIu64 "\n"),
           algo_recorder_get_settings (recorder)->seed, step, until);
  algo_recorder_begin (recorder, trainer);
  if (until > budget)
    algo_recorder_note_change (recorder, trainer, ALGO_RUN_BUDGET, (double) until);
  return algo_training_run (&(AlgoTraining){
      .trainer = trainer, .recorder = recorder, .until = until, .pictures = resume->pictures });
}

static gboolean
run (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const ResumeOptions *resume = values;
  const char *path = line->operands[0];
  g_autoptr (AlgoTrainerState) state = NULL;
  g_autoptr (AlgoRecorder) recorder = NULL;
  g_autoptr (AlgoTrainer) trainer = NULL;

  if (!algo_training_choose_kernels (path, FALSE, error)
      || (resume->pictures != NULL && !algo_destination_make_folder (resume->pictures, error)))
    return FALSE;
  algo_interrupt_catch ();
  recorder = algo_recorder_open (path, &state, error);
  if (recorder == NULL)
    return FALSE;
  state->settings.threads = resume->threads;
  trainer = algo_trainer_new_from_state (state, error);
  return trainer != NULL && train_on (resume, recorder, trainer);
}

const AlgoCommand algo_command_resume = {
  .help = {
    .name = "algoscope-run resume",
    .operands = N_ ("RUN"),
    .summary = N_ ("Goes on with a run where it was left, into the same file."),
    .description =
        N_ ("RUN is a file that train --output recorded. Without --steps training goes on up to\n"
            "the steps that the run was to have; with it, as many steps are taken from where\n"
            "it was left, past that too. On the same kind of processor the result has the\n"
            "same bits as if the run had never been stopped. Ctrl-C ends it as it ends train."),
  },
  .options = options,
  .size = sizeof (ResumeOptions),
  .run = run,
};
