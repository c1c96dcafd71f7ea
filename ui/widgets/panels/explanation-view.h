/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of the network its algorithm is. */
#pragma once

#include "ui/widgets/panels/panel-view.h"

#define ALGO_TYPE_EXPLANATION_VIEW (algo_explanation_view_get_type ())
G_DECLARE_FINAL_TYPE (AlgoExplanationView,
                      algo_explanation_view,
                      ALGO,
                      EXPLANATION_VIEW,
                      AlgoPanelView)
