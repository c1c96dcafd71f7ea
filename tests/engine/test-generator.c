/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"
#include "engine/model/generator.h"

#include "tests/engine/allocations.h"

#include <math.h>
#include <string.h>

#define SEED 4

static AlgoParameters *
new_parameters (guint levels, AlgoModel model)
{
  AlgoParameters *parameters = algo_parameters_new (levels, model);

  algo_parameters_initialise (parameters, SEED);
  return parameters;
}

static AlgoNetwork *
generate (AlgoGenerator *generator,
          const AlgoParameters *parameters,
          double log_beta,
          guint inputs,
          guint hidden,
          guint draw)
{
  g_autoptr (GError) error = NULL;
  double kl = NAN;
  AlgoNetwork *network = algo_generator_generate (generator, parameters,
                                                  &(AlgoQuestion){ log_beta, inputs, hidden, SEED },
                                                  draw, &kl, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (network->inputs, ==, inputs);
  g_assert_cmpuint (network->hidden, ==, hidden);
  g_assert_true (algo_network_is_finite (network));
  g_assert_cmpfloat (kl, >, 0);
  return network;
}

static void
assert_equal (const AlgoNetwork *a, const AlgoNetwork *b)
{
  const gsize n = a->inputs, h = a->hidden;

  g_assert_cmpmem (a->W0, n * h * sizeof (float), b->W0, n * h * sizeof (float));
  g_assert_cmpmem (a->b0, h * sizeof (float), b->b0, h * sizeof (float));
  g_assert_cmpmem (a->W1, h * sizeof (float), b->W1, h * sizeof (float));
  g_assert_cmpfloat (a->b1, ==, b->b1);
}

static void
assert_values_near (const float *a, const float *b, gsize count)
{
  for (gsize i = 0; i < count; i++)
    g_assert_cmpfloat_with_epsilon (a[i], b[i], 1e-5 * (1 + fabsf (b[i])));
}

static void
assert_near (const AlgoNetwork *a, const AlgoNetwork *b)
{
  const gsize n = a->inputs, h = a->hidden;

  assert_values_near (a->W0, b->W0, n * h);
  assert_values_near (a->b0, b->b0, h);
  assert_values_near (a->W1, b->W1, h);
  assert_values_near (&a->b1, &b->b1, 1);
}

/* Corners of the allowed range, one generator for all: what it has room for must not show. */
static void
test_sizes (void)
{
  const guint sizes[][2] = { { 2, 1 },   { 2, 16 }, { 64, 512 }, { 64, 1 },
                             { 63, 65 }, { 7, 23 }, { 16, 48 } };
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();

  for (guint levels = 1; levels <= ALGO_MAX_LEVELS; levels++)
    {
      g_autoptr (AlgoParameters) parameters = new_parameters (levels, ALGO_MODEL_BALANCED);

      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
        {
          g_autoptr (AlgoGenerator) fresh = algo_generator_new ();
          g_autoptr (AlgoNetwork) network =
              generate (generator, parameters, -3, sizes[i][0], sizes[i][1], 0);
          g_autoptr (AlgoNetwork) again =
              generate (fresh, parameters, -3, sizes[i][0], sizes[i][1], 0);

          assert_equal (network, again);
        }
    }
}

/* What it made before, of fewer neurons for each input, is not in what it makes then. */
static void
test_other_shapes (void)
{
  for (guint model = 0; model < ALGO_N_MODELS; model++)
    {
      g_autoptr (AlgoParameters) parameters = new_parameters (2, (AlgoModel) model);
      g_autoptr (AlgoGenerator) fresh = algo_generator_new ();
      g_autoptr (AlgoGenerator) used = algo_generator_new ();
      g_autoptr (AlgoNetwork) wide G_GNUC_UNUSED = generate (used, parameters, -3, 30, 32, 0);
      g_autoptr (AlgoNetwork) expected = generate (fresh, parameters, -3, 4, 32, 0);
      g_autoptr (AlgoNetwork) network = generate (used, parameters, -3, 4, 32, 0);

      assert_equal (network, expected);
    }
}

static void
test_draws (void)
{
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  g_autoptr (AlgoParameters) parameters = new_parameters (1, ALGO_MODEL_BALANCED);
  g_autoptr (AlgoNetwork) first = generate (generator, parameters, -3, 8, 24, 0);
  g_autoptr (AlgoNetwork) second = generate (generator, parameters, -3, 8, 24, 1);
  g_autoptr (AlgoNetwork) again = generate (generator, parameters, -3, 8, 24, 0);
  g_autoptr (AlgoNetwork) simpler = generate (generator, parameters, -1.5, 8, 24, 0);
  g_autoptr (AlgoGenerator) fresh = algo_generator_new ();
  g_autoptr (AlgoNetwork) by_fresh = generate (fresh, parameters, -1.5, 8, 24, 0);

  assert_equal (first, again);
  assert_equal (simpler, by_fresh);
  g_assert_cmpfloat (first->W0[0], !=, second->W0[0]);
  g_assert_cmpfloat (first->W0[0], !=, simpler->W0[0]);
}

/* Makes every posterior of a set of parameters its prior: m = 0, and the raw deviation that stands
 * for the prior's own. */
static void
close_encoder (AlgoParameters *parameters)
{
  for (guint level = 0; level < parameters->table->levels; level++)
    {
      const AlgoLevelLayout *of_level = &parameters->table->level[level];
      const AlgoAffine *posteriors[] = { &of_level->hidden.posterior, &of_level->edge.posterior,
                                         &of_level->spoke.posterior };

      for (guint i = 0; i < G_N_ELEMENTS (posteriors); i++)
        for (guint row = 0; row <= ALGO_BASES; row++)
          {
            AlgoReal *weights = parameters->theta + row * (gsize) parameters->table->count;

            memset (weights + posteriors[i]->w, 0,
                    posteriors[i]->in * posteriors[i]->out * sizeof (AlgoReal));
            for (guint c = 0; c < posteriors[i]->out; c++)
              weights[posteriors[i]->b + c] = row == 0 && c >= ALGO_LATENT ? 2 : 0;
          }
    }
}

/* With the encoder off the network is that of a hypernetwork whose encoder says nothing, by the
 * same noise, whatever this one's says. */
static void
test_prior (gconstpointer data)
{
  const AlgoModel model = GPOINTER_TO_UINT (data);
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();

  for (guint levels = 1; levels <= ALGO_MAX_LEVELS; levels++)
    {
      AlgoQuestion question = { -3, 6, 17, SEED };
      g_autoptr (AlgoParameters) parameters = new_parameters (levels, model);
      g_autoptr (AlgoNetwork) posterior = generate (generator, parameters, -3, 6, 17, 1);
      g_autoptr (AlgoNetwork) prior = NULL, closed = NULL;
      double kl = NAN;

      question.from_prior = TRUE;
      prior = algo_generator_generate (generator, parameters, &question, 1, &kl, NULL);
      g_assert_cmpfloat (kl, ==, 0);
      g_assert_cmpfloat (prior->W0[0], !=, posterior->W0[0]);
      close_encoder (parameters);
      question.from_prior = FALSE;
      closed = algo_generator_generate (generator, parameters, &question, 1, &kl, NULL);
      g_assert_cmpfloat_with_epsilon (kl, 0, 1e-4);
      assert_near (prior, closed);
    }
}

/* A repeated question allocates its network, and nothing for being from the prior. */
static void
test_prior_allocates_nothing (void)
{
  const AlgoQuestion questions[] = { { -3, 8, 24, SEED, FALSE }, { -3, 8, 24, SEED, TRUE } };
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  g_autoptr (AlgoParameters) parameters = new_parameters (1, ALGO_MODEL_PAIRED);
  guint counts[2];

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < 2; i++)
      {
        AlgoNetwork *network;

        allocations_count_from_now ();
        network = algo_generator_generate (generator, parameters, &questions[i], 0, NULL, NULL);
        counts[i] = allocations_counted ();
        algo_network_unref (network);
      }
  g_assert_cmpuint (counts[1], ==, counts[0]);
}

/* The points are those that were asked for, whatever was asked for before. */
static void
test_probes (void)
{
  static const struct
  {
    guint inputs;
    gsize points;
    guint64 seed;
  } asked[] = { { 8, 512, 0 }, { 8, 512, 0 }, { 8, 512, 1 }, { 8, 300, 1 }, { 5, 300, 1 } };
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  g_autoptr (AlgoParameters) parameters = new_parameters (1, ALGO_MODEL_BALANCED);

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      const guint n = asked[i].inputs;
      g_autoptr (AlgoNetwork) network = generate (generator, parameters, -3, n, 3 * n, 0);
      AlgoProbe *probe =
          algo_generator_get_probe (generator, &algo_task_l1, n, asked[i].points, asked[i].seed);
      double unexplained;

      algo_probe_compare (probe, network, &unexplained, NULL);
      g_assert_cmpfloat (unexplained, ==,
                         algo_network_unexplained (network, asked[i].points, asked[i].seed));
    }
}

static void
test_bad_sizes (void)
{
  const guint sizes[][2] = { { 1, 3 }, { 65, 3 }, { 4, 0 }, { 4, 33 } };
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  g_autoptr (AlgoParameters) parameters = new_parameters (1, ALGO_MODEL_BALANCED);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (algo_generator_generate (generator, parameters,
                                              &(AlgoQuestion){ -3, sizes[i][0], sizes[i][1], SEED },
                                              0, NULL, &error));
      g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
    }
}

static void
test_not_finite (void)
{
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  g_autoptr (AlgoParameters) parameters = new_parameters (1, ALGO_MODEL_BALANCED);
  g_autoptr (GError) error = NULL;

  parameters->theta[parameters->table->readout_edge.b] = NAN;
  g_assert_null (algo_generator_generate (generator, parameters, &(AlgoQuestion){ -3, 4, 12, SEED },
                                          0, NULL, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_DIVERGED);
}

/* The table has no gaps, and every name once. */
static void
test_table (void)
{
  for (guint levels = 1; levels <= ALGO_MAX_LEVELS; levels++)
    {
      const AlgoParameterTable *table = algo_parameter_table_get (levels, ALGO_MODEL_REFERENCE);
      g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
      guint at = 0;

      for (guint i = 0; i < table->n_entries; i++)
        {
          g_assert_cmpuint (table->entries[i].offset, ==, at);
          at += table->entries[i].rows * table->entries[i].columns;
          g_assert_true (g_hash_table_add (names, table->entries[i].name));
        }
      g_assert_cmpuint (at, ==, table->count);
    }
  /* As many as the reference has with one level. */
  g_assert_cmpuint (algo_parameter_table_get (1, ALGO_MODEL_REFERENCE)->count, ==, 26802);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/generator/sizes", test_sizes);
  g_test_add_func ("/generator/other-shapes", test_other_shapes);
  g_test_add_func ("/generator/draws", test_draws);
  for (guint model = 0; model < ALGO_N_MODELS; model++)
    {
      g_autofree char *path = g_strdup_printf ("/generator/prior/%s", algo_model_name (model));

      g_test_add_data_func (path, GUINT_TO_POINTER (model), test_prior);
    }
  g_test_add_func ("/generator/prior-allocates-nothing", test_prior_allocates_nothing);
  g_test_add_func ("/generator/probes", test_probes);
  g_test_add_func ("/generator/bad-sizes", test_bad_sizes);
  g_test_add_func ("/generator/not-finite", test_not_finite);
  g_test_add_func ("/generator/table", test_table);
  return g_test_run ();
}
