/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/sweep-slurm.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/headless/interrupt.h"
#include "app/headless/slurm.h"
#include "app/headless/sweep-view.h"
#include "engine/ensemble/seeds.h"

#define TICK (G_TIME_SPAN_SECOND / 5)
#define LOOK_INTERVAL G_TIME_SPAN_SECOND
/* Slurm serves many. */
#define ASK_INTERVAL (5 * G_TIME_SPAN_SECOND)
/* What a job has written reaches other machines a little after it has ended. */
#define ABSENCES 2

typedef struct
{
  const AlgoSweep *sweep;
  GArray *statuses;  /* of AlgoSeedStatus */
  guint *absences;   /* of each seed: how often Slurm had no job for it */
  GHashTable *tasks; /* as Slurm knew them last */
  gint64 look_time, ask_time;
  gboolean has_warned;
} Cluster;

static void
cluster_clear (Cluster *self)
{
  g_array_unref (self->statuses);
  g_hash_table_unref (self->tasks);
  g_free (self->absences);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cluster, cluster_clear)

static AlgoSeedStatus *
status_at (const Cluster *self, guint index)
{
  return &g_array_index (self->statuses, AlgoSeedStatus, index);
}

static const AlgoSlurmTask *
task_of (const Cluster *self, guint64 seed)
{
  return g_hash_table_lookup (self->tasks, &seed);
}

static gboolean
has_job (const Cluster *self, guint64 seed)
{
  const AlgoSlurmTask *task = task_of (self, seed);

  return task != NULL && algo_slurm_task_is_active (task);
}

/* FALSE, and once an error line, if Slurm does not answer: then all is as it was. */
static gboolean
ask_slurm (Cluster *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) tasks = algo_slurm_list_tasks (self->sweep, &error);

  self->ask_time = g_get_monotonic_time ();
  if (error != NULL)
    {
      if (!self->has_warned)
        algo_console_error ("%s", error->message);
      self->has_warned = TRUE;
      return FALSE;
    }
  self->has_warned = FALSE;
  g_hash_table_unref (self->tasks);
  self->tasks = g_steal_pointer (&tasks);
  return TRUE;
}

/* Those to be submitted; a new array. */
static GArray *
list_needed (const Cluster *self)
{
  GArray *needed = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint i = 0; i < self->statuses->len; i++)
    {
      const AlgoSeedStatus *status = status_at (self, i);

      if (status->state != ALGO_SEED_FINISHED && status->state != ALGO_SEED_RUNNING
          && !has_job (self, status->seed))
        g_array_append_val (needed, status->seed);
    }
  return needed;
}

static gboolean
submit (Cluster *self, guint jobs, guint threads, const char *options, GError **error)
{
  g_autoptr (GArray) needed = list_needed (self);
  g_autofree char *list = algo_seeds_format (needed);
  guint64 job;

  if (needed->len == 0)
    {
      fprintf (stderr, _ ("There is nothing to submit: each seed is finished, is being trained or "
                          "has a job\n"));
      return TRUE;
    }
  job = algo_slurm_submit (self->sweep, needed, jobs, threads, options, error);
  if (job == 0)
    return FALSE;
  fprintf (stderr, _ ("Submitted job array %" PRIu64 " for seeds %s\n"), job, list);
  return TRUE;
}

/* Where it is new; that which failed before is being tried again as long as it has a job. */
static void
look (Cluster *self)
{
  self->look_time = g_get_monotonic_time ();
  for (guint i = 0; i < self->statuses->len; i++)
    {
      AlgoSeedStatus *status = status_at (self, i);
      const guint64 seed = status->seed;

      if (status->state == ALGO_SEED_FINISHED || status->state == ALGO_SEED_FAILED)
        continue;
      algo_seed_status_clear (status);
      algo_sweep_look (self->sweep, seed, status);
      if (status->state == ALGO_SEED_FAILED && has_job (self, seed))
        status->state = ALGO_SEED_WAITING;
    }
}

/* Seeds that nobody trains and Slurm will not train either. */
static void
give_up_lost (Cluster *self)
{
  for (guint i = 0; i < self->statuses->len; i++)
    {
      AlgoSeedStatus *status = status_at (self, i);
      const AlgoSlurmTask *task = task_of (self, status->seed);
      g_autofree char *name = NULL;

      if (status->state == ALGO_SEED_FINISHED || status->state == ALGO_SEED_FAILED)
        continue;
      if (status->state == ALGO_SEED_RUNNING || has_job (self, status->seed))
        self->absences[i] = 0;
      else
        self->absences[i]++;
      if (self->absences[i] < ABSENCES)
        continue;
      name = task != NULL ? algo_slurm_task_format (task) : NULL;
      status->state = ALGO_SEED_FAILED;
      g_free (status->reason);
      status->reason = name != NULL
                           ? g_strdup_printf (_ ("its job is no longer in Slurm (%s)"), name)
                           : g_strdup (_ ("it has no job in Slurm"));
    }
}

static guint
count (const Cluster *self, AlgoSeedState state)
{
  guint number = 0;

  for (guint i = 0; i < self->statuses->len; i++)
    number += status_at (self, i)->state == state;
  return number;
}

static AlgoExit
wait_for_all (Cluster *self)
{
  g_autoptr (AlgoSweepView) view =
      algo_sweep_view_new (self->statuses, self->sweep->settings.steps);
  const guint all = self->statuses->len;

  algo_interrupt_catch ();
  while (algo_interrupt_count () == 0
         && count (self, ALGO_SEED_FINISHED) + count (self, ALGO_SEED_FAILED) < all)
    {
      const gint64 now = g_get_monotonic_time ();

      if (now - self->look_time >= LOOK_INTERVAL)
        look (self);
      if (now - self->ask_time >= ASK_INTERVAL && ask_slurm (self))
        give_up_lost (self);
      algo_sweep_view_show (view);
      g_usleep (TICK);
    }
  algo_sweep_view_finish (view);
  fprintf (stderr,
           algo_interrupt_count () > 0
               ? _ ("%u of %u seeds are finished; the jobs in Slurm go on\n")
               : _ ("%u of %u seeds are finished\n"),
           count (self, ALGO_SEED_FINISHED), all);
  return count (self, ALGO_SEED_FINISHED) == all ? ALGO_EXIT_SUCCESS : ALGO_EXIT_FAILED;
}

/* Under a lock, so that no two submit the same. */
static gboolean
choose_and_submit (Cluster *self, guint jobs, guint threads, const char *options, GError **error)
{
  g_autoptr (AlgoClaim) claim = algo_sweep_claim_choice (self->sweep, error);
  g_autoptr (GError) trouble = NULL;

  if (claim == NULL)
    return FALSE;
  g_hash_table_unref (self->tasks);
  self->tasks = algo_slurm_list_tasks (self->sweep, &trouble);
  if (trouble == NULL)
    return submit (self, jobs, threads, options, error);
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

AlgoExit
algo_sweep_run_slurm (const AlgoSweep *sweep,
                      const GArray *seeds,
                      guint jobs,
                      guint threads,
                      const char *options,
                      gboolean waits)
{
  g_auto (Cluster) self = { .sweep = sweep };
  g_autoptr (GError) error = NULL;

  self.statuses = algo_sweep_look_at (sweep, seeds);
  self.absences = g_new0 (guint, seeds->len);
  self.tasks = g_hash_table_new (g_int64_hash, g_int64_equal);
  if (!choose_and_submit (&self, jobs, threads, options, &error))
    {
      algo_console_error ("%s", error->message);
      return ALGO_EXIT_FAILED;
    }
  if (!waits)
    return ALGO_EXIT_SUCCESS;
  for (guint i = 0; i < seeds->len; i++)
    if (status_at (&self, i)->state == ALGO_SEED_FAILED)
      status_at (&self, i)->state = ALGO_SEED_WAITING;
  ask_slurm (&self);
  return wait_for_all (&self);
}

/* Names are not translated: programs read them. */
static void
print_line (const char *seed,
            const char *state,
            const char *step,
            const char *host,
            const char *job,
            const char *note)
{
  g_autofree char *line =
      g_strdup_printf ("%8s  %-8s  %8s  %-12s  %-26s  %s", seed, state, step, host, job, note);

  puts (g_strchomp (line));
}

static void
print_seed (const AlgoSeedStatus *status, const AlgoSlurmTask *task)
{
  g_autofree char *seed = g_strdup_printf ("%" PRIu64, status->seed);
  g_autofree char *step = g_strdup_printf ("%" PRIu64, status->step);
  g_autofree char *job = task != NULL ? algo_slurm_task_format (task) : g_strdup ("-");
  g_autofree char *reason = status->reason != NULL ? algo_console_escape (status->reason) : NULL;
  const char *note = reason != NULL                         ? reason
                     : task != NULL && task->reason != NULL ? task->reason
                                                            : "";

  print_line (seed, algo_seed_state_name (status->state), step,
              status->host != NULL ? status->host : "-", job, note);
}

AlgoExit
algo_sweep_print_state (const AlgoSweep *sweep, const GArray *seeds)
{
  g_autoptr (GArray) statuses = algo_sweep_look_at (sweep, seeds);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) tasks = algo_slurm_list_tasks (sweep, &error);

  if (error != NULL)
    algo_console_error ("%s", error->message);
  print_line ("seed", "state", "step", "host", "job", "note");
  for (guint i = 0; i < statuses->len; i++)
    {
      const AlgoSeedStatus *status = &g_array_index (statuses, AlgoSeedStatus, i);

      print_seed (status, g_hash_table_lookup (tasks, &status->seed));
    }
  return algo_console_finish (ALGO_EXIT_SUCCESS);
}
