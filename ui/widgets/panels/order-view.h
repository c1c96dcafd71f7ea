/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order parameters over the complexity, at the step that is shown; and over training, at the
 * complexity that is asked for. A click goes to a complexity, or to a step. */
#pragma once

#include "ui/pictures/history/order-picture.h"
#include "ui/widgets/panels/panel-view.h"

#define ALGO_TYPE_ORDER_VIEW (algo_order_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (AlgoOrderView, algo_order_view, ALGO, ORDER_VIEW, AlgoPanelView)

struct _AlgoOrderViewClass
{
  AlgoPanelViewClass parent_class;

  AlgoOrderMode mode;
};

#define ALGO_TYPE_ORDER_STEPS_VIEW (algo_order_steps_view_get_type ())
G_DECLARE_FINAL_TYPE (AlgoOrderStepsView,
                      algo_order_steps_view,
                      ALGO,
                      ORDER_STEPS_VIEW,
                      AlgoOrderView)
