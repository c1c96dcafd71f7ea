/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"
#include "engine/kernels/kernels.h"
#include "engine/model/lean.h"
#include "engine/training/trainer.h"
#include "tests/engine/allocations.h"

#include <math.h>
#include <string.h>

#define STEPS 12

/* One that has kinds of inputs and one that has none. */
static const char *const tasks[] = { "l1", "products" };

/* Small enough to be quick, and uneven: samples and sizes that no number of threads divides. */
static AlgoSettings
small_settings (void)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;

  settings.seed = 5;
  settings.least = 2;
  settings.most = 5;
  settings.batch = 7;
  settings.points = 33;
  settings.threads = 1;
  return settings;
}

static AlgoTrainer *
new_trainer (const AlgoSettings *settings)
{
  g_autoptr (GError) error = NULL;
  AlgoTrainer *trainer = algo_trainer_new (settings, &error);

  g_assert_no_error (error);
  return trainer;
}

static void
take_steps (AlgoTrainer *trainer, guint count, AlgoMetrics *metrics)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < count; i++)
    {
      g_assert_true (algo_trainer_step (trainer, metrics, &error));
      g_assert_no_error (error);
    }
}

static void
assert_same_values (const AlgoParameters *a, const AlgoParameters *b)
{
  g_assert_cmpmem (a->values, a->count * sizeof (AlgoReal), b->values,
                   b->count * sizeof (AlgoReal));
}

static void
assert_same_bits (AlgoTrainer *a, AlgoTrainer *b)
{
  assert_same_values (algo_trainer_get_parameters (a), algo_trainer_get_parameters (b));
}

/* The suite runs it with the plain kernels and with the fastest: see meson.build. */
static void
test_threads (gconstpointer data)
{
  for (guint i = 0; i < ALGO_MAX_LEVELS * ALGO_N_MODELS * G_N_ELEMENTS (tasks); i++)
    {
      AlgoSettings settings = small_settings ();
      g_autoptr (AlgoTrainer) one = NULL;
      g_autoptr (AlgoTrainer) many = NULL;
      AlgoMetrics of_one, of_many;

      settings.levels = i / ALGO_N_MODELS % ALGO_MAX_LEVELS + 1;
      settings.model = i % ALGO_N_MODELS;
      settings.task = algo_task_get (tasks[i / ALGO_N_MODELS / ALGO_MAX_LEVELS], NULL);
      one = new_trainer (&settings);
      settings.threads = GPOINTER_TO_UINT (data);
      many = new_trainer (&settings);
      take_steps (one, STEPS, &of_one);
      take_steps (many, STEPS, &of_many);
      assert_same_bits (one, many);
      g_assert_cmpmem (&of_one, sizeof of_one, &of_many, sizeof of_many);
    }
}

static void
test_seeds (void)
{
  AlgoSettings settings = small_settings ();
  g_autoptr (AlgoTrainer) first = new_trainer (&settings);
  g_autoptr (AlgoTrainer) again = new_trainer (&settings);
  g_autoptr (AlgoTrainer) other = NULL;
  AlgoMetrics of_first, of_other;

  settings.seed++;
  other = new_trainer (&settings);
  take_steps (first, STEPS, &of_first);
  take_steps (again, STEPS, NULL);
  take_steps (other, STEPS, &of_other);
  assert_same_bits (first, again);
  g_assert_cmpfloat (of_first.loss, !=, of_other.loss);
}

/* The same run by every table of kernels: rounding apart, the same first steps. */
static void
test_kernels_agree (gconstpointer data)
{
  const AlgoKernels *before = algo_kernels_get_default ();
  AlgoMetrics expected, got;

  for (guint i = 0; i < algo_kernels_count (); i++)
    {
      AlgoSettings settings = small_settings ();
      g_autoptr (AlgoTrainer) trainer = NULL;

      settings.model = GPOINTER_TO_UINT (data);
      algo_kernels_set_default (algo_kernels_nth (i));
      trainer = new_trainer (&settings);
      take_steps (trainer, 3, i == 0 ? &expected : &got);
      if (i > 0)
        {
          g_assert_cmpfloat_with_epsilon (got.loss, expected.loss, 1e-4);
          g_assert_cmpfloat_with_epsilon (got.gradient_norm, expected.gradient_norm,
                                          1e-3 * expected.gradient_norm);
        }
    }
  algo_kernels_set_default (before);
}

static double
bias_of_scalar (const AlgoTrainer *trainer, guint scalar)
{
  const AlgoParameters *parameters = algo_trainer_get_parameters (trainer);

  return parameters->theta[parameters->table->readout_output.b + scalar];
}

/* Networks of the paired model have no lean for the first three tenths of a short run. */
static void
test_lean_opens (void)
{
  AlgoSettings settings = small_settings ();
  g_autoptr (AlgoTrainer) trainer = NULL;

  settings.steps = 10;
  trainer = new_trainer (&settings);
  take_steps (trainer, 2, NULL);
  g_assert_cmpfloat (bias_of_scalar (trainer, ALGO_SCALAR_LEAN), ==, 0);
  take_steps (trainer, 1, NULL);
  g_assert_cmpfloat_with_epsilon (bias_of_scalar (trainer, ALGO_SCALAR_LEAN), 0.05,
                                  1e-6); /* the seed is odd */
  take_steps (trainer, 1, NULL);
  g_assert_cmpfloat (bias_of_scalar (trainer, ALGO_SCALAR_LEAN), !=, 0.05f);
}

/* They are held to the seed's side from there, let go between 3 and 6 eighths of a short run, and
 * then free. */
static void
test_hold (gconstpointer data)
{
  static const float strengths[] = {
    0, 0, 0, 0, 0, 1, 1, 0.8f, 0.6f, 0.4f, 0.2f, 0, 0, 0, 0, 0, 0
  };
  AlgoSettings settings = small_settings ();
  g_autoptr (AlgoTrainer) trainer = NULL;

  settings.steps = 16;
  settings.seed = GPOINTER_TO_UINT (data);
  trainer = new_trainer (&settings);
  for (guint step = 0; step < G_N_ELEMENTS (strengths); step++)
    {
      g_assert_cmpfloat_with_epsilon (bias_of_scalar (trainer, ALGO_SCALAR_HOLD),
                                      settings.seed % 2 == 1 ? strengths[step] : -strengths[step],
                                      1e-6);
      take_steps (trainer, 1, NULL);
    }
}

/* Only networks of large beta are. */
static void
test_share_of_hold (void)
{
  g_assert_cmpfloat (algo_lean_share_of_hold (ALGO_MIN_LOG_BETA), ==, 0);
  g_assert_cmpfloat (algo_lean_share_of_hold (-4.75), ==, 0);
  g_assert_cmpfloat_with_epsilon (algo_lean_share_of_hold (-4.6), 0.5, 1e-6);
  g_assert_cmpfloat (algo_lean_share_of_hold (-4.4), ==, 1);
  g_assert_cmpfloat (algo_lean_share_of_hold (ALGO_MAX_LOG_BETA), ==, 1);
}

static void
assert_no_allocation (const AlgoSettings *settings)
{
  g_autoptr (AlgoTrainer) trainer = new_trainer (settings);
  AlgoMetrics metrics;

  take_steps (trainer, 1, &metrics); /* libraries may allocate when first called */
  allocations_count_from_now ();
  for (guint i = 0; i < STEPS; i++)
    algo_trainer_step (trainer, &metrics, NULL);
  g_assert_cmpuint (allocations_counted (), ==, 0);
  g_assert_cmpuint (metrics.step, ==, 1 + STEPS);
}

static void
test_no_allocation (gconstpointer data)
{
  AlgoSettings settings = small_settings ();

  /* The counter counts. */
  allocations_count_from_now ();
  g_free (g_malloc (100));
  g_assert_cmpuint (allocations_counted (), ==, 1);

  settings.threads = GPOINTER_TO_UINT (data);
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      settings.task = algo_task_get (tasks[i], NULL);
      assert_no_allocation (&settings);
    }
}

static void
test_metrics (void)
{
  const AlgoSettings settings = small_settings ();
  g_autoptr (AlgoTrainer) trainer = new_trainer (&settings);
  AlgoMetrics metrics;

  g_assert_cmpuint (algo_trainer_get_step (trainer), ==, 0);
  for (guint step = 1; step <= 30; step++)
    {
      take_steps (trainer, 1, &metrics);
      g_assert_cmpuint (metrics.step, ==, step);
      g_assert_cmpuint (algo_trainer_get_step (trainer), ==, step);
      g_assert_cmpuint (metrics.inputs, >=, settings.least);
      g_assert_cmpuint (metrics.inputs, <=, settings.most);
      g_assert_cmpfloat_with_epsilon (metrics.rate, settings.rate * step / 100, 1e-5);
      for (guint band = 0; band < ALGO_BANDS; band++)
        {
          g_assert_cmpfloat (metrics.log_beta[band], >=, ALGO_MIN_LOG_BETA);
          g_assert_cmpfloat (metrics.log_beta[band], <=, ALGO_MAX_LOG_BETA);
          g_assert_cmpfloat (metrics.unexplained[band], >, 0);
          g_assert_cmpfloat (metrics.kl[band], >=, 0);
          if (band > 0)
            g_assert_cmpfloat (metrics.log_beta[band], >, metrics.log_beta[band - 1]);
        }
    }
}

/* Small networks, a few hundred steps: well under the constant guess, whose FVU is 1. */
static void
test_learns (void)
{
  AlgoSettings settings = small_settings ();
  g_autoptr (AlgoTrainer) trainer = NULL;
  AlgoMetrics metrics;
  double sum = 0;

  settings.steps = 300;
  settings.points = 64;
  settings.threads = 2;
  trainer = new_trainer (&settings);
  take_steps (trainer, 280, NULL);
  for (guint i = 0; i < 20; i++)
    {
      take_steps (trainer, 1, &metrics);
      sum += metrics.unexplained[0];
    }
  g_assert_cmpfloat (sum / 20, <, 0.5);
}

static void
test_diverges (void)
{
  AlgoSettings settings = small_settings ();
  g_autoptr (AlgoTrainer) trainer = NULL;
  g_autoptr (GError) error = NULL;
  guint64 step;

  settings.rate = 1; /* the most that is allowed; whatever it does, it must not end in NaN */
  trainer = new_trainer (&settings);
  for (guint i = 0; i < 3000 && error == NULL; i++)
    algo_trainer_step (trainer, NULL, &error);
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_DIVERGED);
  step = algo_trainer_get_step (trainer);
  for (gsize i = 0; i < algo_trainer_get_parameters (trainer)->count; i++)
    g_assert_true (isfinite (algo_trainer_get_parameters (trainer)->values[i]));

  g_clear_error (&error);
  g_assert_false (algo_trainer_step (trainer, NULL, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_DIVERGED);
  g_assert_cmpuint (algo_trainer_get_step (trainer), ==, step);
}

static void
test_rate (void)
{
  const AlgoSettings settings = small_settings ();
  g_autoptr (AlgoTrainer) trainer = new_trainer (&settings);
  g_autoptr (GError) error = NULL;
  AlgoMetrics metrics;

  g_assert_true (algo_trainer_set_rate (trainer, 1e-2, &error));
  take_steps (trainer, 1, &metrics);
  g_assert_cmpfloat_with_epsilon (metrics.rate, 1e-4, 1e-6);
  g_assert_false (algo_trainer_set_rate (trainer, -1, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
  g_clear_error (&error);
  g_assert_false (algo_trainer_set_rate (trainer, NAN, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
  g_assert_cmpfloat (algo_trainer_get_settings (trainer)->rate, ==, 1e-2);
}

static void
assert_resumes (const AlgoSettings *settings, guint stop)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoTrainer) whole = new_trainer (settings);
  g_autoptr (AlgoTrainer) stopped = new_trainer (settings);
  g_autoptr (AlgoTrainer) resumed = NULL;
  g_autoptr (AlgoTrainerState) state = algo_trainer_state_new (settings);
  AlgoMetrics of_whole, of_resumed;

  take_steps (stopped, stop, NULL);
  algo_trainer_get_state (stopped, state);
  take_steps (stopped, 1, NULL); /* the state is a copy */
  resumed = algo_trainer_new_from_state (state, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (algo_trainer_get_step (resumed), ==, stop);
  take_steps (whole, stop + STEPS, &of_whole);
  take_steps (resumed, STEPS, &of_resumed);
  assert_same_bits (whole, resumed);
  g_assert_cmpmem (&of_whole, sizeof of_whole, &of_resumed, sizeof of_resumed);
}

/* Stopped after any number of steps, gone on with elsewhere: the bits of a run never stopped. */
static void
test_state (gconstpointer data)
{
  AlgoSettings settings = small_settings ();

  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      settings.task = algo_task_get (tasks[i], NULL);
      assert_resumes (&settings, GPOINTER_TO_UINT (data));
    }
}

static void
test_bad_state (void)
{
  const AlgoSettings settings = small_settings ();
  g_autoptr (AlgoTrainer) trainer = new_trainer (&settings);
  g_autoptr (AlgoTrainerState) state = algo_trainer_state_new (&settings);
  g_autoptr (GError) error = NULL;

  algo_trainer_get_state (trainer, state);
  state->parameters->values[7] = NAN;
  g_assert_null (algo_trainer_new_from_state (state, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT);
  g_clear_error (&error);

  algo_trainer_get_state (trainer, state);
  state->second_moment->values[0] = -1;
  g_assert_null (algo_trainer_new_from_state (state, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT);
  g_clear_error (&error);

  algo_trainer_get_state (trainer, state);
  state->settings.levels++;
  g_assert_null (algo_trainer_new_from_state (state, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT);
  g_clear_error (&error);

  algo_trainer_get_state (trainer, state);
  state->settings.batch = 0;
  g_assert_null (algo_trainer_new_from_state (state, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
}

/* Shared parameters stay those of their step, and training goes on as if there had been none. */
static void
test_sharing (void)
{
  const AlgoSettings settings = small_settings ();
  g_autoptr (AlgoTrainer) trainer = algo_trainer_new (&settings, NULL);
  g_autoptr (AlgoTrainer) plain = algo_trainer_new (&settings, NULL);
  AlgoParameters *shared[12] = { 0 }, *copies[12];

  for (guint step = 0; step < G_N_ELEMENTS (shared); step++)
    {
      const AlgoParameters *expected = algo_trainer_get_parameters (plain);

      if (step % 5 != 3)
        shared[step] = algo_trainer_share_parameters (trainer);
      if (step % 3 == 2)
        g_clear_pointer (&shared[step - 1], algo_parameters_unref);
      copies[step] = algo_parameters_copy (expected);
      assert_same_values (algo_trainer_get_parameters (trainer), expected);
      g_assert_true (algo_trainer_step (trainer, NULL, NULL));
      g_assert_true (algo_trainer_step (plain, NULL, NULL));
    }
  g_clear_pointer (&trainer, algo_trainer_free);
  for (guint step = 0; step < G_N_ELEMENTS (shared); step++)
    {
      if (shared[step] != NULL)
        assert_same_values (shared[step], copies[step]);
      algo_parameters_unref (shared[step]);
      algo_parameters_unref (copies[step]);
    }
}

static void
test_bad_settings (void)
{
  AlgoSettings settings = small_settings ();
  g_autoptr (GError) error = NULL;

  settings.least = 9;
  g_assert_null (algo_trainer_new (&settings, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
}

/* Each is begun with outputs of its own scale, so that no first network is far worse than a
 * constant guess, and is trained on: the parameters part from those of the L1 norm. */
static void
test_tasks (void)
{
  AlgoSettings settings = small_settings ();
  g_autoptr (AlgoTrainer) norm = algo_trainer_new (&settings, NULL);

  take_steps (norm, 3, NULL);
  for (guint i = 0; i <= algo_task_rows_count (); i++)
    {
      const char *text =
          i < algo_task_rows_count () ? algo_task_rows[i]->name : "sum(tanh(x)) + max(x)";
      g_autoptr (AlgoTrainer) trainer = NULL;
      AlgoMetrics metrics;

      settings.task = algo_task_get (text, NULL);
      trainer = algo_trainer_new (&settings, NULL);
      g_assert_true (algo_trainer_get_parameters (trainer)->task == settings.task);
      take_steps (trainer, 3, &metrics);
      for (guint band = 0; band < ALGO_BANDS; band++)
        g_assert_cmpfloat (metrics.unexplained[band], <, 30);
      if (settings.task == &algo_task_l1)
        assert_same_bits (trainer, norm);
      else
        g_assert_cmpint (memcmp (algo_trainer_get_parameters (trainer)->values,
                                 algo_trainer_get_parameters (norm)->values,
                                 64 * sizeof (AlgoReal)),
                         !=, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint threads = 2; threads <= 3; threads++)
    {
      g_autofree char *path = g_strdup_printf ("/trainer/threads/%u", threads);

      g_test_add_data_func (path, GUINT_TO_POINTER (threads), test_threads);
    }
  for (guint threads = 1; threads <= 3; threads += 2)
    {
      g_autofree char *path = g_strdup_printf ("/trainer/no-allocation/threads-%u", threads);

      g_test_add_data_func (path, GUINT_TO_POINTER (threads), test_no_allocation);
    }
  g_test_add_data_func ("/trainer/state/at-0", GUINT_TO_POINTER (0), test_state);
  g_test_add_data_func ("/trainer/state/at-9", GUINT_TO_POINTER (9), test_state);
  g_test_add_func ("/trainer/bad-state", test_bad_state);
  g_test_add_func ("/trainer/seeds", test_seeds);
  g_test_add_data_func ("/trainer/kernels-agree/reference", GUINT_TO_POINTER (ALGO_MODEL_REFERENCE),
                        test_kernels_agree);
  g_test_add_data_func ("/trainer/kernels-agree/paired", GUINT_TO_POINTER (ALGO_MODEL_PAIRED),
                        test_kernels_agree);
  g_test_add_data_func ("/trainer/kernels-agree/balanced", GUINT_TO_POINTER (ALGO_MODEL_BALANCED),
                        test_kernels_agree);
  g_test_add_func ("/trainer/lean-opens", test_lean_opens);
  g_test_add_data_func ("/trainer/hold/even-seed", GUINT_TO_POINTER (4), test_hold);
  g_test_add_data_func ("/trainer/hold/odd-seed", GUINT_TO_POINTER (5), test_hold);
  g_test_add_func ("/trainer/share-of-hold", test_share_of_hold);
  g_test_add_func ("/trainer/metrics", test_metrics);
  g_test_add_func ("/trainer/learns", test_learns);
  g_test_add_func ("/trainer/diverges", test_diverges);
  g_test_add_func ("/trainer/rate", test_rate);
  g_test_add_func ("/trainer/sharing", test_sharing);
  g_test_add_func ("/trainer/bad-settings", test_bad_settings);
  g_test_add_func ("/trainer/tasks", test_tasks);
  return g_test_run ();
}
