/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The start of training, in which the first networks are of the right scale. */
#pragma once

#include "engine/kernels/kernels.h"
#include "engine/model/parameters.h"

/* The data-dependent start: at this size and over the range of beta, W0 to mean 0 and deviation 1,
 * W1 so that the mean output meets the task's mean, or the deviations meet where the task's mean is
 * smaller than its deviation; in the paired model the deviations always do, as b1 sees to the mean.
 * Without it about half of all runs fall into the constant guess and stay there. Random numbers are
 * keyed by `seed`. */
void algo_parameters_calibrate (AlgoParameters *parameters,
                                const AlgoKernels *kernels,
                                guint inputs,
                                guint hidden,
                                guint64 seed);
