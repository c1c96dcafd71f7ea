/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/window.h"

#include "engine/kernels/shapes.h"
#include "engine/settings.h"

#include <string.h>

#define D ALGO_CHANNELS

typedef AlgoReal Rows[ALGO_MAX_INPUTS * D];

static void
gather (const AlgoWindow *window, const AlgoReal *from, Rows rows)
{
  for (guint i = 0; i < window->count; i++)
    memcpy (rows + i * D, from + (gsize) window->link[i] * D, D * sizeof (AlgoReal));
}

static void
add_back (const AlgoWindow *window, const Rows rows, AlgoReal *to)
{
  for (guint i = 0; i < window->count; i++)
    for (guint c = 0; c < D; c++)
      to[(gsize) window->link[i] * D + c] += rows[i * D + c];
}

void
algo_window_attend (const AlgoKernels *kernels,
                    const AlgoWindow *window,
                    const AlgoReal *query,
                    const AlgoReal *key,
                    const AlgoReal *value,
                    AlgoReal *weights,
                    AlgoReal *y)
{
  Rows keys, values;

  if (window->link == NULL)
    {
      kernels->attend (window->count, 1, query, key + window->first * D, value + window->first * D,
                       weights, y);
      return;
    }
  gather (window, key, keys);
  gather (window, value, values);
  kernels->attend (window->count, 1, query, keys, values, weights, y);
}

void
algo_window_attend_backward (const AlgoKernels *kernels,
                             const AlgoWindow *window,
                             const AlgoReal *query,
                             const AlgoReal *key,
                             const AlgoReal *value,
                             const AlgoReal *weights,
                             const AlgoReal *dy,
                             AlgoReal *dquery,
                             AlgoReal *dkey,
                             AlgoReal *dvalue)
{
  Rows keys, values, dkeys, dvalues;

  if (window->link == NULL)
    {
      kernels->attend_backward (window->count, 1, query, key + window->first * D,
                                value + window->first * D, weights, dy, dquery,
                                dkey + window->first * D, dvalue + window->first * D);
      return;
    }
  gather (window, key, keys);
  gather (window, value, values);
  memset (dkeys, 0, window->count * D * sizeof (AlgoReal));
  memset (dvalues, 0, window->count * D * sizeof (AlgoReal));
  kernels->attend_backward (window->count, 1, query, keys, values, weights, dy, dquery, dkeys,
                            dvalues);
  add_back (window, dkeys, dkey);
  add_back (window, dvalues, dvalue);
}
