/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the weights that a hypernetwork writes to a network that stands on its own. */
#pragma once

#include "engine/model/target-weights.h"
#include "engine/network.h"

/* A copy in the form that networks have outside of training, W0 by input. */
AlgoNetwork *algo_target_to_network (const AlgoTargetWeights *target, guint inputs, guint hidden);
