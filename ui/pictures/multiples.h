/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small multiples: plots of one size side by side and one below the other. */
#pragma once

#include <glib.h>

/* Into how many columns to set `n_plots`, a power of two, so that each, with its labels, is nearest
 * to `aspect`, width over height: a power of two as well, at most `n_plots`. */
guint algo_multiples_choose_columns (guint n_plots, double aspect, double width, double height);
