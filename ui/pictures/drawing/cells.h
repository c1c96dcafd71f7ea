/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields of coloured cells, in rows and columns of any widths. */
#pragma once

#include "ui/pictures/drawing/style.h"

typedef struct
{
  const AlgoStyle *style;
  guint rows, columns;
  const double *x, *y; /* (columns + 1), (rows + 1): edges, snapped, growing; borrowed */
  float (*get) (gconstpointer data, guint row, guint column);
  AlgoColour (*colour) (gconstpointer data, float value); /* of equal values the same */
  gconstpointer data;                                     /* that both are called with */
} AlgoCells;

/* On screen as one image, elsewhere as rectangles, each as long as one value lasts, reaching under
 * the next ones against seams. Where cells are smaller than a pixel, a pixel shows that of its
 * values which is farthest from zero. */
void algo_cells_draw (const AlgoCells *cells, cairo_t *cr);
