/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of a run in words. New strings. Main thread. */
#pragma once

#include "app/run/run-model.h"
#include "app/window/page.h"

/* "• Unnamed run", "seed 0 · step 1 234 of 4 000 · 65.2 steps/s · 42 s left" as the scene has it,
 * and where it is kept. A run that another has just replaced keeps its name, as it is `shown`,
 * until the scene, too, is of the other. */
AlgoHeading algo_run_heading (AlgoRunModel *run, const AlgoScene *scene, const AlgoHeading *shown);
/* Why earlier steps are in memory only; NULL where they are not. */
char *algo_run_memory_only (AlgoRunModel *run);
