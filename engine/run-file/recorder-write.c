/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thread of a recorder that writes. */
#include "engine/run-file/recorder-private.h"
#include "engine/run-file/schema.h"

#define RETRY_INTERVAL (2 * G_TIME_SPAN_SECOND)
/* Phases that the surveyor's thread does not come to the writer asks it for here and now: before a
 * transaction those that nobody could measure if the program were killed, and afterwards now and
 * then one for those who watch. */
#define LONGEST_SILENCE (G_TIME_SPAN_SECOND / 2)
#define MOST_HELP (200 * G_TIME_SPAN_MILLISECOND)
#define MOST_GRIDS 16   /* before they are written while others come */
#define FORGETTING 0.75 /* that is left of what a cut took, with the next */

typedef enum
{
  JOB_NONE,
  JOB_SAVE,    /* to another file */
  JOB_APPEND,  /* what is new, to the file */
  JOB_MEASURE, /* phases, before the end */
  JOB_HURRY,   /* all that is left is with the surveyor, whom anything keeps waiting */
  JOB_END,
} Job;

/* What a transaction is made of. */
typedef struct
{
  AlgoRunCut cut;
  guint64 number; /* of the cut */
  GArray *metrics;
  GPtrArray *grids, *snapshots;
} Batch;

static void
batch_clear (Batch *batch)
{
  g_array_unref (batch->metrics);
  g_ptr_array_unref (batch->grids);
  g_ptr_array_unref (batch->snapshots);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

/* Whether phases are still to come: being measured, or about to be. */
static gboolean
awaits_phases (const AlgoRecorder *self)
{
  return !algo_recorder_measuring_is_over (self)
         && (self->measuring->len > 0 || algo_recorder_lacks_phases (self));
}

/* Those after the latest cut, of a run that diverged since, can never be. */
static guint
count_grids_to_write (const AlgoRecorder *self)
{
  const guint64 step = self->cuts[self->latest].state->step;
  guint count = 0;

  for (guint i = 0; i < self->grids->len; i++)
    count += ((AlgoGrid *) g_ptr_array_index (self->grids, i))->step <= step;
  return count;
}

static gboolean
has_news (const AlgoRecorder *self)
{
  guint grids;

  /* Of a run that was opened and has not begun there is nothing yet that phases could go with. */
  if (self->latest < 0)
    return FALSE;
  if (self->cut_number != self->written_number)
    return TRUE;
  if (!self->rests && !self->finishing)
    return FALSE;
  grids = count_grids_to_write (self);
  return grids >= MOST_GRIDS || (grids > 0 && !awaits_phases (self));
}

/* With the lock held; `wake` receives the time to ask again if there is nothing to do. */
static Job
choose_job (const AlgoRecorder *self, gint64 *wake)
{
  *wake = G_MAXINT64;
  if (self->path_wanted != NULL && self->latest >= 0)
    return JOB_SAVE;
  if (self->has_file && !self->gave_up)
    {
      if (has_news (self))
        {
          if (self->finishing || self->retry_time <= g_get_monotonic_time ())
            return JOB_APPEND;
          *wake = self->retry_time;
        }
      if (self->finishing && awaits_phases (self))
        return algo_recorder_lacks_phases (self) ? JOB_MEASURE : JOB_HURRY;
    }
  return self->finishing ? JOB_END : JOB_NONE;
}

static Job
await_job (AlgoRecorder *self)
{
  gint64 wake;
  Job job;

  pthread_mutex_lock (&self->lock);
  while ((job = choose_job (self, &wake)) == JOB_NONE || job == JOB_HURRY)
    {
      self->hurries = job == JOB_HURRY;
      pthread_cond_broadcast (&self->news);
      if (wake == G_MAXINT64)
        pthread_cond_wait (&self->wake, &self->lock);
      else
        algo_condition_wait_until (&self->wake, &self->lock, wake);
    }
  self->hurries = FALSE;
  pthread_mutex_unlock (&self->lock);
  return job;
}

/* Moves what is of `step` or before from one array to another, in order. */
static void
move_snapshots (GPtrArray *from, GPtrArray *to, guint64 step)
{
  while (from->len > 0 && ((AlgoSnapshot *) g_ptr_array_index (from, 0))->step <= step)
    g_ptr_array_add (to, g_ptr_array_steal_index (from, 0));
}

static void
move_grids (GPtrArray *from, GPtrArray *to, guint64 step)
{
  for (guint i = 0; i < from->len;)
    if (((AlgoGrid *) g_ptr_array_index (from, i))->step <= step)
      g_ptr_array_add (to, g_ptr_array_steal_index (from, i));
    else
      i++;
}

static void
measure_unkept (AlgoRecorder *self, guint64 until)
{
  const gint64 end = g_get_monotonic_time () + MOST_HELP;

  while (g_get_monotonic_time () < end)
    {
      g_autoptr (AlgoSnapshot) snapshot = algo_recorder_take_unkept (self, until);

      if (snapshot == NULL)
        return;
      algo_surveyor_measure (self->surveyor, snapshot);
    }
}

/* Chooses the latest cut to be written, and returns its step; *`number` receives its number. */
static guint64
take_cut (AlgoRecorder *self, guint64 *number)
{
  guint64 step;

  pthread_mutex_lock (&self->lock);
  self->writing = self->latest;
  *number = self->cut_number;
  step = self->cuts[self->writing].state->step;
  pthread_mutex_unlock (&self->lock);
  return step;
}

/* How many of the metrics that are not in the file are of `step` or before. With the lock held. */
static guint
count_metrics (const AlgoRecorder *self, guint64 step)
{
  const GArray *metrics = self->metrics;
  const guint64 first = metrics->len > 0 ? g_array_index (metrics, AlgoMetrics, 0).step : step + 1;

  return step < first ? 0 : (guint) MIN (step - first + 1, metrics->len);
}

/* All that the file lacks of the latest cut. */
static Batch
take_batch (AlgoRecorder *self)
{
  Batch batch = {
    .metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics)),
    .grids = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_grid_unref),
    .snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_snapshot_unref),
  };
  const guint64 step = take_cut (self, &batch.number);
  const AlgoRecorderCut *cut = &self->cuts[self->writing];

  measure_unkept (self, step);
  pthread_mutex_lock (&self->lock);
  g_array_append_vals (batch.metrics, self->metrics->data, count_metrics (self, step));
  move_snapshots (self->snapshots, batch.snapshots, step);
  self->in_writing = batch.snapshots;
  move_grids (self->grids, batch.grids, step);
  /* Copied bytes, which the array of the run goes on owning the texts of: events stay. */
  batch.cut.events = g_memdup2 (&g_array_index (self->run->events, AlgoRunEvent, self->file_events),
                                (cut->n_events - self->file_events) * sizeof (AlgoRunEvent));
  batch.cut.n_events = cut->n_events - self->file_events;
  pthread_mutex_unlock (&self->lock);

  batch.cut.state = cut->state;
  batch.cut.budget = cut->budget;
  batch.cut.metrics = (const AlgoMetrics *) batch.metrics->data;
  batch.cut.n_metrics = batch.metrics->len;
  batch.cut.grids = (AlgoGrid *const *) batch.grids->pdata;
  batch.cut.n_grids = batch.grids->len;
  batch.cut.draws = ALGO_RUN_PHASE_DRAWS;
  batch.cut.snapshots = (AlgoSnapshot *const *) batch.snapshots->pdata;
  batch.cut.n_snapshots = batch.snapshots->len;
  return batch;
}

/* Puts what could not be written back where it was. With the lock held. */
static void
return_batch (AlgoRecorder *self, Batch *batch)
{
  self->in_writing = NULL;
  while (batch->snapshots->len > 0)
    g_ptr_array_insert (self->snapshots, 0,
                        g_ptr_array_steal_index (batch->snapshots, batch->snapshots->len - 1));
  algo_recorder_thin_unwritten (self);
  move_grids (batch->grids, self->grids, G_MAXUINT64);
}

/* With the lock held. */
static void
note_success (AlgoRecorder *self, const Batch *batch)
{
  self->file_step = batch->cut.state->step;
  g_array_remove_range (self->metrics, 0, count_metrics (self, self->file_step));
  self->file_events += batch->cut.n_events;
  self->written_number = batch->number;
  self->writing_time =
      MAX (MIN (g_get_monotonic_time () - self->cuts[self->writing].time, G_TIME_SPAN_SECOND),
           (gint64) (FORGETTING * (double) self->writing_time));
  self->recorded_step = self->file_step;
  self->retry_time = 0;
  self->failed = FALSE;
  g_clear_pointer (&self->message, g_free);
  self->in_writing = NULL;
  for (guint i = 0; i < batch->snapshots->len; i++)
    g_array_append_val (self->run->snapshots,
                        ((AlgoSnapshot *) g_ptr_array_index (batch->snapshots, i))->step);
}

/* With the lock held. */
static void
note_failure (AlgoRecorder *self, const GError *error)
{
  g_free (self->message);
  self->message = g_strdup (error->message);
  self->retry_time = g_get_monotonic_time () + RETRY_INTERVAL;
  self->gave_up = self->finishing;
}

/* May be NULL. With the lock free. */
static void
close_file (AlgoRecorder *self, AlgoRunWriter **writer)
{
  pthread_rwlock_wrlock (&self->reading);
  g_clear_pointer (writer, algo_run_writer_free);
  pthread_rwlock_unlock (&self->reading);
}

static void
append (AlgoRecorder *self)
{
  g_auto (Batch) batch = take_batch (self);
  g_autofree gpointer events G_GNUC_UNUSED = (gpointer) batch.cut.events;
  g_autoptr (GError) error = NULL;
  const gboolean written = algo_run_writer_append (self->writer, &batch.cut, &error);

  pthread_mutex_lock (&self->lock);
  if (written)
    note_success (self, &batch);
  else
    {
      return_batch (self, &batch);
      note_failure (self, error);
      self->failed = TRUE;
    }
  pthread_cond_broadcast (&self->news);
  pthread_mutex_unlock (&self->lock);
}

/* For a file that has nothing yet: all metrics and grids that are known up to the cut, unless some
 * of them are in the old file alone. `new_grids` receives those that came after the batch. */
static void
take_whole_history (AlgoRecorder *self, Batch *batch, GPtrArray *new_grids)
{
  const guint64 step = batch->cut.state->step;
  g_autoptr (GArray) metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));

  algo_history_read (self->history, ALGO_RECORDER_GENERATION, metrics);
  if (metrics->len < step || (step > 0 && g_array_index (metrics, AlgoMetrics, 0).step != 1))
    return;
  g_array_set_size (batch->metrics, 0);
  g_array_append_vals (batch->metrics, metrics->data, (guint) step);
  batch->cut.metrics = (const AlgoMetrics *) batch->metrics->data;
  batch->cut.n_metrics = batch->metrics->len;

  pthread_mutex_lock (&self->lock);
  move_grids (self->grids, new_grids, step);
  g_ptr_array_set_size (batch->grids, 0);
  for (guint i = 0; i < self->run->grids->len; i++)
    {
      AlgoGrid *grid = g_ptr_array_index (self->run->grids, i);

      if (grid->step <= step)
        g_ptr_array_add (batch->grids, algo_grid_ref (grid));
    }
  pthread_mutex_unlock (&self->lock);
  batch->cut.grids = (AlgoGrid *const *) batch->grids->pdata;
  batch->cut.n_grids = batch->grids->len;
}

/* With the lock held: the file at `path` is the run's from now on. */
static void
adopt_file (AlgoRecorder *self, char *path)
{
  self->has_file = TRUE;
  g_free (self->path);
  self->path = path;
  g_array_set_size (self->unmeasurable, 0);
}

static void
save (AlgoRecorder *self)
{
  const guint old_events = self->file_events;
  g_autoptr (GPtrArray) new_grids =
      g_ptr_array_new_with_free_func ((GDestroyNotify) algo_grid_unref);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree gpointer events = NULL;
  g_auto (Batch) batch = { 0 };
  AlgoRunWriter *writer, *old = NULL;

  pthread_mutex_lock (&self->lock);
  path = g_steal_pointer (&self->path_wanted);
  self->is_saving = TRUE;
  pthread_mutex_unlock (&self->lock);
  self->file_events = 0;
  batch = take_batch (self);
  events = (gpointer) batch.cut.events;
  for (guint i = 0; i < batch.grids->len; i++)
    g_ptr_array_add (new_grids, algo_grid_ref (batch.grids->pdata[i]));
  take_whole_history (self, &batch, new_grids);
  writer = algo_run_writer_create (path, self->run, &batch.cut, self->writer, &error);

  pthread_mutex_lock (&self->lock);
  self->is_saving = FALSE;
  if (writer != NULL)
    {
      old = self->writer;
      self->writer = writer;
      note_success (self, &batch);
      adopt_file (self, g_steal_pointer (&path));
    }
  else
    {
      self->file_events = old_events;
      g_ptr_array_set_size (batch.grids, 0);
      return_batch (self, &batch);
      move_grids (new_grids, self->grids, G_MAXUINT64);
      note_failure (self, error);
      self->failed = self->failed || self->writer == NULL;
      /* The file that there was goes on. */
      self->retry_time = 0;
      self->gave_up = self->gave_up && self->writer == NULL;
    }
  pthread_cond_broadcast (&self->news);
  pthread_mutex_unlock (&self->lock);
  close_file (self, &old);
}

static gboolean
surveyor_needs_help (AlgoRecorder *self)
{
  gboolean needs_help;

  pthread_mutex_lock (&self->lock);
  needs_help = algo_recorder_is_watched (self) && self->cut_number == self->written_number
               && g_get_monotonic_time () - self->measure_time > LONGEST_SILENCE;
  pthread_mutex_unlock (&self->lock);
  return needs_help;
}

static void
help_surveyor (AlgoRecorder *self)
{
  const gint64 end = g_get_monotonic_time () + MOST_HELP;

  while (surveyor_needs_help (self) && g_get_monotonic_time () < end
         && algo_surveyor_measure_next (self->surveyor))
    ;
}

gpointer
algo_recorder_write (gpointer data)
{
  AlgoRecorder *self = data;
  Job job;

  while ((job = await_job (self)) != JOB_END)
    if (job == JOB_SAVE)
      save (self);
    else if (job == JOB_MEASURE)
      algo_surveyor_measure_all (self->surveyor);
    else
      {
        append (self);
        help_surveyor (self);
      }
  close_file (self, &self->writer);
  pthread_mutex_lock (&self->lock);
  self->ended = TRUE;
  pthread_mutex_unlock (&self->lock);
  return NULL;
}
