/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Snapshots, and pools that they are taken from. */
#include <string.h>

#include "engine/session/snapshot.h"

static AlgoParameters *
make_parameters (guint levels, guint64 seed)
{
  AlgoParameters *parameters = algo_parameters_new (levels, ALGO_MODEL_BALANCED);

  algo_parameters_initialise (parameters, seed);
  return parameters;
}

/* That it has these parameters, in memory of its own. */
static void
assert_snapshot (const AlgoSnapshot *snapshot, guint64 step, const AlgoParameters *parameters)
{
  g_assert_cmpuint (snapshot->generation, ==, 7);
  g_assert_cmpuint (snapshot->step, ==, step);
  g_assert_true (snapshot->parameters->table == parameters->table);
  g_assert_true (snapshot->parameters->values != parameters->values);
  g_assert_cmpmem (snapshot->parameters->values, snapshot->parameters->count * sizeof (AlgoReal),
                   parameters->values, parameters->count * sizeof (AlgoReal));
}

/* Memory goes from one snapshot to the next, of runs with other levels, too; what is in use stays
 * as it is. */
static void
test_pool (void)
{
  const AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  AlgoSnapshotPool *pool = algo_snapshot_pool_new (2);
  g_autoptr (AlgoSnapshot) first = NULL, last = NULL;
  g_autoptr (AlgoParameters) of_first = make_parameters (1, 100);

  first = algo_snapshot_pool_take (pool, &settings, 7, 100, of_first);
  for (guint step = 0; step < 12; step++)
    {
      g_autoptr (AlgoParameters) parameters = make_parameters (1 + step / 3 % 2, step);
      g_autoptr (AlgoSnapshot) one = algo_snapshot_pool_take (pool, &settings, 7, step, parameters);
      g_autoptr (AlgoSnapshot) two = algo_snapshot_pool_take (pool, &settings, 7, step, parameters);
      g_autoptr (AlgoSnapshot) three =
          algo_snapshot_pool_take (pool, &settings, 7, step, parameters);

      assert_snapshot (one, step, parameters);
      assert_snapshot (two, step, parameters);
      assert_snapshot (three, step, parameters);
      g_assert_true (one->parameters != two->parameters && two->parameters != three->parameters);
    }
  assert_snapshot (first, 100, of_first);
  last = algo_snapshot_pool_take (pool, &settings, 7, 100, of_first);
  algo_snapshot_pool_free (pool);
  assert_snapshot (last, 100, of_first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/snapshot/pool", test_pool);
  return g_test_run ();
}
