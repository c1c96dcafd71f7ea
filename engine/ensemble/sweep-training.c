/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/ensemble/sweep-training.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "engine/error.h"
#include "engine/kernels/kernels.h"
#include "engine/run-file/recorder.h"
#include "engine/run-file/replay.h"

#define SAY_INTERVAL (G_TIME_SPAN_SECOND / 4)

typedef struct
{
  const AlgoSweep *sweep;
  guint64 seed;
  AlgoTrainer *trainer;
  AlgoRecorder *recorder;
  guint64 step; /* the last that is known of */
} Training;

static void
training_clear (Training *self)
{
  g_clear_pointer (&self->recorder, algo_recorder_unref);
  g_clear_pointer (&self->trainer, algo_trainer_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Training, training_clear)

static gboolean
start (Training *self, const char *path, guint threads, GError **error)
{
  AlgoSettings settings = self->sweep->settings;

  settings.seed = self->seed;
  settings.threads = threads;
  self->trainer = algo_trainer_new (&settings, error);
  if (self->trainer == NULL)
    return FALSE;
  self->recorder = algo_recorder_new (&settings);
  algo_recorder_begin (self->recorder, self->trainer);
  algo_recorder_record_to (self->recorder, path);
  return algo_recorder_sync (self->recorder, error);
}

/* Whether the run is one of the sweep; makes its kernels those of new trainers. */
static gboolean
check_run (Training *self, const char *path, GError **error)
{
  g_autoptr (AlgoRunFile) file = algo_run_file_open (path, error);
  const AlgoKernels *kernels;
  const AlgoRun *run;

  if (file == NULL)
    return FALSE;
  run = algo_run_file_get_run (file);
  if (run->settings.seed != self->seed)
    g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("this is the run of seed %" PRIu64),
                 run->settings.seed);
  else if (algo_sweep_check_settings (self->sweep, &run->settings, error))
    {
      self->step = run->step;
      kernels = algo_kernels_find (algo_run_last_kernels (run));
      if (kernels != NULL)
        algo_kernels_set_default (kernels);
      return TRUE;
    }
  algo_error_prefix_path (error, path);
  return FALSE;
}

static gboolean
go_on (Training *self, const char *path, guint threads, GError **error)
{
  g_autoptr (AlgoTrainerState) state = NULL;

  if (!check_run (self, path, error))
    return FALSE;
  self->recorder = algo_recorder_open (path, &state, error);
  if (self->recorder == NULL)
    return FALSE;
  state->settings.threads = threads;
  self->trainer = algo_trainer_new_from_state (state, error);
  if (self->trainer == NULL)
    return FALSE;
  algo_recorder_begin (self->recorder, self->trainer);
  if (algo_recorder_get_budget (self->recorder) < self->sweep->settings.steps)
    algo_recorder_note_change (self->recorder, self->trainer, ALGO_RUN_BUDGET,
                               self->sweep->settings.steps);
  return TRUE;
}

static void
say_now_and_then (const Training *self, gint64 *next)
{
  const gint64 now = g_get_monotonic_time ();

  if (now < *next)
    return;
  *next = now + SAY_INTERVAL;
  algo_sweep_say (self->sweep, self->seed, ALGO_SEED_RUNNING, self->step, NULL);
}

static AlgoSweepOutcome
take_steps (Training *self, AlgoSweepProgress progress, gpointer data, GError **error)
{
  const guint64 until = self->sweep->settings.steps;
  gboolean goes_on = progress (self->step, NULL, data);
  gint64 next = 0;

  while (goes_on && self->step < until)
    {
      AlgoMetrics metrics;

      say_now_and_then (self, &next);
      if (!algo_trainer_step (self->trainer, &metrics, error))
        return ALGO_SWEEP_FAILED;
      algo_recorder_note_step (self->recorder, self->trainer, &metrics);
      self->step = metrics.step;
      goes_on = progress (self->step, &metrics, data);
    }
  return self->step >= until ? ALGO_SWEEP_FINISHED : ALGO_SWEEP_STOPPED;
}

static AlgoSweepOutcome
train (Training *self, guint threads, AlgoSweepProgress progress, gpointer data, GError **error)
{
  g_autofree char *path = algo_sweep_get_run_path (self->sweep, self->seed);
  g_autoptr (GError) trouble = NULL;
  AlgoSweepOutcome outcome;

  if (!(g_file_test (path, G_FILE_TEST_EXISTS) ? go_on (self, path, threads, error)
                                               : start (self, path, threads, error)))
    return ALGO_SWEEP_FAILED;
  self->step = algo_trainer_get_step (self->trainer);
  outcome = take_steps (self, progress, data, error);
  algo_recorder_note_rest (self->recorder, self->trainer);
  /* A run that diverged is kept, too, as far as it came. */
  if (algo_recorder_close (self->recorder, &trouble) || outcome == ALGO_SWEEP_FAILED)
    return outcome;
  g_propagate_error (error, g_steal_pointer (&trouble));
  return ALGO_SWEEP_FAILED;
}

/* Under the claim: trains, and says what came of it once the run's file is closed. */
static AlgoSweepOutcome
train_and_say (Training *self,
               guint threads,
               AlgoSweepProgress progress,
               gpointer data,
               GError **error)
{
  static const AlgoSeedState states[] = {
    [ALGO_SWEEP_FINISHED] = ALGO_SEED_FINISHED,
    [ALGO_SWEEP_STOPPED] = ALGO_SEED_PARTIAL,
    [ALGO_SWEEP_FAILED] = ALGO_SEED_FAILED,
  };
  g_autoptr (GError) reason = NULL;
  const AlgoSweepOutcome outcome = train (self, threads, progress, data, &reason);

  g_clear_pointer (&self->recorder, algo_recorder_unref);
  algo_sweep_say (self->sweep, self->seed, states[outcome], self->step,
                  reason != NULL ? reason->message : NULL);
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return outcome;
}

AlgoSweepOutcome
algo_sweep_train (const AlgoSweep *sweep,
                  guint64 seed,
                  guint threads,
                  AlgoSweepProgress progress,
                  gpointer data,
                  GError **error)
{
  g_auto (AlgoSeedStatus) status = { 0 };
  g_auto (Training) self = { .sweep = sweep, .seed = seed };
  g_autoptr (GError) reason = NULL;
  g_autoptr (AlgoClaim) claim = algo_sweep_claim_seed (sweep, seed, &reason);

  if (claim == NULL && reason == NULL)
    return ALGO_SWEEP_TAKEN;
  if (claim == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return ALGO_SWEEP_FAILED;
    }
  algo_sweep_look (sweep, seed, &status);
  if (status.state == ALGO_SEED_FINISHED)
    return ALGO_SWEEP_FINISHED;
  self.step = status.step;
  return train_and_say (&self, threads, progress, data, error);
}
