/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of seeds, written as "0-32" or "0,3,5-9": arrays of guint64, growing, none twice. */
#pragma once

#include <glib.h>

#define ALGO_SEEDS_GREATEST (((guint64) 1 << 62) - 1)
#define ALGO_SEEDS_MOST 100000

/* NULL and ALGO_ERROR_SIZE if it is no such list, or one with a greater seed or more of them. */
GArray *algo_seeds_parse (const char *text, GError **error);
/* As short as it can be said, a new string. */
char *algo_seeds_format (const GArray *seeds);
gboolean algo_seeds_contain (const GArray *seeds, guint64 seed);
/* Those of both, a new array. */
GArray *algo_seeds_unite (const GArray *a, const GArray *b);
