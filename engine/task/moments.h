/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The moments of a task of which none are known in closed form. */
#pragma once

#include "engine/task/task.h"

/* Over a lattice of 131,071 points, the same ones always. Of the built-in tasks, 2 to 64 inputs,
 * that gives means within 2e-3 deviations, variances within 0.5 % and slopes within 2.5e-4
 * deviations, and mostly ten times closer; 2 ms for each input. Any thread. */
AlgoTaskMoments algo_task_measure_moments (const AlgoTask *task, guint inputs);
