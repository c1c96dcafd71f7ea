/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which algorithms each seed shows along beta.
 *
 * usage: algorithms-bench [--model NAME] [--first SEED] [--last SEED] [--steps S] [--least N]
 *                         [--most N]
 *        algorithms-bench RUN...
 *
 * Trains each seed on one thread, or reads the last step of each run, such as `algoscope-run sweep`
 * records, and prints a row of tab-separated values: the seed; then for n = 16 each of the 33
 * points of the grid, and every fourth for n = 32 and 64, as n, point, phase, confidence, FVU and
 * KL with colons between. tests/bench/algorithms.py counts them. Several seeds can be measured by
 * several processes. */
#include <stdio.h>
#include <stdlib.h>

#include "engine/model/generator.h"
#include "engine/run-file/run-file.h"
#include "engine/run/grid.h"
#include "engine/training/trainer.h"

static gboolean
print_grid (AlgoGenerator *generator,
            const AlgoSettings *settings,
            const AlgoParameters *parameters,
            guint inputs,
            guint stride)
{
  for (guint i = 0; i < ALGO_GRID; i += stride)
    {
      const AlgoQuestion question = {
        .log_beta = algo_grid_log_beta (algo_settings_get_beta_range (settings), i),
        .inputs = inputs,
        .hidden = ALGO_HIDDEN_PER_INPUT * inputs
      };
      AlgoGridPoint point;

      if (!algo_grid_point_measure (generator, parameters, &question, &point, NULL))
        return FALSE;
      printf ("\t%u:%u:%s:%.3f:%.6f:%.1f", inputs, i, algo_phase_letter (point.phase),
              point.confidence, point.unexplained, point.kl);
    }
  return TRUE;
}

static gboolean
print_row (const AlgoSettings *settings, const AlgoParameters *parameters)
{
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  gboolean measured;

  printf ("%" G_GUINT64_FORMAT, settings->seed);
  measured = print_grid (generator, settings, parameters, 16, 1)
             && print_grid (generator, settings, parameters, 32, 4)
             && print_grid (generator, settings, parameters, 64, 4);
  printf ("\n");
  fflush (stdout);
  return measured;
}

static gboolean
measure_run (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoRunFile) file = algo_run_file_open (path, &error);
  g_autoptr (AlgoSnapshot) snapshot = NULL;

  if (file != NULL)
    snapshot = algo_run_file_read_snapshot (file, algo_run_file_get_run (file)->step, &error);
  if (snapshot == NULL)
    fprintf (stderr, "%s\n", error->message);
  return snapshot != NULL && print_row (&snapshot->settings, snapshot->parameters);
}

static gboolean
measure_seed (const AlgoSettings *settings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoTrainer) trainer = algo_trainer_new (settings, &error);

  while (trainer != NULL && algo_trainer_get_step (trainer) < settings->steps)
    if (!algo_trainer_step (trainer, NULL, &error))
      break;
  if (error == NULL)
    return print_row (algo_trainer_get_settings (trainer), algo_trainer_get_parameters (trainer));
  fprintf (stderr, "seed %" G_GUINT64_FORMAT ": %s\n", settings->seed, error->message);
  return FALSE;
}

int
main (int argc, char **argv)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  g_autofree char *model = NULL;
  gint64 first = 0, last = 0;
  int steps = (int) settings.steps, least = (int) settings.least, most = (int) settings.most;
  const GOptionEntry entries[] = {
    { "model", 0, 0, G_OPTION_ARG_STRING, &model, "reference, balanced or paired", "NAME" },
    { "first", 0, 0, G_OPTION_ARG_INT64, &first, "first seed", "SEED" },
    { "last", 0, 0, G_OPTION_ARG_INT64, &last, "last seed", "SEED" },
    { "steps", 0, 0, G_OPTION_ARG_INT, &steps, "training steps", "S" },
    { "least", 0, 0, G_OPTION_ARG_INT, &least, "fewest inputs to train on", "N" },
    { "most", 0, 0, G_OPTION_ARG_INT, &most, "most inputs to train on", "N" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[RUN...]");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error)
      || (model != NULL && !algo_model_find (model, &settings.model)))
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "there is no such model");
      return 2;
    }
  settings.steps = (guint) steps;
  settings.least = (guint) least;
  settings.most = (guint) most;
  settings.threads = 1;
  for (int i = 1; i < argc; i++)
    if (!measure_run (argv[i]))
      return 1;
  for (gint64 seed = first; argc == 1 && seed <= last; seed++)
    {
      settings.seed = (guint64) seed;
      if (!measure_seed (&settings))
        return 1;
    }
  return 0;
}
