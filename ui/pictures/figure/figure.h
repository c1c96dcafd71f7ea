/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures: one panel, or several with (a), (b), (c), drawn on any cairo_t.
 *
 * Sizes are in points (1/72 in) and physical: text is as large as the style has it whatever the
 * size of the figure, and a smaller figure has smaller panels, not smaller text. Any thread. */
#pragma once

#include "ui/pictures/scene/panel.h"

/* Sizes on paper. */

#define ALGO_POINTS_PER_INCH 72.0
#define ALGO_MM_PER_INCH 25.4

#define ALGO_FIGURE_LEAST_SIDE 20.0  /* points */
#define ALGO_FIGURE_MOST_SIDE 3000.0 /* a little over a metre */

/* Of ordinary text, in points; axis numbers are a sixth smaller, titles a sixth larger. */
#define ALGO_FIGURE_LEAST_TEXT 4.0
#define ALGO_FIGURE_MOST_TEXT 14.0
#define ALGO_FIGURE_TEXT 6.0 /* so that all of it is between the 5 and 7 pt of most journals */

typedef struct
{
  double width, height; /* points; height 0: the natural one */
} AlgoFigureSize;

/* From "89mm", "3.25in", "240pt", or with a height: "89x60mm", "89mmx2.5in". Decimal points
 * whatever the locale. FALSE and ALGO_ERROR_SIZE, saying what is possible. */
gboolean algo_figure_size_parse (const char *text, AlgoFigureSize *size, GError **error);
/* Whether both sides, the height known, are between the least and the most. */
gboolean algo_figure_size_validate (const AlgoFigureSize *size, GError **error);
/* Likewise the size of ordinary text. */
gboolean algo_figure_text_validate (double text, GError **error);

/* Widths that journals ask for. */
typedef struct
{
  const char *text;    /* "89mm" */
  const char *journal; /* marked for translation */
} AlgoFigurePreset;

const AlgoFigurePreset *algo_figure_presets_get (guint *count);

/* Figures. */

#define ALGO_FIGURE_MAX_PANELS 26 /* a letter each */

typedef struct
{
  const AlgoScene *scene; /* borrowed */
  guint n_panels;
  const AlgoPanel *panels[ALGO_FIGURE_MAX_PANELS];
} AlgoFigure;

/* The style of figures: light whatever the theme, with ordinary text of this size; 0: the usual
 * one. */
void algo_figure_style_init (AlgoStyle *style, double text);

/* All panels of the layout that are known; none may be. */
void algo_figure_init_layout (AlgoFigure *figure, const AlgoScene *scene);
/* Appends a panel. FALSE if there are ALGO_FIGURE_MAX_PANELS already. */
gboolean algo_figure_add_panel (AlgoFigure *figure, const AlgoPanel *panel);

/* The height at which a figure of this width looks its best. */
double algo_figure_natural_height (const AlgoFigure *figure, double width, const AlgoStyle *style);
/* Where each panel's picture goes, without its letter and title; `areas` (n_panels). Rows have the
 * proportions of the natural height. */
void algo_figure_place (const AlgoFigure *figure,
                        double width,
                        double height,
                        const AlgoStyle *style,
                        AlgoArea *areas);
/* An AlgoDrawFunc. A single panel has neither letter nor title; the task stands above all where it
 * is not the L1 norm. */
void algo_figure_draw (const AlgoFigure *figure,
                       cairo_t *cr,
                       double width,
                       double height,
                       const AlgoStyle *style);
/* "(a) Weights, (b) Phase", a new string; without letters where there is one. */
char *algo_figure_describe (const AlgoFigure *figure);
