/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* for locks of open file descriptions */
#include "engine/ensemble/claim.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>

#include "engine/error.h"

struct _AlgoClaim
{
  int descriptor;
};

static struct flock
range_of (guint64 place)
{
  return (struct flock){
    .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = (off_t) place, .l_len = 1
  };
}

static void
fail (const char *path, int reason, GError **error)
{
  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (reason), g_strerror (reason));
  algo_error_prefix_path (error, path);
}

/* 0, or what is in the way. */
static int
lock (int descriptor, guint64 place, gboolean waits)
{
  struct flock range = range_of (place);
  int result;

  do
    result = fcntl (descriptor, waits ? F_OFD_SETLKW : F_OFD_SETLK, &range);
  while (result != 0 && errno == EINTR);
  return result == 0 ? 0 : errno;
}

AlgoClaim *
algo_claim_take (const char *path, guint64 place, gboolean waits, GError **error)
{
  const int descriptor = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  AlgoClaim *claim;
  int reason;

  if (descriptor < 0)
    {
      fail (path, errno, error);
      return NULL;
    }
  reason = lock (descriptor, place, waits);
  if (reason != 0)
    {
      g_close (descriptor, NULL);
      if (reason != EAGAIN && reason != EACCES)
        fail (path, reason, error);
      return NULL;
    }
  claim = g_new (AlgoClaim, 1);
  claim->descriptor = descriptor;
  return claim;
}

void
algo_claim_release (AlgoClaim *claim)
{
  g_close (claim->descriptor, NULL);
  g_free (claim);
}

gboolean
algo_claim_is_taken (const char *path, guint64 place)
{
  const int descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  struct flock range = range_of (place);
  gboolean is_taken;

  if (descriptor < 0)
    return FALSE;
  is_taken = fcntl (descriptor, F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK;
  g_close (descriptor, NULL);
  return is_taken;
}
