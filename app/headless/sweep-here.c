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
  AlgoSweepView view;
  guint most, threads;
  guint running;
  guint interrupts; /* that were passed on */
  char *program;
} Here;

static void
here_clear (Here *self)
{
  algo_sweep_view_clear (&self->view);
  g_free (self->program);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Here, here_clear)

/* This runs in the new process, which is to end with the one that waits for it, whatever ends that.
 */
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
  g_autofree char *log = algo_sweep_program_log (self->view.sweep, seed);
  g_autofree char *number = g_strdup_printf ("%" PRIu64, seed);
  g_autofree char *threads = g_strdup_printf ("%u", self->threads);
  const char *line[] = { self->program, "sweep", "--directory", self->view.sweep->folder,
                         "--only",      number,  "--threads",   threads,
                         NULL };
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
start (Here *self, AlgoSweepSeed *seed)
{
  g_autoptr (GError) error = NULL;

  seed->retries = FALSE;
  if (!spawn (self, seed->status.seed, &seed->process, &error))
    {
      seed->process = 0;
      algo_sweep_seed_give_up (seed, g_strdup (error->message));
      return;
    }
  self->running++;
  seed->status.state = ALGO_SEED_RUNNING;
  seed->look_time = g_get_monotonic_time ();
}

/* Returns a new string that says why a process ended. */
static char *
explain_end (const Here *self, guint64 seed, int end)
{
  g_autofree char *last = algo_sweep_program_last_words (self->view.sweep, seed);

  if (WIFSIGNALED (end))
    return g_strdup_printf (_ ("its process was ended by signal %d"), WTERMSIG (end));
  return last != NULL
             ? g_steal_pointer (&last)
             : g_strdup_printf (_ ("its process failed with exit status %d"), WEXITSTATUS (end));
}

/* After its process, what the seed says of itself counts, and where it says nothing, the end. */
static void
finish (Here *self, AlgoSweepSeed *seed, int end)
{
  seed->process = 0;
  self->running--;
  algo_sweep_view_look (&self->view, seed);
  if (!algo_sweep_seed_is_over (seed) && seed->status.state != ALGO_SEED_RUNNING
      && self->interrupts == 0 && !(WIFEXITED (end) && WEXITSTATUS (end) == ALGO_EXIT_SUCCESS))
    algo_sweep_seed_give_up (seed, explain_end (self, seed->status.seed, end));
}

/* Tells whether it is time to look how far the seed is, which is being trained. */
static gboolean
is_due (const AlgoSweepSeed *seed)
{
  return g_get_monotonic_time () - seed->look_time
         >= (seed->process != 0 ? LOOK_INTERVAL : LOOK_ELSEWHERE_INTERVAL);
}

/* Tells whether a seed is there to be trained: nobody is training it, and it has not been tried. */
static gboolean
is_free (Here *self, AlgoSweepSeed *seed)
{
  if (algo_sweep_seed_is_over (seed) || seed->process != 0
      || (seed->status.state == ALGO_SEED_RUNNING && !is_due (seed)))
    return FALSE;
  algo_sweep_view_look (&self->view, seed);
  return !algo_sweep_seed_is_over (seed) && seed->status.state != ALGO_SEED_RUNNING;
}

static void
start_free (Here *self)
{
  for (guint i = 0; i < self->view.count && self->running < self->most; i++)
    if (is_free (self, &self->view.seeds[i]))
      start (self, &self->view.seeds[i]);
}

/* Attends to its own processes, and to what others train; what it knows of those may be old while
 * it has enough to do itself. */
static void
attend (Here *self)
{
  for (guint i = 0; i < self->view.count; i++)
    {
      AlgoSweepSeed *seed = &self->view.seeds[i];
      int end;

      if (seed->process != 0 && waitpid (seed->process, &end, WNOHANG) == seed->process)
        finish (self, seed, end);
      else if (seed->status.state == ALGO_SEED_RUNNING && is_due (seed))
        {
          algo_sweep_view_look (&self->view, seed);
          /* It runs before its process has said anything, and after. */
          if (seed->process != 0)
            seed->status.state = ALGO_SEED_RUNNING;
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
  for (guint i = 0; i < self->view.count; i++)
    if (self->view.seeds[i].process != 0)
      {
        kill (self->view.seeds[i].process, interrupts > 1 ? SIGKILL : SIGTERM);
        kill (self->view.seeds[i].process, SIGCONT);
      }
}

gboolean
algo_sweep_run_here (const AlgoSweep *sweep,
                     const GArray *seeds,
                     guint jobs,
                     guint threads,
                     GError **error)
{
  g_auto (Here) self = { .most = jobs, .threads = threads, .program = algo_sweep_program_find () };
  guint finished;

  algo_sweep_view_init (&self.view, sweep, seeds);
  if (!algo_sweep_program_make_logs (sweep, error))
    return FALSE;
  algo_interrupt_catch ();
  while (TRUE)
    {
      pass_interrupts_on (&self);
      attend (&self);
      if (self.interrupts == 0)
        start_free (&self);
      if (self.running == 0 && (self.interrupts > 0 || algo_sweep_view_is_over (&self.view)))
        break;
      algo_sweep_view_show (&self.view);
      g_usleep (TICK);
    }
  finished = algo_sweep_view_finish (&self.view);
  fprintf (stderr,
           self.interrupts > 0 ? _ ("Interrupted: %u of %u seeds are finished; the same command "
                                    "goes on with them\n")
                               : _ ("%u of %u seeds are finished\n"),
           finished, seeds->len);
  return finished == seeds->len;
}
