/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are written whole or not at all, and those that are read whole. Any thread. */
#pragma once

#include <glib/gstdio.h>

/* Standard output, as the name of a file. */
#define ALGO_WHOLE_FILE_STDOUT "/dev/stdout"

/* Writes to a temporary name beside `path`, syncs and renames, so that an interrupted write leaves
 * what was there. Links are written through; what was there keeps its permissions and owner, and
 * is written over in its place where only that keeps them; what is no regular file is written to.
 * FALSE and a G_FILE_ERROR that names the file. */
gboolean
algo_whole_file_save (const char *path, gconstpointer contents, gsize length, GError **error);

/* Where links lead from `path`, which need not be there; a new string. */
char *algo_whole_file_resolve (const char *path);
/* Gives a new file at `path` the permissions and the owner of another, whose status that is: FALSE
 * and errno if they cannot be. */
gboolean algo_whole_file_keep_owner (const char *path, const GStatBuf *status);

/* What is in a regular file of at most so many bytes. NULL, and G_FILE_ERROR or ALGO_ERROR_FORMAT,
 * which does not name the file. */
GBytes *algo_whole_file_load (const char *path, gint64 most, GError **error);

/* Memory of a size that a file asks for, which may be more than there is: NULL and
 * G_FILE_ERROR_NOMEM then. */
gpointer algo_whole_file_allocate (gsize size, GError **error);
