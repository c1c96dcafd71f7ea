/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/explanation-samples.h"

#include <math.h>
#include <string.h>

static void
add_constant (AlgoExplanation *explanation, const char *name, double value, double exact)
{
  explanation->constants[explanation->n_constants++] = (AlgoConstant){ name, value, exact };
}

static void
add_constants (AlgoExplanation *explanation)
{
  switch (explanation->formula)
    {
    case ALGO_PHASE_CONVEXITY:
      add_constant (explanation, "scale", 0.244, NAN);
      add_constant (explanation, "bias", -1.68, NAN);
      add_constant (explanation, "offset", 11.2, NAN);
      return;
    case ALGO_PHASE_TILTED:
      add_constant (explanation, "plus", 1.48, 1.6);
      add_constant (explanation, "minus", 0.375, 0.4);
      break;
    default:
      add_constant (explanation, "scale", 1.85, 2);
      break;
    }
  add_constant (explanation, "background", -0.548, -0.6);
  add_constant (explanation, "sharpness",
                explanation->formula == ALGO_PHASE_DOUBLE_SIDED ? INFINITY : 3.74, INFINITY);
  add_constant (explanation, "offset", 2.08, 0);
}

static void
fill_curve (AlgoResidualCurve *curve, guint count, float from, float to)
{
  curve->count = count;
  for (guint i = 0; i < count; i++)
    {
      const float at = from + (to - from) * (float) i / (float) (count - 1);
      const float aside = 2 * (at - from) / (to - from) - 1; /* -1 to 1 */
      const float wave = 0.1f * sinf (5 * aside);

      curve->at[i] = at;
      curve->low[i] = wave - 0.3f - 0.2f * aside * aside;
      curve->median[i] = wave;
      curve->high[i] = wave + 0.25f + 0.1f * aside * aside;
    }
}

static AlgoDistribution *
make_distribution (void)
{
  AlgoDistribution *distribution = g_new0 (AlgoDistribution, 1);

  *distribution = (AlgoDistribution){ .count = 768,
                                      .low = -0.8,
                                      .high = 0.8,
                                      .mean = 0.01,
                                      .deviation = 0.58,
                                      .humps = 2,
                                      .dip = 0.145,
                                      .dip_threshold = 0.0195 };
  for (guint bin = 0; bin < ALGO_DISTRIBUTION_BINS; bin++)
    {
      const double weight = -0.8 + 1.6 * (bin + 0.5) / ALGO_DISTRIBUTION_BINS;

      distribution->density[bin] = 2 * exp (-60 * pow (fabs (weight) - 0.55, 2));
    }
  return distribution;
}

/* Made in earnest, for only the engine makes explanations, then emptied of all but the network. */
static AlgoExplanation *
new_empty (AlgoNetwork *network, AlgoPhase phase)
{
  const AlgoOrderParameters parameters = { .inputs = network->inputs };
  AlgoExplanation *explanation = algo_explanation_new (network, phase, &parameters, 0);

  g_clear_pointer (&explanation->sides, g_free);
  g_clear_pointer (&explanation->distribution, g_free);
  explanation->n_constants = 0;
  return explanation;
}

AlgoExplanation *
explanation_sample_new (AlgoNetwork *network, AlgoPhase phase)
{
  AlgoExplanation *explanation = new_empty (network, phase);

  explanation->formula = phase;
  explanation->is_own = TRUE;
  explanation->share = 0.9931;
  explanation->unexplained = 0.0052;
  explanation->redrawn_share = NAN;
  add_constants (explanation);
  fill_curve (&explanation->along_input, ALGO_RESIDUAL_POINTS, -3, 3);
  fill_curve (&explanation->by_target, 12, 7, 17);
  for (guint p = 0; p < ALGO_RESIDUAL_SCATTER; p++)
    {
      explanation->target[p] = 12 + 5 * sinf (1.7f * (float) p);
      explanation->residual[p] = 0.4f * sinf (2.9f * (float) p);
    }
  if (phase == ALGO_PHASE_CONVEXITY)
    {
      explanation->distribution = make_distribution ();
      explanation->redrawn_share = 0.567;
    }
  if (phase == ALGO_PHASE_MIXED)
    {
      explanation->sides = g_new (gint8, network->inputs);
      for (guint i = 0; i < network->inputs; i++)
        explanation->sides[i] = i % 3 == 0 ? -1 : 1;
    }
  return explanation;
}

void
explanation_sample_spoil (AlgoExplanation *explanation)
{
  explanation->share = NAN;
  explanation->unexplained = INFINITY;
  explanation->is_own = FALSE;
  for (guint i = 0; i < explanation->n_constants; i++)
    explanation->constants[i].value = i % 2 == 0 ? (double) NAN : -INFINITY;
  explanation->along_input.median[0] = NAN;
  explanation->along_input.low[3] = -INFINITY;
  explanation->along_input.high[4] = NAN;
  explanation->by_target.at[2] = NAN;
  explanation->by_target.median[5] = INFINITY;
  explanation->target[1] = NAN;
  explanation->residual[2] = INFINITY;
  if (explanation->distribution != NULL)
    {
      explanation->distribution->density[3] = NAN;
      explanation->distribution->dip = NAN;
      explanation->redrawn_share = INFINITY;
    }
}

AlgoGeneralisation *
generalisation_sample_new (void)
{
  AlgoGeneralisation made = {
    .step = 3200, .question = { .log_beta = -4, .inputs = 16, .hidden = 48 }, .least = 4, .most = 16
  };

  for (guint i = 0; i < ALGO_SIZES; i++)
    {
      const guint n = ALGO_MIN_INPUTS + i;
      const double unexplained = n < 20 ? 0.03 / n + 0.006 : 0.0075 * pow (n / 20.0, 4);

      made.points[i] = (AlgoSizePoint){ .inputs = n,
                                        .hidden = 3 * n,
                                        .known = n <= 48 || n % 4 == 0,
                                        .step = 3200,
                                        .phase = n < 4    ? ALGO_PHASE_MIXED
                                                 : n < 28 ? ALGO_PHASE_DOUBLE_SIDED
                                                 : n < 52 ? ALGO_PHASE_PUDDING_MINUS
                                                          : (AlgoPhase) (n % ALGO_N_PHASES),
                                        .confidence = 0.9,
                                        .unexplained = unexplained,
                                        .least_unexplained = 0.8 * unexplained,
                                        .most_unexplained = (1.3 + n / 30.0) * unexplained };
    }
  return algo_generalisation_copy (&made);
}

void
generalisation_sample_spoil (AlgoGeneralisation *generalisation)
{
  generalisation->points[2].unexplained = NAN;
  generalisation->points[3].unexplained = INFINITY;
  generalisation->points[4].most_unexplained = INFINITY;
  generalisation->points[5].least_unexplained = 0;
  generalisation->points[6].unexplained = 0;
  generalisation->points[7].confidence = NAN;
  generalisation->points[14].unexplained = -INFINITY;
  generalisation->points[30].least_unexplained = NAN;
  generalisation->most = 0;
}
