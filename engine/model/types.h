/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the features of a stream start as: the type of each node and link, and to an input's type,
 * where a task tells its inputs apart, a row for the kind that it is of is added. */
#pragma once

#include "engine/model/graph-block.h"

typedef struct
{
  gsize inputs, hiddens, edges; /* rows of each; there are as many spokes as hiddens */
  const guint *kind;            /* (inputs); NULL where there are no kinds */
} AlgoStart;

void algo_types_forward (const AlgoTypesLayout *types,
                         const AlgoStart *start,
                         const AlgoReal *weights, /* (P) */
                         AlgoGraph *graph);

/* Adds to dweights (P); dhiddens (hiddens, d) takes the place of d->hiddens. */
void algo_types_backward (const AlgoTypesLayout *types,
                          const AlgoStart *start,
                          const AlgoGraph *d,
                          const AlgoReal *dhiddens,
                          AlgoReal *dweights);
