/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the threads to the panels: one tick callback polls the session and the observer, and hands
 * each widget what is new. */
#include "app/window/window-private.h"

#include "ui/widgets/board/beat.h"

#define NUMBERS_INTERVAL (G_USEC_PER_SEC / 5) /* numbers that change faster cannot be read */
#define REST_AFTER (10 * G_USEC_PER_SEC)      /* without anything new while nothing runs */
#define STALLED_AFTER G_USEC_PER_SEC          /* without a tick */

static gboolean
take_observation (AlgoWindow *self)
{
  AlgoObservation *latest = algo_observer_ref_latest (self->observer);

  if (latest == NULL)
    return FALSE;
  if (latest == self->observation)
    {
      algo_observation_unref (latest);
      return FALSE;
    }
  /* The answer to a person's question is shown at once, numbers and all; so is an earlier step. */
  if (self->observation == NULL
      || !algo_question_equal (&self->observation->question, &latest->question)
      || (self->step >= 0 && self->observation->step != latest->step))
    self->answer_due = TRUE;
  g_clear_pointer (&self->observation, algo_observation_unref);
  self->observation = latest;
  algo_question_pane_set_grid (self->question_pane, latest->grid);
  algo_window_watch_phase (self);
  return TRUE;
}

static gboolean
status_equal (const AlgoSessionStatus *a, const AlgoSessionStatus *b)
{
  return a->state == b->state && a->generation == b->generation && a->seed == b->seed
         && a->step == b->step && a->budget == b->budget
         && a->steps_per_second == b->steps_per_second && a->rate == b->rate;
}

static gboolean
take_status (AlgoWindow *self)
{
  AlgoSessionStatus status;
  gboolean state_changed;

  algo_session_get_status (self->session, &status);
  if (status_equal (&status, &self->status))
    return FALSE;
  state_changed =
      status.state != self->status.state || status.generation != self->status.generation;
  self->status = status;
  /* An answer to a person's command is shown at once. */
  if (state_changed)
    {
      self->answer_due = TRUE;
      algo_window_update_actions (self);
      algo_window_watch_seeking (self);
      algo_window_close_retired (self);
    }
  return TRUE;
}

static gboolean
rests (const AlgoWindow *self)
{
  return self->status.state != ALGO_SESSION_RUNNING && self->status.state != ALGO_SESSION_PREPARING;
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  AlgoWindow *self = ALGO_WINDOW (widget);
  gint64 now = g_get_monotonic_time ();
  gboolean changed, is_due, numbers_due;

  self->tick_time = now;
  if (self->stalled)
    {
      self->stalled = FALSE;
      algo_window_set_looking (self, TRUE);
    }
  changed = take_status (self);
  changed = take_observation (self) || changed;
  changed = algo_window_take_studies (self) || changed;
  if (changed)
    self->change_time = now;
  /* Numbers change in the beat of the pictures, and in their stead: to lay text out and to draw
   * both in one frame might make it a late one. */
  is_due = algo_beat_begins (&self->beat, clock) || self->answer_due;
  numbers_due =
      self->answer_due || (is_due && now - self->numbers_time > NUMBERS_INTERVAL - ALGO_BEAT / 2);
  if (numbers_due)
    {
      self->numbers_time = now;
      /* Phases go on being measured when a run rests, and nothing else tells of them. */
      if (algo_window_take_history (self))
        self->change_time = now;
      algo_window_show_status (self);
    }
  if (is_due && (!numbers_due || self->answer_due))
    algo_window_show_scene (self, self->answer_due);
  self->answer_due = FALSE;
  if (rests (self) && now - self->change_time > REST_AFTER)
    {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

/* A compositor that covers a window stops its frames, and thereby its ticks, without a word. */
static gboolean
on_watch (gpointer user_data)
{
  AlgoWindow *self = user_data;

  if (self->tick != 0 && !self->stalled
      && g_get_monotonic_time () - self->tick_time > STALLED_AFTER)
    {
      self->stalled = TRUE;
      algo_window_set_looking (self, FALSE);
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
is_visible (AlgoWindow *self)
{
  GdkToplevelState hidden = GDK_TOPLEVEL_STATE_MINIMIZED;

#if GTK_CHECK_VERSION(4, 12, 0)
  hidden |= GDK_TOPLEVEL_STATE_SUSPENDED;
#endif
  return gtk_widget_get_mapped (GTK_WIDGET (self)) && self->surface != NULL
         && (gdk_toplevel_get_state (GDK_TOPLEVEL (self->surface)) & hidden) == 0;
}

void
algo_window_wake (AlgoWindow *self)
{
  self->change_time = g_get_monotonic_time ();
  if (self->observer == NULL || self->tick != 0 || !is_visible (self))
    return;
  self->tick_time = self->change_time;
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
  if (self->watch == 0)
    self->watch = g_timeout_add_seconds (1, on_watch, self);
}

void
algo_window_sleep (AlgoWindow *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  self->stalled = FALSE;
  g_clear_handle_id (&self->watch, g_source_remove);
}

void
algo_window_update_visibility (AlgoWindow *self)
{
  gboolean visible = is_visible (self);

  if (self->observer == NULL)
    return;
  algo_window_set_looking (self, visible);
  if (visible)
    algo_window_wake (self);
  else
    algo_window_sleep (self);
}
