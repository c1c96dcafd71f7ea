/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening runs, saving them under a name, and the offer to go on with one that was interrupted. */
#include "app/run/autosave.h"
#include "app/run/closing.h"
#include "app/window/file-chooser.h"
#include "app/run/network-file.h"
#include "app/window/recent-runs.h"
#include "app/window/window-private.h"
#include "engine/run-file/schema.h"
#include "ui/pictures/drawing/numbers.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Opening. */

typedef struct
{
  char *path;
  gint64 step;     /* to be shown then; -1: the latest */
  double log_beta; /* likewise; not a number: as it is */
  AlgoRecorder *recorder;
  AlgoTrainerState *state;
  GError *error;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_clear_pointer (&opening->recorder, algo_recorder_unref);
  g_clear_pointer (&opening->state, algo_trainer_state_free);
  g_clear_error (&opening->error);
  g_free (opening->path);
  g_free (opening);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;

  opening->recorder = algo_window_open_recorder (opening->path, &opening->state, &opening->error);
  g_task_return_boolean (task, TRUE);
}

/* A step of a run that the session may not have begun with yet. */
typedef struct
{
  guint64 generation;
  gint64 step;
} Going;

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AlgoWindow *self = ALGO_WINDOW (widget);
  const Going *going = data;

  if (self->generation != going->generation)
    return G_SOURCE_REMOVE;
  if (self->status.generation != self->generation)
    return G_SOURCE_CONTINUE;
  algo_window_show_step (self, going->step);
  return G_SOURCE_REMOVE;
}

/* In place of the ensemble, if one is shown. */
static void
go_to (AlgoWindow *self, gint64 step, double log_beta)
{
  Going *going;

  algo_window_show_ensemble (self, FALSE);
  if (isfinite (log_beta))
    algo_question_pane_go_to (self->question_pane, log_beta, 0);
  if (step < 0)
    return;
  going = g_new (Going, 1);
  *going = (Going){ self->generation, step };
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, going, g_free);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  AlgoWindow *self = ALGO_WINDOW (source);
  Opening *opening = g_task_get_task_data (G_TASK (result));

  if (self->session == NULL) /* the window was closed meanwhile */
    {
      if (opening->recorder != NULL)
        algo_closing_begin (g_steal_pointer (&opening->recorder));
      return;
    }
  if (opening->recorder == NULL)
    {
      algo_window_show_message (self, opening->error->message);
      return;
    }
  algo_window_hide_notice (self);
  algo_window_take_run (self, g_steal_pointer (&opening->recorder),
                        g_steal_pointer (&opening->state));
  go_to (self, opening->step, opening->log_beta);
}

void
algo_window_open_run_at (AlgoWindow *self, const char *path, gint64 step, double log_beta)
{
  g_autoptr (GTask) task = NULL;
  Opening *opening;
  AlgoWindow *other;
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);

  other = algo_window_find (gtk_window_get_application (GTK_WINDOW (self)), absolute);
  if (other != NULL)
    {
      go_to (other, step, log_beta);
      gtk_window_present (GTK_WINDOW (other));
      return;
    }
  opening = g_new0 (Opening, 1);
  opening->path = g_steal_pointer (&absolute);
  opening->step = step;
  opening->log_beta = log_beta;
  task = g_task_new (self, NULL, on_opened, NULL);
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_in_thread);
}

void
algo_window_open_run (AlgoWindow *self, const char *path)
{
  algo_window_open_run_at (self, path, -1, NAN);
}

void
algo_window_open_file (AlgoWindow *self, const char *path)
{
  if (algo_network_file_is_one (path))
    algo_window_open_network (self, path);
  else if (algo_ensemble_is_in (path))
    algo_window_open_ensemble (self, path);
  else
    algo_window_open_run (self, path);
}

static void
open_file (AlgoWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    algo_window_open_file (self, path);
  else
    algo_window_show_message (self, _ ("Only files on this computer can be opened."));
}

static void
on_open_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  AlgoWindow *self = ALGO_WINDOW (source);
  g_autoptr (GFile) file = algo_file_chooser_ask_finish (result);

  if (file != NULL && self->session != NULL)
    open_file (self, file);
}

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const AlgoFileRequest request = { .kind = ALGO_FILE_OPEN,
                                    .title = _ ("Open a Run, an Ensemble or a Network"),
                                    .accept = _ ("_Open"),
                                    .filter_name = _ ("Runs, ensembles and networks"),
                                    .pattern = "*" ALGO_RUN_SUFFIX " *" ALGO_NETWORK_SUFFIX };

  algo_file_chooser_ask (user_data, &request, on_open_chosen, NULL);
}

static void
on_open_run (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  algo_window_open_file (user_data, g_variant_get_string (parameter, NULL));
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));
  gboolean taken = files != NULL;

  if (taken)
    open_file (user_data, files->data);
  if (g_slist_length (files) > 1)
    algo_toast_show (ALGO_WINDOW (user_data)->toast, _ ("Only the first of the files was opened"),
                     NULL, NULL, NULL);
  g_slist_free (files);
  return taken;
}

/* Saving under another name. */

typedef struct
{
  AlgoRecorder *recorder;
  char *path;
  char *old_path; /* of a file that the new one makes superfluous, or NULL */
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  algo_recorder_unref (saving->recorder);
  g_free (saving->path);
  g_free (saving->old_path);
  g_free (saving);
}

static gboolean
is_recorded_to (AlgoRecorder *recorder, const char *path)
{
  g_auto (AlgoRecordingStatus) status = { 0 };

  algo_recorder_get_status (recorder, &status);
  return g_strcmp0 (status.path, path) == 0;
}

/* The recorder lets go of it a little after it has begun the new one. Where it takes longer the
 * file is left to be removed with others that are old. */
static void
remove_old_file (const char *path)
{
  for (guint i = 0; i < 100 && !algo_autosave_remove (path); i++)
    g_usleep (G_USEC_PER_SEC / 100);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;

  algo_recorder_record_to (saving->recorder, saving->path);
  if (!algo_recorder_sync (saving->recorder, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (saving->old_path != NULL && is_recorded_to (saving->recorder, saving->path))
    remove_old_file (saving->old_path);
  g_task_return_boolean (task, TRUE);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  AlgoWindow *self = ALGO_WINDOW (source);
  const Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    algo_recent_runs_add (saving->path);
  /* Another run may have taken the place of the one that was saved. */
  if (self->session == NULL || self->recorder != saving->recorder)
    return;
  if (error == NULL)
    {
      g_free (self->path);
      self->path = g_strdup (saving->path);
      self->told_of_failure = FALSE;
      algo_window_hide_message (self);
    }
  else
    {
      text = g_strdup_printf (_ ("The run could not be saved. %s"), error->message);
      algo_window_show_problem (self, text, _ ("Save _As…"), "win.save-as");
    }
  algo_window_watch_recording (self);
}

void
algo_window_save_run_as (AlgoWindow *self, const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  if (g_strcmp0 (self->path, absolute) == 0 && self->recording.state == ALGO_RECORDING_ACTIVE)
    return; /* it is being recorded there */
  saving = g_new0 (Saving, 1);
  saving->recorder = algo_recorder_ref (self->recorder);
  saving->path = g_steal_pointer (&absolute);
  if (algo_window_is_unnamed (self))
    saving->old_path = g_strdup (self->path);
  task = g_task_new (self, NULL, on_saved, NULL);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, save_in_thread);
}

/* With the suffix of runs; NULL and a message if that is another file than the one that was asked
 * about. */
static char *
complete_name (AlgoWindow *self, const char *path)
{
  g_autofree char *complete = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (g_str_has_suffix (path, ALGO_RUN_SUFFIX))
    return g_strdup (path);
  complete = g_strconcat (path, ALGO_RUN_SUFFIX, NULL);
  if (!g_file_test (complete, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&complete);
  name = g_filename_display_basename (complete);
  text = g_strdup_printf (_ ("“%s” is there already. To replace it, choose it."), name);
  algo_window_show_problem (self, text, _ ("Save _As…"), "win.save-as");
  return NULL;
}

static void
on_save_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  AlgoWindow *self = ALGO_WINDOW (source);
  g_autoptr (GFile) file = algo_file_chooser_ask_finish (result);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *complete = NULL;

  if (file == NULL || self->session == NULL)
    return;
  if (path == NULL)
    {
      algo_window_show_message (self, _ ("Runs can only be saved on this computer."));
      return;
    }
  complete = complete_name (self, path);
  if (complete != NULL)
    algo_window_save_run_as (self, complete);
}

static void
on_save_as (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;
  g_autofree char *seed =
      g_strdup_printf ("seed-%" G_GUINT64_FORMAT ALGO_RUN_SUFFIX, self->status.seed);
  g_autofree char *name = algo_window_is_unnamed (self) ? NULL : g_path_get_basename (self->path);
  g_autofree char *folder_path =
      algo_window_is_unnamed (self) ? NULL : g_path_get_dirname (self->path);
  g_autoptr (GFile) folder = folder_path != NULL ? g_file_new_for_path (folder_path) : NULL;
  const AlgoFileRequest request = { .kind = ALGO_FILE_SAVE,
                                    .title = _ ("Save the Run As"),
                                    .accept = _ ("_Save"),
                                    .filter_name = _ ("Runs"),
                                    .pattern = "*" ALGO_RUN_SUFFIX,
                                    .name = name != NULL ? name : seed,
                                    .folder = folder };

  algo_file_chooser_ask (GTK_WINDOW (self), &request, on_save_chosen, NULL);
}

/* A run that was interrupted. */

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AlgoInterruptedRun *run = algo_autosave_find_interrupted ();

  algo_autosave_prune ();
  g_task_return_pointer (task, run, (GDestroyNotify) algo_interrupted_run_free);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  AlgoWindow *self = ALGO_WINDOW (source);
  AlgoInterruptedRun *run = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *text = NULL;
  g_autofree char *seed = NULL;
  g_autofree char *step = NULL;

  if (run == NULL)
    return;
  if (self->session != NULL)
    {
      seed = g_strdup_printf ("%" G_GUINT64_FORMAT, run->seed);
      step = algo_number_format_count (run->step);
      text = g_strdup_printf (_ ("The last run, with seed %s, was interrupted. It was kept up to "
                                 "step %s."),
                              seed, step);
      algo_window_show_notice (self, "document-open-recent-symbolic", text, _ ("_Open It"),
                               "win.open-run", run->path);
      self->interrupted = g_strdup (run->path);
    }
  algo_interrupted_run_free (run);
}

void
algo_window_offer_interrupted (AlgoWindow *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_found, NULL);

  g_task_run_in_thread (task, find_in_thread);
}

void
algo_window_add_file_actions (AlgoWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "open", .activate = on_open },
    { .name = "open-run", .activate = on_open_run, .parameter_type = "s" },
    { .name = "save-as", .activate = on_save_as },
  };
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
