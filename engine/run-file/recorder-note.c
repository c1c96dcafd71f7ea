/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the training thread does for a recorder: copy, and go on. */
#include "engine/kernels/kernels.h"
#include "engine/run-file/recorder-private.h"
#include "engine/run-file/schema.h"

/* At most a second may be lost, and writing takes its time. The first cuts come sooner after each
 * other, so that of a run that ends soon less is lost. */
#define FIRST_CUT_INTERVAL (80 * G_TIME_SPAN_MILLISECOND)
#define CUT_INTERVAL (640 * G_TIME_SPAN_MILLISECOND)
#define PATIENCE 0.2 /* of that, for a step of which more is kept anyway */
#define MOST_LOST (750 * G_TIME_SPAN_MILLISECOND)
#define MOST_UNWRITTEN ((gsize) 48 << 20)  /* bytes of the snapshots that wait for the file */
#define MOST_UNMEASURED ((gsize) 80 << 20) /* and of those for their phases */
#define MOST_KEPT_TWICE 8 /* snapshots that wait to be measured and are kept besides */

static gsize
bytes_of (const GPtrArray *snapshots)
{
  const AlgoSnapshot *first = snapshots->len > 0 ? g_ptr_array_index (snapshots, 0) : NULL;

  return first != NULL ? snapshots->len * first->parameters->count * sizeof (AlgoReal) : 0;
}

static void
thin (GPtrArray *snapshots, gsize most)
{
  while (bytes_of (snapshots) > most)
    for (guint i = 1; i + 1 < snapshots->len; i++)
      g_ptr_array_remove_index (snapshots, i);
}

void
algo_recorder_thin_unwritten (AlgoRecorder *self)
{
  thin (self->snapshots, MOST_UNWRITTEN);
}

gboolean
algo_recorder_keeps_step (const AlgoRecorder *self, guint64 step)
{
  return algo_run_snapshot_is_due (self->run->settings.levels, step);
}

/* What is kept besides may be measured at any time. */
static void
await_phases (AlgoRecorder *self, AlgoSnapshot *snapshot)
{
  GPtrArray *unmeasured = self->unmeasured;
  guint kept = 0;

  g_ptr_array_add (unmeasured, algo_snapshot_ref (snapshot));
  for (guint i = unmeasured->len; i > 0; i--)
    {
      const AlgoSnapshot *waiting = g_ptr_array_index (unmeasured, i - 1);

      kept += algo_recorder_keeps_step (self, waiting->step);
      if (kept > MOST_KEPT_TWICE)
        {
          g_ptr_array_remove_index (unmeasured, i - 1);
          break;
        }
    }
  thin (unmeasured, MOST_UNMEASURED);
}

void
algo_recorder_keep_snapshot (AlgoRecorder *self, const AlgoTrainer *trainer)
{
  const guint64 step = algo_trainer_get_step (trainer);
  g_autoptr (AlgoSnapshot) snapshot = NULL;

  if (step % ALGO_RUN_PHASE_INTERVAL != 0)
    return;
  snapshot = algo_snapshot_take (&self->run->settings, ALGO_RECORDER_GENERATION, trainer);
  pthread_mutex_lock (&self->lock);
  await_phases (self, snapshot);
  if (algo_recorder_keeps_step (self, step))
    {
      g_ptr_array_add (self->snapshots, algo_snapshot_ref (snapshot));
      if (self->has_file && bytes_of (self->snapshots) > MOST_UNWRITTEN / 2)
        self->wants_cut = TRUE;
      algo_recorder_thin_unwritten (self);
    }
  if (!algo_recorder_puts_off_phases (self))
    pthread_cond_signal (&self->lack);
  pthread_mutex_unlock (&self->lock);
}

/* Of the step that a run diverged at, which may not be finite. */
static void
drop_snapshots (GPtrArray *snapshots, guint64 step)
{
  for (guint i = snapshots->len; i > 0; i--)
    if (((const AlgoSnapshot *) snapshots->pdata[i - 1])->step >= step)
      g_ptr_array_remove_index (snapshots, i - 1);
}

static void
add_event (AlgoRecorder *self,
           const AlgoTrainer *trainer,
           AlgoRunEventKind kind,
           double value,
           const char *text)
{
  AlgoRunEvent event = { .step = algo_trainer_get_step (trainer),
                         .kind = kind,
                         .value = value,
                         .text = g_strdup (text),
                         .time = g_get_real_time () };

  pthread_mutex_lock (&self->lock);
  g_array_append_val (self->run->events, event);
  if (kind == ALGO_RUN_BUDGET)
    self->run->budget = (guint64) value;
  pthread_mutex_unlock (&self->lock);
}

/* Copies the state into the room that neither the writer nor the latest cut takes. Where it
 * `is_news` the writer is told. */
static void
post_cut (AlgoRecorder *self, const AlgoTrainer *trainer, gboolean is_news)
{
  int room = 0;

  pthread_mutex_lock (&self->lock);
  while (room == self->latest || room == self->writing)
    room++;
  pthread_mutex_unlock (&self->lock);
  algo_trainer_get_state (trainer, self->cuts[room].state);

  pthread_mutex_lock (&self->lock);
  self->cuts[room].time = g_get_monotonic_time ();
  self->cuts[room].budget = self->run->budget;
  self->cuts[room].n_events = self->run->events->len;
  self->latest = room;
  self->wants_cut = FALSE;
  if (is_news)
    self->cut_number++;
  pthread_cond_signal (&self->wake);
  pthread_mutex_unlock (&self->lock);
  self->cut_time = self->cuts[room].time;
  self->cut_step = algo_trainer_get_step (trainer);
}

/* A sample of a batch keeps one processor busy. */
static gboolean
takes_all_processors (const AlgoSettings *settings)
{
  const guint processors = g_get_num_processors ();
  const guint workers = settings->threads != 0 ? settings->threads : processors;

  return MIN (workers, settings->batch) >= processors;
}

void
algo_recorder_begin (AlgoRecorder *recorder, const AlgoTrainer *trainer)
{
  g_return_if_fail (recorder->goes_on || algo_trainer_get_step (trainer) == 0);
  pthread_mutex_lock (&recorder->lock);
  recorder->rests = TRUE;
  recorder->takes_all = takes_all_processors (algo_trainer_get_settings (trainer));
  pthread_mutex_unlock (&recorder->lock);
  recorder->cut_interval = FIRST_CUT_INTERVAL;
  if (!recorder->goes_on)
    {
      add_event (recorder, trainer, ALGO_RUN_START, 0, recorder->run->kernels);
      algo_recorder_keep_snapshot (recorder, trainer);
    }
  post_cut (recorder, trainer, !recorder->goes_on);
}

/* How much of the state after a step is kept besides, and so need not be written twice. */
static guint
count_kept (const AlgoRecorder *self, guint64 step)
{
  return algo_recorder_keeps_step (self, step) + algo_run_moments_are_due (step);
}

/* The shorter, the longer it takes to write. With the lock held. */
static double
choose_interval (const AlgoRecorder *self)
{
  const double most = (double) (MOST_LOST - self->writing_time) / (1 + PATIENCE);

  return MIN ((double) self->cut_interval, MAX (most, FIRST_CUT_INTERVAL));
}

/* By the clock, or where moments are kept; soon after the time for it a step may come that is
 * better. With the lock held. */
static gboolean
cut_is_due (const AlgoRecorder *self, guint64 step)
{
  const double elapsed = (double) (g_get_monotonic_time () - self->cut_time);
  const double interval = choose_interval (self);
  const double left = (1 + PATIENCE) * interval - elapsed;
  const double steps = (double) (step - self->cut_step);

  if (algo_run_moments_are_due (step))
    return TRUE;
  if (elapsed < interval)
    return FALSE;
  for (guint ahead = 1; ahead * elapsed <= left * steps; ahead++)
    if (count_kept (self, step + ahead) > count_kept (self, step))
      return FALSE;
  return TRUE;
}

void
algo_recorder_note_step (AlgoRecorder *recorder,
                         const AlgoTrainer *trainer,
                         const AlgoMetrics *metrics)
{
  gboolean wants_cut;

  if (recorder->goes_on)
    {
      /* Noted only now: to look at a run changes nothing in it. */
      AlgoRunEvent event = { .step = metrics->step - 1,
                             .kind = ALGO_RUN_CONTINUE,
                             .text = g_strdup (algo_kernels_get_default ()->name),
                             .time = g_get_real_time () };

      pthread_mutex_lock (&recorder->lock);
      g_array_append_val (recorder->run->events, event);
      pthread_mutex_unlock (&recorder->lock);
      recorder->goes_on = FALSE;
    }
  algo_history_append (recorder->history, metrics);
  algo_recorder_keep_snapshot (recorder, trainer);
  pthread_mutex_lock (&recorder->lock);
  g_array_append_vals (recorder->metrics, metrics, 1);
  recorder->rests = FALSE;
  wants_cut = recorder->wants_cut || (recorder->has_file && cut_is_due (recorder, metrics->step));
  pthread_mutex_unlock (&recorder->lock);
  if (!wants_cut)
    return;
  post_cut (recorder, trainer, TRUE);
  recorder->cut_interval = MIN (2 * recorder->cut_interval, CUT_INTERVAL);
}

void
algo_recorder_note_change (AlgoRecorder *recorder,
                           const AlgoTrainer *trainer,
                           AlgoRunEventKind kind,
                           double value)
{
  g_return_if_fail (kind == ALGO_RUN_RATE || kind == ALGO_RUN_BUDGET);
  add_event (recorder, trainer, kind, value, NULL);
  post_cut (recorder, trainer, TRUE);
}

/* Once: with the parameters before the last step, to which the trainer went back. */
static void
note_divergence (AlgoRecorder *self, const AlgoTrainer *trainer)
{
  pthread_mutex_lock (&self->lock);
  drop_snapshots (self->snapshots, algo_trainer_get_step (trainer));
  drop_snapshots (self->unmeasured, algo_trainer_get_step (trainer));
  pthread_mutex_unlock (&self->lock);
  add_event (self, trainer, ALGO_RUN_DIVERGED, 0, NULL);
}

void
algo_recorder_note_rest (AlgoRecorder *recorder, const AlgoTrainer *trainer)
{
  gboolean is_news = algo_trainer_has_diverged (trainer) && !recorder->has_diverged;

  if (is_news)
    note_divergence (recorder, trainer);
  recorder->has_diverged |= is_news;
  pthread_mutex_lock (&recorder->lock);
  recorder->rests = TRUE;
  is_news |= recorder->latest < 0
             || recorder->cuts[recorder->latest].state->step != algo_trainer_get_step (trainer);
  pthread_cond_signal (&recorder->wake);
  pthread_cond_signal (&recorder->lack);
  pthread_mutex_unlock (&recorder->lock);
  if (is_news)
    post_cut (recorder, trainer, TRUE);
}
