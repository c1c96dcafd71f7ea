/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the algorithm carries over to other sizes. A click goes to a size. */
#pragma once

#include "ui/widgets/panels/panel-view.h"

#define ALGO_TYPE_GENERALISATION_VIEW (algo_generalisation_view_get_type ())
G_DECLARE_FINAL_TYPE (AlgoGeneralisationView,
                      algo_generalisation_view,
                      ALGO,
                      GENERALISATION_VIEW,
                      AlgoPanelView)
