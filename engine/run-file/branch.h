/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run that goes on from an earlier step of another: a file that has all of that one up to there,
 * and says so.
 *
 * Training goes on from it with the bits that the other had after that step. Where the file keeps
 * not all of them, the steps since the last for which it does, at most some hundred, are taken once
 * more, and compared with what was recorded. */
#pragma once

#include "engine/run-file/run-file.h"

/* Told before each step that is taken once more, and after the last; FALSE gives up. */
typedef gboolean (*AlgoBranchProgress) (guint64 taken, guint64 total, gpointer data);

/* Writes the branch of `parent` after `step` to `path`, replacing what is there. The name of the
 * event that tells of it is `parent_name`. Changes made to the parent at that step or later are
 * left out. `threads` as in AlgoSettings; `progress` may be NULL. Waits for the disk. FALSE,
 * nothing being written, and ALGO_ERROR_SIZE if the parent has no such step or was recorded with
 * other kernels, ALGO_ERROR_FORMAT if its steps do not come out as they were recorded,
 * ALGO_ERROR_CANCELLED, or a G_FILE_ERROR. */
gboolean algo_branch_write (AlgoRunFile *parent,
                            const char *parent_name,
                            guint64 step,
                            guint threads,
                            const char *path,
                            AlgoBranchProgress progress,
                            gpointer data,
                            GError **error);
