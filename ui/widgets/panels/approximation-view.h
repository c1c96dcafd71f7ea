/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well the network that is shown computes the L1 norm; its scatter plot shows values or
 * "residuals". */
#pragma once

#include "ui/widgets/panels/panel-view.h"

#define ALGO_TYPE_APPROXIMATION_VIEW (algo_approximation_view_get_type ())
G_DECLARE_FINAL_TYPE (AlgoApproximationView,
                      algo_approximation_view,
                      ALGO,
                      APPROXIMATION_VIEW,
                      AlgoPanelView)
