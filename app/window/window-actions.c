/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person can tell the window to do. */
#include "app/window/restart-dialog.h"
#include "app/window/window-private.h"

#define NEW_SEEDS 1000000 /* new seeds stay short enough to be read aloud */

static void
on_run_pause (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;

  if (self->status.state == ALGO_SESSION_RUNNING)
    algo_session_pause (self->session);
  else
    algo_session_run (self->session);
  algo_window_wake (self);
}

static void
on_step (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;

  algo_session_step (self->session);
  algo_window_wake (self);
}

static void
on_continue (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;
  AlgoSettings settings;

  algo_session_get_settings (self->session, &settings);
  algo_session_extend (self->session, settings.steps);
  algo_window_wake (self);
}

static void
on_restart_same (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;
  AlgoSettings settings;

  algo_session_get_settings (self->session, &settings);
  algo_window_restart (self, &settings);
}

static void
on_restart_new (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;
  AlgoSettings settings;
  guint64 seed;

  algo_session_get_settings (self->session, &settings);
  do
    seed = g_random_int_range (0, NEW_SEEDS);
  while (seed == settings.seed);
  settings.seed = seed;
  algo_window_restart (self, &settings);
}

static void
on_restart_accepted (AlgoWindow *self, const AlgoSettings *settings)
{
  if (algo_window_restart (self, settings) && self->preferences != NULL)
    g_settings_set_uint (self->preferences, "step-budget", settings->steps);
}

static void
on_restart_with (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;
  AlgoSettings settings;
  AlgoRestartDialog *dialog;

  algo_session_get_settings (self->session, &settings);
  dialog = algo_restart_dialog_new (GTK_WINDOW (self), &settings);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_restart_accepted), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_redraw_noise (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  algo_question_pane_redraw_noise (ALGO_WINDOW (user_data)->question_pane);
}

static void
add_property_action (AlgoWindow *self, const char *name, gpointer object, const char *property)
{
  g_autoptr (GPropertyAction) action = g_property_action_new (name, object, property);

  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

void
algo_window_add_actions (AlgoWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "run-pause", .activate = on_run_pause },
    { .name = "step", .activate = on_step },
    { .name = "continue", .activate = on_continue },
    { .name = "restart-same", .activate = on_restart_same },
    { .name = "restart-new", .activate = on_restart_new },
    { .name = "restart-with", .activate = on_restart_with },
    { .name = "redraw-noise", .activate = on_redraw_noise },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_property_action (self, "resample", self->question_pane, "resample");
  add_property_action (self, "sort", algo_board_get_view (self->board, "weights"), "sort-by-input");
  add_property_action (self, "residuals", algo_board_get_view (self->board, "approximation"),
                       "residuals");
  add_property_action (self, "side-pane", self->side_revealer, "reveal-child");
  algo_window_update_actions (self);
}

/* Some hold on to widgets that, by way of their own actions, hold on to these. */
void
algo_window_drop_actions (AlgoWindow *self)
{
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self));

  for (guint i = 0; names[i] != NULL; i++)
    g_action_map_remove_action (G_ACTION_MAP (self), names[i]);
}

static void
enable (AlgoWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
algo_window_update_actions (AlgoWindow *self)
{
  static const char *const of_runs[] = { "restart-same", "restart-new", "restart-with",
                                         "save-as",      "keep",        "redraw-noise" };
  AlgoSessionState state = self->status.state;
  /* What is not in sight is not to be acted on. */
  const gboolean shown = !self->ensemble_is_shown;

  enable (self, "run-pause",
          shown && (state == ALGO_SESSION_RUNNING || state == ALGO_SESSION_PAUSED));
  enable (self, "step", shown && state != ALGO_SESSION_PREPARING && state != ALGO_SESSION_DIVERGED);
  enable (self, "continue", shown && state == ALGO_SESSION_FINISHED);
  for (guint i = 0; i < G_N_ELEMENTS (of_runs); i++)
    if (g_action_map_lookup_action (G_ACTION_MAP (self), of_runs[i]) != NULL)
      enable (self, of_runs[i], shown);
}
