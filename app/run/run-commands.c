/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-commands.h"

#include "app/run/actions.h"
#include "app/run/saving.h"
#include "app/window/restart-dialog.h"

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
    g_settings_set_uint (commands->preferences, "step-budget", settings->steps);
  else
    algo_message_bar_tell (commands->messages, error->message);
}

static void
on_restart_with (AlgoRunCommands *commands)
{
  GClosure *closure = g_cclosure_new (G_CALLBACK (on_restart_accepted), commands, NULL);
  AlgoRestartDialog *dialog =
      algo_restart_dialog_new (get_window (commands), algo_run_model_get_settings (commands->run));

  /* It may be open a moment longer than the window. */
  g_object_watch_closure (G_OBJECT (commands->page), closure);
  g_signal_connect_closure (dialog, "accepted", closure, FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_save_as (AlgoRunCommands *commands)
{
  algo_saving_ask (get_window (commands), commands->run, commands->messages);
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
