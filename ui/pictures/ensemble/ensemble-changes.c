/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/ensemble/ensemble-changes.h"

static void
add (AlgoEnsembleChanges *changes,
     AlgoPhase phase,
     AlgoChangeKind kind,
     guint member,
     double position)
{
  const AlgoChange change = { member, position };

  if (phase < ALGO_N_PHASES)
    g_array_append_val (changes->changes[phase][kind], change);
}

static void
add_transitions (AlgoEnsembleChanges *changes, const AlgoEnsemblePicture *picture)
{
  g_autoptr (GArray) transitions =
      algo_ensemble_list_transitions (picture->consensus->ensemble,
                                      algo_ensemble_picture_get_step (picture));

  for (guint i = 0; i < transitions->len; i++)
    {
      const AlgoTransition *at = &g_array_index (transitions, AlgoTransition, i);

      add (changes, at->to, ALGO_CHANGE_BORN_OVER_BETA, at->member, at->log_beta);
      add (changes, at->from, ALGO_CHANGE_DIED_OVER_BETA, at->member, at->log_beta);
    }
}

static void
add_lifetimes (AlgoEnsembleChanges *changes, const AlgoEnsemblePicture *picture)
{
  const AlgoEnsemble *ensemble = picture->consensus->ensemble;
  g_autoptr (GArray) lifetimes =
      algo_ensemble_list_lifetimes (ensemble, algo_ensemble_picture_get_point (picture));

  for (guint i = 0; i < lifetimes->len; i++)
    {
      const AlgoLifetime *at = &g_array_index (lifetimes, AlgoLifetime, i);
      const AlgoGrid *first = algo_ensemble_get_member (ensemble, at->member)->grids->pdata[0];

      if (at->first > first->step)
        add (changes, at->phase, ALGO_CHANGE_BORN_OVER_STEPS, at->member, (double) at->first);
      if (at->ended)
        add (changes, at->phase, ALGO_CHANGE_DIED_OVER_STEPS, at->member, (double) at->last);
    }
}

void
algo_ensemble_changes_init (AlgoEnsembleChanges *changes, const AlgoEnsemblePicture *picture)
{
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    for (guint kind = 0; kind < ALGO_N_CHANGES; kind++)
      changes->changes[phase][kind] = g_array_new (FALSE, FALSE, sizeof (AlgoChange));
  add_transitions (changes, picture);
  add_lifetimes (changes, picture);
}

void
algo_ensemble_changes_clear (AlgoEnsembleChanges *changes)
{
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    for (guint kind = 0; kind < ALGO_N_CHANGES; kind++)
      g_clear_pointer (&changes->changes[phase][kind], g_array_unref);
}

gboolean
algo_ensemble_changes_has (const AlgoEnsembleChanges *changes, AlgoPhase phase)
{
  for (guint kind = 0; kind < ALGO_N_CHANGES; kind++)
    if (changes->changes[phase][kind]->len > 0)
      return TRUE;
  return FALSE;
}

AlgoSpread
algo_ensemble_changes_spread (const AlgoEnsembleChanges *changes,
                              AlgoPhase phase,
                              AlgoChangeKind kind)
{
  const GArray *all = changes->changes[phase][kind];
  g_autofree double *values = g_new (double, MAX (all->len, 1));

  for (guint i = 0; i < all->len; i++)
    values[i] = g_array_index (all, AlgoChange, i).position;
  return algo_spread_of (all->len, values);
}
