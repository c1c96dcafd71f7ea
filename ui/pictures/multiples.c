/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/multiples.h"

#include <math.h>

guint
algo_multiples_choose_columns (guint n_plots, double aspect, double width, double height)
{
  guint best = 1;
  double best_distance = INFINITY;

  for (guint columns = 1; columns <= n_plots; columns *= 2)
    {
      double ratio = (width / columns) / (height / (n_plots / columns));
      double distance = fabs (log (ratio / aspect));

      if (distance < best_distance)
        {
          best = columns;
          best_distance = distance;
        }
    }
  return best;
}
