/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/ensemble/ensemble.h"

const char *
algo_member_state_name (AlgoMemberState state)
{
  static const char *const names[ALGO_N_MEMBER_STATES] = {
    [ALGO_MEMBER_COMPLETE] = "complete",
    [ALGO_MEMBER_PARTIAL] = "partial",
    [ALGO_MEMBER_MISSING] = "missing",
    [ALGO_MEMBER_DAMAGED] = "damaged",
  };

  return names[state];
}

AlgoEnsembleMember *
algo_ensemble_member_new (guint64 seed, AlgoMemberState state)
{
  AlgoEnsembleMember *member = g_new0 (AlgoEnsembleMember, 1);

  member->seed = seed;
  member->seed_known = TRUE;
  member->state = state;
  member->grids = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_grid_unref);
  member->generalisations =
      g_ptr_array_new_with_free_func ((GDestroyNotify) algo_generalisation_unref);
  return member;
}

void
algo_ensemble_member_free (AlgoEnsembleMember *member)
{
  g_free (member->path);
  g_free (member->message);
  g_ptr_array_unref (member->grids);
  g_ptr_array_unref (member->generalisations);
  g_free (member);
}

const AlgoGeneralisation *
algo_ensemble_member_find_generalisation (const AlgoEnsembleMember *member, guint point)
{
  const guint index = (point + ALGO_ENSEMBLE_STRIDE / 2) / ALGO_ENSEMBLE_STRIDE;

  return index < member->generalisations->len ? member->generalisations->pdata[index] : NULL;
}

AlgoQuestion
algo_ensemble_question (const AlgoSettings *settings, guint point)
{
  return (AlgoQuestion){ .log_beta =
                             algo_grid_log_beta (algo_settings_get_beta_range (settings), point),
                         .inputs = settings->most,
                         .hidden = ALGO_HIDDEN_PER_INPUT * settings->most };
}

AlgoGeneralisation *
algo_ensemble_generalisation_new (const AlgoSettings *settings, guint point, guint64 step)
{
  const AlgoQuestion question = algo_ensemble_question (settings, point);
  AlgoGeneralisation *generalisation = algo_generalisation_new (&question);

  generalisation->generation = 1;
  generalisation->step = step;
  generalisation->least = settings->least;
  generalisation->most = settings->most;
  return generalisation;
}

AlgoEnsemble *
algo_ensemble_new (const AlgoSettings *settings)
{
  AlgoEnsemble *ensemble = g_atomic_rc_box_new0 (AlgoEnsemble);

  ensemble->settings = *settings;
  ensemble->settings.seed = 0;
  ensemble->settings.threads = 0;
  ensemble->members = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_ensemble_member_free);
  return ensemble;
}

AlgoEnsemble *
algo_ensemble_ref (AlgoEnsemble *ensemble)
{
  return g_atomic_rc_box_acquire (ensemble);
}

static void
ensemble_clear (gpointer data)
{
  const AlgoEnsemble *ensemble = data;

  g_free (ensemble->path);
  g_free (ensemble->version);
  g_ptr_array_unref (ensemble->members);
}

void
algo_ensemble_unref (AlgoEnsemble *ensemble)
{
  g_atomic_rc_box_release_full (ensemble, ensemble_clear);
}

static gboolean
stands_before (const AlgoEnsembleMember *member, const AlgoEnsembleMember *other)
{
  if (member->seed_known != other->seed_known)
    return member->seed_known;
  return member->seed < other->seed;
}

void
algo_ensemble_add_member (AlgoEnsemble *ensemble, AlgoEnsembleMember *member)
{
  guint index = ensemble->members->len;

  while (index > 0 && stands_before (member, ensemble->members->pdata[index - 1]))
    index--;
  g_ptr_array_insert (ensemble->members, (gint) index, member);
}

const AlgoEnsembleMember *
algo_ensemble_get_member (const AlgoEnsemble *ensemble, guint index)
{
  return ensemble->members->pdata[index];
}

guint
algo_ensemble_count_members (const AlgoEnsemble *ensemble, AlgoMemberState state)
{
  guint count = 0;

  for (guint i = 0; i < ensemble->members->len; i++)
    count += algo_ensemble_get_member (ensemble, i)->state == state;
  return count;
}

char *
algo_ensemble_get_run_path (const AlgoEnsemble *ensemble, const AlgoEnsembleMember *member)
{
  g_autofree char *folder = NULL;

  if (member->path == NULL)
    return NULL;
  folder = ensemble->path != NULL ? g_path_get_dirname (ensemble->path) : NULL;
  return g_canonicalize_filename (member->path, folder);
}
