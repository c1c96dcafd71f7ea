/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The algorithms in closed form, and the least-squares fit of their constants to a network.
 *
 * With s (t; k) = t sigmoid (k t), a swish of sharpness k, which becomes relu (t) as k grows, all
 * but convexity are
 *
 *     g (x) = scale sum_i [p_i s (x_i; k) + m_i s (-x_i; k)] + background sum_i l_i x_i + offset
 *
 * where p, m and l say which side each input takes and are read off the weights. Since
 * s (t) - s (-t) = t, arms of another tilt with another background are the same function: the
 * output alone cannot tell them apart. Convexity is
 *
 *     g (x) = scale sum_j swish (w_j . x + bias) + offset
 *
 * with the network's own w_j, one bias for all and one scale. */
#pragma once

#include "engine/analysis/order-parameters.h"
#include "engine/analysis/phase.h"

/* The sharpest that points tell from relu. */
#define ALGO_MAX_SHARPNESS 128.0

typedef struct
{
  AlgoPhase phase;            /* whose algorithm it is; not unformed or unrecognised */
  const AlgoNetwork *network; /* borrowed */
  gboolean has_background;
  double *plus, *minus, *linear; /* p, m and l, (inputs) each; not used by convexity */
  /* Fitted: */
  double scale, background, offset;
  double bend; /* the sharpness, or convexity's bias */
} AlgoFormula;

/* The phase's formula for this network, its constants yet to be fitted. */
AlgoFormula *algo_formula_new (AlgoPhase phase,
                               const AlgoNetwork *network,
                               const AlgoOrderParameters *parameters);
void algo_formula_free (AlgoFormula *formula);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoFormula, algo_formula_free)

/* Fits the constants to the outputs y at the points x by least squares: scale, background and
 * offset exactly for each bend, the bend by a search in one dimension. Constants that the points do
 * not settle are 0. Returns the mean squared error. */
double algo_formula_fit (AlgoFormula *formula,
                         gsize points,
                         const float *x,  /* (points, inputs) */
                         const float *y); /* (points) */

/* The formula with its constants, written as a network: its arms, and s (t) - s (-t) for the
 * background. */
AlgoNetwork *algo_formula_to_network (const AlgoFormula *formula);
