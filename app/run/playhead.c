/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/playhead-private.h"

#include "app/run/actions.h"
#include "ui/widgets/common/signals.h"
#include "app/run/run-model-private.h"
#include "app/run/wakeup.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/scene/scene.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_SPEED 400                 /* steps a second */
#define PATIENCE (2 * G_TIME_SPAN_SECOND) /* of playing with the step that is shown */

G_DEFINE_FINAL_TYPE (AlgoPlayhead, algo_playhead, G_TYPE_OBJECT)

void
algo_playhead_say (AlgoPlayhead *self,
                   const char *text,
                   const char *label,
                   const char *action,
                   const char *target)
{
  g_autoptr (GVariant) value =
      target != NULL ? g_variant_ref_sink (g_variant_new_string (target)) : NULL;

  g_signal_emit_by_name (self, "say", text, label, action, value);
}

/* What can be done, and what is under way. */

static void
set_state (AlgoPlayhead *self, const char *action, gboolean state)
{
  algo_actions_set_state (self->actions, action, g_variant_new_boolean (state));
}

void
algo_playhead_update (AlgoPlayhead *self)
{
  const AlgoSessionStatus *status = algo_run_model_get_status (self->run);
  const AlgoSessionState state = status->state;
  const gboolean trains = state == ALGO_SESSION_RUNNING || state == ALGO_SESSION_PAUSED;
  const gboolean rests = state == ALGO_SESSION_PAUSED || state == ALGO_SESSION_FINISHED;
  const gboolean has_past =
      algo_run_model_get_kept_steps (self->run, FALSE)->len > 0 && status->step > 0;

  set_state (self, "live", self->step < 0 && !self->is_replaced);
  set_state (self, "next-phase-change", self->is_seeking);
  set_state (self, "play", self->is_playing);
  algo_actions_enable (self->actions, "play", has_past);
  algo_actions_enable (self->actions, "earlier", has_past);
  algo_actions_enable (self->actions, "later", self->step >= 0);
  algo_actions_enable (self->actions, "next-phase-change", trains);
  algo_actions_enable (self->actions, "branch",
                       self->branching == NULL && has_past && (self->step >= 0 || rests));
  algo_actions_enable (self->actions, "cancel-branch", self->branching != NULL);
}

/* Going to a step. */

/* Returns the latest step kept at or before `step`; -1 if that is the latest of all. */
static gint64
find_kept (AlgoPlayhead *self, guint64 step)
{
  const guint64 latest = algo_run_model_get_status (self->run)->step;
  const gint64 kept =
      algo_kept_steps_find (algo_run_model_get_kept_steps (self->run, FALSE), latest, step);

  if (kept >= 0)
    return kept;
  return algo_kept_steps_find (algo_run_model_get_kept_steps (self->run, TRUE), latest, step);
}

static void
show (AlgoPlayhead *self, gint64 step)
{
  if (self->reader == NULL)
    return;
  if (step >= 0)
    step = find_kept (self, (guint64) step);
  g_signal_emit_by_name (self, "moved");
  if (step == self->step)
    return;
  self->step = step;
  self->asked_time = 0;
  if (step >= 0)
    {
      self->is_seeking = FALSE;
      algo_past_reader_show (self->reader, (guint64) step);
    }
  else
    {
      algo_past_reader_show_latest (self->reader);
      self->live_since = algo_run_model_get_status (self->run)->step;
    }
  algo_playhead_update (self);
  g_signal_emit_by_name (self, "changed");
}

void
algo_playhead_go_to (AlgoPlayhead *self, gint64 step)
{
  if (step < 0)
    algo_playhead_stop (self);
  self->play_step = (double) step;
  show (self, step);
}

/* Goes on by so many kept steps. */
static void
go_by (AlgoPlayhead *self, int count)
{
  const guint64 shown =
      self->step >= 0 ? (guint64) self->step : algo_run_model_get_status (self->run)->step;
  const GArray *kept = algo_run_model_get_kept_steps (self->run, FALSE);

  algo_playhead_go_to (self, algo_kept_steps_go (kept, shown, count));
}

gint64
algo_playhead_get_step (AlgoPlayhead *self)
{
  return self->step;
}

gboolean
algo_playhead_has_asked_for (AlgoPlayhead *self, const AlgoObservation *observation)
{
  if (self->step < 0)
    return observation->step >= self->live_since;
  return observation->step == (guint64) self->step
         || algo_past_reader_has_shown (self->reader, observation->step);
}

void
algo_playhead_set_replaced (AlgoPlayhead *self, gboolean replaced)
{
  self->is_replaced = replaced;
  algo_playhead_update (self);
}

/* Playing: steps one after the other, at a chosen pace. */

static void
set_playing (AlgoPlayhead *self, gboolean playing)
{
  if (self->is_playing == playing)
    return;
  self->is_playing = playing;
  algo_playhead_update (self);
  g_signal_emit_by_name (self, "playing");
}

/* Plays from the step shown, or all of the run. */
static void
play (AlgoPlayhead *self)
{
  if (self->step < 0)
    show (self, 0);
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
  step = find_kept (self, (guint64) self->play_step);
  if (step == self->step)
    return;
  if (step < 0)
    algo_playhead_stop (self);
  show (self, step);
}

void
algo_playhead_set_speed (AlgoPlayhead *self, int steps_per_second)
{
  self->speed = steps_per_second;
}

/* Changes of the phase at the complexity that is asked for: they are told of, and training can go
 * on until there is one. */

static gboolean
is_training (AlgoPlayhead *self)
{
  return algo_run_model_get_status (self->run)->state == ALGO_SESSION_RUNNING;
}

/* Seeking begins, or ends. */
static void
seek (AlgoPlayhead *self)
{
  const gboolean begins = !self->is_seeking;

  self->seeking_runs = is_training (self);
  if (begins)
    {
      algo_playhead_go_to (self, -1);
      algo_run_model_run (self->run);
    }
  self->is_seeking = begins;
  algo_playhead_update (self);
}

static void
end_seeking (AlgoPlayhead *self, const char *text)
{
  self->is_seeking = FALSE;
  algo_playhead_update (self);
  algo_playhead_say (self, text, NULL, NULL, NULL);
}

static void
tell_change (AlgoPlayhead *self, const AlgoPhaseChange *change)
{
  g_autofree char *log_beta = algo_number_format_log_beta (change->log_beta);
  g_autofree char *step = algo_number_format_count (change->first);
  /* Translators: the phase before, the phase after, the complexity and the step */
  g_autofree char *text = g_strdup_printf (_ ("%s has become %s at log β %s, by step %s"),
                                           algo_phase_display_name (change->before),
                                           algo_phase_display_name (change->after), log_beta, step);

  g_signal_emit_by_name (self, "announce", text);
  if (!self->is_seeking)
    return;
  algo_run_model_pause (self->run);
  end_seeking (self, text);
}

static void
watch_phase (AlgoPlayhead *self)
{
  AlgoObservation *observation = algo_run_model_peek (self->run)->observation;
  AlgoPhaseChange change;

  if (observation == NULL || !algo_observation_set (&self->watched, observation))
    return;
  if (self->step < 0 && observation->step >= self->live_since
      && algo_phase_watch_take (&self->phase_watch, observation, &change))
    tell_change (self, &change);
}

static void
watch_seeking (AlgoPlayhead *self)
{
  const AlgoSessionStatus *status = algo_run_model_get_status (self->run);
  g_autofree char *step = algo_number_format_count (status->step);
  g_autofree char *text = NULL;

  if (is_training (self))
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
    self->is_seeking = FALSE;
}

static void
forget_phase (AlgoPlayhead *self)
{
  algo_phase_watch_reset (&self->phase_watch);
  g_clear_pointer (&self->watched, algo_observation_unref);
}

/* Following the run. */

/* The recorder gives steps up that it has in memory only. */
static void
leave_lost_step (AlgoPlayhead *self)
{
  const gint64 kept = self->step >= 0 ? find_kept (self, (guint64) self->step) : -1;

  if (kept != self->step)
    show (self, kept);
}

static void
on_changed (AlgoPlayhead *self)
{
  leave_lost_step (self);
  watch_phase (self);
  algo_playhead_update (self);
}

static void
on_reading_failed (gpointer data)
{
  AlgoPlayhead *self = data;
  g_autofree char *failure =
      self->reader != NULL ? algo_past_reader_take_failure (self->reader) : NULL;

  if (failure == NULL)
    return;
  algo_playhead_go_to (self, -1);
  g_signal_emit_by_name (self, "problem", failure);
}

/* What is under way ends first: it reads what is forgotten then. */
static void
on_run_changed (AlgoPlayhead *self)
{
  algo_playhead_stop (self);
  algo_playhead_cancel_branch (self);
  g_clear_pointer (&self->reader, algo_past_reader_free);
  self->is_seeking = FALSE;
  self->step = -1;
  self->live_since = 0;
  forget_phase (self);
  if (algo_run_model_has_run (self->run))
    self->reader = algo_past_reader_new (algo_run_model_get_recorder (self->run),
                                         algo_run_model_peek (self->run)->observer,
                                         algo_run_model_get_generation (self->run), self->wakeup);
  algo_playhead_update (self);
  g_signal_emit_by_name (self, "changed");
}

static void
on_state (AlgoPlayhead *self)
{
  if (self->is_seeking)
    watch_seeking (self);
  algo_playhead_update (self);
}

/* Actions. */

static void
on_live (AlgoPlayhead *self)
{
  algo_playhead_go_to (self, -1);
}

static void
on_earlier (AlgoPlayhead *self)
{
  go_by (self, -1);
}

static void
on_later (AlgoPlayhead *self)
{
  go_by (self, 1);
}

static void
on_play (AlgoPlayhead *self)
{
  if (self->is_playing)
    algo_playhead_stop (self);
  else
    play (self);
}

GActionGroup *
algo_playhead_get_actions (AlgoPlayhead *self)
{
  return G_ACTION_GROUP (self->actions);
}

/* GObject. */

static void
algo_playhead_dispose (GObject *object)
{
  AlgoPlayhead *self = ALGO_PLAYHEAD (object);

  algo_playhead_cancel_branch (self);
  algo_actions_clear (&self->actions);
  g_clear_pointer (&self->reader, algo_past_reader_free);
  g_clear_pointer (&self->wakeup, algo_wakeup_free);
  forget_phase (self);
  g_clear_object (&self->run);

  G_OBJECT_CLASS (algo_playhead_parent_class)->dispose (object);
}

static void
algo_playhead_class_init (AlgoPlayheadClass *class)
{
  G_OBJECT_CLASS (class)->dispose = algo_playhead_dispose;
  algo_class_add_signal (class, "moved", 0);
  algo_class_add_signal (class, "changed", 0);
  algo_class_add_signal (class, "playing", 0);
  algo_class_add_signal (class, "branching", 0);
  algo_class_add_signal (class, "say", 4, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING,
                         G_TYPE_VARIANT);
  algo_class_add_signal (class, "announce", 1, G_TYPE_STRING);
  algo_class_add_signal (class, "problem", 1, G_TYPE_STRING);
}

static void
algo_playhead_init (AlgoPlayhead *self)
{
  const AlgoAction actions[] = {
    { "live", G_CALLBACK (on_live), NULL, "true" },
    { "earlier", G_CALLBACK (on_earlier) },
    { "later", G_CALLBACK (on_later) },
    { "play", G_CALLBACK (on_play), NULL, "false" },
    { "next-phase-change", G_CALLBACK (seek), NULL, "false" },
    { "branch", G_CALLBACK (algo_playhead_branch) },
    { "cancel-branch", G_CALLBACK (algo_playhead_ask_to_cancel_branch) },
  };

  self->step = -1;
  self->speed = DEFAULT_SPEED;
  self->wakeup = algo_wakeup_new (on_reading_failed, self);
  self->actions = algo_actions_new (actions, G_N_ELEMENTS (actions), self);
}

AlgoPlayhead *
algo_playhead_new (AlgoRunModel *run)
{
  AlgoPlayhead *self = g_object_new (ALGO_TYPE_PLAYHEAD, NULL);
  const AlgoConnection connections[] = {
    { run, "run-changed", G_CALLBACK (on_run_changed), self },
    { run, "changed", G_CALLBACK (on_changed), self },
    { run, "state-changed", G_CALLBACK (on_state), self },
  };

  self->run = g_object_ref (run);
  algo_connect (connections, G_N_ELEMENTS (connections));
  on_run_changed (self);
  return self;
}
