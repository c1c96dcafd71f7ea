/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A made-up trajectory of direct training, part of the pictures' samples. */
#pragma once

#include "engine/run/direct-trajectory.h"

/* From a constant guess and worse to mixed, at `steps` steps in all; `network` at each. */
AlgoDirectTrajectory *direct_sample_new (AlgoNetwork *network, guint64 steps);
/* Puts not a number and infinity wherever a picture may meet them. */
void direct_sample_spoil (AlgoDirectTrajectory *trajectory);
