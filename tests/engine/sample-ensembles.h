/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up ensembles, for the tests. */
#pragma once

#include "engine/ensemble/ensemble.h"

/* Of so many seeds, with grids every 25 steps, at most a hundred; of four or more, the last but two
 * stopped half way, the last but one is damaged and the last missing. */
AlgoEnsemble *ensemble_sample_new (guint seeds, guint steps);
/* Puts not a number and infinity wherever they can stand. */
void ensemble_sample_spoil (AlgoEnsemble *ensemble);
