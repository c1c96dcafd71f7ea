/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The phase diagram of the run, growing as it goes on. A click goes to a step and a complexity. */
#pragma once

#include "ui/widgets/panels/panel-view.h"

#define ALGO_TYPE_PHASE_DIAGRAM_VIEW (algo_phase_diagram_view_get_type ())
G_DECLARE_FINAL_TYPE (AlgoPhaseDiagramView,
                      algo_phase_diagram_view,
                      ALGO,
                      PHASE_DIAGRAM_VIEW,
                      AlgoPanelView)
