/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The network that is shown as a graph, whose neurons glide to where its weights pull them. */
#pragma once

#include "engine/analysis/network-layout.h"
#include "ui/widgets/panels/panel-view.h"

#define ALGO_TYPE_NETWORK_VIEW (algo_network_view_get_type ())
G_DECLARE_FINAL_TYPE (AlgoNetworkView, algo_network_view, ALGO, NETWORK_VIEW, AlgoPanelView)

/* Where neurons are on screen now, and of which network; NULL without one. Borrowed. */
const AlgoArrangement *algo_network_view_get_arrangement (AlgoNetworkView *self);
/* Whether neurons still move. */
gboolean algo_network_view_is_gliding (AlgoNetworkView *self);
