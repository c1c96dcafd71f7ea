/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/schema.h"

#include "engine/run-file/grid-rows.h"
#include "engine/settings.h"

#define SPACING 50
#define SPACING_STEPS 4000
#define MOMENTS_SPACING 500

const char *const algo_run_schema[ALGO_RUN_TABLES] = {
  "CREATE TABLE events (number INTEGER PRIMARY KEY, step INTEGER NOT NULL, kind TEXT NOT NULL, "
  "value REAL, text TEXT, time INTEGER NOT NULL, checksum INTEGER NOT NULL) STRICT",

  "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL, checksum INTEGER NOT NULL) "
  "STRICT, WITHOUT ROWID",

  "CREATE TABLE moments (step INTEGER PRIMARY KEY, first_moment BLOB NOT NULL, "
  "second_moment BLOB NOT NULL, checksum INTEGER NOT NULL) STRICT",

  "CREATE TABLE phases (step INTEGER, point INTEGER, inputs INTEGER NOT NULL, "
  "hidden INTEGER NOT NULL, draws INTEGER NOT NULL, log_beta REAL NOT NULL, phase TEXT NOT NULL, "
  "confidence REAL NOT NULL, unexplained REAL NOT NULL, kl REAL NOT NULL, " ALGO_ORDER_COLUMNS
  ", checksum INTEGER NOT NULL, PRIMARY KEY (step, point)) STRICT, "
  "WITHOUT ROWID",

  "CREATE TABLE snapshots (step INTEGER PRIMARY KEY, parameters BLOB NOT NULL, "
  "checksum INTEGER NOT NULL) STRICT",

  "CREATE TABLE state (number INTEGER PRIMARY KEY, step INTEGER NOT NULL, rate REAL NOT NULL, "
  "budget INTEGER NOT NULL, parameters BLOB, first_moment BLOB, second_moment BLOB, "
  "checksum INTEGER NOT NULL) STRICT",

  "CREATE TABLE steps (step INTEGER PRIMARY KEY, inputs INTEGER NOT NULL, loss REAL NOT NULL, "
  "gradient_norm REAL NOT NULL, rate REAL NOT NULL, "
  "log_beta_0 REAL NOT NULL, log_beta_1 REAL NOT NULL, log_beta_2 REAL NOT NULL, "
  "log_beta_3 REAL NOT NULL, "
  "unexplained_0 REAL NOT NULL, unexplained_1 REAL NOT NULL, unexplained_2 REAL NOT NULL, "
  "unexplained_3 REAL NOT NULL, "
  "kl_0 REAL NOT NULL, kl_1 REAL NOT NULL, kl_2 REAL NOT NULL, kl_3 REAL NOT NULL, "
  "checksum INTEGER NOT NULL) STRICT",
};

/* `spacing` up to SPACING_STEPS, wider from there on. */
static guint64
widen (guint64 spacing, guint64 step)
{
  for (guint64 end = SPACING_STEPS; step > end; end *= 4)
    spacing *= 2;
  return spacing;
}

gboolean
algo_run_snapshot_is_due (guint levels, guint64 step)
{
  /* Parameters grow with the levels, and a run of 4,000 steps is to stay below 100 MB. */
  static const guint64 dense_until[ALGO_MAX_LEVELS] = { 4000, 1500, 0 };
  const gboolean is_dense = step <= dense_until[levels - 1];

  return step % (is_dense ? ALGO_RUN_PHASE_INTERVAL : widen (SPACING, step)) == 0;
}

gboolean
algo_run_moments_are_due (guint64 step)
{
  return step > 0 && step % widen (MOMENTS_SPACING, step) == 0;
}
