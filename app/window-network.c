/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a network that is on its own in a file. */
#include "app/network-file.h"
#include "app/recent-runs.h"
#include "app/window-private.h"

#define POINTS_SEED 0 /* of the points that it is judged on, as in figures */

typedef struct
{
  GWeakRef window; /* which may be closed meanwhile */
  char *path;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->window);
  g_free (loading->path);
  g_free (loading);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Loading *loading = data;
  GError *error = NULL;
  g_autoptr (AlgoNetwork) network = algo_network_file_load (loading->path, &error);
  g_autoptr (AlgoObservation) observation = NULL;

  if (network == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  observation = algo_observation_new_for_network (network, POINTS_SEED);
  g_task_return_pointer (task, algo_observation_explain (observation),
                         (GDestroyNotify) algo_observation_unref);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Loading *loading = g_task_get_task_data (G_TASK (result));
  g_autoptr (AlgoWindow) self = g_weak_ref_get (&loading->window);
  g_autofree char *name = g_filename_display_basename (loading->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoObservation) observation = g_task_propagate_pointer (G_TASK (result), &error);

  if (self == NULL || self->session == NULL)
    return;
  if (observation == NULL)
    {
      algo_window_show_message (self, error->message);
      return;
    }
  algo_window_hide_message (self);
  algo_window_show_ensemble (self, FALSE);
  algo_window_take_exhibit (self, algo_exhibit_new (observation, name));
  algo_recent_runs_add (loading->path);
}

void
algo_window_open_network (AlgoWindow *self, const char *path)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_loaded, NULL);
  Loading *loading = g_new0 (Loading, 1);

  g_weak_ref_init (&loading->window, self);
  loading->path = g_canonicalize_filename (path, NULL);
  g_task_set_task_data (task, loading, loading_free);
  g_task_run_in_thread (task, load_in_thread);
}
