/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the scenes of a run: the one place where what the threads know is put together.
 *
 * All of a scene is of one run, and of one answer of the observer. While the latest step is shown,
 * that answer's step is the scene's, and nothing of the history, the events or the studies is of a
 * later one. Where a person has chosen a step or asked another question, a scene is as the one
 * before in all its parts until all of the new one is there. The first scene of a run has nothing
 * but what the run is, whatever is known by then.
 *
 * A scene that is made after these have told of something may differ from the last: "run-changed",
 * "changed" and "state-changed" of the run, "changed" of playhead and exhibits. Main thread. */
#pragma once

#include "app/run/exhibits.h"
#include "ui/pictures/scene/scene.h"

typedef struct _AlgoSceneMaker AlgoSceneMaker;

/* The maker borrows all three. */
AlgoSceneMaker *
algo_scene_maker_new (AlgoRunModel *run, AlgoPlayhead *playhead, AlgoExhibits *exhibits);
void algo_scene_maker_free (AlgoSceneMaker *self);

/* Makes the scene as it is now, a reference for the caller: the same scene as before if nothing is
 * new. What it holds is copied where it still grows, so that painters may have it as long as they
 * like. That takes some tenths of a millisecond at most. */
AlgoScene *algo_scene_maker_make (AlgoSceneMaker *self);
