/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small runs, recorded for tests. Whatever fails, fails the test. */
#pragma once

#include "engine/run-file/recorder.h"
#include "tests/folder.h"

/* So small that a step takes no time worth mentioning. */
#define RECORDED_SETTINGS                                                                          \
  ((AlgoSettings){ .seed = 11,                                                                     \
                   .least = 2,                                                                     \
                   .most = 3,                                                                      \
                   .levels = 1,                                                                    \
                   .batch = 4,                                                                     \
                   .log_beta_from = ALGO_MIN_LOG_BETA,                                             \
                   .log_beta_to = ALGO_MAX_LOG_BETA,                                               \
                   .points = 16,                                                                   \
                   .steps = 120,                                                                   \
                   .threads = 1,                                                                   \
                   .model = ALGO_MODEL_BALANCED,                                                   \
                   .rate = 3e-3 })

/* Takes steps, noting them in `recorder`, until `until`. */
void recorded_run_advance (AlgoTrainer *trainer, AlgoRecorder *recorder, guint64 until);
/* Has it record to a file, until all that there is so far is in it. */
void recorded_run_record_to (AlgoRecorder *recorder, const char *path);
/* Goes on with what was recorded: the recorder, begun, with its trainer. */
AlgoRecorder *recorded_run_go_on (const char *path, AlgoTrainer **trainer);
/* Rests, and waits until all is written. */
void recorded_run_close (AlgoRecorder *recorder, const AlgoTrainer *trainer);
/* Records a run of that many steps to `path`, with the rate changed on the way. */
void recorded_run_make (const char *path, guint64 steps);
/* The same with these settings. */
void recorded_run_make_with (const char *path, const AlgoSettings *settings, guint64 steps);

/* For a test of a file that has a run of this many steps. */
#define RECORDED_STEPS 60
void recorded_run_set_up (FileFixture *fixture, gconstpointer data);
void recorded_run_tear_down (FileFixture *fixture, gconstpointer data);

/* That the file opens, and what the stock library finds is whole; a new run file. */
AlgoRunFile *recorded_run_open (const char *path);
/* That two files have the same steps, phases, events (but for their times and "continue"),
 * snapshots and state, to the bit. */
void recorded_run_assert_equal (const char *a, const char *b);
