/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trains a hypernetwork, and shows what came of it. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/headless/command.h"
#include "app/headless/destination.h"
#include "app/headless/training.h"
#include "engine/run-file/schema.h"

typedef struct
{
  AlgoSettings settings;
  char *output;
  char *pictures;
} TrainOptions;

#define AT(member) G_STRUCT_OFFSET (TrainOptions, member)

static const AlgoOption options[] = {
  { ALGO_OPTION_SETTINGS,
    "seed steps least most levels batch points rate model log-beta-from log-beta-to task threads",
    AT (settings) },
  { ALGO_OPTION_FILE, "output", AT (output),
    .description = N_ ("Record the run, or write the trained parameters"),
    .argument = N_ ("FILE") },
  { ALGO_OPTION_FILE, "pictures", AT (pictures),
    .description = N_ ("Write tables, networks and pictures"), .argument = N_ ("FOLDER") },
  { ALGO_OPTION_END },
};

static gboolean
check_destinations (const TrainOptions *train, GError **error)
{
  return (train->output == NULL || algo_destination_check_file (train->output, error))
         && (train->pictures == NULL || algo_destination_make_folder (train->pictures, error));
}

static void
announce (const AlgoSettings *settings)
{
  fprintf (stderr,
           _ ("Training with seed %" PRIu64 ": %u steps, n from %u to %u, latent levels: %u\n"),
           settings->seed, settings->steps, settings->least, settings->most, settings->levels);
  if (algo_task_symmetry (settings->task) == ALGO_SYMMETRY_NONE && settings->task->row->kinds == 0)
    fputs (_ ("The model tells inputs apart by their distance alone: it cannot learn all of a "
              "function that changes\nwhen inputs are moved round\n"),
           stderr);
}

/* The recorder of a run file that is there from the start. */
static AlgoRecorder *
start_recording (const AlgoTrainer *trainer, const char *path, GError **error)
{
  g_autoptr (AlgoRecorder) recorder = algo_recorder_new (algo_trainer_get_settings (trainer));

  algo_recorder_begin (recorder, trainer);
  algo_recorder_record_to (recorder, path);
  return algo_recorder_sync (recorder, error) ? g_steal_pointer (&recorder) : NULL;
}

static gboolean
run (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const TrainOptions *train = values;
  g_autoptr (AlgoTrainer) trainer = NULL;
  g_autoptr (AlgoRecorder) recorder = NULL;

  if (!algo_command_check_settings (&train->settings, error) || !check_destinations (train, error))
    return FALSE;
  algo_interrupt_catch ();
  announce (&train->settings);
  trainer = algo_trainer_new (&train->settings, error);
  if (trainer == NULL)
    return FALSE;
  if (train->output != NULL && g_str_has_suffix (train->output, ALGO_RUN_SUFFIX))
    {
      recorder = start_recording (trainer, train->output, error);
      if (recorder == NULL)
        return FALSE;
    }
  return algo_training_run (&(AlgoTraining){ .trainer = trainer,
                                             .recorder = recorder,
                                             .until = train->settings.steps,
                                             .output = train->output,
                                             .pictures = train->pictures });
}

const AlgoCommand algo_command_train = {
  .help = {
    .name = "algoscope-run train",
    .summary = N_ ("Trains a hypernetwork, then shows the phase over the whole range of beta."),
    .description =
        N_ ("Ctrl-C ends training early; what has been learned so far is shown and written\n"
            "all the same, and the exit status is that of a complete run. A second Ctrl-C\n"
            "leaves out the table and the pictures, and the exit status is 1.\n"
            "\n"
            "FILE is the run itself, all of its history and all that it can go on from, if its\n"
            "name ends in .algoscope, and is written while training runs: whatever ends that,\n"
            "at most the last second is lost. Otherwise it is a safetensors file of the\n"
            "trained parameters. FOLDER receives the phases as a table and a picture, and\n"
            "networks at several betas with pictures of their weights."),
  },
  .options = options,
  .size = sizeof (TrainOptions),
  .run = run,
};
