/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/phase.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/phases.h"

const char *
algo_phase_name (AlgoPhase phase)
{
  g_return_val_if_fail (phase < ALGO_N_PHASES, NULL);

  return algo_phase_rows[phase].name;
}

const char *
algo_phase_letter (AlgoPhase phase)
{
  g_return_val_if_fail (phase < ALGO_N_PHASES, NULL);

  return algo_phase_rows[phase].letter;
}

gboolean
algo_phase_find (const char *name, AlgoPhase *phase)
{
  for (*phase = 0; *phase < ALGO_N_PHASES; ++*phase)
    if (g_str_equal (name, algo_phase_rows[*phase].name))
      return TRUE;
  return FALSE;
}

/* The lambda whose odds are `ratio` times those of random weights. */
static double
localisation_at_odds (double ratio, double random_odds)
{
  return ratio * random_odds / (1 + ratio * random_odds);
}

static AlgoEvidence
weigh (AlgoOrderParameter parameter, double value, const AlgoRange *range, double random_odds)
{
  AlgoEvidence evidence = {
    .name = algo_order_rows[parameter].name,
    .value = value,
    .low = range->low,
    .high = range->high,
  };

  if (range->low_is_odds)
    evidence.low = localisation_at_odds (range->low, random_odds);
  if (range->high_is_odds)
    evidence.high = localisation_at_odds (range->high, random_odds);
  if (algo_order_rows[parameter].is_logarithmic)
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
  AlgoEvidence evidence[ALGO_N_ORDER_PARAMETERS];
} Reading;

static Reading
read_ranges (AlgoPhase phase,
             const AlgoPhaseRegion *region,
             const AlgoRanges *besides, /* may be NULL */
             const double *values,      /* (ALGO_N_ORDER_PARAMETERS) */
             double random_odds)
{
  Reading reading = { .phase = phase, .margin = INFINITY };

  for (guint p = 0; p < ALGO_N_ORDER_PARAMETERS; p++)
    {
      const AlgoRange *range = &region->ranges[p];

      if (besides != NULL && !range->asked)
        range = &(*besides)[p];
      if (range->asked)
        {
          const AlgoEvidence evidence = weigh (p, values[p], range, random_odds);

          reading.margin = MIN (reading.margin, evidence.margin / algo_order_rows[p].spread);
          reading.evidence[reading.n_evidence++] = evidence;
        }
    }
  return reading;
}

/* The most favourable reading of a region. */
static Reading
read_region (AlgoPhase phase,
             const AlgoPhaseRegion *region,
             const double *values,
             double random_odds)
{
  Reading best;

  if (!region->pinned)
    return read_ranges (phase, region, NULL, values, random_odds);
  best = read_ranges (phase, region, &algo_pinned_ranges[0], values, random_odds);
  for (guint i = 1; i < ALGO_PINNED_RANGES; i++)
    {
      const Reading reading =
          read_ranges (phase, region, &algo_pinned_ranges[i], values, random_odds);

      if (reading.margin > best.margin)
        best = reading;
    }
  return best;
}

/* The best of all readings but those of unformed networks, and the best of another phase. */
typedef struct
{
  Reading best, second;
  gboolean any;
} Contest;

static void
contest_enter (Contest *contest, const Reading *reading)
{
  const Reading *loser = reading;
  Reading before;

  if (!contest->any)
    contest->best = *reading;
  else if (reading->margin > contest->best.margin)
    {
      before = contest->best;
      loser = &before;
      contest->best = *reading;
    }
  contest->any = TRUE;
  if (loser->phase != contest->best.phase
      && (contest->second.phase == contest->best.phase || loser->margin > contest->second.margin))
    contest->second = *loser;
}

/* A network far from all thresholds is of its phase for certain, and one on a threshold as likely
 * as the phase's row says: by how quickly draws of one hypernetwork at one beta come to agree as
 * their margin grows, a phase's two numbers were fitted (tests/bench/calibration.py). */
double
algo_phase_confidence (AlgoPhase phase, double margin)
{
  const AlgoPhaseAgreement *agreement = &algo_phase_rows[phase].agreement;

  return 1 - (1 - agreement->at_edge) * exp (-margin / agreement->margin);
}

static void
conclude (AlgoClassification *classification,
          AlgoPhase phase,
          AlgoPhase nearest,
          const Reading *reading,
          double margin)
{
  *classification = (AlgoClassification){
    .phase = phase,
    .nearest = nearest,
    .margin = margin,
    .confidence = algo_phase_confidence (phase, margin),
    .n_evidence = reading->n_evidence,
  };
  memcpy (classification->evidence, reading->evidence, sizeof reading->evidence);
}

/* Of a task whose algorithms have no names yet: only whether there is one is told. */
static void
conclude_unnamed (AlgoClassification *classification, const Reading *as_unformed)
{
  const gboolean is_unformed = as_unformed->margin >= 0;

  conclude (classification, is_unformed ? ALGO_PHASE_UNFORMED : ALGO_PHASE_UNRECOGNISED,
            is_unformed ? ALGO_PHASE_UNRECOGNISED : ALGO_PHASE_UNFORMED, as_unformed,
            fabs (as_unformed->margin));
}

void
algo_classify (const AlgoOrderParameters *parameters, AlgoClassification *classification)
{
  /* One input alone leaves nothing to chance: any odds will do that are not infinite. */
  const double random = MIN (algo_random_localisation (parameters->inputs), 0.99);
  const double random_odds = random / (1 - random);
  double values[ALGO_N_ORDER_PARAMETERS];
  Reading as_unformed, best;
  Contest contest;

  for (guint p = 0; p < ALGO_N_ORDER_PARAMETERS; p++)
    {
      values[p] = algo_order_parameters_get (parameters, p);
      /* Outputs that overflow explain nothing; 0 has no logarithm. */
      if (algo_order_rows[p].is_logarithmic)
        values[p] = isnan (values[p]) ? INFINITY : MAX (values[p], G_MINDOUBLE);
    }
  as_unformed = read_region (ALGO_PHASE_UNFORMED, &algo_phase_rows[ALGO_PHASE_UNFORMED].regions[0],
                             values, random_odds);
  if (parameters->is_unnamed)
    {
      conclude_unnamed (classification, &as_unformed);
      return;
    }
  contest = (Contest){ .second = as_unformed };
  for (guint phase = ALGO_PHASE_UNFORMED + 1; phase < ALGO_N_PHASES; phase++)
    for (guint r = 0; r < algo_phase_rows[phase].n_regions; r++)
      {
        const Reading reading =
            read_region (phase, &algo_phase_rows[phase].regions[r], values, random_odds);

        contest_enter (&contest, &reading);
      }
  best = contest.best;

  if (best.margin >= 0)
    conclude (classification, best.phase, contest.second.phase, &best, best.margin);
  else if (as_unformed.margin >= 0)
    conclude (classification, ALGO_PHASE_UNFORMED, best.phase, &as_unformed,
              MIN (as_unformed.margin, -best.margin));
  else
    conclude (classification, ALGO_PHASE_UNRECOGNISED, best.phase, &best, -best.margin);
}
