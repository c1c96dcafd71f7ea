/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Axes: from values to places, ticks, labels, legends. */
#pragma once

#include "ui/pictures/style.h"

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
double algo_axis_value (const AlgoAxis *axis, double place);
/* Widens the ends to round values: ticks of a linear axis, decades of a logarithmic one. Makes an
 * empty or unordered range a proper one. */
void algo_axis_round_ends (AlgoAxis *axis);

#define ALGO_MAX_TICKS 24

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

/* A plot's two axes, the area within them taken from their `from` and `to`. */
typedef struct
{
  AlgoAxis x, y;
} AlgoPlot;

typedef struct
{
  const char *x_title, *y_title; /* NULL: none, nor room for it */
  gboolean whole_x;              /* x counts something */
  gboolean hide_x_labels;        /* shared with the plot below */
} AlgoPlotText;

/* Sets from and to so that the plot with its labels fits `area`. Depends on sizes only, not on
 * fonts or data. FALSE if nothing would be left to plot in. */
gboolean algo_plot_place (AlgoPlot *plot, const AlgoArea *area, const AlgoPlotText *text,
                          const AlgoStyle *style);
/* Faint grid, axis line, tick labels, titles. */
void algo_plot_draw_frame (const AlgoPlot *plot, cairo_t *cr, const AlgoStyle *style,
                           const AlgoPlotText *text);
/* Keeps what is drawn next inside the plot, until cairo_restore(). */
void algo_plot_clip (const AlgoPlot *plot, cairo_t *cr);
AlgoArea algo_plot_get_area (const AlgoPlot *plot);

typedef enum
{
  ALGO_KEY_LINE,
  ALGO_KEY_DASHED,
  ALGO_KEY_BAND, /* a band with a line in it */
  ALGO_KEY_DOT,
} AlgoKey;

typedef struct
{
  AlgoKey key;
  AlgoColour colour;
  const char *label;
} AlgoLegendEntry;

/* One line of entries from (x, y), y the middle of the text, leaving out what does not fit in
 * `width`. Returns the width used. */
double algo_legend_draw (cairo_t *cr, const AlgoStyle *style, double x, double y, double width,
                         const AlgoLegendEntry *entries, guint n_entries);
