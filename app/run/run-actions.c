/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-actions.h"

#include "app/run/actions.h"
#include "app/run/run-model-private.h"

#define NEW_SEEDS 1000000 /* new seeds stay short enough to be read aloud */

static void
tell (AlgoRunModel *self, void (*command) (AlgoSession *session))
{
  if (algo_run_model_peek (self)->session != NULL)
    command (algo_run_model_peek (self)->session);
}

void
algo_run_model_run (AlgoRunModel *self)
{
  tell (self, algo_session_run);
}

void
algo_run_model_pause (AlgoRunModel *self)
{
  tell (self, algo_session_pause);
}

void
algo_run_model_step (AlgoRunModel *self)
{
  tell (self, algo_session_step);
}

void
algo_run_model_extend (AlgoRunModel *self)
{
  if (algo_run_model_peek (self)->session != NULL)
    algo_session_extend (algo_run_model_peek (self)->session,
                         algo_run_model_get_settings (self)->steps);
}

gboolean
algo_run_model_set_rate (AlgoRunModel *self, double rate, GError **error)
{
  AlgoSession *session = algo_run_model_peek (self)->session;

  return session == NULL || algo_session_set_rate (session, rate, error);
}

static void
on_run_pause (AlgoRunModel *run)
{
  if (algo_run_model_get_status (run)->state == ALGO_SESSION_RUNNING)
    algo_run_model_pause (run);
  else
    algo_run_model_run (run);
}

static void
on_restart_same (AlgoRunModel *run)
{
  const AlgoSettings settings = *algo_run_model_get_settings (run);

  algo_run_model_begin (run, &settings, NULL);
}

static void
on_restart_new (AlgoRunModel *run)
{
  AlgoSettings settings = *algo_run_model_get_settings (run);
  guint64 seed;

  do
    seed = g_random_int_range (0, NEW_SEEDS);
  while (seed == settings.seed);
  settings.seed = seed;
  algo_run_model_begin (run, &settings, NULL);
}

static void
update (GActionMap *actions, AlgoRunModel *run)
{
  const AlgoSessionState state = algo_run_model_get_status (run)->state;
  const gboolean has_run = algo_run_model_has_run (run);

  algo_actions_enable (actions, "run-pause",
                       state == ALGO_SESSION_RUNNING || state == ALGO_SESSION_PAUSED);
  algo_actions_enable (actions, "step",
                       state != ALGO_SESSION_PREPARING && state != ALGO_SESSION_DIVERGED);
  algo_actions_enable (actions, "continue", state == ALGO_SESSION_FINISHED);
  algo_actions_enable (actions, "restart-same", has_run);
  algo_actions_enable (actions, "restart-new", has_run);
}

GActionMap *
algo_run_actions_new (AlgoRunModel *run)
{
  const AlgoAction actions[] = {
    { "run-pause", G_CALLBACK (on_run_pause) },
    { "step", G_CALLBACK (algo_run_model_step) },
    { "continue", G_CALLBACK (algo_run_model_extend) },
    { "restart-same", G_CALLBACK (on_restart_same) },
    { "restart-new", G_CALLBACK (on_restart_new) },
  };
  GActionMap *map = algo_actions_new (actions, G_N_ELEMENTS (actions), run);
  const AlgoConnection connections[] = {
    { run, "state-changed", G_CALLBACK (update), map },
    { run, "run-changed", G_CALLBACK (update), map },
  };

  algo_connect (connections, G_N_ELEMENTS (connections));
  update (map, run);
  return map;
}
