/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kernels that every processor has: plain loops, which say what every function means. */
#pragma once

#include "engine/kernels/kernels.h"

extern const AlgoKernels algo_kernels_plain;
