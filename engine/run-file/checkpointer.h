/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings the log of a run file into the file, in a thread of its own.
 *
 * What was written is safe from the end of the program as soon as it is in the log, and that takes
 * no more than a copy. To bring it into the file so that it is safe from the end of the machine,
 * too, waits for the disk, now and then for a second and more: whoever writes must not. */
#pragma once

#include <glib.h>

typedef struct _AlgoCheckpointer AlgoCheckpointer;

/* For a file that has a log, before anything is written into that; opens it. NULL and an error as
 * in database.h if it cannot be opened. */
AlgoCheckpointer *algo_checkpointer_new (const char *path, GError **error);
/* Waits for what is under way, and closes the file, which must still be open elsewhere. */
void algo_checkpointer_free (AlgoCheckpointer *checkpointer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoCheckpointer, algo_checkpointer_free)

/* The log has so many bytes by now. Returns at once; any thread. */
void algo_checkpointer_note (AlgoCheckpointer *checkpointer, gsize logged);
