/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run/surveyor.h"

#include <math.h>
#include <sys/resource.h>

#include "engine/duty.h"

#define NOISE_SEED 0 /* of the draws; equal runs have equal phases */
/* Where training takes all processors, phases cost training time: this much of one processor is
 * given to them meanwhile. */
#define SHARE 0.006
#define MOST_THREADS 8 /* when all are to be measured */
/* How readily those threads give way, as of nice(2): behind training. Idle time alone would not do:
 * on a busy machine phases would come minutes after the run has ended. */
#define BACKGROUND 5

struct _AlgoSurveyor
{
  const AlgoSurveyorSource *source;
  gpointer data;
  guint draws;
  AlgoGenerator *generator; /* of the thread that measures here and now */
  GThread *thread;
};

static gboolean
is_finite (const AlgoGrid *grid)
{
  for (guint i = 0; i < ALGO_GRID; i++)
    if (!isfinite (grid->points[i].unexplained) || !isfinite (grid->points[i].kl))
      return FALSE;
  return TRUE;
}

/* Is left when that is over, if it may be. */
static void
measure (AlgoSurveyor *self, AlgoGenerator *generator, AlgoSnapshot *snapshot, gboolean may_be_left)
{
  const guint inputs = snapshot->settings.most;
  const AlgoQuestion question = { .inputs = inputs,
                                  .hidden = ALGO_HIDDEN_PER_INPUT * inputs,
                                  .noise_seed = NOISE_SEED };
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoGrid) grid =
      algo_grid_measure (generator, snapshot, &question, self->draws,
                         may_be_left ? self->source->is_over : NULL, self->data, &error);
  const gboolean was_left = grid == NULL && error == NULL;

  if (grid != NULL && !is_finite (grid))
    g_clear_pointer (&grid, algo_grid_unref);
  self->source->give (self->data, snapshot, grid, was_left);
}

static void
step_back (void)
{
#ifdef __linux__
  /* Of the calling thread: here Linux differs from POSIX, where it is the whole process. */
  setpriority (PRIO_PROCESS, 0, BACKGROUND);
#endif
}

static gpointer
survey (gpointer data)
{
  AlgoSurveyor *self = data;
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  AlgoSnapshot *snapshot;
  gint64 time = 0;

  step_back ();
  while ((snapshot = self->source->await (self->data, time)) != NULL)
    {
      const AlgoDuty duty = algo_duty_begin ();

      measure (self, generator, snapshot, TRUE);
      algo_snapshot_unref (snapshot);
      time = algo_duty_rest_until (&duty, SHARE);
    }
  return NULL;
}

AlgoSurveyor *
algo_surveyor_new (const AlgoSurveyorSource *source, gpointer data, guint draws)
{
  AlgoSurveyor *self = g_new0 (AlgoSurveyor, 1);

  self->source = source;
  self->data = data;
  self->draws = draws;
  self->generator = algo_generator_new ();
  self->thread = g_thread_new ("phases", survey, self);
  return self;
}

void
algo_surveyor_free (AlgoSurveyor *surveyor)
{
  g_thread_join (surveyor->thread);
  algo_generator_free (surveyor->generator);
  g_free (surveyor);
}

void
algo_surveyor_measure (AlgoSurveyor *surveyor, AlgoSnapshot *snapshot)
{
  measure (surveyor, surveyor->generator, snapshot, FALSE);
}

gboolean
algo_surveyor_measure_next (AlgoSurveyor *surveyor)
{
  g_autoptr (AlgoSnapshot) snapshot = surveyor->source->take (surveyor->data);

  if (snapshot == NULL)
    return FALSE;
  algo_surveyor_measure (surveyor, snapshot);
  return TRUE;
}

static gpointer
measure_rest (gpointer data)
{
  AlgoSurveyor *self = data;
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  AlgoSnapshot *snapshot;

  step_back ();
  while (!self->source->is_over (self->data)
         && (snapshot = self->source->take (self->data)) != NULL)
    {
      measure (self, generator, snapshot, TRUE);
      algo_snapshot_unref (snapshot);
    }
  return NULL;
}

void
algo_surveyor_measure_all (AlgoSurveyor *surveyor)
{
  const guint count = MIN (g_get_num_processors (), MOST_THREADS);
  GThread *threads[MOST_THREADS];

  for (guint i = 0; i < count; i++)
    threads[i] = g_thread_new ("phases", measure_rest, surveyor);
  for (guint i = 0; i < count; i++)
    g_thread_join (threads[i]);
}
