/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What recording costs: steps taken with and without a recorder, in turn, in one process.
 *
 * usage: record-bench [--levels L] [--threads T] [--rounds R] [--steps S]
 *
 * Each round takes S steps of a default run twice from the same state, once recorded and once not,
 * in an order that changes from round to round. Speeds are compared round by round, and the median
 * is printed, as other work on the machine comes and goes. Processor time is that of the recorder's
 * own threads beside that of training: it hardly depends on other work, and says what recording
 * costs where no processor is idle. */
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "engine/run-file/recorder.h"

typedef struct
{
  int levels, threads, rounds, steps;
} Options;

/* Of one pass over the steps, in seconds. */
typedef struct
{
  double training, closing;       /* by the clock */
  double processor;               /* of all threads, closing included */
  double noting;                  /* of it, on the thread that trains */
  double writing, phases, moving; /* on the recorder's own, closing excepted */
} Times;

/* Of all threads of the process, in seconds. */
static double
processor_time (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

static double
thread_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec * 1e-9;
}

static double
now (void)
{
  return (double) g_get_monotonic_time () / G_TIME_SPAN_SECOND;
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

static void
take_steps (AlgoTrainer *trainer, AlgoRecorder *recorder, int steps, Times *times)
{
  AlgoMetrics metrics;

  for (int i = 0; i < steps; i++)
    {
      algo_trainer_step (trainer, &metrics, NULL);
      if (recorder != NULL)
        {
          const double start = thread_time ();

          algo_recorder_note_step (recorder, trainer, &metrics);
          times->noting += thread_time () - start;
        }
    }
}

/* The first steps of a run; with a recorder unless `path` is NULL. */
static Times
measure_run (const Options *options, const char *path)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  g_autoptr (AlgoTrainer) trainer = NULL;
  g_autoptr (AlgoRecorder) recorder = NULL;
  double processor_start, start;
  Times times = { 0 };

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
  start = now ();
  take_steps (trainer, recorder, options->steps, &times);
  times.training = now () - start;
  if (recorder != NULL)
    {
      read_recorder_threads (&times);
      start = now ();
      algo_recorder_note_rest (recorder, trainer);
      algo_recorder_close (recorder, NULL);
      times.closing = now () - start;
    }
  times.processor = processor_time () - processor_start;
  return times;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values, int count)
{
  qsort (values, (size_t) count, sizeof *values, compare_doubles);
  return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

static void
measure_cost (const Options *options, const char *path)
{
  g_autofree double *recorded = g_new (double, options->rounds);
  g_autofree double *ratios = g_new (double, options->rounds);
  g_autofree double *whole = g_new (double, options->rounds);
  Times with[2] = { 0 }; /* not recorded, recorded: sums over the rounds */

  for (int round = 0; round < options->rounds; round++)
    {
      Times pair[2];

      for (int turn = 0; turn < 2; turn++)
        {
          const gboolean records = (round + turn) % 2 == 0;

          pair[records] = measure_run (options, records ? path : NULL);
        }
      recorded[round] = options->steps / pair[TRUE].training;
      ratios[round] = pair[TRUE].training / pair[FALSE].training;
      whole[round] = (pair[TRUE].training + pair[TRUE].closing) / pair[FALSE].training;
      for (int records = 0; records < 2; records++)
        {
          with[records].processor += pair[records].processor;
          with[records].closing += pair[records].closing;
          with[records].noting += pair[records].noting;
          with[records].writing += pair[records].writing;
          with[records].phases += pair[records].phases;
          with[records].moving += pair[records].moving;
        }
    }
  printf ("steps a second, recorded: %.1f\n", median (recorded, options->rounds));
  printf ("cost of recording: %.2f %%\n", 100 * (median (ratios, options->rounds) - 1));
  printf ("cost with closing: %.2f %%\n", 100 * (median (whole, options->rounds) - 1));
  printf ("processor time of training: %.0f us a step\n",
          1e6 * with[FALSE].processor / options->rounds / options->steps);
  printf ("beside it: noting %.2f %%, writing %.2f %%, checkpoints %.2f %%, phases %.2f %%\n",
          100 * with[TRUE].noting / with[FALSE].processor,
          100 * with[TRUE].writing / with[FALSE].processor,
          100 * with[TRUE].moving / with[FALSE].processor,
          100 * with[TRUE].phases / with[FALSE].processor);
  printf ("all processor time of recording: %.2f %%\n",
          100 * (with[TRUE].processor / with[FALSE].processor - 1));
  printf ("closing: %.3f s\n", with[TRUE].closing / options->rounds);
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
  GStatBuf status;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return EXIT_FAILURE;
  options.rounds = MAX (options.rounds, 1);
  measure_cost (&options, path);
  if (g_stat (path, &status) == 0)
    printf ("file: %.1f MB\n", (double) status.st_size / 1e6);
  measure_snapshots (path, (guint64) options.steps);
  g_unlink (path);
  g_rmdir (folder);
  return EXIT_SUCCESS;
}
