/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/assignment.h"

#include "engine/random.h"
#include "tests/engine/sample-networks.h"

static float *
draw_costs (guint count, guint64 seed)
{
  float *costs = g_new (float, count *count);
  AlgoRandom random;

  algo_random_init (&random, seed, 0, 0, ALGO_RANDOM_POINTS);
  algo_random_uniform (&random, count * count, costs);
  return costs;
}

static double
add_up (guint count, const float *costs, const guint *columns)
{
  double sum = 0;

  for (guint row = 0; row < count; row++)
    sum += costs[row * count + columns[row]];
  return sum;
}

static void
assert_permutation (guint count, const guint *columns)
{
  g_autofree gboolean *seen = g_new0 (gboolean, count);

  for (guint row = 0; row < count; row++)
    {
      g_assert_cmpuint (columns[row], <, count);
      g_assert_false (seen[columns[row]]);
      seen[columns[row]] = TRUE;
    }
}

/* The least sum over all ways to give the rows from `row` on columns that are free. */
static double
try_all (guint count, const float *costs, guint row, gboolean *taken)
{
  double best = row == count ? 0 : G_MAXDOUBLE;

  for (guint column = 0; row < count && column < count; column++)
    if (!taken[column])
      {
        taken[column] = TRUE;
        best = MIN (best, costs[row * count + column] + try_all (count, costs, row + 1, taken));
        taken[column] = FALSE;
      }
  return best;
}

static void
test_against_all (void)
{
  for (guint seed = 0; seed < 300; seed++)
    {
      const guint count = 1 + seed % 7;
      g_autofree float *costs = draw_costs (count, seed);
      g_autofree gboolean *taken = g_new0 (gboolean, count);
      guint columns[7];

      /* Equal costs too. */
      if (seed % 3 == 0)
        for (guint i = 0; i < count * count; i++)
          costs[i] = (float) (guint) (4 * costs[i]);
      algo_assign (count, costs, columns);
      assert_permutation (count, columns);
      g_assert_cmpfloat_with_epsilon (add_up (count, costs, columns),
                                      try_all (count, costs, 0, taken), 1e-9);
    }
}

/* No exchange of two rows' columns, nor of three rows', makes a large assignment cheaper. */
static void
test_large (void)
{
  const guint count = 150;
  g_autofree float *costs = draw_costs (count, 5);
  g_autofree guint *c = g_new (guint, count);

  algo_assign (count, costs, c);
  assert_permutation (count, c);
#define COST(row, column) ((double) costs[(row) *count + (column)])
  for (guint i = 0; i < count; i++)
    for (guint j = 0; j < count; j++)
      {
        g_assert_cmpfloat (COST (i, c[i]) + COST (j, c[j]), <=,
                           COST (i, c[j]) + COST (j, c[i]) + 1e-6);
        for (guint k = 0; k < count; k++)
          if (i != j && j != k && i != k)
            g_assert_cmpfloat (COST (i, c[i]) + COST (j, c[j]) + COST (k, c[k]), <=,
                               COST (i, c[j]) + COST (j, c[k]) + COST (k, c[i]) + 1e-6);
      }
#undef COST
}

/* Where each row has a cheapest column of its own, that is it. */
static void
test_permutation (void)
{
  const guint count = 60;
  g_autofree float *costs = draw_costs (count, 6);
  g_autofree guint *order = sample_order (count, 7);
  g_autofree guint *columns = g_new (guint, count);

  for (guint row = 0; row < count; row++)
    costs[row * count + order[row]] = -1;
  algo_assign (count, costs, columns);
  g_assert_cmpmem (columns, count * sizeof *columns, order, count * sizeof *order);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/assignment/against-all", test_against_all);
  g_test_add_func ("/engine/assignment/large", test_large);
  g_test_add_func ("/engine/assignment/permutation", test_permutation);
  return g_test_run ();
}
