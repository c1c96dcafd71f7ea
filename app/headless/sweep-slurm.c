/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/sweep-slurm.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/headless/console.h"
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
  AlgoSweepView view;
  GHashTable *tasks; /* as Slurm knew them last */
  gint64 look_time, ask_time;
  gboolean has_warned;
} Cluster;

static void
cluster_clear (Cluster *self)
{
  algo_sweep_view_clear (&self->view);
  g_hash_table_unref (self->tasks);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cluster, cluster_clear)

/* Tells whether the seed is being trained, or will be. */
static gboolean
is_in_hand (const Cluster *self, const AlgoSweepSeed *seed)
{
  const AlgoSlurmTask *task = g_hash_table_lookup (self->tasks, &seed->status.seed);

  return seed->status.state == ALGO_SEED_RUNNING
         || (task != NULL && algo_slurm_task_is_active (task));
}

/* If Slurm does not answer, all is as it was. */
static gboolean
ask_slurm (Cluster *self, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  GHashTable *tasks = algo_slurm_list_tasks (self->view.sweep, &trouble);

  self->ask_time = g_get_monotonic_time ();
  g_hash_table_unref (trouble != NULL ? tasks : self->tasks);
  if (trouble == NULL)
    self->tasks = tasks;
  else
    g_propagate_error (error, g_steal_pointer (&trouble));
  return self->tasks == tasks;
}

/* Lists those to be submitted in a new array. */
static GArray *
list_needed (const Cluster *self)
{
  GArray *needed = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint i = 0; i < self->view.count; i++)
    {
      const AlgoSweepSeed *seed = &self->view.seeds[i];

      if (seed->status.state != ALGO_SEED_FINISHED && !is_in_hand (self, seed))
        g_array_append_val (needed, seed->status.seed);
    }
  return needed;
}

/* Submits under a lock, so that no two submit the same. */
static gboolean
submit (Cluster *self, guint jobs, guint threads, const char *options, GError **error)
{
  g_autoptr (AlgoClaim) claim = algo_sweep_claim_choice (self->view.sweep, error);
  g_autoptr (GArray) needed = NULL;
  g_autofree char *list = NULL;
  guint64 job;

  if (claim == NULL || !ask_slurm (self, error))
    return FALSE;
  needed = list_needed (self);
  if (needed->len == 0)
    {
      fprintf (stderr, _ ("There is nothing to submit: each seed is finished, is being trained or "
                          "has a job\n"));
      return TRUE;
    }
  job = algo_slurm_submit (self->view.sweep, needed, jobs, threads, options, error);
  if (job == 0)
    return FALSE;
  list = algo_seeds_format (needed);
  fprintf (stderr, _ ("Submitted job array %" PRIu64 " for seeds %s\n"), job, list);
  return TRUE;
}

/* Looks where it is new; what failed before is being tried again as long as it has a job. */
static void
look (Cluster *self)
{
  self->look_time = g_get_monotonic_time ();
  for (guint i = 0; i < self->view.count; i++)
    {
      AlgoSweepSeed *seed = &self->view.seeds[i];

      if (algo_sweep_seed_is_over (seed))
        continue;
      seed->retries = is_in_hand (self, seed);
      algo_sweep_view_look (&self->view, seed);
    }
}

/* Gives up seeds that nobody trains and Slurm will not train either. */
static void
give_up_lost (Cluster *self)
{
  for (guint i = 0; i < self->view.count; i++)
    {
      AlgoSweepSeed *seed = &self->view.seeds[i];
      const AlgoSlurmTask *task = g_hash_table_lookup (self->tasks, &seed->status.seed);
      g_autofree char *name = task != NULL ? algo_slurm_task_format (task) : NULL;

      seed->absences = is_in_hand (self, seed) ? 0 : seed->absences + 1;
      if (!algo_sweep_seed_is_over (seed) && seed->absences >= ABSENCES)
        algo_sweep_seed_give_up (
            seed, name != NULL ? g_strdup_printf (_ ("its job is no longer in Slurm (%s)"), name)
                               : g_strdup (_ ("it has no job in Slurm")));
    }
}

/* Asks, and says once that there is no answer. */
static void
attend_slurm (Cluster *self)
{
  g_autoptr (GError) error = NULL;

  if (ask_slurm (self, &error))
    give_up_lost (self);
  else if (!self->has_warned)
    algo_console_error ("%s", error->message);
  self->has_warned = error != NULL;
}

static gboolean
wait_for_all (Cluster *self)
{
  guint finished;

  algo_interrupt_catch ();
  while (algo_interrupt_count () == 0 && !algo_sweep_view_is_over (&self->view))
    {
      const gint64 now = g_get_monotonic_time ();

      if (now - self->look_time >= LOOK_INTERVAL)
        look (self);
      if (now - self->ask_time >= ASK_INTERVAL)
        attend_slurm (self);
      algo_sweep_view_show (&self->view);
      g_usleep (TICK);
    }
  finished = algo_sweep_view_finish (&self->view);
  fprintf (stderr,
           algo_interrupt_count () > 0
               ? _ ("%u of %u seeds are finished; the jobs in Slurm go on\n")
               : _ ("%u of %u seeds are finished\n"),
           finished, self->view.count);
  return finished == self->view.count;
}

gboolean
algo_sweep_run_slurm (const AlgoSweep *sweep,
                      const GArray *seeds,
                      guint jobs,
                      guint threads,
                      const char *options,
                      gboolean waits,
                      GError **error)
{
  g_auto (Cluster) self = { .tasks = g_hash_table_new (g_int64_hash, g_int64_equal) };

  algo_sweep_view_init (&self.view, sweep, seeds);
  return submit (&self, jobs, threads, options, error)
         && (!waits || (ask_slurm (&self, NULL), wait_for_all (&self)));
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

  print_line (seed, status->is_stopped ? "stopped" : algo_seed_state_name (status->state), step,
              status->host != NULL ? status->host : "-", job, note);
}

void
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
}
