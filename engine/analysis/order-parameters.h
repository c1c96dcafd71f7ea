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
  double correlation;      /* of the output with the task, -1 to 1 */
  guint inputs;            /* n, on which depends what is a small localisation */
  gboolean is_unnamed;     /* the task is one for which no phases have names */
} AlgoOrderParameters;

/* By the order of their columns in files and tables, where FVU stands apart: a new one goes before
 * it. */
typedef enum
{
  ALGO_ORDER_LOCALISATION,
  ALGO_ORDER_COVERAGE,
  ALGO_ORDER_EVENNESS,
  ALGO_ORDER_DOUBLE_SIDEDNESS,
  ALGO_ORDER_POLARITY,
  ALGO_ORDER_UNANIMITY,
  ALGO_ORDER_CORRELATION,
  ALGO_ORDER_UNEXPLAINED,
  ALGO_N_ORDER_PARAMETERS,
} AlgoOrderParameter;

/* All that is said of an order parameter. Over draws it is summarised by its median, over seeds by
 * quartiles. Strings are static. */
typedef struct
{
  const char *name;    /* "double-sidedness": in tables, never translated */
  const char *column;  /* "double_sidedness": of files and tables, never translated */
  const char *symbol;  /* "δ" */
  const char *title;   /* "Double-sidedness"; marked for translation, as is the next */
  const char *meaning; /* in half a sentence */
  gsize offset;        /* of its double in AlgoOrderParameters */
  gboolean is_logarithmic;
  double low, high;   /* of an axis at least */
  double least, most; /* and at most; in files it lies on [-most, most] */
  double spread;    /* how much draws of one network differ, in decades if logarithmic: the unit in
                       which the distance from a phase's threshold counts */
  guint edition;    /* of the file formats, from which on they have it; 0 from the first */
  gboolean is_told; /* it has a column of what algoscope-run classify writes */
  guint plot, band; /* its places among the plots of one run's and of all seeds' order */
} AlgoOrderRow;

extern const AlgoOrderRow algo_order_rows[ALGO_N_ORDER_PARAMETERS];

double algo_order_parameters_get (const AlgoOrderParameters *parameters,
                                  AlgoOrderParameter parameter);
void algo_order_parameters_set (AlgoOrderParameters *parameters,
                                AlgoOrderParameter parameter,
                                double value);
/* The latest edition in the table: by so many file formats are above their first versions. */
guint algo_order_parameters_get_edition (void);

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
