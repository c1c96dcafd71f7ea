/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the scenes of a run: the one place where what the threads know is put together.
 *
 * All of a scene is of one run, and of one answer of the observer. While the latest step is shown,
 * that answer's step is the scene's, and nothing of the history, the events or the studies is of a
 * later one. Where a person has chosen a step or asked another question, a scene is as the one
 * before in all its parts until all of the new one is there. The first scene of a run has nothing
 * but what the run is, whatever is known by then.
 *
 * Signal "changed": a scene that is made now would differ from the last; at most once in an
 * iteration of the main loop. Main thread. */
#pragma once

#include "app/run/exhibits.h"
#include "ui/pictures/scene/scene.h"

#define ALGO_TYPE_SCENE_MAKER (algo_scene_maker_get_type ())
G_DECLARE_FINAL_TYPE (AlgoSceneMaker, algo_scene_maker, ALGO, SCENE_MAKER, GObject)

/* References all three. */
AlgoSceneMaker *
algo_scene_maker_new (AlgoRunModel *run, AlgoPlayhead *playhead, AlgoExhibits *exhibits);

/* The scene as it is now, a reference for the caller: the same scene as before if nothing is new.
 * What it holds is copied where it still grows, so that painters may have it as long as they like.
 * Takes some tenths of a millisecond at most. */
AlgoScene *algo_scene_maker_make (AlgoSceneMaker *self);
