/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures as files of a physical size.
 *
 * Vector formats hold no images: matrices are rectangles, and text is text in PDF and EPS, with its
 * fonts embedded, and outlines in SVG. Equal figures give equal bytes: nothing is dated. */
#pragma once

#include "ui/pictures/figure/figure.h"

typedef enum
{
  ALGO_FIGURE_PDF,
  ALGO_FIGURE_SVG,
  ALGO_FIGURE_PNG,
  ALGO_FIGURE_EPS,
  ALGO_N_FIGURE_FORMATS,
} AlgoFigureFormat;

/* "pdf": also what names of files end in. */
const char *algo_figure_format_name (AlgoFigureFormat format);
/* FALSE if there is none of that name, in any case. */
gboolean algo_figure_format_find (const char *name, AlgoFigureFormat *format);

typedef struct
{
  AlgoDrawFunc draw;
  gconstpointer picture;
  double width, height;   /* points */
  double text;            /* size of ordinary text, points; 0: ALGO_FIGURE_TEXT */
  double dpi;             /* of PNG, whose sides have at most 20,000 pixels */
  const char *title;      /* may be NULL */
  GHashTable *provenance; /* strings to strings, may be NULL: PDF's keywords, SVG's metadata, PNG's
                             text, EPS's comments; in order of keys */
} AlgoFigurePage;

/* The file appears whole or not at all. FALSE and a G_FILE_ERROR, ALGO_ERROR_SIZE if it cannot be
 * drawn at that size, or ALGO_ERROR_FORMAT for provenance that the format cannot hold. Any thread.
 */
gboolean algo_figure_save (const AlgoFigurePage *page,
                           AlgoFigureFormat format,
                           const char *path,
                           GError **error);

/* A figure of a scene, as the window and the headless program write it. */

/* For all panels but one, as wide as a page. */
#define ALGO_FIGURE_ONE_PANEL "89mm"
#define ALGO_FIGURE_SEVERAL_PANELS "183mm"
#define ALGO_FIGURE_LEAST_DPI 50
#define ALGO_FIGURE_MOST_DPI 2400
#define ALGO_FIGURE_DPI 300

typedef struct
{
  const AlgoFigure *figure; /* borrowed; its scene's provenance is written too */
  AlgoFigureSize size;      /* height 0: the natural one */
  double text;              /* size of ordinary text, points; 0: the usual one */
  double dpi;               /* of PNG */
} AlgoFigureExport;

/* The size with its height known. */
AlgoFigureSize algo_figure_export_get_size (const AlgoFigureExport *export);
/* As algo_figure_save(). Any thread. */
gboolean algo_figure_export_save (const AlgoFigureExport *export,
                                  AlgoFigureFormat format,
                                  const char *path,
                                  GError **error);
