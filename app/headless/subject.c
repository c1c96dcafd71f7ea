/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/subject.h"
#include "app/headless/console.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "engine/error.h"
#include "engine/formats/network-file.h"
#include "engine/formats/parameters-file.h"
#include "engine/run-file/run-file.h"
#include "engine/run/provenance.h"
#include "engine/settings-fields.h"

#define USUAL_LOG_BETA (-4.0)
#define LONGEST_KEY 40
#define LONGEST_VALUE 400

/* Refuses in the file's name. */
static gboolean
refuse (GError **error, AlgoError code, const char *path, const char *message)
{
  g_set_error_literal (error, ALGO_ERROR, code, message);
  algo_error_prefix_path (error, path);
  return FALSE;
}

/* Files come from anywhere, and what they say of themselves goes on into formats that do not hold
 * everything. */
static gboolean
entry_is_fit (const char *key, const char *value)
{
  const gsize length = strlen (key);

  for (const char *at = key; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr ("_.-", *at) == NULL)
      return FALSE;
  return length > 0 && length <= LONGEST_KEY && strlen (value) <= LONGEST_VALUE;
}

static GHashTable *
read_provenance (const AlgoTensorFile *file)
{
  GHashTable *provenance = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, algo_tensor_file_get_metadata (file));
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (entry_is_fit (key, value))
      algo_provenance_add (provenance, key, value);
  return provenance;
}

/* The snapshot has the settings that the file states, and the defaults where it states none, or
 * none that can be. */
static AlgoSnapshot *
read_snapshot (const AlgoTensorFile *file, GError **error)
{
  g_autoptr (AlgoParameters) parameters = algo_parameters_read (file, error);
  const char *step_text = algo_tensor_file_metadata (file, "step");
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT, stated = settings;
  guint64 step = 0;

  if (parameters == NULL)
    return NULL;
  for (guint i = 0; i < algo_settings_count_fields (); i++)
    {
      const char *text = algo_tensor_file_metadata (file, algo_settings_field_name (i));

      if (text != NULL)
        algo_settings_parse_field (&stated, i, text);
    }
  if (algo_settings_validate (&stated, NULL))
    settings = stated;
  if (step_text != NULL)
    g_ascii_string_to_unsigned (step_text, 10, 0, G_MAXUINT64, &step, NULL);
  settings.levels = parameters->table->levels;
  settings.model = parameters->table->model;
  return algo_snapshot_new (&settings, 1, step, parameters);
}

static gboolean
check_log_beta (double log_beta, AlgoBetaRange range, GError **error)
{
  return isnan (log_beta) || (log_beta >= range.from && log_beta <= range.to)
         || algo_command_line_refuse (
             error, _ ("--log-beta: %g is not in the range trained on, from %g to %g"), log_beta,
             range.from, range.to);
}

static double
choose_log_beta (const AlgoSubjectOptions *options, AlgoBetaRange range)
{
  return isnan (options->log_beta) ? CLAMP (USUAL_LOG_BETA, range.from, range.to)
                                   : options->log_beta;
}

/* Makes the scene before anything is measured. `provenance` is borrowed, by the scene too. */
static AlgoScene
scene_of (AlgoSnapshot *snapshot, const AlgoSubjectOptions *options, GHashTable *provenance)
{
  const AlgoSettings *settings = &snapshot->settings;
  const AlgoBetaRange range = algo_settings_get_beta_range (settings);
  const guint inputs = options->inputs > 0 ? options->inputs : settings->most;

  return (AlgoScene){
    .generation = snapshot->generation,
    .seed = settings->seed,
    .task = algo_settings_get_task (settings),
    .least = settings->least,
    .most = settings->most,
    .latest = snapshot->step,
    .step = snapshot->step,
    .range = range,
    .chosen = -1,
    .question = { .log_beta = choose_log_beta (options, range),
                  .inputs = inputs,
                  .hidden = ALGO_HIDDEN_PER_INPUT * inputs,
                  .noise_seed = options->noise_seed,
                  .from_prior = options->from_prior },
    .provenance = provenance,
  };
}

/* The scene has what the run recorded up to its step. */
static AlgoScene *
open_run (const char *path, const AlgoSubjectOptions *options, AlgoSceneParts parts, GError **error)
{
  g_autoptr (AlgoRunFile) file = algo_run_file_open (path, error);
  g_autoptr (AlgoSnapshot) snapshot = NULL;
  g_autoptr (GHashTable) provenance = NULL;
  g_autoptr (GArray) metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_grid_unref);
  const AlgoRun *run;
  AlgoScene scene;

  if (file == NULL)
    return NULL;
  run = algo_run_file_get_run (file);
  if (options->step > run->step && options->step != ALGO_SUBJECT_LAST_STEP)
    {
      g_autofree char *message =
          g_strdup_printf (_ ("step %" PRIu64 " is beyond the last, which is %" PRIu64),
                           options->step, run->step);

      refuse (error, ALGO_ERROR_SIZE, path, message);
      return NULL;
    }
  if (!check_log_beta (options->log_beta, algo_settings_get_beta_range (&run->settings), error))
    return NULL;
  snapshot = algo_run_file_read_snapshot (file, MIN (options->step, run->step), error);
  if (snapshot == NULL)
    return NULL;
  provenance = algo_provenance_new (snapshot);
  scene = scene_of (snapshot, options, provenance);
  scene.metrics =
      g_array_append_vals (metrics, run->metrics->data, MIN (run->metrics->len, snapshot->step));
  for (guint i = 0; i < run->grids->len; i++)
    if (((const AlgoGrid *) run->grids->pdata[i])->step <= snapshot->step)
      g_ptr_array_add (grids, algo_grid_ref (run->grids->pdata[i]));
  scene.grids = grids;
  scene.budget = run->budget;
  return algo_scene_measure (&scene, snapshot, parts, NULL, NULL, error);
}

/* Returns the name of an option that says which network, where one was given; NULL if none was. */
static const char *
find_choice (const AlgoSubjectOptions *options)
{
  return options->inputs > 0        ? "inputs"
         : options->noise_seed != 0 ? "noise-seed"
         : options->from_prior      ? "prior"
                                    : NULL;
}

/* A network's file holds one network: there is nothing to choose. */
static gboolean
check_nothing_chosen (const AlgoSubjectOptions *options, GError **error)
{
  const char *chosen = isnan (options->log_beta) ? find_choice (options) : "log-beta";

  return chosen == NULL || options->may_yield
         || algo_command_line_refuse (
             error, _ ("--%s: the file holds a network, which has nothing to choose"), chosen);
}

AlgoNetwork *
algo_subject_read_network (const AlgoTensorFile *file,
                           const char *path,
                           const AlgoNetworkReading *how,
                           GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  AlgoNetwork *network;
  AlgoActivation activation;

  if (how->activation != NULL && !algo_activation_find (how->activation, &activation))
    {
      g_autofree char *list = algo_activation_list ();

      algo_command_line_refuse (error, _ ("--activation: '%s' is none of %s"), how->activation,
                                list);
      return NULL;
    }
  if (how->transpose != NULL
      && !g_strv_contains ((const char *const[]){ "", "yes", "no", NULL }, how->transpose))
    {
      algo_command_line_refuse (error, _ ("--transpose: '%s' is neither 'yes' nor 'no'"),
                                how->transpose);
      return NULL;
    }
  network = algo_network_read (file, how, notes, error);
  algo_error_prefix_path (error, path);
  for (guint i = 0; network != NULL && i < notes->len; i++)
    algo_console_error ("%s: %s", path, (const char *) notes->pdata[i]);
  return network;
}

static AlgoScene *
open_tensors (const char *path,
              const AlgoSubjectOptions *options,
              AlgoSceneParts parts,
              GError **error)
{
  g_autoptr (AlgoTensorFile) file = algo_tensor_file_load (path, error);
  g_autoptr (GHashTable) provenance = NULL;
  g_autoptr (AlgoSnapshot) snapshot = NULL;
  g_autoptr (AlgoNetwork) network = NULL;
  g_autoptr (AlgoScene) alone = NULL;
  AlgoScene scene;

  if (file == NULL)
    return NULL;
  provenance = read_provenance (file);
  if (algo_parameters_are_in (file))
    {
      snapshot = read_snapshot (file, error);
      algo_error_prefix_path (error, path);
    }
  else
    network = algo_subject_read_network (file, path, &options->reading, error);
  if (snapshot == NULL && network == NULL)
    return NULL;
  if (network != NULL)
    {
      if (!check_nothing_chosen (options, error))
        return NULL;
      alone = algo_scene_new_for_network (network, provenance);
      return algo_scene_measure (alone, NULL, parts, NULL, NULL, error);
    }
  if (!check_log_beta (options->log_beta, algo_settings_get_beta_range (&snapshot->settings),
                       error))
    return NULL;
  scene = scene_of (snapshot, options, provenance);
  return algo_scene_measure (&scene, snapshot, parts, NULL, NULL, error);
}

AlgoScene *
algo_subject_open (const char *path,
                   const AlgoSubjectOptions *options,
                   AlgoSceneParts parts,
                   GError **error)
{
  if (algo_ensemble_is_in (path))
    refuse (error, ALGO_ERROR_FORMAT, path,
            _ ("this is an ensemble; the networks are in the runs that it was gathered from"));
  /* What cannot be read is left to the reader of tensors to complain of. */
  else if (algo_run_file_is_run (path))
    return open_run (path, options, parts, error);
  else if (options->step == ALGO_SUBJECT_LAST_STEP)
    return open_tensors (path, options, parts, error);
  else
    refuse (error, ALGO_ERROR_FORMAT, path, _ ("only a recorded run has steps to choose from"));
  return NULL;
}

AlgoScene *
algo_subject_open_ensemble (const char *path, const AlgoSubjectOptions *options, GError **error)
{
  const gint64 step = options->step == ALGO_SUBJECT_LAST_STEP ? -1 : (gint64) options->step;
  g_autoptr (AlgoEnsemble) ensemble = NULL;
  g_autoptr (AlgoConsensus) consensus = NULL;
  AlgoScene scene = ALGO_SCENE_EMPTY;
  AlgoBetaRange range;

  if (find_choice (options) != NULL)
    {
      algo_command_line_refuse (error,
                                _ ("--%s: not of an ensemble, which holds what was measured"),
                                find_choice (options));
      return NULL;
    }
  ensemble = algo_ensemble_read (path, error);
  if (ensemble == NULL)
    return NULL;
  range = algo_settings_get_beta_range (&ensemble->settings);
  if (!check_log_beta (options->log_beta, range, error))
    return NULL;
  if (step > (gint64) ensemble->settings.steps || step < -1)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                   _ ("--step: the ensemble was trained for %u steps"), ensemble->settings.steps);
      return NULL;
    }
  scene.consensus = consensus = algo_consensus_new (ensemble);
  scene.chosen = step;
  scene.step = step >= 0 ? (guint64) step : consensus->usual_step;
  scene.question.log_beta = choose_log_beta (options, range);
  return algo_scene_measure (&scene, NULL, ALGO_SCENE_NETWORK, NULL, NULL, NULL);
}
