/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/network-scene.h"

void
algo_network_scene_init (AlgoNetworkScene *self)
{
  *self = (AlgoNetworkScene){ 0 };
}

gboolean
algo_network_scene_take (AlgoNetworkScene *self, const AlgoScene *scene, gboolean *resized)
{
  const AlgoObservation *observation = scene->observation;
  AlgoNetwork *network = observation != NULL ? observation->network : NULL;
  const AlgoNetwork *old = self->network;

  if (network == old)
    return FALSE;
  *resized = old == NULL || network == NULL || old->inputs != network->inputs
             || old->hidden != network->hidden;
  g_clear_pointer (&self->network, algo_network_unref);
  if (network == NULL)
    return TRUE;
  self->network = algo_network_ref (network);
  return TRUE;
}

void
algo_network_scene_clear (AlgoNetworkScene *self)
{
  g_clear_pointer (&self->network, algo_network_unref);
}
