/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes are changes of single values in a whole run. */
#include "engine/run-file/run-reader.h"
#include "engine/run-file/schema.h"
#include "tests/fuzz/changed-rows.h"
#include "tests/fuzz/refusal.h"
#include "tests/fuzz/sample-run.h"
#include "tests/fuzz/target.h"

#include <math.h>

static const FuzzTable tables[ALGO_RUN_TABLES] = {
  { "events", "number = ?" },  { "meta", "key = ?" },
  { "moments", "step = ?" },   { "phases", "step = ? AND point = ?" },
  { "snapshots", "step = ?" }, { "state", "number = ?" },
  { "steps", "step = ?" },
};

static void
assert_finite (const AlgoParameters *parameters)
{
  g_assert_nonnull (parameters);
  for (gsize i = 0; i < parameters->count; i++)
    if (!isfinite (parameters->values[i]))
      g_error ("value %zu is not finite", i);
}

/* All that is said to be there can be read, and training can go on from it. */
static void
assert_readable (sqlite3 *database, const AlgoRun *run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoTrainerState) state = algo_run_read_state (database, &run->settings, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (state->step, ==, run->step);
  assert_finite (state->parameters);
  assert_finite (state->first_moment);
  assert_finite (state->second_moment);
  for (guint i = 0; i < run->snapshots->len; i++)
    {
      const guint64 step = g_array_index (run->snapshots, guint64, i);
      guint64 found;
      g_autoptr (AlgoParameters) parameters =
          algo_run_read_parameters (database, &run->settings, step, &found, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (found, ==, step);
      assert_finite (parameters);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static sqlite3 *database;
  g_autoptr (AlgoRun) run = NULL;
  g_autoptr (GError) error = NULL;

  if (database == NULL)
    database = fuzz_sample_run_new ();
  sqlite3_exec (database, "BEGIN", NULL, NULL, NULL);
  fuzz_change_rows (database, tables, G_N_ELEMENTS (tables), data, size);
  run = algo_run_read (database, &error);
  if (run != NULL)
    {
      fuzz_assert_run (run);
      assert_readable (database, run);
    }
  else
    fuzz_assert_refusal (error);
  sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL);
  return 0;
}
