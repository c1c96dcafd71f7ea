/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/blas.h"

#include <cblas.h>
#include <glib.h>

void
algo_blas_prepare (void)
{
  static gsize prepared = 0;

  if (g_once_init_enter (&prepared))
    {
      openblas_set_num_threads (1);
      g_once_init_leave (&prepared, 1);
    }
}
