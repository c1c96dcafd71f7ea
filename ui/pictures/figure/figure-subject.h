/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One network, with all that is known of it and of its run, or an ensemble, ready to be drawn or
 * written. Measuring takes a second or so, and is for a thread that may wait. */
#pragma once

#include "engine/run/direct-trajectory.h"
#include "engine/run/generalisation.h"
#include "ui/pictures/figure/figure-panel.h"

typedef struct
{
  AlgoNetwork *network;   /* NULL of an ensemble */
  GHashTable *provenance; /* strings to strings */
  AlgoFigureData data;

  AlgoConsensus *consensus;           /* of an ensemble; NULL of a network */
  AlgoObservation *observation;       /* explained; of a hypernetwork with all its draws */
  GPtrArray *grids;                   /* of AlgoGrid: the run's and the observation's; or NULL */
  GArray *metrics;                    /* of AlgoMetrics, or NULL */
  AlgoGeneralisation *generalisation; /* NULL until added */
  AlgoComparison *comparison;         /* NULL until added */
  AlgoDirectTrajectory *direct;       /* NULL until added */
  guint *order;
  AlgoArrangement *arrangement; /* NULL unless set */
} AlgoFigureSubject;

/* What a run recorded. Borrowed. */
typedef struct
{
  GArray *metrics;  /* of AlgoMetrics, from step 1; what is after a hypernetwork's is not used */
  GPtrArray *grids; /* of AlgoGrid, likewise, of the most inputs trained on */
  guint64 budget;
} AlgoFigureHistory;

/* The answer of a hypernetwork to `question`. `history` may be NULL; `provenance`, what is known of
 * its source, is copied. The grid over beta is measured only if asked for, as that takes longest.
 * NULL and the generator's error if the network cannot be made. */
AlgoFigureSubject *algo_figure_subject_new (AlgoSnapshot *snapshot,
                                            const AlgoQuestion *question,
                                            const AlgoFigureHistory *history,
                                            GHashTable *provenance,
                                            gboolean with_grid,
                                            GError **error);
/* A network that was observed on its own, perhaps beside a run, of which all is used. `history` may
 * be NULL. */
AlgoFigureSubject *algo_figure_subject_new_for_observation (AlgoObservation *observation,
                                                            const AlgoFigureHistory *history,
                                                            GHashTable *provenance);
/* A network on its own. */
AlgoFigureSubject *algo_figure_subject_new_for_network (AlgoNetwork *network,
                                                        GHashTable *provenance);
/* An ensemble, which is referenced, looked at as AlgoEnsemblePicture is. */
AlgoFigureSubject *
algo_figure_subject_new_for_ensemble (AlgoConsensus *consensus, double log_beta, gint64 step);
/* Draws the network's graph as it is arranged elsewhere, which is copied, if that is of a network
 * of its size; neurons that are held there are drawn as others are. */
void algo_figure_subject_set_arrangement (AlgoFigureSubject *subject,
                                          const AlgoArrangement *arrangement);
/* Measures how the hypernetwork's algorithm carries over to other sizes. */
void algo_figure_subject_add_generalisation (AlgoFigureSubject *subject, AlgoSnapshot *snapshot);

/* Trains a network of the same size directly, as many steps as the hypernetwork has been trained;
 * see algo_direct_trajectory_new() for the time that takes. Where there is a trajectory already, it
 * is referenced instead; NULL otherwise. */
void algo_figure_subject_add_direct (AlgoFigureSubject *subject,
                                     AlgoSnapshot *snapshot,
                                     AlgoDirectTrajectory *trajectory);

/* Compares it with another network, whose observation is referenced. `provenance`, what is known of
 * the other, is copied in part, under keys that begin with "other_"; it may be NULL. */
void algo_figure_subject_add_comparison (AlgoFigureSubject *subject,
                                         AlgoObservation *other,
                                         GHashTable *provenance);

void algo_figure_subject_free (AlgoFigureSubject *subject);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoFigureSubject, algo_figure_subject_free)
