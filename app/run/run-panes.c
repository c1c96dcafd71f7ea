/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-panes.h"

#include "app/run/actions.h"
#include "app/run/run-words.h"

/* The question. Whatever its pane shows can be asked. */

static void
on_question_changed (AlgoRunModel *run, AlgoQuestionPane *pane)
{
  AlgoQuestion question;

  algo_question_pane_get_question (pane, &question);
  algo_run_model_ask (run, &question, NULL);
}

static void
show_question (AlgoQuestionPane *pane, AlgoRunModel *run)
{
  const AlgoQuestion asked = *algo_run_model_get_question (run);
  AlgoQuestion shown;

  algo_question_pane_get_question (pane, &shown);
  if (algo_question_equal (&shown, &asked))
    return;
  /* It would ask for each part of the question by itself. */
  g_signal_handlers_block_by_func (pane, on_question_changed, run);
  algo_question_pane_set_question (pane, &asked);
  g_signal_handlers_unblock_by_func (pane, on_question_changed, run);
}

static void
on_run_changed (AlgoQuestionPane *pane, AlgoRunModel *run)
{
  const AlgoSettings *settings = algo_run_model_get_settings (run);

  if (!algo_run_model_has_run (run))
    return;
  algo_question_pane_set_trained_sizes (pane, settings->least, settings->most);
  show_question (pane, run);
}

static void
on_rate_changed (AlgoRunModel *run, double rate)
{
  algo_run_model_set_rate (run, rate, NULL);
}

/* Playing, and making a branch. */

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
on_playing (AlgoTimeline *timeline, AlgoPlayhead *playhead)
{
  const gboolean playing = algo_playhead_is_playing (playhead);

  algo_timeline_set_playing (timeline, playing);
  if (playing)
    gtk_widget_add_tick_callback (GTK_WIDGET (timeline), on_tick, g_object_ref (playhead),
                                  g_object_unref);
}

static void
on_branching (AlgoTimeline *timeline, AlgoPlayhead *playhead)
{
  guint taken, total;

  if (algo_playhead_is_branching (playhead, &taken, &total))
    algo_timeline_show_branching (timeline, taken, total);
  else
    algo_timeline_hide_branching (timeline);
}

void
algo_run_panes_connect (const AlgoRunPanes *panes, AlgoRunModel *run, AlgoPlayhead *playhead)
{
  const AlgoConnection connections[] = {
    { panes->question, "question-changed", G_CALLBACK (on_question_changed), run },
    { panes->run, "rate-changed", G_CALLBACK (on_rate_changed), run },
    { run, "run-changed", G_CALLBACK (on_run_changed), panes->question },
    { run, "question-changed", G_CALLBACK (show_question), panes->question },
    { panes->timeline, "picked", G_CALLBACK (algo_playhead_go_to), playhead },
    { playhead, "playing", G_CALLBACK (on_playing), panes->timeline },
    { playhead, "branching", G_CALLBACK (on_branching), panes->timeline },
    { playhead, "announce", G_CALLBACK (algo_timeline_announce), panes->timeline },
  };

  algo_connect (connections, G_N_ELEMENTS (connections));
  on_question_changed (run, panes->question);
}

void
algo_run_panes_show (const AlgoRunPanes *panes, AlgoRunModel *run, AlgoScene *scene)
{
  const AlgoRecordingStatus *recording = algo_run_model_get_recording (run);
  AlgoSessionStatus status = *algo_run_model_get_status (run);
  g_autofree char *memory_only = algo_run_memory_only (run);

  status.seed = scene->seed;
  status.step = scene->latest;
  status.budget = scene->budget;
  status.steps_per_second = scene->steps_per_second;
  algo_run_pane_set_status (panes->run, &status);
  algo_question_pane_set_scene (panes->question, scene);
  algo_timeline_set_scene (panes->timeline, scene);
  algo_timeline_set_memory_only (panes->timeline, memory_only, recording->step);
}
