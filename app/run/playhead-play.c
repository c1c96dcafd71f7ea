/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Playing the run back: its steps one after the other, at a chosen pace. */
#include "app/run/playhead-private.h"

#include "app/run/run-model-private.h"

#define PATIENCE (2 * G_TIME_SPAN_SECOND) /* with the step that is shown */

static void
set_playing (AlgoPlayhead *self, gboolean playing)
{
  if (self->is_playing == playing)
    return;
  self->is_playing = playing;
  algo_playhead_notify (self, "playing");
}

/* From the step shown, or all of the run. */
void
algo_playhead_play (AlgoPlayhead *self)
{
  if (self->step < 0)
    algo_playhead_show (self, 0);
  if (self->step < 0)
    return;
  self->play_step = (double) self->step;
  self->play_time = 0;
  set_playing (self, TRUE);
}

void
algo_playhead_stop (AlgoPlayhead *self)
{
  set_playing (self, FALSE);
}

gboolean
algo_playhead_is_playing (AlgoPlayhead *self)
{
  return self->is_playing;
}

/* Who looks is not asked for the next step before there is an answer of this one: where that takes
 * long, fewer are shown in the same time. */
static gboolean
is_answered (AlgoPlayhead *self, gint64 now)
{
  const AlgoObservation *observation = algo_run_model_peek (self->run)->observation;

  if (self->asked_time == 0)
    self->asked_time = now;
  return (observation != NULL && observation->step == (guint64) self->step)
         || now - self->asked_time > PATIENCE;
}

void
algo_playhead_tick (AlgoPlayhead *self, gint64 frame_time)
{
  gint64 step;

  if (!self->is_playing)
    return;
  if (self->play_time != 0)
    self->play_step += (double) (frame_time - self->play_time) / G_USEC_PER_SEC * self->speed;
  self->play_time = frame_time;
  if (!is_answered (self, frame_time))
    return;
  step = algo_playhead_find_kept (self, (guint64) self->play_step);
  if (step == self->step)
    return;
  if (step < 0)
    algo_playhead_stop (self);
  algo_playhead_show (self, step);
}

int
algo_playhead_get_speed (AlgoPlayhead *self)
{
  return self->speed;
}

void
algo_playhead_set_speed (AlgoPlayhead *self, int steps_per_second)
{
  const int speed = CLAMP (steps_per_second, 1, ALGO_PLAYHEAD_MOST_SPEED);

  if (self->speed == speed)
    return;
  self->speed = speed;
  algo_playhead_notify (self, "speed");
}
