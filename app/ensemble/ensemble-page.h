/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of an ensemble: its panels, and the seeds behind the place that is looked at.
 *
 * Signal "open-run" (const char *path, gint64 step, double log_beta): the run of a seed is to be
 * opened there. Main thread. */
#pragma once

#include "app/window/page.h"

#define ALGO_TYPE_ENSEMBLE_PAGE (algo_ensemble_page_get_type ())
G_DECLARE_FINAL_TYPE (AlgoEnsemblePage, algo_ensemble_page, ALGO, ENSEMBLE_PAGE, AlgoPage)

/* Makes a page without an ensemble, which references both. */
AlgoEnsemblePage *algo_ensemble_page_new (GSettings *preferences, AlgoToast *toast);
/* The page takes a reference. */
void algo_ensemble_page_set_consensus (AlgoEnsemblePage *self, AlgoConsensus *consensus);
/* Returns the file of the ensemble, borrowed; NULL while there is none. */
const char *algo_ensemble_page_get_path (AlgoEnsemblePage *self);
