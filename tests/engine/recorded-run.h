/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small runs, recorded for tests. Whatever fails, fails the test. */
#pragma once

#include "engine/run-file/recorder.h"

/* So small that a step takes no time worth mentioning. */
#define RECORDED_SETTINGS                                                                          \
  ((AlgoSettings){ .seed = 11,                                                                     \
                   .least = 2,                                                                     \
                   .most = 3,                                                                      \
                   .levels = 1,                                                                    \
                   .batch = 4,                                                                     \
                   .points = 16,                                                                   \
                   .steps = 120,                                                                   \
                   .threads = 1,                                                                   \
                   .rate = 3e-3 })

/* Takes steps, noting them in `recorder`, until `until`. */
void recorded_run_advance (AlgoTrainer *trainer, AlgoRecorder *recorder, guint64 until);
/* Records a run of that many steps to `path`, with the rate changed on the way. */
void recorded_run_make (const char *path, guint64 steps);

/* A folder for a test's files, and its end with all that is in it. */
char *recorded_folder_new (void);
void recorded_folder_free (char *folder);
/* How many files are in it, hidden ones too. */
guint recorded_folder_count (const char *folder);

/* That the file opens, and what the stock library finds is whole; a new run file. */
AlgoRunFile *recorded_run_open (const char *path);
/* That two files have the same steps, phases, events (but for their times and "continue"),
 * snapshots and state, to the bit. */
void recorded_run_assert_equal (const char *a, const char *b);
