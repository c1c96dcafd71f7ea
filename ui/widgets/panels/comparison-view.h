/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The network that is shown beside the one that is kept. */
#pragma once

#include "ui/widgets/panels/panel-view.h"

#define ALGO_TYPE_COMPARISON_VIEW (algo_comparison_view_get_type ())
G_DECLARE_FINAL_TYPE (AlgoComparisonView,
                      algo_comparison_view,
                      ALGO,
                      COMPARISON_VIEW,
                      AlgoPanelView)
