/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-commands.h"

#include "app/run/actions.h"
#include "app/window/file-chooser.h"
#include "app/window/recent-runs.h"
#include "app/window/restart-dialog.h"
#include "engine/run-file/schema.h"

#include <glib/gi18n-lib.h>

static GtkWindow *
get_window (AlgoRunCommands *commands)
{
  return GTK_WINDOW (gtk_widget_get_root (commands->page));
}

static void
on_restart_accepted (AlgoRestartDialog *dialog, const AlgoSettings *settings, gpointer user_data)
{
  AlgoRunCommands *commands = user_data;
  g_autoptr (GError) error = NULL;

  if (algo_run_model_begin (commands->run, settings, &error))
    {
      g_settings_set_uint (commands->preferences, "step-budget", settings->steps);
      algo_run_model_run (commands->run);
    }
  else
    algo_message_bar_tell (commands->messages, error->message);
}

static void
on_restart_with (AlgoRunCommands *commands)
{
  GClosure *closure = g_cclosure_new (G_CALLBACK (on_restart_accepted), commands, NULL);
  AlgoRestartDialog *dialog =
      algo_restart_dialog_new (get_window (commands), algo_run_model_get_settings (commands->run),
                               commands->preferences);

  /* It may be open a moment longer than the window. */
  g_object_watch_closure (G_OBJECT (commands->page), closure);
  g_signal_connect_closure (dialog, "accepted", closure, FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Saving under a name. */

/* This is one that is under way; all are owned. */
typedef struct
{
  AlgoRunModel *run;
  AlgoMessageBar *messages;
  char *path; /* once it is known */
} Saving;

static Saving *
saving_new (AlgoRunModel *run, AlgoMessageBar *messages, const char *path)
{
  Saving *saving = g_new (Saving, 1);

  *saving = (Saving){ g_object_ref (run), g_object_ref (messages), g_strdup (path) };
  return saving;
}

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->run);
  g_object_unref (saving->messages);
  g_free (saving->path);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
show_problem (Saving *saving, const char *text)
{
  algo_message_bar_show (saving->messages, text, _ ("Save _As…"), "win.save-as", NULL);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (algo_run_model_save_as_finish (result, &error))
    {
      algo_recent_runs_add (saving->path);
      algo_message_bar_hide (saving->messages);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      text = g_strdup_printf (_ ("The run could not be saved. %s"), error->message);
      show_problem (saving, text);
    }
}

void
algo_run_commands_save_as (AlgoRunModel *run, const char *path, AlgoMessageBar *messages)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);

  algo_run_model_save_as_async (run, absolute, on_saved, saving_new (run, messages, absolute));
}

/* Returns the path with the suffix of runs; NULL and a message if that is another file than the one
 * that was asked about. */
static char *
complete_name (Saving *saving, const char *path)
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
  show_problem (saving, text);
  return NULL;
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GFile) file = algo_file_chooser_ask_finish (result);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *complete = NULL;

  if (file == NULL || !algo_run_model_has_run (saving->run))
    return;
  if (path == NULL)
    {
      algo_message_bar_tell (saving->messages, _ ("Runs can only be saved on this computer."));
      return;
    }
  complete = complete_name (saving, path);
  if (complete != NULL)
    algo_run_commands_save_as (saving->run, complete, saving->messages);
}

static void
on_save_as (AlgoRunCommands *commands)
{
  AlgoRunModel *run = commands->run;
  const char *path = algo_run_model_is_unnamed (run) ? NULL : algo_run_model_get_path (run);
  g_autofree char *seed = g_strdup_printf ("seed-%" G_GUINT64_FORMAT ALGO_RUN_SUFFIX,
                                           algo_run_model_get_status (run)->seed);
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *folder_path = path != NULL ? g_path_get_dirname (path) : NULL;
  g_autoptr (GFile) folder = folder_path != NULL ? g_file_new_for_path (folder_path) : NULL;
  const AlgoFileRequest request = { .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                                    .title = _ ("Save the Run As"),
                                    .accept = _ ("_Save"),
                                    .filter_name = _ ("Runs"),
                                    .pattern = "*" ALGO_RUN_SUFFIX,
                                    .name = name != NULL ? name : seed,
                                    .folder = folder };

  algo_file_chooser_ask (get_window (commands), &request, on_chosen,
                         saving_new (run, commands->messages, NULL));
}

/* A text that is being written has an Undo of its own. */
static void
on_undo (AlgoRunCommands *commands, GVariant *parameter, GAction *action)
{
  const char *name = g_action_get_name (action);
  GtkWidget *focus = gtk_window_get_focus (get_window (commands));
  g_autofree char *of_text = g_strconcat ("text.", name, NULL);

  if (!GTK_IS_TEXT (focus) || !gtk_widget_activate_action (focus, of_text, NULL))
    g_action_group_activate_action (algo_exhibits_get_actions (commands->exhibits), name, NULL);
}

static void
follow_enabled (AlgoRunCommands *commands, GActionMap *map, const char *name)
{
  GActionMap *exhibits = G_ACTION_MAP (algo_exhibits_get_actions (commands->exhibits));

  g_object_bind_property (g_action_map_lookup_action (exhibits, name), "enabled",
                          g_action_map_lookup_action (map, name), "enabled", G_BINDING_SYNC_CREATE);
}

void
algo_run_commands_add (AlgoRunCommands *commands, GActionMap *map)
{
  const AlgoAction actions[] = {
    { "restart-with", G_CALLBACK (on_restart_with) },
    { "save-as", G_CALLBACK (on_save_as) },
    { "undo", G_CALLBACK (on_undo) },
    { "redo", G_CALLBACK (on_undo) },
  };

  algo_actions_add (map, actions, G_N_ELEMENTS (actions), commands);
  follow_enabled (commands, map, "undo");
  follow_enabled (commands, map, "redo");
}
