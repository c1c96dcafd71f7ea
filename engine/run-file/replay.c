/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/replay.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "engine/error.h"
#include "engine/kernels/kernels.h"

struct _AlgoReplay
{
  AlgoRunFile *file;
  const AlgoRun *run;
  AlgoTrainer *trainer;
  AlgoTrainerState *recorded; /* after the last step; NULL: not asked for */
  guint event;                /* the next */
};

const char *
algo_run_last_kernels (const AlgoRun *run)
{
  const char *kernels = run->kernels;

  for (guint i = 0; i < run->events->len; i++)
    {
      const char *named = algo_run_event_kernels (&g_array_index (run->events, AlgoRunEvent, i));

      if (named != NULL)
        kernels = named;
    }
  return kernels;
}

static gboolean
check_name (const char *recorded, GError **error)
{
  const char *name = algo_kernels_get_default ()->name;

  if (recorded == NULL || g_str_equal (recorded, name))
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
               _ ("recorded with kernels “%s”, which give other bits than “%s”"), recorded, name);
  return FALSE;
}

/* Those that took the steps after `from`, up to `to`. */
static gboolean
check_kernels (const AlgoRun *run, guint64 from, guint64 to, GError **error)
{
  const char *in_force = NULL;

  for (guint i = 0; i < run->events->len; i++)
    {
      const AlgoRunEvent *event = &g_array_index (run->events, AlgoRunEvent, i);
      const char *named = algo_run_event_kernels (event);

      if (named == NULL || event->step >= to)
        continue;
      if (event->step > from && !check_name (in_force, error))
        return FALSE;
      in_force = named;
    }
  return from >= to || check_name (in_force, error);
}

/* Takes `trainer`, which may be NULL. */
static AlgoReplay *
replay_new (AlgoRunFile *file, AlgoTrainer *trainer)
{
  AlgoReplay *self;

  if (trainer == NULL)
    return NULL;
  self = g_new (AlgoReplay, 1);
  *self = (AlgoReplay){ .file = file, .run = algo_run_file_get_run (file), .trainer = trainer };
  return self;
}

AlgoReplay *
algo_replay_new (AlgoRunFile *file, guint threads, GError **error)
{
  const AlgoRun *run = algo_run_file_get_run (file);
  g_autoptr (AlgoTrainerState) recorded = NULL;
  AlgoSettings settings = run->settings;
  AlgoReplay *self;

  settings.threads = threads;
  if (!check_kernels (run, 0, run->step, error)
      || (recorded = algo_run_file_read_state (file, error)) == NULL)
    return NULL;
  if (recorded->step != run->step)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_CANCELLED,
                   _ ("the run was recorded further while it was read"));
      return NULL;
    }
  self = replay_new (file, algo_trainer_new (&settings, error));
  if (self != NULL)
    self->recorded = g_steal_pointer (&recorded);
  return self;
}

/* Passes by the changes made before `step`; returns the rate that they leave in force. */
static double
skip_changes (AlgoReplay *self, guint64 step)
{
  const GArray *events = self->run->events;
  double rate = self->run->settings.rate;

  for (; self->event < events->len; self->event++)
    {
      const AlgoRunEvent *event = &g_array_index (events, AlgoRunEvent, self->event);

      if (event->step >= step)
        break;
      if (event->kind == ALGO_RUN_RATE)
        rate = event->value;
    }
  return rate;
}

AlgoReplay *
algo_replay_new_near (AlgoRunFile *file, guint64 step, guint threads, GError **error)
{
  const AlgoRun *run = algo_run_file_get_run (file);
  g_autoptr (GError) reason = NULL;
  g_autoptr (AlgoTrainerState) state = algo_run_file_read_earlier_state (file, step, &reason);
  g_autoptr (AlgoReplay) self = NULL;
  double rate;

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  if (!check_kernels (run, state != NULL ? state->step : 0, step, error))
    return NULL;
  if (state == NULL)
    {
      AlgoSettings settings = run->settings;

      settings.threads = threads;
      return replay_new (file, algo_trainer_new (&settings, error));
    }
  state->settings.threads = threads;
  self = replay_new (file, algo_trainer_new_from_state (state, error));
  if (self == NULL)
    return NULL;
  rate = skip_changes (self, state->step);
  return algo_trainer_set_rate (self->trainer, rate, error) ? g_steal_pointer (&self) : NULL;
}

void
algo_replay_free (AlgoReplay *replay)
{
  algo_trainer_free (replay->trainer);
  algo_trainer_state_free (replay->recorded);
  g_free (replay);
}

/* Makes the changes that were made after the steps taken so far. */
static gboolean
make_changes (AlgoReplay *self, GError **error)
{
  const GArray *events = self->run->events;
  const guint64 step = algo_trainer_get_step (self->trainer);

  for (; self->event < events->len; self->event++)
    {
      const AlgoRunEvent *event = &g_array_index (events, AlgoRunEvent, self->event);

      if (event->step > step)
        break;
      if (event->kind == ALGO_RUN_RATE
          && !algo_trainer_set_rate (self->trainer, event->value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
metrics_equal (const AlgoMetrics *a, const AlgoMetrics *b)
{
  return a->step == b->step && a->inputs == b->inputs && a->loss == b->loss
         && a->gradient_norm == b->gradient_norm && a->rate == b->rate
         && memcmp (a->log_beta, b->log_beta, sizeof a->log_beta) == 0
         && memcmp (a->unexplained, b->unexplained, sizeof a->unexplained) == 0
         && memcmp (a->kl, b->kl, sizeof a->kl) == 0;
}

gboolean
algo_replay_step (AlgoReplay *replay, AlgoMetrics *metrics, GError **error)
{
  const GArray *recorded = replay->run->metrics;
  const guint64 step = algo_trainer_get_step (replay->trainer);

  g_return_val_if_fail (step < recorded->len, FALSE);
  if (!make_changes (replay, error) || !algo_trainer_step (replay->trainer, metrics, error))
    return FALSE;
  if (metrics_equal (metrics, &g_array_index (recorded, AlgoMetrics, step)))
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               _ ("step %" PRIu64 " does not come out as it was recorded"), metrics->step);
  return FALSE;
}

static gboolean
parameters_equal (const AlgoParameters *a, const AlgoParameters *b)
{
  return memcmp (a->values, b->values, a->count * sizeof (AlgoReal)) == 0;
}

guint64
algo_replay_get_step (const AlgoReplay *replay)
{
  return algo_trainer_get_step (replay->trainer);
}

void
algo_replay_get_state (const AlgoReplay *replay, AlgoTrainerState *state)
{
  algo_trainer_get_state (replay->trainer, state);
}

/* Whether it ends as it was recorded to: where training diverged, the next step fails. */
static gboolean
check_end (AlgoReplay *self, GError **error)
{
  if (!self->recorded->has_diverged || !algo_trainer_step (self->trainer, NULL, NULL))
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               _ ("training does not diverge after step %" PRIu64 ", as was recorded"),
               self->recorded->step);
  return FALSE;
}

gboolean
algo_replay_check_state (AlgoReplay *replay, GError **error)
{
  const AlgoTrainerState *recorded = replay->recorded;
  g_autoptr (AlgoTrainerState) state = algo_trainer_state_new (&replay->run->settings);

  g_return_val_if_fail (recorded != NULL, FALSE);
  if (!make_changes (replay, error) || !check_end (replay, error))
    return FALSE;
  algo_trainer_get_state (replay->trainer, state);
  if (state->step == recorded->step && parameters_equal (state->parameters, recorded->parameters)
      && parameters_equal (state->first_moment, recorded->first_moment)
      && parameters_equal (state->second_moment, recorded->second_moment))
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               _ ("the state after step %" PRIu64 " is not the one that was recorded"),
               state->step);
  return FALSE;
}
