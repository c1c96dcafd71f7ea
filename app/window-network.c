/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a network that is on its own in a file. */
#include "app/network-file.h"
#include "app/recent-runs.h"
#include "app/window-private.h"

#define POINTS_SEED 0 /* of the points that it is judged on, as in figures */

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (AlgoNetwork) network = algo_network_file_load (data, &error);
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
  AlgoWindow *self = ALGO_WINDOW (source);
  const char *path = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoObservation) observation = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->session == NULL) /* the window was closed meanwhile */
    return;
  if (observation == NULL)
    {
      algo_window_show_message (self, error->message);
      return;
    }
  algo_window_hide_message (self);
  algo_window_take_exhibit (self, algo_exhibit_new (observation, name));
  algo_recent_runs_add (path);
}

void
algo_window_open_network (AlgoWindow *self, const char *path)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_loaded, NULL);

  g_task_set_task_data (task, g_canonicalize_filename (path, NULL), g_free);
  g_task_run_in_thread (task, load_in_thread);
}
