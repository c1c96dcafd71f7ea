/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What panels of one network keep of the scene. */
#pragma once

#include "ui/pictures/scene/scene.h"

typedef struct
{
  AlgoNetwork *network; /* owned, or NULL */
} AlgoNetworkScene;

void algo_network_scene_init (AlgoNetworkScene *self);
/* Takes the network that there is. Whether it is another, and if so, whether `resized`: nothing
 * that was known of neurons holds any more. */
gboolean
algo_network_scene_take (AlgoNetworkScene *self, const AlgoScene *scene, gboolean *resized);
void algo_network_scene_clear (AlgoNetworkScene *self);
