/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a network that is on its own in a file. */
#include "app/run/exhibits.h"

#include "app/run/job.h"
#include "app/run/network-file.h"

#define POINTS_SEED 0 /* of the points that it is judged on, as in figures */

typedef struct
{
  char *path;
  GTask *task; /* of who asked */
  AlgoObservation *observation;
  GError *error;
  gboolean is_wanted; /* the exhibits were there when it was read */
} Opening;

static void
open_in_thread (gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  g_autoptr (AlgoNetwork) network = algo_network_file_load (opening->path, &opening->error);
  g_autoptr (AlgoObservation) observation = NULL;

  if (network == NULL)
    return;
  observation = algo_observation_new_for_network (network, POINTS_SEED);
  opening->observation = algo_observation_explain (observation);
}

static void
on_opened (gpointer owner, gpointer data)
{
  Opening *opening = data;
  g_autofree char *name = g_filename_display_basename (opening->path);

  opening->is_wanted = TRUE;
  if (opening->observation != NULL)
    algo_exhibits_take (owner, algo_exhibit_new (opening->observation, name));
}

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  algo_job_answer (opening->task, opening->is_wanted, opening->error);
  g_clear_pointer (&opening->observation, algo_observation_unref);
  g_free (opening->path);
  g_free (opening);
}

void
algo_exhibits_open_async (AlgoExhibits *self,
                          const char *path,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  static const AlgoJobKind kind = { open_in_thread, on_opened, opening_free };
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_canonicalize_filename (path, NULL);
  opening->task = g_task_new (NULL, NULL, callback, data);
  algo_job_start (&kind, self, opening, NULL);
}

gboolean
algo_exhibits_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
