/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/opening.h"

#include "app/run/closing.h"
#include "app/run/job.h"
#include "app/run/run-model-private.h"
#include "engine/ensemble/ensemble.h"
#include "engine/error.h"
#include "engine/formats/network-file.h"
#include "engine/formats/parameters-file.h"
#include "engine/run-file/schema.h"

#include <glib/gi18n-lib.h>

#define POINTS_SEED 0 /* of the points that a network is judged on, as in figures */

typedef struct
{
  char *path;
  AlgoRunModel *run; /* borrowed: there as long as the exhibits are */
  AlgoSettings settings;
  GTask *task; /* of who asked, which owns this */

  /* This is what is in it, or why nothing is. */
  AlgoContents contents;
  AlgoRecorder *recorder;
  AlgoTrainerState *state;
  AlgoObservation *observation;
  AlgoConsensus *consensus;
  char *notes; /* NULL: none */
  GError *error;
  gboolean is_wanted; /* still, when it was there */
} Opening;

/* Reading it. */

static gboolean
check_size (const AlgoNetwork *network, GError **error)
{
  if ((guint64) network->inputs * network->hidden <= ALGO_NETWORK_MOST_WEIGHTS)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
               _ ("holds a network of %u inputs and %u hidden neurons, too large for the window; "
                  "“algoscope-run figure” and “algoscope-run classify” take it"),
               network->inputs, network->hidden);
  return FALSE;
}

static AlgoNetwork *
load_network (const char *path, char **notes, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  g_autoptr (AlgoTensorFile) file = algo_tensor_file_load (path, error);
  g_autoptr (AlgoNetwork) network = NULL;

  if (file == NULL)
    return NULL;
  if (algo_parameters_are_in (file))
    g_set_error_literal (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                         _ ("holds the parameters of a hypernetwork, not a network; "
                            "“algoscope-run network” writes one of its networks"));
  else
    network = algo_network_read (file, NULL, all, error);
  if (network != NULL && check_size (network, error))
    {
      *notes = all->len > 0 ? g_strjoinv ("; ", (char **) all->pdata) : NULL;
      return g_steal_pointer (&network);
    }
  if (error != NULL && g_error_matches (*error, ALGO_ERROR, ALGO_ERROR_CHOICE))
    {
      g_autofree char *message = (*error)->message;

      (*error)->message = g_strconcat (
          message, "; ",
          _ ("“algoscope-run network” has the option, and writes a file that opens here"), NULL);
    }
  algo_error_prefix_path (error, path);
  return NULL;
}

static void
open_network (Opening *opening)
{
  g_autoptr (AlgoNetwork) network = load_network (opening->path, &opening->notes, &opening->error);
  g_autoptr (AlgoObservation) observation = NULL;

  if (network == NULL)
    return;
  observation = algo_observation_new_for_network (network, POINTS_SEED);
  opening->observation = algo_observation_explain (observation);
}

static void
open_ensemble (Opening *opening)
{
  g_autoptr (AlgoEnsemble) ensemble = algo_ensemble_read (opening->path, &opening->error);

  if (ensemble != NULL)
    opening->consensus = algo_consensus_new (ensemble);
}

static void
open_in_thread (gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  const char *path = opening->path;

  if (!algo_run_file_is_run (path) && !g_str_has_suffix (path, ALGO_RUN_SUFFIX))
    {
      opening->contents = ALGO_CONTENTS_NETWORK;
      open_network (opening);
    }
  else if (algo_ensemble_is_in (path))
    {
      opening->contents = ALGO_CONTENTS_ENSEMBLE;
      open_ensemble (opening);
    }
  else
    opening->recorder = algo_recorder_open (path, &opening->state, &opening->error);
}

/* Taking it. */

/* A run that begins comes first: it puts away what is in place of its network. */
static void
on_opened (gpointer exhibits, gpointer data)
{
  Opening *opening = data;
  g_autofree char *name = g_filename_display_basename (opening->path);

  opening->is_wanted = g_strcmp0 (algo_run_model_get_opening (opening->run), opening->path) == 0;
  if (!opening->is_wanted)
    return;
  algo_run_model_set_opening (opening->run, NULL);
  if (opening->recorder != NULL)
    algo_run_model_take_run (opening->run, g_steal_pointer (&opening->recorder),
                             g_steal_pointer (&opening->state), TRUE);
  else if (!algo_run_model_has_run (opening->run))
    algo_run_model_begin (opening->run, &opening->settings, NULL);
  if (opening->observation != NULL)
    algo_exhibits_take (exhibits, algo_exhibit_new (opening->observation, name));
}

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_clear_pointer (&opening->recorder, algo_closing_begin);
  g_clear_pointer (&opening->state, algo_trainer_state_free);
  g_clear_pointer (&opening->observation, algo_observation_unref);
  g_clear_pointer (&opening->consensus, algo_consensus_unref);
  g_free (opening->path);
  g_free (opening->notes);
  g_free (opening);
}

static void
answer (gpointer data)
{
  Opening *opening = data;

  algo_job_answer (opening->task, opening->is_wanted, g_steal_pointer (&opening->error));
}

void
algo_open_async (AlgoRunModel *run,
                 AlgoExhibits *exhibits,
                 const char *path,
                 const AlgoSettings *settings,
                 GAsyncReadyCallback callback,
                 gpointer data)
{
  static const AlgoJobKind kind = { open_in_thread, on_opened, answer };
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_canonicalize_filename (path, NULL);
  opening->run = run;
  opening->settings = *settings;
  opening->task = g_task_new (NULL, NULL, callback, data);
  g_task_set_task_data (opening->task, opening, opening_free);
  algo_run_model_set_opening (run, opening->path);
  algo_job_start (&kind, exhibits, opening, NULL);
}

gboolean
algo_open_finish (GAsyncResult *result,
                  AlgoContents *contents,
                  AlgoConsensus **consensus,
                  char **notes,
                  GError **error)
{
  Opening *opening = g_task_get_task_data (G_TASK (result));

  if (contents != NULL)
    *contents = opening->contents;
  if (consensus != NULL)
    *consensus = g_steal_pointer (&opening->consensus);
  if (notes != NULL)
    *notes = g_steal_pointer (&opening->notes);
  return g_task_propagate_boolean (G_TASK (result), error);
}
