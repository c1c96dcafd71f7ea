/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/types.h"

#include <string.h>

#define D ALGO_CHANNELS

static void
fill_rows (AlgoReal *rows, const AlgoReal *row, gsize count)
{
  for (gsize i = 0; i < count; i++)
    memcpy (rows + i * D, row, D * sizeof (AlgoReal));
}

static void
sum_rows (AlgoReal *sum, const AlgoReal *rows, gsize count)
{
  for (gsize i = 0; i < count; i++)
    for (guint c = 0; c < D; c++)
      sum[c] += rows[i * D + c];
}

void
algo_types_forward (const AlgoTypesLayout *types,
                    const AlgoStart *start,
                    const AlgoReal *weights,
                    AlgoGraph *graph)
{
  fill_rows (graph->inputs, weights + types->input, start->inputs);
  for (gsize i = 0; start->kind != NULL && i < start->inputs; i++)
    sum_rows (graph->inputs + i * D, weights + types->kind + start->kind[i] * D, 1);
  fill_rows (graph->hiddens, weights + types->hidden, start->hiddens);
  fill_rows (graph->output, weights + types->output, 1);
  fill_rows (graph->edges, weights + types->edge, start->edges);
  fill_rows (graph->spokes, weights + types->spoke, start->hiddens);
}

void
algo_types_backward (const AlgoTypesLayout *types,
                     const AlgoStart *start,
                     const AlgoGraph *d,
                     const AlgoReal *dhiddens,
                     AlgoReal *dweights)
{
  sum_rows (dweights + types->input, d->inputs, start->inputs);
  for (gsize i = 0; start->kind != NULL && i < start->inputs; i++)
    sum_rows (dweights + types->kind + start->kind[i] * D, d->inputs + i * D, 1);
  sum_rows (dweights + types->hidden, dhiddens, start->hiddens);
  sum_rows (dweights + types->output, d->output, 1);
  sum_rows (dweights + types->edge, d->edges, start->edges);
  sum_rows (dweights + types->spoke, d->spokes, start->hiddens);
}
