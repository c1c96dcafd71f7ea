/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connected regions of a map of labels, and where in each a letter fits best. */
#pragma once

#include <glib.h>

#define ALGO_REGION_NONE 0xff /* the label of cells that belong to no region */
/* Added to the label of cells of a region, below it, that no square is to reach over. */
#define ALGO_REGION_KEPT_FREE 0x80

typedef struct
{
  guint8 label;
  guint side;         /* of the largest square inside it; 0: all of it is kept free */
  double column, row; /* that square's middle, in cells from the map's corner; of all such squares,
                         the one nearest to their mean */
} AlgoRegion;

/* `labels` (rows, columns), row-major. Cells of one label are connected by their edges. Returns a
 * new array of AlgoRegion, in the order in which rows meet them. */
GArray *algo_regions_find (const guint8 *labels, guint rows, guint columns);
