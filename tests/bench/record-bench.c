/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What recording costs: steps taken with and without a recorder, in turn, in one process.
 *
 * usage: record-bench [--levels L] [--threads T] [--rounds R] [--steps S] [--block B]
 *
 * Each round takes S steps of a default run twice, recorded and not, in turn, B steps at a time and
 * in an order that changes from block to block. The two speeds are compared block by block, and the
 * median is printed, as other work on the machine comes and goes within seconds. Cuts come by the
 * clock, which goes on meanwhile: in short blocks there are up to twice as many to a recorded step
 * as in a run alone. Processor time is that of the recorder's own threads beside that of training:
 * it hardly depends on other work, and says what recording costs where no processor is idle. */
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "engine/compare.h"
#include "engine/run-file/recorder.h"

#define MOVING (50 * G_TIME_SPAN_MILLISECOND) /* takes a quarter of it */

typedef struct
{
  int levels, threads, rounds, steps, block;
} Options;

/* Sums over all rounds, in seconds. */
typedef struct
{
  double training[2], closing;    /* by the clock; not recorded, recorded */
  double processor;               /* of all threads, closing excepted */
  double noting;                  /* of it, on the thread that trains */
  double writing, phases, moving; /* of it, on the recorder's own */
} Times;

/* Of all threads of the process, in seconds. */
static double
processor_time (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

/* By the clock, in seconds. To read it costs little beside a step; processor time would not. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double) time.tv_sec + (double) time.tv_nsec * 1e-9;
}

/* What the kernel says of a thread: a new string without its line end. */
static char *
read_task (const char *task, const char *name)
{
  g_autofree char *path = g_build_filename ("/proc/self/task", task, name, NULL);
  char *contents = NULL;

  return g_file_get_contents (path, &contents, NULL, NULL) ? g_strchomp (contents) : g_strdup ("");
}

static void
read_recorder_threads (Times *times)
{
  const struct
  {
    const char *name;
    double *seconds;
  } threads[] = { { "recording", &times->writing },
                  { "phases", &times->phases },
                  { "checkpoints", &times->moving } };
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  const char *task;

  while ((task = g_dir_read_name (tasks)) != NULL)
    {
      g_autofree char *name = read_task (task, "comm");
      g_autofree char *statistics = read_task (task, "schedstat");

      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        if (g_str_equal (name, threads[i].name))
          *threads[i].seconds += (double) g_ascii_strtoull (statistics, NULL, 10) * 1e-9;
    }
}

/* By the clock, in seconds. */
static double
take_block (AlgoTrainer *trainer, AlgoRecorder *recorder, int steps, Times *times)
{
  const double start = now ();
  AlgoMetrics metrics;

  for (int i = 0; i < steps; i++)
    {
      algo_trainer_step (trainer, &metrics, NULL);
      if (recorder != NULL)
        {
          const double noting = now ();

          algo_recorder_note_step (recorder, trainer, &metrics);
          times->noting += now () - noting;
        }
    }
  times->training[recorder != NULL] += now () - start;
  return now () - start;
}

static void
close_recorder (AlgoRecorder *recorder, const AlgoTrainer *trainer, Times *times)
{
  const double start = now ();

  read_recorder_threads (times);
  algo_recorder_note_rest (recorder, trainer);
  algo_recorder_close (recorder, NULL);
  times->closing += now () - start;
}

/* The first steps of a run, recorded and not; appends to `ratios` those of the blocks' times. */
static void
measure_round (const Options *options, const char *path, Times *times, GArray *ratios)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  g_autoptr (AlgoTrainer) recorded = NULL, plain = NULL;
  g_autoptr (AlgoRecorder) recorder = NULL;
  double start;

  settings.levels = (guint) options->levels;
  settings.threads = (guint) options->threads;
  plain = algo_trainer_new (&settings, NULL);
  recorded = algo_trainer_new (&settings, NULL);
  recorder = algo_recorder_new (&settings);
  algo_recorder_begin (recorder, recorded);
  algo_recorder_record_to (recorder, path);
  algo_recorder_sync (recorder, NULL);
  start = processor_time ();
  for (int block = 0; block < options->steps / options->block; block++)
    {
      double pair[2];

      for (int turn = 0; turn < 2; turn++)
        {
          const gboolean records = (block + turn) % 2 == 0;

          pair[records] = take_block (records ? recorded : plain, records ? recorder : NULL,
                                      options->block, times);
          /* What is left to be written, and to be moved from the log into the file, is not to be
           * taken for the other's. */
          algo_recorder_sync (recorder, NULL);
          g_usleep (MOVING);
        }
      pair[0] = pair[1] / pair[0];
      g_array_append_val (ratios, pair[0]);
    }
  times->processor += processor_time () - start;
  close_recorder (recorder, recorded, times);
}

static double
median (double *values, guint count)
{
  qsort (values, count, sizeof *values, algo_compare_doubles);
  return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

static void
measure_cost (const Options *options, const char *path)
{
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));
  Times sum = { 0 };
  double steps, training;

  for (int round = 0; round < options->rounds; round++)
    measure_round (options, path, &sum, ratios);
  steps = (double) ratios->len * options->block;
  training = sum.processor - sum.noting - sum.writing - sum.moving - sum.phases;
  printf ("steps a second: %.1f, recorded: %.1f\n", steps / sum.training[0],
          steps / sum.training[1]);
  printf ("cost of recording: %.2f %%, the median of %u blocks; in all %.2f %%\n",
          100 * (median ((double *) ratios->data, ratios->len) - 1), ratios->len,
          100 * (sum.training[1] / sum.training[0] - 1));
  printf ("processor time of training: %.0f us a step\n", 1e6 * training / (2 * steps));
  printf ("beside it: noting %.2f %%, writing %.2f %%, checkpoints %.2f %%, phases %.2f %%\n",
          200 * sum.noting / training, 200 * sum.writing / training, 200 * sum.moving / training,
          200 * sum.phases / training);
  printf ("closing: %.3f s\n", sum.closing / options->rounds);
}

/* Of reading snapshots at steps here and there, each as by a program that just opened the file, in
 * milliseconds. */
static void
measure_snapshots (const char *path, guint64 steps)
{
  g_autoptr (AlgoRunFile) whole = algo_run_file_open (path, NULL);
  const AlgoRun *run = algo_run_file_get_run (whole);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  double times[1000];

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      const guint64 step = (guint64) (g_rand_double (random) * (double) steps);
      const double start = now ();
      g_autoptr (AlgoRunFile) file = algo_run_file_open_snapshots (path, &run->settings, NULL);
      g_autoptr (AlgoSnapshot) snapshot G_GNUC_UNUSED =
          algo_run_file_read_snapshot (file, step, NULL);

      times[i] = 1000 * (now () - start);
    }
  median (times, G_N_ELEMENTS (times));
  printf ("snapshots: %u; one of them: %.2f ms, 99 %% below %.2f ms, all below %.2f ms\n",
          run->snapshots->len, times[500], times[990], times[999]);
  printf ("phases: %u\n", run->grids->len);
}

int
main (int argc, char **argv)
{
  Options options = { .levels = 1, .threads = 0, .rounds = 8, .steps = 4000, .block = 500 };
  const GOptionEntry entries[] = {
    { "levels", 0, 0, G_OPTION_ARG_INT, &options.levels, "Latent levels (1)", "L" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options.threads, "Workers (one a processor)", "T" },
    { "rounds", 0, 0, G_OPTION_ARG_INT, &options.rounds, "Rounds (8)", "R" },
    { "steps", 0, 0, G_OPTION_ARG_INT, &options.steps, "Steps in each (4000)", "S" },
    { "block", 0, 0, G_OPTION_ARG_INT, &options.block, "Steps in turn (500)", "B" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *folder = g_dir_make_tmp ("algoscope-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "run.algoscope", NULL);
  GStatBuf status;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return EXIT_FAILURE;
  options.rounds = MAX (options.rounds, 1);
  options.block = CLAMP (options.block, 1, options.steps);
  measure_cost (&options, path);
  if (g_stat (path, &status) == 0)
    printf ("file: %.1f MB\n", (double) status.st_size / 1e6);
  measure_snapshots (path, (guint64) options.steps);
  g_unlink (path);
  g_rmdir (folder);
  return EXIT_SUCCESS;
}
