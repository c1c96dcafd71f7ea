/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/ensemble/ensemble-pairs.h"

AlgoPhase
algo_direct_pair_get_phase (const AlgoDirectPair *pair, guint side)
{
  return side == 0 ? pair->direct->phase : pair->point->phase;
}

double
algo_direct_pair_get_unexplained (const AlgoDirectPair *pair, guint side)
{
  return side == 0 ? pair->direct->parameters.unexplained : pair->point->unexplained;
}

const AlgoDirectPair *
algo_ensemble_pairs_get (const AlgoEnsemblePairs *pairs, guint index)
{
  return &g_array_index (pairs->array, AlgoDirectPair, index);
}

static void
measure_side (AlgoEnsemblePairs *pairs, guint side)
{
  g_autofree double *values = g_new (double, MAX (pairs->array->len, 1));

  for (guint i = 0; i < pairs->array->len; i++)
    {
      const AlgoDirectPair *pair = algo_ensemble_pairs_get (pairs, i);
      const AlgoPhase phase = algo_direct_pair_get_phase (pair, side);

      values[i] = algo_direct_pair_get_unexplained (pair, side);
      if (phase < ALGO_N_PHASES)
        pairs->counts[side].counts[phase]++;
      pairs->counts[side].total++;
    }
  pairs->spreads[side] = algo_spread_of (pairs->array->len, values);
}

void
algo_ensemble_pairs_init (AlgoEnsemblePairs *pairs, const AlgoEnsemblePicture *picture)
{
  *pairs = (AlgoEnsemblePairs){
    .picture = picture,
    .array = algo_ensemble_list_direct (picture->consensus->ensemble,
                                        algo_ensemble_picture_get_point (picture)),
  };
  for (guint side = 0; side < ALGO_ENSEMBLE_SIDES; side++)
    measure_side (pairs, side);
}

void
algo_ensemble_pairs_clear (AlgoEnsemblePairs *pairs)
{
  g_clear_pointer (&pairs->array, g_array_unref);
}

void
algo_ensemble_pairs_get_place (const AlgoEnsemblePairs *pairs,
                               guint index,
                               guint side,
                               AlgoEnsemblePlace *place)
{
  *place = ALGO_ENSEMBLE_PLACE_NONE;
  place->log_beta = algo_ensemble_picture_get_log_beta (pairs->picture);
  place->step = (gint64) algo_ensemble_picture_get_step (pairs->picture);
  place->member = (gint) algo_ensemble_pairs_get (pairs, index)->member;
  place->plot = side;
}

gboolean
algo_ensemble_pairs_find (const AlgoEnsemblePairs *pairs,
                          const AlgoEnsemblePlace *place,
                          guint *index)
{
  for (guint i = 0; i < pairs->array->len; i++)
    if ((gint) algo_ensemble_pairs_get (pairs, i)->member == place->member)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}
