/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are written whole or not at all, and those that are read whole. Any thread. */
#pragma once

#include <glib.h>

/* Writes to a temporary name beside `path`, syncs and renames, so that an interrupted write leaves
 * what was there. FALSE and a G_FILE_ERROR that names the file. */
gboolean
algo_whole_file_save (const char *path, gconstpointer contents, gsize length, GError **error);

/* What is in a regular file of at most so many bytes. NULL, and G_FILE_ERROR or ALGO_ERROR_FORMAT,
 * which does not name the file. */
GBytes *algo_whole_file_load (const char *path, gint64 most, GError **error);

/* Memory of a size that a file asks for, which may be more than there is: NULL and
 * G_FILE_ERROR_NOMEM then. */
gpointer algo_whole_file_allocate (gsize size, GError **error);
