/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/autosave.h"

#include "engine/run-file/lease.h"
#include "engine/run-file/recorder.h"
#include "engine/run-file/schema.h"

#include <glib/gstdio.h>
#include <string.h>

#define KEPT_SECONDS (30 * 24 * 60 * 60)
#define KEPT_BYTES ((gint64) 1 << 30)
#define SEED_MARK "-seed-"
#define LOG_SUFFIX "-wal" /* SQLite's, there while a run is recorded */
#define LOG_INDEX_SUFFIX "-shm"

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "algoscope", NULL);
}

char *
algo_autosave_new_path (guint64 seed)
{
  g_autofree char *folder = get_folder ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *name = g_strdup_printf ("%s-%06d" SEED_MARK "%" G_GUINT64_FORMAT ALGO_RUN_SUFFIX,
                                           time, g_date_time_get_microsecond (now), seed);

  /* Where it cannot be made the recorder says so, as of any other file that it cannot write. */
  g_mkdir_with_parents (folder, 0700);
  return g_build_filename (folder, name, NULL);
}

gboolean
algo_autosave_contains (const char *path)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *parent = g_path_get_dirname (path);

  return g_str_equal (parent, folder);
}

static void
autosave_clear (gpointer autosave)
{
  g_free (((AlgoAutosave *) autosave)->path);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const AlgoAutosave *one = a, *other = b;

  if (one->time != other->time)
    return one->time < other->time ? 1 : -1;
  /* Names begin with the time of the start. */
  return strcmp (other->path, one->path);
}

GArray *
algo_autosave_list (void)
{
  g_autofree char *folder = get_folder ();
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  GArray *list = g_array_new (FALSE, FALSE, sizeof (AlgoAutosave));
  const char *name;

  g_array_set_clear_func (list, autosave_clear);
  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;

      if (g_str_has_suffix (name, ALGO_RUN_SUFFIX) && g_lstat (path, &status) == 0
          && S_ISREG (status.st_mode))
        {
          const char *mark = g_strrstr (name, SEED_MARK);
          const AlgoAutosave autosave = {
            .path = g_steal_pointer (&path),
            .seed = mark != NULL ? g_ascii_strtoull (mark + strlen (SEED_MARK), NULL, 10) : 0,
            .time = status.st_mtime,
          };

          g_array_append_val (list, autosave);
        }
    }
  g_array_sort (list, compare_newest_first);
  return list;
}

gboolean
algo_autosave_remove (const char *path)
{
  g_autoptr (AlgoLease) lease = algo_lease_take (path, NULL);
  g_autofree char *log = g_strconcat (path, LOG_SUFFIX, NULL);
  g_autofree char *index = g_strconcat (path, LOG_INDEX_SUFFIX, NULL);

  if (lease == NULL || g_unlink (path) != 0)
    return FALSE;
  g_unlink (log);
  g_unlink (index);
  return TRUE;
}

void
algo_autosave_prune (void)
{
  g_autoptr (GArray) list = algo_autosave_list ();
  const gint64 oldest = g_get_real_time () / G_USEC_PER_SEC - KEPT_SECONDS;
  gint64 bytes = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const AlgoAutosave *autosave = &g_array_index (list, AlgoAutosave, i);
      GStatBuf status;

      if (g_stat (autosave->path, &status) == 0)
        bytes += status.st_size;
      if (i > 0 && (autosave->time < oldest || bytes > KEPT_BYTES))
        algo_autosave_remove (autosave->path);
    }
}

/* SQLite removes its log when a program closes a database in order. */
static gboolean
was_left_open (const char *path)
{
  g_autofree char *log = g_strconcat (path, LOG_SUFFIX, NULL);
  g_autoptr (AlgoLease) lease = NULL;

  if (!g_file_test (log, G_FILE_TEST_EXISTS))
    return FALSE;
  lease = algo_lease_take (path, NULL);
  return lease != NULL;
}

/* Returns NULL if it is damaged or has no step. */
static AlgoInterruptedRun *
read_interrupted (const char *path)
{
  g_autoptr (AlgoRunFile) file = algo_run_file_open (path, NULL);
  const AlgoRun *run = file != NULL ? algo_run_file_get_run (file) : NULL;
  AlgoInterruptedRun *interrupted;

  if (run == NULL || run->step == 0)
    return NULL;
  interrupted = g_new (AlgoInterruptedRun, 1);
  *interrupted = (AlgoInterruptedRun){ .path = g_strdup (path),
                                       .seed = run->settings.seed,
                                       .step = run->step };
  return interrupted;
}

AlgoInterruptedRun *
algo_autosave_find_interrupted (void)
{
  g_autoptr (GArray) list = algo_autosave_list ();
  AlgoInterruptedRun *interrupted = NULL;

  for (guint i = 0; i < list->len && interrupted == NULL; i++)
    {
      const char *path = g_array_index (list, AlgoAutosave, i).path;

      if (was_left_open (path))
        interrupted = read_interrupted (path);
    }
  return interrupted;
}

void
algo_interrupted_run_free (AlgoInterruptedRun *run)
{
  g_free (run->path);
  g_free (run);
}

void
algo_autosave_settle (const char *path)
{
  g_autoptr (AlgoTrainerState) state = NULL;
  g_autoptr (AlgoRecorder) recorder = algo_recorder_open (path, &state, NULL);

  if (recorder != NULL)
    algo_recorder_finish (recorder, 0);
}
