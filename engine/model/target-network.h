/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/model/target-weights.h"
#include "engine/network.h"

/* A copy in the form that networks have outside of training, W0 by input. */
AlgoNetwork *algo_target_to_network (const AlgoTarget *target, guint inputs, guint hidden);
