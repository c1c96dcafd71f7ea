/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/run-reader.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>

#include "engine/error.h"
#include "engine/run-file/grid-rows.h"
#include "engine/run-file/run-parameters.h"
#include "engine/settings-fields.h"
#include "engine/text.h"

/* Whole numbers up to here are exact as reals, too. */
#define MOST_STEPS (G_GINT64_CONSTANT (1) << 53)

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("the file is damaged (%s)"), what);
  return FALSE;
}

/* Reads every row of a query: `read` takes its columns, and looks at them once they are known to be
 * as they were written. */
typedef gboolean (*ReadRow) (AlgoRow *row, AlgoRun *run, sqlite3 *database, GError **error);

static gboolean
read_rows (sqlite3 *database, const char *sql, ReadRow read, AlgoRun *run, GError **error)
{
  g_auto (AlgoRow) row = { 0 };
  g_autoptr (GError) reason = NULL;

  if (!algo_row_prepare (&row, database, sql, error))
    return FALSE;
  while (algo_row_next (&row, &reason))
    if (!read (&row, run, database, error))
      return FALSE;
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* Values that are wider in the file than in memory must fit. */
static guint
take_count (AlgoRow *row)
{
  const gint64 value = algo_row_take_integer (row);

  row->damaged |= value < 0 || value > G_MAXUINT;
  return (guint) value;
}

static float
take_float (AlgoRow *row)
{
  const double value = algo_row_take_real (row);

  row->damaged |= fabs (value) > FLT_MAX;
  return (float) value;
}

static gboolean
read_text (const char *text, char **value)
{
  if (*value != NULL || *text == '\0')
    return FALSE;
  *value = g_strdup (text);
  return TRUE;
}

static gboolean
read_meta_value (AlgoRun *run, const char *key, const char *value)
{
  guint field;

  if (algo_settings_find_field (key, &field))
    return algo_settings_parse_field (&run->settings, field, value);
  return g_str_equal (key, "version")   ? read_text (value, &run->version)
         : g_str_equal (key, "created") ? read_text (value, &run->created)
         : g_str_equal (key, "kernels") ? read_text (value, &run->kernels)
                                        : g_str_equal (key, "software");
}

static gboolean
read_meta_row (AlgoRow *row, AlgoRun *run, sqlite3 *database, GError **error)
{
  const char *key = algo_row_take_text (row);
  const char *value = algo_row_take_text (row);
  g_autofree char *printable = NULL;

  if (!algo_row_check (row, "meta", error))
    return FALSE;
  if (read_meta_value (run, key, value))
    return TRUE;
  printable = algo_text_printable (key);
  return fail (error, printable);
}

static gboolean
read_meta (sqlite3 *database, AlgoRun *run, GError **error)
{
  if (!read_rows (database, "SELECT key, value, checksum FROM meta", read_meta_row, run, error))
    return FALSE;
  if (run->version == NULL || run->created == NULL || run->kernels == NULL)
    return fail (error, "meta");
  return algo_settings_validate (&run->settings, error);
}

static gboolean
read_step_row (AlgoRow *row, AlgoRun *run, sqlite3 *database, GError **error)
{
  AlgoMetrics metrics = { .step = (guint64) algo_row_take_integer (row),
                          .inputs = take_count (row) };

  metrics.loss = take_float (row);
  metrics.gradient_norm = take_float (row);
  metrics.rate = take_float (row);
  for (guint band = 0; band < ALGO_BANDS; band++)
    metrics.log_beta[band] = take_float (row);
  for (guint band = 0; band < ALGO_BANDS; band++)
    metrics.unexplained[band] = take_float (row);
  for (guint band = 0; band < ALGO_BANDS; band++)
    metrics.kl[band] = take_float (row);
  if (!algo_row_check (row, "steps", error))
    return FALSE;
  if (metrics.inputs < ALGO_MIN_INPUTS || metrics.inputs > ALGO_MAX_INPUTS)
    return fail (error, "steps");
  g_array_append_val (run->metrics, metrics);
  return metrics.step == run->metrics->len || fail (error, _ ("steps are missing"));
}

/* Whether an event has what its kind says, in range. */
static gboolean
event_is_complete (const AlgoRunEvent *event, const char *text)
{
  switch (event->kind)
    {
    case ALGO_RUN_RATE:
      return event->value > 0 && event->value <= 1;
    case ALGO_RUN_BUDGET:
      return event->value >= 0 && event->value <= (double) MOST_STEPS;
    case ALGO_RUN_DIVERGED:
      return TRUE;
    default:
      return text != NULL;
    }
}

static gboolean
read_event_row (AlgoRow *row, AlgoRun *run, sqlite3 *database, GError **error)
{
  const guint64 number = (guint64) algo_row_take_integer (row);
  AlgoRunEvent event = { .step = (guint64) algo_row_take_integer (row) };
  const char *kind = algo_row_take_text (row);
  const char *text;

  event.value = algo_row_take_real_or_null (row);
  text = algo_row_take_text_or_null (row);
  event.time = algo_row_take_integer (row);
  if (!algo_row_check (row, "events", error))
    return FALSE;
  while (event.kind < ALGO_N_RUN_EVENTS && !g_str_equal (kind, algo_run_event_name (event.kind)))
    event.kind++;
  if (event.kind == ALGO_N_RUN_EVENTS || number != run->events->len + 1 || event.step > run->step
      || (number == 1) != (event.kind == ALGO_RUN_START) || !event_is_complete (&event, text)
      || (number > 1 && event.step < g_array_index (run->events, AlgoRunEvent, number - 2).step))
    return fail (error, "events");
  event.text = g_strdup (text);
  g_array_append_val (run->events, event);
  return TRUE;
}

/* The grid that a point of this step belongs to; rows come in order. */
static AlgoGrid *
grid_for_point (AlgoRun *run, const AlgoGrid *row, guint64 point)
{
  const AlgoSnapshot snapshot = { .settings = run->settings, .generation = 1, .step = row->step };
  AlgoGrid *last = run->grids->len > 0 ? g_ptr_array_index (run->grids, run->grids->len - 1) : NULL;

  if (point > 0)
    return last != NULL && last->step == row->step && last->inputs == row->inputs
                   && last->hidden == row->hidden
               ? last
               : NULL;
  last = algo_grid_new (&snapshot, row->inputs, row->hidden);
  g_ptr_array_add (run->grids, last);
  return last;
}

static gboolean
read_phase_row (AlgoRow *row, AlgoRun *run, sqlite3 *database, GError **error)
{
  AlgoGrid values = { .step = (guint64) algo_row_take_integer (row) }, *grid;
  const guint64 index = (guint64) algo_row_take_integer (row);
  AlgoGridPoint point = { 0 };

  values.inputs = take_count (row);
  values.hidden = take_count (row);
  algo_row_take_integer (row); /* draws */
  algo_row_take_grid_point (row, &run->settings, index, values.inputs, &point);
  if (!algo_row_check (row, "phases", error))
    return FALSE;
  if (values.step > run->step || !algo_size_validate (values.inputs, values.hidden, NULL))
    return fail (error, "phases");
  grid = grid_for_point (run, &values, index);
  if (grid == NULL)
    return fail (error, "phases");
  grid->points[index] = point;
  return TRUE;
}

static gboolean
grids_are_complete (const AlgoRun *run)
{
  for (guint i = 0; i < run->grids->len; i++)
    {
      const AlgoGrid *grid = g_ptr_array_index (run->grids, i);

      for (guint j = 0; j < ALGO_GRID; j++)
        if (grid->points[j].log_beta
            != algo_grid_log_beta (algo_settings_get_beta_range (&run->settings), j))
          return FALSE;
    }
  return TRUE;
}

static gboolean
read_snapshot_row (AlgoRow *row, AlgoRun *run, sqlite3 *database, GError **error)
{
  g_autoptr (AlgoParameters) parameters = algo_parameters_new_for (&run->settings);
  const guint64 step = (guint64) algo_row_take_integer (row);

  algo_row_take_parameters (row, parameters);
  if (!algo_row_check (row, "snapshots", error))
    return FALSE;
  if (step > run->step || !algo_parameters_are_finite (parameters))
    return fail (error, "snapshots");
  g_array_append_val (run->snapshots, step);
  return TRUE;
}

/* What the row leaves to other tables is NULL. */
static gboolean
take_or_leave (AlgoRow *row, AlgoParameters *parameters)
{
  if (algo_row_skip_null (row))
    return FALSE;
  algo_row_take_parameters (row, parameters);
  return TRUE;
}

/* The one row, and what it leaves to other tables; there must be no second one. */
static gboolean
read_state_row (sqlite3 *database,
                AlgoRow *row,
                AlgoTrainerState *state,
                guint64 *budget,
                GError **error)
{
  const gint64 number = algo_row_take_integer (row);
  gboolean has_parameters, has_first, has_second;

  state->step = (guint64) algo_row_take_integer (row);
  state->settings.rate = algo_row_take_real (row);
  *budget = (guint64) algo_row_take_integer (row);
  has_parameters = take_or_leave (row, state->parameters);
  has_first = take_or_leave (row, state->first_moment);
  has_second = take_or_leave (row, state->second_moment);
  if (!algo_row_check (row, "state", error))
    return FALSE;
  if (number != 1 || state->step > MOST_STEPS || *budget > MOST_STEPS || has_first != has_second
      || algo_row_next (row, NULL))
    return fail (error, "state");
  return (has_parameters || algo_run_read_kept_parameters (database, state, error))
         && (has_first || algo_run_read_kept_moments (database, state, error));
}

static gboolean
state_is_valid (const AlgoTrainerState *state)
{
  return algo_parameters_are_finite (state->parameters)
         && algo_moments_are_valid (state->first_moment, state->second_moment)
         && algo_settings_validate (&state->settings, NULL);
}

static AlgoTrainerState *
read_state (sqlite3 *database, const AlgoSettings *settings, guint64 *budget, GError **error)
{
  g_autoptr (AlgoTrainerState) state = algo_trainer_state_new (settings);
  g_auto (AlgoRow) row = { 0 };
  g_autoptr (GError) reason = NULL;

  if (!algo_row_prepare (&row, database,
                         "SELECT number, step, rate, budget, parameters, first_moment, "
                         "second_moment, checksum FROM state",
                         error))
    return NULL;
  if (!algo_row_next (&row, &reason))
    {
      if (reason != NULL)
        g_propagate_error (error, g_steal_pointer (&reason));
      else
        fail (error, _ ("it has no state to go on from"));
      return NULL;
    }
  state->settings = *settings;
  if (!read_state_row (database, &row, state, budget, error))
    return NULL;
  if (state_is_valid (state))
    return g_steal_pointer (&state);
  fail (error, "state");
  return NULL;
}

AlgoTrainerState *
algo_run_read_state (sqlite3 *database, const AlgoSettings *settings, GError **error)
{
  guint64 budget;

  return read_state (database, settings, &budget, error);
}

static gboolean
read_tables (sqlite3 *database, AlgoRun *run, GError **error)
{
  g_autoptr (AlgoTrainerState) state = NULL;

  if (!read_meta (database, run, error))
    return FALSE;
  state = read_state (database, &run->settings, &run->budget, error);
  if (state == NULL)
    return FALSE;
  run->step = state->step;
  run->rate = state->settings.rate;
  if (!read_rows (database, "SELECT * FROM steps ORDER BY step", read_step_row, run, error)
      || !read_rows (database, "SELECT * FROM events ORDER BY number", read_event_row, run, error)
      || !read_rows (database, "SELECT * FROM phases ORDER BY step, point", read_phase_row, run,
                     error)
      || !read_rows (database, "SELECT * FROM snapshots ORDER BY step", read_snapshot_row, run,
                     error)
      || !algo_run_check_moments (database, run, error))
    return FALSE;
  if (run->metrics->len != run->step)
    return fail (error, _ ("steps are missing"));
  if (!grids_are_complete (run))
    return fail (error, "phases");
  return run->events->len > 0 || fail (error, "events");
}

AlgoRun *
algo_run_read (sqlite3 *database, GError **error)
{
  g_autoptr (AlgoRun) run = algo_run_new ();

  return read_tables (database, run, error) ? g_steal_pointer (&run) : NULL;
}

AlgoParameters *
algo_run_read_parameters (sqlite3 *database,
                          const AlgoSettings *settings,
                          guint64 step,
                          guint64 *found,
                          GError **error)
{
  g_autoptr (AlgoParameters) parameters = algo_parameters_new_for (settings);
  g_auto (AlgoRow) row = { 0 };
  g_autoptr (GError) reason = NULL;

  if (!algo_row_prepare (&row, database,
                         "SELECT step, parameters, checksum FROM snapshots WHERE step <= ?1 "
                         "ORDER BY step DESC LIMIT 1",
                         error))
    return NULL;
  sqlite3_bind_int64 (row.statement, 1, (gint64) MIN (step, G_MAXINT64));
  if (!algo_row_next (&row, &reason))
    {
      if (reason != NULL)
        g_propagate_error (error, g_steal_pointer (&reason));
      else
        g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                     _ ("nothing was kept at step %" PRIu64 " or before"), step);
      return NULL;
    }
  *found = (guint64) algo_row_take_integer (&row);
  algo_row_take_parameters (&row, parameters);
  if (!algo_row_check (&row, "snapshots", error))
    return NULL;
  if (!algo_parameters_are_finite (parameters))
    {
      fail (error, "snapshots");
      return NULL;
    }
  return g_steal_pointer (&parameters);
}
