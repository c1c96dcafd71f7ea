/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weights of the network that is shown, which can be changed there by hand. */
#pragma once

#include "ui/widgets/panels/panel-view.h"

#define ALGO_TYPE_WEIGHTS_VIEW (algo_weights_view_get_type ())
G_DECLARE_FINAL_TYPE (AlgoWeightsView, algo_weights_view, ALGO, WEIGHTS_VIEW, AlgoPanelView)
