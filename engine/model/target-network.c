/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/target-network.h"

AlgoNetwork *
algo_target_to_network (const AlgoTargetWeights *target, guint inputs, guint hidden)
{
  AlgoNetwork *network = algo_network_new (inputs, hidden);

  for (guint j = 0; j < hidden; j++)
    {
      for (guint i = 0; i < inputs; i++)
        network->W0[i * hidden + j] = target->W0[j * inputs + i];
      network->b0[j] = target->b0[j];
      network->W1[j] = target->W1[j];
    }
  network->b1 = target->b1;
  return network;
}
