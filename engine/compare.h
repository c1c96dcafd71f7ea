/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers compared by the pointers to them, for qsort(), bsearch() and g_array_sort(): growing, and
 * none of them NaN. A struct that begins with the number will do. */
#pragma once

int algo_compare_wholes (const void *a, const void *b); /* guint64 */
int algo_compare_floats (const void *a, const void *b);
int algo_compare_doubles (const void *a, const void *b);
