/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A made-up ensemble, part of the pictures' samples. */
#pragma once

#include "ui/pictures/ensemble-consensus.h"

/* Of so many seeds, with grids every 25 steps, at most a hundred; of four or more, the last but two
 * stopped half way, the last but one is damaged and the last missing. */
AlgoEnsemble *ensemble_sample_new (guint seeds, guint steps);
/* Puts not a number and infinity wherever a picture may meet them. */
void ensemble_sample_spoil (AlgoEnsemble *ensemble);
