/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/whole-file.h"

#include "engine/error.h"

gboolean
algo_whole_file_save (const char *path, gconstpointer contents, gsize length, GError **error)
{
  if (g_file_set_contents_full (path, contents, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666,
                                error))
    return TRUE;
  algo_error_prefix_path (error, path);
  return FALSE;
}
