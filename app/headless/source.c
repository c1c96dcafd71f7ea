/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/source.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "engine/ensemble/ensemble.h"
#include "engine/error.h"
#include "engine/formats/parameters-file.h"
#include "engine/session/provenance.h"

#define LONGEST_KEY 40
#define LONGEST_VALUE 400

/* Files come from anywhere, and what they say of themselves goes on into formats that do not hold
 * everything. */
static gboolean
entry_is_fit (const char *key, const char *value)
{
  gsize length = strlen (key);

  for (const char *at = key; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr ("_.-", *at) == NULL)
      return FALSE;
  return length > 0 && length <= LONGEST_KEY && strlen (value) <= LONGEST_VALUE;
}

static GHashTable *
read_provenance (const AlgoSafetensors *file)
{
  GHashTable *provenance = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, algo_safetensors_get_metadata (file));
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (entry_is_fit (key, value))
      algo_provenance_add (provenance, key, value);
  return provenance;
}

/* Keeps `value` where the file states none in range. */
static void
read_whole (const AlgoSafetensors *file,
            const char *key,
            guint64 least,
            guint64 most,
            guint64 *value)
{
  const char *text = algo_safetensors_metadata (file, key);

  if (text != NULL)
    g_ascii_string_to_unsigned (text, 10, least, most, value, NULL);
}

static AlgoSnapshot *
read_snapshot (const AlgoSafetensors *file, GError **error)
{
  g_autoptr (AlgoParameters) parameters = algo_parameters_read (file, error);
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  guint64 most = settings.most, step = 0;

  if (parameters == NULL)
    return NULL;
  read_whole (file, "seed", 0, G_MAXUINT64, &settings.seed);
  read_whole (file, "most", ALGO_MIN_INPUTS, ALGO_MAX_INPUTS, &most);
  read_whole (file, "step", 0, G_MAXUINT64, &step);
  settings.most = (guint) most;
  settings.levels = parameters->table->levels;
  settings.model = parameters->table->model;
  settings.log_beta_from = parameters->log_beta_from;
  settings.log_beta_to = parameters->log_beta_to;
  return algo_snapshot_new (&settings, 1, step, parameters);
}

static gboolean
open_tensors (AlgoSource *source, const char *path, GError **error)
{
  g_autoptr (AlgoSafetensors) file = algo_safetensors_load (path, error);

  if (file == NULL)
    return FALSE;
  source->provenance = read_provenance (file);
  if (algo_parameters_are_in (file))
    source->snapshot = read_snapshot (file, error);
  else
    source->network = algo_network_read (file, error);
  if (source->snapshot != NULL || source->network != NULL)
    return TRUE;
  algo_error_prefix_path (error, path);
  return FALSE;
}

static gboolean
open_run (AlgoSource *source, const char *path, guint64 step, GError **error)
{
  const AlgoRun *run;

  source->run = algo_run_file_open (path, error);
  if (source->run == NULL)
    return FALSE;
  run = algo_run_file_get_run (source->run);
  if (step > run->step && step != ALGO_SOURCE_LAST_STEP)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                   _ ("step %" PRIu64 " is beyond the last, which is %" PRIu64), step, run->step);
      algo_error_prefix_path (error, path);
      return FALSE;
    }
  source->snapshot = algo_run_file_read_snapshot (source->run, MIN (step, run->step), error);
  if (source->snapshot == NULL)
    return FALSE;
  source->provenance = algo_provenance_new (source->snapshot);
  return TRUE;
}

AlgoSource *
algo_source_open (const char *path, guint64 step, GError **error)
{
  g_autoptr (AlgoSource) source = g_new0 (AlgoSource, 1);
  gboolean opened = FALSE;

  if (algo_ensemble_is_in (path))
    {
      g_set_error (
          error, ALGO_ERROR, ALGO_ERROR_FORMAT,
          _ ("this is an ensemble; the networks are in the runs that it was gathered from"));
      algo_error_prefix_path (error, path);
      return NULL;
    }
  /* What cannot be read is left to the reader of tensors to complain of. */
  if (algo_run_file_is_run (path))
    opened = open_run (source, path, step, error);
  else if (step == ALGO_SOURCE_LAST_STEP)
    opened = open_tensors (source, path, error);
  else
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                   _ ("only a recorded run has steps to choose from"));
      algo_error_prefix_path (error, path);
    }
  return opened ? g_steal_pointer (&source) : NULL;
}

void
algo_source_free (AlgoSource *source)
{
  g_clear_pointer (&source->network, algo_network_unref);
  g_clear_pointer (&source->snapshot, algo_snapshot_unref);
  g_clear_pointer (&source->run, algo_run_file_free);
  g_clear_pointer (&source->provenance, g_hash_table_unref);
  g_free (source);
}
