/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a playhead tells on its timeline, and the other way round. Main thread. */
#pragma once

#include "app/run/playhead.h"
#include "ui/pictures/scene/scene.h"
#include "ui/widgets/timeline/timeline.h"

/* Which step is shown is the scene's, and told with it: this is all the rest. */
void algo_run_timeline_connect (AlgoTimeline *timeline, AlgoPlayhead *playhead);
void algo_run_timeline_show (AlgoTimeline *timeline, AlgoRunModel *run, const AlgoScene *scene);
