/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The phase over the whole range of beta, for the observer and the headless program. */
#pragma once

#include "engine/model/generator.h"
#include "engine/session/observation.h"

/* Measures one grid point with `draws` draws keyed by `seed`. FALSE and the error if a network
 * cannot be made. */
gboolean algo_grid_point_measure (AlgoGenerator *generator, const AlgoParameters *parameters,
                                  double log_beta, guint inputs, guint hidden, guint64 seed,
                                  guint draws, AlgoGridPoint *point, GError **error);
/* All points; reference-counted with algo_grid_ref() and algo_grid_unref(). */
AlgoGrid *algo_grid_measure (AlgoGenerator *generator, const AlgoSnapshot *snapshot, guint inputs,
                             guint hidden, guint64 seed, GError **error);
AlgoGrid *algo_grid_ref (AlgoGrid *grid);
void algo_grid_unref (AlgoGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoGrid, algo_grid_unref)
