/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that is said of each feature; how they are measured, features.c. */
#include "engine/kinds/features.h"

#include <glib/gi18n-lib.h>

#define SHARE 0, 1
#define SIGNED -1, 1
#define DECADES -4, 1
#define DEVIATIONS -3, 3
#define SPREAD 0, 3
#define ROW(name, title, meaning, source, range, unit)                                             \
  {                                                                                                \
    name, title, meaning, ALGO_SOURCE_##source, range, unit                                        \
  }

const AlgoFeatureRow algo_feature_rows[ALGO_N_FEATURES] = {
  [ALGO_FEATURE_LOCALISATION] = ROW ("localisation",
                                     N_ ("Localisation"),
                                     N_ ("as the order parameter, above that of random weights"),
                                     ORDER,
                                     SHARE,
                                     0.08),
  /* Without a neuron that is pinned to an input these say nothing, and with few of them little. */
  [ALGO_FEATURE_COVERAGE] = ROW ("coverage",
                                 N_ ("Coverage"),
                                 N_ ("as the order parameter, times localisation"),
                                 ORDER,
                                 SHARE,
                                 0.1),
  [ALGO_FEATURE_EVENNESS] = ROW ("evenness",
                                 N_ ("Evenness"),
                                 N_ ("as the order parameter, times localisation"),
                                 ORDER,
                                 SHARE,
                                 0.1),
  [ALGO_FEATURE_DOUBLE_SIDEDNESS] = ROW ("double_sidedness",
                                         N_ ("Double-sidedness"),
                                         N_ ("as the order parameter, times localisation"),
                                         ORDER,
                                         SHARE,
                                         0.06),
  [ALGO_FEATURE_POLARITY] = ROW ("polarity",
                                 N_ ("Polarity"),
                                 N_ ("as the order parameter, times localisation"),
                                 ORDER,
                                 SIGNED,
                                 0.08),
  [ALGO_FEATURE_UNANIMITY] = ROW ("unanimity",
                                  N_ ("Unanimity"),
                                  N_ ("as the order parameter, times localisation"),
                                  ORDER,
                                  SHARE,
                                  0.12),
  [ALGO_FEATURE_CORRELATION] = ROW ("correlation",
                                    N_ ("Correlation"),
                                    N_ ("of the output with the task"),
                                    ORDER,
                                    SIGNED,
                                    0.1),
  [ALGO_FEATURE_UNEXPLAINED] =
      ROW ("log_unexplained",
           N_ ("Unexplained"),
           N_ ("log10 of the fraction of the task's variance that is left unexplained"),
           ORDER,
           DECADES,
           0.3),
  [ALGO_FEATURE_REACH] =
      ROW ("reach",
           N_ ("Reach"),
           N_ ("how many inputs a neuron reads, in logarithms: 0 one, 1 all alike"),
           WEIGHTS,
           SHARE,
           0.08),
  [ALGO_FEATURE_ONE_SIGN] = ROW ("one_sign",
                                 N_ ("One sign"),
                                 N_ ("1 where the weights of a neuron are of one sign"),
                                 WEIGHTS,
                                 SHARE,
                                 0.08),
  [ALGO_FEATURE_LEAN] = ROW ("lean",
                             N_ ("Lean"),
                             N_ ("1 where all hidden weights are positive, -1 negative"),
                             WEIGHTS,
                             SIGNED,
                             0.1),
  [ALGO_FEATURE_OPPOSITION] =
      ROW ("opposition",
           N_ ("Opposition"),
           N_ ("1 where neurons read two inputs with opposite signs, -1 with equal ones"),
           WEIGHTS,
           SIGNED,
           0.08),
  [ALGO_FEATURE_LIKENESS] =
      ROW ("likeness",
           N_ ("Likeness"),
           N_ ("1 where a neuron reads all inputs alike, 0 as random weights do"),
           WEIGHTS,
           SIGNED,
           0.08),
  [ALGO_FEATURE_READERS] = ROW ("readers",
                                N_ ("Readers"),
                                N_ ("how many neurons read an input, in logarithms: 0 one, 1 all"),
                                WEIGHTS,
                                SHARE,
                                0.1),
  [ALGO_FEATURE_INPUTS_USED] = ROW ("inputs_used",
                                    N_ ("Inputs used"),
                                    N_ ("the share of the inputs that are read"),
                                    WEIGHTS,
                                    SHARE,
                                    0.1),
  [ALGO_FEATURE_NEURONS_USED] = ROW ("neurons_used",
                                     N_ ("Neurons used"),
                                     N_ ("the share of the neurons that are strong"),
                                     WEIGHTS,
                                     SHARE,
                                     0.1),
  [ALGO_FEATURE_NEGATIVE] = ROW ("negative",
                                 N_ ("Negative"),
                                 N_ ("the share of strength with negative output weights"),
                                 WEIGHTS,
                                 SHARE,
                                 0.08),
  [ALGO_FEATURE_KINK] = ROW ("kink",
                             N_ ("Kink"),
                             N_ ("the mean bias, in deviations of the argument"),
                             WEIGHTS,
                             DEVIATIONS,
                             0.15),
  [ALGO_FEATURE_KINK_SPREAD] = ROW ("kink_spread",
                                    N_ ("Spread of kinks"),
                                    N_ ("the deviation of the bias over neurons"),
                                    WEIGHTS,
                                    SPREAD,
                                    0.15),
  [ALGO_FEATURE_RANK] = ROW ("rank",
                             N_ ("Rank"),
                             N_ ("how many directions the neurons read, of all there are"),
                             WEIGHTS,
                             SHARE,
                             0.08),
  [ALGO_FEATURE_TOP] = ROW ("top",
                            N_ ("Top direction"),
                            N_ ("the share of the direction that is read most"),
                            WEIGHTS,
                            SHARE,
                            0.08),
  [ALGO_FEATURE_LINEAR] =
      ROW ("linear", N_ ("Linear"), N_ ("the share of work that is linear"), WORK, SHARE, 0.1),
  [ALGO_FEATURE_ONE_SIDED] = ROW ("one_sided",
                                  N_ ("One-sided"),
                                  N_ ("the share of work that is as a relu's"),
                                  WORK,
                                  SHARE,
                                  0.1),
  [ALGO_FEATURE_CURVED] = ROW ("curved",
                               N_ ("Curved"),
                               N_ ("the share of work that is as a parabola's"),
                               WORK,
                               SHARE,
                               0.1),
  [ALGO_FEATURE_EVEN] = ROW ("even",
                             N_ ("Even"),
                             N_ ("the share of the output's variance that f(-x) has too"),
                             FUNCTION,
                             SHARE,
                             0.08),
  [ALGO_FEATURE_PERMUTABLE] =
      ROW ("permutable",
           N_ ("Permutable"),
           N_ ("how alike the outputs are for the same inputs in another order"),
           FUNCTION,
           SIGNED,
           0.08),
  [ALGO_FEATURE_ADDITIVE] =
      ROW ("additive",
           N_ ("Additive"),
           N_ ("1 where the output is a sum of what each input gives by itself"),
           FUNCTION,
           SHARE,
           0.08),
};

static const char *const source_names[] = {
  [ALGO_SOURCE_ORDER] = "order",
  [ALGO_SOURCE_WEIGHTS] = "weights",
  [ALGO_SOURCE_WORK] = "work",
  [ALGO_SOURCE_FUNCTION] = "function",
};

const char *
algo_feature_source_name (AlgoFeatureSource source)
{
  return source_names[source];
}

gboolean
algo_feature_find (const char *name, AlgoFeature *feature)
{
  for (guint i = 0; i < ALGO_N_FEATURES; i++)
    if (g_str_equal (name, algo_feature_rows[i].name))
      {
        *feature = i;
        return TRUE;
      }
  return FALSE;
}
