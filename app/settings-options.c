/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/settings-options.h"

#include <glib/gi18n-lib.h>

AlgoOption
algo_settings_option (AlgoSettings *settings, const char *name)
{
  const AlgoOption options[] = {
    { ALGO_OPTION_SEED, "seed", &settings->seed, .description = N_ ("Seed of the run (0)"),
      .argument = N_ ("SEED") },
    { ALGO_OPTION_COUNT, "steps", &settings->steps, 1, ALGO_MAX_STEPS, N_ ("Training steps (8000)"),
      N_ ("STEPS") },
    { ALGO_OPTION_COUNT, "least", &settings->least, ALGO_MIN_INPUTS, ALGO_MAX_INPUTS,
      N_ ("Fewest inputs to train on (4)"), N_ ("INPUTS") },
    { ALGO_OPTION_COUNT, "most", &settings->most, ALGO_MIN_INPUTS, ALGO_MAX_INPUTS,
      N_ ("Most inputs to train on (16)"), N_ ("INPUTS") },
    { ALGO_OPTION_COUNT, "levels", &settings->levels, 1, ALGO_MAX_LEVELS, N_ ("Latent levels (1)"),
      N_ ("LEVELS") },
    { ALGO_OPTION_COUNT, "batch", &settings->batch, 1, ALGO_MAX_BATCH,
      N_ ("Networks in a step, each at its own beta (12)"), N_ ("NETWORKS") },
    { ALGO_OPTION_COUNT, "points", &settings->points, 1, ALGO_MAX_POINTS,
      N_ ("Points that each network is tried on (256)"), N_ ("POINTS") },
    { ALGO_OPTION_COUNT, "threads", &settings->threads, 0, ALGO_MAX_THREADS,
      N_ ("Worker threads; 0, the default, is one a processor"), N_ ("THREADS") },
    { ALGO_OPTION_REAL, "rate", &settings->rate, 0, ALGO_MAX_RATE,
      N_ ("Peak learning rate (0.003)"), N_ ("RATE") },
    { ALGO_OPTION_LOG_BETA, "log-beta-from", &settings->log_beta_from,
      .description = N_ ("Smallest log10 beta to train on (-6)"), .argument = N_ ("LOG10-BETA") },
    { ALGO_OPTION_LOG_BETA, "log-beta-to", &settings->log_beta_to,
      .description = N_ ("Largest log10 beta to train on (-1)"), .argument = N_ ("LOG10-BETA") },
    { ALGO_OPTION_MODEL, "model", &settings->model,
      .description = N_ ("“reference”; “balanced”, which carries over to larger n; or “paired”, in "
                         "which double-sided networks turn into pudding (paired)"),
      .argument = N_ ("MODEL") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (g_str_equal (name, options[i].name))
      return options[i];
  g_return_val_if_reached ((AlgoOption){ 0 });
}
