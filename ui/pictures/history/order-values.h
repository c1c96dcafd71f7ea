/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order parameters over log10 beta at one step, or over training at one log10 beta. */
#pragma once

#include "ui/pictures/drawing/axes.h"
#include "ui/pictures/phase/phase-runs.h"
#include "ui/pictures/scene/panel.h"

/* By index: the points of the grid, or the grids of the history. */
typedef struct
{
  gboolean over_beta;
  AlgoGridHistory history; /* over steps; borrowed */
  const AlgoGrid *grid;    /* of the step shown; borrowed */
  AlgoBetaRange range;     /* that the grids lie over */
  guint point;             /* of the grid, that log10 beta is nearest to */
  gsize count;
  gsize marked; /* the index where log10 beta and the step meet */
} AlgoOrderValues;

/* Of a scene that has some: its grid over log10 beta, or its history over steps. */
void algo_order_values_init (AlgoOrderValues *values, const AlgoScene *scene, gboolean over_beta);
const AlgoGridPoint *algo_order_values_get_point (const AlgoOrderValues *values, gsize index);
/* Of the order parameter whose place among the plots is `plot`; see order-parameters.h. Not a
 * number where it was not kept. */
double algo_order_values_get (const AlgoOrderValues *values, guint plot, gsize index);
/* log10 beta or step. */
double algo_order_values_get_position (const AlgoOrderValues *values, gsize index);
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
/* Adds all of these grids, one of their points a row. */
void algo_order_tabulate (AlgoCsv *csv, const AlgoGrid *const *grids, gsize count);
