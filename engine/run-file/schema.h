/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The run file, `.algoscope`: an SQLite database that holds one run and nothing else.
 *
 * application_id is ALGO_RUN_APPLICATION_ID ("Algo"), user_version the format's version; WAL while
 * a program writes it. Tables are STRICT and hold exactly what algo_run_schema has; a file with
 * anything else in it is not opened. Every transaction is a cut of the run at the step of `state`:
 * nothing in the file is of a later step, and no step before it is missing, so that a run goes on
 * from any of them. Phases alone may come later than their step.
 *
 * meta       key, value: "software", "version", "created" (UTC), "kernels", and what the run is a
 *            function of: "seed", "least", "most", "levels", "batch", "points", "steps", "rate",
 *            "model", "log-beta-from", "log-beta-to" and "task"; without these it is "reference",
 *            from -6 to -1, and "l1".
 * steps      what AlgoMetrics has, of every step from 1; _0 to _3 by growing beta.
 * phases     one row for each of the 33 points of the grid over that range, every 25 steps, read
 *            from `draws` draws of the noise: phase, FVU, KL, and the order parameters as
 *            engine/analysis/order-parameters.h defines them.
 * events     what a person changed, in order, each after `step` steps: "start" and "continue"
 *            (text: the kernels, on which bits depend), "rate" (value: the new peak rate) and
 *            "budget" (value: the step at which training stops by itself), "branch" (text: the file
 *            name of the run that this one has in common with up to there), and last "diverged":
 *            the state is then that which the last step was taken from. `time` is in microseconds
 *            since 1970. The settings and the rates with their steps give the run
 *            again, to the bit.
 * snapshots  the parameters after a step, 32-bit floats, little-endian, in the order of
 *            engine/model/parameters.h. Thinned, not compressed: algo_run_snapshot_is_due() says
 *            which steps have one.
 * moments    Adam's two moments after a step, as in snapshots: with the snapshot of that step, what
 *            another run can branch off from there. algo_run_moments_are_due() says which steps
 *            have them.
 * state      the one row to go on from: parameters and Adam's two moments, as in snapshots, with
 *            the rate and the budget in force. NULL where "snapshots" or "moments" keeps them of
 *            that step.
 *
 * The last column of every table, `checksum`, is that of the columns before it: from the first to
 * the last, each hashed by XXH3 of 64 bits, seeded with the hash of the column before it, 0 at
 * first. Integers are hashed as 64-bit two's complement and reals as IEEE doubles, both
 * little-endian (zero without a sign), text as UTF-8 with a NUL after it, blobs as they are; NULL
 * leaves the hash as it is. */
#pragma once

#include <glib.h>

#define ALGO_RUN_SUFFIX ".algoscope"
#define ALGO_RUN_APPLICATION_ID 0x416c676f
/* 2: phases with order parameters, and moments; 3: checksums that cost less; 4: a state that leaves
 * to other tables what they keep. Files of versions 1 to 3, which none was released with, are
 * refused. Each edition of the order parameters is one more. */
#define ALGO_RUN_VERSION 4
#define ALGO_RUN_PHASE_INTERVAL 25 /* steps */
#define ALGO_RUN_PHASE_DRAWS 1     /* that a phase is read from */

/* Tables in the order of their names, as sqlite_schema gives them back; with ALGO_ORDER_COLUMNS for
 * those of the order parameters, of which a file has those that were known when it was made. */
#define ALGO_RUN_TABLES 7
extern const char *const algo_run_schema[ALGO_RUN_TABLES];

/* Every 25 steps, as phases, up to step 4,000 with one latent level and 1,500 with two; every 50 up
 * to 4,000, and from there on twice as far apart each time that the run has become four times as
 * long. That is 161, 111 or 81 snapshots in 4,000 steps, and a file of 92 to 98 MB. */
gboolean algo_run_snapshot_is_due (guint levels, guint64 step);

/* Every 500 steps up to 4,000, and from there on twice as far apart each time that the run has
 * become four times as long. That is 8 in 4,000 steps, 8.5 MB with one latent level. */
gboolean algo_run_moments_are_due (guint64 step);
