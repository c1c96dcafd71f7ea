/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/session.h"

#include "engine/condition.h"
#include "engine/session/listeners.h"
#include "engine/session/training-run.h"

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
  AlgoSessionStart start; /* of a restart; owns what it refers to */
  guint64 generation;     /* of the run that a restart begins */
  guint steps;            /* of an extension */
  double rate;
} Command;

struct _AlgoSession
{
  GThread *thread;
  AlgoHistory *history;

  /* What only the training thread touches. */
  AlgoTrainingRun run;
  guint64 snapshot_generation, snapshot_step; /* of the last one published */
  gboolean snapshot_diverged;
  gint64 snapshot_time;
  AlgoListeners *listeners;

  pthread_mutex_t lock; /* held briefly only, and guards what follows */
  pthread_cond_t wake;  /* there is a command, or the thread is to stop */
  GQueue commands;
  gboolean stopping;
  AlgoSettings settings_asked;
  guint64 generation_asked;
  AlgoSessionStatus status;
  AlgoSnapshot *snapshot;
};

static void
command_free (Command *command)
{
  if (command == NULL)
    return;
  algo_session_start_clear (&command->start);
  g_free (command);
}

/* The first of a run and the last before a rest are always due, those between not too often. Where
 * a run diverged its trainer went back to its last good parameters: what was shown of that step is
 * not. */
static gboolean
snapshot_is_due (const AlgoSession *session, guint64 step, gint64 now)
{
  const AlgoTrainingRun *run = &session->run;

  if (run->trainer == NULL)
    return FALSE;
  if (run->generation != session->snapshot_generation
      || (run->state == ALGO_SESSION_DIVERGED && !session->snapshot_diverged))
    return TRUE;
  return step != session->snapshot_step
         && (run->state != ALGO_SESSION_RUNNING
             || now - session->snapshot_time >= SNAPSHOT_INTERVAL);
}

static AlgoSnapshot *
take_snapshot_if_due (AlgoSession *session)
{
  const AlgoTrainingRun *run = &session->run;
  guint64 step = algo_training_run_get_step (run);
  gint64 now = g_get_monotonic_time ();

  if (!snapshot_is_due (session, step, now))
    return NULL;
  session->snapshot_generation = run->generation;
  session->snapshot_step = step;
  session->snapshot_diverged = run->state == ALGO_SESSION_DIVERGED;
  session->snapshot_time = now;
  return algo_snapshot_take (&run->settings, run->generation, run->trainer);
}

/* Shows everybody how the run stands: status and snapshot change together. */
static void
publish (AlgoSession *session)
{
  const AlgoTrainingRun *run = &session->run;
  g_autoptr (AlgoSnapshot) old = NULL;
  AlgoSnapshot *snapshot = take_snapshot_if_due (session);
  gboolean is_news;

  pthread_mutex_lock (&session->lock);
  is_news = snapshot != NULL || run->state != session->status.state;
  session->status = (AlgoSessionStatus){
    .state = run->state,
    .generation = run->generation,
    .seed = run->settings.seed,
    .step = algo_training_run_get_step (run),
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

/* A run that has diverged obeys a restart only. */
static void
obey (AlgoSession *session, Command *command)
{
  AlgoTrainingRun *run = &session->run;

  if (run->state == ALGO_SESSION_DIVERGED && command->kind != COMMAND_RESTART)
    return;
  switch (command->kind)
    {
    case COMMAND_RUN:
      algo_training_run_start (run);
      break;
    case COMMAND_PAUSE:
      algo_training_run_pause (run);
      break;
    case COMMAND_STEP:
      algo_training_run_step_once (run);
      break;
    case COMMAND_RESTART:
      algo_training_run_begin (run, &command->start, command->generation);
      break;
    case COMMAND_EXTEND:
      algo_training_run_extend (run, command->steps);
      break;
    case COMMAND_SET_RATE:
      algo_training_run_set_rate (run, command->rate);
      break;
    }
}

/* What the thread does next; NULL in `command` where there is none. Waits while there is nothing to
 * do. FALSE when the thread is to end. */
static gboolean
await_work (AlgoSession *session, Command **command)
{
  const AlgoTrainingRun *run = &session->run;
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
  AlgoTrainingRun *run = &session->run;
  Command *command;

  while (await_work (session, &command))
    {
      if (command != NULL)
        obey (session, command);
      else if (run->state == ALGO_SESSION_PREPARING)
        algo_training_run_prepare (run);
      else
        algo_training_run_step (run);
      command_free (command);
      publish (session);
    }
  command_free (command);
  algo_training_run_clear (run);
  return NULL;
}

/* Returns the generation of the run that is there once the command is obeyed. */
static guint64
push_command (AlgoSession *session, const Command *command)
{
  Command *copy = g_memdup2 (command, sizeof *command);
  guint64 generation;

  pthread_mutex_lock (&session->lock);
  if (command->kind == COMMAND_RESTART)
    {
      session->settings_asked = command->start.settings;
      copy->generation = ++session->generation_asked;
    }
  generation = session->generation_asked;
  g_queue_push_tail (&session->commands, copy);
  pthread_cond_signal (&session->wake);
  pthread_mutex_unlock (&session->lock);
  return generation;
}

/* What is borrowed is referenced, what is to be taken is. */
static AlgoSessionStart
take_start (const AlgoSessionStart *given)
{
  AlgoSessionStart start = *given;

  if (start.recorder != NULL)
    algo_recorder_ref (start.recorder);
  if (start.state != NULL)
    start.state->settings.threads = start.settings.threads;
  return start;
}

AlgoSession *
algo_session_new (const AlgoSettings *settings, GError **error)
{
  return algo_session_new_from (&(AlgoSessionStart){ .settings = *settings }, error);
}

AlgoSession *
algo_session_new_from (const AlgoSessionStart *given, GError **error)
{
  AlgoSession *session;
  AlgoSessionStart start;

  if (!algo_settings_validate (&given->settings, error))
    return NULL;
  start = take_start (given);
  session = g_new0 (AlgoSession, 1);
  pthread_mutex_init (&session->lock, NULL);
  algo_condition_init (&session->wake);
  g_queue_init (&session->commands);
  session->run.history = session->history = algo_history_new ();
  session->listeners = algo_listeners_new ();
  session->settings_asked = start.settings;
  session->generation_asked = ALGO_SESSION_FIRST_GENERATION;
  algo_training_run_begin (&session->run, &start, session->generation_asked);
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

  g_queue_clear_full (&session->commands, (GDestroyNotify) command_free);
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

guint64
algo_session_restart (AlgoSession *session, const AlgoSettings *settings, GError **error)
{
  return algo_session_restart_from (session, &(AlgoSessionStart){ .settings = *settings }, error);
}

guint64
algo_session_restart_from (AlgoSession *session, const AlgoSessionStart *start, GError **error)
{
  if (!algo_settings_validate (&start->settings, error))
    return 0;
  return push_command (session, &(Command){ .kind = COMMAND_RESTART, .start = take_start (start) });
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

gboolean
algo_session_goes_on (AlgoSession *session, guint64 generation)
{
  AlgoSessionStatus status;

  algo_session_get_status (session, &status);
  return status.state == ALGO_SESSION_RUNNING && status.generation == generation;
}

guint64
algo_session_get_generation (AlgoSession *session)
{
  guint64 generation;

  pthread_mutex_lock (&session->lock);
  generation = session->generation_asked;
  pthread_mutex_unlock (&session->lock);
  return generation;
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

gboolean
algo_session_read_metrics (AlgoSession *session, guint64 generation, GArray *metrics)
{
  return algo_history_read (session->history, generation, metrics);
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
