/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/destination.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

static gboolean
fail (const char *path, int reason, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (reason), "%s: %s", name,
               g_strerror (reason));
  return FALSE;
}

/* Checks a folder by writing: what permissions say is not all that can be in the way. */
static gboolean
check_folder (const char *folder, const char *path, GError **error)
{
  g_autofree char *probe = g_build_filename (folder, ".algoscope-XXXXXX", NULL);
  int descriptor = g_mkstemp (probe);

  if (descriptor < 0)
    return fail (path, errno, error);
  g_close (descriptor, NULL);
  if (g_unlink (probe) != 0)
    return fail (path, errno, error);
  return TRUE;
}

gboolean
algo_destination_check_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = NULL;
  GStatBuf status;

  if (g_stat (path, &status) == 0)
    {
      if (S_ISDIR (status.st_mode) || g_str_has_suffix (path, "/"))
        return fail (path, EISDIR, error);
      if (!S_ISREG (status.st_mode))
        {
          name = g_filename_display_name (path);
          g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("%s: Not a regular file"), name);
          return FALSE;
        }
    }
  else if (errno != ENOENT || g_str_has_suffix (path, "/"))
    return fail (path, errno, error);
  return check_folder (folder, path, error);
}

gboolean
algo_destination_make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0777) != 0)
    return fail (path, errno, error);
  return check_folder (path, path, error);
}
