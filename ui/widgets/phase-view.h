/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which algorithm the network that is shown is, and the evidence. */
#pragma once

#include "engine/session/observation.h"
#include "ui/widgets/picture-area.h"

#define ALGO_TYPE_PHASE_VIEW (algo_phase_view_get_type ())
G_DECLARE_FINAL_TYPE (AlgoPhaseView, algo_phase_view, ALGO, PHASE_VIEW, AlgoPictureArea)

/* NULL shows the empty state. A reference is taken. */
void algo_phase_view_set_observation (AlgoPhaseView *self, AlgoObservation *observation);
