/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Playing the run back: its steps one after the other, at a chosen pace. */
#include "app/window/window-private.h"

#define DEFAULT_SPEED 400 /* steps a second */

static void
show_playing (AlgoWindow *self)
{
  algo_timeline_set_playing (self->timeline, self->playback != 0);
  algo_window_update_timeline_actions (self);
}

static gboolean
on_playback (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  AlgoWindow *self = user_data;
  const gint64 now = gdk_frame_clock_get_frame_time (clock);
  gint64 step;

  self->playback_step +=
      (double) (now - self->playback_time) / G_USEC_PER_SEC * self->playback_speed;
  self->playback_time = now;
  step = algo_timeline_strip_find_kept (algo_timeline_get_strip (self->timeline),
                                        (guint64) self->playback_step);
  if (step == self->step)
    return G_SOURCE_CONTINUE;
  if (step < 0)
    algo_window_stop_playback (self);
  algo_window_show_step (self, step);
  return G_SOURCE_CONTINUE;
}

void
algo_window_stop_playback (AlgoWindow *self)
{
  if (self->playback == 0)
    return;
  gtk_widget_remove_tick_callback (GTK_WIDGET (self->timeline), self->playback);
  self->playback = 0;
  show_playing (self);
}

/* From the step shown, or all of the run. */
static void
start_playback (AlgoWindow *self)
{
  GtkWidget *timeline = GTK_WIDGET (self->timeline);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (timeline);

  if (clock == NULL)
    return;
  if (self->step < 0)
    algo_window_show_step (self, 0);
  self->playback_step = (double) MAX (self->step, 0);
  self->playback_time = gdk_frame_clock_get_frame_time (clock);
  self->playback = gtk_widget_add_tick_callback (timeline, on_playback, self, NULL);
  show_playing (self);
}

static void
on_play (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;

  if (self->playback != 0)
    algo_window_stop_playback (self);
  else
    start_playback (self);
}

static void
on_playback_speed (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  AlgoWindow *self = user_data;

  self->playback_speed = g_variant_get_int32 (state);
  g_simple_action_set_state (action, state);
  algo_timeline_set_speed (self->timeline, self->playback_speed);
  if (self->preferences != NULL)
    g_settings_set_int (self->preferences, "playback-speed", self->playback_speed);
}

void
algo_window_add_playback_actions (AlgoWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "play", .activate = on_play, .state = "false" },
    { .name = "playback-speed",
      .parameter_type = "i",
      .state = G_STRINGIFY (DEFAULT_SPEED),
      .change_state = on_playback_speed },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->playback_speed = DEFAULT_SPEED;
  algo_timeline_set_speed (self->timeline, DEFAULT_SPEED);
}

void
algo_window_restore_playback (AlgoWindow *self)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self), "playback-speed",
                                      g_settings_get_value (self->preferences, "playback-speed"));
}
