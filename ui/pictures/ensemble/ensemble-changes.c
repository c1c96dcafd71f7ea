/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/ensemble/ensemble-changes.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"

static void
add (GArray *changes, AlgoPhase phase, AlgoChangeKind kind, guint member, double position)
{
  const AlgoChange change = { phase, kind, member, position };

  if (phase < ALGO_N_PHASES)
    g_array_append_val (changes, change);
}

GArray *
algo_ensemble_list_changes (const AlgoScene *scene)
{
  const AlgoEnsemble *ensemble = scene->consensus->ensemble;
  g_autoptr (GArray) transitions =
      algo_ensemble_list_transitions (ensemble, algo_ensemble_get_step (scene));
  g_autoptr (GArray) lifetimes =
      algo_ensemble_list_lifetimes (ensemble, algo_ensemble_get_point (scene));
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (AlgoChange));

  for (guint i = 0; i < transitions->len; i++)
    {
      const AlgoTransition *at = &g_array_index (transitions, AlgoTransition, i);

      add (changes, at->to, ALGO_CHANGE_BORN_OVER_BETA, at->member, at->log_beta);
      add (changes, at->from, ALGO_CHANGE_DIED_OVER_BETA, at->member, at->log_beta);
    }
  for (guint i = 0; i < lifetimes->len; i++)
    {
      const AlgoLifetime *at = &g_array_index (lifetimes, AlgoLifetime, i);
      const AlgoGrid *first = algo_ensemble_get_member (ensemble, at->member)->grids->pdata[0];

      if (at->first > first->step)
        add (changes, at->phase, ALGO_CHANGE_BORN_OVER_STEPS, at->member, (double) at->first);
      if (at->ended)
        add (changes, at->phase, ALGO_CHANGE_DIED_OVER_STEPS, at->member, (double) at->last);
    }
  return changes;
}

AlgoSpread
algo_ensemble_spread_changes (const GArray *changes, AlgoPhase phase, AlgoChangeKind kind)
{
  g_autofree double *values = g_new (double, MAX (changes->len, 1));
  guint count = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const AlgoChange *change = &g_array_index (changes, AlgoChange, i);

      if (change->phase == phase && change->kind == kind)
        values[count++] = change->position;
    }
  return algo_spread_of (count, values);
}

static char *
format_step (double step)
{
  return algo_number_format_count (step > 0 ? (guint64) llround (step) : 0);
}

char *
algo_ensemble_describe_changes (const GArray *changes, AlgoPhase phase, AlgoChangeKind kind)
{
  const AlgoSpread spread = algo_ensemble_spread_changes (changes, phase, kind);
  char *(*format) (double) =
      kind < ALGO_CHANGE_BORN_OVER_STEPS ? algo_number_format_log_beta : format_step;
  const char *name = algo_phase_display_name (phase);
  g_autofree char *median = format (spread.median);
  g_autofree char *lower = format (spread.lower);
  g_autofree char *upper = format (spread.upper);
  const guint n = spread.count;

  if (n == 0)
    return NULL;
  switch (kind)
    {
    case ALGO_CHANGE_BORN_OVER_BETA:
      return g_strdup_printf (
          ngettext ("%s is born at log \u03b2 %s (quartiles %s to %s) in %u seed",
                    "%s is born at log \u03b2 %s (quartiles %s to %s) in %u seeds", n),
          name, median, lower, upper, n);
    case ALGO_CHANGE_DIED_OVER_BETA:
      return g_strdup_printf (ngettext ("%s dies at log \u03b2 %s (quartiles %s to %s) in %u seed",
                                        "%s dies at log \u03b2 %s (quartiles %s to %s) in %u seeds",
                                        n),
                              name, median, lower, upper, n);
    case ALGO_CHANGE_BORN_OVER_STEPS:
      return g_strdup_printf (ngettext ("%s is born at step %s (quartiles %s to %s) in %u seed",
                                        "%s is born at step %s (quartiles %s to %s) in %u seeds",
                                        n),
                              name, median, lower, upper, n);
    case ALGO_CHANGE_DIED_OVER_STEPS:
    case ALGO_N_CHANGES:
    default:
      return g_strdup_printf (ngettext ("%s dies at step %s (quartiles %s to %s) in %u seed",
                                        "%s dies at step %s (quartiles %s to %s) in %u seeds", n),
                              name, median, lower, upper, n);
    }
}
