/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A straight line as a raster goes through it: from pixel to pixel along its longer axis. */
#pragma once

#include <glib.h>

/* Places across a line count pixels in parts of this: whole numbers are faster. */
#define ALGO_RASTER_ONE 65536

typedef struct
{
  int width, height; /* pixels */
  gsize stride;      /* from a pixel to the one below it */
} AlgoRaster;

typedef struct
{
  int first, last; /* pixels along it, inside the raster; none if `last` is less */
  gint32 middle,
      step;      /* across: of the first pixel's, and from one to the next; parts of a pixel */
  double cosine; /* of the angle to the longer axis */
  gsize along_stride, across_stride;
  int most_across; /* the last pixel of the raster across the line */
} AlgoRasterLine;

/* From (x0, y0) to (x1, y1) in pixels, finite. */
AlgoRasterLine
algo_raster_line_make (const AlgoRaster *raster, double x0, double y0, double x1, double y1);
/* Leaves out the pixels at its ends that do not have the next one across it in the raster too. */
void algo_raster_line_clip (AlgoRasterLine *line);
