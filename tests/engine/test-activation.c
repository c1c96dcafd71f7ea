/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/network.h"

#include <math.h>

/* Against other formulas, in double precision. */
static double
expect (AlgoActivation activation, double a)
{
  switch (activation)
    {
    case ALGO_ACTIVATION_SWISH:
      return a / (1 + exp (-a));
    case ALGO_ACTIVATION_RELU:
      return (a + fabs (a)) / 2;
    case ALGO_ACTIVATION_GELU:
      return a * (1 + erf (a / G_SQRT2)) / 2;
    case ALGO_ACTIVATION_TANH:
      return 1 - 2 / (exp (2 * a) + 1);
    case ALGO_ACTIVATION_SOFTPLUS:
      return a < 30 ? log (1 + exp (a)) : a;
    case ALGO_ACTIVATION_IDENTITY:
    default:
      return a;
    }
}

static void
test_values (void)
{
  for (guint i = 0; i < ALGO_N_ACTIVATIONS; i++)
    for (float a = -90; a <= 90; a += 0.37f)
      {
        float value = a;

        algo_activation_apply ((AlgoActivation) i, 1, &value);
        g_assert_cmpfloat_with_epsilon (value, expect ((AlgoActivation) i, a),
                                        4e-7 * MAX (1, fabs (a)));
      }
}

static void
test_names (void)
{
  g_autofree char *list = algo_activation_list ();
  AlgoActivation activation;

  for (guint i = 0; i < ALGO_N_ACTIVATIONS; i++)
    {
      g_assert_true (algo_activation_find (algo_activation_name ((AlgoActivation) i), &activation));
      g_assert_cmpuint (activation, ==, i);
    }
  g_assert_true (algo_activation_find ("SiLU", &activation));
  g_assert_cmpint (activation, ==, ALGO_ACTIVATION_SWISH);
  g_assert_false (algo_activation_find ("sine", &activation));
  g_assert_cmpstr (list, ==, "swish, relu, gelu, tanh, softplus, identity");
}

/* |x| is relu (x) + relu (-x), and no more. */
static void
test_exact (void)
{
  g_autoptr (AlgoNetwork) network = algo_network_new (3, 6);
  g_autoptr (AlgoNetwork) copy = NULL;

  network->activation = ALGO_ACTIVATION_RELU;
  for (guint j = 0; j < 6; j++)
    {
      network->W0[j / 2 * 6 + j] = j % 2 ? -1 : 1;
      network->W1[j] = 1;
    }
  copy = algo_network_copy (network);
  g_assert_cmpfloat (algo_network_unexplained (copy, 500, 0), <, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/activation/values", test_values);
  g_test_add_func ("/engine/activation/names", test_names);
  g_test_add_func ("/engine/activation/exact", test_exact);
  return g_test_run ();
}
