/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes are changes of single values in a whole ensemble. */
#include "engine/ensemble/ensemble-schema.h"
#include "engine/ensemble/ensemble-statistics.h"
#include "tests/engine/sample-ensembles.h"
#include "tests/fuzz/changed-rows.h"
#include "tests/fuzz/refusal.h"
#include "tests/fuzz/target.h"

#include <math.h>

#define SEEDS 4
#define STEPS 50

static const FuzzTable tables[] = {
  { "directs", "member = ?" },
  { "generalisations", "member = ? AND point = ? AND inputs = ?" },
  { "members", "number = ?" },
  { "meta", "key = ?" },
  { "phases", "member = ? AND step = ? AND point = ?" },
  { "priors", "member = ? AND from_prior = ? AND point = ?" },
};

static sqlite3 *
new_database (void)
{
  g_autoptr (AlgoEnsemble) ensemble = ensemble_sample_new (SEEDS, STEPS);
  g_autoptr (GError) error = NULL;
  sqlite3 *database = algo_ensemble_database_new (&error);

  g_assert_no_error (error);
  algo_ensemble_write_database (database, ensemble, &error);
  g_assert_no_error (error);
  return database;
}

static void
assert_grids (const AlgoEnsembleMember *member)
{
  for (guint i = 0; i < member->grids->len; i++)
    {
      const AlgoGrid *grid = member->grids->pdata[i];

      g_assert_cmpuint (grid->step, <=, member->step);
      g_assert_true (i == 0 || grid->step > ((AlgoGrid *) member->grids->pdata[i - 1])->step);
      for (guint j = 0; j < ALGO_GRID; j++)
        for (AlgoMeasure measure = 0; measure < ALGO_N_MEASURES; measure++)
          g_assert_true (isfinite (algo_measure_get (measure, &grid->points[j])));
    }
}

static void
assert_member (const AlgoEnsembleMember *member)
{
  g_assert_cmpint (member->state, <, ALGO_N_MEMBER_STATES);
  g_assert_true (member->path == NULL || *member->path != '\0');
  g_assert_true (member->generalisations->len == 0
                 || member->generalisations->len == ALGO_ENSEMBLE_BETAS);
  g_assert_true (isfinite (member->direct.parameters.unexplained));
  g_assert_cmpint (member->direct.phase, <, ALGO_N_PHASES);
  assert_grids (member);
}

/* Everything that pictures ask for can be said. */
static void
assert_ensemble (const AlgoEnsemble *ensemble)
{
  const guint64 step = algo_ensemble_get_usual_step (ensemble);
  g_autoptr (GArray) transitions = algo_ensemble_list_transitions (ensemble, step);
  g_autoptr (GArray) lifetimes = algo_ensemble_list_lifetimes (ensemble, 0);
  g_autoptr (GArray) direct = algo_ensemble_list_direct (ensemble, 0);

  g_assert_true (algo_settings_validate (&ensemble->settings, NULL));
  for (guint i = 0; i < ensemble->members->len; i++)
    assert_member (algo_ensemble_get_member (ensemble, i));
  g_assert_cmpuint (direct->len, <=, ensemble->members->len);
  for (guint i = 0; i < transitions->len; i++)
    g_assert_cmpuint (g_array_index (transitions, AlgoTransition, i).member, <,
                      ensemble->members->len);
  for (guint i = 0; i < lifetimes->len; i++)
    g_assert_cmpuint (g_array_index (lifetimes, AlgoLifetime, i).member, <, ensemble->members->len);
  for (guint point = 0; point < ALGO_GRID; point++)
    {
      const AlgoPhaseCounts counts = algo_ensemble_count_phases (ensemble, point, step);
      const AlgoSpread spread = algo_ensemble_spread_size (ensemble, point, ALGO_MAX_INPUTS);

      g_assert_cmpuint (counts.total, <=, ensemble->members->len);
      g_assert_true (spread.count == 0 || spread.lower <= spread.upper);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static sqlite3 *database;
  g_autoptr (AlgoEnsemble) ensemble = NULL;
  g_autoptr (GError) error = NULL;

  if (database == NULL)
    database = new_database ();
  sqlite3_exec (database, "BEGIN", NULL, NULL, NULL);
  fuzz_change_rows (database, tables, G_N_ELEMENTS (tables), data, size);
  ensemble = algo_ensemble_read_database (database, &error);
  if (ensemble != NULL)
    assert_ensemble (ensemble);
  else
    fuzz_assert_refusal (error);
  sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL);
  return 0;
}
