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

#include "app/headless/console.h"
#include "app/headless/destination.h"
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
  AlgoSweepView *view; /* of the seeds */
  Job *jobs;           /* of each */
  guint count;
  guint running;
  guint interrupts; /* that were passed on */
  char *program;
} Here;

static void
here_clear (Here *self)
{
  algo_sweep_view_free (self->view);
  g_free (self->jobs);
  g_free (self->program);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Here, here_clear)

static AlgoSeedState
state_of (const Here *self, guint index)
{
  return algo_sweep_view_at (self->view, index)->state;
}

static void
look (Here *self, guint index)
{
  algo_sweep_view_look (self->view, index);
  self->jobs[index].look_time = g_get_monotonic_time ();
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
  AlgoSeedStatus *status = algo_sweep_view_at (self->view, index);
  Job *job = &self->jobs[index];
  g_autoptr (GError) error = NULL;

  job->retries = FALSE;
  if (!spawn (self, status->seed, &job->process, &error))
    {
      job->process = 0;
      job->is_over = TRUE;
      algo_sweep_view_give_up (self->view, index, g_strdup (error->message));
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
  Job *job = &self->jobs[index];

  job->process = 0;
  self->running--;
  look (self, index);
  job->is_over = algo_sweep_view_is_over (self->view, index);
  if (job->is_over || state_of (self, index) == ALGO_SEED_RUNNING || self->interrupts > 0
      || (WIFEXITED (end) && WEXITSTATUS (end) == ALGO_EXIT_SUCCESS))
    return;
  job->is_over = TRUE;
  algo_sweep_view_give_up (self->view, index,
                           explain_end (self, algo_sweep_view_at (self->view, index)->seed, end));
}

/* Whether a seed is there to be trained: nobody is training it, and it has not been tried. */
static gboolean
is_free (Here *self, guint index)
{
  Job *job = &self->jobs[index];

  if (job->is_over || job->process != 0)
    return FALSE;
  if (state_of (self, index) == ALGO_SEED_RUNNING
      && g_get_monotonic_time () - job->look_time < LOOK_ELSEWHERE_INTERVAL)
    return FALSE;
  look (self, index);
  job->is_over = state_of (self, index) == ALGO_SEED_FINISHED
                 || (state_of (self, index) == ALGO_SEED_FAILED && !job->retries);
  return !job->is_over && state_of (self, index) != ALGO_SEED_RUNNING;
}

static void
start_free (Here *self)
{
  for (guint i = 0; i < self->count && self->running < self->most; i++)
    if (is_free (self, i))
      start (self, i);
}

/* To its own processes, and to what others train; what it knows of those may be old while it has
 * enough to do itself. */
static void
attend (Here *self)
{
  const gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < self->count; i++)
    {
      const Job *job = &self->jobs[i];
      int end;

      if (job->process == 0)
        {
          if (!job->is_over && state_of (self, i) == ALGO_SEED_RUNNING
              && now - job->look_time >= LOOK_ELSEWHERE_INTERVAL)
            look (self, i);
        }
      else if (waitpid (job->process, &end, WNOHANG) == job->process)
        finish (self, i, end);
      else if (now - job->look_time >= LOOK_INTERVAL)
        {
          look (self, i);
          /* Before it has said anything, and after. */
          algo_sweep_view_at (self->view, i)->state = ALGO_SEED_RUNNING;
        }
    }
}

/* The first interrupt lets processes end in order, the second ends them as they are. */
static void
pass_interrupts_on (Here *self)
{
  const guint interrupts = MIN (algo_interrupt_count (), 2);

  if (interrupts == self->interrupts)
    return;
  self->interrupts = interrupts;
  for (guint i = 0; i < self->count; i++)
    if (self->jobs[i].process != 0)
      kill (self->jobs[i].process, interrupts > 1 ? SIGKILL : SIGTERM);
}

static gboolean
is_over (const Here *self)
{
  if (self->running > 0)
    return FALSE;
  for (guint i = 0; self->interrupts == 0 && i < self->count; i++)
    if (!self->jobs[i].is_over)
      return FALSE;
  return TRUE;
}

gboolean
algo_sweep_run_here (const AlgoSweep *sweep,
                     const GArray *seeds,
                     guint jobs,
                     guint threads,
                     GError **error)
{
  g_auto (Here) self = { .sweep = sweep,
                         .most = jobs,
                         .threads = threads,
                         .view = algo_sweep_view_new (sweep, seeds),
                         .jobs = g_new0 (Job, seeds->len),
                         .count = seeds->len,
                         .program = algo_sweep_program_find () };
  guint finished;

  for (guint i = 0; i < seeds->len; i++)
    self.jobs[i].retries = state_of (&self, i) == ALGO_SEED_FAILED;
  if (!algo_sweep_program_make_logs (sweep, error))
    return FALSE;
  algo_interrupt_catch ();
  while (TRUE)
    {
      pass_interrupts_on (&self);
      attend (&self);
      if (self.interrupts == 0)
        start_free (&self);
      if (is_over (&self))
        break;
      algo_sweep_view_show (self.view);
      g_usleep (TICK);
    }
  finished = algo_sweep_view_finish (self.view);
  fprintf (stderr,
           self.interrupts > 0 ? _ ("Interrupted: %u of %u seeds are finished; the same command "
                                    "goes on with them\n")
                               : _ ("%u of %u seeds are finished\n"),
           finished, seeds->len);
  return finished == seeds->len;
}
