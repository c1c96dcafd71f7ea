/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/destination.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "engine/formats/whole-file.h"

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
algo_destination_is_stdout (const char *path)
{
  return g_strcmp0 (path, ALGO_WHOLE_FILE_STDOUT) == 0;
}

/* Something that is there. */
static gboolean
check_present (const char *path, const GStatBuf *status, gboolean force, GError **error)
{
  g_autofree char *name = NULL;

  if (S_ISDIR (status->st_mode) || g_str_has_suffix (path, "/"))
    return fail (path, EISDIR, error);
  if (!S_ISREG (status->st_mode))
    return g_access (path, W_OK) == 0 || fail (path, errno, error);
  if (status->st_size == 0 || force)
    return TRUE;
  name = g_filename_display_name (path);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
               _ ("%s: is there already; --force writes over it"), name);
  return FALSE;
}

gboolean
algo_destination_check_file (const char *path, gboolean force, GError **error)
{
  g_autofree char *target = algo_whole_file_resolve (path);
  g_autofree char *folder = g_path_get_dirname (target);
  GStatBuf status;

  if (algo_destination_is_stdout (path))
    return TRUE;
  if (g_stat (path, &status) != 0)
    return errno != ENOENT || g_str_has_suffix (path, "/") ? fail (path, errno, error)
                                                           : check_folder (folder, path, error);
  return check_present (path, &status, force, error)
         && (!S_ISREG (status.st_mode) || g_access (path, W_OK) == 0
             || check_folder (folder, path, error));
}

gboolean
algo_destination_make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0777) != 0)
    return fail (path, errno, error);
  return check_folder (path, path, error);
}
