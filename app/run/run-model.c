/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-model-private.h"

#include "app/run/actions.h"
#include "ui/widgets/common/signals.h"
#include "app/run/autosave.h"
#include "app/run/closing.h"
#include "app/run/run-history.h"
#include "app/run/wakeup.h"

#define WATCH_INTERVAL 500 /* milliseconds */
#define NEW_SEEDS 1000000  /* new seeds stay short enough to be read aloud */

struct _AlgoRunModel
{
  GObject parent_instance;

  GActionMap *actions;
  gboolean is_closed;
  AlgoRunThreads threads;
  AlgoRunHistory history;
  gboolean has_news; /* that nobody was told of */
  AlgoSettings settings;
  guint opened_threads; /* of runs that are opened */

  AlgoRecorder *recorder;
  GPtrArray *retired; /* recorders, owned, that the session may still use */
  char *path, *opening;
  AlgoRecordingStatus recording;
  guint recording_watch; /* timer; 0 without a run */
};

G_DEFINE_FINAL_TYPE (AlgoRunModel, algo_run_model, G_TYPE_OBJECT)

/* Emits a signal, of another run or state, once the actions are enabled as that has it. */
static void
tell (AlgoRunModel *self, const char *signal)
{
  const AlgoSessionState state = self->threads.status.state;
  const gboolean has_run = algo_run_model_has_run (self);

  algo_actions_enable (self->actions, "run-pause",
                       state == ALGO_SESSION_RUNNING || state == ALGO_SESSION_PAUSED);
  algo_actions_enable (self->actions, "step",
                       state != ALGO_SESSION_PREPARING && state != ALGO_SESSION_DIVERGED);
  algo_actions_enable (self->actions, "continue", state == ALGO_SESSION_FINISHED);
  algo_actions_enable (self->actions, "restart-same", has_run);
  algo_actions_enable (self->actions, "restart-new", has_run);
  g_signal_emit_by_name (self, signal);
}

/* What is new. */

static void
take_news (gpointer data)
{
  g_autoptr (AlgoRunModel) self = g_object_ref (data);
  const AlgoSessionState before = self->threads.status.state;

  if (self->threads.session == NULL)
    return;
  self->has_news |= algo_run_threads_take_news (&self->threads);
  /* Files of earlier runs are closed once the session has let go of them. */
  while (self->retired->len > 0 && algo_run_threads_have_begun (&self->threads))
    algo_closing_begin (g_ptr_array_steal_index (self->retired, 0));
  if (self->threads.status.state != before)
    tell (self, "state-changed");
  if (!self->has_news || !self->threads.is_looking)
    return;
  self->has_news = FALSE;
  algo_run_history_look (&self->history, self->recorder, FALSE);
  g_signal_emit_by_name (self, "changed");
}

/* Nothing else tells of phases that are measured while the run rests, nor of a changed rate. */
static gboolean
on_watch (gpointer data)
{
  AlgoRunModel *self = data;

  algo_run_model_watch_recording (self);
  self->has_news |= algo_run_history_look (&self->history, self->recorder, TRUE);
  take_news (self);
  return G_SOURCE_CONTINUE;
}

/* Which run there is. */

static void
forget_run (AlgoRunModel *self)
{
  algo_run_threads_forget (&self->threads);
  algo_run_history_begin (&self->history);
  algo_recording_status_clear (&self->recording);
}

/* Returns what is to be asked, now that the settings are another run's: a complexity and a size
 * that it is trained on. */
static AlgoQuestion
suit_question (AlgoRunModel *self, gboolean anew)
{
  const AlgoSettings *settings = &self->settings;
  AlgoQuestion question = self->threads.question;

  question.log_beta = CLAMP (question.log_beta, settings->log_beta_from, settings->log_beta_to);
  if (anew || question.inputs < settings->least || question.inputs > settings->most)
    {
      question.inputs = settings->most;
      question.hidden = ALGO_HIDDEN_PER_INPUT * settings->most;
    }
  return question;
}

/* Takes `recorder`. The question is asked first, so that the run's first network is of that size
 * already. */
static void
start_run (AlgoRunModel *self, AlgoRecorder *recorder, AlgoTrainerState *state, gboolean asks_anew)
{
  const AlgoQuestion before = self->threads.question;
  const AlgoQuestion question = suit_question (self, asks_anew);
  const guint64 step = state != NULL ? state->step : 0;
  const double rate = state != NULL ? state->settings.rate : self->settings.rate;

  algo_run_threads_ask (&self->threads, &question);
  algo_run_threads_begin (&self->threads, &(AlgoSessionStart){ .settings = self->settings,
                                                               .recorder = recorder,
                                                               .state = state });
  forget_run (self);
  if (self->recorder != NULL)
    g_ptr_array_add (self->retired, self->recorder);
  self->recorder = recorder;
  algo_run_history_look (&self->history, recorder, TRUE);
  self->recording.state = ALGO_RECORDING_STARTING;
  self->threads.status = (AlgoSessionStatus){ .state = ALGO_SESSION_PREPARING,
                                              .generation = self->threads.generation,
                                              .seed = self->settings.seed,
                                              .step = step,
                                              .budget = algo_recorder_get_budget (recorder),
                                              .rate = rate };
  self->has_news = TRUE;
  algo_wakeup_call (self->threads.wakeup);
  if (self->recording_watch == 0)
    self->recording_watch = g_timeout_add (WATCH_INTERVAL, on_watch, self);
  /* The last wish holds. */
  algo_run_model_set_opening (self, NULL);
  tell (self, "run-changed");
  if (!algo_question_equal (&before, &question))
    g_signal_emit_by_name (self, "question-changed");
  tell (self, "state-changed");
  g_signal_emit_by_name (self, "path-changed");
  g_signal_emit_by_name (self, "recording-changed");
}

gboolean
algo_run_model_begin (AlgoRunModel *self, const AlgoSettings *settings, GError **error)
{
  AlgoRecorder *recorder;

  g_return_val_if_fail (!self->is_closed, FALSE);
  if (!algo_settings_validate (settings, error))
    return FALSE;
  recorder = algo_recorder_new (settings);
  self->settings = *settings;
  g_free (self->path);
  self->path = algo_autosave_new_path (settings->seed);
  algo_recorder_record_to (recorder, self->path);
  start_run (self, recorder, NULL, FALSE);
  return TRUE;
}

void
algo_run_model_take_run (AlgoRunModel *self,
                         AlgoRecorder *recorder,
                         AlgoTrainerState *state,
                         gboolean from_file)
{
  const gboolean is_first = self->recorder == NULL;
  const guint threads = is_first ? self->opened_threads : self->settings.threads;
  g_auto (AlgoRecordingStatus) status = { 0 };

  algo_recorder_get_status (recorder, &status);
  g_free (self->path);
  self->path = g_strdup (status.path);
  self->settings = *algo_recorder_get_settings (recorder);
  self->settings.threads = threads;
  start_run (self, recorder, state, from_file);
}

void
algo_run_model_close (AlgoRunModel *self)
{
  if (self->is_closed)
    return;
  self->is_closed = TRUE;
  algo_run_model_set_opening (self, NULL);
  g_clear_handle_id (&self->recording_watch, g_source_remove);
  g_clear_pointer (&self->path, g_free);
  forget_run (self);
  self->threads.generation = 0;
  self->threads.status = (AlgoSessionStatus){ .state = ALGO_SESSION_PREPARING };
  /* Those who use what is about to go let go of it. */
  tell (self, "run-changed");
  if (self->recorder != NULL)
    g_ptr_array_add (self->retired, g_steal_pointer (&self->recorder));
  algo_run_threads_end (&self->threads, g_steal_pointer (&self->retired));
}

gboolean
algo_run_model_has_run (AlgoRunModel *self)
{
  return self->threads.generation > 0;
}

guint64
algo_run_model_get_generation (AlgoRunModel *self)
{
  return self->threads.generation;
}

const char *
algo_run_model_get_path (AlgoRunModel *self)
{
  return self->path;
}

void
algo_run_model_set_path (AlgoRunModel *self, const char *path)
{
  if (g_strcmp0 (self->path, path) == 0)
    return;
  g_free (self->path);
  self->path = g_strdup (path);
  g_signal_emit_by_name (self, "path-changed");
}

const char *
algo_run_model_get_opening (AlgoRunModel *self)
{
  return self->opening;
}

void
algo_run_model_set_opening (AlgoRunModel *self, const char *path)
{
  g_free (self->opening);
  self->opening = g_strdup (path);
}

gboolean
algo_run_model_is_unnamed (AlgoRunModel *self)
{
  return self->path == NULL || algo_autosave_contains (self->path);
}

const AlgoSettings *
algo_run_model_get_settings (AlgoRunModel *self)
{
  return &self->settings;
}

void
algo_run_model_set_threads (AlgoRunModel *self, guint threads)
{
  self->opened_threads = threads;
}

/* Training. */

const AlgoSessionStatus *
algo_run_model_get_status (AlgoRunModel *self)
{
  return &self->threads.status;
}

static void
command (AlgoRunModel *self, void (*function) (AlgoSession *session))
{
  if (self->threads.session != NULL)
    function (self->threads.session);
}

void
algo_run_model_run (AlgoRunModel *self)
{
  command (self, algo_session_run);
}

void
algo_run_model_pause (AlgoRunModel *self)
{
  command (self, algo_session_pause);
}

void
algo_run_model_step (AlgoRunModel *self)
{
  command (self, algo_session_step);
}

void
algo_run_model_extend (AlgoRunModel *self)
{
  if (self->threads.session != NULL)
    algo_session_extend (self->threads.session, self->settings.steps);
}

gboolean
algo_run_model_set_rate (AlgoRunModel *self, double rate, GError **error)
{
  return self->threads.session == NULL
         || algo_session_set_rate (self->threads.session, rate, error);
}

static void
on_run_pause (AlgoRunModel *self)
{
  command (self, self->threads.status.state == ALGO_SESSION_RUNNING ? algo_session_pause
                                                                    : algo_session_run);
}

static void
on_restart_same (AlgoRunModel *self)
{
  const AlgoSettings settings = self->settings;

  algo_run_model_begin (self, &settings, NULL);
}

static void
on_restart_new (AlgoRunModel *self)
{
  AlgoSettings settings = self->settings;

  while (settings.seed == self->settings.seed)
    settings.seed = g_random_int_range (0, NEW_SEEDS);
  algo_run_model_begin (self, &settings, NULL);
}

GActionGroup *
algo_run_model_get_actions (AlgoRunModel *self)
{
  return G_ACTION_GROUP (self->actions);
}

/* Recording. */

const AlgoRecordingStatus *
algo_run_model_get_recording (AlgoRunModel *self)
{
  return &self->recording;
}

void
algo_run_model_watch_recording (AlgoRunModel *self)
{
  const AlgoRecordingState before = self->recording.state;

  if (self->recorder == NULL)
    return;
  algo_recording_status_clear (&self->recording);
  algo_recorder_get_status (self->recorder, &self->recording);
  if (self->recording.state != before)
    g_signal_emit_by_name (self, "recording-changed");
}

/* Looking. */

gboolean
algo_run_model_ask (AlgoRunModel *self, const AlgoQuestion *question, GError **error)
{
  if (algo_question_equal (&self->threads.question, question))
    return TRUE;
  if (!algo_question_validate (question, error))
    return FALSE;
  algo_run_threads_ask (&self->threads, question);
  g_signal_emit_by_name (self, "question-changed");
  return TRUE;
}

const AlgoQuestion *
algo_run_model_get_question (AlgoRunModel *self)
{
  return &self->threads.question;
}

void
algo_run_model_set_looking (AlgoRunModel *self,
                            gboolean looking,
                            gboolean generalisation,
                            gboolean direct)
{
  self->threads.is_looking = looking;
  self->threads.wants_generalisation = looking && generalisation;
  self->threads.wants_direct = looking && direct;
  algo_run_threads_update_wants (&self->threads);
}

AlgoSnapshot *
algo_run_model_ref_snapshot (AlgoRunModel *self)
{
  g_autoptr (AlgoSnapshot) snapshot =
      self->threads.session != NULL ? algo_session_ref_snapshot (self->threads.session) : NULL;

  return snapshot != NULL && snapshot->generation == self->threads.generation
             ? g_steal_pointer (&snapshot)
             : NULL;
}

/* For the other objects of a run. */

const AlgoRunThreads *
algo_run_model_peek (AlgoRunModel *self)
{
  return &self->threads;
}

AlgoRecorder *
algo_run_model_get_recorder (AlgoRunModel *self)
{
  return self->recorder;
}

GArray *
algo_run_model_get_kept_steps (AlgoRunModel *self, gboolean at_once)
{
  if (at_once && self->recorder != NULL)
    algo_run_history_look (&self->history, self->recorder, TRUE);
  return self->history.known.kept_steps;
}

const AlgoRunRecords *
algo_run_model_get_history (AlgoRunModel *self, guint64 step)
{
  if (self->recorder != NULL)
    algo_run_history_cut (&self->history, self->threads.session, self->threads.generation, step);
  return &self->history.cut;
}

/* GObject. */

static void
algo_run_model_dispose (GObject *object)
{
  AlgoRunModel *self = ALGO_RUN_MODEL (object);

  algo_run_model_close (self);
  algo_actions_clear (&self->actions);

  G_OBJECT_CLASS (algo_run_model_parent_class)->dispose (object);
}

static void
algo_run_model_finalize (GObject *object)
{
  algo_run_history_clear (&ALGO_RUN_MODEL (object)->history);

  G_OBJECT_CLASS (algo_run_model_parent_class)->finalize (object);
}

static void
algo_run_model_class_init (AlgoRunModelClass *class)
{
  static const char *const names[] = { "run-changed",   "question-changed", "changed",
                                       "state-changed", "path-changed",     "recording-changed" };

  G_OBJECT_CLASS (class)->dispose = algo_run_model_dispose;
  G_OBJECT_CLASS (class)->finalize = algo_run_model_finalize;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    algo_class_add_signal (class, names[i], 0);
}

static void
algo_run_model_init (AlgoRunModel *self)
{
  const AlgoAction actions[] = {
    { "run-pause", G_CALLBACK (on_run_pause) },
    { "step", G_CALLBACK (algo_run_model_step) },
    { "continue", G_CALLBACK (algo_run_model_extend) },
    { "restart-same", G_CALLBACK (on_restart_same) },
    { "restart-new", G_CALLBACK (on_restart_new) },
  };

  self->settings = ALGO_SETTINGS_DEFAULT;
  self->threads.question.log_beta = (ALGO_MIN_LOG_BETA + ALGO_MAX_LOG_BETA) / 2;
  self->threads.question = suit_question (self, TRUE);
  self->retired = g_ptr_array_new ();
  algo_run_history_begin (&self->history);
  self->threads.wakeup = algo_wakeup_new (take_news, self);
  self->actions = algo_actions_new (actions, G_N_ELEMENTS (actions), self);
  tell (self, "state-changed");
}

AlgoRunModel *
algo_run_model_new (void)
{
  return g_object_new (ALGO_TYPE_RUN_MODEL, NULL);
}
