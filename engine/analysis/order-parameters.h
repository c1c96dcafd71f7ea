/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read off a network's weights.
 *
 * With m_j = max_i |W0_ij|, i(j) its input, q_j = m_j^2 / sum_i W0_ij^2 and w_j = |W1_j| m_j over
 * its sum; neuron j is pinned to i(j) when q_j >= 1/2; plus_i and minus_i add W1_j m_j over the
 * neurons pinned to i with W1_j > 0 and W0 positive or negative; t_i = plus_i + minus_i. */
#pragma once

#include "engine/network.h"

typedef struct
{
  double localisation;     /* lambda: 1 when every neuron reads one input, 0 when evenly spread */
  double coverage;         /* kappa: share of inputs with t_i >= 0.3 max t */
  double evenness;         /* epsilon: 1 - min (1, sd (t) / mean (t)) */
  double double_sidedness; /* delta: mean of 2 min (plus_i, minus_i) / t_i where t_i > 0 */
  double polarity;         /* pi: mean of (plus_i - minus_i) / t_i where t_i > 0, -1 to 1 */
  double unanimity;        /* upsilon: 1 - min (1, the standard deviation of that) */
  double unexplained;      /* FVU, on 4096 fresh points unless said otherwise */
  double correlation;      /* of the output with the norm, -1 to 1 */
  guint inputs;            /* n, on which depends what is a small localisation */
} AlgoOrderParameters;

/* E[lambda] of independent normal weights: what is small and what is large depends on n, as some of
 * few random weights is always the largest by far. 0.64 at n = 2, 0.24 at 16, 0.09 at 64. */
double algo_random_localisation (guint inputs);

/* Fills all of `parameters`; `unexplained` is given by the caller, who may know it already. A
 * network without a pinned neuron has coverage, evenness, double-sidedness, polarity and unanimity
 * 0. */
void algo_order_parameters_measure (const AlgoNetwork *network,
                                    double unexplained,
                                    AlgoOrderParameters *parameters);

/* The same with FVU and correlation both on the points of `probe`. */
void algo_order_parameters_probe (const AlgoNetwork *network,
                                  AlgoProbe *probe,
                                  AlgoOrderParameters *parameters);

/* The input each hidden neuron is pinned to, or -1; `pinned` (hidden). */
void algo_network_find_pinned (const AlgoNetwork *network, gint *pinned);
