/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far two ways of sorting the same things agree. */
#pragma once

#include <glib.h>

/* The adjusted Rand index (Hubert and Arabie 1985, "Comparing partitions", Journal of
 * Classification 2:193): 1 where both are the same but for names, 0 on the average where one is
 * random. Labels below -1 do not count; -1 is a class like others. 1 where both have all in one
 * class. */
double algo_rand_index (guint count, const gint *a, const gint *b /* (count) each */);
