/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/training-run.h"

void
algo_session_start_clear (AlgoSessionStart *start)
{
  g_clear_pointer (&start->recorder, algo_recorder_unref);
  g_clear_pointer (&start->state, algo_trainer_state_free);
}

guint64
algo_training_run_get_step (const AlgoTrainingRun *run)
{
  if (run->trainer != NULL)
    return algo_trainer_get_step (run->trainer);
  return run->begin != NULL ? run->begin->step : 0;
}

static void
enter (AlgoTrainingRun *run, AlgoSessionState state)
{
  if (state == ALGO_SESSION_RUNNING && run->state != ALGO_SESSION_RUNNING)
    algo_pace_resume (&run->pace, algo_training_run_get_step (run), g_get_monotonic_time ());
  run->state = state;
  if (run->recorder != NULL && run->trainer != NULL && state != ALGO_SESSION_RUNNING)
    algo_recorder_note_rest (run->recorder, run->trainer);
}

/* Running is over where the budget is: no step is taken past it unless asked for singly. */
static AlgoSessionState
state_at_rest (const AlgoTrainingRun *run)
{
  return algo_training_run_get_step (run) >= run->budget ? ALGO_SESSION_FINISHED
                                                         : ALGO_SESSION_PAUSED;
}

void
algo_training_run_clear (AlgoTrainingRun *run)
{
  if (run->recorder != NULL && run->trainer != NULL)
    algo_recorder_note_rest (run->recorder, run->trainer);
  g_clear_pointer (&run->recorder, algo_recorder_unref);
  g_clear_pointer (&run->begin, algo_trainer_state_free);
  g_clear_pointer (&run->trainer, algo_trainer_free);
}

/* What was recorded of a run that goes on is its history here, too. */
static void
restore_history (AlgoTrainingRun *run)
{
  g_autoptr (GArray) metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));

  algo_recorder_read_metrics (run->recorder, metrics);
  for (guint i = 0; i < metrics->len; i++)
    algo_history_append (run->history, &g_array_index (metrics, AlgoMetrics, i));
}

void
algo_training_run_begin (AlgoTrainingRun *run, AlgoSessionStart *start, guint64 generation)
{
  if (run->state != ALGO_SESSION_PREPARING)
    run->run_when_prepared = run->state != ALGO_SESSION_PAUSED;
  algo_training_run_clear (run);
  run->settings = start->settings;
  run->recorder = g_steal_pointer (&start->recorder);
  run->begin = g_steal_pointer (&start->state);
  run->state = ALGO_SESSION_PREPARING;
  run->generation = generation;
  run->budget =
      run->recorder != NULL ? algo_recorder_get_budget (run->recorder) : run->settings.steps;
  run->rate = run->begin != NULL ? run->begin->settings.rate : run->settings.rate;
  if (run->begin != NULL)
    run->run_when_prepared = FALSE;
  algo_pace_reset (&run->pace, algo_training_run_get_step (run), g_get_monotonic_time ());
  algo_history_restart (run->history, run->generation);
  if (run->recorder != NULL && run->begin != NULL)
    restore_history (run);
}

void
algo_training_run_prepare (AlgoTrainingRun *run)
{
  run->trainer = run->begin != NULL ? algo_trainer_new_from_state (run->begin, NULL)
                                    : algo_trainer_new (&run->settings, NULL);
  g_clear_pointer (&run->begin, algo_trainer_state_free);
  if (run->trainer == NULL)
    {
      enter (run, ALGO_SESSION_DIVERGED);
      return;
    }
  if (run->recorder != NULL)
    algo_recorder_begin (run->recorder, run->trainer);
  enter (run, run->run_when_prepared ? ALGO_SESSION_RUNNING : state_at_rest (run));
}

/* FALSE if it diverged. */
static gboolean
take_step (AlgoTrainingRun *run)
{
  AlgoMetrics metrics;

  if (!algo_trainer_step (run->trainer, &metrics, NULL))
    {
      enter (run, ALGO_SESSION_DIVERGED);
      return FALSE;
    }
  algo_history_append (run->history, &metrics);
  if (run->recorder != NULL)
    algo_recorder_note_step (run->recorder, run->trainer, &metrics);
  if (run->state == ALGO_SESSION_RUNNING)
    algo_pace_mark (&run->pace, metrics.step, g_get_monotonic_time ());
  return TRUE;
}

void
algo_training_run_step (AlgoTrainingRun *run)
{
  if (take_step (run) && algo_training_run_get_step (run) >= run->budget)
    enter (run, ALGO_SESSION_FINISHED);
}

void
algo_training_run_step_once (AlgoTrainingRun *run)
{
  if (take_step (run))
    enter (run, state_at_rest (run));
}

/* Running is entered from rest only: a finished run goes on by an extension. */
void
algo_training_run_start (AlgoTrainingRun *run)
{
  if (run->state == ALGO_SESSION_PAUSED)
    enter (run, ALGO_SESSION_RUNNING);
}

void
algo_training_run_pause (AlgoTrainingRun *run)
{
  enter (run, state_at_rest (run));
}

static void
note_change (const AlgoTrainingRun *run, AlgoRunEventKind kind, double value)
{
  if (run->recorder != NULL)
    algo_recorder_note_change (run->recorder, run->trainer, kind, value);
}

void
algo_training_run_extend (AlgoTrainingRun *run, guint steps)
{
  run->budget += steps;
  note_change (run, ALGO_RUN_BUDGET, run->budget);
  enter (run, state_at_rest (run));
  algo_training_run_start (run);
}

void
algo_training_run_set_rate (AlgoTrainingRun *run, double rate)
{
  if (!algo_trainer_set_rate (run->trainer, rate, NULL))
    return;
  run->rate = rate;
  note_change (run, ALGO_RUN_RATE, rate);
}
