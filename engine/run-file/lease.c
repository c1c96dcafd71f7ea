/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* for locks of open file descriptions */
#include "engine/run-file/lease.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <pthread.h>

/* Past the bytes that SQLite locks, and in a page that it never uses. */
#define LOCKED_BYTE (0x40000000 + 4096)

struct _AlgoLease
{
  AlgoFileIdentity identity;
  int descriptor;
};

typedef struct
{
  AlgoFileIdentity identity;
  guint connections;
  gboolean leased;
} OpenFile;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static GArray *open_files; /* of OpenFile, a few at most */

static gboolean
fail (int reason, GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (reason), "%s", g_strerror (reason));
  return FALSE;
}

gboolean
algo_file_identify (const char *path, AlgoFileIdentity *identity, GError **error)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return fail (errno, error);
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("Not a regular file"));
      return FALSE;
    }
  *identity = (AlgoFileIdentity){ .device = status.st_dev, .inode = status.st_ino };
  return TRUE;
}

gboolean
algo_file_identity_equal (const AlgoFileIdentity *a, const AlgoFileIdentity *b)
{
  return a->device == b->device && a->inode == b->inode;
}

/* The entry of a file, added if there is none. With the lock held. */
static OpenFile *
find_open_file (const AlgoFileIdentity *identity)
{
  const OpenFile added = { .identity = *identity };

  if (open_files == NULL)
    open_files = g_array_new (FALSE, FALSE, sizeof (OpenFile));
  for (guint i = 0; i < open_files->len; i++)
    if (algo_file_identity_equal (&g_array_index (open_files, OpenFile, i).identity, identity))
      return &g_array_index (open_files, OpenFile, i);
  g_array_append_val (open_files, added);
  return &g_array_index (open_files, OpenFile, open_files->len - 1);
}

/* Forgets a file that is no longer open. With the lock held. */
static void
drop_if_closed (const OpenFile *file)
{
  if (file->connections > 0 || file->leased)
    return;
  g_array_remove_index_fast (open_files, (guint) (file - (OpenFile *) open_files->data));
  if (open_files->len == 0)
    g_clear_pointer (&open_files, g_array_unref);
}

gboolean
algo_file_is_open (const AlgoFileIdentity *identity)
{
  OpenFile *file;
  gboolean is_open;

  pthread_mutex_lock (&lock);
  file = find_open_file (identity);
  is_open = file->connections > 0 || file->leased;
  drop_if_closed (file);
  pthread_mutex_unlock (&lock);
  return is_open;
}

void
algo_file_note_opened (const AlgoFileIdentity *identity)
{
  pthread_mutex_lock (&lock);
  find_open_file (identity)->connections++;
  pthread_mutex_unlock (&lock);
}

void
algo_file_note_closed (const AlgoFileIdentity *identity)
{
  OpenFile *file;

  pthread_mutex_lock (&lock);
  file = find_open_file (identity);
  file->connections--;
  drop_if_closed (file);
  pthread_mutex_unlock (&lock);
}

static gboolean
fail_as_taken (GError **error)
{
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN,
               _ ("the run is being recorded by another program or window"));
  return FALSE;
}

/* The descriptor, locked, or -1. */
static int
open_locked (const char *path, GError **error)
{
  struct flock range = {
    .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCKED_BYTE, .l_len = 1
  };
  int descriptor = g_open (path, O_RDWR | O_CLOEXEC, 0);

  if (descriptor < 0)
    {
      fail (errno, error);
      return -1;
    }
  if (fcntl (descriptor, F_OFD_SETLK, &range) == 0)
    return descriptor;
  if (errno == EAGAIN || errno == EACCES)
    fail_as_taken (error);
  else
    fail (errno, error);
  g_close (descriptor, NULL);
  return -1;
}

AlgoLease *
algo_lease_take (const char *path, GError **error)
{
  AlgoFileIdentity identity;
  AlgoLease *lease = NULL;
  OpenFile *file;
  int descriptor;

  if (!algo_file_identify (path, &identity, error))
    return NULL;
  pthread_mutex_lock (&lock);
  file = find_open_file (&identity);
  /* A descriptor of a file that is only read here is opened and, if the lock is had, kept. */
  if (file->leased)
    fail_as_taken (error);
  else if ((descriptor = open_locked (path, error)) >= 0)
    {
      file->leased = TRUE;
      lease = g_new (AlgoLease, 1);
      *lease = (AlgoLease){ .identity = identity, .descriptor = descriptor };
    }
  drop_if_closed (file);
  pthread_mutex_unlock (&lock);
  return lease;
}

/* Of a file that is not open here. */
static gboolean
is_locked (const char *path)
{
  struct flock range = {
    .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCKED_BYTE, .l_len = 1
  };
  const int descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean is_taken;

  if (descriptor < 0)
    return FALSE;
  is_taken = fcntl (descriptor, F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK;
  g_close (descriptor, NULL);
  return is_taken;
}

gboolean
algo_lease_is_taken (const char *path)
{
  AlgoFileIdentity identity;
  OpenFile *file;
  gboolean is_taken;

  if (!algo_file_identify (path, &identity, NULL))
    return FALSE;
  pthread_mutex_lock (&lock);
  file = find_open_file (&identity);
  is_taken = file->leased || (file->connections == 0 && is_locked (path));
  drop_if_closed (file);
  pthread_mutex_unlock (&lock);
  return is_taken;
}

void
algo_lease_release (AlgoLease *lease)
{
  OpenFile *file;

  if (lease == NULL)
    return;
  pthread_mutex_lock (&lock);
  g_close (lease->descriptor, NULL);
  file = find_open_file (&lease->identity);
  file->leased = FALSE;
  drop_if_closed (file);
  pthread_mutex_unlock (&lock);
  g_free (lease);
}

gboolean
algo_lease_check (const AlgoLease *lease, const char *path, GError **error)
{
  AlgoFileIdentity identity;
  g_autoptr (GError) reason = NULL;

  if (!algo_file_identify (path, &identity, &reason))
    {
      if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _ ("the file was deleted"));
      else
        g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (algo_file_identity_equal (&identity, &lease->identity))
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _ ("another file took its place"));
  return FALSE;
}
