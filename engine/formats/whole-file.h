/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that appear whole or not at all. */
#pragma once

#include <glib.h>

/* Writes to a temporary name beside `path`, syncs and renames, so that an interrupted write leaves
 * what was there. FALSE and a G_FILE_ERROR that names the file. Any thread. */
gboolean
algo_whole_file_save (const char *path, gconstpointer contents, gsize length, GError **error);
