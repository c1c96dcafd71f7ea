/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/session.h"

#include "engine/session/condition.h"
#include "engine/session/history.h"
#include "engine/session/listeners.h"
#include "engine/session/pace.h"

/* Frames are drawn no more often than this, so that more snapshots would not be seen. */
#define SNAPSHOT_INTERVAL (G_TIME_SPAN_SECOND / 60)

typedef enum
{
  COMMAND_RUN,
  COMMAND_PAUSE,
  COMMAND_STEP,
  COMMAND_RESTART,
  COMMAND_EXTEND,
  COMMAND_SET_RATE,
} CommandKind;

typedef struct
{
  CommandKind kind;
  AlgoSettings settings; /* of a restart */
  guint steps;           /* of an extension */
  double rate;
} Command;

/* What only the training thread touches. */
typedef struct
{
  AlgoTrainer *trainer; /* NULL while another run has to be prepared, or could not be */
  AlgoSettings settings;
  AlgoSessionState state;
  gboolean run_when_prepared;
  guint64 generation;
  guint64 budget;
  double rate;
  AlgoPace pace;
  guint64 snapshot_generation, snapshot_step; /* of the last one published */
  gint64 snapshot_time;
} Run;

struct _AlgoSession
{
  GThread *thread;
  Run run;
  AlgoHistory *history;
  AlgoListeners *listeners;

  pthread_mutex_t lock; /* held briefly only, and guards what follows */
  pthread_cond_t wake;  /* there is a command, or the thread is to stop */
  GQueue commands;
  gboolean stopping;
  AlgoSettings settings_asked;
  AlgoSessionStatus status;
  AlgoSnapshot *snapshot;
};

static guint64
run_get_step (const Run *run)
{
  return run->trainer != NULL ? algo_trainer_get_step (run->trainer) : 0;
}

/* The first of a run and the last before a rest are always due, those between not too often. */
static gboolean
snapshot_is_due (const Run *run, guint64 step, gint64 now)
{
  if (run->trainer == NULL)
    return FALSE;
  if (run->generation != run->snapshot_generation)
    return TRUE;
  return step != run->snapshot_step
         && (run->state != ALGO_SESSION_RUNNING || now - run->snapshot_time >= SNAPSHOT_INTERVAL);
}

static AlgoSnapshot *
take_snapshot_if_due (Run *run)
{
  guint64 step = run_get_step (run);
  gint64 now = g_get_monotonic_time ();

  if (!snapshot_is_due (run, step, now))
    return NULL;
  run->snapshot_generation = run->generation;
  run->snapshot_step = step;
  run->snapshot_time = now;
  return algo_snapshot_new (&run->settings, run->generation, step,
                            algo_trainer_get_parameters (run->trainer));
}

/* Shows everybody how the run stands: status and snapshot change together. */
static void
publish (AlgoSession *session)
{
  Run *run = &session->run;
  g_autoptr (AlgoSnapshot) old = NULL;
  AlgoSnapshot *snapshot = take_snapshot_if_due (run);
  gboolean is_news;

  pthread_mutex_lock (&session->lock);
  is_news = snapshot != NULL || run->state != session->status.state;
  session->status = (AlgoSessionStatus){
    .state = run->state,
    .generation = run->generation,
    .seed = run->settings.seed,
    .step = run_get_step (run),
    .budget = run->budget,
    .steps_per_second = run->pace.steps_per_second,
    .rate = run->rate,
  };
  if (snapshot != NULL)
    {
      old = session->snapshot;
      session->snapshot = snapshot;
    }
  pthread_mutex_unlock (&session->lock);
  if (is_news)
    algo_listeners_call (session->listeners, session);
}

static void
run_enter (Run *run, AlgoSessionState state)
{
  if (state == ALGO_SESSION_RUNNING && run->state != ALGO_SESSION_RUNNING)
    algo_pace_resume (&run->pace, run_get_step (run), g_get_monotonic_time ());
  run->state = state;
}

/* Gives up the run there was; the one that takes its place is prepared by prepare(), so that of
 * several restarts in a row only the last is. */
static void
begin_run (AlgoSession *session, const AlgoSettings *settings)
{
  Run *run = &session->run;

  if (run->state != ALGO_SESSION_PREPARING)
    run->run_when_prepared = run->state != ALGO_SESSION_PAUSED;
  g_clear_pointer (&run->trainer, algo_trainer_free);
  run->settings = *settings;
  run->state = ALGO_SESSION_PREPARING;
  run->generation++;
  run->budget = settings->steps;
  run->rate = settings->rate;
  algo_pace_reset (&run->pace, 0, g_get_monotonic_time ());
  algo_history_restart (session->history, run->generation);
}

static void
prepare (AlgoSession *session)
{
  Run *run = &session->run;

  run->trainer = algo_trainer_new (&run->settings, NULL);
  if (run->trainer == NULL)
    run_enter (run, ALGO_SESSION_DIVERGED);
  else
    run_enter (run, run->run_when_prepared ? ALGO_SESSION_RUNNING : ALGO_SESSION_PAUSED);
}

/* Running is over where the budget is: no step is taken past it unless asked for singly. */
static AlgoSessionState
state_at_rest (const Run *run)
{
  return run_get_step (run) >= run->budget ? ALGO_SESSION_FINISHED : ALGO_SESSION_PAUSED;
}

static void
take_step (AlgoSession *session)
{
  Run *run = &session->run;
  AlgoMetrics metrics;

  if (!algo_trainer_step (run->trainer, &metrics, NULL))
    {
      run_enter (run, ALGO_SESSION_DIVERGED);
      /* The trainer went back to its last good parameters: what was shown of this step is not. */
      run->snapshot_generation = 0;
      return;
    }
  algo_history_append (session->history, &metrics);
  if (run->state == ALGO_SESSION_RUNNING)
    algo_pace_mark (&run->pace, metrics.step, g_get_monotonic_time ());
}

/* Running is entered from rest only: a finished run goes on by an extension. */
static void
run_if_paused (Run *run)
{
  if (run->state == ALGO_SESSION_PAUSED)
    run_enter (run, ALGO_SESSION_RUNNING);
}

static void
take_single_step (AlgoSession *session)
{
  Run *run = &session->run;

  take_step (session);
  if (run->state != ALGO_SESSION_DIVERGED)
    run_enter (run, state_at_rest (run));
}

/* A run that has diverged obeys a restart only. */
static void
obey (AlgoSession *session, const Command *command)
{
  Run *run = &session->run;

  if (run->state == ALGO_SESSION_DIVERGED && command->kind != COMMAND_RESTART)
    return;
  switch (command->kind)
    {
    case COMMAND_RUN:
      run_if_paused (run);
      break;
    case COMMAND_PAUSE:
      run_enter (run, state_at_rest (run));
      break;
    case COMMAND_STEP:
      take_single_step (session);
      break;
    case COMMAND_RESTART:
      begin_run (session, &command->settings);
      break;
    case COMMAND_EXTEND:
      run->budget += command->steps;
      run_enter (run, state_at_rest (run));
      run_if_paused (run);
      break;
    case COMMAND_SET_RATE:
      if (algo_trainer_set_rate (run->trainer, command->rate, NULL))
        run->rate = command->rate;
      break;
    }
}

/* What the thread does next; NULL in `command` where there is none. Waits while there is nothing to
 * do. FALSE when the thread is to end. */
static gboolean
await_work (AlgoSession *session, Command **command)
{
  const Run *run = &session->run;
  gboolean goes_on;

  pthread_mutex_lock (&session->lock);
  while (!session->stopping && g_queue_is_empty (&session->commands)
         && run->state != ALGO_SESSION_RUNNING && run->state != ALGO_SESSION_PREPARING)
    pthread_cond_wait (&session->wake, &session->lock);
  goes_on = !session->stopping;
  *command = g_queue_peek_head (&session->commands);
  /* Every command but a restart needs the run prepared, and stays in the queue until it is. */
  if (*command != NULL
      && (run->state != ALGO_SESSION_PREPARING || (*command)->kind == COMMAND_RESTART))
    g_queue_pop_head (&session->commands);
  else
    *command = NULL;
  pthread_mutex_unlock (&session->lock);
  return goes_on;
}

static gpointer
training_main (gpointer data)
{
  AlgoSession *session = data;
  Run *run = &session->run;
  Command *command;

  while (await_work (session, &command))
    {
      if (command != NULL)
        obey (session, command);
      else if (run->state == ALGO_SESSION_PREPARING)
        prepare (session);
      else
        {
          take_step (session);
          if (run->state == ALGO_SESSION_RUNNING && run_get_step (run) >= run->budget)
            run_enter (run, ALGO_SESSION_FINISHED);
        }
      g_free (command);
      publish (session);
    }
  g_free (command);
  g_clear_pointer (&run->trainer, algo_trainer_free);
  return NULL;
}

static void
push_command (AlgoSession *session, const Command *command)
{
  Command *copy = g_memdup2 (command, sizeof *command);

  pthread_mutex_lock (&session->lock);
  if (command->kind == COMMAND_RESTART)
    session->settings_asked = command->settings;
  g_queue_push_tail (&session->commands, copy);
  pthread_cond_signal (&session->wake);
  pthread_mutex_unlock (&session->lock);
}

AlgoSession *
algo_session_new (const AlgoSettings *settings, GError **error)
{
  AlgoSession *session;

  if (!algo_settings_validate (settings, error))
    return NULL;
  session = g_new0 (AlgoSession, 1);
  pthread_mutex_init (&session->lock, NULL);
  algo_condition_init (&session->wake);
  g_queue_init (&session->commands);
  session->history = algo_history_new ();
  session->listeners = algo_listeners_new ();
  session->settings_asked = *settings;
  begin_run (session, settings);
  publish (session);
  session->thread = g_thread_new ("training", training_main, session);
  return session;
}

void
algo_session_free (AlgoSession *session)
{
  pthread_mutex_lock (&session->lock);
  session->stopping = TRUE;
  pthread_cond_signal (&session->wake);
  pthread_mutex_unlock (&session->lock);
  g_thread_join (session->thread);

  g_queue_clear_full (&session->commands, g_free);
  g_clear_pointer (&session->snapshot, algo_snapshot_unref);
  algo_history_free (session->history);
  algo_listeners_free (session->listeners);
  pthread_cond_destroy (&session->wake);
  pthread_mutex_destroy (&session->lock);
  g_free (session);
}

void
algo_session_run (AlgoSession *session)
{
  push_command (session, &(Command){ .kind = COMMAND_RUN });
}

void
algo_session_pause (AlgoSession *session)
{
  push_command (session, &(Command){ .kind = COMMAND_PAUSE });
}

void
algo_session_step (AlgoSession *session)
{
  push_command (session, &(Command){ .kind = COMMAND_STEP });
}

gboolean
algo_session_restart (AlgoSession *session, const AlgoSettings *settings, GError **error)
{
  if (!algo_settings_validate (settings, error))
    return FALSE;
  push_command (session, &(Command){ .kind = COMMAND_RESTART, .settings = *settings });
  return TRUE;
}

void
algo_session_extend (AlgoSession *session, guint steps)
{
  push_command (session, &(Command){ .kind = COMMAND_EXTEND, .steps = steps });
}

gboolean
algo_session_set_rate (AlgoSession *session, double rate, GError **error)
{
  AlgoSettings settings;

  /* The trainer, which has the last word, is not to be waited for. */
  algo_session_get_settings (session, &settings);
  settings.rate = rate;
  if (!algo_settings_validate (&settings, error))
    return FALSE;
  push_command (session, &(Command){ .kind = COMMAND_SET_RATE, .rate = rate });
  return TRUE;
}

void
algo_session_get_status (AlgoSession *session, AlgoSessionStatus *status)
{
  pthread_mutex_lock (&session->lock);
  *status = session->status;
  pthread_mutex_unlock (&session->lock);
}

void
algo_session_get_settings (AlgoSession *session, AlgoSettings *settings)
{
  pthread_mutex_lock (&session->lock);
  *settings = session->settings_asked;
  pthread_mutex_unlock (&session->lock);
}

AlgoSnapshot *
algo_session_ref_snapshot (AlgoSession *session)
{
  AlgoSnapshot *snapshot;

  pthread_mutex_lock (&session->lock);
  snapshot = session->snapshot != NULL ? algo_snapshot_ref (session->snapshot) : NULL;
  pthread_mutex_unlock (&session->lock);
  return snapshot;
}

guint
algo_session_read_metrics (AlgoSession *session, guint64 generation, guint64 after, GArray *metrics)
{
  return algo_history_read (session->history, generation, after, metrics);
}

guint
algo_session_add_listener (AlgoSession *session, AlgoSessionListener listener, gpointer data)
{
  return algo_listeners_add (session->listeners, listener, data);
}

void
algo_session_remove_listener (AlgoSession *session, guint identifier)
{
  algo_listeners_remove (session->listeners, identifier);
}
