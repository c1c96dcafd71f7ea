/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order parameters along what an order picture has along x. */
#pragma once

#include "ui/pictures/drawing/axes.h"
#include "ui/pictures/history/order-picture.h"
#include "ui/pictures/phase/phase-runs.h"

/* By index: the points of the grid, or the grids of the history. */
typedef struct
{
  const AlgoOrderPicture *picture; /* borrowed; with a history that is not empty */
  gboolean over_beta;
  gsize count;
  guint point; /* of the grid, that log10 beta is nearest to */
  gsize grid;  /* of the history, that the step is nearest to */
} AlgoOrderValues;

void algo_order_values_init (AlgoOrderValues *values, const AlgoOrderPicture *picture);
const AlgoGridPoint *algo_order_values_get_point (const AlgoOrderValues *values, gsize index);
/* Of the order parameter whose place among the plots is `plot`; see order-parameters.h. Not a
 * number where it was not kept. */
double algo_order_values_get (const AlgoOrderValues *values, guint plot, gsize index);
/* log10 beta or step. */
double algo_order_values_get_position (const AlgoOrderValues *values, gsize index);
/* The index where log10 beta and the step meet. */
gsize algo_order_values_get_marked (const AlgoOrderValues *values);
/* The run of one phase that begins at `first`. */
AlgoPhaseRun algo_order_values_find_run (const AlgoOrderValues *values, gsize first);
/* Whether there are any. */
gboolean algo_order_values_exist (const AlgoOrderValues *values);

/* "Localisation"; translated, static. */
const char *algo_order_value_name (guint plot);
/* An axis with round ends that holds all of a parameter's values. */
void algo_order_values_set_range (const AlgoOrderValues *values, guint plot, AlgoAxis *axis);

/* What all the values have in common: "step 3000" over log10 beta, "log β −4.28" over steps; a new
 * string. */
char *algo_order_values_describe_condition (const AlgoOrderValues *values);
/* "log β −4.28: Tilted", then every order parameter behind `separator`; a new string. */
char *
algo_order_values_describe (const AlgoOrderValues *values, gsize index, const char *separator);
