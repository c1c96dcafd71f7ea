/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/run-parameters.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/error.h"
#include "engine/run-file/schema.h"

#define LANES 16

void
algo_row_put_parameters (AlgoRow *row, const AlgoParameters *parameters)
{
  algo_row_put_blob (row, parameters->values, parameters->count * sizeof (AlgoReal));
}

void
algo_row_take_parameters (AlgoRow *row, AlgoParameters *parameters)
{
  algo_row_take_blob (row, parameters->values, parameters->count * sizeof (AlgoReal));
}

gboolean
algo_parameters_are_finite (const AlgoParameters *parameters)
{
  AlgoReal zeros[LANES] = { 0 };
  gsize i = 0;

  /* Every parameter of every snapshot comes by here: no way out of the loop, and sums side by side,
   * so that it is made one of vectors. A product with zero is zero, but for what is not finite. */
  for (; i + LANES <= parameters->count; i += LANES)
    for (guint lane = 0; lane < LANES; lane++)
      zeros[lane] += 0 * parameters->values[i + lane];
  for (; i < parameters->count; i++)
    zeros[0] += 0 * parameters->values[i];
  for (guint lane = 1; lane < LANES; lane++)
    zeros[0] += zeros[lane];
  return zeros[0] == 0;
}

gboolean
algo_moments_are_valid (const AlgoParameters *first, const AlgoParameters *second)
{
  /* The second moment is a mean of squares. */
  for (gsize i = 0; i < second->count; i++)
    if (second->values[i] < 0)
      return FALSE;
  return algo_parameters_are_finite (first) && algo_parameters_are_finite (second);
}

/* If they are due at the state's step; the snapshot may be there already. */
static gboolean
write_snapshot (sqlite3 *database, const AlgoTrainerState *state, GError **error)
{
  g_auto (AlgoRow) row = { 0 };

  if (!algo_run_snapshot_is_due (state->settings.levels, state->step))
    return TRUE;
  if (!algo_row_prepare (&row, database, "INSERT OR IGNORE INTO snapshots VALUES (?, ?, ?)", error))
    return FALSE;
  algo_row_put_integer (&row, (gint64) state->step);
  algo_row_put_parameters (&row, state->parameters);
  return algo_row_write (&row, error);
}

static gboolean
write_moments (sqlite3 *database, const AlgoTrainerState *state, GError **error)
{
  g_auto (AlgoRow) row = { 0 };

  if (!algo_run_moments_are_due (state->step))
    return TRUE;
  if (!algo_row_prepare (&row, database, "INSERT OR IGNORE INTO moments VALUES (?, ?, ?, ?)",
                         error))
    return FALSE;
  algo_row_put_integer (&row, (gint64) state->step);
  algo_row_put_parameters (&row, state->first_moment);
  algo_row_put_parameters (&row, state->second_moment);
  return algo_row_write (&row, error);
}

static void
put_unless (AlgoRow *row, gboolean is_kept, const AlgoParameters *parameters)
{
  if (is_kept)
    algo_row_put_null (row);
  else
    algo_row_put_parameters (row, parameters);
}

gboolean
algo_run_write_state (sqlite3 *database,
                      const AlgoTrainerState *state,
                      guint64 budget,
                      GError **error)
{
  const gboolean keeps_parameters = algo_run_snapshot_is_due (state->settings.levels, state->step);
  const gboolean keeps_moments = algo_run_moments_are_due (state->step);
  g_auto (AlgoRow) row = { 0 };

  if (!write_snapshot (database, state, error) || !write_moments (database, state, error)
      || !algo_row_prepare (&row, database, "REPLACE INTO state VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                            error))
    return FALSE;
  algo_row_put_integer (&row, 1);
  algo_row_put_integer (&row, (gint64) state->step);
  algo_row_put_real (&row, state->settings.rate);
  algo_row_put_integer (&row, (gint64) budget);
  put_unless (&row, keeps_parameters, state->parameters);
  put_unless (&row, keeps_moments, state->first_moment);
  put_unless (&row, keeps_moments, state->second_moment);
  return algo_row_write (&row, error);
}

/* FALSE if they are damaged. */
static gboolean
take_moments (AlgoRow *row, guint64 *step, AlgoTrainerState *state, GError **error)
{
  *step = (guint64) algo_row_take_integer (row);
  algo_row_take_parameters (row, state->first_moment);
  algo_row_take_parameters (row, state->second_moment);
  return algo_row_check (row, "moments", error);
}

static gboolean
fail (GError **error, const char *table)
{
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("the file is damaged (%s)"), table);
  return FALSE;
}

gboolean
algo_run_check_moments (sqlite3 *database, const AlgoRun *run, GError **error)
{
  g_autoptr (AlgoTrainerState) state = algo_trainer_state_new (&run->settings);
  g_autoptr (GError) reason = NULL;
  g_auto (AlgoRow) row = { 0 };
  guint64 step;

  if (!algo_row_prepare (&row, database, "SELECT * FROM moments", error))
    return FALSE;
  while (algo_row_next (&row, &reason))
    {
      if (!take_moments (&row, &step, state, error))
        return FALSE;
      if (step > run->step || !algo_moments_are_valid (state->first_moment, state->second_moment))
        return fail (error, "moments");
    }
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* Goes to the first row of a query about `step`; FALSE without an error if there is none. */
static gboolean
find_row (AlgoRow *row, sqlite3 *database, const char *sql, guint64 step, GError **error)
{
  if (!algo_row_prepare (row, database, sql, error))
    return FALSE;
  sqlite3_bind_int64 (row->statement, 1, (gint64) MIN (step, G_MAXINT64));
  return algo_row_next (row, error);
}

/* A row of the state's step; fails if there is none. */
static gboolean
find_kept (AlgoRow *row,
           sqlite3 *database,
           const char *sql,
           const AlgoTrainerState *state,
           GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (find_row (row, database, sql, state->step, &reason))
    return TRUE;
  if (reason == NULL)
    return fail (error, "state");
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

gboolean
algo_run_read_kept_parameters (sqlite3 *database, AlgoTrainerState *state, GError **error)
{
  g_auto (AlgoRow) row = { 0 };

  if (!find_kept (&row, database, "SELECT * FROM snapshots WHERE step = ?1", state, error))
    return FALSE;
  algo_row_take_integer (&row);
  algo_row_take_parameters (&row, state->parameters);
  return algo_row_check (&row, "snapshots", error);
}

gboolean
algo_run_read_kept_moments (sqlite3 *database, AlgoTrainerState *state, GError **error)
{
  g_auto (AlgoRow) row = { 0 };

  return find_kept (&row, database, "SELECT * FROM moments WHERE step = ?1", state, error)
         && take_moments (&row, &state->step, state, error);
}

AlgoTrainerState *
algo_run_read_earlier_state (sqlite3 *database,
                             const AlgoSettings *settings,
                             guint64 step,
                             GError **error)
{
  g_autoptr (AlgoTrainerState) state = algo_trainer_state_new (settings);
  g_auto (AlgoRow) row = { 0 };

  if (!find_row (&row, database,
                 "SELECT * FROM moments WHERE step <= ?1 AND step IN (SELECT step FROM snapshots) "
                 "ORDER BY step DESC LIMIT 1",
                 step, error)
      || !take_moments (&row, &state->step, state, error)
      || !algo_run_read_kept_parameters (database, state, error))
    return NULL;
  state->settings = *settings;
  if (algo_parameters_are_finite (state->parameters)
      && algo_moments_are_valid (state->first_moment, state->second_moment))
    return g_steal_pointer (&state);
  fail (error, "moments");
  return NULL;
}
