/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-panes.h"

#include "app/run/actions.h"
#include "engine/run-file/schema.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/task-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define ROUND_SECONDS 5 /* time left is told to this, above a minute */

/* The heading. */

static gboolean
has_failed (AlgoRunModel *run)
{
  return algo_run_model_get_recording (run)->state == ALGO_RECORDING_FAILED;
}

/* Writes "• Unnamed run", with the mark if there is something in it that is not saved. */
static char *
get_name (AlgoRunModel *run)
{
  const gboolean unnamed = algo_run_model_is_unnamed (run);
  const gboolean unsaved =
      has_failed (run) || (unnamed && algo_run_model_get_status (run)->step > 0);
  g_autofree char *name = NULL;

  if (!unnamed)
    name = g_filename_display_basename (algo_run_model_get_path (run));
  if (name != NULL && g_str_has_suffix (name, ALGO_RUN_SUFFIX))
    name[strlen (name) - strlen (ALGO_RUN_SUFFIX)] = '\0';
  /* Translators: how things are marked that are not saved: "• Unnamed run" */
  return g_strdup_printf (unsaved ? _ ("• %s") : "%s", unnamed ? _ ("Unnamed run") : name);
}

/* Says where it is kept, or why it is not. */
static char *
get_place (AlgoRunModel *run)
{
  if (has_failed (run))
    return g_strdup (algo_run_model_get_recording (run)->message);
  if (algo_run_model_is_unnamed (run))
    return g_strdup (_ ("Kept until the program needs the room. "
                        "To keep it for good, save it under a name."));
  return g_strdup (algo_run_model_get_path (run));
}

/* Formats a time as "42 s", "3 min 20 s" or "1 h 05 min". */
static char *
format_duration (double seconds)
{
  guint64 whole = ceil (seconds);

  if (whole < 60)
    return g_strdup_printf (_ ("%u s"), (guint) whole);
  whole = (whole + ROUND_SECONDS / 2) / ROUND_SECONDS * ROUND_SECONDS;
  if (whole < 3600)
    return g_strdup_printf (_ ("%u min %02u s"), (guint) (whole / 60), (guint) (whole % 60));
  return g_strdup_printf (_ ("%u h %02u min"), (guint) (whole / 3600), (guint) (whole % 3600 / 60));
}

/* Tells steps a second and the time left while running, the state in a word otherwise. */
static char *
describe_state (AlgoSessionState state, const AlgoScene *scene)
{
  g_autofree char *pace = NULL;
  g_autofree char *left = NULL;

  switch (state)
    {
    case ALGO_SESSION_PREPARING:
      return g_strdup (_ ("preparing"));
    case ALGO_SESSION_PAUSED:
      return g_strdup (_ ("paused"));
    case ALGO_SESSION_FINISHED:
      return g_strdup (_ ("finished"));
    case ALGO_SESSION_DIVERGED:
      return g_strdup (_ ("diverged"));
    case ALGO_SESSION_RUNNING:
    default:
      break;
    }
  if (!(scene->steps_per_second > 0) || scene->latest >= scene->budget)
    return g_strdup (_ ("training"));
  pace = algo_number_format (scene->steps_per_second);
  left = format_duration ((double) (scene->budget - scene->latest) / scene->steps_per_second);
  /* Translators: "65.2 steps/s · 42 s left" */
  return g_strdup_printf (_ ("%s steps/s · %s left"), pace, left);
}

/* Writes " · not recorded since step 1 200" while recording fails, nothing otherwise. */
static char *
describe_unsaved (AlgoRunModel *run)
{
  const guint64 recorded = algo_run_model_get_recording (run)->step;
  g_autofree char *step = algo_number_format_count (recorded);
  g_autofree char *text = NULL;

  if (!has_failed (run))
    return g_strdup ("");
  text = recorded == 0 ? g_strdup (_ ("not recorded"))
                       : g_strdup_printf (_ ("not recorded since step %s"), step);
  return g_strconcat (" · ", text, NULL);
}

/* An earlier step is named first where one is shown: title and panels are of one scene. */
static char *
describe_steps (const AlgoScene *scene, const char *state)
{
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, scene->seed);
  g_autofree char *shown = algo_number_format_count (scene->step);
  g_autofree char *latest = algo_number_format_count (scene->latest);
  g_autofree char *budget = algo_number_format_count (scene->budget);

  if (scene->chosen >= 0)
    /* Translators: "seed 0 · step 325 shown, trained to 1 234 of 4 000 · paused" */
    return g_strdup_printf (_ ("seed %s · step %s shown, trained to %s of %s · %s"), seed, shown,
                            latest, budget, state);
  /* Translators: "seed 0 · step 1 234 of 4 000 · 65.2 steps/s · 42 s left" */
  return g_strdup_printf (_ ("seed %s · step %s of %s · %s"), seed, latest, budget, state);
}

static char *
describe_progress (AlgoRunModel *run, const AlgoScene *scene)
{
  g_autofree char *state = describe_state (algo_run_model_get_status (run)->state, scene);
  g_autofree char *text = describe_steps (scene, state);
  g_autofree char *unsaved = describe_unsaved (run);
  const gboolean is_off = algo_scene_is_from_prior (scene);
  g_autofree char *task =
      algo_task_display_name (algo_settings_get_task (algo_run_model_get_settings (run)));

  return g_strconcat (task, " · ", text, is_off ? " · " : "", is_off ? _ ("encoder off") : "",
                      unsaved, NULL);
}

AlgoHeading
algo_run_heading (AlgoRunModel *run, const AlgoScene *scene, const AlgoHeading *shown)
{
  const gboolean is_of_run = scene->generation == algo_run_model_get_generation (run);
  AlgoHeading heading = { .subtitle = describe_progress (run, scene) };

  if (shown->title != NULL && !is_of_run)
    {
      heading.title = g_strdup (shown->title);
      heading.tooltip = g_strdup (shown->tooltip);
      return heading;
    }
  heading.title = get_name (run);
  heading.tooltip = get_place (run);
  return heading;
}

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
  /* A complexity that this run is not trained on has given way. */
  on_question_changed (run, pane);
}

static void
on_run_changed (AlgoQuestionPane *pane, AlgoRunModel *run)
{
  const AlgoSettings *settings = algo_run_model_get_settings (run);

  if (!algo_run_model_has_run (run))
    return;
  algo_question_pane_set_trained_sizes (pane, settings->least, settings->most);
  algo_question_pane_set_trained_range (pane, algo_settings_get_beta_range (settings));
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

/* Says why earlier steps are in memory only, a new string; NULL where they are not. */
static char *
describe_memory_only (AlgoRunModel *run)
{
  if (!has_failed (run))
    return NULL;
  return g_strdup_printf (_ ("Earlier steps are in memory only, and fewer and fewer of them, until "
                             "the run can be recorded.\n%s"),
                          algo_run_model_get_recording (run)->message);
}

void
algo_run_panes_show (const AlgoRunPanes *panes, AlgoRunModel *run, AlgoScene *scene)
{
  const AlgoRecordingStatus *recording = algo_run_model_get_recording (run);
  AlgoSessionStatus status = *algo_run_model_get_status (run);
  g_autofree char *memory_only = describe_memory_only (run);

  status.seed = scene->seed;
  status.step = scene->latest;
  status.budget = scene->budget;
  status.steps_per_second = scene->steps_per_second;
  algo_run_pane_set_status (panes->run, &status);
  algo_question_pane_set_scene (panes->question, scene);
  algo_timeline_set_scene (panes->timeline, scene);
  algo_timeline_set_memory_only (panes->timeline, memory_only, recording->step);
}
