/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether results can be written where they are wanted, asked before the work is done. Errors are
 * G_FILE_ERROR and name the path. */
#pragma once

#include <glib.h>

/* A file that is there already, with something in it, is only written over by `force`; what is no
 * regular file is written to. */
gboolean algo_destination_check_file (const char *path, gboolean force, GError **error);
/* Whether it is standard output, so that nothing else may go there. */
gboolean algo_destination_is_stdout (const char *path);
/* Makes the folder, and those above it, if it is missing. */
gboolean algo_destination_make_folder (const char *path, GError **error);
