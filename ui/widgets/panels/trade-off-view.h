/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left unexplained against what it costs, over the complexity. A click goes to one. */
#pragma once

#include "ui/widgets/panels/panel-view.h"

#define ALGO_TYPE_TRADE_OFF_VIEW (algo_trade_off_view_get_type ())
G_DECLARE_FINAL_TYPE (AlgoTradeOffView, algo_trade_off_view, ALGO, TRADE_OFF_VIEW, AlgoPanelView)
