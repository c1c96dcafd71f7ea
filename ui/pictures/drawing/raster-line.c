/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/raster-line.h"

#include <math.h>

AlgoRasterLine
algo_raster_line_make (const AlgoRaster *raster, double x0, double y0, double x1, double y1)
{
  gboolean steep = fabs (y1 - y0) > fabs (x1 - x0);
  double from = steep ? y0 : x0, to = steep ? y1 : x1;
  double across_from = steep ? x0 : y0, across_to = steep ? x1 : y1;
  double slope = to != from ? (across_to - across_from) / (to - from) : 0;
  int most_along = (steep ? raster->height : raster->width) - 1;
  int first = MAX (0, (int) floor (MIN (from, to)));

  return (AlgoRasterLine){
    .first = first,
    .last = MIN (most_along, (int) floor (MAX (from, to))),
    .middle = (gint32) (ALGO_RASTER_ONE * (across_from + (first + 0.5 - from) * slope - 0.5)),
    .step = (gint32) lround (ALGO_RASTER_ONE * slope),
    .cosine = 1 / sqrt (1 + slope * slope),
    .along_stride = steep ? raster->stride : 1,
    .across_stride = steep ? 1 : raster->stride,
    .most_across = (steep ? raster->width : raster->height) - 1,
  };
}

static gboolean
is_inside (const AlgoRasterLine *line, gint64 middle)
{
  return middle >= 0 && middle < (gint64) line->most_across * ALGO_RASTER_ONE;
}

void
algo_raster_line_clip (AlgoRasterLine *line)
{
  gint64 middle = line->middle, end;

  for (; line->first <= line->last && !is_inside (line, middle); middle += line->step)
    line->first++;
  end = middle + (gint64) (line->last - line->first) * line->step;
  for (; line->first <= line->last && !is_inside (line, end); end -= line->step)
    line->last--;
  line->middle = (gint32) middle;
}
