/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-words.h"

#include "engine/run-file/schema.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/task-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define ROUND_SECONDS 5 /* time left is told to this, above a minute */

static gboolean
has_failed (AlgoRunModel *run)
{
  return algo_run_model_get_recording (run)->state == ALGO_RECORDING_FAILED;
}

/* "• Unnamed run": a mark if there is something in it that is not saved. */
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

/* Where it is kept, or why not. */
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

/* "42 s", "3 min 20 s", "1 h 05 min". */
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

/* Steps a second and the time left while running, the state in a word otherwise. */
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

/* " · not recorded since step 1 200" while recording fails, nothing otherwise. */
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

char *
algo_run_memory_only (AlgoRunModel *run)
{
  if (!has_failed (run))
    return NULL;
  return g_strdup_printf (_ ("Earlier steps are in memory only, and fewer and fewer of them, until "
                             "the run can be recorded.\n%s"),
                          algo_run_model_get_recording (run)->message);
}
