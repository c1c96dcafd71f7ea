/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a step of training costs with each task, over what it costs with the L1 norm.
 *
 * usage: task-bench [TASK…]
 *
 * Of the tasks given, or else of all built-in ones and some expressions, it prints a line each: the
 * ratio of processor times, median and quartiles over rounds in which the two take turns at the
 * same few steps, so that whatever else the machine does is felt by both. One thread. */
#include "engine/kernels/kernels.h"
#include "engine/training/trainer.h"

#include <stdlib.h>
#include <time.h>

#define ROUNDS 41
#define STEPS 25 /* a round */

static const char *const expressions[] = {
  "sum(abs(x))",
  "sum(exp(x))",
  "sum(log(1 + x * x))",
  "sum(sin(x))",
  "sum(tanh(x))",
  "sum(sort(x):slice(1, 3))",
  "norm(x) + 0.5 * mean(x)",
};

static double
processor_seconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec + 1e-9 * (double) time.tv_nsec;
}

static AlgoTrainer *
new_trainer (const AlgoTask *task)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;

  settings.threads = 1;
  settings.task = task;
  return algo_trainer_new (&settings, NULL);
}

static double
time_steps (AlgoTrainer *trainer)
{
  const double before = processor_seconds ();

  for (guint i = 0; i < STEPS; i++)
    algo_trainer_step (trainer, NULL, NULL);
  return processor_seconds () - before;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static gboolean
measure (const char *text)
{
  g_autoptr (GError) error = NULL;
  const AlgoTask *task = algo_task_get (text, &error);
  g_autoptr (AlgoTrainer) norm = NULL, trainer = NULL;
  double ratios[ROUNDS];

  if (task == NULL)
    {
      g_printerr ("task-bench: %s\n", error->message);
      return FALSE;
    }
  norm = new_trainer (&algo_task_l1);
  trainer = new_trainer (task);
  for (guint round = 0; round < ROUNDS; round++)
    if (round % 2 == 0)
      {
        const double of_norm = time_steps (norm);

        ratios[round] = time_steps (trainer) / of_norm;
      }
    else
      {
        const double of_task = time_steps (trainer);

        ratios[round] = of_task / time_steps (norm);
      }
  qsort (ratios, ROUNDS, sizeof *ratios, compare);
  g_print ("%.3f  %.3f  %.3f  %s\n", ratios[ROUNDS / 2], ratios[ROUNDS / 4], ratios[3 * ROUNDS / 4],
           text);
  return TRUE;
}

int
main (int argc, char **argv)
{
  gboolean good = TRUE;

  g_print ("kernels %s\nmedian quartiles task\n", algo_kernels_get_default ()->name);
  for (int i = 1; i < argc; i++)
    good = measure (argv[i]) && good;
  if (argc > 1)
    return good ? 0 : 1;
  for (guint i = 0; i < algo_task_rows_count (); i++)
    good = measure (algo_task_rows[i]->name) && good;
  for (guint i = 0; i < G_N_ELEMENTS (expressions); i++)
    good = measure (expressions[i]) && good;
  return good ? 0 : 1;
}
