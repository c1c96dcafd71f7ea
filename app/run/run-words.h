/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of a run in words, for the title of a window. New strings. Main thread. */
#pragma once

#include "app/run/run-model.h"
#include "ui/pictures/scene/scene.h"

/* "• Unnamed run": its name, and a mark if there is something in it that is not saved. */
char *algo_run_name (AlgoRunModel *run);
/* Where it is kept, or why not. */
char *algo_run_place (AlgoRunModel *run);
/* "seed 0 · step 1 234 of 4 000 · 65.2 steps/s · 42 s left", as the scene has it. */
char *algo_run_progress (AlgoRunModel *run, const AlgoScene *scene);
/* Why earlier steps are in memory only; NULL where they are not. */
char *algo_run_memory_only (AlgoRunModel *run);
