/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Networks changed by hand and compared, part of the pictures' samples. */
#pragma once

#include "engine/run/comparison.h"

/* A copy with a few neurons ablated. */
AlgoNetwork *edited_sample_new (const AlgoNetwork *network);

/* The network beside a copy with its neurons in another order, other weights and one ablated. */
AlgoComparison *comparison_sample_new (AlgoNetwork *network);
/* Puts not a number and infinity wherever a picture may meet them. */
void comparison_sample_spoil (AlgoComparison *comparison);
