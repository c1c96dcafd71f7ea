/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kernels/kernels.h"

#include "engine/kernels/kernels-plain.h"

#define ENVIRONMENT "ALGOSCOPE_KERNELS"

/* Which there are is the build's to say, for this processor family. */
#ifdef ALGO_HAS_VECTOR_KERNELS
extern const AlgoKernels algo_kernels_vector_table;
#endif
#ifdef ALGO_HAS_X86_KERNELS
extern const AlgoKernels algo_kernels_avx2_table, algo_kernels_avx512_table;
#endif

static const AlgoKernels *chosen; /* atomic */

static gboolean
runs_anywhere (void)
{
  return TRUE;
}

#ifdef ALGO_HAS_X86_KERNELS
static gboolean
has_avx2 (void)
{
  return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma");
}

static gboolean
has_avx512 (void)
{
  return has_avx2 () && __builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512dq");
}
#endif

/* Slowest first; a processor that runs one runs all before it. */
static const struct
{
  const AlgoKernels *table;
  gboolean (*runs) (void);
} tables[] = {
  { &algo_kernels_plain, runs_anywhere },
#ifdef ALGO_HAS_VECTOR_KERNELS
  { &algo_kernels_vector_table, runs_anywhere },
#endif
#ifdef ALGO_HAS_X86_KERNELS
  { &algo_kernels_avx2_table, has_avx2 },
  { &algo_kernels_avx512_table, has_avx512 },
#endif
};

guint
algo_kernels_count (void)
{
  guint count = 0;

  while (count < G_N_ELEMENTS (tables) && tables[count].runs ())
    count++;
  return count;
}

const AlgoKernels *
algo_kernels_nth (guint index)
{
  g_return_val_if_fail (index < algo_kernels_count (), NULL);
  return tables[index].table;
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
