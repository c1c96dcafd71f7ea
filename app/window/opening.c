/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening files in a window: what is in one is looked at in a thread, and read in threads by
 * whoever shows it. */
#include "app/run/actions.h"
#include "app/run/network-file.h"
#include "app/window/file-chooser.h"
#include "app/window/recent-runs.h"
#include "app/window/window.h"
#include "engine/ensemble/ensemble.h"
#include "engine/run-file/schema.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef enum
{
  KIND_RUN,
  KIND_NETWORK,
  KIND_ENSEMBLE,
} Kind;

typedef struct
{
  GWeakRef window;
  AlgoSettings settings; /* of the run that a window without one begins */
  char *path;            /* absolute */
  gint64 step;           /* of a run, to be shown then; -1: the latest */
  double log_beta;       /* likewise; not a number: as it is */
  Kind kind;
  AlgoConsensus *consensus; /* that was read, or NULL */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_weak_ref_clear (&opening->window);
  g_clear_pointer (&opening->consensus, algo_consensus_unref);
  g_free (opening->path);
  g_free (opening);
}

static void
go_to (AlgoWindow *window, gint64 step, double log_beta)
{
  algo_window_show_run (window);
  algo_run_page_go_to (algo_window_get_run_page (window), step, log_beta, 0);
}

static void
begin_waiting (AlgoWindow *window, const AlgoSettings *settings)
{
  if (!algo_run_model_has_run (algo_window_get_run (window)))
    algo_run_model_begin (algo_window_get_run (window), settings, NULL);
}

static gboolean
is_unnamed_run (const Opening *opening, AlgoWindow *window)
{
  return opening->kind == KIND_RUN && algo_run_model_is_unnamed (algo_window_get_run (window));
}

static void
show_contents (AlgoWindow *window, const Opening *opening)
{
  begin_waiting (window, &opening->settings);
  algo_window_show_message (window, NULL);
  if (!is_unnamed_run (opening, window))
    algo_recent_runs_add (opening->path);
  if (opening->kind == KIND_RUN)
    go_to (window, opening->step, opening->log_beta);
  else if (opening->kind == KIND_NETWORK)
    algo_window_show_run (window);
  else
    algo_window_show_ensemble (window, opening->consensus);
}

/* Takes both; `error` NULL means that the contents are there. */
static void
complete (GTask *task, GError *error)
{
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (AlgoWindow) window = g_weak_ref_get (&opening->window);

  if (window != NULL && error == NULL)
    show_contents (window, opening);
  else if (window != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      begin_waiting (window, &opening->settings);
      algo_window_show_message (window, error->message);
    }
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
on_run_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  algo_run_model_open_finish (result, &error);
  complete (data, error);
}

static void
on_network_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  algo_exhibits_open_finish (result, &error);
  complete (data, error);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = g_task_get_task_data (data);
  g_autoptr (AlgoEnsemble) ensemble = NULL;
  GError *error = NULL;

  if (algo_network_file_is_one (opening->path))
    opening->kind = KIND_NETWORK;
  else if (algo_ensemble_is_in (opening->path))
    {
      opening->kind = KIND_ENSEMBLE;
      ensemble = algo_ensemble_read (opening->path, &error);
    }
  if (ensemble != NULL)
    opening->consensus = algo_consensus_new (ensemble);
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  const Opening *opening = g_task_get_task_data (task);
  g_autoptr (AlgoWindow) window = g_weak_ref_get ((GWeakRef *) &opening->window);
  GError *error = NULL;

  if (window == NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The window was closed."));
  if (window == NULL || !g_task_propagate_boolean (G_TASK (result), &error)
      || opening->kind == KIND_ENSEMBLE)
    complete (task, error);
  else if (opening->kind == KIND_RUN)
    algo_run_model_open_async (algo_window_get_run (window), opening->path, on_run_opened, task);
  else
    algo_exhibits_open_async (algo_run_page_get_exhibits (algo_window_get_run_page (window)),
                              opening->path, on_network_opened, task);
}

static Opening *
opening_new (const char *path, const AlgoSettings *settings, gint64 step, double log_beta)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_canonicalize_filename (path, NULL);
  opening->settings = *settings;
  opening->step = step;
  opening->log_beta = log_beta;
  return opening;
}

/* Takes `opening`. A window that has the run is shown instead. */
static void
begin (AlgoWindow *window, Opening *opening, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, NULL, callback, data);
  g_autoptr (GTask) looking = g_task_new (NULL, NULL, on_looked, task);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  AlgoWindow *other = algo_window_find (application, opening->path);

  g_weak_ref_init (&opening->window, window);
  g_task_set_task_data (task, opening, opening_free);
  if (other != NULL && algo_run_model_has_run (algo_window_get_run (other)))
    {
      go_to (other, opening->step, opening->log_beta);
      if (other != window)
        gtk_window_present (GTK_WINDOW (other));
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (looking, g_object_ref (task), g_object_unref);
  g_task_run_in_thread (looking, look_in_thread);
}

void
algo_window_open_async (AlgoWindow *self,
                        const char *path,
                        const AlgoSettings *settings,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  begin (self, opening_new (path, settings, -1, NAN), callback, data);
}

gboolean
algo_window_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
algo_window_open_file (AlgoWindow *self, const char *path)
{
  algo_window_open_async (self, path, &ALGO_SETTINGS_DEFAULT, NULL, NULL);
}

void
algo_window_open_run_at (AlgoWindow *self, const char *path, gint64 step, double log_beta)
{
  begin (self, opening_new (path, &ALGO_SETTINGS_DEFAULT, step, log_beta), NULL, NULL);
}

/* What a person does. */

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
on_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFile) file = algo_file_chooser_ask_finish (result);

  /* The window may have been closed under the dialog. */
  if (file != NULL && gtk_window_get_application (GTK_WINDOW (source)) != NULL)
    open_file (ALGO_WINDOW (source), file);
}

static void
on_open (AlgoWindow *self)
{
  const AlgoFileRequest request = { .action = GTK_FILE_CHOOSER_ACTION_OPEN,
                                    .title = _ ("Open a Run, an Ensemble or a Network"),
                                    .accept = _ ("_Open"),
                                    .filter_name = _ ("Runs, ensembles and networks"),
                                    .pattern = "*" ALGO_RUN_SUFFIX " *" ALGO_NETWORK_SUFFIX };

  algo_file_chooser_ask (GTK_WINDOW (self), &request, on_chosen, NULL);
}

static void
on_open_run (AlgoWindow *self, GVariant *path)
{
  algo_window_open_file (self, g_variant_get_string (path, NULL));
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));
  const gboolean taken = files != NULL;

  if (taken)
    open_file (user_data, files->data);
  if (g_slist_length (files) > 1)
    algo_window_say (user_data, _ ("Only the first of the files was opened"));
  g_slist_free (files);
  return taken;
}

static void
on_menu (GtkMenuButton *button, gpointer user_data)
{
  AlgoWindow *self = user_data;
  GObject *menu =
      gtk_widget_get_template_child (GTK_WIDGET (self), ALGO_TYPE_WINDOW, "recent_menu");

  algo_recent_runs_fill (G_MENU (menu), "win.open-run", algo_window_get_path (self));
}

void
algo_window_add_opening (AlgoWindow *self)
{
  const AlgoAction actions[] = {
    { "open", G_CALLBACK (on_open) },
    { "open-run", G_CALLBACK (on_open_run), "s" },
  };
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GObject *button =
      gtk_widget_get_template_child (GTK_WIDGET (self), ALGO_TYPE_WINDOW, "menu_button");

  algo_actions_add (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  /* Just before it shows. */
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), on_menu, self, NULL);
}
