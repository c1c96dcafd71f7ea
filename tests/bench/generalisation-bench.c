/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well a model's networks carry over to sizes that were never trained on, seed by seed.
 *
 * usage: generalisation-bench [--model NAME] [--first SEED] [--last SEED] [--steps S] [--levels L]
 *
 * Trains each seed on one thread and prints a row of tab-separated values: the phases over log10
 * beta at n = 16; median FVU over the draws at n = 16, 32 and 64 of log10 beta -5 and -4, where
 * networks are structured, and of -1.5, where they are convexity; what share of draws of structured
 * networks at n = 16 is broken, all of them and those in the last decade before the phase's edge;
 * and steps a second. Several seeds can be measured by several processes. */
#include <stdio.h>
#include <stdlib.h>

#include "engine/model/generator.h"
#include "engine/run/grid.h"
#include "engine/training/trainer.h"

#define INPUTS 16
#define N_DRAWS 20
#define BROKEN 0.1    /* FVU above which a draw of a structured network is called so */
#define EDGE_POINTS 6 /* of the grid, about a decade */

static const guint sizes[] = { 16, 32, 64 };
static const double log_betas[] = { -5, -4, -1.5 };

typedef struct
{
  char *model;
  gint64 first, last;
  int steps, levels;
} Options;

static gboolean
is_structured (AlgoPhase phase)
{
  return phase == ALGO_PHASE_PUDDING_PLUS || phase == ALGO_PHASE_PUDDING_MINUS
         || phase == ALGO_PHASE_TILTED || phase == ALGO_PHASE_DOUBLE_SIDED;
}

static AlgoQuestion
question_of (double log_beta, guint inputs)
{
  return (AlgoQuestion){ .log_beta = log_beta,
                         .inputs = inputs,
                         .hidden = ALGO_HIDDEN_PER_INPUT * inputs };
}

static guint
count_broken (AlgoGenerator *generator, const AlgoParameters *parameters, double log_beta)
{
  const AlgoQuestion question = question_of (log_beta, INPUTS);
  guint broken = 0;

  for (guint i = 0; i < N_DRAWS; i++)
    {
      AlgoDraw draw;

      if (!algo_draw_measure (generator, parameters, &question, i, &draw, NULL)
          || draw.unexplained > BROKEN)
        broken++;
    }
  return broken;
}

static void
print_phases (AlgoGenerator *generator, const AlgoParameters *parameters)
{
  guint broken[ALGO_GRID], n_structured = 0, sum = 0, at_edge = 0;
  AlgoPhase before = ALGO_N_PHASES;

  for (guint i = 0; i < ALGO_GRID; i++)
    {
      const AlgoQuestion question =
          question_of (algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, i), INPUTS);
      AlgoGridPoint point = { .phase = ALGO_PHASE_UNFORMED };

      algo_grid_point_measure (generator, parameters, &question, &point, NULL);
      printf ("%s", point.phase == before ? "." : algo_phase_letter (point.phase));
      before = point.phase;
      if (is_structured (point.phase))
        broken[n_structured++] = count_broken (generator, parameters, question.log_beta);
    }
  for (guint i = 0; i < n_structured; i++)
    {
      sum += broken[i];
      if (i + EDGE_POINTS >= n_structured)
        at_edge += broken[i];
    }
  printf ("\t%.3f\t%.3f", (double) sum / (N_DRAWS * MAX (n_structured, 1)),
          (double) at_edge / (N_DRAWS * CLAMP (n_structured, 1, EDGE_POINTS)));
}

static void
print_sizes (AlgoGenerator *generator, const AlgoParameters *parameters)
{
  for (guint b = 0; b < G_N_ELEMENTS (log_betas); b++)
    for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
      {
        const AlgoQuestion question = question_of (log_betas[b], sizes[s]);
        AlgoGridPoint point;

        if (algo_grid_point_measure (generator, parameters, &question, &point, NULL))
          printf ("\t%s %.4f", algo_phase_letter (point.phase), point.unexplained);
        else
          printf ("\t- inf");
      }
}

static gboolean
measure_seed (const AlgoSettings *settings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoTrainer) trainer = algo_trainer_new (settings, &error);
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  gint64 start = g_get_monotonic_time ();
  double rate;

  while (trainer != NULL && algo_trainer_get_step (trainer) < settings->steps)
    if (!algo_trainer_step (trainer, NULL, &error))
      break;
  if (error != NULL)
    {
      fprintf (stderr, "seed %" G_GUINT64_FORMAT ": %s\n", settings->seed, error->message);
      return FALSE;
    }
  rate = settings->steps * (double) G_USEC_PER_SEC / (double) (g_get_monotonic_time () - start);
  printf ("%" G_GUINT64_FORMAT "\t", settings->seed);
  print_phases (generator, algo_trainer_get_parameters (trainer));
  print_sizes (generator, algo_trainer_get_parameters (trainer));
  printf ("\t%.0f\n", rate);
  fflush (stdout);
  return TRUE;
}

int
main (int argc, char **argv)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  Options options = { NULL, 0, 0, (int) settings.steps, (int) settings.levels };
  const GOptionEntry entries[] = {
    { "model", 0, 0, G_OPTION_ARG_STRING, &options.model, "reference, balanced or paired", "NAME" },
    { "first", 0, 0, G_OPTION_ARG_INT64, &options.first, "first seed", "SEED" },
    { "last", 0, 0, G_OPTION_ARG_INT64, &options.last, "last seed", "SEED" },
    { "steps", 0, 0, G_OPTION_ARG_INT, &options.steps, "training steps", "S" },
    { "levels", 0, 0, G_OPTION_ARG_INT, &options.levels, "latent levels", "L" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error)
      || (options.model != NULL && !algo_model_find (options.model, &settings.model)))
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "there is no such model");
      return 2;
    }
  settings.steps = (guint) options.steps;
  settings.levels = (guint) options.levels;
  settings.threads = 1;
  printf ("seed\tphases\tbroken\tat edge");
  for (guint b = 0; b < G_N_ELEMENTS (log_betas); b++)
    for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
      printf ("\t%g n=%u", log_betas[b], sizes[s]);
  printf ("\tsteps/s\n");
  for (gint64 seed = options.first; seed <= options.last; seed++)
    {
      settings.seed = (guint64) seed;
      if (!measure_seed (&settings))
        return 1;
    }
  g_free (options.model);
  return 0;
}
