/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/fuzz/sample-run.h"

#include <math.h>

#include "engine/run-file/run-rows.h"

#define STEPS 3
#define INPUTS 4
#define HIDDEN 12

static void
fill_metrics (AlgoMetrics *metrics)
{
  for (guint i = 0; i < STEPS; i++)
    {
      metrics[i] = (AlgoMetrics){ .step = i + 1, .inputs = INPUTS, .loss = 1, .rate = 1e-3f };
      for (guint band = 0; band < ALGO_BANDS; band++)
        metrics[i].unexplained[band] = 1;
    }
}

static AlgoGrid *
make_grid (AlgoSnapshot *snapshot)
{
  AlgoGrid *grid = algo_grid_new (snapshot, INPUTS, HIDDEN);

  for (guint i = 0; i < ALGO_GRID; i++)
    grid->points[i] = (AlgoGridPoint){ .log_beta = algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, i),
                                       .phase = i % ALGO_N_PHASES,
                                       .confidence = 0.5,
                                       .unexplained = 0.5 };
  return grid;
}

static AlgoRun *
make_run (void)
{
  AlgoRun *run = algo_run_new ();

  run->settings = ALGO_SETTINGS_DEFAULT;
  run->version = g_strdup ("1");
  run->created = g_strdup ("2026-11-22T10:28:46Z");
  run->kernels = g_strdup ("plain");
  return run;
}

sqlite3 *
fuzz_sample_run_new (void)
{
  g_autoptr (AlgoRun) run = make_run ();
  g_autoptr (AlgoTrainerState) state = algo_trainer_state_new (&run->settings);
  g_autoptr (AlgoSnapshot) snapshot =
      algo_snapshot_new (&run->settings, 1, STEPS, state->parameters);
  g_autoptr (AlgoGrid) grid = make_grid (snapshot);
  g_autoptr (GError) error = NULL;
  AlgoMetrics metrics[STEPS];
  const AlgoRunEvent events[] = {
    { .kind = ALGO_RUN_START, .text = run->kernels },
    { .step = 1, .kind = ALGO_RUN_RATE, .value = 1e-3 },
    { .step = 2, .kind = ALGO_RUN_BUDGET, .value = STEPS },
    { .step = 2, .kind = ALGO_RUN_CONTINUE, .text = run->kernels },
  };
  AlgoRunCut cut = { .state = state,
                     .budget = STEPS,
                     .metrics = metrics,
                     .n_metrics = STEPS,
                     .events = events,
                     .n_events = G_N_ELEMENTS (events),
                     .grids = &grid,
                     .n_grids = 1,
                     .draws = 1,
                     .snapshots = &snapshot,
                     .n_snapshots = 1 };
  sqlite3 *database;

  fill_metrics (metrics);
  state->settings = run->settings;
  state->step = STEPS;
  g_assert_cmpint (sqlite3_open (":memory:", &database), ==, SQLITE_OK);
  algo_run_write_tables (database, run, &error);
  g_assert_no_error (error);
  algo_run_write_cut (database, &cut, &error);
  g_assert_no_error (error);
  return database;
}

static void
assert_metrics (const AlgoMetrics *metrics, guint64 step)
{
  g_assert_cmpuint (metrics->step, ==, step);
  g_assert_cmpuint (metrics->inputs, >=, ALGO_MIN_INPUTS);
  g_assert_cmpuint (metrics->inputs, <=, ALGO_MAX_INPUTS);
  g_assert_true (isfinite (metrics->loss) && isfinite (metrics->gradient_norm)
                 && isfinite (metrics->rate));
  for (guint band = 0; band < ALGO_BANDS; band++)
    g_assert_true (isfinite (metrics->log_beta[band]) && isfinite (metrics->unexplained[band])
                   && isfinite (metrics->kl[band]));
}

static void
assert_events (const AlgoRun *run)
{
  guint64 reached = 0;

  g_assert_cmpuint (run->events->len, >=, 1);
  for (guint i = 0; i < run->events->len; i++)
    {
      const AlgoRunEvent *event = &g_array_index (run->events, AlgoRunEvent, i);

      g_assert_cmpint (event->kind, <, ALGO_N_RUN_EVENTS);
      g_assert_true ((event->kind == ALGO_RUN_START) == (i == 0));
      g_assert_true (event->step >= reached && event->step <= run->step);
      g_assert_true (isfinite (event->value));
      reached = event->step;
    }
}

static void
assert_order_parameters (const AlgoGridPoint *point, guint inputs)
{
  const AlgoOrderParameters *parameters = &point->parameters;

  for (guint i = 0; i < ALGO_ORDER_UNEXPLAINED; i++)
    g_assert_cmpfloat_with_epsilon (algo_order_parameters_get (parameters, i), 0,
                                    1.001 * algo_order_rows[i].most);
  g_assert_cmpfloat (parameters->unexplained, ==, point->unexplained);
  g_assert_cmpuint (parameters->inputs, ==, inputs);
}

static void
assert_grid (const AlgoGrid *grid, guint64 last)
{
  g_assert_cmpuint (grid->step, <=, last);
  g_assert_true (algo_size_validate (grid->inputs, grid->hidden, NULL));
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      const AlgoGridPoint *point = &grid->points[i];

      g_assert_cmpfloat (point->log_beta, ==, algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, i));
      g_assert_nonnull (algo_phase_name (point->phase));
      g_assert_true (point->confidence >= 0 && point->confidence <= 1);
      g_assert_true (isfinite (point->unexplained) && isfinite (point->kl));
      assert_order_parameters (point, grid->inputs);
    }
}

void
fuzz_assert_run (const AlgoRun *run)
{
  g_assert_true (algo_settings_validate (&run->settings, NULL));
  g_assert_true (run->version != NULL && run->created != NULL && run->kernels != NULL);
  g_assert_true (run->rate > 0 && run->rate <= ALGO_MAX_RATE);
  g_assert_cmpuint (run->metrics->len, ==, run->step);
  for (guint i = 0; i < run->metrics->len; i++)
    assert_metrics (&g_array_index (run->metrics, AlgoMetrics, i), i + 1);
  assert_events (run);
  for (guint i = 0; i < run->grids->len; i++)
    assert_grid (g_ptr_array_index (run->grids, i), run->step);
  for (guint i = 0; i < run->snapshots->len; i++)
    {
      const guint64 step = g_array_index (run->snapshots, guint64, i);

      g_assert_true (step <= run->step);
      g_assert_true (i == 0 || step > g_array_index (run->snapshots, guint64, i - 1));
    }
}
