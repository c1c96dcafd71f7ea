/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may open a run file, and how.
 *
 * Only one writes a run: it holds a lock on the file for as long as it does, beside SQLite's own.
 * POSIX locks, which are SQLite's, are lost when their process closes any descriptor of the file.
 * So nobody here opens one past SQLite while this process has the file open, and all who open it
 * say so. Any thread. */
#pragma once

#include <glib.h>

typedef struct
{
  guint64 device, inode;
} AlgoFileIdentity;

/* That of the file at `path`; FALSE and a G_FILE_ERROR if there is none. */
gboolean algo_file_identify (const char *path, AlgoFileIdentity *identity, GError **error);

gboolean algo_file_identity_equal (const AlgoFileIdentity *a, const AlgoFileIdentity *b);

/* Whether this process has the file open with SQLite's locks. */
gboolean algo_file_is_open (const AlgoFileIdentity *identity);
/* Notes that it opens it so, other than under a lease, and that it has closed it. */
void algo_file_note_opened (const AlgoFileIdentity *identity);
void algo_file_note_closed (const AlgoFileIdentity *identity);

typedef struct _AlgoLease AlgoLease;

/* The right to write the file, which exists. NULL and G_FILE_ERROR_AGAIN if another program, or
 * another part of this one, has it; other G_FILE_ERRORs if it cannot be written at all. */
AlgoLease *algo_lease_take (const char *path, GError **error);
/* After SQLite has closed the file. */
void algo_lease_release (AlgoLease *lease);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoLease, algo_lease_release)

/* Whether anybody has it at this moment, as far as can be seen from here. */
gboolean algo_lease_is_taken (const char *path);

/* Whether `path` is still the file of the lease: FALSE and a G_FILE_ERROR if it was deleted or
 * another file took its place. */
gboolean algo_lease_check (const AlgoLease *lease, const char *path, GError **error);
