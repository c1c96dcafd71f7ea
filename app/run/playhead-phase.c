/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes of the phase at the complexity that is asked for: they are told of, and training can go
 * on until there is one. */
#include "app/run/playhead-private.h"

#include "app/run/run-model-private.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"

#include <glib/gi18n-lib.h>

gboolean
algo_playhead_is_seeking (AlgoPlayhead *self)
{
  return self->is_seeking;
}

void
algo_playhead_set_seeking (AlgoPlayhead *self, gboolean seeking)
{
  if (self->is_seeking == seeking)
    return;
  self->is_seeking = seeking;
  algo_playhead_notify (self, "seeking");
}

void
algo_playhead_seek (AlgoPlayhead *self)
{
  const gboolean begins = !self->is_seeking;

  self->seeking_runs = algo_run_model_get_status (self->run)->state == ALGO_SESSION_RUNNING;
  if (begins)
    {
      algo_playhead_go_to (self, -1);
      algo_run_model_run (self->run);
    }
  algo_playhead_set_seeking (self, begins);
}

static void
end_seeking (AlgoPlayhead *self, const char *text)
{
  algo_playhead_set_seeking (self, FALSE);
  algo_playhead_say (self, text, NULL, NULL, NULL);
}

static void
tell (AlgoPlayhead *self, const AlgoPhaseChange *change)
{
  g_autofree char *log_beta = algo_number_format_log_beta (change->log_beta);
  g_autofree char *step = algo_number_format_count (change->first);
  /* Translators: the phase before, the phase after, the complexity and the step */
  g_autofree char *text = g_strdup_printf (_ ("%s has become %s at log β %s, by step %s"),
                                           algo_phase_display_name (change->before),
                                           algo_phase_display_name (change->after), log_beta, step);

  algo_playhead_announce (self, text);
  if (!self->is_seeking)
    return;
  algo_run_model_pause (self->run);
  end_seeking (self, text);
}

void
algo_playhead_watch_phase (AlgoPlayhead *self)
{
  AlgoObservation *observation = algo_run_model_peek (self->run)->observation;
  AlgoPhaseChange change;

  if (observation == NULL || !algo_observation_set (&self->watched, observation))
    return;
  if (self->step < 0 && observation->step >= self->live_since
      && algo_phase_watch_take (&self->phase_watch, observation, &change))
    tell (self, &change);
}

void
algo_playhead_watch_seeking (AlgoPlayhead *self)
{
  const AlgoSessionStatus *status = algo_run_model_get_status (self->run);
  g_autofree char *step = algo_number_format_count (status->step);
  g_autofree char *text = NULL;

  algo_playhead_update_actions (self);
  if (!self->is_seeking)
    return;
  if (status->state == ALGO_SESSION_RUNNING)
    self->seeking_runs = TRUE;
  else if (status->state == ALGO_SESSION_FINISHED)
    {
      text =
          g_strdup_printf (_ ("The run has come to its end, at step %s, before the phase changed"),
                           step);
      end_seeking (self, text);
    }
  else if (self->seeking_runs)
    /* A person has paused it, or it diverged, which is said elsewhere. */
    algo_playhead_set_seeking (self, FALSE);
}

void
algo_playhead_forget_phase (AlgoPlayhead *self)
{
  algo_phase_watch_reset (&self->phase_watch);
  g_clear_pointer (&self->watched, algo_observation_unref);
}
