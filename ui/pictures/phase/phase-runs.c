/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/phase/phase-runs.h"

#include <glib/gi18n-lib.h>

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"

#define MOST_SHOWN 3 /* ranges of log10 beta on a few short lines */
#define MOST_SAID 6  /* stretches over training: more is more than one can follow */

AlgoPhaseRun
algo_phase_run_of_grid (const AlgoGrid *grid, gsize first)
{
  AlgoPhaseRun run = { .phase = grid->points[first].phase, .first = first, .end = first + 1 };

  while (run.end < ALGO_GRID && grid->points[run.end].phase == run.phase)
    run.end++;
  run.low = algo_grid_edge (algo_grid_get_range (grid), (gint) first - 1);
  run.high = algo_grid_edge (algo_grid_get_range (grid), (gint) run.end - 1);
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

static char *
join (GPtrArray *stretches)
{
  g_ptr_array_add (stretches, NULL);
  /* Translators: between the parts of a list that are read out one after the other */
  return g_strjoinv (_ ("; "), (char **) stretches->pdata);
}

char *
algo_phase_runs_describe_grid (const AlgoGrid *grid)
{
  g_autoptr (GPtrArray) stretches = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;
  AlgoPhaseRun run = { 0 };

  while (run.end < ALGO_GRID)
    {
      g_autofree char *low = NULL, *high = NULL;

      run = algo_phase_run_of_grid (grid, run.end);
      low = algo_number_format_log_beta (run.low);
      high = algo_number_format_log_beta (run.high);
      /* Translators: a range of log beta, from %s to %s, and the phase there */
      g_ptr_array_add (stretches, g_strdup_printf (_ ("%s to %s %s"), low, high,
                                                   algo_phase_display_name (run.phase)));
    }
  list = join (stretches);
  /* Translators: followed by ranges of log beta and their phases */
  return g_strdup_printf (_ ("Phases over log \u03b2: %s."), list);
}

char *
algo_phase_runs_summarise_grid (const AlgoGrid *grid)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;
  gboolean named[ALGO_N_PHASES] = { FALSE };
  AlgoPhaseRun run = { 0 };
  guint count = 0;

  for (; run.end < ALGO_GRID; count++)
    {
      run = algo_phase_run_of_grid (grid, run.end);
      if (run.phase >= ALGO_N_PHASES || named[run.phase])
        continue;
      named[run.phase] = TRUE;
      g_ptr_array_add (names, (gpointer) algo_phase_display_name (run.phase));
    }
  if (count <= MOST_SHOWN)
    return algo_phase_runs_describe_grid (grid);
  list = join (names);
  /* Translators: followed by the names of phases, each once */
  return g_strdup_printf (_ ("Phases over log \u03b2, changing %u times: %s."), count - 1, list);
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
  guint point = algo_grid_find_point (history->range, log_beta), left = count_runs (history, point);
  guint skipped = left > MOST_SAID ? left - MOST_SAID : 0;
  g_autofree char *at = algo_number_format_log_beta (algo_grid_log_beta (history->range, point));
  g_autoptr (GPtrArray) stretches = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;
  AlgoPhaseRun run = { 0 };

  for (; left > 0; left--)
    {
      g_autofree char *last = NULL;

      run = algo_phase_run_of_history (history, point, run.end);
      if (left > MOST_SAID)
        continue;
      last = algo_number_format_count (history->grids[run.end - 1]->step);
      /* Translators: a phase and the last step at which it was seen */
      g_ptr_array_add (stretches, g_strdup_printf (_ ("%s to step %s"),
                                                   algo_phase_display_name (run.phase), last));
    }
  list = join (stretches);
  if (skipped == 0)
    return g_strdup_printf (_ ("At log \u03b2 %s: %s."), at, list);
  /* Translators: a log beta, how often the phase there changed before, and the latest phases */
  return g_strdup_printf (ngettext ("At log \u03b2 %s: after %u change %s.",
                                    "At log \u03b2 %s: after %u changes %s.", skipped),
                          at, skipped, list);
}
