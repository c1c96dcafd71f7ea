/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dip test of unimodality: Hartigan and Hartigan, "The dip test of unimodality", The Annals of
 * Statistics 13 (1985) 70-84. The dip is the least distance, over all distributions with one hump,
 * between the sample's distribution function and theirs: at most 1/4, at least 1 / (2 count). */
#pragma once

#include <glib.h>

/* Of values that grow. 0 for an empty sample. Any thread. */
double algo_dip (gsize count, const float *sorted /* (count) */);

/* The dip that 5 % of samples of this size exceed that come from the uniform distribution, which of
 * those with one hump is the hardest to tell from two. */
double algo_dip_threshold (gsize count);
