/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which algorithm the network that is shown is, and the evidence. */
#pragma once

#include "ui/widgets/panels/panel-view.h"

#define ALGO_TYPE_PHASE_VIEW (algo_phase_view_get_type ())
G_DECLARE_FINAL_TYPE (AlgoPhaseView, algo_phase_view, ALGO, PHASE_VIEW, AlgoPanelView)
