/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/sweep-here.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/headless/destination.h"
#include "app/headless/interrupt.h"
#include "app/headless/sweep-program.h"
#include "app/headless/sweep-view.h"

#define TICK (G_TIME_SPAN_SECOND / 20)
#define LOOK_INTERVAL (G_TIME_SPAN_SECOND / 4)       /* at what our own processes do */
#define LOOK_ELSEWHERE_INTERVAL (G_TIME_SPAN_SECOND) /* at what others do */

typedef struct
{
  GPid process;     /* 0: none */
  gboolean retries; /* it has failed before, and is tried once more */
  gboolean is_over;
  gint64 look_time;
} Job;

typedef struct
{
  const AlgoSweep *sweep;
  guint most, threads;
  GArray *statuses; /* of AlgoSeedStatus, and of Job, for each seed */
  GArray *jobs;
  guint running;
  guint interrupts; /* that were passed on */
  char *program;
} Here;

static void
here_clear (Here *self)
{
  g_array_unref (self->statuses);
  g_array_unref (self->jobs);
  g_free (self->program);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Here, here_clear)

static AlgoSeedStatus *
status_at (const Here *self, guint index)
{
  return &g_array_index (self->statuses, AlgoSeedStatus, index);
}

static Job *
job_at (const Here *self, guint index)
{
  return &g_array_index (self->jobs, Job, index);
}

static void
look (Here *self, guint index)
{
  AlgoSeedStatus *status = status_at (self, index);
  const guint64 seed = status->seed;

  algo_seed_status_clear (status);
  algo_sweep_look (self->sweep, seed, status);
  job_at (self, index)->look_time = g_get_monotonic_time ();
}

/* `reason` is taken. */
static void
give_up (Here *self, guint index, char *reason)
{
  AlgoSeedStatus *status = status_at (self, index);

  status->state = ALGO_SEED_FAILED;
  g_free (status->reason);
  status->reason = reason;
  job_at (self, index)->is_over = TRUE;
}

/* In the new process: it is to end with the one that waits for it, whatever ends that. */
static void
prepare_process (gpointer data)
{
  const pid_t *parent = data;

  prctl (PR_SET_PDEATHSIG, SIGTERM);
  if (getppid () != *parent)
    _exit (ALGO_EXIT_FAILED);
}

static gboolean
spawn (const Here *self, guint64 seed, GPid *process, GError **error)
{
  g_autofree char *log = algo_sweep_program_log (self->sweep, seed);
  g_autofree char *number = g_strdup_printf ("%" PRIu64, seed);
  g_autofree char *threads = g_strdup_printf ("%u", self->threads);
  const char *line[] = { self->program,       "sweep",  "--directory",
                         self->sweep->folder, "--only", number,
                         "--threads",         threads,  NULL };
  pid_t parent = getpid ();
  const int descriptor = g_open (log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  gboolean succeeded;

  if (descriptor < 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", log,
                   g_strerror (errno));
      return FALSE;
    }
  succeeded = g_spawn_async_with_fds (NULL, (char **) line, NULL,
                                      G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL,
                                      prepare_process, &parent, process, -1, -1, descriptor, error);
  g_close (descriptor, NULL);
  return succeeded;
}

static void
start (Here *self, guint index)
{
  AlgoSeedStatus *status = status_at (self, index);
  Job *job = job_at (self, index);
  g_autoptr (GError) error = NULL;

  job->retries = FALSE;
  if (!spawn (self, status->seed, &job->process, &error))
    {
      job->process = 0;
      give_up (self, index, g_strdup (error->message));
      return;
    }
  self->running++;
  status->state = ALGO_SEED_RUNNING;
  job->look_time = g_get_monotonic_time ();
}

/* A new string. */
static char *
explain_end (const Here *self, guint64 seed, int end)
{
  g_autofree char *last = algo_sweep_program_last_words (self->sweep, seed);

  if (WIFSIGNALED (end))
    return g_strdup_printf (_ ("its process was ended by signal %d"), WTERMSIG (end));
  return last != NULL
             ? g_steal_pointer (&last)
             : g_strdup_printf (_ ("its process failed with exit status %d"), WEXITSTATUS (end));
}

/* After its process: what the seed says of itself counts, and where it says nothing, the end. */
static void
finish (Here *self, guint index, int end)
{
  AlgoSeedStatus *status = status_at (self, index);
  Job *job = job_at (self, index);

  job->process = 0;
  self->running--;
  look (self, index);
  job->is_over = status->state == ALGO_SEED_FINISHED || status->state == ALGO_SEED_FAILED;
  if (!job->is_over && status->state != ALGO_SEED_RUNNING && self->interrupts == 0
      && !(WIFEXITED (end) && WEXITSTATUS (end) == ALGO_EXIT_SUCCESS))
    give_up (self, index, explain_end (self, status->seed, end));
}

/* Whether a seed is there to be trained: nobody is training it, and it has not been tried. */
static gboolean
is_free (Here *self, guint index)
{
  const AlgoSeedStatus *status = status_at (self, index);
  Job *job = job_at (self, index);

  if (job->is_over || job->process != 0)
    return FALSE;
  if (status->state == ALGO_SEED_RUNNING
      && g_get_monotonic_time () - job->look_time < LOOK_ELSEWHERE_INTERVAL)
    return FALSE;
  look (self, index);
  job->is_over =
      status->state == ALGO_SEED_FINISHED || (status->state == ALGO_SEED_FAILED && !job->retries);
  return !job->is_over && status->state != ALGO_SEED_RUNNING;
}

static void
start_free (Here *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    if (self->running == self->most)
      return;
    else if (is_free (self, i))
      start (self, i);
}

static void
attend (Here *self)
{
  const gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < self->jobs->len; i++)
    {
      Job *job = job_at (self, i);
      int end;

      if (job->process == 0)
        continue;
      if (waitpid (job->process, &end, WNOHANG) == job->process)
        finish (self, i, end);
      else if (now - job->look_time >= LOOK_INTERVAL)
        {
          look (self, i);
          /* Before it has said anything, and after. */
          status_at (self, i)->state = ALGO_SEED_RUNNING;
        }
    }
}

/* What it knows of others may be old while it has enough to do itself. */
static void
look_elsewhere (Here *self)
{
  const gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < self->jobs->len; i++)
    if (!job_at (self, i)->is_over && job_at (self, i)->process == 0
        && status_at (self, i)->state == ALGO_SEED_RUNNING
        && now - job_at (self, i)->look_time >= LOOK_ELSEWHERE_INTERVAL)
      look (self, i);
}

/* The first interrupt lets processes end in order, the second ends them as they are. */
static void
pass_interrupts_on (Here *self)
{
  const guint interrupts = MIN (algo_interrupt_count (), 2);

  if (interrupts == self->interrupts)
    return;
  self->interrupts = interrupts;
  for (guint i = 0; i < self->jobs->len; i++)
    if (job_at (self, i)->process != 0)
      kill (job_at (self, i)->process, interrupts > 1 ? SIGKILL : SIGTERM);
}

static gboolean
is_over (const Here *self)
{
  if (self->running > 0)
    return FALSE;
  for (guint i = 0; self->interrupts == 0 && i < self->jobs->len; i++)
    if (!job_at (self, i)->is_over)
      return FALSE;
  return TRUE;
}

static AlgoExit
conclude (const Here *self)
{
  guint finished = 0;

  for (guint i = 0; i < self->statuses->len; i++)
    finished += status_at (self, i)->state == ALGO_SEED_FINISHED;
  if (self->interrupts > 0)
    fprintf (stderr,
             _ ("Interrupted: %u of %u seeds are finished; the same command goes on with them\n"),
             finished, self->statuses->len);
  else
    fprintf (stderr, _ ("%u of %u seeds are finished\n"), finished, self->statuses->len);
  return finished == self->statuses->len ? ALGO_EXIT_SUCCESS : ALGO_EXIT_FAILED;
}

AlgoExit
algo_sweep_run_here (const AlgoSweep *sweep, const GArray *seeds, guint jobs, guint threads)
{
  g_auto (Here) self = { .sweep = sweep, .most = jobs, .threads = threads };
  g_autoptr (AlgoSweepView) view = NULL;
  g_autoptr (GError) error = NULL;

  self.program = algo_sweep_program_find ();
  self.statuses = algo_sweep_look_at (sweep, seeds);
  self.jobs = g_array_new (FALSE, TRUE, sizeof (Job));
  g_array_set_size (self.jobs, seeds->len);
  for (guint i = 0; i < seeds->len; i++)
    job_at (&self, i)->retries = status_at (&self, i)->state == ALGO_SEED_FAILED;
  if (!algo_sweep_program_make_logs (sweep, &error))
    {
      algo_console_error ("%s", error->message);
      return ALGO_EXIT_FAILED;
    }
  algo_interrupt_catch ();
  view = algo_sweep_view_new (self.statuses, sweep->settings.steps);
  while (TRUE)
    {
      pass_interrupts_on (&self);
      attend (&self);
      look_elsewhere (&self);
      if (self.interrupts == 0)
        start_free (&self);
      if (is_over (&self))
        break;
      algo_sweep_view_show (view);
      g_usleep (TICK);
    }
  algo_sweep_view_finish (view);
  return conclude (&self);
}
