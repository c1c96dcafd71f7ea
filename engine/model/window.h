/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The attention of one hidden neuron to its edges, which stand in a row or apart. */
#pragma once

#include "engine/kernels/kernels.h"

typedef struct
{
  guint count;       /* edges, up to ALGO_MAX_INPUTS */
  gsize first;       /* the first of those in a row */
  const guint *link; /* (count) instead, where each stands; or NULL */
} AlgoWindow;

/* As the kernel of this name, for keys and values of all edges, (edges, d). */
void algo_window_attend (const AlgoKernels *kernels,
                         const AlgoWindow *window,
                         const AlgoReal *query, /* (d) */
                         const AlgoReal *key,
                         const AlgoReal *value,
                         AlgoReal *weights, /* (count, d) */
                         AlgoReal *y);      /* (d) */

/* Adds to dquery, dkey and dvalue. */
void algo_window_attend_backward (const AlgoKernels *kernels,
                                  const AlgoWindow *window,
                                  const AlgoReal *query,
                                  const AlgoReal *key,
                                  const AlgoReal *value,
                                  const AlgoReal *weights,
                                  const AlgoReal *dy,
                                  AlgoReal *dquery,
                                  AlgoReal *dkey,
                                  AlgoReal *dvalue);
