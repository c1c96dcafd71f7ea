/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/engine/sample-ensembles.h"

#include <math.h>

#include "engine/run/grid.h"
#include "engine/settings.h"

#define MOST_GRIDS 100

/* On [-1, 1), of its arguments only. */
static double
noise_of (guint seed, guint point, guint64 step)
{
  guint32 state = seed * 7919u + point * 104729u + (guint32) step * 31u + 12345u;

  for (guint i = 0; i < 3; i++)
    state = state * 1664525u + 1013904223u;
  return state / 2147483648.0 - 1;
}

/* Later at low beta; each seed has edges of its own. */
static AlgoPhase
choose_phase (guint seed, guint point, double progress)
{
  const double shift = 1.5 * noise_of (seed, 0, 0);
  const double place = point + shift + 0.6 * noise_of (seed, point, (guint64) (8 * progress));

  if (progress < 0.1 + 0.1 * noise_of (seed, 1, 0))
    return ALGO_PHASE_UNFORMED;
  if (progress < 0.3 + 0.08 * noise_of (seed, 2, 0) || place > 25)
    return ALGO_PHASE_CONVEXITY;
  if (place < 6 && seed % 3 != 0)
    return ALGO_PHASE_DOUBLE_SIDED;
  if (place < 14)
    return ALGO_PHASE_TILTED;
  if (place < 22)
    return seed % 2 == 0 ? ALGO_PHASE_PUDDING_PLUS : ALGO_PHASE_PUDDING_MINUS;
  return ALGO_PHASE_MIXED;
}

static void
fill_point (AlgoGridPoint *point, guint seed, guint index, double progress)
{
  const double share = index / (ALGO_GRID - 1.0);
  const double wobble = noise_of (seed, index, 3);
  const double formed = progress / (progress + 0.15);
  const double unexplained =
      (0.004 + 0.4 * share * share) * (1 + 0.4 * wobble) + exp (-14 * progress);

  *point = (AlgoGridPoint){
    .log_beta = algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, index),
    .phase = choose_phase (seed, index, progress),
    .confidence = 0.75 + 0.2 * wobble,
    .unexplained = unexplained,
    .kl = 900 * pow (1 - share, 2) * (1 + 0.3 * wobble) * formed + 4,
    .parameters = { .localisation = formed * (0.95 - 0.7 * share + 0.1 * wobble),
                    .coverage = formed * (1 - 0.4 * share * (1 + wobble)),
                    .evenness = formed * (0.9 - 0.5 * share + 0.08 * wobble),
                    .double_sidedness = formed * (0.8 - 0.75 * share + 0.15 * wobble),
                    .polarity = (seed % 2 == 0 ? 0.7 : -0.7) * formed * share,
                    .unanimity = formed * (0.9 - 0.2 * share + 0.1 * wobble),
                    .unexplained = unexplained,
                    .correlation = 1 - 0.4 * unexplained,
                    .inputs = 16 },
  };
}

static void
add_grids (AlgoEnsembleMember *member, guint steps)
{
  const guint interval = MAX (25, steps / MOST_GRIDS);

  for (guint step = interval; step <= member->step; step += interval)
    {
      const AlgoSnapshot snapshot = { .generation = 1, .step = step };
      AlgoGrid *grid = algo_grid_new (&snapshot, 16, 48);

      for (guint i = 0; i < ALGO_GRID; i++)
        fill_point (&grid->points[i], (guint) member->seed, i, (double) step / steps);
      g_ptr_array_add (member->grids, grid);
    }
}

static void
add_generalisations (AlgoEnsembleMember *member, const AlgoSettings *settings)
{
  for (guint i = 0; i < ALGO_ENSEMBLE_BETAS; i++)
    {
      const guint point = i * ALGO_ENSEMBLE_STRIDE;
      AlgoGeneralisation made = {
        .generation = 1,
        .step = member->step,
        .question = { .log_beta = algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, point),
                      .inputs = 16,
                      .hidden = 48 },
        .least = settings->least,
        .most = settings->most
      };

      for (guint order = 0; order < ALGO_COARSE_SIZES; order++)
        {
          const guint n = algo_generalisation_size (order);
          const double wobble = noise_of ((guint) member->seed, point, n);
          const double unexplained =
              (0.006 + 0.1 / n + 0.02 * i) * (1 + 0.4 * wobble) + 2e-6 * pow (n, 2.4);

          made.points[n - ALGO_MIN_INPUTS] = (AlgoSizePoint){
            .inputs = n,
            .hidden = 3 * n,
            .known = TRUE,
            .step = member->step,
            .phase = n > 40 + 20 * wobble ? ALGO_PHASE_MIXED
                                          : choose_phase ((guint) member->seed, point, 1),
            .confidence = 0.8,
            .unexplained = unexplained,
            .least_unexplained = 0.8 * unexplained,
            .most_unexplained = 1.5 * unexplained,
          };
        }
      g_ptr_array_add (member->generalisations, algo_generalisation_copy (&made));
    }
}

static AlgoEnsembleMember *
make_member (guint seed, AlgoMemberState state, const AlgoSettings *settings)
{
  AlgoEnsembleMember *member = algo_ensemble_member_new (seed, state);

  if (state != ALGO_MEMBER_MISSING)
    member->path = g_strdup_printf ("seed-%04u.algoscope", seed);
  if (state == ALGO_MEMBER_DAMAGED)
    member->message = g_strdup ("the file is damaged");
  if (state == ALGO_MEMBER_MISSING || state == ALGO_MEMBER_DAMAGED)
    return member;
  member->step = state == ALGO_MEMBER_PARTIAL ? settings->steps / 2 : settings->steps;
  add_grids (member, settings->steps);
  add_generalisations (member, settings);
  member->direct = (AlgoMemberDirect){
    .step = member->step,
    .inputs = 16,
    .hidden = 48,
    .phase = seed % 4 == 1 ? ALGO_PHASE_UNRECOGNISED : ALGO_PHASE_MIXED,
    .confidence = 0.6,
    .parameters = { .inputs = 16, .unexplained = 2e-4 * exp (noise_of (seed, 5, 5)) },
  };
  return member;
}

AlgoEnsemble *
ensemble_sample_new (guint seeds, guint steps)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  AlgoEnsemble *ensemble;

  settings.steps = steps;
  ensemble = algo_ensemble_new (&settings);
  for (guint seed = 0; seed < seeds; seed++)
    {
      const guint left = seeds - seed;
      const AlgoMemberState state = seeds < 4   ? ALGO_MEMBER_COMPLETE
                                    : left == 1 ? ALGO_MEMBER_MISSING
                                    : left == 2 ? ALGO_MEMBER_DAMAGED
                                    : left == 3 ? ALGO_MEMBER_PARTIAL
                                                : ALGO_MEMBER_COMPLETE;

      algo_ensemble_add_member (ensemble, make_member (seed, state, &settings));
    }
  return ensemble;
}

static void
spoil_member (AlgoEnsembleMember *member)
{
  for (guint i = 0; i < member->grids->len; i++)
    {
      AlgoGridPoint *points = ((AlgoGrid *) member->grids->pdata[i])->points;

      points[i % ALGO_GRID].unexplained = NAN;
      points[(i + 1) % ALGO_GRID].unexplained = INFINITY;
      points[(i + 2) % ALGO_GRID].unexplained = 0;
      points[(i + 3) % ALGO_GRID].kl = INFINITY;
      points[(i + 4) % ALGO_GRID].kl = NAN;
      points[(i + 5) % ALGO_GRID].parameters.polarity = NAN;
      points[(i + 6) % ALGO_GRID].parameters.localisation = -INFINITY;
      points[(i + 7) % ALGO_GRID].confidence = NAN;
    }
  for (guint i = 0; i < member->generalisations->len; i++)
    {
      AlgoSizePoint *points = ((AlgoGeneralisation *) member->generalisations->pdata[i])->points;

      points[6].unexplained = INFINITY;
      points[10].unexplained = NAN;
      points[14].unexplained = 0;
    }
  member->direct.parameters.unexplained = member->seed % 2 == 0 ? INFINITY : NAN;
}

void
ensemble_sample_spoil (AlgoEnsemble *ensemble)
{
  for (guint i = 0; i < ensemble->members->len; i++)
    spoil_member (ensemble->members->pdata[i]);
}
