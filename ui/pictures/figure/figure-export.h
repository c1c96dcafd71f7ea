/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A figure of a scene written to files: what the window and the headless program have in common.
 * Any thread. */
#pragma once

#include "ui/pictures/figure/figure-file.h"
#include "ui/pictures/figure/figure-size.h"
#include "ui/pictures/figure/figure.h"

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
/* As algo_figure_save(). */
gboolean algo_figure_export_save (const AlgoFigureExport *export,
                                  AlgoFigureFormat format,
                                  const char *path,
                                  GError **error);
