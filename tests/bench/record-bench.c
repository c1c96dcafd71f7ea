/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What recording costs: steps taken with and without a recorder, in turn, in one process.
 *
 * usage: record-bench [--levels L] [--threads T] [--rounds R] [--steps S]
 *
 * Each round takes S steps of a default run twice from the same state, once recorded and once not,
 * in an order that changes from round to round; phases that are behind at its end count. Prints the
 * times and their ratio, and what the file came to. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "engine/run-file/recorder.h"

typedef struct
{
  int levels, threads, rounds, steps;
} Options;

/* Of all threads of the process, in seconds. */
static double
processor_time (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

/* Steps of a run from its start; with a recorder unless `path` is NULL. Seconds: of the steps, and
 * of what came after them. */
static void
take_steps (const Options *options,
            const char *path,
            double *training,
            double *closing,
            double *processor)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  g_autoptr (AlgoTrainer) trainer = NULL;
  g_autoptr (AlgoRecorder) recorder = NULL;
  double processor_start;
  gint64 start;
  AlgoMetrics metrics;

  settings.levels = (guint) options->levels;
  settings.threads = (guint) options->threads;
  trainer = algo_trainer_new (&settings, NULL);
  if (path != NULL)
    {
      recorder = algo_recorder_new (&settings);
      algo_recorder_begin (recorder, trainer);
      algo_recorder_record_to (recorder, path);
      algo_recorder_sync (recorder, NULL);
    }
  processor_start = processor_time ();
  start = g_get_monotonic_time ();
  for (int i = 0; i < options->steps; i++)
    {
      algo_trainer_step (trainer, &metrics, NULL);
      if (recorder != NULL)
        algo_recorder_note_step (recorder, trainer, &metrics);
    }
  *training += (double) (g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND;
  start = g_get_monotonic_time ();
  if (recorder != NULL)
    {
      algo_recorder_note_rest (recorder, trainer);
      algo_recorder_close (recorder, NULL);
    }
  *closing += (double) (g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND;
  *processor += processor_time () - processor_start;
}

/* Of reading a snapshot, in milliseconds, the longest of all. */
static double
slowest_snapshot (const char *path, guint64 steps)
{
  g_autoptr (AlgoRunFile) file = algo_run_file_open (path, NULL);
  double slowest = 0;

  for (guint64 step = 0; step <= steps; step += 10)
    {
      const gint64 start = g_get_monotonic_time ();
      g_autoptr (AlgoSnapshot) snapshot = algo_run_file_read_snapshot (file, step, NULL);

      if (snapshot != NULL)
        slowest = MAX (slowest, (double) (g_get_monotonic_time () - start) / 1000);
    }
  return slowest;
}

int
main (int argc, char **argv)
{
  Options options = { .levels = 1, .threads = 0, .rounds = 4, .steps = 1000 };
  const GOptionEntry entries[] = {
    { "levels", 0, 0, G_OPTION_ARG_INT, &options.levels, "Latent levels (1)", "L" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options.threads, "Workers (one a processor)", "T" },
    { "rounds", 0, 0, G_OPTION_ARG_INT, &options.rounds, "Rounds (4)", "R" },
    { "steps", 0, 0, G_OPTION_ARG_INT, &options.steps, "Steps in each (1000)", "S" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *folder = g_dir_make_tmp ("algoscope-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "run.algoscope", NULL);
  double with = 0, without = 0, closing = 0, nothing = 0, time_with = 0, time_without = 0;
  GStatBuf status;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return EXIT_FAILURE;
  for (int round = 0; round < options.rounds; round++)
    for (int turn = 0; turn < 2; turn++)
      if ((round + turn) % 2 == 0)
        take_steps (&options, path, &with, &closing, &time_with);
      else
        take_steps (&options, NULL, &without, &nothing, &time_without);

  printf ("steps a second, recorded: %.1f\n", options.rounds * options.steps / with);
  printf ("steps a second, not recorded: %.1f\n", options.rounds * options.steps / without);
  printf ("cost of recording: %.2f %%\n", 100 * (with / without - 1));
  printf ("processor time of recording: %.2f %%\n", 100 * (time_with / time_without - 1));
  printf ("closing: %.3f s\n", closing / options.rounds);
  if (g_stat (path, &status) == 0)
    printf ("file: %.1f MB\n", (double) status.st_size / 1e6);
  printf ("slowest snapshot: %.2f ms\n", slowest_snapshot (path, (guint64) options.steps));
  g_unlink (path);
  g_rmdir (folder);
  return EXIT_SUCCESS;
}
