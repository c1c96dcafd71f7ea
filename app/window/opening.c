/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files are opened in a window, and a run without a name that was interrupted is offered to be. */
#include "app/run/actions.h"
#include "app/run/autosave.h"
#include "app/run/job.h"
#include "app/run/opening.h"
#include "app/window/file-chooser.h"
#include "app/window/recent-runs.h"
#include "app/window/window.h"
#include "engine/formats/network-file.h"
#include "engine/run-file/schema.h"
#include "ui/pictures/drawing/numbers.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  GWeakRef window;
  char *path;      /* absolute */
  gint64 step;     /* of a run, to be shown then; -1: the latest */
  double log_beta; /* likewise; not a number: as it is */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_weak_ref_clear (&opening->window);
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
show_contents (AlgoWindow *window,
               const Opening *opening,
               AlgoContents contents,
               AlgoConsensus *consensus,
               const char *notes)
{
  const gboolean is_run = contents == ALGO_CONTENTS_RUN;

  algo_window_show_message (window, notes);
  if (!is_run || !algo_run_model_is_unnamed (algo_window_get_run (window)))
    algo_recent_runs_add (opening->path);
  if (consensus != NULL)
    algo_window_show_ensemble (window, consensus);
  else if (is_run)
    go_to (window, opening->step, opening->log_beta);
  else
    algo_window_show_run (window);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (AlgoWindow) window = g_weak_ref_get (&opening->window);
  g_autoptr (AlgoConsensus) consensus = NULL;
  g_autofree char *notes = NULL;
  AlgoContents contents;
  GError *error = NULL;

  if (algo_open_finish (result, &contents, &consensus, &notes, &error) && window != NULL)
    show_contents (window, opening, contents, consensus, notes);
  else if (window != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    algo_window_show_message (window, error->message);
  if (window == NULL)
    {
      g_clear_error (&error);
      g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The window was closed."));
    }
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* A window that has the run is shown instead. */
static void
begin (AlgoWindow *window,
       const Opening *wanted,
       const AlgoSettings *settings,
       GAsyncReadyCallback callback,
       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Opening *opening = g_memdup2 (wanted, sizeof *wanted);
  AlgoWindow *other;

  opening->path = g_canonicalize_filename (wanted->path, NULL);
  g_weak_ref_init (&opening->window, window);
  g_task_set_task_data (task, opening, opening_free);
  other = algo_window_find (gtk_window_get_application (GTK_WINDOW (window)), opening->path);
  if (other != NULL && algo_run_model_has_run (algo_window_get_run (other)))
    {
      go_to (other, opening->step, opening->log_beta);
      if (other != window)
        gtk_window_present (GTK_WINDOW (other));
      g_task_return_boolean (task, TRUE);
      return;
    }
  algo_open_async (algo_window_get_run (window),
                   algo_run_page_get_exhibits (algo_window_get_run_page (window)), opening->path,
                   settings, on_opened, g_object_ref (task));
}

void
algo_window_open_async (AlgoWindow *self,
                        const char *path,
                        const AlgoSettings *settings,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  const Opening wanted = { .path = (char *) path, .step = -1, .log_beta = NAN };

  begin (self, &wanted, settings, callback, data);
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
  const Opening wanted = { .path = (char *) path, .step = step, .log_beta = log_beta };

  begin (self, &wanted, &ALGO_SETTINGS_DEFAULT, NULL, NULL);
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
                                    .pattern = "*" ALGO_RUN_SUFFIX " " ALGO_NETWORK_PATTERNS };

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
  /* The menu is filled just before it shows. */
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), on_menu, self, NULL);
}

/* A run that was interrupted. */

static void
settle_in_thread (gpointer path, GCancellable *cancellable)
{
  algo_autosave_settle (path);
}

static char *
describe_interrupted (const AlgoInterruptedRun *run)
{
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, run->seed);
  g_autofree char *step = algo_number_format_count (run->step);

  return g_strdup_printf (_ ("The last run, with seed %s, was interrupted. It was kept up to step "
                             "%s."),
                          seed, step);
}

static void
free_interrupted (gpointer run, GClosure *closure)
{
  algo_interrupted_run_free (run);
}

/* It may also be something else that the notice told meanwhile. */
static void
on_closed (AlgoMessageBar *notice, const AlgoInterruptedRun *run)
{
  static const AlgoJobKind kind = { settle_in_thread, NULL, g_free };
  g_autofree char *text = describe_interrupted (run);

  if (g_strcmp0 (algo_message_bar_get_text (notice), text) == 0)
    algo_job_start (&kind, NULL, g_strdup (run->path), NULL);
}

static void
find_in_thread (gpointer found, GCancellable *cancellable)
{
  *(AlgoInterruptedRun **) found = algo_autosave_find_interrupted ();
  algo_autosave_prune ();
}

static void
on_found (gpointer notice, gpointer found)
{
  AlgoInterruptedRun *run = g_steal_pointer ((AlgoInterruptedRun **) found);
  g_autofree char *text = NULL;

  if (run == NULL)
    return;
  text = describe_interrupted (run);
  algo_message_bar_dress (notice, "document-open-recent-symbolic", TRUE);
  algo_message_bar_show (notice, text, _ ("_Open It"), "win.open-run",
                         g_variant_new_string (run->path));
  g_signal_connect_data (notice, "closed", G_CALLBACK (on_closed), run, free_interrupted, 0);
}

static void
free_found (gpointer found)
{
  g_clear_pointer ((AlgoInterruptedRun **) found, algo_interrupted_run_free);
  g_free (found);
}

void
algo_interrupted_offer (AlgoMessageBar *notice)
{
  static const AlgoJobKind kind = { find_in_thread, on_found, free_found };

  algo_job_start (&kind, notice, g_new0 (AlgoInterruptedRun *, 1), NULL);
}
