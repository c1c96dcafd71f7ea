/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What members say together, against cases worked out by hand and against plain recounts. */
#include "engine/compare.h"
#include "engine/ensemble/ensemble-statistics.h"

#include <math.h>
#include <string.h>

#include "tests/engine/sample-ensembles.h"

#define SEEDS 9
#define STEPS 1000
#define TOLERANCE 1e-6 /* of floats, relative to them or to 1 */

#define BUDGET 4000

/* A letter for each phase in its order. */
static const char letters[ALGO_N_PHASES + 1] = "UCS+-TDM?";

static AlgoEnsemble *
make_ensemble (void)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;

  settings.steps = BUDGET;
  return algo_ensemble_new (&settings);
}

static AlgoEnsembleMember *
add_member (AlgoEnsemble *ensemble, guint64 seed, guint64 step)
{
  AlgoEnsembleMember *member =
      algo_ensemble_member_new (seed, step >= ensemble->settings.steps ? ALGO_MEMBER_COMPLETE
                                                                       : ALGO_MEMBER_PARTIAL);

  member->step = step;
  algo_ensemble_add_member (ensemble, member);
  return member;
}

/* With the phases of `text`, the last of which goes on to the greatest beta. */
static AlgoGrid *
add_grid (AlgoEnsembleMember *member, guint64 step, const char *text)
{
  const AlgoSnapshot snapshot = { .generation = 1, .step = step };
  AlgoGrid *grid = algo_grid_new (&snapshot, 16, 48);
  const gsize length = strlen (text);

  for (guint i = 0; i < ALGO_GRID; i++)
    grid->points[i] = (AlgoGridPoint){
      .log_beta = algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, i),
      .phase = (AlgoPhase) (strchr (letters, text[MIN (i, length - 1)]) - letters),
    };
  g_ptr_array_add (member->grids, grid);
  return grid;
}

static void
test_order (void)
{
  g_autoptr (AlgoEnsemble) ensemble = make_ensemble ();
  AlgoEnsembleMember *unknown = algo_ensemble_member_new (0, ALGO_MEMBER_DAMAGED);
  const guint64 seeds[] = { 7, 3, G_MAXUINT64, 5 };

  unknown->seed_known = FALSE;
  algo_ensemble_add_member (ensemble, unknown);
  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    add_member (ensemble, seeds[i], BUDGET);
  g_assert_cmpuint (algo_ensemble_get_member (ensemble, 0)->seed, ==, 3);
  g_assert_cmpuint (algo_ensemble_get_member (ensemble, 1)->seed, ==, 5);
  g_assert_cmpuint (algo_ensemble_get_member (ensemble, 2)->seed, ==, 7);
  g_assert_cmpuint (algo_ensemble_get_member (ensemble, 3)->seed, ==, G_MAXUINT64);
  g_assert_true (algo_ensemble_get_member (ensemble, 4) == unknown);
  g_assert_cmpuint (algo_ensemble_count_members (ensemble, ALGO_MEMBER_COMPLETE), ==, 4);
  g_assert_cmpuint (algo_ensemble_count_members (ensemble, ALGO_MEMBER_MISSING), ==, 0);
}

static void
test_steps (void)
{
  g_autoptr (AlgoEnsemble) ensemble = make_ensemble ();
  g_autoptr (GArray) none = algo_ensemble_list_steps (ensemble), steps = NULL;
  const guint64 expected[] = { 0, 25, 50, 75, 100 };
  AlgoEnsembleMember *member;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (algo_ensemble_get_usual_step (ensemble), ==, 0);
  member = add_member (ensemble, 1, 100);
  add_grid (member, 0, "U");
  add_grid (member, 50, "U");
  add_grid (member, 100, "U");
  g_assert_cmpuint (algo_ensemble_get_usual_step (ensemble), ==, 100);
  member = add_member (ensemble, 2, 80);
  add_grid (member, 25, "U");
  add_grid (member, 50, "U");
  add_grid (member, 75, "U");
  g_assert_cmpuint (algo_ensemble_get_usual_step (ensemble), ==, 100);
  member = add_member (ensemble, 3, 30);
  add_grid (member, 25, "U");
  g_assert_cmpuint (algo_ensemble_get_usual_step (ensemble), ==, 75);
  /* One without grids has no say. */
  algo_ensemble_add_member (ensemble, algo_ensemble_member_new (4, ALGO_MEMBER_MISSING));
  g_assert_cmpuint (algo_ensemble_get_usual_step (ensemble), ==, 75);
  steps = algo_ensemble_list_steps (ensemble);
  g_assert_cmpmem (steps->data, steps->len * sizeof (guint64), expected, sizeof expected);
}

static void
test_gaps (void)
{
  g_autoptr (AlgoEnsemble) ensemble = make_ensemble ();
  AlgoEnsembleMember *member = add_member (ensemble, 0, 120);
  const AlgoGrid *early = add_grid (member, 25, "U"), *late = add_grid (member, 100, "C");

  g_assert_null (algo_ensemble_member_find_grid (member, 0));
  g_assert_null (algo_ensemble_member_find_grid (member, 24));
  g_assert_true (algo_ensemble_member_find_grid (member, 25) == early);
  g_assert_true (algo_ensemble_member_find_grid (member, 99) == early);
  g_assert_true (algo_ensemble_member_find_grid (member, 100) == late);
  g_assert_true (algo_ensemble_member_find_grid (member, 120) == late);
  g_assert_null (algo_ensemble_member_find_grid (member, 121));
}

static void
test_cell (void)
{
  g_autoptr (AlgoEnsemble) ensemble = make_ensemble ();
  const AlgoGrid *of_two = add_grid (add_member (ensemble, 2, 100), 75, "CD");
  const AlgoGrid *of_one = add_grid (add_member (ensemble, 1, 100), 100, "CT");
  g_autoptr (GArray) cell = NULL;
  const AlgoCellMember *found;

  add_grid (add_member (ensemble, 3, 80), 75, "M");
  cell = algo_ensemble_list_cell (ensemble, 1, 100);
  g_assert_cmpuint (cell->len, ==, 2);
  found = &g_array_index (cell, AlgoCellMember, 0);
  g_assert_true (found[0].member == 0 && found[1].member == 1);
  g_assert_true (found[0].point == &of_one->points[1] && found[1].point == &of_two->points[1]);
  g_assert_true (found[0].step == 100 && found[1].step == 75);
}

static void
test_majority (void)
{
  const AlgoPhaseCounts none = { 0 };
  AlgoPhaseCounts counts = { .counts = { [ALGO_PHASE_MIXED] = 8 }, .total = 8 };

  g_assert_cmpint (algo_phase_counts_get_majority (&none), ==, ALGO_PHASE_UNFORMED);
  g_assert_cmpfloat (algo_phase_counts_get_entropy (&none), ==, 0);
  g_assert_cmpint (algo_phase_counts_get_majority (&counts), ==, ALGO_PHASE_MIXED);
  g_assert_cmpfloat (algo_phase_counts_get_entropy (&counts), ==, 0);
  counts = (AlgoPhaseCounts){
    .counts = { [ALGO_PHASE_TILTED] = 4, [ALGO_PHASE_CONVEXITY] = 4, [ALGO_PHASE_MIXED] = 2 },
    .total = 10
  };
  g_assert_cmpint (algo_phase_counts_get_majority (&counts), ==, ALGO_PHASE_CONVEXITY);
  g_assert_cmpfloat_with_epsilon (algo_phase_counts_get_entropy (&counts),
                                  -0.8 * log2 (0.4) - 0.2 * log2 (0.2), 1e-12);
  for (AlgoPhase phase = 0; phase < ALGO_N_PHASES; phase++)
    counts.counts[phase] = 3;
  counts.total = 3 * ALGO_N_PHASES;
  g_assert_cmpint (algo_phase_counts_get_majority (&counts), ==, ALGO_PHASE_UNFORMED);
  g_assert_cmpfloat_with_epsilon (algo_phase_counts_get_entropy (&counts), log2 (ALGO_N_PHASES),
                                  1e-12);
}

static void
assert_spread (const AlgoSpread *spread, guint count, const double *expected /* (5) */)
{
  const double found[] = { spread->least, spread->lower, spread->median, spread->upper,
                           spread->most };

  g_assert_cmpuint (spread->count, ==, count);
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    if (isfinite (expected[i]))
      g_assert_cmpfloat_with_epsilon (found[i], expected[i], TOLERANCE * fmax (1, expected[i]));
    else
      g_assert_true (isnan (expected[i]) ? isnan (found[i]) : found[i] == expected[i]);
}

static void
test_spread (void)
{
  static const struct
  {
    guint count, known;
    double values[5], expected[5];
  } cases[] = {
    { 0, 0, { 0 }, { NAN, NAN, NAN, NAN, NAN } },
    { 1, 1, { 7 }, { 7, 7, 7, 7, 7 } },
    { 4, 4, { 4, 1, 3, 2 }, { 1, 1.75, 2.5, 3.25, 4 } },
    { 5, 5, { 5, 1, 4, 2, 3 }, { 1, 2, 3, 4, 5 } },
    { 5, 5, { INFINITY, 1, 4, 2, 3 }, { 1, 2, 3, 4, INFINITY } },
    { 4, 4, { INFINITY, 1, INFINITY, 2 }, { 1, 1.75, INFINITY, INFINITY, INFINITY } },
    { 3, 2, { 3, NAN, 1 }, { 1, 1.5, 2, 2.5, 3 } },
    { 2, 0, { NAN, NAN }, { NAN, NAN, NAN, NAN, NAN } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const AlgoSpread spread = algo_spread_of (cases[i].count, cases[i].values);

      assert_spread (&spread, cases[i].known, cases[i].expected);
    }
}

/* The point of a member's latest grid, looked for from the start; NULL if it does not count. */
static const AlgoGridPoint *
look_for_point (const AlgoEnsembleMember *member, guint point, guint64 step)
{
  const AlgoGridPoint *found = NULL;

  for (guint i = 0; i < member->grids->len && member->step >= step; i++)
    {
      const AlgoGrid *grid = member->grids->pdata[i];

      if (grid->step <= step)
        found = &grid->points[point];
    }
  return found;
}

static void
assert_counts (const AlgoEnsemble *ensemble, guint point, guint64 step)
{
  const AlgoPhaseCounts counts = algo_ensemble_count_phases (ensemble, point, step);
  guint total = 0;

  for (AlgoPhase phase = 0; phase < ALGO_N_PHASES; phase++)
    {
      guint expected = 0;

      for (guint i = 0; i < ensemble->members->len; i++)
        {
          const AlgoGridPoint *at =
              look_for_point (algo_ensemble_get_member (ensemble, i), point, step);

          expected += at != NULL && at->phase == phase;
        }
      g_assert_cmpuint (counts.counts[phase], ==, expected);
      total += expected;
    }
  g_assert_cmpuint (counts.total, ==, total);
}

static void
test_recount (void)
{
  g_autoptr (AlgoEnsemble) ensemble = ensemble_sample_new (SEEDS, STEPS);
  g_autoptr (GArray) steps = algo_ensemble_list_steps (ensemble);

  g_assert_cmpuint (steps->len, >, 10);
  for (guint i = 0; i < steps->len; i++)
    for (guint point = 0; point < ALGO_GRID; point++)
      assert_counts (ensemble, point, g_array_index (steps, guint64, i));
  assert_counts (ensemble, 3, 0);
  assert_counts (ensemble, 3, STEPS + 1);
  g_assert_cmpuint (algo_ensemble_count_phases (ensemble, 3, STEPS).total, ==, SEEDS - 3);
  g_assert_cmpuint (algo_ensemble_count_phases (ensemble, 3, STEPS / 2).total, ==, SEEDS - 2);
}

/* The value that a share of them lies below, interpolated. */
static double
find_quantile (const double *sorted, guint count, double share)
{
  const double at = share * (count - 1);
  const guint below = (guint) floor (at);

  return sorted[below] * (1 - (at - below)) + sorted[(guint) ceil (at)] * (at - below);
}

static void
assert_measure (const AlgoEnsemble *ensemble, AlgoMeasure measure, guint point, guint64 step)
{
  const AlgoSpread spread = algo_ensemble_spread_measure (ensemble, measure, point, step);
  double values[SEEDS], expected[5];
  guint count = 0;

  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoGridPoint *at =
          look_for_point (algo_ensemble_get_member (ensemble, i), point, step);

      if (at == NULL)
        continue;
      if (measure == ALGO_MEASURE_KL)
        values[count++] = at->kl;
      else if (measure == ALGO_ORDER_UNEXPLAINED)
        values[count++] = at->unexplained;
      else
        values[count++] = algo_order_parameters_get (&at->parameters, measure);
    }
  qsort (values, count, sizeof *values, algo_compare_doubles);
  for (guint i = 0; i < 5; i++)
    expected[i] = find_quantile (values, count, i / 4.0);
  assert_spread (&spread, count, expected);
}

static void
test_measures (void)
{
  g_autoptr (AlgoEnsemble) ensemble = ensemble_sample_new (SEEDS, STEPS);

  for (AlgoMeasure measure = 0; measure < ALGO_N_MEASURES; measure++)
    {
      for (guint point = 0; point < ALGO_GRID; point++)
        assert_measure (ensemble, measure, point, STEPS);
      assert_measure (ensemble, measure, 7, STEPS / 2);
      for (AlgoMeasure other = 0; other < measure; other++)
        g_assert_cmpstr (algo_measure_name (measure), !=, algo_measure_name (other));
    }
}

/* `expected` names the phases before and after, and the place in units of the grid: "DT1.5". */
static void
assert_transitions (const char *phases, const char *expected)
{
  g_autoptr (AlgoEnsemble) ensemble = make_ensemble ();
  g_autoptr (GArray) transitions = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  add_grid (add_member (ensemble, 5, BUDGET), BUDGET, phases);
  transitions = algo_ensemble_list_transitions (ensemble, BUDGET);
  for (guint i = 0; i < transitions->len; i++)
    {
      const AlgoTransition *transition = &g_array_index (transitions, AlgoTransition, i);
      const double place = (transition->log_beta - algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, 0))
                           / (algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, 1)
                              - algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, 0));

      g_assert_cmpuint (transition->member, ==, 0);
      g_string_append_printf (text, "%s%c%c%.1f", i > 0 ? " " : "", letters[transition->from],
                              letters[transition->to], place);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_transitions (void)
{
  assert_transitions ("C", "");
  assert_transitions ("DDTTC", "DT1.5 TC3.5");
  /* Flickers, of one point and of no more, between the same phase and no other. */
  assert_transitions ("DDSDDC", "DC4.5");
  assert_transitions ("DD?DDC", "DC4.5");
  assert_transitions ("DDSSDC", "DS1.5 SD3.5 DC4.5");
  assert_transitions ("DDSTT", "DS1.5 ST2.5");
  assert_transitions ("DDMDD", "DM1.5 MD2.5");
  assert_transitions ("SDDD", "SD0.5");
  assert_transitions ("D?D?DT", "DT4.5");
}

static void
assert_lifetime (const AlgoLifetime *lifetime,
                 guint member,
                 AlgoPhase phase,
                 guint64 first,
                 guint64 last,
                 gboolean ended)
{
  g_assert_cmpuint (lifetime->member, ==, member);
  g_assert_cmpint (lifetime->phase, ==, phase);
  g_assert_cmpuint (lifetime->first, ==, first);
  g_assert_cmpuint (lifetime->last, ==, last);
  g_assert_cmpint (lifetime->ended, ==, ended);
}

/* Grids at steps 25, 50 ..., whose second point has the phases of `text`. */
static void
add_history (AlgoEnsemble *ensemble, guint64 seed, const char *text)
{
  AlgoEnsembleMember *member = add_member (ensemble, seed, BUDGET);

  for (guint i = 0; text[i] != '\0'; i++)
    {
      const char phases[] = { 'U', text[i], 'M', '\0' };

      add_grid (member, 25 * (i + 1), phases);
    }
}

static void
test_lifetimes (void)
{
  g_autoptr (AlgoEnsemble) ensemble = make_ensemble ();
  g_autoptr (GArray) lifetimes = NULL;
  const AlgoLifetime *found;

  add_history (ensemble, 0, "UUCCCTTTTCCCCTT");
  add_history (ensemble, 1, "UUCC");
  add_history (ensemble, 2, "");
  add_history (ensemble, 3, "DDD");
  lifetimes = algo_ensemble_list_lifetimes (ensemble, 1);
  g_assert_cmpuint (lifetimes->len, ==, 3);
  found = &g_array_index (lifetimes, AlgoLifetime, 0);
  assert_lifetime (&found[0], 0, ALGO_PHASE_CONVEXITY, 75, 325, TRUE);
  assert_lifetime (&found[1], 0, ALGO_PHASE_TILTED, 150, 225, TRUE);
  assert_lifetime (&found[2], 3, ALGO_PHASE_DOUBLE_SIDED, 25, 75, FALSE);
}

/* All that have come to the usual step, and no other, with what was measured of them. */
static void
test_sizes (void)
{
  g_autoptr (AlgoEnsemble) ensemble = ensemble_sample_new (SEEDS, STEPS);

  for (guint point = 0; point < ALGO_GRID; point++)
    for (guint inputs = ALGO_MIN_INPUTS; inputs <= ALGO_MAX_INPUTS; inputs++)
      {
        const guint index = (point + 2) / 4, known = inputs % 4 == 0 ? SEEDS - 3 : 0;
        const AlgoSpread spread = algo_ensemble_spread_size (ensemble, point, inputs);
        const AlgoPhaseCounts counts = algo_ensemble_count_phases_at_size (ensemble, point, inputs);
        double least = INFINITY, most = 0;
        guint phases[ALGO_N_PHASES] = { 0 };

        for (guint i = 0; i < known; i++)
          {
            const AlgoGeneralisation *of_member =
                algo_ensemble_get_member (ensemble, i)->generalisations->pdata[index];
            const AlgoSizePoint *size = &of_member->points[inputs - ALGO_MIN_INPUTS];

            least = fmin (least, size->unexplained);
            most = fmax (most, size->unexplained);
            phases[size->phase]++;
          }
        g_assert_cmpuint (spread.count, ==, known);
        g_assert_cmpuint (counts.total, ==, known);
        g_assert_cmpmem (counts.counts, sizeof counts.counts, phases, sizeof phases);
        if (known == 0)
          continue;
        g_assert_cmpfloat_with_epsilon (spread.least, least, TOLERANCE);
        g_assert_cmpfloat_with_epsilon (spread.most, most, TOLERANCE);
      }
}

static void
test_direct (void)
{
  g_autoptr (AlgoEnsemble) ensemble = ensemble_sample_new (SEEDS, STEPS);
  AlgoEnsembleMember *second = ensemble->members->pdata[1];
  g_autoptr (GArray) pairs = NULL;

  second->direct.step = 0;
  pairs = algo_ensemble_list_direct (ensemble, 9);
  g_assert_cmpuint (pairs->len, ==, SEEDS - 4);
  for (guint i = 0; i < pairs->len; i++)
    {
      const AlgoDirectPair *pair = &g_array_index (pairs, AlgoDirectPair, i);
      const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, pair->member);

      g_assert_cmpuint (pair->member, ==, i == 0 ? 0 : i + 1);
      g_assert_true (pair->direct == &member->direct);
      g_assert_true (pair->point == look_for_point (member, 9, STEPS));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/ensemble-statistics/order", test_order);
  g_test_add_func ("/engine/ensemble-statistics/steps", test_steps);
  g_test_add_func ("/engine/ensemble-statistics/gaps", test_gaps);
  g_test_add_func ("/engine/ensemble-statistics/cell", test_cell);
  g_test_add_func ("/engine/ensemble-statistics/majority", test_majority);
  g_test_add_func ("/engine/ensemble-statistics/spread", test_spread);
  g_test_add_func ("/engine/ensemble-statistics/recount", test_recount);
  g_test_add_func ("/engine/ensemble-statistics/measures", test_measures);
  g_test_add_func ("/engine/ensemble-statistics/transitions", test_transitions);
  g_test_add_func ("/engine/ensemble-statistics/lifetimes", test_lifetimes);
  g_test_add_func ("/engine/ensemble-statistics/sizes", test_sizes);
  g_test_add_func ("/engine/ensemble-statistics/direct", test_direct);
  return g_test_run ();
}
