/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kernels/kernels.h"

#include "engine/kernels/kernels-plain.h"

#define ENVIRONMENT "ALGOSCOPE_KERNELS"

/* Slowest first. */
static const AlgoKernels *const tables[] = { &algo_kernels_plain };

static const AlgoKernels *chosen; /* atomic */

guint
algo_kernels_count (void)
{
  return G_N_ELEMENTS (tables);
}

const AlgoKernels *
algo_kernels_nth (guint index)
{
  g_return_val_if_fail (index < algo_kernels_count (), NULL);
  return tables[index];
}

const AlgoKernels *
algo_kernels_find (const char *name)
{
  for (guint i = 0; i < algo_kernels_count (); i++)
    if (g_str_equal (algo_kernels_nth (i)->name, name))
      return algo_kernels_nth (i);
  return NULL;
}

const AlgoKernels *
algo_kernels_get_default (void)
{
  const AlgoKernels *kernels = g_atomic_pointer_get (&chosen);
  const char *name;

  if (kernels != NULL)
    return kernels;
  name = g_getenv (ENVIRONMENT);
  kernels = name != NULL ? algo_kernels_find (name) : NULL;
  return kernels != NULL ? kernels : algo_kernels_nth (algo_kernels_count () - 1);
}

void
algo_kernels_set_default (const AlgoKernels *kernels)
{
  g_atomic_pointer_set (&chosen, kernels);
}
