/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a network that is on its own in a file. */
#include "app/run/network-file.h"
#include "app/window/window-private.h"

#define POINTS_SEED 0 /* of the points that it is judged on, as in figures */

static gpointer
read_network (const char *path, GError **error)
{
  g_autoptr (AlgoNetwork) network = algo_network_file_load (path, error);
  g_autoptr (AlgoObservation) observation = NULL;

  if (network == NULL)
    return NULL;
  observation = algo_observation_new_for_network (network, POINTS_SEED);
  return algo_observation_explain (observation);
}

static void
take_network (AlgoWindow *self, gpointer observation, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  algo_window_show_ensemble (self, FALSE);
  algo_window_take_exhibit (self, algo_exhibit_new (observation, name));
}

void
algo_window_open_network (AlgoWindow *self, const char *path)
{
  static const AlgoWindowReader reader = {
    .read = read_network,
    .free = (GDestroyNotify) algo_observation_unref,
    .take = take_network,
  };

  algo_window_read (self, path, &reader);
}
