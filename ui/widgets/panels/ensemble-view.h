/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any of the panels of an ensemble. A click goes to a step and a complexity, as far as the picture
 * has them where it was; on a mark of one seed, it selects that by the action "win.select-seed" (u,
 * the index of its member). */
#pragma once

#include "ui/pictures/ensemble/ensemble-picture.h"
#include "ui/pictures/scene/panel.h"
#include "ui/widgets/panels/panel-view.h"

#define ALGO_TYPE_ENSEMBLE_VIEW (algo_ensemble_view_get_type ())
G_DECLARE_FINAL_TYPE (AlgoEnsembleView, algo_ensemble_view, ALGO, ENSEMBLE_VIEW, AlgoPanelView)

/* Floating. */
AlgoPanelView *algo_ensemble_view_new (const AlgoPanel *panel);
