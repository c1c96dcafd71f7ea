/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who works on what in a folder that several programs share: one byte of a file is locked for each
 * piece of work. The lock dies with its program, whatever ends that, and holds over network file
 * systems that know locks. Any thread. */
#pragma once

#include <glib.h>

typedef struct _AlgoClaim AlgoClaim;

/* Locks the byte at `place` of the file at `path`, which is made if it is missing. If another has
 * it: waits for that one if it `waits`, otherwise NULL without an error. NULL and a G_FILE_ERROR,
 * which names the file, if it cannot be locked at all. */
AlgoClaim *algo_claim_take (const char *path, guint64 place, gboolean waits, GError **error);
void algo_claim_release (AlgoClaim *claim);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoClaim, algo_claim_release)

/* Whether anybody has it at this moment, this program included. */
gboolean algo_claim_is_taken (const char *path, guint64 place);
