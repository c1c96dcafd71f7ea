/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/phase.h"

#include <math.h>
#include <string.h>

typedef enum
{
  LOCALISATION,
  COVERAGE,
  EVENNESS,
  DOUBLE_SIDEDNESS,
  POLARITY,
  UNANIMITY,
  UNEXPLAINED,
  CORRELATION,
  N_PARAMETERS,
} Parameter;

static const char *const parameter_names[N_PARAMETERS] = { "localisation", "coverage",
                                                           "evenness",     "double-sidedness",
                                                           "polarity",     "unanimity",
                                                           "unexplained",  "correlation" };

typedef struct
{
  gboolean asked;
  double low, high;
  /* Of localisation: a bound on its odds, lambda / (1 - lambda), over the odds of random weights.
   * That compares networks of all n. */
  gboolean low_is_odds, high_is_odds;
} Range;

#define FROM(bound) TRUE, bound, INFINITY
#define UP_TO(bound) TRUE, -INFINITY, bound
#define BETWEEN(low, high) TRUE, low, high
#define UP_TO_ODDS(odds) TRUE, -INFINITY, odds, .high_is_odds = TRUE
#define BETWEEN_ODDS_AND(odds, high) TRUE, odds, high, .low_is_odds = TRUE

typedef Range Ranges[N_PARAMETERS];

/* A phase is recognised where all that is asked holds. A phase may have several regions. */
typedef struct
{
  AlgoPhase phase;
  gboolean pinned; /* asks for one of `pinned_ranges` besides */
  Ranges ranges;
} Region;

/* All thresholds. They were set between the ranges measured, n >= 4, on the labelled networks in
 * tests/data/labelled (n = 8 to 48) and on about 780 more: of eight trained hypernetworks (L = 1
 * and 2; h = 2 n, 3 n and 5 n) at n = 4 to 64 and at betas well inside a phase, and trained by Adam
 * (n = 4 to 32, h = 1.5 n to 8 n). Odds are those of lambda over those of random weights.
 *
 *             odds       lambda     coverage   evenness   delta      unanimity  FVU
 * convexity   0.08-1.05  0.01-0.51  any        any        any        any        0.27-0.8, 19 at 64
 * scattered   3.2-10.5   0.25-0.81  0.05-1     0-0.79     0          1          0.14-0.4, 2 at 64
 * pudding     6.0-950    0.85-0.99  0.94-1     0.71-1     0-0.02     0.94-1     0.005-0.3, 3 at 64
 * tilted      8.2-2400   0.89-1     1          0.84-1     0.24-0.80  0.72-1     0.001-0.17
 * double      400-       0.99-1     1          0.99-1     0.95-0.99  0.99-1     0.001-0.03
 * mixed       4.9-51     0.69-0.96  0.72-1     0.37-0.98  0-0.58     0.02-0.59  0.002-0.07
 *
 * Random networks have FVU 2 to 1000, and a correlation with the norm below 0.4 where the others'
 * is 0.57 or more. A hypernetwork's first networks come between: some are convex already. */

/* Neurons pinned to inputs on purpose and not at random. Each input is served alike; or less so,
 * but hardly a weight stands elsewhere, as where a neuron or two went astray; or the norm is
 * computed closely. */
static const Ranges pinned_ranges[] = {
  { [LOCALISATION] = { FROM (0.65) },
    [COVERAGE] = { FROM (0.8) },
    [EVENNESS] = { FROM (0.8) },
    [CORRELATION] = { FROM (0.5) } },
  { [LOCALISATION] = { FROM (0.9) },
    [COVERAGE] = { FROM (0.85) },
    [EVENNESS] = { FROM (0.45) },
    [CORRELATION] = { FROM (0.5) } },
  { [LOCALISATION] = { FROM (0.65) },
    [COVERAGE] = { FROM (0.65) },
    [EVENNESS] = { FROM (0.3) },
    [UNEXPLAINED] = { UP_TO (0.12) } },
};

#define UNFORMED_UNEXPLAINED 0.9

/* Named regions. Beyond the sizes that a hypernetwork was trained on, the scale of a network may be
 * wrong and its FVU large, while its pattern stands and its output follows the norm. */
static const Region regions[] = {
  { ALGO_PHASE_CONVEXITY,
    FALSE,
    { [LOCALISATION] = { UP_TO_ODDS (1.75) },
      [UNEXPLAINED] = { BETWEEN (0.08, UNFORMED_UNEXPLAINED) } } },
  { ALGO_PHASE_CONVEXITY,
    FALSE,
    { [LOCALISATION] = { UP_TO_ODDS (1.3) },
      [UNEXPLAINED] = { FROM (UNFORMED_UNEXPLAINED) },
      [CORRELATION] = { FROM (0.5) } } },
  { ALGO_PHASE_SCATTERED,
    FALSE,
    { [LOCALISATION] = { BETWEEN_ODDS_AND (1.75, 0.9) },
      [EVENNESS] = { UP_TO (0.8) },
      [DOUBLE_SIDEDNESS] = { UP_TO (0.5) },
      [UNEXPLAINED] = { BETWEEN (0.12, UNFORMED_UNEXPLAINED) } } },
  { ALGO_PHASE_SCATTERED,
    FALSE,
    { [LOCALISATION] = { BETWEEN_ODDS_AND (1.75, 0.9) },
      [EVENNESS] = { UP_TO (0.8) },
      [DOUBLE_SIDEDNESS] = { UP_TO (0.5) },
      [UNEXPLAINED] = { BETWEEN (UNFORMED_UNEXPLAINED, 1.5) },
      [CORRELATION] = { FROM (0.65) } } },
  { ALGO_PHASE_PUDDING_PLUS,
    TRUE,
    { [DOUBLE_SIDEDNESS] = { UP_TO (0.15) }, [POLARITY] = { FROM (0.8) } } },
  { ALGO_PHASE_PUDDING_MINUS,
    TRUE,
    { [DOUBLE_SIDEDNESS] = { UP_TO (0.15) }, [POLARITY] = { UP_TO (-0.8) } } },
  { ALGO_PHASE_TILTED,
    TRUE,
    { [DOUBLE_SIDEDNESS] = { BETWEEN (0.15, 0.85) }, [UNANIMITY] = { FROM (0.65) } } },
  { ALGO_PHASE_DOUBLE_SIDED, TRUE, { [DOUBLE_SIDEDNESS] = { FROM (0.85) } } },
  { ALGO_PHASE_MIXED,
    TRUE,
    { [DOUBLE_SIDEDNESS] = { UP_TO (0.85) },
      [POLARITY] = { BETWEEN (-0.8, 0.8) },
      [UNANIMITY] = { UP_TO (0.65) } } },
};

/* What is left: it does no better than a constant guess. */
static const Region unformed = { ALGO_PHASE_UNFORMED,
                                 FALSE,
                                 { [UNEXPLAINED] = { FROM (UNFORMED_UNEXPLAINED) } } };

/* The distance from a threshold at which confidence is 1 - 1 / (2 e), about 0.8: the order of the
 * differences between draws of one network. For "unexplained" in decades. */
static const double scales[N_PARAMETERS] = { 0.08, 0.08, 0.08, 0.06, 0.08, 0.12, 0.15, 0.1 };

const char *
algo_phase_name (AlgoPhase phase)
{
  static const char *const names[ALGO_N_PHASES] = { "unformed",     "convexity", "scattered",
                                                    "pudding+",     "pudding-",  "tilted",
                                                    "double-sided", "mixed",     "unrecognised" };

  g_return_val_if_fail (phase < ALGO_N_PHASES, NULL);

  return names[phase];
}

const char *
algo_phase_letter (AlgoPhase phase)
{
  static const char *const letters[ALGO_N_PHASES] = {
    "U", "C", "S", "P+", "P-", "T", "D", "M", "?"
  };

  g_return_val_if_fail (phase < ALGO_N_PHASES, NULL);

  return letters[phase];
}

/* The lambda whose odds are `ratio` times those of random weights. */
static double
localisation_at_odds (double ratio, double random_odds)
{
  return ratio * random_odds / (1 + ratio * random_odds);
}

static AlgoEvidence
weigh (Parameter parameter, double value, const Range *range, double random_odds)
{
  AlgoEvidence evidence = {
    .name = parameter_names[parameter],
    .value = value,
    .low = range->low,
    .high = range->high,
  };

  if (range->low_is_odds)
    evidence.low = localisation_at_odds (range->low, random_odds);
  if (range->high_is_odds)
    evidence.high = localisation_at_odds (range->high, random_odds);
  if (parameter == UNEXPLAINED)
    evidence.margin = MIN (isinf (evidence.low) ? INFINITY : log10 (value / evidence.low),
                           isinf (evidence.high) ? INFINITY : log10 (evidence.high / value));
  else
    evidence.margin = MIN (value - evidence.low, evidence.high - value);
  return evidence;
}

/* A region's evidence. */
typedef struct
{
  AlgoPhase phase;
  double margin; /* the worst, in scales */
  guint n_evidence;
  AlgoEvidence evidence[N_PARAMETERS];
} Reading;

static Reading
read_ranges (const Region *region,
             const Ranges *besides, /* may be NULL */
             const double values[N_PARAMETERS],
             double random_odds)
{
  Reading reading = { .phase = region->phase, .margin = INFINITY };

  for (guint p = 0; p < N_PARAMETERS; p++)
    {
      const Range *range = &region->ranges[p];

      if (besides != NULL && !range->asked)
        range = &(*besides)[p];
      if (range->asked)
        {
          const AlgoEvidence evidence = weigh (p, values[p], range, random_odds);

          reading.margin = MIN (reading.margin, evidence.margin / scales[p]);
          reading.evidence[reading.n_evidence++] = evidence;
        }
    }
  return reading;
}

/* The most favourable reading of a region. */
static Reading
read_region (const Region *region, const double values[N_PARAMETERS], double random_odds)
{
  Reading best;

  if (!region->pinned)
    return read_ranges (region, NULL, values, random_odds);
  best = read_ranges (region, &pinned_ranges[0], values, random_odds);
  for (guint i = 1; i < G_N_ELEMENTS (pinned_ranges); i++)
    {
      const Reading reading = read_ranges (region, &pinned_ranges[i], values, random_odds);

      if (reading.margin > best.margin)
        best = reading;
    }
  return best;
}

static void
conclude (AlgoClassification *classification,
          AlgoPhase phase,
          AlgoPhase nearest,
          const Reading *reading,
          double margin)
{
  G_STATIC_ASSERT (ALGO_MAX_EVIDENCE >= N_PARAMETERS);

  *classification = (AlgoClassification){
    .phase = phase,
    .nearest = nearest,
    .confidence = 1 - exp (-margin) / 2,
    .n_evidence = reading->n_evidence,
  };
  memcpy (classification->evidence, reading->evidence, sizeof reading->evidence);
}

void
algo_classify (const AlgoOrderParameters *parameters, AlgoClassification *classification)
{
  const double values[N_PARAMETERS] = {
    [LOCALISATION] = parameters->localisation,
    [COVERAGE] = parameters->coverage,
    [EVENNESS] = parameters->evenness,
    [DOUBLE_SIDEDNESS] = parameters->double_sidedness,
    [POLARITY] = parameters->polarity,
    [UNANIMITY] = parameters->unanimity,
    /* Outputs that overflow explain nothing; 0 has no logarithm. */
    [UNEXPLAINED] =
        isnan (parameters->unexplained) ? INFINITY : MAX (parameters->unexplained, G_MINDOUBLE),
    [CORRELATION] = parameters->correlation,
  };
  /* One input alone leaves nothing to chance: any odds will do that are not infinite. */
  const double random = MIN (algo_random_localisation (parameters->inputs), 0.99);
  const double random_odds = random / (1 - random);
  const Reading as_unformed = read_region (&unformed, values, random_odds);
  Reading best = read_region (&regions[0], values, random_odds);
  Reading second = as_unformed; /* the best of another phase */

  for (guint r = 1; r < G_N_ELEMENTS (regions); r++)
    {
      const Reading reading = read_region (&regions[r], values, random_odds);
      const Reading loser = reading.margin > best.margin ? best : reading;

      if (reading.margin > best.margin)
        best = reading;
      if (loser.phase != best.phase && (second.phase == best.phase || loser.margin > second.margin))
        second = loser;
    }

  if (best.margin >= 0)
    conclude (classification, best.phase, second.phase, &best, best.margin);
  else if (as_unformed.margin >= 0)
    conclude (classification, ALGO_PHASE_UNFORMED, best.phase, &as_unformed,
              MIN (as_unformed.margin, -best.margin));
  else
    conclude (classification, ALGO_PHASE_UNRECOGNISED, best.phase, &best, -best.margin);
}
