/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plots: two axes with their frame, and legends. */
#pragma once

#include "ui/pictures/drawing/axes.h"

/* A plot's area is between its axes' `from` and `to`. */
typedef struct
{
  AlgoAxis x, y;
  /* Set by algo_plot_place(). For what there is room: */
  gboolean x_labelled, y_labelled; /* ticks' labels */
  gboolean x_titled, y_titled;     /* the axes' titles beside them */
  double left, right;              /* between which labels of x are */
} AlgoPlot;

typedef struct
{
  const char *x_title, *y_title; /* Pango markup; NULL: none, nor room for it */
  gboolean whole_x, whole_y;     /* x counts something, and y */
  gboolean shares_x;             /* with a plot below it, which has the labels and the title */
  guint y_characters;            /* to keep room for in the labels of y */
  guint x_characters;            /* from one label of x to the next; 0: as many as the longest has,
                                    if x counts something, and two */
} AlgoPlotText;

/* Sets `from` and `to` so that the plot fits `area` with labels and titles; where they would leave
 * too little, without titles, or without either. Depends on sizes only, not on fonts or data, so
 * that a plot stands still. */
void algo_plot_place (AlgoPlot *plot,
                      const AlgoArea *area,
                      const AlgoPlotText *text,
                      const AlgoStyle *style);
/* The same with something else at the top of the area, as a legend is, of that height. */
void algo_plot_place_below (AlgoPlot *plot,
                            const AlgoArea *area,
                            double above,
                            const AlgoPlotText *text,
                            const AlgoStyle *style);
/* The least height of an area in which a plot without titles has labels, those of x perhaps in
 * another one. */
double algo_plot_least_height (const AlgoStyle *style, gboolean shares_x);
/* How much lower a plot is for having labels of x, and a title. */
double algo_plot_x_label_height (const AlgoStyle *style);
double algo_plot_x_title_height (const AlgoStyle *style);
AlgoArea algo_plot_get_area (const AlgoPlot *plot);
/* The line across it where x is `value`: an area without width. */
AlgoArea algo_plot_get_line (const AlgoPlot *plot, double value);
gboolean algo_plot_contains (const AlgoPlot *plot, double x, double y);
/* Faint grid, axis line, tick labels, titles. */
void algo_plot_draw_frame (const AlgoPlot *plot,
                           cairo_t *cr,
                           const AlgoStyle *style,
                           const AlgoPlotText *text);
/* Only what belongs to x, where y is not a scale. */
void algo_plot_draw_x_axis (const AlgoPlot *plot,
                            cairo_t *cr,
                            const AlgoStyle *style,
                            const AlgoPlotText *text);
/* Keeps what is drawn next inside the plot, until cairo_restore(). */
void algo_plot_clip (const AlgoPlot *plot, cairo_t *cr);

/* Adds a line through the places (x, y), by growing x, to the path, broken where one is not a
 * number. Leaves other numbers in `x` and `y`. */
void algo_plot_add_curve (cairo_t *cr, const AlgoStyle *style, double *x, double *y, guint count);
/* The same for values, and strokes it. */
void algo_plot_stroke_values (const AlgoPlot *plot,
                              cairo_t *cr,
                              const AlgoStyle *style,
                              const float *x,
                              const float *y,
                              guint count);
/* Fills what is between two curves, passing over values that are not finite. */
void algo_plot_fill_band (const AlgoPlot *plot,
                          cairo_t *cr,
                          const float *x,
                          const float *low,
                          const float *high,
                          guint count);
/* A dashed line across the plot where y is `value`. */
void algo_plot_draw_level (const AlgoPlot *plot,
                           cairo_t *cr,
                           const AlgoStyle *style,
                           double value,
                           AlgoColour colour);
/* A round dot at each point that has a place in the plot. */
void algo_plot_draw_dots (const AlgoPlot *plot,
                          cairo_t *cr,
                          const AlgoStyle *style,
                          AlgoColour colour,
                          const float *x,
                          const float *y,
                          guint count);
/* Which of the points (x, y) is drawn nearest to (at_x, at_y), less than `reach` away; -1: none. */
gint algo_plot_find_nearest (const AlgoPlot *plot,
                             const float *x,
                             const float *y,
                             guint count,
                             double at_x,
                             double at_y,
                             double reach);

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
  const char *label; /* Pango markup */
} AlgoLegendEntry;

/* Entries on one line, or as many as fit `width` on each of at most `max_lines`, the middle of the
 * first at y; what does not fit is left out. Returns the lines used. */
guint algo_legend_draw (cairo_t *cr,
                        const AlgoStyle *style,
                        double x,
                        double y,
                        double width,
                        guint max_lines,
                        const AlgoLegendEntry *entries,
                        guint n_entries);
/* The height of one line. */
double algo_legend_line_height (const AlgoStyle *style);
