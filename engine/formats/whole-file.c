/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/whole-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

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

gpointer
algo_whole_file_allocate (gsize size, GError **error)
{
  gpointer memory = g_try_malloc (MAX (size, 1));

  if (memory == NULL)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM, _ ("no memory for %zu bytes"), size);
  return memory;
}

static gboolean
fail (int code, const char *message, GError **error)
{
  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code),
                       message != NULL ? message : g_strerror (code));
  return FALSE;
}

static gboolean
read_all (int descriptor, guint8 *to, gsize length, GError **error)
{
  for (gsize done = 0; done < length;)
    {
      const gssize got = read (descriptor, to + done, length - done);

      if (got < 0 && errno != EINTR)
        return fail (errno, NULL, error);
      if (got == 0)
        {
          g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                       _ ("ended at byte %" PRIu64 " while it was read"), (guint64) done);
          return FALSE;
        }
      done += got > 0 ? (gsize) got : 0;
    }
  return TRUE;
}

static gboolean
check_status (const struct stat *status, gint64 most, GError **error)
{
  if (S_ISDIR (status->st_mode))
    return fail (EISDIR, NULL, error);
  if (!S_ISREG (status->st_mode))
    return fail (EINVAL, _ ("not a regular file"), error);
  if (status->st_size <= most)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               _ ("%" PRId64 " bytes, more than the %" PRId64 " that are read"),
               (gint64) status->st_size, most);
  return FALSE;
}

GBytes *
algo_whole_file_load (const char *path, gint64 most, GError **error)
{
  /* Without O_NONBLOCK a pipe with that name would be waited for. */
  const int descriptor = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  g_autofree guint8 *memory = NULL;
  struct stat status;
  gboolean is_read = FALSE;

  if (descriptor < 0 || fstat (descriptor, &status) < 0)
    fail (errno, NULL, error);
  else if (check_status (&status, most, error)
           && (memory = algo_whole_file_allocate ((gsize) status.st_size, error)) != NULL)
    is_read = read_all (descriptor, memory, (gsize) status.st_size, error);
  if (descriptor >= 0)
    close (descriptor);
  return is_read ? g_bytes_new_take (g_steal_pointer (&memory), (gsize) status.st_size) : NULL;
}
