/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Axes: from values to places, ticks and their labels. */
#pragma once

#include "ui/pictures/drawing/style.h"

typedef enum
{
  ALGO_AXIS_LINEAR,
  ALGO_AXIS_LOG,   /* values not above zero have no place */
  ALGO_AXIS_ASINH, /* linear within `linear_width` of zero, logarithmic beyond */
} AlgoAxisKind;

typedef struct
{
  AlgoAxisKind kind;
  double low, high;    /* values at the ends */
  double from, to;     /* where they are, in units; `to` may be less than `from` */
  double linear_width; /* of ALGO_AXIS_ASINH */
} AlgoAxis;

/* Where `value` is; not a number if it has no place. Not kept within the ends. */
double algo_axis_place (const AlgoAxis *axis, double value);
/* The same of a value outside of the ends at the nearer one. */
double algo_axis_place_within (const AlgoAxis *axis, double value);
double algo_axis_value (const AlgoAxis *axis, double place);
/* Widens the ends by values, of which those that are not finite are passed over. Of an axis that
 * has none yet `low` is infinity and `high` its negative. */
void algo_axis_include (AlgoAxis *axis, const float *values, gsize count);
/* Widens the ends by a value above zero, kept within a range; others are passed over. */
void algo_axis_include_within (AlgoAxis *axis, double value, double lowest, double highest);
/* Widens the ends to round values: ticks of a linear axis, decades of a logarithmic one. Makes an
 * empty or unordered range a proper one. */
void algo_axis_round_ends (AlgoAxis *axis);

/* The least of 1, 2, 5, 10, 20 ... or 0.5, 0.2, 0.1 ... that is not below `least` > 0. */
double algo_axis_round_up (double least);

#define ALGO_MAX_TICKS 32

typedef struct
{
  guint count;
  double values[ALGO_MAX_TICKS];
  guint decimals; /* that all labels need, on a linear axis */
} AlgoTicks;

/* Round values inside the axis, with at least `spacing` units between two of them. */
void algo_axis_find_ticks (const AlgoAxis *axis, double spacing, AlgoTicks *ticks);
/* Ticks at whole numbers only. */
void algo_axis_find_whole_ticks (const AlgoAxis *axis, double spacing, AlgoTicks *ticks);
char *algo_ticks_format (const AlgoAxis *axis, const AlgoTicks *ticks, guint index);
