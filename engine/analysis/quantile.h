/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order among values. Any thread. */
#pragma once

#include <glib.h>

/* Growing, in place. */
void algo_sort (gsize count, float *values /* (count) */);

/* The value that `share` of the values lie below, interpolated. `count` at least 1. */
float algo_quantile (gsize count, const float *sorted /* (count) */, double share);
