/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the panels of an ensemble: the complexity and the step that are looked at, and the seeds
 * behind that cell, with those that are not there.
 *
 * Signals:
 * - "place-changed": a person chose another complexity or step.
 * - "seed-activated" (guint): the run of this member is to be opened. Main thread. */
#pragma once

#include "ui/pictures/ensemble/ensemble-consensus.h"

#include <gtk/gtk.h>

#define ALGO_TYPE_ENSEMBLE_PANE (algo_ensemble_pane_get_type ())
G_DECLARE_FINAL_TYPE (AlgoEnsemblePane, algo_ensemble_pane, ALGO, ENSEMBLE_PANE, GtkBox)

/* A reference is taken; looks at the usual step. */
void algo_ensemble_pane_set_consensus (AlgoEnsemblePane *self, AlgoConsensus *consensus);
/* A negative step and a log10 beta that is no number leave it as it is. */
void algo_ensemble_pane_set_place (AlgoEnsemblePane *self, gint64 step, double log_beta);
/* Selects the seed of a member in the list and scrolls to it; does nothing without such a one. */
void algo_ensemble_pane_select_seed (AlgoEnsemblePane *self, guint member);
/* A step of which there is a grid. */
gint64 algo_ensemble_pane_get_step (AlgoEnsemblePane *self);
double algo_ensemble_pane_get_log_beta (AlgoEnsemblePane *self);
