/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sizes of figures on paper. */
#pragma once

#include <glib.h>

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
