/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/ensemble/sweep.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "engine/ensemble/seeds.h"
#include "engine/ensemble/sweep-file.h"
#include "engine/error.h"
#include "engine/run-file/run-file.h"
#include "engine/run-file/schema.h"

#define STATUS_FOLDER "status"
#define STATUS_GROUP "seed"
/* Places in the lock's file past those of all seeds. */
#define PLACE_OF_SETTINGS (ALGO_SEEDS_GREATEST + 1)
#define PLACE_OF_CHOICE (ALGO_SEEDS_GREATEST + 2)

static const char *const state_names[ALGO_N_SEED_STATES] = { "waiting", "running", "partial",
                                                             "finished", "failed" };

const char *
algo_seed_state_name (AlgoSeedState state)
{
  return state_names[state];
}

void
algo_seed_status_clear (AlgoSeedStatus *status)
{
  g_clear_pointer (&status->host, g_free);
  g_clear_pointer (&status->reason, g_free);
}

static char *
settings_path (const char *folder)
{
  return g_build_filename (folder, ALGO_SWEEP_FILE, NULL);
}

static char *
lock_path (const AlgoSweep *sweep)
{
  return g_build_filename (sweep->folder, STATUS_FOLDER, "lock", NULL);
}

static char *
status_path (const AlgoSweep *sweep, guint64 seed)
{
  g_autofree char *name = g_strdup_printf ("seed-%04" G_GUINT64_FORMAT ".ini", seed);

  return g_build_filename (sweep->folder, STATUS_FOLDER, name, NULL);
}

char *
algo_sweep_get_run_path (const AlgoSweep *sweep, guint64 seed)
{
  g_autofree char *name = g_strdup_printf ("seed-%04" G_GUINT64_FORMAT ALGO_RUN_SUFFIX, seed);

  return g_build_filename (sweep->folder, name, NULL);
}

gboolean
algo_sweep_is_in (const char *folder)
{
  g_autofree char *path = settings_path (folder);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static AlgoSweep *
sweep_new (const char *folder)
{
  AlgoSweep *sweep = g_new0 (AlgoSweep, 1);

  sweep->folder = g_canonicalize_filename (folder, NULL);
  return sweep;
}

void
algo_sweep_free (AlgoSweep *sweep)
{
  g_clear_pointer (&sweep->seeds, g_array_unref);
  g_free (sweep->folder);
  g_free (sweep);
}

static gboolean
make_folders (const AlgoSweep *sweep, GError **error)
{
  g_autofree char *folder = g_build_filename (sweep->folder, STATUS_FOLDER, NULL);
  int reason;

  if (g_mkdir_with_parents (folder, 0777) == 0)
    return TRUE;
  reason = errno;
  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (reason), g_strerror (reason));
  algo_error_prefix_path (error, folder);
  return FALSE;
}

AlgoSweep *
algo_sweep_open (const char *folder, GError **error)
{
  g_autoptr (AlgoSweep) sweep = sweep_new (folder);
  g_autofree char *path = settings_path (folder);

  if (!algo_sweep_file_read (path, &sweep->settings, &sweep->seeds, error)
      || !make_folders (sweep, error))
    return NULL;
  return g_steal_pointer (&sweep);
}

/* Takes over the settings and seeds of the file, if there is one, and adds to those what is new. */
static gboolean
agree (AlgoSweep *sweep, const AlgoSettings *settings, const GArray *seeds, GError **error)
{
  g_autofree char *path = settings_path (sweep->folder);
  g_autoptr (GArray) known = NULL;

  sweep->settings = *settings;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      if (!algo_sweep_file_read (path, &sweep->settings, &known, error))
        return FALSE;
      if (!algo_sweep_file_compare (&sweep->settings, settings, error))
        {
          algo_error_prefix_path (error, path);
          return FALSE;
        }
    }
  else
    known = g_array_new (FALSE, FALSE, sizeof (guint64));
  sweep->seeds = algo_seeds_unite (known, seeds);
  return sweep->seeds->len == known->len
         || algo_sweep_file_write (path, &sweep->settings, sweep->seeds, error);
}

AlgoSweep *
algo_sweep_join (const char *folder,
                 const AlgoSettings *settings,
                 const GArray *seeds,
                 GError **error)
{
  g_autoptr (AlgoSweep) sweep = sweep_new (folder);
  g_autoptr (AlgoClaim) claim = NULL;
  g_autofree char *lock = lock_path (sweep);

  if (!make_folders (sweep, error))
    return NULL;
  claim = algo_claim_take (lock, PLACE_OF_SETTINGS, TRUE, error);
  if (claim == NULL || !agree (sweep, settings, seeds, error))
    return NULL;
  return g_steal_pointer (&sweep);
}

AlgoClaim *
algo_sweep_claim_seed (const AlgoSweep *sweep, guint64 seed, GError **error)
{
  g_autofree char *lock = lock_path (sweep);

  return algo_claim_take (lock, seed, FALSE, error);
}

AlgoClaim *
algo_sweep_claim_choice (const AlgoSweep *sweep, GError **error)
{
  g_autofree char *lock = lock_path (sweep);

  return algo_claim_take (lock, PLACE_OF_CHOICE, TRUE, error);
}

gboolean
algo_sweep_check_settings (const AlgoSweep *sweep, const AlgoSettings *settings, GError **error)
{
  return algo_sweep_file_compare (&sweep->settings, settings, error);
}

/* What is known of a run by its size and time, so that nothing of it needs to be read again. NULL
 * if there is none. */
static char *
identify_run (const AlgoSweep *sweep, guint64 seed)
{
  g_autofree char *path = algo_sweep_get_run_path (sweep, seed);
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld",
                          (gint64) status.st_size, (gint64) status.st_mtim.tv_sec,
                          status.st_mtim.tv_nsec);
}

/* Without a wait for the disk: whoever is killed loses nothing by it but what is said of a run. */
static void
replace_file (const char *path, const char *text, gsize length)
{
  g_autofree char *temporary = g_strconcat (path, ".new", NULL);

  if (!g_file_set_contents_full (temporary, text, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0666,
                                 NULL)
      || g_rename (temporary, path) != 0)
    g_unlink (temporary);
}

void
algo_sweep_say (const AlgoSweep *sweep,
                guint64 seed,
                AlgoSeedState state,
                guint64 step,
                const char *reason)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = status_path (sweep, seed);
  g_autofree char *run = state == ALGO_SEED_FINISHED ? identify_run (sweep, seed) : NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_key_file_set_value (file, STATUS_GROUP, "state", state_names[state]);
  g_key_file_set_uint64 (file, STATUS_GROUP, "step", step);
  g_key_file_set_string (file, STATUS_GROUP, "host", g_get_host_name ());
  g_key_file_set_integer (file, STATUS_GROUP, "process", getpid ());
  if (reason != NULL)
    g_key_file_set_string (file, STATUS_GROUP, "reason", reason);
  if (run != NULL)
    g_key_file_set_value (file, STATUS_GROUP, "run", run);
  text = g_key_file_to_data (file, &length, NULL);
  replace_file (path, text, length);
}

/* What was said last: ALGO_SEED_WAITING if nothing was. `run` receives the identity of a run that
 * is finished, a new string, or NULL. */
static void
read_status (const AlgoSweep *sweep, AlgoSeedStatus *status, char **run)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = status_path (sweep, status->seed);
  g_autofree char *state = NULL;

  *run = NULL;
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return;
  state = g_key_file_get_value (file, STATUS_GROUP, "state", NULL);
  for (guint i = 0; i < ALGO_N_SEED_STATES; i++)
    if (g_strcmp0 (state, state_names[i]) == 0)
      status->state = i;
  status->step = g_key_file_get_uint64 (file, STATUS_GROUP, "step", NULL);
  status->host = g_key_file_get_string (file, STATUS_GROUP, "host", NULL);
  status->process = g_key_file_get_integer (file, STATUS_GROUP, "process", NULL);
  status->reason = g_key_file_get_string (file, STATUS_GROUP, "reason", NULL);
  *run = g_key_file_get_value (file, STATUS_GROUP, "run", NULL);
}

/* As the run itself says, which nobody is recording. */
static void
read_run (const AlgoSweep *sweep, AlgoSeedStatus *status)
{
  g_autofree char *path = algo_sweep_get_run_path (sweep, status->seed);
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoRunFile) file = algo_run_file_open (path, &error);
  const AlgoRun *run = file != NULL ? algo_run_file_get_run (file) : NULL;

  g_clear_pointer (&status->reason, g_free);
  if (run == NULL || !algo_sweep_check_settings (sweep, &run->settings, &error))
    {
      if (run != NULL)
        algo_error_prefix_path (&error, path);
      status->state = ALGO_SEED_FAILED;
      status->reason = g_strdup (error->message);
      return;
    }
  status->step = run->step;
  if (algo_run_has_diverged (run))
    {
      status->state = ALGO_SEED_FAILED;
      status->reason = g_strdup_printf (_ ("training diverged after step %" PRIu64), run->step);
      return;
    }
  status->state = run->step >= sweep->settings.steps && algo_run_count_missing_phases (run) == 0
                      ? ALGO_SEED_FINISHED
                      : ALGO_SEED_PARTIAL;
}

/* Whether a process of this machine is stopped: its state stands behind its name, which may hold
 * anything. */
static gboolean
is_stopped (int process)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", process);
  g_autofree char *text = NULL;
  const char *name_end;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  name_end = strrchr (text, ')');
  return name_end != NULL
         && (g_str_has_prefix (name_end, ") T") || g_str_has_prefix (name_end, ") t"));
}

void
algo_sweep_look (const AlgoSweep *sweep, guint64 seed, AlgoSeedStatus *status)
{
  g_autofree char *lock = lock_path (sweep);
  g_autofree char *known = NULL, *present = NULL;
  /* Asked before what was said is read: who releases it has said all before. */
  const gboolean is_taken = algo_claim_is_taken (lock, seed);

  *status = (AlgoSeedStatus){ .seed = seed };
  read_status (sweep, status, &known);
  present = identify_run (sweep, seed);
  if (status->state == ALGO_SEED_FINISHED && g_strcmp0 (known, present) == 0)
    return;
  if (is_taken)
    {
      status->state = ALGO_SEED_RUNNING;
      status->is_stopped =
          g_strcmp0 (status->host, g_get_host_name ()) == 0 && is_stopped (status->process);
    }
  else if (status->state == ALGO_SEED_FAILED)
    return;
  else if (present == NULL)
    *status = (AlgoSeedStatus){ .seed = seed, .host = status->host, .reason = status->reason };
  else if (status->state == ALGO_SEED_RUNNING || status->state == ALGO_SEED_PARTIAL)
    status->state = ALGO_SEED_PARTIAL;
  else
    read_run (sweep, status);
  if (status->state != ALGO_SEED_FAILED)
    g_clear_pointer (&status->reason, g_free);
}

GArray *
algo_sweep_look_at (const AlgoSweep *sweep, const GArray *seeds)
{
  GArray *statuses = g_array_new (FALSE, FALSE, sizeof (AlgoSeedStatus));

  g_array_set_clear_func (statuses, (GDestroyNotify) algo_seed_status_clear);
  for (guint i = 0; i < seeds->len; i++)
    {
      AlgoSeedStatus status;

      algo_sweep_look (sweep, g_array_index (seeds, guint64, i), &status);
      g_array_append_val (statuses, status);
    }
  return statuses;
}
