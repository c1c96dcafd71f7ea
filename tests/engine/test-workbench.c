/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run/workbench.h"

#include <math.h>
#include <string.h>

#include "engine/random.h"
#include "tests/engine/sample-networks.h"

#define INPUTS 6
#define HIDDEN 18
#define SEED 7

static AlgoWorkbench *
new_workbench (void)
{
  g_autoptr (AlgoNetwork) network = sample_even_arms (INPUTS, HIDDEN, 3, 0.8);
  g_autoptr (AlgoObservation) base = algo_observation_new_for_network (network, SEED);

  return algo_workbench_new (base);
}

static AlgoEdit
set_weight (AlgoWeight weight, guint input, guint neuron, float value)
{
  return (AlgoEdit){
    .kind = ALGO_EDIT_SET, .weight = weight, .input = input, .neuron = neuron, .value = value
  };
}

static AlgoEdit
ablate (guint neuron)
{
  return (AlgoEdit){ .kind = ALGO_EDIT_ABLATE, .neuron = neuron };
}

static AlgoEdit
restore (guint neuron)
{
  return (AlgoEdit){ .kind = ALGO_EDIT_RESTORE, .neuron = neuron };
}

static AlgoEdit
move (guint neuron, guint place)
{
  return (AlgoEdit){ .kind = ALGO_EDIT_MOVE, .neuron = neuron, .place = place };
}

static void
apply (AlgoWorkbench *workbench, AlgoEdit edit)
{
  const guint count = algo_workbench_get_count (workbench);

  g_assert_true (algo_workbench_apply (workbench, &edit));
  g_assert_cmpuint (algo_workbench_get_count (workbench), ==, count + 1);
}

static void
assert_equal (const AlgoNetwork *a, const AlgoNetwork *b)
{
  const gsize hidden = b->hidden * sizeof (float);

  g_assert_cmpuint (a->inputs, ==, b->inputs);
  g_assert_cmpuint (a->hidden, ==, b->hidden);
  g_assert_cmpmem (a->W0, a->inputs * hidden, b->W0, b->inputs * hidden);
  g_assert_cmpmem (a->b0, hidden, b->b0, hidden);
  g_assert_cmpmem (a->W1, hidden, b->W1, hidden);
  g_assert_cmpmem (&a->b1, sizeof a->b1, &b->b1, sizeof b->b1);
}

static void
test_untouched (void)
{
  g_autoptr (AlgoWorkbench) workbench = new_workbench ();
  AlgoObservation *base = algo_workbench_get_base (workbench);

  g_assert_cmpuint (algo_workbench_get_count (workbench), ==, 0);
  g_assert_null (algo_workbench_peek_undo (workbench));
  g_assert_null (algo_workbench_peek_redo (workbench));
  g_assert_false (algo_workbench_undo (workbench));
  g_assert_false (algo_workbench_redo (workbench));
  g_assert_true (algo_workbench_get_network (workbench) == base->network);
  g_assert_true (algo_workbench_get_observation (workbench) == base);
  g_assert_true (algo_workbench_observe (workbench) == base);
}

/* f without the neuron, point by point. */
static double
unexplained_without (const AlgoNetwork *network, guint neuron, gsize points)
{
  const guint n = network->inputs;
  AlgoRandom random;
  g_autofree float *x = g_new (float, points *n);
  double squares = 0;

  algo_random_init (&random, SEED, 0, 0, ALGO_RANDOM_FRESH);
  algo_random_normal (&random, points * n, x);
  for (gsize p = 0; p < points; p++)
    {
      double y = network->b1;

      for (guint j = 0; j < network->hidden; j++)
        {
          double sum = network->b0[j];

          for (guint i = 0; i < n; i++)
            sum += (double) x[p * n + i] * network->W0[i * network->hidden + j];
          if (j != neuron)
            y += network->W1[j] * sum / (1 + exp (-sum));
        }
      double norm;

      algo_task_evaluate (&algo_task_l1, n, 1, x + p * n, &norm);
      squares += pow (y - norm, 2);
    }
  return squares / points / (n * (1 - 2 / G_PI));
}

static void
test_ablate (void)
{
  for (guint neuron = 0; neuron < HIDDEN; neuron += 5)
    {
      g_autoptr (AlgoWorkbench) workbench = new_workbench ();
      const AlgoObservation *base = algo_workbench_get_base (workbench);
      const AlgoObservation *observation;
      double expected = unexplained_without (base->network, neuron, 4096);

      apply (workbench, ablate (neuron));
      g_assert_null (algo_workbench_get_observation (workbench));
      observation = algo_workbench_observe (workbench);
      g_assert_true (algo_network_is_ablated (observation->network, neuron));
      g_assert_false (algo_network_is_ablated (base->network, neuron));
      g_assert_cmpfloat_with_epsilon (observation->parameters.unexplained, expected,
                                      1e-4 * expected);
      g_assert_cmpfloat (fabs (expected - base->parameters.unexplained), >, 1e-3);
    }
}

static void
test_restore (void)
{
  g_autoptr (AlgoWorkbench) workbench = new_workbench ();
  const AlgoNetwork *base = algo_workbench_get_base (workbench)->network;

  apply (workbench, ablate (4));
  apply (workbench, restore (4));
  assert_equal (algo_workbench_get_network (workbench), base);

  /* What was set by hand comes back, not what was there before. */
  apply (workbench, set_weight (ALGO_WEIGHT_W1, 0, 4, 0.25f));
  apply (workbench, ablate (4));
  apply (workbench, restore (4));
  g_assert_cmpfloat (algo_workbench_get_network (workbench)->W1[4], ==, 0.25f);

  /* Also where 0 was set by hand, and where the neuron has moved meanwhile. */
  apply (workbench, set_weight (ALGO_WEIGHT_W1, 0, 4, 0));
  g_assert_true (algo_network_is_ablated (algo_workbench_get_network (workbench), 4));
  apply (workbench, move (4, 9));
  apply (workbench, restore (9));
  g_assert_cmpfloat (algo_workbench_get_network (workbench)->W1[9], ==, 0.25f);
}

static void
test_set (void)
{
  g_autoptr (AlgoWorkbench) workbench = new_workbench ();
  g_autoptr (AlgoNetwork) expected =
      algo_network_copy (algo_workbench_get_base (workbench)->network);

  apply (workbench, set_weight (ALGO_WEIGHT_W0, 2, 3, -1.5f));
  expected->W0[2 * HIDDEN + 3] = -1.5f;
  apply (workbench, set_weight (ALGO_WEIGHT_B0, 0, 17, 0.5f));
  expected->b0[17] = 0.5f;
  apply (workbench, set_weight (ALGO_WEIGHT_W1, 0, 0, 2));
  expected->W1[0] = 2;
  apply (workbench, set_weight (ALGO_WEIGHT_B1, 0, 0, -3));
  expected->b1 = -3;
  assert_equal (algo_workbench_get_network (workbench), expected);
}

static void
test_move (void)
{
  static const struct
  {
    guint from, to;
  } moves[] = { { 0, HIDDEN - 1 }, { HIDDEN - 1, 0 }, { 3, 5 }, { 9, 8 } };

  for (guint m = 0; m < G_N_ELEMENTS (moves); m++)
    {
      g_autoptr (AlgoWorkbench) workbench = new_workbench ();
      const AlgoObservation *base = algo_workbench_get_base (workbench);
      const AlgoObservation *observation;
      g_autoptr (AlgoNetwork) expected = NULL;
      guint order[HIDDEN];
      guint next = 0;

      for (guint place = 0; place < HIDDEN; place++)
        {
          if (next == moves[m].from)
            next++;
          order[place] = place == moves[m].to ? moves[m].from : next++;
        }
      expected = sample_permute_hidden (base->network, order);
      apply (workbench, move (moves[m].from, moves[m].to));
      assert_equal (algo_workbench_get_network (workbench), expected);
      observation = algo_workbench_observe (workbench);
      g_assert_cmpfloat_with_epsilon (observation->parameters.unexplained,
                                      base->parameters.unexplained, 1e-6);
      g_assert_cmpint (observation->classification.phase, ==, base->classification.phase);
    }
}

static void
test_arrange (void)
{
  g_autoptr (AlgoWorkbench) workbench = new_workbench ();
  const AlgoObservation *base = algo_workbench_get_base (workbench);
  g_autofree guint *order = sample_order (HIDDEN, 3);
  g_autoptr (AlgoNetwork) once = sample_permute_hidden (base->network, order);
  g_autoptr (AlgoNetwork) twice = sample_permute_hidden (once, order);
  const AlgoEdit edit = { .kind = ALGO_EDIT_ARRANGE, .order = order };

  apply (workbench, edit);
  assert_equal (algo_workbench_get_network (workbench), once);
  apply (workbench, edit);
  assert_equal (algo_workbench_get_network (workbench), twice);
  g_assert_cmpfloat_with_epsilon (algo_workbench_observe (workbench)->parameters.unexplained,
                                  base->parameters.unexplained, 1e-6);

  /* The order was copied. */
  order[0] = HIDDEN;
  g_assert_true (algo_workbench_undo (workbench));
  g_assert_true (algo_workbench_redo (workbench));
  assert_equal (algo_workbench_get_network (workbench), twice);
}

static AlgoEdit
draw_edit (AlgoRandom *random, guint *order /* (HIDDEN) */)
{
  const AlgoEditKind kind = algo_random_between (random, ALGO_EDIT_ABLATE, ALGO_EDIT_ARRANGE);
  AlgoEdit edit = { .kind = kind,
                    .neuron = algo_random_between (random, 0, HIDDEN - 1),
                    .weight = algo_random_between (random, ALGO_WEIGHT_W0, ALGO_WEIGHT_B1),
                    .input = algo_random_between (random, 0, INPUTS - 1),
                    .place = algo_random_between (random, 0, HIDDEN - 1) };

  algo_random_normal (random, 1, &edit.value);
  if (kind == ALGO_EDIT_ARRANGE)
    {
      g_autofree guint *shuffled = sample_order (HIDDEN, algo_random_between (random, 0, 1000));

      memcpy (order, shuffled, HIDDEN * sizeof *order);
      edit.order = order;
    }
  return edit;
}

#define MANY 400

/* Edits of all kinds; the network after each is found again, to the bit, from either side. */
static void
test_undo_and_redo (void)
{
  g_autoptr (AlgoWorkbench) workbench = new_workbench ();
  g_autoptr (GPtrArray) states =
      g_ptr_array_new_with_free_func ((GDestroyNotify) algo_network_unref);
  AlgoRandom random;
  guint order[HIDDEN];

  algo_random_init (&random, 1, 0, 0, ALGO_RANDOM_POINTS);
  g_ptr_array_add (states, algo_network_ref (algo_workbench_get_network (workbench)));
  while (states->len <= MANY)
    {
      const AlgoEdit edit = draw_edit (&random, order);

      if (algo_workbench_apply (workbench, &edit))
        g_ptr_array_add (states, algo_network_ref (algo_workbench_get_network (workbench)));
      g_assert_cmpuint (algo_workbench_get_count (workbench), ==, states->len - 1);
    }
  for (guint i = MANY; i > 0; i--)
    {
      assert_equal (algo_workbench_get_network (workbench), states->pdata[i]);
      g_assert_true (algo_workbench_undo (workbench));
    }
  g_assert_true (algo_workbench_get_network (workbench) == states->pdata[0]);
  g_assert_false (algo_workbench_undo (workbench));
  for (guint i = 1; i <= MANY; i++)
    {
      g_assert_true (algo_workbench_redo (workbench));
      assert_equal (algo_workbench_get_network (workbench), states->pdata[i]);
    }
  g_assert_false (algo_workbench_redo (workbench));
}

static void
test_edit_after_undo (void)
{
  g_autoptr (AlgoWorkbench) workbench = new_workbench ();

  apply (workbench, ablate (1));
  apply (workbench, ablate (2));
  g_assert_cmpuint (algo_workbench_peek_undo (workbench)->neuron, ==, 2);
  algo_workbench_undo (workbench);
  g_assert_cmpuint (algo_workbench_peek_undo (workbench)->neuron, ==, 1);
  g_assert_cmpuint (algo_workbench_peek_redo (workbench)->neuron, ==, 2);
  apply (workbench, ablate (3));
  g_assert_null (algo_workbench_peek_redo (workbench));
  g_assert_true (algo_network_is_ablated (algo_workbench_get_network (workbench), 1));
  g_assert_false (algo_network_is_ablated (algo_workbench_get_network (workbench), 2));
  g_assert_true (algo_network_is_ablated (algo_workbench_get_network (workbench), 3));
}

static void
test_refused (void)
{
  static const guint twice[HIDDEN] = { 1, 1 };
  guint same[HIDDEN], beyond[HIDDEN];
  const AlgoEdit edits[] = {
    ablate (HIDDEN),
    restore (HIDDEN),
    restore (3), /* which is not ablated */
    set_weight (ALGO_WEIGHT_W0, INPUTS, 0, 1),
    set_weight (ALGO_WEIGHT_W0, 0, HIDDEN, 1),
    set_weight (ALGO_WEIGHT_B0, 0, HIDDEN, 1),
    set_weight (ALGO_WEIGHT_W1, 0, HIDDEN, 1),
    set_weight (ALGO_WEIGHT_W0, 0, 0, NAN),
    set_weight (ALGO_WEIGHT_B1, 0, 0, INFINITY),
    move (0, HIDDEN),
    move (HIDDEN, 0),
    move (4, 4),
    { .kind = ALGO_EDIT_ARRANGE },
    { .kind = ALGO_EDIT_ARRANGE, .order = twice },
    { .kind = ALGO_EDIT_ARRANGE, .order = same },
    { .kind = ALGO_EDIT_ARRANGE, .order = beyond },
  };
  g_autoptr (AlgoWorkbench) workbench = new_workbench ();
  AlgoNetwork *network;

  for (guint i = 0; i < HIDDEN; i++)
    {
      same[i] = i;
      beyond[i] = i + 1;
    }
  apply (workbench, ablate (5));
  apply (workbench, ablate (6));
  algo_workbench_undo (workbench);
  network = algo_workbench_get_network (workbench);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    g_assert_false (algo_workbench_apply (workbench, &edits[i]));
  g_assert_false (algo_workbench_apply (workbench, &(AlgoEdit){ .neuron = 5 }));
  g_assert_true (algo_workbench_get_network (workbench) == network);
  g_assert_nonnull (algo_workbench_peek_redo (workbench));
}

static void
test_take_observation (void)
{
  g_autoptr (AlgoWorkbench) workbench = new_workbench ();
  g_autoptr (AlgoObservation) first = NULL;
  g_autoptr (AlgoObservation) explained = NULL;

  g_assert_false (algo_workbench_take_observation (workbench, algo_workbench_get_base (workbench)));
  apply (workbench, ablate (2));
  first = algo_observation_ref (algo_workbench_observe (workbench));
  g_assert_null (first->explanation);
  g_assert_cmpuint (first->question.noise_seed, ==, SEED);
  explained = algo_observation_explain (first);
  g_assert_true (algo_workbench_take_observation (workbench, explained));
  g_assert_true (algo_workbench_get_observation (workbench) == explained);
  g_assert_true (algo_workbench_observe (workbench) == explained);

  /* What comes too late is not taken. */
  apply (workbench, ablate (3));
  g_assert_false (algo_workbench_take_observation (workbench, explained));
  g_assert_null (algo_workbench_get_observation (workbench));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/workbench/untouched", test_untouched);
  g_test_add_func ("/engine/workbench/ablate", test_ablate);
  g_test_add_func ("/engine/workbench/restore", test_restore);
  g_test_add_func ("/engine/workbench/set", test_set);
  g_test_add_func ("/engine/workbench/move", test_move);
  g_test_add_func ("/engine/workbench/arrange", test_arrange);
  g_test_add_func ("/engine/workbench/undo-and-redo", test_undo_and_redo);
  g_test_add_func ("/engine/workbench/edit-after-undo", test_edit_after_undo);
  g_test_add_func ("/engine/workbench/refused", test_refused);
  g_test_add_func ("/engine/workbench/take-observation", test_take_observation);
  return g_test_run ();
}
