/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ensemble file: an SQLite database that holds what was gathered of runs, and nothing else.
 *
 * application_id is ALGO_ENSEMBLE_APPLICATION_ID ("AlgE"), user_version the format's version.
 * Tables are STRICT and hold exactly what algo_ensemble_format has; a file with anything else in it
 * is not opened. It is written whole, never changed, and equal runs give equal bytes.
 *
 * meta             key, value: "software", "version", "members", how many there are, and the
 *                  settings that the runs have in common: "least", "most", "levels", "batch",
 *                  "points", "steps", "rate", "model", "log-beta-from", "log-beta-to".
 * members          one row a seed, numbered from 0 by growing seed; `parameters` is the checksum of
 *                  those at the last step, `grids` how many steps there are in `phases`.
 * phases           one row for each of the 33 points of each grid, as the run recorded it, of the
 *                  most inputs trained on.
 * generalisations  one row for each n that was measured at every fourth point of the grid, at the
 *                  member's last step; FVU as median, least and most of the draws, NULL where it is
 *                  infinite.
 * priors           one row for each point of the grid at the member's last step, as the majority
 * and medians of five draws have it, first with the encoder and then without it: with latents from
 * the prior. Files of version 1 do not have this table. directs          the networks that Adam
 * trained directly, at most one a member.
 *
 * The last column of every table is a checksum, as engine/run-file/schema.h has it. */
#pragma once

#include "engine/ensemble/ensemble.h"
#include "engine/run-file/database-format.h"

#define ALGO_ENSEMBLE_APPLICATION_ID 0x416c6745
/* 2: what becomes of phases without the encoder. Each edition of the order parameters is one more.
 */
#define ALGO_ENSEMBLE_VERSION 2

extern const AlgoDatabaseFormat algo_ensemble_format;

/* One that holds nothing, in memory; sqlite3_close() it. */
sqlite3 *algo_ensemble_database_new (GError **error);

/* Reads all rows of a database that has been looked at, and looks at them. NULL and
 * ALGO_ERROR_FORMAT or ALGO_ERROR_SIZE if they are not those of an ensemble. */
AlgoEnsemble *algo_ensemble_read_database (sqlite3 *database, GError **error);
/* Writes all rows to an empty one. */
gboolean
algo_ensemble_write_database (sqlite3 *database, const AlgoEnsemble *ensemble, GError **error);
