/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trains a hypernetwork, and shows what came of it. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/headless/commands.h"
#include "app/headless/destination.h"
#include "app/headless/interrupt.h"
#include "app/headless/options.h"
#include "app/headless/training.h"
#include "app/settings-options.h"
#include "engine/formats/parameters-file.h"
#include "engine/session/provenance.h"

typedef struct
{
  AlgoSettings settings;
  char *output;
  char *pictures;
} TrainOptions;

static void
train_options_clear (TrainOptions *options)
{
  g_free (options->output);
  g_free (options->pictures);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainOptions, train_options_clear)

static gboolean
read_options (char *const *arguments, TrainOptions *train, AlgoExit *status)
{
  const AlgoCommandHelp help = {
    .name = "algoscope-run train",
    .summary = _ ("Trains a hypernetwork, then shows the phase over the whole range of beta."),
    .description =
        _ ("Ctrl-C ends training early; what has been learned so far is shown and written\n"
           "all the same, and the exit status is that of a complete run. A second Ctrl-C\n"
           "leaves out the table and the pictures, and the exit status is 1.\n"
           "\n"
           "FILE is the run itself, all of its history and all that it can go on from, if its\n"
           "name ends in .algoscope, and is written while training runs: whatever ends that,\n"
           "at most the last second is lost. Otherwise it is a safetensors file of the\n"
           "trained parameters. FOLDER receives the phases as a table and a picture, and\n"
           "networks at several betas with pictures of their weights."),
  };
  AlgoSettings *settings = &train->settings;
  const AlgoOption options[] = {
    algo_settings_option (settings, "seed"),
    algo_settings_option (settings, "steps"),
    algo_settings_option (settings, "least"),
    algo_settings_option (settings, "most"),
    algo_settings_option (settings, "levels"),
    algo_settings_option (settings, "batch"),
    algo_settings_option (settings, "points"),
    algo_settings_option (settings, "rate"),
    algo_settings_option (settings, "model"),
    algo_settings_option (settings, "log-beta-from"),
    algo_settings_option (settings, "log-beta-to"),
    algo_settings_option (settings, "threads"),
    { ALGO_OPTION_FILE, "output", &train->output,
      .description = N_ ("Record the run, or write the trained parameters"),
      .argument = N_ ("FILE") },
    { ALGO_OPTION_FILE, "pictures", &train->pictures,
      .description = N_ ("Write tables, networks and pictures"), .argument = N_ ("FOLDER") },
    { ALGO_OPTION_END },
  };
  g_auto (GStrv) operands = NULL;
  g_autoptr (GError) error = NULL;

  if (!algo_options_read (&help, options, arguments, &operands, status))
    return FALSE;
  if (algo_settings_validate (settings, &error))
    return TRUE;
  algo_console_error ("%s", error->message);
  *status = ALGO_EXIT_USAGE;
  return FALSE;
}

static gboolean
check_destinations (const TrainOptions *train)
{
  g_autoptr (GError) error = NULL;

  if ((train->output == NULL || algo_destination_check_file (train->output, &error))
      && (train->pictures == NULL || algo_destination_make_folder (train->pictures, &error)))
    return TRUE;
  algo_console_error ("%s", error->message);
  return FALSE;
}

static void
announce (const AlgoSettings *settings)
{
  fprintf (stderr,
           _ ("Training with seed %" PRIu64 ": %u steps, n from %u to %u, latent levels: %u\n"),
           settings->seed, settings->steps, settings->least, settings->most, settings->levels);
}

static gboolean
save_parameters (const AlgoSnapshot *snapshot, const char *path)
{
  g_autoptr (GHashTable) provenance = algo_provenance_new (snapshot);
  g_autoptr (GError) error = NULL;

  if (algo_parameters_save (snapshot->parameters, path, provenance, &error))
    {
      algo_console_report_written (path);
      return TRUE;
    }
  algo_console_error ("%s", error->message);
  return FALSE;
}

/* The recorder of a run file that is there from the start; NULL, with an error line, if it cannot
 * be written. */
static AlgoRecorder *
start_recording (const AlgoTrainer *trainer, const char *path)
{
  g_autoptr (AlgoRecorder) recorder = algo_recorder_new (algo_trainer_get_settings (trainer));
  g_autoptr (GError) error = NULL;

  algo_recorder_begin (recorder, trainer);
  algo_recorder_record_to (recorder, path);
  if (algo_recorder_sync (recorder, &error))
    return g_steal_pointer (&recorder);
  algo_console_error ("%s", error->message);
  return NULL;
}

/* Trains and saves what that comes to. */
static AlgoExit
train_and_show (const TrainOptions *train, AlgoTrainer *trainer)
{
  const gboolean is_recorded = train->output != NULL && algo_training_is_run (train->output);
  g_autoptr (AlgoRecorder) recorder = NULL;
  g_autoptr (AlgoSnapshot) snapshot = NULL;
  gboolean succeeded;

  if (is_recorded)
    {
      recorder = start_recording (trainer, train->output);
      if (recorder == NULL)
        return ALGO_EXIT_FAILED;
    }
  succeeded = algo_training_run (trainer, recorder, train->settings.steps);
  snapshot = algo_snapshot_take (&train->settings, 1, trainer);
  /* First what took the time to make. */
  if (is_recorded)
    succeeded = algo_training_close (recorder, trainer) && succeeded;
  else if (train->output != NULL)
    succeeded = save_parameters (snapshot, train->output) && succeeded;
  succeeded = algo_training_show_phases (snapshot, train->pictures) && succeeded;
  return algo_console_finish (succeeded ? ALGO_EXIT_SUCCESS : ALGO_EXIT_FAILED);
}

AlgoExit
algo_command_train (char *const *arguments)
{
  g_auto (TrainOptions) train = { .settings = ALGO_SETTINGS_DEFAULT };
  g_autoptr (AlgoTrainer) trainer = NULL;
  g_autoptr (GError) error = NULL;
  AlgoExit status;

  if (!read_options (arguments, &train, &status))
    return status;
  if (!check_destinations (&train))
    return ALGO_EXIT_FAILED;
  algo_interrupt_catch ();
  announce (&train.settings);
  trainer = algo_trainer_new (&train.settings, &error);
  if (trainer != NULL)
    return train_and_show (&train, trainer);
  algo_console_error ("%s", error->message);
  return ALGO_EXIT_FAILED;
}
