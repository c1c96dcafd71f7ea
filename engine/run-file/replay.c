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
  guint event; /* the next */
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
check_kernels (const AlgoRun *run, GError **error)
{
  const char *name = algo_kernels_get_default ()->name;

  for (guint i = 0; i < run->events->len; i++)
    {
      const char *text = algo_run_event_kernels (&g_array_index (run->events, AlgoRunEvent, i));

      if (text != NULL && !g_str_equal (text, name))
        {
          g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                       _ ("recorded with kernels “%s”, which give other bits than “%s”"), text,
                       name);
          return FALSE;
        }
    }
  return TRUE;
}

AlgoReplay *
algo_replay_new (AlgoRunFile *file, guint threads, GError **error)
{
  const AlgoRun *run = algo_run_file_get_run (file);
  AlgoSettings settings = run->settings;
  AlgoTrainer *trainer;
  AlgoReplay *self;

  settings.threads = threads;
  if (!check_kernels (run, error))
    return NULL;
  trainer = algo_trainer_new (&settings, error);
  if (trainer == NULL)
    return NULL;
  self = g_new (AlgoReplay, 1);
  *self = (AlgoReplay){ .file = file, .run = run, .trainer = trainer };
  return self;
}

void
algo_replay_free (AlgoReplay *replay)
{
  algo_trainer_free (replay->trainer);
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

gboolean
algo_replay_check_state (AlgoReplay *replay, GError **error)
{
  g_autoptr (AlgoTrainerState) recorded = algo_run_file_read_state (replay->file, error);
  g_autoptr (AlgoTrainerState) state = NULL;

  if (recorded == NULL)
    return FALSE;
  state = algo_trainer_state_new (replay->run->settings.levels);
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
