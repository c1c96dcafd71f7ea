/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of the run in words and numbers: title, buttons, each panel's one number. */
#include "app/window/window-private.h"

#include "engine/run-file/schema.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/widgets/common/changed-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define ROUND_SECONDS 5 /* time left is told to this, above a minute */

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
describe_state (const AlgoSessionStatus *status)
{
  g_autofree char *pace = NULL;
  g_autofree char *left = NULL;

  switch (status->state)
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
  if (!(status->steps_per_second > 0) || status->step >= status->budget)
    return g_strdup (_ ("training"));
  pace = algo_number_format (status->steps_per_second);
  left = format_duration ((status->budget - status->step) / status->steps_per_second);
  /* Translators: "65.2 steps/s · 42 s left" */
  return g_strdup_printf (_ ("%s steps/s · %s left"), pace, left);
}

static void
show_run_button (AlgoWindow *self)
{
  gboolean running = self->status.state == ALGO_SESSION_RUNNING;
  const char *label = running ? _ ("Pause") : _ ("Run");

  gtk_button_set_icon_name (self->run_button, running ? "media-playback-pause-symbolic"
                                                      : "media-playback-start-symbolic");
  algo_widget_set_tooltip (GTK_WIDGET (self->run_button),
                           running ? _ ("Pause training (Space)") : _ ("Train (Space)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->run_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
show_diverged (AlgoWindow *self)
{
  g_autofree char *step = algo_number_format_count (self->status.step);
  g_autofree char *text =
      g_strdup_printf (_ ("Training diverged after step %s: the loss is no longer a finite "
                          "number. The last good networks are shown."),
                       step);

  gtk_label_set_text (self->diverged_label, text);
}

/* "unsaved since step 1 200" while recording fails; NULL otherwise. */
static char *
describe_unsaved (AlgoWindow *self)
{
  g_autofree char *step = NULL;

  if (self->recording.state != ALGO_RECORDING_FAILED)
    return NULL;
  if (self->recording.step == 0)
    return g_strdup (_ ("not recorded"));
  step = algo_number_format_count (self->recording.step);
  return g_strdup_printf (_ ("not recorded since step %s"), step);
}

static void
show_run_title (AlgoWindow *self)
{
  const gboolean unnamed = algo_window_is_unnamed (self);
  const gboolean failed = self->recording.state == ALGO_RECORDING_FAILED;
  g_autofree char *basename = unnamed ? NULL : g_filename_display_basename (self->path);
  g_autofree char *marked = NULL;
  g_autofree char *title = NULL;

  if (basename != NULL && g_str_has_suffix (basename, ALGO_RUN_SUFFIX))
    basename[strlen (basename) - strlen (ALGO_RUN_SUFFIX)] = '\0';
  /* Translators: how things are marked that are not saved: "• Unnamed run" */
  marked = g_strdup_printf (failed || (unnamed && self->status.step > 0) ? _ ("• %s") : "%s",
                            unnamed ? _ ("Unnamed run") : basename);
  title = g_strdup_printf (_ ("%s — Algoscope"), marked);
  if (g_strcmp0 (gtk_label_get_text (self->title_label), marked) != 0)
    {
      gtk_label_set_text (self->title_label, marked);
      gtk_window_set_title (GTK_WINDOW (self), title);
    }
  algo_widget_set_tooltip (GTK_WIDGET (self->title_label),
                           failed    ? self->recording.message
                           : unnamed ? _ ("Kept until the program needs the room. "
                                          "To keep it for good, save it under a name.")
                                     : self->path);
}

void
algo_window_show_title (AlgoWindow *self)
{
  if (self->ensemble_is_shown)
    algo_window_show_ensemble_status (self);
  else
    show_run_title (self);
}

void
algo_window_show_status (AlgoWindow *self)
{
  const gboolean shown = !self->ensemble_is_shown; /* the run is */
  const AlgoSessionStatus *status = &self->status;
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, status->seed);
  g_autofree char *step = algo_number_format_count (status->step);
  g_autofree char *budget = algo_number_format_count (status->budget);
  g_autofree char *state = describe_state (status);
  /* Translators: "seed 0 · step 1 234 of 4 000 · 65.2 steps/s · 42 s left" */
  g_autofree char *subtitle =
      g_strdup_printf (_ ("seed %s · step %s of %s · %s"), seed, step, budget, state);
  g_autofree char *unsaved = describe_unsaved (self);
  g_autofree char *whole = unsaved != NULL ? g_strdup_printf ("%s · %s", subtitle, unsaved) : NULL;

  if (shown)
    algo_label_set_text (self->subtitle_label, whole != NULL ? whole : subtitle);
  algo_window_show_title (self);
  show_run_button (self);
  gtk_widget_set_visible (self->continue_button, shown && status->state == ALGO_SESSION_FINISHED);
  if (status->state == ALGO_SESSION_DIVERGED)
    show_diverged (self);
  gtk_widget_set_visible (self->diverged_bar, shown && status->state == ALGO_SESSION_DIVERGED);
  algo_run_pane_set_status (self->run_pane, status);
}
