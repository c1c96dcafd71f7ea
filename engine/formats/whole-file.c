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

#define MOST_LINKS 40

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

char *
algo_whole_file_resolve (const char *path)
{
  char *at = g_strdup (path);

  for (guint i = 0; i < MOST_LINKS && g_file_test (at, G_FILE_TEST_IS_SYMLINK); i++)
    {
      g_autofree char *link = g_file_read_link (at, NULL);
      g_autofree char *folder = g_path_get_dirname (at);

      if (link == NULL)
        break;
      g_free (at);
      at = g_path_is_absolute (link) ? g_strdup (link) : g_build_filename (folder, link, NULL);
    }
  return at;
}

gboolean
algo_whole_file_keep_owner (const char *path, const GStatBuf *status)
{
  GStatBuf own;

  return g_stat (path, &own) == 0
         && ((own.st_uid == status->st_uid && own.st_gid == status->st_gid)
             || chown (path, status->st_uid, status->st_gid) == 0)
         && g_chmod (path, status->st_mode & 07777) == 0;
}

static gboolean
write_all (int descriptor, const char *from, gsize length)
{
  while (length > 0)
    {
      const gssize put = write (descriptor, from, length);

      if (put < 0 && errno != EINTR)
        return FALSE;
      from += MAX (put, 0);
      length -= (gsize) MAX (put, 0);
    }
  return TRUE;
}

/* Into what is there. */
static gboolean
write_over (const char *path, gconstpointer contents, gsize length, GError **error)
{
  const gboolean is_stdout = g_str_equal (path, ALGO_WHOLE_FILE_STDOUT);
  const int descriptor =
      is_stdout ? STDOUT_FILENO : g_open (path, O_WRONLY | O_TRUNC | O_CLOEXEC, 0);
  gboolean is_written = descriptor >= 0 && write_all (descriptor, contents, length);
  const int code = errno;

  if (descriptor >= 0 && !is_stdout)
    is_written &= close (descriptor) == 0;
  return is_written || fail (is_written ? errno : code, NULL, error);
}

/* To a temporary name beside it, with the permissions of what is there (NULL: nothing). FALSE
 * without an error: they cannot be kept so. */
static gboolean
replace (const char *path,
         const GStatBuf *status,
         gconstpointer contents,
         gsize length,
         GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  const int descriptor = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);
  gboolean is_written, is_kept = TRUE;
  int code;

  if (descriptor < 0)
    return fail (errno, NULL, error);
  is_written = write_all (descriptor, contents, length) && fsync (descriptor) == 0;
  code = errno;
  is_written &= close (descriptor) == 0 || (code = errno, FALSE);
  if (is_written)
    {
      is_kept = status == NULL || algo_whole_file_keep_owner (temporary, status);
      is_written = is_kept && g_rename (temporary, path) == 0;
      code = errno;
    }
  if (!is_written)
    g_unlink (temporary);
  return is_written || (is_kept && fail (code, NULL, error));
}

gboolean
algo_whole_file_save (const char *path, gconstpointer contents, gsize length, GError **error)
{
  g_autofree char *target = algo_whole_file_resolve (path);
  g_autoptr (GError) reason = NULL;
  GStatBuf status;
  const gboolean is_there = g_stat (path, &status) == 0;
  gboolean is_saved;

  if (is_there && S_ISDIR (status.st_mode))
    is_saved = fail (EISDIR, NULL, &reason);
  else if (g_str_equal (path, ALGO_WHOLE_FILE_STDOUT) || (is_there && !S_ISREG (status.st_mode)))
    is_saved = write_over (path, contents, length, &reason);
  else
    {
      is_saved = replace (target, is_there ? &status : NULL, contents, length, &reason);
      /* One that may be written in a folder that may not, or of somebody else. */
      if (!is_saved && is_there
          && (reason == NULL || g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_ACCES)))
        {
          g_clear_error (&reason);
          is_saved = write_over (target, contents, length, &reason);
        }
    }
  if (!is_saved)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      algo_error_prefix_path (error, path);
    }
  return is_saved;
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
