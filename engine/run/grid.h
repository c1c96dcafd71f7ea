/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The phase over the whole range of beta, for the observer and the headless program.
 *
 * A point of the grid is read from several draws of the latent noise, because near a phase's edge
 * some draws come out broken. Draw d of a question is keyed by its noise seed and d. All functions
 * may be called from any thread, a generator from one at a time. */
#pragma once

#include "engine/model/generator.h"
#include "engine/run/observation.h"

typedef struct
{
  AlgoPhase phase;
  double confidence;
  double unexplained; /* FVU on 512 points */
  double kl;          /* nats */
  AlgoOrderParameters parameters;
} AlgoDraw;

/* Makes and judges one network. FALSE and the generator's error if it cannot be made. */
gboolean algo_draw_measure (AlgoGenerator *generator,
                            const AlgoParameters *parameters,
                            const AlgoQuestion *question,
                            guint index,
                            AlgoDraw *draw,
                            GError **error);

/* What `draws` say together; `n_draws` at least 1, at most ALGO_DRAWS. */
void algo_grid_point_summarise (AlgoGridPoint *point,
                                double log_beta,
                                const AlgoDraw *draws,
                                guint n_draws);

/* Measures ALGO_DRAWS draws at the question's beta and summarises them. FALSE and the error if a
 * network cannot be made. */
gboolean algo_grid_point_measure (AlgoGenerator *generator,
                                  const AlgoParameters *parameters,
                                  const AlgoQuestion *question,
                                  AlgoGridPoint *point,
                                  GError **error);

/* Measures a whole grid, of the question's size and noise, from `draws` draws at each point, 1 to
 * ALGO_DRAWS. NULL, and the error, if a network cannot be made; NULL, and no error, if `is_over`,
 * which may be NULL and is asked before each draw, says so. Where it is better measured piece by
 * piece: survey.h. */
AlgoGrid *algo_grid_measure (AlgoGenerator *generator,
                             const AlgoSnapshot *snapshot,
                             const AlgoQuestion *question,
                             guint draws,
                             AlgoMeasuringIsOver is_over,
                             gpointer data,
                             GError **error);

/* A grid for the caller to fill, until it takes another reference. */
AlgoGrid *algo_grid_new (const AlgoSnapshot *snapshot, guint inputs, guint hidden);
AlgoGrid *algo_grid_ref (AlgoGrid *grid);
void algo_grid_unref (AlgoGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoGrid, algo_grid_unref)
