/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phases over the grid, measured behind training's back. */
#include "engine/run-file/recorder-private.h"
#include "engine/run-file/schema.h"
#include "engine/session/duty.h"

#include <math.h>
#include <sys/resource.h>

/* Of the draws; equal runs have equal phases. */
#define NOISE_SEED 0

/* Where training takes all processors, phases cost training time: this much of one processor is
 * given to them meanwhile, if somebody watches. The others are measured afterwards. */
#define SHARE 0.006
#define WATCH (3 * G_TIME_SPAN_SECOND) /* for so long after phases were asked for */
#define MOST_THREADS 8                 /* when training is over */
#define BACKGROUND 10                  /* how readily who measures gives way, as of nice(2) */

static gboolean
contains (const GArray *steps, guint64 step)
{
  for (guint i = 0; i < steps->len; i++)
    if (g_array_index (steps, guint64, i) == step)
      return TRUE;
  return FALSE;
}

static void
remove_step (GArray *steps, guint64 step)
{
  for (guint i = 0; i < steps->len; i++)
    if (g_array_index (steps, guint64, i) == step)
      {
        g_array_remove_index_fast (steps, i);
        return;
      }
}

/* Whether phases are due at `step` and nobody has them. `place`, the first among the measured that
 * may be it, moves on with growing steps. */
static gboolean
is_missing (const AlgoRecorder *self, guint64 step, guint *place)
{
  const GArray *measured = self->measured;

  if (step % ALGO_RUN_PHASE_INTERVAL != 0)
    return FALSE;
  while (*place < measured->len && g_array_index (measured, guint64, *place) < step)
    ++*place;
  return (*place == measured->len || g_array_index (measured, guint64, *place) != step)
         && !contains (self->measuring, step) && !contains (self->unmeasurable, step);
}

/* `snapshots` may be NULL. */
static gboolean
find_missing_in_memory (const AlgoRecorder *self,
                        const GPtrArray *snapshots,
                        guint *place,
                        guint64 *step)
{
  for (guint i = 0; snapshots != NULL && i < snapshots->len; i++)
    {
      *step = ((AlgoSnapshot *) g_ptr_array_index (snapshots, i))->step;
      if (is_missing (self, *step, place))
        return TRUE;
    }
  return FALSE;
}

/* The first step of which parameters are kept and phases missing, as there was no time for them so
 * far. Training comes first. */
static gboolean
find_missing (const AlgoRecorder *self, guint64 *step)
{
  const GArray *in_file = self->run->snapshots;
  guint place = 0;

  if (!self->rests && !self->finishing)
    return FALSE;
  for (guint i = 0; i < in_file->len; i++)
    {
      *step = g_array_index (in_file, guint64, i);
      if (is_missing (self, *step, &place))
        return TRUE;
    }
  return find_missing_in_memory (self, self->in_writing, &place, step)
         || find_missing_in_memory (self, self->snapshots, &place, step);
}

gboolean
algo_recorder_lacks_phases (const AlgoRecorder *self)
{
  guint64 step;

  return self->unmeasured->len > 0 || find_missing (self, &step);
}

gboolean
algo_recorder_measuring_is_over (const AlgoRecorder *self)
{
  return self->finishing && g_get_monotonic_time () >= self->finish_time;
}

gboolean
algo_recorder_is_watched (const AlgoRecorder *self)
{
  return self->watch_time != 0 && g_get_monotonic_time () - self->watch_time < WATCH;
}

static gboolean
is_to_give_way (AlgoRecorder *self)
{
  gboolean gives_way;

  pthread_mutex_lock (&self->lock);
  gives_way = self->hurries || algo_recorder_measuring_is_over (self);
  pthread_mutex_unlock (&self->lock);
  return gives_way;
}

/* The phases of a snapshot. NULL if it cannot be measured; *gives_way if that is because it did. */
static AlgoGrid *
measure (AlgoRecorder *self,
         AlgoGenerator *generator,
         const AlgoSnapshot *snapshot,
         gboolean *gives_way)
{
  const guint inputs = snapshot->settings.most;
  AlgoQuestion question = { .inputs = inputs,
                            .hidden = ALGO_HIDDEN_PER_INPUT * inputs,
                            .noise_seed = NOISE_SEED };
  g_autoptr (AlgoGrid) grid = algo_grid_new (snapshot, question.inputs, question.hidden);
  const gboolean may_give_way = *gives_way;

  *gives_way = FALSE;
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      AlgoGridPoint *point = &grid->points[i];
      AlgoDraw draw;

      if (may_give_way && is_to_give_way (self))
        {
          *gives_way = TRUE;
          return NULL;
        }
      question.log_beta = algo_grid_log_beta_of (&snapshot->settings, i);
      if (!algo_draw_measure (generator, snapshot->parameters, &question, 0, &draw, NULL))
        return NULL;
      algo_grid_point_summarise (point, question.log_beta, &draw, ALGO_RUN_PHASE_DRAWS);
      if (!isfinite (point->unexplained) || !isfinite (point->kl))
        return NULL;
    }
  return g_steal_pointer (&grid);
}

/* Keeps half of the grids: the file has all of them. */
static void
thin_grids (AlgoRecorder *self)
{
  GPtrArray *all = self->run->grids;

  self->spacing *= 2;
  for (guint i = all->len; i > 0; i--)
    if (((AlgoGrid *) g_ptr_array_index (all, i - 1))->step % self->spacing != 0)
      g_ptr_array_remove_index (all, i - 1);
}

static void
keep_grid (AlgoRecorder *self, AlgoGrid *grid)
{
  GPtrArray *all = self->run->grids;
  guint place = all->len;

  if (grid->step % self->spacing != 0)
    return;
  while (place > 0 && ((AlgoGrid *) g_ptr_array_index (all, place - 1))->step > grid->step)
    place--;
  g_ptr_array_insert (all, (int) place, algo_grid_ref (grid));
  while (all->len >= ALGO_RECORDER_GRIDS)
    thin_grids (self);
}

void
algo_recorder_add_grid (AlgoRecorder *self, AlgoGrid *grid)
{
  guint place;

  keep_grid (self, grid);
  place = self->measured->len;
  while (place > 0 && g_array_index (self->measured, guint64, place - 1) > grid->step)
    place--;
  g_array_insert_val (self->measured, place, grid->step);
}

/* Whether to leave the processors to training. With the lock held. */
static gboolean
is_paced (const AlgoRecorder *self)
{
  return self->takes_all && !self->rests && !self->finishing;
}

gboolean
algo_recorder_puts_off_phases (const AlgoRecorder *self)
{
  return is_paced (self) && !algo_recorder_is_watched (self);
}

/* What is measured next: a snapshot, NULL if it has to be found first, and its step. FALSE if there
 * is nothing. Who watches training wants to see the latest. */
static gboolean
take_next (AlgoRecorder *self, AlgoSnapshot **snapshot, guint64 *step)
{
  gboolean found = TRUE;

  *snapshot = NULL;
  pthread_mutex_lock (&self->lock);
  if (self->unmeasured->len > 0)
    {
      *snapshot = g_ptr_array_steal_index (self->unmeasured,
                                           is_paced (self) ? self->unmeasured->len - 1 : 0);
      *step = (*snapshot)->step;
    }
  else
    found = find_missing (self, step);
  if (found)
    g_array_append_val (self->measuring, *step);
  pthread_mutex_unlock (&self->lock);
  return found;
}

/* The first up to step `until` of those that wait to be measured and are not kept besides; NULL if
 * there are none. */
static AlgoSnapshot *
take_unkept (AlgoRecorder *self, guint64 until)
{
  AlgoSnapshot *taken = NULL;

  pthread_mutex_lock (&self->lock);
  for (guint i = 0; i < self->unmeasured->len && taken == NULL; i++)
    {
      const AlgoSnapshot *waiting = g_ptr_array_index (self->unmeasured, i);

      if (waiting->step <= until && !algo_recorder_keeps_step (self, waiting->step))
        taken = g_ptr_array_steal_index (self->unmeasured, i);
    }
  if (taken != NULL)
    g_array_append_val (self->measuring, taken->step);
  pthread_mutex_unlock (&self->lock);
  return taken;
}

/* `snapshot`, which was taken to be measured as that of `step`, is NULL where there is none. */
static void
measure_taken (AlgoRecorder *self,
               AlgoGenerator *generator,
               AlgoSnapshot *snapshot,
               guint64 step,
               gboolean gives_way)
{
  AlgoGrid *grid = NULL;

  if (snapshot != NULL && snapshot->step == step)
    grid = measure (self, generator, snapshot, &gives_way);
  else
    gives_way = FALSE;

  pthread_mutex_lock (&self->lock);
  remove_step (self->measuring, step);
  if (grid != NULL)
    {
      algo_recorder_add_grid (self, grid);
      g_ptr_array_add (self->grids, grid);
    }
  else if (gives_way)
    g_ptr_array_insert (self->unmeasured, 0, algo_snapshot_ref (snapshot));
  else
    g_array_append_val (self->unmeasurable, step);
  self->measure_time = g_get_monotonic_time ();
  pthread_cond_signal (&self->wake);
  pthread_mutex_unlock (&self->lock);
}

gboolean
algo_recorder_measure_next (AlgoRecorder *self, AlgoGenerator *generator, gboolean gives_way)
{
  g_autoptr (AlgoSnapshot) snapshot = NULL;
  guint64 step;

  if (!take_next (self, &snapshot, &step))
    return FALSE;
  if (snapshot == NULL)
    snapshot = algo_recorder_read_snapshot (self, step, NULL);
  measure_taken (self, generator, snapshot, step, gives_way);
  return TRUE;
}

gboolean
algo_recorder_measure_unkept (AlgoRecorder *self, AlgoGenerator *generator, guint64 until)
{
  g_autoptr (AlgoSnapshot) snapshot = take_unkept (self, until);

  if (snapshot == NULL)
    return FALSE;
  measure_taken (self, generator, snapshot, snapshot->step, FALSE);
  return TRUE;
}

/* Waits until there is something to measure, and while training takes all processors until `time`
 * and for somebody who watches. FALSE when that is over, or left to the writer's thread. */
static gboolean
await_snapshot (AlgoRecorder *self, gint64 time)
{
  gboolean goes_on;

  pthread_mutex_lock (&self->lock);
  for (;;)
    {
      const gboolean lacks = algo_recorder_lacks_phases (self);

      goes_on = lacks && !self->hurries && !algo_recorder_measuring_is_over (self)
                && !algo_recorder_puts_off_phases (self);
      if (self->finishing || (goes_on && (!is_paced (self) || g_get_monotonic_time () >= time)))
        break;
      if (goes_on)
        algo_condition_wait_until (&self->lack, &self->lock, time);
      else
        pthread_cond_wait (&self->lack, &self->lock);
    }
  pthread_mutex_unlock (&self->lock);
  return goes_on;
}

static gpointer
measure_rest (gpointer data)
{
  AlgoRecorder *self = data;
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();

  while (!is_to_give_way (self) && algo_recorder_measure_next (self, generator, TRUE))
    ;
  return NULL;
}

void
algo_recorder_measure_rest (AlgoRecorder *self)
{
  const guint helpers = MIN (g_get_num_processors (), MOST_THREADS) - 1;
  GThread *threads[MOST_THREADS];

  for (guint i = 0; i < helpers; i++)
    threads[i] = g_thread_new ("phases", measure_rest, self);
  measure_rest (self);
  for (guint i = 0; i < helpers; i++)
    g_thread_join (threads[i]);
}

gpointer
algo_recorder_survey (gpointer data)
{
  AlgoRecorder *self = data;
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  gint64 time = 0;

#ifdef __linux__
  /* Of the calling thread: here Linux differs from POSIX, where it is the whole process. Idle time
   * alone would not do: on a busy machine phases would come minutes after the run has ended. */
  setpriority (PRIO_PROCESS, 0, BACKGROUND);
#endif
  while (await_snapshot (self, time))
    {
      const AlgoDuty duty = algo_duty_begin ();

      algo_recorder_measure_next (self, generator, TRUE);
      time = algo_duty_rest_until (&duty, SHARE);
    }
  return NULL;
}
