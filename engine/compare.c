/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/compare.h"

#include <glib.h>

#define COMPARE(type)                                                                              \
  const type x = *(const type *) a, y = *(const type *) b;                                         \
                                                                                                   \
  return (x > y) - (x < y)

int
algo_compare_wholes (const void *a, const void *b)
{
  COMPARE (guint64);
}

int
algo_compare_floats (const void *a, const void *b)
{
  COMPARE (float);
}

int
algo_compare_doubles (const void *a, const void *b)
{
  COMPARE (double);
}
