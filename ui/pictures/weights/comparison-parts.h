/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three pictures of weights that a comparison consists of. Internal to the comparison. */
#pragma once

#include "ui/pictures/weights/comparison-picture.h"

typedef struct
{
  guint *order;        /* (hidden) of the first, and of what is matched with it; owned */
  guint *second_order; /* of the second where it is not; owned, or NULL */
  AlgoWeightsScale shared, own;
  /* Without a network where there is no difference; they borrow from here. */
  AlgoWeightsPicture pictures[ALGO_N_COMPARED];
} AlgoComparisonParts;

/* For a picture with a comparison; clear with algo_comparison_parts_clear(). Must stay where it is,
 * as it points into itself. */
void algo_comparison_parts_init (AlgoComparisonParts *parts, const AlgoComparisonPicture *picture);
void algo_comparison_parts_clear (AlgoComparisonParts *parts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AlgoComparisonParts, algo_comparison_parts_clear)

/* What each is called. */
const char *algo_comparison_get_name (const AlgoComparisonPicture *picture, AlgoCompared part);
