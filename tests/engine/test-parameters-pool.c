/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory of parameters that goes from one to the next. */
#include "engine/model/parameters-pool.h"

#define MOST 2
#define MANY 5

static void
fill (AlgoParameters *parameters, AlgoReal value)
{
  for (gsize i = 0; i < parameters->count; i++)
    parameters->values[i] = value;
}

static void
assert_filled (const AlgoParameters *parameters, AlgoReal value)
{
  for (gsize i = 0; i < parameters->count; i++)
    g_assert_cmpfloat (parameters->values[i], ==, value);
}

/* What is held stays as it is; what nobody holds is the next, as far as the pool keeps it. */
static void
test_pool (void)
{
  g_autoptr (AlgoParametersPool) pool = algo_parameters_pool_new (&ALGO_SETTINGS_DEFAULT, MOST);
  g_autoptr (AlgoParameters) held = algo_parameters_pool_take (pool);
  AlgoParameters *taken[MANY];

  fill (held, -1);
  for (guint round = 0; round < 3; round++)
    {
      for (guint i = 0; i < MANY; i++)
        {
          taken[i] = algo_parameters_pool_take (pool);
          g_assert_false (algo_parameters_is_shared (taken[i]));
          fill (taken[i], i);
        }
      for (guint i = 0; i < MANY; i++)
        {
          assert_filled (taken[i], i);
          algo_parameters_unref (taken[i]);
        }
      for (guint i = 0; i < MOST; i++)
        {
          g_autoptr (AlgoParameters) again = algo_parameters_pool_take (pool);

          g_assert_true (again != held);
          g_assert_cmpfloat (again->values[0], <, MOST); /* of those put back, the first ones */
          assert_filled (again, again->values[0]);
        }
    }
  assert_filled (held, -1);
}

static void
test_shared (void)
{
  g_autoptr (AlgoParametersPool) pool = algo_parameters_pool_new (&ALGO_SETTINGS_DEFAULT, MOST);
  AlgoParameters *one = algo_parameters_pool_take (pool), *two = algo_parameters_ref (one);
  g_autoptr (AlgoParameters) other = NULL;

  g_assert_true (algo_parameters_is_shared (one));
  fill (one, 3);
  algo_parameters_unref (one);
  g_assert_false (algo_parameters_is_shared (two));
  other = algo_parameters_pool_take (pool);
  g_assert_true (other != two);
  assert_filled (two, 3);
  algo_parameters_unref (two);
}

static void
test_outlives (void)
{
  const AlgoSettings settings = {
    .levels = 2, .model = ALGO_MODEL_REFERENCE, .log_beta_from = -9, .log_beta_to = -2
  };
  AlgoParametersPool *pool = algo_parameters_pool_new (&settings, MOST);
  g_autoptr (AlgoParameters) taken = algo_parameters_pool_take (pool);

  g_assert_true (taken->table == algo_parameter_table_get (2, ALGO_MODEL_REFERENCE));
  g_assert_cmpfloat (taken->log_beta_from, ==, -9);
  g_assert_cmpfloat (taken->log_beta_to, ==, -2);
  fill (taken, 7);
  algo_parameters_pool_free (pool);
  assert_filled (taken, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/parameters-pool/pool", test_pool);
  g_test_add_func ("/engine/parameters-pool/shared", test_shared);
  g_test_add_func ("/engine/parameters-pool/outlives", test_outlives);
  return g_test_run ();
}
