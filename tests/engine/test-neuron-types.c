/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/neuron-types.h"

#include <math.h>
#include <string.h>

#include "engine/formats/network-file.h"
#include "engine/kinds/algorithm-text.h"
#include "tests/engine/sample-networks.h"

/* The only one of the kind; fails if there is none, or another count. */
static const AlgoNeuronType *
assert_type (const AlgoNeuronTypes *types,
             AlgoReading reading,
             AlgoWorking working,
             int sign,
             guint count)
{
  for (guint t = 0; t < types->n_types; t++)
    {
      const AlgoNeuronType *type = &types->types[t];

      if (type->reading == reading && type->working == working && type->sign == sign)
        {
          g_assert_cmpuint (type->count, ==, count);
          return type;
        }
    }
  g_error ("no type reads %s, %s", algo_reading_name (reading), algo_working_name (working));
}

static void
test_double_sided (void)
{
  g_autoptr (AlgoNetwork) network = sample_even_arms (8, 16, 20, 1);
  g_autoptr (AlgoNeuronTypes) types = algo_neuron_types_new (network, 0);
  const AlgoNeuronType *plus = assert_type (types, ALGO_READS_ONE, ALGO_WORKS_ONE_SIDED, 1, 8);
  const AlgoNeuronType *minus = assert_type (types, ALGO_READS_ONE, ALGO_WORKS_ONE_SIDED, -1, 8);

  g_assert_cmpuint (types->n_types, ==, 2);
  g_assert_cmpuint (plus->times, ==, 1);
  g_assert_cmpfloat_with_epsilon (plus->weight.mean, 20, 1e-4);
  g_assert_cmpfloat_with_epsilon (plus->weight.spread, 0, 1e-3);
  g_assert_cmpfloat_with_epsilon (minus->scale, 1, 1e-3);
  g_assert_cmpfloat (types->explained, >, 0.99999);
  g_assert_cmpfloat (minus->lost, >, 0.4);
  g_assert_cmpfloat (minus->unexplained, >, 0.5);
  g_assert_cmpfloat_with_epsilon (types->unexplained, types->own_unexplained, 1e-4);
}

/* The example of an algorithm that the formulas for the norm have too. */
static void
test_pudding (void)
{
  g_autoptr (AlgoNetwork) network = sample_even_arms (16, 48, 20, 0);
  g_autoptr (AlgoNeuronTypes) types = algo_neuron_types_new (network, 0);
  g_autofree char *words = algo_neuron_types_to_words (types);
  g_autofree char *formula = algo_neuron_types_to_formula (types);
  g_autofree char *latex = algo_neuron_types_to_latex (types);

  assert_type (types, ALGO_READS_ONE, ALGO_WORKS_ONE_SIDED, -1, 16);
  assert_type (types, ALGO_READS_ALIKE, ALGO_WORKS_LINEAR, 1, 32);
  g_assert_cmpfloat (types->explained, >, 0.99);
  g_assert_cmpstr (words, ==,
                   "Of 48 neurons 16 each read one input, sign \u2212, one-sided; 32 read all "
                   "inputs alike, sign +, linear.");
  g_assert_true (g_str_has_prefix (formula, "f \u2248 2"));
  g_assert_nonnull (strstr (formula, " \u2211\u1d62 s(\u2212x\u1d62; 20) + "));
  g_assert_nonnull (strstr (latex, " \\sum_i s(-x_i; 20) + "));
  g_assert_nonnull (strstr (latex, " \\sum_i x_i"));
}

static void
test_convexity (void)
{
  g_autoptr (AlgoNetwork) network = sample_convexity (16, 48, 3);
  g_autoptr (AlgoNeuronTypes) types = algo_neuron_types_new (network, 0);
  guint many = 0;

  for (guint t = 0; t < types->n_types; t++)
    many += types->types[t].reading == ALGO_READS_MANY ? types->types[t].count : 0;
  g_assert_cmpuint (many, >=, 46);
  g_assert_cmpfloat (types->explained, >, 0.9);
}

/* What runs of the norm never made: two neurons an input with equal sign and a third that takes
 * away half of it, and neurons of neighbours. */
static AlgoNetwork *
make_new_kind (guint inputs)
{
  const guint hidden = 4 * inputs + 1;
  AlgoNetwork *network = algo_network_new (inputs, hidden);

  for (guint i = 0; i < inputs; i++)
    {
      float *row = network->W0 + (gsize) i * hidden;

      row[3 * i] = row[3 * i + 1] = row[3 * i + 2] = 15;
      row[3 * inputs + i] = 12;
      network->W0[(gsize) ((i + 1) % inputs) * hidden + 3 * inputs + i] = -12;
      network->W1[3 * i] = network->W1[3 * i + 1] = 0.2f;
      network->W1[3 * i + 2] = -0.1f;
      network->W1[3 * inputs + i] = 0.1f;
    }
  return network;
}

static void
test_new_kind (void)
{
  g_autoptr (AlgoNetwork) network = make_new_kind (10);
  g_autoptr (AlgoNeuronTypes) types = algo_neuron_types_new (network, 0);
  const AlgoNeuronType *twice = NULL, *once = NULL, *pairs;
  g_autofree char *formula = algo_neuron_types_to_formula (types);

  for (guint t = 0; t < types->n_types; t++)
    if (types->types[t].reading == ALGO_READS_ONE)
      *(types->types[t].output > 0 ? &twice : &once) = &types->types[t];
  g_assert_cmpuint (types->n_types, ==, 4);
  g_assert_cmpuint (twice->count, ==, 20);
  g_assert_cmpuint (twice->times, ==, 2);
  g_assert_cmpuint (once->count, ==, 10);
  g_assert_cmpuint (once->times, ==, 1);
  pairs = assert_type (types, ALGO_READS_OPPOSITE, ALGO_WORKS_ONE_SIDED, 0, 10);
  g_assert_cmpuint (pairs->distance, ==, 1);
  g_assert_cmpuint (pairs->times, ==, 1);
  g_assert_cmpint (types->types[3].reading, ==, ALGO_READS_NOTHING);
  g_assert_cmpuint (types->types[3].count, ==, 1);
  g_assert_cmpfloat (types->explained, >, 0.9999);
  g_assert_nonnull (strstr (formula, "s(x\u1d62 \u2212 x\u1d62\u208a\u2081; 12)"));
}

/* Equal signs, curved, and linear ones whose signs cancel against their outputs'. */
static void
test_other_types (void)
{
  g_autoptr (AlgoNetwork) network = algo_network_new (4, 6);
  g_autoptr (AlgoNeuronTypes) types = NULL;
  g_autofree char *formula = NULL;

  for (guint k = 0; k < 2; k++)
    {
      network->W0[2 * k * 6 + k] = network->W0[(2 * k + 1) * 6 + k] =
          0.6f; /* x_2k + x_2k+1, curved */
      network->W1[k] = 4;
    }
  for (guint i = 0; i < 4; i++)
    {
      network->W0[i * 6 + 2 + i] = i % 2 == 0 ? 0.05f : -0.05f;
      network->W1[2 + i] = i % 2 == 0 ? 20 : -20; /* x_i / 2 */
    }
  types = algo_neuron_types_new (network, 0);
  assert_type (types, ALGO_READS_EQUAL, ALGO_WORKS_CURVED, 1, 2);
  assert_type (types, ALGO_READS_ONE, ALGO_WORKS_LINEAR, 1, 4);
  g_assert_cmpuint (types->n_types, ==, 2);
  g_assert_cmpfloat (types->explained, >, 0.99);
  formula = algo_neuron_types_to_formula (types);
  /* Which is all but dependent on what is straight in the others. */
  g_assert_nonnull (strstr (formula, " \u2211\u1d62 x\u1d62"));
}

/* Their number, counts and shares do not depend on the order of neurons or inputs, nor on scales
 * where a swish is a relu. */
static void
test_invariance (void)
{
  g_autoptr (AlgoNetwork) network = sample_even_arms (9, 30, 40, 1.6);
  g_autofree guint *order = sample_order (30, 1), *inputs = sample_order (9, 2);
  g_autoptr (AlgoNetwork) hidden = sample_permute_hidden (network, order);
  g_autoptr (AlgoNetwork) other = sample_permute_inputs (hidden, inputs);
  g_autoptr (AlgoNeuronTypes) types = algo_neuron_types_new (network, 0);
  g_autoptr (AlgoNeuronTypes) of_other = algo_neuron_types_new (other, 0);

  g_assert_cmpuint (types->n_types, ==, of_other->n_types);
  for (guint t = 0; t < types->n_types; t++)
    {
      const AlgoNeuronType *a = &types->types[t], *b = &of_other->types[t];

      g_assert_cmpint (a->reading, ==, b->reading);
      g_assert_cmpint (a->working, ==, b->working);
      g_assert_cmpint (a->sign, ==, b->sign);
      g_assert_cmpuint (a->count, ==, b->count);
      g_assert_cmpfloat_with_epsilon (a->weight.mean, b->weight.mean, 1e-4);
      g_assert_cmpfloat_with_epsilon (a->scale, b->scale, 0.02);
      g_assert_cmpfloat_with_epsilon (a->lost, b->lost, 0.05);
    }
  for (guint j = 0; j < 30; j++)
    {
      const AlgoNeuronType *type = &types->types[types->type_of[j]];
      gboolean found = FALSE;

      for (guint k = 0; k < type->count; k++)
        found |= type->neurons[k] == j;
      g_assert_true (found);
    }
}

static void
test_ablation (void)
{
  g_autoptr (AlgoNetwork) network = sample_even_arms (8, 16, 20, 1);
  g_autoptr (AlgoNeuronTypes) types = algo_neuron_types_new (network, 0);
  g_autoptr (AlgoNetwork) half = algo_neuron_types_ablate (types, 0);
  double sum = 0;
  float y[1000], x[8000];

  for (guint j = 0; j < 16; j++)
    sum += half->W1[j] != 0;
  g_assert_cmpfloat (sum, ==, 8);
  g_assert_cmpfloat_with_epsilon (algo_network_unexplained (half, 1024, 0),
                                  types->types[0].unexplained, 1e-9);
  /* Its mean is kept. */
  for (guint k = 0; k < 8000; k++)
    x[k] = (float) (3 * sin (k * 12.9898 + k % 8));
  algo_network_evaluate (half, 1000, x, y);
  g_assert_cmpfloat_with_epsilon (half->b1, network->b1 + 8 * sqrt (0.5 / G_PI), 0.02);
}

/* Every labelled network is taken apart, and those that are orderly explained by it. */
static void
test_labelled (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "labelled", NULL);
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (entries);
  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (AlgoNetwork) network = algo_network_load (path, NULL, NULL);
      g_autoptr (AlgoNeuronTypes) types = algo_neuron_types_new (network, 0);
      g_autofree char *formula = algo_neuron_types_to_formula (types);
      guint count = 0;

      for (guint t = 0; t < types->n_types; t++)
        count += types->types[t].count;
      g_assert_cmpuint (count, ==, network->hidden);
      g_assert_true (g_utf8_validate (formula, -1, NULL));
      if (g_str_has_prefix (name, "pudding") || g_str_has_prefix (name, "tilted")
          || g_str_has_prefix (name, "double") || g_str_has_prefix (name, "convexity"))
        g_assert_cmpfloat (types->explained, >, 0.94);
    }
}

/* Nothing to explain, and none that does anything. */
static void
test_constant (void)
{
  g_autoptr (AlgoNetwork) network = algo_network_new (5, 7);
  g_autoptr (AlgoNeuronTypes) types = NULL;
  g_autofree char *formula = NULL;

  network->b1 = 3;
  types = algo_neuron_types_new (network, 0);
  g_assert_cmpuint (types->n_types, ==, 1);
  g_assert_true (isnan (types->explained));
  formula = algo_neuron_types_to_formula (types);
  g_assert_cmpstr (formula, ==, "f \u2248 3");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/neuron-types/double-sided", test_double_sided);
  g_test_add_func ("/neuron-types/pudding", test_pudding);
  g_test_add_func ("/neuron-types/convexity", test_convexity);
  g_test_add_func ("/neuron-types/new-kind", test_new_kind);
  g_test_add_func ("/neuron-types/others", test_other_types);
  g_test_add_func ("/neuron-types/invariance", test_invariance);
  g_test_add_func ("/neuron-types/ablation", test_ablation);
  g_test_add_func ("/neuron-types/labelled", test_labelled);
  g_test_add_func ("/neuron-types/constant", test_constant);
  return g_test_run ();
}
