/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widths that the kernels are written for, and that the model has. */
#pragma once

#define ALGO_CHANNELS 16 /* d */
#define ALGO_HEADS 4     /* H, d / H channels each */
#define ALGO_LATENT 2    /* Z */
