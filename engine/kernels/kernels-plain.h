/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/kernels/kernels.h"

/* Loops that say what every function means. */
extern const AlgoKernels algo_kernels_plain;
