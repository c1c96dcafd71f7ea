/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/phase-runs.h"

#include <glib/gi18n-lib.h>

#include "ui/pictures/numbers.h"
#include "ui/pictures/phase-text.h"

#define MOST_SAID 6 /* stretches over training: more is more than one can follow */

AlgoPhaseRun
algo_phase_run_of_grid (const AlgoGrid *grid, gsize first)
{
  AlgoPhaseRun run = { .phase = grid->points[first].phase, .first = first, .end = first + 1 };

  while (run.end < ALGO_GRID && grid->points[run.end].phase == run.phase)
    run.end++;
  run.low = algo_grid_edge ((gint) first - 1);
  run.high = algo_grid_edge ((gint) run.end - 1);
  return run;
}

AlgoPhaseRun
algo_phase_run_of_history (const AlgoGridHistory *history, guint point, gsize first)
{
  AlgoPhaseRun run = { .phase = history->grids[first]->points[point].phase,
                       .first = first,
                       .end = first + 1 };

  while (run.end < history->count && history->grids[run.end]->points[point].phase == run.phase)
    run.end++;
  run.low = algo_grid_history_edge (history, (gssize) first - 1);
  run.high = algo_grid_history_edge (history, (gssize) run.end - 1);
  return run;
}

char *
algo_phase_runs_describe_grid (const AlgoGrid *grid)
{
  GString *text = g_string_new (_ ("Phases over log \u03b2:"));
  AlgoPhaseRun run = { 0 };

  while (run.end < ALGO_GRID)
    {
      g_autofree char *low = NULL, *high = NULL;

      run = algo_phase_run_of_grid (grid, run.end);
      low = algo_number_format_log_beta (run.low);
      high = algo_number_format_log_beta (run.high);
      /* Translators: a range of log beta, from %s to %s, and the phase there */
      g_string_append_printf (text, _ (" %s to %s %s"), low, high,
                              algo_phase_display_name (run.phase));
      g_string_append_c (text, run.end < ALGO_GRID ? ';' : '.');
    }
  return g_string_free (text, FALSE);
}

static guint
count_runs (const AlgoGridHistory *history, guint point)
{
  guint count = 0;

  for (gsize first = 0; first < history->count; count++)
    first = algo_phase_run_of_history (history, point, first).end;
  return count;
}

char *
algo_phase_runs_describe_history (const AlgoGridHistory *history, double log_beta)
{
  guint point = algo_grid_find_point (log_beta), left = count_runs (history, point);
  guint skipped = left > MOST_SAID ? left - MOST_SAID : 0;
  g_autofree char *at = algo_number_format_log_beta (algo_grid_log_beta (point));
  GString *text = g_string_new (NULL);
  AlgoPhaseRun run = { 0 };

  g_string_append_printf (text, _ ("At log \u03b2 %s:"), at);
  if (skipped > 0)
    g_string_append_printf (text, ngettext (" after %u change", " after %u changes", skipped),
                            skipped);
  for (; left > 0; left--)
    {
      g_autofree char *last = NULL;

      run = algo_phase_run_of_history (history, point, run.end);
      if (left > MOST_SAID)
        continue;
      last = algo_number_format_count (history->grids[run.end - 1]->step);
      /* Translators: a phase and the last step at which it was seen */
      g_string_append_printf (text, _ (" %s to step %s"), algo_phase_display_name (run.phase),
                              last);
      g_string_append_c (text, left > 1 ? ';' : '.');
    }
  return g_string_free (text, FALSE);
}
