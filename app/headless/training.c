/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands that train: a run from its beginning, one that was recorded further, one once more.
 */
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/headless/command.h"
#include "app/headless/destination.h"
#include "app/headless/progress.h"
#include "app/headless/results.h"
#include "engine/error.h"
#include "engine/formats/parameters-file.h"
#include "engine/formats/whole-file.h"
#include "engine/kernels/kernels.h"
#include "engine/run-file/lease.h"
#include "engine/run-file/recorder.h"
#include "engine/run-file/replay.h"
#include "engine/run-file/run-writer.h"
#include "engine/run-file/schema.h"
#include "engine/run/provenance.h"

#define CHECK_INTERVAL G_TIME_SPAN_SECOND

/* These are asked of any of them. */
typedef struct
{
  AlgoSettings settings;
  guint budget; /* 0: the settings' steps */
  char *output;
  char *pictures;
} TrainingOptions;

#define AT(member) G_STRUCT_OFFSET (TrainingOptions, member)
#define PICTURES                                                                                   \
  { ALGO_OPTION_FILE, "pictures", AT (pictures), N_ ("Write tables, networks and pictures"),       \
    N_ ("FOLDER") },                                                                               \
      ALGO_OPTION_ENTRY_FORCE

/* This is a run that begins, or goes on. */
typedef struct
{
  AlgoTrainer *trainer;
  AlgoRecorder *recorder; /* that has begun, or NULL */
  guint64 until;          /* the last step to take */
  const char *output;     /* for the trained parameters, or where the recorder's file goes when all
                             of it is there; NULL: nowhere */
  const char *pictures;   /* a folder, or NULL */
  gint64 check_time;      /* when to look next whether the file can be written */
} Training;

/* Takes one step; returns FALSE and the error if that fails. */
typedef gboolean (*StepFunc) (gpointer data, AlgoMetrics *metrics, GError **error);

/* Takes steps from `step` on, with the progress on stderr, until the last, an interrupt, or one
 * that fails: FALSE. `step` becomes that which it came to. */
static gboolean
take_steps (guint64 *step, guint64 until, StepFunc take, gpointer data, GError **error)
{
  gboolean succeeded = TRUE;
  AlgoProgress progress;
  AlgoMetrics metrics;

  if (*step >= until)
    return TRUE;
  algo_progress_init (&progress, *step, until);
  for (; *step < until && algo_interrupt_count () == 0; ++*step)
    {
      succeeded = take (data, &metrics, error);
      if (!succeeded)
        break;
      algo_progress_step (&progress, &metrics);
    }
  algo_progress_finish (&progress);
  return succeeded;
}

/* Says once that the file cannot be written. */
static void
warn_of_failure (Training *training)
{
  const gint64 now = g_get_monotonic_time ();
  g_auto (AlgoRecordingStatus) status = { 0 };

  if (now < training->check_time)
    return;
  training->check_time = now + CHECK_INTERVAL;
  algo_recorder_get_status (training->recorder, &status);
  if (status.message == NULL)
    return;
  algo_console_error ("%s", status.message);
  training->check_time = G_MAXINT64;
}

static gboolean
train_step (gpointer data, AlgoMetrics *metrics, GError **error)
{
  Training *training = data;

  if (!algo_trainer_step (training->trainer, metrics, error))
    return FALSE;
  if (training->recorder != NULL)
    {
      algo_recorder_note_step (training->recorder, training->trainer, metrics);
      warn_of_failure (training);
    }
  return TRUE;
}

static gboolean
train_to_end (Training *training, GError **error)
{
  guint64 step = algo_trainer_get_step (training->trainer);

  if (!take_steps (&step, training->until, train_step, training, error))
    return FALSE;
  if (step < training->until)
    fprintf (stderr, _ ("Interrupted at step %" PRIu64 "\n"), step);
  return TRUE;
}

static gboolean
close_run (const Training *training, GError **error)
{
  g_auto (AlgoRecordingStatus) status = { 0 };

  algo_recorder_note_rest (training->recorder, training->trainer);
  if (!algo_recorder_close (training->recorder, error))
    return FALSE;
  algo_recorder_get_status (training->recorder, &status);
  if (training->output != NULL && !algo_run_file_replace (status.path, training->output, error))
    return FALSE;
  return algo_console_report_written (training->output != NULL ? training->output : status.path,
                                      TRUE);
}

static gboolean
save_parameters (const AlgoSnapshot *snapshot, const char *path, GError **error)
{
  g_autoptr (GHashTable) provenance = algo_provenance_new (snapshot);

  return algo_console_report_written (path, algo_parameters_save (snapshot->parameters, path,
                                                                  provenance, error));
}

/* Says what went wrong, if something did. */
static gboolean
tell (gboolean succeeded, GError **error)
{
  if (!succeeded)
    algo_console_error ("%s", (*error)->message);
  g_clear_error (error);
  return succeeded;
}

/* Trains, writes what that comes to, closes the run's file, prints the table of phases, and saves
 * pictures. Returns FALSE, with error lines, if not all of it could be done: the rest is done all
 * the same. */
static gboolean
train (Training *training)
{
  AlgoTrainer *trainer = training->trainer;
  g_autoptr (AlgoSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  gboolean succeeded = tell (train_to_end (training, &error), &error);

  snapshot = algo_snapshot_take (algo_trainer_get_settings (trainer), 1, trainer);
  /* What took the time to make comes first. */
  if (training->recorder != NULL)
    succeeded &= tell (close_run (training, &error), &error);
  else if (training->output != NULL)
    succeeded &= tell (save_parameters (snapshot, training->output, &error), &error);
  return tell (algo_results_show (snapshot,
                                  algo_destination_is_stdout (training->output) ? stderr : stdout,
                                  training->pictures, &error),
               &error)
         && succeeded;
}

/* The command train. */

static const AlgoOption train_options[] = {
  { ALGO_OPTION_SETTINGS,
    "seed steps least most levels batch points rate model log-beta-from log-beta-to task threads",
    AT (settings) },
  { ALGO_OPTION_COUNT, "of", AT (budget),
    N_ ("Steps that the rate’s schedule is for, of which --steps are taken now"), N_ ("STEPS"), 1,
    ALGO_MAX_STEPS },
  { ALGO_OPTION_OUTPUT, "output", AT (output),
    N_ ("Record the run, or write the trained parameters"), N_ ("FILE") },
  PICTURES,
  { ALGO_OPTION_END },
};

static gboolean
check_destinations (const TrainingOptions *asked, gboolean force, GError **error)
{
  return (asked->output == NULL || algo_destination_check_file (asked->output, force, error))
         && (asked->pictures == NULL
             || algo_results_check (&asked->settings, asked->pictures, force, error));
}

/* FALSE and an error if another program is recording to it. */
static gboolean
check_free (const char *path, GError **error)
{
  g_autoptr (AlgoLease) lease = algo_lease_take (path, error);

  algo_error_prefix_path (error, path);
  return lease != NULL;
}

/* Where a run is recorded until it may take the place of what is at `output`. A new string; NULL if
 * nothing is there. */
static char *
find_interim (const char *output)
{
  g_autofree char *target = algo_whole_file_resolve (output);
  g_autofree char *stem = g_strndup (target, strlen (target) - strlen (ALGO_RUN_SUFFIX));
  GStatBuf status;

  return g_stat (target, &status) == 0 && status.st_size > 0
             ? g_strconcat (stem, ".new" ALGO_RUN_SUFFIX, NULL)
             : NULL;
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

/* Makes the recorder of a run file that is there from the start. */
static AlgoRecorder *
start_recording (const AlgoTrainer *trainer, const char *path, GError **error)
{
  g_autoptr (AlgoRecorder) recorder = algo_recorder_new (algo_trainer_get_settings (trainer));

  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                   _ ("%s: a run is recorded in a regular file"), path);
      return NULL;
    }
  algo_recorder_begin (recorder, trainer);
  algo_recorder_record_to (recorder, path);
  return algo_recorder_sync (recorder, error) ? g_steal_pointer (&recorder) : NULL;
}

static gboolean
run_train (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const TrainingOptions *asked = values;
  g_autoptr (AlgoTrainer) trainer = NULL;
  g_autoptr (AlgoRecorder) recorder = NULL;

  AlgoSettings settings = asked->settings;
  const char *output = asked->output;
  g_autofree char *interim = NULL;

  if (asked->budget > 0 && asked->budget < settings.steps)
    return algo_command_line_refuse (error, _ ("--of: %u is less than --steps, %u"), asked->budget,
                                     settings.steps);
  settings.steps = MAX (asked->budget, settings.steps);
  if (!algo_command_check_settings (&settings, error)
      || !check_destinations (asked, line->force, error))
    return FALSE;
  algo_interrupt_catch ();
  announce (&settings);
  trainer = algo_trainer_new (&settings, error);
  if (trainer == NULL)
    return FALSE;
  if (output != NULL && g_str_has_suffix (output, ALGO_RUN_SUFFIX))
    {
      interim = find_interim (output);
      if (interim != NULL && !check_free (output, error))
        return FALSE;
      if (interim != NULL)
        fprintf (stderr, _ ("What is there stays until the run is over; it is recorded in %s\n"),
                 interim);
      recorder = start_recording (trainer, interim != NULL ? interim : output, error);
      if (recorder == NULL)
        return FALSE;
      output = interim != NULL ? output : NULL;
    }
  return train (&(Training){ .trainer = trainer,
                             .recorder = recorder,
                             .until = asked->settings.steps,
                             .output = output,
                             .pictures = asked->pictures });
}

const AlgoCommand algo_command_train = {
  .help = {
    .name = "algoscope-run train",
    .summary = N_ ("Trains a hypernetwork, then shows the phase over the whole range of beta."),
    .description =
        N_ ("Ctrl-C ends training early; what has been learned so far is shown and written\n"
            "all the same, and the exit status is that of a complete run; SIGTERM and SIGHUP\n"
            "do the same with their own, 143 and 129. A second Ctrl-C leaves out the table and\n"
            "the pictures, and the exit status is 1.\n"
            "\n"
            "FILE is the run itself, all of its history and all that it can go on from, if its\n"
            "name ends in .algoscope, and is written while training runs: whatever ends that,\n"
            "at most the last second is lost. Otherwise it is a safetensors file of the\n"
            "trained parameters. FOLDER receives the phases as a table and a picture, and\n"
            "networks at several betas with pictures of their weights."),
  },
  .options = train_options,
  .size = sizeof (TrainingOptions),
  .run = run_train,
};

/* The commands resume and replay. */

/* Lets new trainers use the kernels that a run was recorded with last, on which its bits depend.
 * Where they cannot run here it is an error if they `must`, and a warning if not. Returns FALSE,
 * too, if the file is no run that can be read. */
static gboolean
choose_kernels (const char *path, gboolean must, GError **error)
{
  g_autoptr (AlgoRunFile) file = algo_run_file_open (path, error);
  const AlgoKernels *kernels;
  const char *name;

  if (file == NULL)
    return FALSE;
  name = algo_run_last_kernels (algo_run_file_get_run (file));
  kernels = algo_kernels_find (name);
  if (kernels != NULL)
    {
      algo_kernels_set_default (kernels);
      return TRUE;
    }
  if (must)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                   _ ("recorded with kernels “%s”, which this processor cannot run"), name);
      algo_error_prefix_path (error, path);
      return FALSE;
    }
  fprintf (stderr,
           _ ("Recorded with kernels “%s”, which this processor cannot run: the bits will not be "
              "those of a run on the other one\n"),
           name);
  return TRUE;
}

static const AlgoOption resume_options[] = {
  { ALGO_OPTION_COUNT, "steps", AT (settings.steps), N_ ("Steps to take from here"), N_ ("STEPS"),
    1, ALGO_MAX_STEPS },
  { ALGO_OPTION_SETTINGS, "threads", AT (settings) },
  PICTURES,
  { ALGO_OPTION_END },
};

/* Takes so many steps, or those up to the budget where that is 0, and shows what that comes to. */
static gboolean
train_on (const char *pictures, guint64 steps, AlgoRecorder *recorder, AlgoTrainer *trainer)
{
  const guint64 step = algo_trainer_get_step (trainer),
                budget = algo_recorder_get_budget (recorder);
  const guint64 until = steps > 0 ? step + steps : MAX (budget, step);

  fprintf (stderr,
           _ ("Going on with seed %" PRIu64 " at step %" PRIu64 ", up to step %" PRIu64 "\n"),
           algo_recorder_get_settings (recorder)->seed, step, until);
  algo_recorder_begin (recorder, trainer);
  if (until > budget)
    algo_recorder_note_change (recorder, trainer, ALGO_RUN_BUDGET, (double) until);
  return train (&(Training){
      .trainer = trainer, .recorder = recorder, .until = until, .pictures = pictures });
}

static gboolean
run_resume (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const TrainingOptions *asked = values;
  const char *path = line->operands[0];
  const guint64 steps = algo_command_line_has (line, "steps") ? asked->settings.steps : 0;
  g_autoptr (AlgoTrainerState) state = NULL;
  g_autoptr (AlgoRecorder) recorder = NULL;
  g_autoptr (AlgoTrainer) trainer = NULL;

  if (!choose_kernels (path, FALSE, error))
    return FALSE;
  algo_interrupt_catch ();
  recorder = algo_recorder_open (path, &state, error);
  if (recorder == NULL
      || (asked->pictures != NULL
          && !algo_results_check (&state->settings, asked->pictures, line->force, error)))
    return FALSE;
  state->settings.threads = asked->settings.threads;
  trainer = algo_trainer_new_from_state (state, error);
  return trainer != NULL && train_on (asked->pictures, steps, recorder, trainer);
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
            "bits of a run that never stopped, if it was to have as many steps from the start,\n"
            "which the rate follows: 'train --steps 150 --of 300' and then resume are 300 steps\n"
            "in one go, 'train --steps 150' and 'resume --steps 150' are not. Ctrl-C ends it as\n"
            "it ends train."),
  },
  .options = resume_options,
  .size = sizeof (TrainingOptions),
  .run = run_resume,
};

static const AlgoOption replay_options[] = {
  { ALGO_OPTION_SETTINGS, "threads", AT (settings) },
  { ALGO_OPTION_END },
};

static gboolean
replay_step (gpointer replay, AlgoMetrics *metrics, GError **error)
{
  return algo_replay_step (replay, metrics, error);
}

/* Of one state of the run, which somebody may be recording. */
static AlgoReplay *
open_replay (const char *path, guint threads, AlgoRunFile **file, GError **error)
{
  g_autoptr (GError) reason = NULL;
  AlgoReplay *replay = NULL;

  do
    {
      g_clear_error (&reason);
      g_clear_pointer (file, algo_run_file_free);
      *file = algo_run_file_open (path, &reason);
      if (*file != NULL)
        replay = algo_replay_new (*file, threads, &reason);
    }
  while (g_error_matches (reason, ALGO_ERROR, ALGO_ERROR_CANCELLED)
         && algo_interrupt_count () == 0);
  if (replay == NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return replay;
}

static gboolean
run_replay (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const TrainingOptions *asked = values;
  const char *path = line->operands[0];
  g_autoptr (AlgoRunFile) file = NULL;
  g_autoptr (AlgoReplay) replay = NULL;
  const AlgoRun *recorded;
  guint64 step = 0;

  algo_interrupt_catch ();
  if (!choose_kernels (path, TRUE, error)
      || (replay = open_replay (path, asked->settings.threads, &file, error)) == NULL)
    return FALSE;
  recorded = algo_run_file_get_run (file);
  if (!take_steps (&step, recorded->step, replay_step, replay, error))
    return FALSE;
  if (step < recorded->step)
    {
      g_set_error_literal (error, ALGO_ERROR, ALGO_ERROR_CANCELLED, _ ("Interrupted"));
      return FALSE;
    }
  if (!algo_replay_check_state (replay, error))
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
  .options = replay_options,
  .size = sizeof (TrainingOptions),
  .run = run_replay,
};
