/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-timeline.h"

#include "app/run/run-words.h"

static gboolean
on_tick (GtkWidget *timeline, GdkFrameClock *clock, gpointer user_data)
{
  AlgoPlayhead *playhead = user_data;

  if (!algo_playhead_is_playing (playhead))
    return G_SOURCE_REMOVE;
  algo_playhead_tick (playhead, gdk_frame_clock_get_frame_time (clock));
  return G_SOURCE_CONTINUE;
}

static void
on_playing (AlgoTimeline *timeline, GParamSpec *pspec, AlgoPlayhead *playhead)
{
  const gboolean playing = algo_playhead_is_playing (playhead);

  algo_timeline_set_playing (timeline, playing);
  if (playing)
    gtk_widget_add_tick_callback (GTK_WIDGET (timeline), on_tick, g_object_ref (playhead),
                                  g_object_unref);
}

static void
on_speed (AlgoTimeline *timeline, GParamSpec *pspec, AlgoPlayhead *playhead)
{
  algo_timeline_set_speed (timeline, (guint) algo_playhead_get_speed (playhead));
}

static void
on_branching (AlgoTimeline *timeline, GParamSpec *pspec, AlgoPlayhead *playhead)
{
  guint taken, total;

  if (algo_playhead_is_branching (playhead, &taken, &total))
    algo_timeline_show_branching (timeline, taken, total);
  else
    algo_timeline_hide_branching (timeline);
}

void
algo_run_timeline_connect (AlgoTimeline *timeline, AlgoPlayhead *playhead)
{
  g_signal_connect_object (timeline, "picked", G_CALLBACK (algo_playhead_go_to), playhead,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (playhead, "notify::playing", G_CALLBACK (on_playing), timeline,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (playhead, "notify::speed", G_CALLBACK (on_speed), timeline,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (playhead, "notify::branching", G_CALLBACK (on_branching), timeline,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (playhead, "announce", G_CALLBACK (algo_timeline_announce), timeline,
                           G_CONNECT_SWAPPED);
  on_speed (timeline, NULL, playhead);
}

void
algo_run_timeline_show (AlgoTimeline *timeline, AlgoRunModel *run, const AlgoScene *scene)
{
  const AlgoRecordingStatus *recording = algo_run_model_get_recording (run);
  g_autofree char *memory_only = algo_run_memory_only (run);

  algo_timeline_set_scene (timeline, (AlgoScene *) scene);
  algo_timeline_set_memory_only (timeline, memory_only, recording->step);
}
