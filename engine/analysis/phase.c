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

/* The distance from a threshold, for each parameter, at which confidence is 1 - 1 / (2 e): 0.82. */
static const double scales[N_PARAMETERS] = { 0.08, 0.08, 0.08, 0.06, 0.08, 0.12, 0.15, 0.1 };

typedef enum
{
  NOT_ASKED,
  ASKED,
  ODDS, /* of localisation: its odds lambda / (1 - lambda) over those of random weights at this n */
} RangeKind;

typedef struct
{
  RangeKind kind;
  double low, high;
} Range;

#define FROM(bound)                                                                                \
  {                                                                                                \
    ASKED, bound, INFINITY                                                                         \
  }
#define UP_TO(bound)                                                                               \
  {                                                                                                \
    ASKED, -INFINITY, bound                                                                        \
  }
#define BETWEEN(low, high)                                                                         \
  {                                                                                                \
    ASKED, low, high                                                                               \
  }
#define ODDS_FROM(bound)                                                                           \
  {                                                                                                \
    ODDS, bound, INFINITY                                                                          \
  }
#define ODDS_UP_TO(bound)                                                                          \
  {                                                                                                \
    ODDS, -INFINITY, bound                                                                         \
  }

/* A box of order parameters in which a phase is recognised; a phase may have several. */
typedef struct
{
  AlgoPhase phase;
  Range ranges[N_PARAMETERS];
} Region;

/* From here on a constant guess does about as well. */
#define UNFORMED_UNEXPLAINED 0.9

static const Region unformed = { ALGO_PHASE_UNFORMED,
                                 { [UNEXPLAINED] = FROM (UNFORMED_UNEXPLAINED) } };

/* Neurons pinned to inputs, and every input served alike. Good at any size if the output follows
 * the norm at all ... */
#define EVEN                                                                                       \
  [LOCALISATION] = FROM (0.65), [COVERAGE] = FROM (0.8), [EVENNESS] = FROM (0.8),                  \
  [CORRELATION] = FROM (0.5)
/* ... or less alike, but computing the norm closely, which a random assignment does not. */
#define ACCURATE                                                                                   \
  [LOCALISATION] = FROM (0.65), [COVERAGE] = FROM (0.7), [EVENNESS] = FROM (0.5),                  \
  [UNEXPLAINED] = UP_TO (0.12)
#define PUDDING_PLUS [DOUBLE_SIDEDNESS] = UP_TO (0.15), [POLARITY] = FROM (0.8)
#define PUDDING_MINUS [DOUBLE_SIDEDNESS] = UP_TO (0.15), [POLARITY] = UP_TO (-0.8)
#define TILTED [DOUBLE_SIDEDNESS] = BETWEEN (0.15, 0.75), [UNANIMITY] = FROM (0.65)
#define DOUBLE_SIDED [DOUBLE_SIDEDNESS] = FROM (0.75)
#define MIXED                                                                                      \
  [DOUBLE_SIDEDNESS] = UP_TO (0.75), [POLARITY] = BETWEEN (-0.8, 0.8), [UNANIMITY] = UP_TO (0.65)

static const Region regions[] = {
  { ALGO_PHASE_CONVEXITY,
    { [LOCALISATION] = ODDS_UP_TO (1.75), [UNEXPLAINED] = BETWEEN (0.08, UNFORMED_UNEXPLAINED) } },
  { ALGO_PHASE_CONVEXITY,
    { [LOCALISATION] = ODDS_UP_TO (1),
      [UNEXPLAINED] = FROM (UNFORMED_UNEXPLAINED),
      [CORRELATION] = FROM (0.5) } },
  { ALGO_PHASE_SCATTERED,
    { [LOCALISATION] = ODDS_FROM (1.75),
      [EVENNESS] = UP_TO (0.8),
      [DOUBLE_SIDEDNESS] = UP_TO (0.5),
      [UNEXPLAINED] = BETWEEN (0.12, UNFORMED_UNEXPLAINED) } },
  { ALGO_PHASE_SCATTERED,
    { [LOCALISATION] = ODDS_FROM (1.75),
      [EVENNESS] = UP_TO (0.8),
      [DOUBLE_SIDEDNESS] = UP_TO (0.5),
      [UNEXPLAINED] = BETWEEN (UNFORMED_UNEXPLAINED, 1.5),
      [CORRELATION] = FROM (0.65) } },
  { ALGO_PHASE_PUDDING_PLUS, { EVEN, PUDDING_PLUS } },
  { ALGO_PHASE_PUDDING_PLUS, { ACCURATE, PUDDING_PLUS } },
  { ALGO_PHASE_PUDDING_MINUS, { EVEN, PUDDING_MINUS } },
  { ALGO_PHASE_PUDDING_MINUS, { ACCURATE, PUDDING_MINUS } },
  { ALGO_PHASE_TILTED, { EVEN, TILTED } },
  { ALGO_PHASE_TILTED, { ACCURATE, TILTED } },
  { ALGO_PHASE_DOUBLE_SIDED, { EVEN, DOUBLE_SIDED } },
  { ALGO_PHASE_DOUBLE_SIDED, { ACCURATE, DOUBLE_SIDED } },
  { ALGO_PHASE_MIXED, { EVEN, MIXED } },
  { ALGO_PHASE_MIXED, { ACCURATE, MIXED } },
};

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

/* The lambda whose odds are `ratio` times those of random weights; an infinite bound stays one. */
static double
localisation_at_odds (double ratio, guint inputs)
{
  const double random = MIN (algo_random_localisation (inputs), 0.99);
  const double odds = ratio * random / (1 - random);

  return isinf (odds) ? odds : odds / (1 + odds);
}

static AlgoEvidence
weigh (Parameter parameter, double value, const Range *range, guint inputs)
{
  AlgoEvidence evidence = {
    .name = parameter_names[parameter],
    .value = value,
    .low = range->low,
    .high = range->high,
  };

  if (range->kind == ODDS)
    {
      evidence.low = localisation_at_odds (range->low, inputs);
      evidence.high = localisation_at_odds (range->high, inputs);
    }
  if (parameter == UNEXPLAINED)
    evidence.margin = MIN (isinf (evidence.low) ? INFINITY : log10 (value / evidence.low),
                           isinf (evidence.high) ? INFINITY : log10 (evidence.high / value));
  else
    evidence.margin = MIN (value - evidence.low, evidence.high - value);
  return evidence;
}

/* What a region asks for, weighed. */
typedef struct
{
  AlgoPhase phase;
  double margin; /* the worst of the evidence, in scales */
  guint n_evidence;
  AlgoEvidence evidence[N_PARAMETERS];
} Reading;

static Reading
read_region (const Region *region, const double values[N_PARAMETERS], guint inputs)
{
  Reading reading = { .phase = region->phase, .margin = INFINITY };

  for (guint p = 0; p < N_PARAMETERS; p++)
    if (region->ranges[p].kind != NOT_ASKED)
      {
        const AlgoEvidence evidence = weigh (p, values[p], &region->ranges[p], inputs);

        reading.margin = MIN (reading.margin, evidence.margin / scales[p]);
        reading.evidence[reading.n_evidence++] = evidence;
      }
  return reading;
}

static void
conclude (AlgoClassification *classification, AlgoPhase phase, AlgoPhase nearest,
          const Reading *reading, double margin)
{
  G_STATIC_ASSERT (ALGO_MAX_EVIDENCE >= N_PARAMETERS);

  classification->phase = phase;
  classification->nearest = nearest;
  classification->confidence = 1 - exp (-margin) / 2;
  classification->n_evidence = reading->n_evidence;
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
  const Reading as_unformed = read_region (&unformed, values, parameters->inputs);
  Reading best = { .margin = -INFINITY };
  Reading second = as_unformed;

  for (guint r = 0; r < G_N_ELEMENTS (regions); r++)
    {
      const Reading reading = read_region (&regions[r], values, parameters->inputs);

      if (r == 0 || reading.margin > best.margin)
        {
          if (r > 0 && reading.phase != best.phase && best.margin > second.margin)
            second = best;
          best = reading;
        }
      else if (reading.phase != best.phase && reading.margin > second.margin)
        second = reading;
    }

  if (best.margin >= 0)
    conclude (classification, best.phase, second.phase, &best, best.margin);
  else if (as_unformed.margin >= 0)
    conclude (classification, ALGO_PHASE_UNFORMED, best.phase, &as_unformed,
              MIN (as_unformed.margin, -best.margin));
  else
    conclude (classification, ALGO_PHASE_UNRECOGNISED, best.phase, &best, -best.margin);
}
