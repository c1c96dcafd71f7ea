/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network trained directly, without a hypernetwork, beside the run. A click goes to a step.
 *
 * Properties:
 * - "sort-by-input": order the hidden neurons by the input that they are pinned to. */
#pragma once

#include "ui/widgets/panels/panel-view.h"

#define ALGO_TYPE_DIRECT_VIEW (algo_direct_view_get_type ())
G_DECLARE_FINAL_TYPE (AlgoDirectView, algo_direct_view, ALGO, DIRECT_VIEW, AlgoPanelView)
