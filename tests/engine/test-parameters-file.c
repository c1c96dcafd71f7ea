/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parameters written and read again, and files that are refused. */
#include "engine/formats/parameters-file.h"

#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/formats/safetensors.h"
#include "tests/folder.h"

static AlgoTensorFile *
save_and_open (FileFixture *fixture, const AlgoParameters *parameters)
{
  g_autoptr (GError) error = NULL;
  AlgoTensorFile *file;

  algo_parameters_save (parameters, fixture->path, NULL, &error);
  g_assert_no_error (error);
  file = algo_tensor_file_load (fixture->path, &error);
  g_assert_no_error (error);
  return file;
}

static void
test_come_back (FileFixture *fixture, gconstpointer data)
{
  for (guint levels = 1; levels <= ALGO_MAX_LEVELS; levels++)
    {
      g_autoptr (AlgoParameters) parameters = algo_parameters_new (levels, levels % ALGO_N_MODELS);
      g_autoptr (AlgoParameters) read = NULL;
      g_autoptr (AlgoTensorFile) file = NULL;
      g_autoptr (GError) error = NULL;

      algo_parameters_initialise (parameters, levels);
      file = save_and_open (fixture, parameters);
      g_assert_true (algo_parameters_are_in (file));
      read = algo_parameters_read (file, &error);
      g_assert_no_error (error);
      g_assert_true (read->table == parameters->table);
      g_assert_cmpmem (read->values, read->count * sizeof (float), parameters->values,
                       parameters->count * sizeof (float));
    }
}

/* Of every task; and of one that tells inputs apart also those that do not, from before they did.
 */
static void
test_tasks (FileFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < algo_task_rows_count (); i++)
    for (guint with_kinds = 0; with_kinds < 2; with_kinds++)
      {
        const AlgoTask *task = algo_task_get (algo_task_rows[i]->name, NULL);
        g_autoptr (AlgoParameters) parameters = algo_parameters_new_of (
            algo_parameter_table_get_for_kinds (1, ALGO_MODEL_PAIRED,
                                                with_kinds ? task->row->kinds : 0));
        g_autoptr (AlgoParameters) read = NULL;
        g_autoptr (AlgoTensorFile) file = NULL;

        algo_parameters_initialise (parameters, i);
        parameters->task = task;
        file = save_and_open (fixture, parameters);
        read = algo_parameters_read (file, NULL);
        g_assert_true (read->task == task && read->table == parameters->table);
        g_assert_cmpmem (read->values, read->count * sizeof (float), parameters->values,
                         parameters->count * sizeof (float));
      }
}

static void
assert_refused (const AlgoTensorFile *file, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (algo_parameters_read (file, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_not_finite (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoParameters) parameters = algo_parameters_new (1, ALGO_MODEL_REFERENCE);
  g_autoptr (AlgoTensorFile) file = NULL;

  parameters->mixer_b2[1] = NAN;
  file = save_and_open (fixture, parameters);
  assert_refused (file, "mixer.b2");
}

/* `from`, which must be there, replaced by `to`, which is as long. */
static AlgoTensorFile *
reopen_with (FileFixture *fixture, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  AlgoTensorFile *file;
  gsize length;
  char *at;

  g_assert_cmpuint (strlen (from), ==, strlen (to));
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  at = strstr (contents + sizeof (guint64), from); /* in the header, after its length */
  g_assert_nonnull (at);
  memcpy (at, to, strlen (to));
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) length, NULL));
  file = algo_tensor_file_load (fixture->path, &error);
  g_assert_no_error (error);
  return file;
}

/* Files from before there were models are of the reference's. */
static void
test_model (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoParameters) parameters = algo_parameters_new (1, ALGO_MODEL_BALANCED);
  g_autoptr (AlgoParameters) read = NULL;
  g_autoptr (AlgoTensorFile) file = save_and_open (fixture, parameters);
  g_autoptr (AlgoTensorFile) unknown = reopen_with (fixture, "\"balanced\"", "\"unheard!\"");
  g_autoptr (AlgoTensorFile) unnamed = reopen_with (fixture, "\"model\"", "\"modem\"");

  g_assert_cmpstr (algo_tensor_file_metadata (file, "model"), ==, "balanced");
  assert_refused (unknown, "unheard!");
  read = algo_parameters_read (unnamed, NULL);
  g_assert_cmpint (read->table->model, ==, ALGO_MODEL_REFERENCE);
}

/* Files from before runs had a range of their own are of that by default. */
static void
test_range (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoParameters) parameters = algo_parameters_new (1, ALGO_MODEL_PAIRED);
  g_autoptr (AlgoParameters) read = NULL, of_default = NULL;
  g_autoptr (AlgoTensorFile) file = NULL, unnamed = NULL, wrong = NULL;
  g_autoptr (GError) error = NULL;

  parameters->log_beta_from = -9.5;
  file = save_and_open (fixture, parameters);
  unnamed = reopen_with (fixture, "\"log-beta-from\"", "\"log-beta-frog\"");
  read = algo_parameters_read (file, NULL);
  g_assert_cmpfloat (read->log_beta_from, ==, -9.5);
  g_assert_cmpfloat (read->log_beta_to, ==, ALGO_MAX_LOG_BETA);
  of_default = algo_parameters_read (unnamed, NULL);
  g_assert_cmpfloat (of_default->log_beta_from, ==, ALGO_MIN_LOG_BETA);
  g_clear_pointer (&file, algo_tensor_file_free);
  file = save_and_open (fixture, parameters);
  wrong = reopen_with (fixture, "\"-9.5\"", "\"-0.5\"");
  g_assert_null (algo_parameters_read (wrong, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
}

/* Files from before there were other tasks are of the L1 norm; what is no task is refused. */
static void
test_task (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoParameters) parameters = algo_parameters_new (1, ALGO_MODEL_PAIRED);
  g_autoptr (AlgoParameters) read = NULL, of_default = NULL;
  g_autoptr (AlgoTensorFile) file = NULL, unnamed = NULL, wrong = NULL;
  g_autoptr (GError) error = NULL;

  parameters->task = algo_task_get ("tilted-l1 t=2", NULL);
  file = save_and_open (fixture, parameters);
  unnamed = reopen_with (fixture, "\"task\"", "\"tusk\"");
  read = algo_parameters_read (file, NULL);
  g_assert_true (read->task == parameters->task);
  of_default = algo_parameters_read (unnamed, NULL);
  g_assert_true (of_default->task == &algo_task_l1);
  g_clear_pointer (&file, algo_tensor_file_free);
  file = save_and_open (fixture, parameters);
  wrong = reopen_with (fixture, "\"tilted-l1 t=2\"", "\"tilted-l1 k=2\"");
  g_assert_null (algo_parameters_read (wrong, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
}

/* Each tensor of another shape, of no known number of levels, or missing. */
static void
test_wrong_shape (FileFixture *fixture, gconstpointer data)
{
  static const float values[64];
  const AlgoTensor wrong[] = {
    { .name = "theta", .n_dimensions = 2, .shape = { 5, 7 }, .count = 35, .data = values },
    { .name = "theta", .n_dimensions = 1, .shape = { 64 }, .count = 64, .data = values },
    { .name = "other", .n_dimensions = 1, .shape = { 64 }, .count = 64, .data = values },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (AlgoTensorFile) file = NULL;

      g_assert_true (algo_safetensors_save (fixture->path, &wrong[i], 1, NULL, NULL));
      file = algo_tensor_file_load (fixture->path, NULL);
      g_assert_cmpint (algo_parameters_are_in (file), ==, i < 2);
      assert_refused (file, "theta");
    }
}

#define ADD(path, test)                                                                            \
  g_test_add (path, FileFixture, NULL, file_fixture_set_up, test, file_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/engine/parameters-file/come-back", test_come_back);
  ADD ("/engine/parameters-file/tasks", test_tasks);
  ADD ("/engine/parameters-file/model", test_model);
  ADD ("/engine/parameters-file/range", test_range);
  ADD ("/engine/parameters-file/task", test_task);
  ADD ("/engine/parameters-file/not-finite", test_not_finite);
  ADD ("/engine/parameters-file/wrong-shape", test_wrong_shape);
  return g_test_run ();
}
