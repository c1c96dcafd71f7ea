/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Principal components: the few directions in which points differ most. Any thread. */
#pragma once

#include <glib.h>

typedef struct
{
  guint dimensions, kept;
  double *mean;   /* (dimensions) */
  double *axes;   /* (kept, dimensions), orthonormal; of each the largest entry is positive */
  double *shares; /* (kept), of the variance, falling */
} AlgoPrincipal;

/* As many components as it takes for `share` of the variance, at most `most` and at least 1. By
 * Jacobi's rotations of the covariance. At least one point. */
AlgoPrincipal *algo_principal_new (guint count,
                                   guint dimensions,
                                   const double *points, /* (count, dimensions) */
                                   double share,
                                   guint most);
void algo_principal_free (AlgoPrincipal *principal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoPrincipal, algo_principal_free)

/* `projected` (kept). */
void algo_principal_project (const AlgoPrincipal *principal,
                             const double *point, /* (dimensions) */
                             double *projected);
