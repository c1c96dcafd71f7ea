/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/explanation.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/curves.h"
#include "engine/analysis/formula.h"
#include "engine/analysis/quantile.h"
#include "engine/compare.h"
#include "engine/random.h"

#define FIT_POINTS 384
#define CHECK_POINTS 1024
#define ALONG_SAMPLES 48 /* pairs of an input and a random x */
#define TARGET_BINS 12   /* of equally many points */
#define REDRAWS 4
#define TOP_SHARPNESS 0.95 /* of the sharpest that is tried: from there it is relu */
#define WORTH 0.005        /* least share by which a later formula must be better than one before */

enum
{
  STREAM_FIT,
  STREAM_CHECK,
  STREAM_ALONG,
  STREAM_REDRAW,
};

/* Random points and what a network makes of them. */
typedef struct
{
  gsize points;
  float *x; /* (points, inputs) */
  float *f; /* (points) */
} Sample;

static void
sample_init (Sample *sample, const AlgoNetwork *network, gsize points, guint64 seed, guint32 stream)
{
  AlgoRandom random;

  sample->points = points;
  sample->x = g_new (float, points * network->inputs);
  sample->f = g_new (float, points);
  algo_random_init (&random, seed, 0, stream, ALGO_RANDOM_EXPLAIN);
  algo_random_normal (&random, points * network->inputs, sample->x);
  algo_network_evaluate (network, points, sample->x, sample->f);
}

static void
sample_clear (Sample *sample)
{
  g_free (sample->x);
  g_free (sample->f);
}

static double
variance_of (gsize count, const float *values)
{
  double mean = 0, squares = 0;

  for (gsize i = 0; i < count; i++)
    mean += values[i] / (double) count;
  for (gsize i = 0; i < count; i++)
    squares += pow (values[i] - mean, 2);
  /* A constant output may leave a variance of rounding errors. */
  return squares > 1e-10 * (double) count * mean * mean ? squares / (double) count : 0;
}

/* 1 less the mean squared residual over the variance; not a number without variance. */
static double
share_explained (const Sample *sample, const float *residual)
{
  const double variance = variance_of (sample->points, sample->f);
  double squares = 0;

  for (gsize p = 0; p < sample->points; p++)
    squares += (double) residual[p] * residual[p];
  return variance > 0 ? 1 - squares / (double) sample->points / variance : (double) NAN;
}

/* f less the formula: `residual` (points). */
static void
find_residual (const AlgoNetwork *formula, const Sample *sample, float *residual)
{
  algo_network_evaluate (formula, sample->points, sample->x, residual);
  for (gsize p = 0; p < sample->points; p++)
    residual[p] = sample->f[p] - residual[p];
}

/* The phase whose formula is tried at this rank; ALGO_N_PHASES behind the last. */
static AlgoPhase
find_rank (guint rank)
{
  AlgoPhase phase = 0;

  while (phase < ALGO_N_PHASES && algo_phase_rows[phase].form.rank != rank)
    phase++;
  return phase;
}

/* Fitted; the best of the known ones where the phase has none. */
static AlgoFormula *
choose_formula (const AlgoNetwork *network,
                AlgoPhase phase,
                const AlgoOrderParameters *parameters,
                const Sample *fit)
{
  const double worth = WORTH * variance_of (fit->points, fit->f);
  AlgoFormula *best = NULL;
  double least = INFINITY;
  AlgoPhase known;

  if (algo_phase_has_form (phase))
    {
      best = algo_formula_new (phase, network, parameters);
      algo_formula_fit (best, fit->points, fit->x, fit->f);
      return best;
    }
  for (guint rank = 1; (known = find_rank (rank)) < ALGO_N_PHASES; rank++)
    {
      g_autoptr (AlgoFormula) formula = algo_formula_new (known, network, parameters);
      const double error = algo_formula_fit (formula, fit->points, fit->x, fit->f);

      if (best != NULL && !(error < least - worth))
        continue;
      g_clear_pointer (&best, algo_formula_free);
      best = g_steal_pointer (&formula);
      least = error;
    }
  return best;
}

static double
sharpness_of (const AlgoFormula *formula)
{
  return formula->bend > TOP_SHARPNESS * ALGO_MAX_SHARPNESS ? INFINITY : formula->bend;
}

/* The constant of that name, beside what it is in the algorithm that computes the norm exactly: the
 * background there takes away half of what the two sides differ by. */
static AlgoConstant
read_constant (const AlgoFormula *formula, const char *name)
{
  const gboolean is_norm = formula->network->task->row == algo_task_l1.row;
  const double exact = is_norm ? algo_phase_rows[formula->phase].form.exact_scale : (double) NAN;
  const double plus = formula->plus[0], minus = formula->minus[0], linear = formula->linear[0];
  const struct
  {
    const char *name;
    double value, exact;
  } constants[] = {
    { "scale", formula->scale, exact },
    { "bias", formula->bend, NAN },
    { "plus", formula->scale * plus, exact * plus },
    { "minus", formula->scale * minus, exact * minus },
    { "background", formula->background, exact * (minus - plus) / 2 / linear },
    { "sharpness", sharpness_of (formula), isnan (exact) ? (double) NAN : INFINITY },
    { "offset", formula->offset, isnan (exact) ? (double) NAN : 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (constants); i++)
    if (g_str_equal (constants[i].name, name))
      return (AlgoConstant){ name, constants[i].value, constants[i].exact };
  g_return_val_if_reached ((AlgoConstant){ .name = name });
}

static void
name_constants (AlgoExplanation *explanation, const AlgoFormula *formula)
{
  const char *const *names = algo_phase_rows[formula->phase].form.constants;

  for (guint i = 0; names[i] != NULL; i++)
    explanation->constants[explanation->n_constants++] = read_constant (formula, names[i]);
}

static void
fill_curve_point (AlgoResidualCurve *curve, float at, gsize count, float *residuals)
{
  const guint point = curve->count++;

  algo_sort (count, residuals);
  curve->at[point] = at;
  curve->low[point] = algo_quantile (count, residuals, 0.1);
  curve->median[point] = algo_quantile (count, residuals, 0.5);
  curve->high[point] = algo_quantile (count, residuals, 0.9);
}

static void
measure_along_input (const AlgoNetwork *network, guint64 seed, AlgoExplanation *explanation)
{
  const guint n = network->inputs;
  g_autofree float *x = g_new (float, (gsize) ALONG_SAMPLES *n);
  float t[ALGO_RESIDUAL_POINTS], residual[ALGO_RESIDUAL_POINTS][ALONG_SAMPLES];
  AlgoRandom random;

  algo_random_init (&random, seed, 0, STREAM_ALONG, ALGO_RANDOM_EXPLAIN);
  algo_random_normal (&random, (gsize) ALONG_SAMPLES * n, x);
  for (guint k = 0; k < ALGO_RESIDUAL_POINTS; k++)
    t[k] = ALGO_CURVE_EXTENT * (2.0f * (float) k / (ALGO_RESIDUAL_POINTS - 1) - 1.0f);
  for (guint s = 0; s < ALONG_SAMPLES; s++)
    {
      float f[ALGO_RESIDUAL_POINTS], formula[ALGO_RESIDUAL_POINTS];

      algo_network_evaluate_line (network, x + (gsize) s * n, s % n, ALGO_RESIDUAL_POINTS, t, f);
      algo_network_evaluate_line (explanation->network, x + (gsize) s * n, s % n,
                                  ALGO_RESIDUAL_POINTS, t, formula);
      for (guint k = 0; k < ALGO_RESIDUAL_POINTS; k++)
        residual[k][s] = f[k] - formula[k];
    }
  for (guint k = 0; k < ALGO_RESIDUAL_POINTS; k++)
    fill_curve_point (&explanation->along_input, t[k], ALONG_SAMPLES, residual[k]);
}

typedef struct
{
  float target; /* first, for sorting */
  float residual;
} TargetResidual;

static void
measure_by_target (const Sample *check, const float *residual, AlgoExplanation *explanation)
{
  const guint n = explanation->inputs;
  TargetResidual pairs[CHECK_POINTS];
  double values[CHECK_POINTS];

  algo_task_evaluate (explanation->network->task, n, CHECK_POINTS, check->x, values);
  for (guint p = 0; p < CHECK_POINTS; p++)
    pairs[p] = (TargetResidual){ (float) values[p], residual[p] };
  for (guint p = 0; p < ALGO_RESIDUAL_SCATTER; p++)
    {
      explanation->target[p] = pairs[p].target;
      explanation->residual[p] = pairs[p].residual;
    }
  qsort (pairs, CHECK_POINTS, sizeof *pairs, algo_compare_floats);
  for (guint bin = 0; bin < TARGET_BINS; bin++)
    {
      const guint first = bin * CHECK_POINTS / TARGET_BINS;
      const guint count = (bin + 1) * CHECK_POINTS / TARGET_BINS - first;
      float in_bin[CHECK_POINTS / TARGET_BINS + 1];

      for (guint i = 0; i < count; i++)
        in_bin[i] = pairs[first + i].residual;
      fill_curve_point (&explanation->by_target, pairs[first + count / 2].target, count, in_bin);
    }
}

/* The square of the correlation: the share that a fitted scale and offset explain. */
static double
squared_correlation (gsize count, const float *a, const float *b)
{
  double mean_a = 0, mean_b = 0, products = 0;

  for (gsize i = 0; i < count; i++)
    {
      mean_a += a[i] / (double) count;
      mean_b += b[i] / (double) count;
    }
  for (gsize i = 0; i < count; i++)
    products += (a[i] - mean_a) * (b[i] - mean_b);
  products /= (double) count;
  return products * products / (variance_of (count, a) * variance_of (count, b));
}

/* Each input's weights in random order. */
static void
shuffle_weights (AlgoNetwork *network, AlgoRandom *random)
{
  for (guint i = 0; i < network->inputs; i++)
    {
      float *weights = network->W0 + (gsize) i * network->hidden;

      for (guint j = network->hidden; j > 1; j--)
        {
          const guint other = algo_random_between (random, 0, j - 1);
          const float weight = weights[other];

          weights[other] = weights[j - 1];
          weights[j - 1] = weight;
        }
    }
}

static double
measure_redrawn (const AlgoNetwork *formula, const Sample *check, guint64 seed)
{
  g_autoptr (AlgoNetwork) redrawn = algo_network_copy (formula);
  float y[CHECK_POINTS];
  AlgoRandom random;
  double share = 0;

  algo_random_init (&random, seed, 0, STREAM_REDRAW, ALGO_RANDOM_EXPLAIN);
  for (guint i = 0; i < REDRAWS; i++)
    {
      shuffle_weights (redrawn, &random);
      algo_network_evaluate (redrawn, check->points, check->x, y);
      share += squared_correlation (check->points, check->f, y) / REDRAWS;
    }
  return share;
}

static void
add_particulars (AlgoExplanation *explanation,
                 const AlgoFormula *formula,
                 const Sample *check,
                 guint64 seed)
{
  const AlgoClosedForm *form = &algo_phase_rows[formula->phase].form;

  explanation->redrawn_share = NAN;
  if (form->is_sided)
    {
      explanation->sides = g_new (gint8, explanation->inputs);
      for (guint i = 0; i < explanation->inputs; i++)
        explanation->sides[i] = formula->linear[i] > 0 ? 1 : -1;
    }
  else if (form->choose_sides == NULL)
    {
      explanation->distribution = g_new (AlgoDistribution, 1);
      algo_distribution_measure (formula->network, explanation->distribution);
      explanation->redrawn_share = measure_redrawn (explanation->network, check, seed);
    }
}

AlgoExplanation *
algo_explanation_new (const AlgoNetwork *network,
                      AlgoPhase phase,
                      const AlgoOrderParameters *parameters,
                      guint64 seed)
{
  AlgoExplanation *explanation = g_atomic_rc_box_new0 (AlgoExplanation);
  g_autoptr (AlgoFormula) formula = NULL;
  float residual[CHECK_POINTS];
  Sample fit, check;

  sample_init (&fit, network, FIT_POINTS, seed, STREAM_FIT);
  sample_init (&check, network, CHECK_POINTS, seed, STREAM_CHECK);
  formula = choose_formula (network, phase, parameters, &fit);
  explanation->inputs = network->inputs;
  explanation->formula = formula->phase;
  explanation->is_own = formula->phase == phase;
  explanation->network = algo_formula_to_network (formula);
  name_constants (explanation, formula);
  find_residual (explanation->network, &check, residual);
  explanation->share = share_explained (&check, residual);
  explanation->unexplained = algo_network_unexplained (explanation->network, CHECK_POINTS, seed);
  measure_along_input (network, seed, explanation);
  measure_by_target (&check, residual, explanation);
  add_particulars (explanation, formula, &check, seed);
  sample_clear (&fit);
  sample_clear (&check);
  return explanation;
}

AlgoExplanation *
algo_explanation_ref (AlgoExplanation *explanation)
{
  return g_atomic_rc_box_acquire (explanation);
}

static void
explanation_clear (gpointer data)
{
  const AlgoExplanation *explanation = data;

  g_free (explanation->sides);
  g_free (explanation->distribution);
  algo_network_unref (explanation->network);
}

void
algo_explanation_unref (AlgoExplanation *explanation)
{
  g_atomic_rc_box_release_full (explanation, explanation_clear);
}

const AlgoConstant *
algo_explanation_find_constant (const AlgoExplanation *explanation, const char *name)
{
  for (guint i = 0; i < explanation->n_constants; i++)
    if (strcmp (explanation->constants[i].name, name) == 0)
      return &explanation->constants[i];
  return NULL;
}
