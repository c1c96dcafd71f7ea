/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which step of the run is shown: the latest, or an earlier one that was recorded, while training
 * goes on. */
#include "app/run/background.h"
#include "app/window/window-private.h"

#include <glib/gi18n-lib.h>

#define LOOK_INTERVAL (G_TIME_SPAN_SECOND / 10) /* between looks at what was recorded */

static AlgoTimelineStrip *
get_strip (AlgoWindow *self)
{
  return algo_timeline_get_strip (self->timeline);
}

static GSimpleAction *
find_action (AlgoWindow *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name));
}

static void
enable (AlgoWindow *self, const char *action, gboolean enabled)
{
  g_simple_action_set_enabled (find_action (self, action), enabled);
}

static void
set_state (AlgoWindow *self, const char *action, gboolean state)
{
  g_simple_action_set_state (find_action (self, action), g_variant_new_boolean (state));
}

/* What was recorded. */

/* What could not be read, on its way from the thread that tried. */
typedef struct
{
  AlgoWindow *window; /* owned */
  char *message;
} Failure;

static void
failure_free (gpointer data)
{
  Failure *failure = data;

  g_object_unref (failure->window);
  g_free (failure->message);
  g_free (failure);
}

static gboolean
on_failure (gpointer data)
{
  const Failure *failure = data;

  if (failure->window->past == NULL)
    return G_SOURCE_REMOVE;
  algo_window_show_step (failure->window, -1);
  algo_window_show_message (failure->window, failure->message);
  return G_SOURCE_REMOVE;
}

/* In the thread that reads, which is gone before what this uses of the window is. */
static void
on_past (AlgoSnapshot *snapshot, const GError *error, gpointer data)
{
  AlgoWindow *self = data;
  g_autoptr (AlgoGrid) grid = NULL;
  Failure *failure;

  if (snapshot != NULL)
    {
      grid = algo_recorder_ref_grid (self->recorder, snapshot->step);
      algo_observer_show (self->observer, snapshot, grid);
      return;
    }
  failure = g_new (Failure, 1);
  *failure = (Failure){ g_object_ref (self), g_strdup (error->message) };
  g_idle_add_full (G_PRIORITY_DEFAULT, on_failure, failure, failure_free);
}

static gpointer
new_past (gpointer data)
{
  AlgoWindow *self = data;

  return algo_past_new (self->recorder, self->generation);
}

void
algo_window_begin_timeline (AlgoWindow *self)
{
  if (self->observer == NULL)
    return;
  self->past = algo_background_call (ALGO_BACKGROUND_OBSERVING, new_past, self);
  algo_past_set_listener (self->past, on_past, self);
  self->events = algo_run_events_new ();
  self->kept = g_array_new (FALSE, FALSE, sizeof (guint64));
  algo_phase_watch_reset (&self->phase_watch);
  algo_window_update_timeline_actions (self);
}

void
algo_window_drop_timeline (AlgoWindow *self)
{
  algo_window_cancel_branch (self);
  g_clear_pointer (&self->past, algo_past_free);
  g_clear_pointer (&self->events, g_array_unref);
  g_clear_pointer (&self->kept, g_array_unref);
  algo_window_stop_playback (self);
  self->seeks_change = FALSE;
  if (self->step < 0)
    return;
  algo_observer_show (self->observer, NULL, NULL);
  self->step = -1;
  algo_timeline_set_step (self->timeline, -1);
}

/* The strip keeps the arrays that it has: they must not change under it. */
static void
take_recorded (AlgoWindow *self)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) events = algo_run_events_new ();

  algo_recorder_read_snapshot_steps (self->recorder, kept);
  if (kept->len != self->kept->len
      || (kept->len > 0
          && memcmp (kept->data, self->kept->data, kept->len * sizeof (guint64)) != 0))
    {
      g_array_unref (self->kept);
      self->kept = g_steal_pointer (&kept);
    }
  if (algo_recorder_read_events (self->recorder, self->events->len, events) == 0)
    return;
  g_array_set_size (events, 0);
  algo_recorder_read_events (self->recorder, 0, events);
  g_array_unref (self->events);
  self->events = g_steal_pointer (&events);
}

/* What the window shows of it. */

static void
show_memory (AlgoWindow *self)
{
  const gboolean failed = self->recording.state == ALGO_RECORDING_FAILED;
  g_autofree char *text = NULL;

  if (failed)
    text = g_strdup_printf (_ ("Earlier steps are in memory only, and fewer and fewer of them, "
                               "until the run can be recorded.\n%s"),
                            self->recording.message);
  algo_timeline_set_memory_only (self->timeline, text);
}

void
algo_window_update_timeline_actions (AlgoWindow *self)
{
  const AlgoSessionState state = self->status.state;
  const gboolean shown = !self->ensemble_is_shown;
  const gboolean trains = shown && (state == ALGO_SESSION_RUNNING || state == ALGO_SESSION_PAUSED);
  const gboolean rests = state == ALGO_SESSION_PAUSED || state == ALGO_SESSION_FINISHED;
  const gboolean has_past = shown && self->kept->len > 0 && self->status.step > 0;

  set_state (self, "live", self->step < 0 && self->exhibit == NULL);
  set_state (self, "next-phase-change", self->seeks_change);
  set_state (self, "play", self->playback != 0);
  enable (self, "play", has_past);
  enable (self, "earlier", has_past);
  enable (self, "later", shown && self->step >= 0);
  enable (self, "next-phase-change", trains);
  enable (self, "branch", self->branching == NULL && has_past && (self->step >= 0 || rests));
  enable (self, "cancel-branch", self->branching != NULL);
}

/* Of one draw, unless more are known of. */
static int
get_phase (AlgoWindow *self)
{
  const AlgoObservation *observation = algo_window_get_observation (self);

  if (observation == NULL)
    return -1;
  if (self->step < 0 && self->exhibit == NULL
      && algo_phase_watch_knows (&self->phase_watch, observation->generation,
                                 &observation->question))
    return (int) self->phase_watch.phase;
  return (int) observation->classification.phase;
}

void
algo_window_update_timeline (AlgoWindow *self, const AlgoScene *scene, gboolean at_once)
{
  const gint64 now = g_get_monotonic_time ();
  const gboolean is_recorded = self->recording.state != ALGO_RECORDING_FAILED;
  AlgoTimelineRun run;

  if (self->past == NULL || (!at_once && now - self->look_time < LOOK_INTERVAL))
    return;
  self->look_time = now;
  take_recorded (self);
  /* The recorder is a moment behind, which is no news. */
  run = (AlgoTimelineRun){ .grids = scene->grids,
                           .events = self->events,
                           .kept = self->kept,
                           .log_beta = scene->question.log_beta,
                           .budget = scene->budget,
                           .latest = self->status.step,
                           .recorded = is_recorded ? self->status.step : self->recording.step };
  algo_timeline_set_run (self->timeline, &run);
  algo_timeline_set_phase (self->timeline, get_phase (self));
  show_memory (self);
  algo_window_update_timeline_actions (self);
}

/* Going to a step. */

/* The latest one kept at or before `step`; -1 if that is the latest of all. The strip, which is
 * told now and then, may not know of it yet. */
static gint64
find_kept (AlgoWindow *self, guint64 step)
{
  gint64 kept = algo_timeline_strip_find_kept (get_strip (self), step);
  AlgoScene scene;

  if (kept >= 0)
    return kept;
  algo_window_get_scene (self, &scene);
  algo_window_update_timeline (self, &scene, TRUE);
  return algo_timeline_strip_find_kept (get_strip (self), step);
}

void
algo_window_show_step (AlgoWindow *self, gint64 step)
{
  if (self->past == NULL)
    return;
  if (step >= 0)
    step = find_kept (self, (guint64) step);
  algo_window_put_away (self);
  if (step != self->step)
    {
      self->step = step;
      self->seeks_change = self->seeks_change && step < 0;
      if (step >= 0)
        algo_past_ask (self->past, (guint64) step);
      else
        {
          algo_past_cancel (self->past);
          algo_observer_show (self->observer, NULL, NULL);
          self->live_since = self->status.step;
        }
      algo_timeline_set_step (self->timeline, step);
    }
  self->answer_due = TRUE;
  algo_window_update_timeline_actions (self);
  algo_window_wake (self);
}

/* A person's going elsewhere: playback goes on from there. */
static void
on_picked (AlgoWindow *self, gint64 step)
{
  if (step < 0)
    algo_window_stop_playback (self);
  self->playback_step = (double) step;
  algo_window_show_step (self, step);
}

static void
on_live (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;

  algo_window_stop_playback (self);
  algo_window_show_step (self, -1);
}

static void
on_earlier (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  on_picked (user_data, algo_timeline_strip_find_step (get_strip (user_data), -1));
}

static void
on_later (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  on_picked (user_data, algo_timeline_strip_find_step (get_strip (user_data), 1));
}

void
algo_window_add_timeline_actions (AlgoWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "live", .activate = on_live, .state = "true" },
    { .name = "earlier", .activate = on_earlier },
    { .name = "later", .activate = on_later },
  };

  self->step = -1;
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  algo_window_add_playback_actions (self);
  algo_window_add_phase_actions (self);
  algo_window_add_branch_actions (self);
  g_signal_connect_object (self->timeline, "picked", G_CALLBACK (on_picked), self,
                           G_CONNECT_SWAPPED);
}
