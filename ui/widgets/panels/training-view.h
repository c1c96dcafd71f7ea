/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How training goes, over all steps so far. */
#pragma once

#include "ui/widgets/panels/panel-view.h"

#define ALGO_TYPE_TRAINING_VIEW (algo_training_view_get_type ())
G_DECLARE_FINAL_TYPE (AlgoTrainingView, algo_training_view, ALGO, TRAINING_VIEW, AlgoPanelView)
