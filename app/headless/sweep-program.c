/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/sweep-program.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/headless/console.h"
#include "app/headless/destination.h"
#include "app/headless/progress.h"
#include "engine/ensemble/sweep-training.h"

char *
algo_sweep_program_find (void)
{
  char *path = g_file_read_link ("/proc/self/exe", NULL);

  return path != NULL ? path : g_strdup ("algoscope-run");
}

static char *
logs_folder (const AlgoSweep *sweep)
{
  return g_build_filename (sweep->folder, ALGO_SWEEP_LOGS, NULL);
}

gboolean
algo_sweep_program_make_logs (const AlgoSweep *sweep, GError **error)
{
  g_autofree char *folder = logs_folder (sweep);

  return algo_destination_make_folder (folder, error);
}

char *
algo_sweep_program_log (const AlgoSweep *sweep, guint64 seed)
{
  g_autofree char *folder = logs_folder (sweep);
  g_autofree char *name = g_strdup_printf ("seed-%04" PRIu64 ".log", seed);

  return g_build_filename (folder, name, NULL);
}

char *
algo_sweep_program_last_words (const AlgoSweep *sweep, guint64 seed)
{
  g_autofree char *path = algo_sweep_program_log (sweep, seed);
  g_autofree char *text = NULL;
  char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  g_strchomp (text);
  line = strrchr (text, '\n');
  line = line != NULL ? line + 1 : text;
  return *line != '\0' ? g_utf8_make_valid (line, -1) : NULL;
}

/* The progress begins where training does, which may be nowhere. */
static gboolean
show_progress (guint64 step, const AlgoMetrics *metrics, gpointer data)
{
  AlgoProgress *progress = data;

  if (metrics == NULL)
    algo_progress_init (progress, step, progress->total);
  else
    algo_progress_step (progress, metrics);
  return algo_interrupt_count () == 0;
}

gboolean
algo_sweep_program_run (const AlgoSweep *sweep, guint64 seed, guint threads, GError **error)
{
  AlgoProgress progress = { .total = sweep->settings.steps };
  AlgoSweepOutcome outcome;

  algo_interrupt_catch ();
  outcome = algo_sweep_train (sweep, seed, threads, show_progress, &progress, error);
  if (progress.start_time > 0)
    algo_progress_finish (&progress);
  if (outcome == ALGO_SWEEP_FINISHED)
    fprintf (stderr, _ ("Seed %" PRIu64 " is finished\n"), seed);
  else if (outcome == ALGO_SWEEP_TAKEN)
    fprintf (stderr, _ ("Seed %" PRIu64 " is being trained by another program\n"), seed);
  else if (outcome == ALGO_SWEEP_STOPPED)
    fprintf (stderr, _ ("Interrupted at step %" PRIu64 "\n"), progress.step);
  return outcome == ALGO_SWEEP_FINISHED || outcome == ALGO_SWEEP_TAKEN;
}
