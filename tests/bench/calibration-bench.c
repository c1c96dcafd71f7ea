/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a confidence means what it says.
 *
 * usage: calibration-bench [--inputs N] [--draws D] RUN...
 *
 * Of each run's last step, at each of the 33 betas of its grid, prints each draw as tab-separated
 * values: the seed, the point of the grid, the phase, the margin by which it is that, the
 * confidence, and the share of the other draws of that hypernetwork at that beta which are of the
 * same phase. tests/bench/calibration.py makes tables of them, and fits phases.c. */
#include <stdio.h>

#include "engine/analysis/phase.h"
#include "engine/model/generator.h"
#include "engine/run-file/run-file.h"
#include "engine/run/grid.h"

#define MOST_DRAWS 1000
#define POINTS 512 /* as in engine/run/grid.c */

static gboolean
measure_point (AlgoGenerator *generator,
               const AlgoSnapshot *snapshot,
               guint point,
               guint inputs,
               guint n_draws)
{
  const AlgoBetaRange range = algo_settings_get_beta_range (&snapshot->settings);
  const AlgoQuestion question = { .log_beta = algo_grid_log_beta (range, point),
                                  .inputs = inputs,
                                  .hidden = ALGO_HIDDEN_PER_INPUT * inputs };
  g_autofree AlgoClassification *draws = g_new (AlgoClassification, n_draws);
  guint votes[ALGO_N_PHASES] = { 0 };

  for (guint i = 0; i < n_draws; i++)
    {
      g_autoptr (AlgoNetwork) network =
          algo_generator_generate (generator, snapshot->parameters, &question, i, NULL, NULL);
      AlgoOrderParameters parameters;

      if (network == NULL)
        return FALSE;
      algo_order_parameters_probe (network,
                                   algo_generator_get_probe (generator, network->task, inputs,
                                                             POINTS, question.noise_seed),
                                   &parameters);
      algo_classify (&parameters, &draws[i]);
      votes[draws[i].phase]++;
    }
  for (guint i = 0; i < n_draws; i++)
    printf ("%" G_GUINT64_FORMAT "\t%u\t%s\t%.4f\t%.4f\t%.4f\n", snapshot->settings.seed, point,
            algo_phase_letter (draws[i].phase), draws[i].margin, draws[i].confidence,
            (votes[draws[i].phase] - 1) / (double) (n_draws - 1));
  return TRUE;
}

static gboolean
measure_run (AlgoGenerator *generator, const char *path, guint inputs, guint draws)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoRunFile) file = algo_run_file_open (path, &error);
  g_autoptr (AlgoSnapshot) snapshot = NULL;

  if (file != NULL)
    snapshot = algo_run_file_read_snapshot (file, algo_run_file_get_run (file)->step, &error);
  if (snapshot == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return FALSE;
    }
  for (guint point = 0; point < ALGO_GRID; point++)
    if (!measure_point (generator, snapshot, point, inputs, draws))
      return FALSE;
  return TRUE;
}

int
main (int argc, char **argv)
{
  int inputs = 16, draws = 20;
  const GOptionEntry entries[] = {
    { "inputs", 0, 0, G_OPTION_ARG_INT, &inputs, "inputs of the networks", "N" },
    { "draws", 0, 0, G_OPTION_ARG_INT, &draws, "draws at each beta", "D" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("RUN...");
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || draws < 2 || draws > MOST_DRAWS)
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "two draws at least, 1000 at most");
      return 2;
    }
  for (int i = 1; i < argc; i++)
    if (!measure_run (generator, argv[i], (guint) inputs, (guint) draws))
      return 1;
  return 0;
}
