/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-actions.h"

#include "app/run/actions.h"
#include "app/run/run-model-private.h"

#define NEW_SEEDS 1000000 /* new seeds stay short enough to be read aloud */

void
algo_run_model_run (AlgoRunModel *self)
{
  AlgoSession *session = algo_run_model_peek (self)->session;

  if (session != NULL)
    algo_session_run (session);
}

void
algo_run_model_pause (AlgoRunModel *self)
{
  AlgoSession *session = algo_run_model_peek (self)->session;

  if (session != NULL)
    algo_session_pause (session);
}

void
algo_run_model_step (AlgoRunModel *self)
{
  AlgoSession *session = algo_run_model_peek (self)->session;

  if (session != NULL)
    algo_session_step (session);
}

void
algo_run_model_extend (AlgoRunModel *self)
{
  AlgoSession *session = algo_run_model_peek (self)->session;
  AlgoSettings settings;

  algo_run_model_get_settings (self, &settings);
  if (session != NULL)
    algo_session_extend (session, settings.steps);
}

gboolean
algo_run_model_set_rate (AlgoRunModel *self, double rate, GError **error)
{
  AlgoSession *session = algo_run_model_peek (self)->session;

  return session == NULL || algo_session_set_rate (session, rate, error);
}

static void
on_run_pause (GSimpleAction *action, GVariant *parameter, gpointer run)
{
  if (algo_run_model_get_status (run)->state == ALGO_SESSION_RUNNING)
    algo_run_model_pause (run);
  else
    algo_run_model_run (run);
}

static void
on_step (GSimpleAction *action, GVariant *parameter, gpointer run)
{
  algo_run_model_step (run);
}

static void
on_continue (GSimpleAction *action, GVariant *parameter, gpointer run)
{
  algo_run_model_extend (run);
}

static void
on_restart_same (GSimpleAction *action, GVariant *parameter, gpointer run)
{
  AlgoSettings settings;

  algo_run_model_get_settings (run, &settings);
  algo_run_model_begin (run, &settings, NULL);
}

static void
on_restart_new (GSimpleAction *action, GVariant *parameter, gpointer run)
{
  AlgoSettings settings;
  guint64 seed;

  algo_run_model_get_settings (run, &settings);
  do
    seed = g_random_int_range (0, NEW_SEEDS);
  while (seed == settings.seed);
  settings.seed = seed;
  algo_run_model_begin (run, &settings, NULL);
}

static void
update (AlgoRunModel *run, GParamSpec *pspec, gpointer data)
{
  GSimpleActionGroup *group = data;
  const AlgoSessionState state = algo_run_model_get_status (run)->state;
  const gboolean has_run = algo_run_model_has_run (run);

  algo_actions_enable (group, "run-pause",
                       state == ALGO_SESSION_RUNNING || state == ALGO_SESSION_PAUSED);
  algo_actions_enable (group, "step",
                       state != ALGO_SESSION_PREPARING && state != ALGO_SESSION_DIVERGED);
  algo_actions_enable (group, "continue", state == ALGO_SESSION_FINISHED);
  algo_actions_enable (group, "restart-same", has_run);
  algo_actions_enable (group, "restart-new", has_run);
}

static void
on_run_changed (AlgoRunModel *run, gpointer data)
{
  update (run, NULL, data);
}

GSimpleActionGroup *
algo_run_actions_new (AlgoRunModel *run)
{
  const GActionEntry entries[] = {
    { .name = "run-pause", .activate = on_run_pause },
    { .name = "step", .activate = on_step },
    { .name = "continue", .activate = on_continue },
    { .name = "restart-same", .activate = on_restart_same },
    { .name = "restart-new", .activate = on_restart_new },
  };
  GSimpleActionGroup *group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), run);
  g_signal_connect_object (run, "notify::state", G_CALLBACK (update), group, 0);
  g_signal_connect_object (run, "run-changed", G_CALLBACK (on_run_changed), group, 0);
  update (run, NULL, group);
  return group;
}
