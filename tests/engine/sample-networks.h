/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Networks made by hand or at random, for the tests. */
#pragma once

#include "engine/network.h"

/* Each input's arms: sum_i plus_i relu (x_i) + minus_i relu (-x_i), made of swishes of W0 =
 * `sharpness`, and as much of each x_i, from a background of the remaining neurons, as makes the
 * slopes even. Where some arms differ, `hidden` must be above the number of arms that are not 0. */
AlgoNetwork *sample_arms (guint inputs,
                          guint hidden,
                          double sharpness,
                          const double *plus,   /* (inputs) */
                          const double *minus); /* (inputs) */
/* The same with equal arms for all inputs, plus + minus = 2. */
AlgoNetwork *sample_even_arms (guint inputs, guint hidden, double sharpness, double plus);
/* Convexity: normal weights, the columns' sum and the output's scale and offset fitted. */
AlgoNetwork *sample_convexity (guint inputs, guint hidden, guint64 seed);
/* All weights normal with deviation 1. */
AlgoNetwork *sample_random (guint inputs, guint hidden, guint64 seed);

/* Rearranged copies: `order` a permutation, of hidden neurons or of inputs. */
AlgoNetwork *sample_permute_hidden (const AlgoNetwork *network, const guint *order);
AlgoNetwork *sample_permute_inputs (const AlgoNetwork *network, const guint *order);
/* `count` numbers from 0 up, shuffled; free with g_free(). */
guint *sample_order (guint count, guint64 seed);
/* f (-x). */
AlgoNetwork *sample_mirror (const AlgoNetwork *network);
/* Followed by neurons that do nothing: half without weights in, half without one out. */
AlgoNetwork *sample_append_dead (const AlgoNetwork *network, guint count);
/* Every weight times 1 + `share` N (0, 1). */
AlgoNetwork *sample_disturb (const AlgoNetwork *network, double share, guint64 seed);
