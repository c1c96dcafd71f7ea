/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/ensemble/gather-sources.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/ensemble/ensemble.h"
#include "engine/ensemble/sweep.h"
#include "engine/error.h"
#include "engine/run-file/schema.h"

#define SEED_PREFIX "seed-"

static void
source_clear (gpointer data)
{
  AlgoGatherSource *source = data;

  g_free (source->path);
  g_free (source->recorded_by);
}

/* By the name that a sweep gives it. */
static gboolean
read_seed (const char *path, guint64 *seed)
{
  g_autofree char *name = g_path_get_basename (path);
  gsize length = strlen (name);

  if (!g_str_has_prefix (name, SEED_PREFIX) || !g_str_has_suffix (name, ALGO_RUN_SUFFIX))
    return FALSE;
  name[length - strlen (ALGO_RUN_SUFFIX)] = '\0';
  return g_ascii_string_to_unsigned (name + strlen (SEED_PREFIX), 10, 0, G_MAXUINT64, seed, NULL);
}

/* The name of the machine, a new string, if it is another than this. */
static char *
find_recorder (const AlgoSweep *sweep, const AlgoGatherSource *source)
{
  g_autofree char *log = g_strconcat (source->path, "-wal", NULL);
  g_auto (AlgoSeedStatus) status = { 0 };

  /* Whoever records has a log. */
  if (sweep == NULL || !source->seed_known || !g_file_test (log, G_FILE_TEST_EXISTS))
    return NULL;
  algo_sweep_look (sweep, source->seed, &status);
  if (status.state != ALGO_SEED_RUNNING || g_strcmp0 (status.host, g_get_host_name ()) == 0)
    return NULL;
  return g_strdup (status.host != NULL ? status.host : "?");
}

static void
add_file (AlgoGatherSources *sources, const char *path, const AlgoSweep *sweep)
{
  AlgoGatherSource source = { .path = g_canonicalize_filename (path, NULL) };

  for (guint i = 0; i < sources->files->len; i++)
    if (g_str_equal (g_array_index (sources->files, AlgoGatherSource, i).path, source.path))
      {
        g_free (source.path);
        return;
      }
  source.seed_known = read_seed (source.path, &source.seed);
  source.recorded_by = find_recorder (sweep, &source);
  g_array_append_val (sources->files, source);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* By name, hidden ones apart. NULL and the error if the folder cannot be read. */
static GPtrArray *
list_run_files (const char *folder, GError **error)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, error);
  GPtrArray *paths;
  const char *name;

  if (directory == NULL)
    return NULL;
  paths = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (directory)) != NULL)
    if (name[0] != '.' && g_str_has_suffix (name, ALGO_RUN_SUFFIX))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  return paths;
}

static gboolean
add_folder (AlgoGatherSources *sources, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) paths = list_run_files (folder, error);
  g_autoptr (AlgoSweep) sweep = NULL;
  const guint before = sources->files->len;

  if (paths == NULL)
    return FALSE;
  if (algo_sweep_is_in (folder))
    {
      sweep = algo_sweep_open (folder, error);
      if (sweep == NULL)
        return FALSE;
      g_array_append_vals (sources->seeds, sweep->seeds->data, sweep->seeds->len);
    }
  for (guint i = 0; i < paths->len; i++)
    if (!algo_ensemble_is_in (paths->pdata[i]))
      add_file (sources, paths->pdata[i], sweep);
  if (sources->files->len > before)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _ ("there is no run in it"));
  algo_error_prefix_path (error, folder);
  return FALSE;
}

static gboolean
add_operand (AlgoGatherSources *sources, const char *operand, GError **error)
{
  if (g_file_test (operand, G_FILE_TEST_IS_DIR))
    return add_folder (sources, operand, error);
  if (!g_file_test (operand, G_FILE_TEST_EXISTS))
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, g_strerror (ENOENT));
  else if (algo_ensemble_is_in (operand))
    g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("this is an ensemble, not a run"));
  else
    {
      add_file (sources, operand, NULL);
      return TRUE;
    }
  algo_error_prefix_path (error, operand);
  return FALSE;
}

AlgoGatherSources *
algo_gather_sources_new (const char *const *operands, GError **error)
{
  g_autoptr (AlgoGatherSources) sources = g_new0 (AlgoGatherSources, 1);

  sources->files = g_array_new (FALSE, FALSE, sizeof (AlgoGatherSource));
  g_array_set_clear_func (sources->files, source_clear);
  sources->seeds = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint i = 0; operands[i] != NULL; i++)
    if (!add_operand (sources, operands[i], error))
      return NULL;
  return g_steal_pointer (&sources);
}

void
algo_gather_sources_free (AlgoGatherSources *sources)
{
  g_array_unref (sources->files);
  g_array_unref (sources->seeds);
  g_free (sources);
}
