/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether results can be written where they are wanted, asked before the work is done. Errors are
 * G_FILE_ERROR and name the path. */
#pragma once

#include <glib.h>

/* A file that is there already may be replaced if it is a regular one. */
gboolean algo_destination_check_file (const char *path, GError **error);
/* Makes the folder, and those above it, if it is missing. */
gboolean algo_destination_make_folder (const char *path, GError **error);
