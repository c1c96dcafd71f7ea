/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenes for figures, in which nothing is missing: what the headless program draws, and what the
 * window exports of a scene that it shows. For a thread that may wait: a second or so. */
#pragma once

#include "ui/pictures/scene/scene.h"

/* What is to be measured, where the scene lacks it; the network always is. */
typedef enum
{
  ALGO_SCENE_NETWORK = 0,
  ALGO_SCENE_FIGURES = 1 << 0, /* all draws, the explanation, and the grid over beta */
  ALGO_SCENE_GENERALISATION = 1 << 1,
  ALGO_SCENE_DIRECT = 1 << 2, /* trains a network as many steps: see direct-trajectory.h */
} AlgoSceneParts;

/* A scene like that one, with what it lacks measured on `snapshot`, the run at the scene's step,
 * for its question. What is there stays as it is; of a snapshot of another step, or without one,
 * nothing is measured but the explanation of the network. The provenance is completed by what is
 * known of the network, and of who exported it; neurons of the graph that are held stay in their
 * places, and are drawn as others are.
 *
 * NULL and the generator's error if the network cannot be made; NULL, and no error, if `is_over`,
 * which may be NULL, says so. */
AlgoScene *algo_scene_measure (const AlgoScene *scene,
                               AlgoSnapshot *snapshot,
                               AlgoSceneParts parts,
                               AlgoMeasuringIsOver is_over,
                               gpointer data,
                               GError **error);

/* Of a network that no run made. `provenance`, what its file says of itself, is referenced. */
AlgoScene *algo_scene_new_for_network (AlgoNetwork *network, GHashTable *provenance);
/* The same scene compared with the network of another, of whose provenance it takes a part under
 * keys that begin with "other_". Both have networks. */
AlgoScene *algo_scene_compare (const AlgoScene *scene, const AlgoScene *other);
