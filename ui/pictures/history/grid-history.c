/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/grid-history.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"

#define LEAST_SHARE 0.01 /* of the axis, for one grid alone */

double
algo_grid_history_end (const AlgoGridHistory *history)
{
  double last = history->count > 0 ? (double) history->grids[history->count - 1]->step : 0;

  return MAX (MAX (last, (double) history->budget), 1);
}

gsize
algo_grid_history_find (const AlgoGridHistory *history, gint64 step)
{
  gsize low = 0, high = MAX (history->count, 1) - 1;
  const gsize last = high;

  if (step < 0 || history->count == 0)
    return last;
  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (history->grids[middle]->step < (guint64) step)
        low = middle + 1;
      else
        high = middle;
    }
  /* Half way between two, the later one, as its edge says. */
  if (low > 0 && (double) step < algo_grid_history_edge (history, (gssize) low - 1))
    low--;
  return low;
}

const AlgoGrid *
algo_grid_history_get (const AlgoGridHistory *history, gint64 step)
{
  return history->count > 0 ? history->grids[algo_grid_history_find (history, step)] : NULL;
}

double
algo_grid_history_edge (const AlgoGridHistory *history, gssize index)
{
  const AlgoGrid *const *grids = history->grids;
  gssize last = (gssize) history->count - 1;
  double end = algo_grid_history_end (history);

  if (last < 0)
    return 0;
  /* One alone, which may be of step 0, is to be seen all the same. */
  if (last == 0)
    return index < 0 ? 0 : CLAMP (2 * (double) grids[0]->step, LEAST_SHARE * end, end);
  if (index < 0)
    return MAX (0, 1.5 * (double) grids[0]->step - 0.5 * (double) grids[1]->step);
  if (index >= last)
    return MIN (1.5 * (double) grids[last]->step - 0.5 * (double) grids[last - 1]->step, end);
  return ((double) grids[index]->step + (double) grids[index + 1]->step) / 2;
}

gboolean
algo_grid_history_find_measured (const AlgoGridHistory *history, gint64 step, gsize *index)
{
  if (history->count == 0 || (double) step < algo_grid_history_edge (history, -1)
      || (double) step > algo_grid_history_edge (history, (gssize) history->count - 1))
    return FALSE;
  *index = algo_grid_history_find (history, step);
  return TRUE;
}

void
algo_grid_history_move (const AlgoGridHistory *history,
                        gint grids,
                        gint betas,
                        gint64 *step,
                        double *log_beta)
{
  const gint row = (gint) algo_grid_find_point (history->range, *log_beta)
                   + CLAMP (betas, -ALGO_GRID, ALGO_GRID);
  gint64 index;

  if (history->count == 0)
    return;
  index = (gint64) algo_grid_history_find (history, *step) + grids;
  *step = (gint64) history->grids[CLAMP (index, 0, (gint64) history->count - 1)]->step;
  *log_beta = algo_grid_log_beta (history->range, (guint) CLAMP (row, 0, ALGO_GRID - 1));
}

guint
algo_grid_find_point (AlgoBetaRange range, double log_beta)
{
  const double place = (log_beta - range.from) / (range.to - range.from) * (ALGO_GRID - 1);

  return isnan (place) ? 0 : (guint) lround (CLAMP (place, 0, ALGO_GRID - 1));
}

double
algo_grid_edge (AlgoBetaRange range, gint index)
{
  if (index < 0)
    return range.from;
  if (index >= ALGO_GRID - 1)
    return range.to;
  return (algo_grid_log_beta (range, (guint) index) + algo_grid_log_beta (range, (guint) index + 1))
         / 2;
}

const AlgoGridPoint *
algo_grid_get_nearest (const AlgoGrid *grid, double log_beta)
{
  return &grid->points[algo_grid_find_point (algo_grid_get_range (grid), log_beta)];
}

char *
algo_grid_point_describe (const AlgoGridPoint *point)
{
  g_autofree char *at = algo_number_format_log_beta (point->log_beta);
  g_autofree char *confidence = algo_number_format_percent (point->confidence);
  g_autofree char *unexplained = algo_number_format (point->unexplained);
  g_autofree char *kl = algo_number_format (point->kl);

  return g_strdup_printf (_ ("log \u03b2 %s: %s, confidence %s, FVU %s, KL %s nats"), at,
                          algo_phase_display_name (point->phase), confidence, unexplained, kl);
}
