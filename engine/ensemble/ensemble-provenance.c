/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/ensemble/ensemble-provenance.h"

#include "engine/ensemble/ensemble-statistics.h"
#include "engine/ensemble/seeds.h"
#include "engine/run/provenance.h"

static char *
format_seeds (const AlgoEnsemble *ensemble)
{
  g_autoptr (GArray) seeds = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, i);

      if (member->grids->len > 0)
        g_array_append_val (seeds, member->seed);
    }
  return algo_seeds_format (seeds);
}

GHashTable *
algo_ensemble_provenance_new (const AlgoEnsemble *ensemble)
{
  GHashTable *provenance = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *seeds = format_seeds (ensemble);

  algo_provenance_add (provenance, "software", "Algoscope");
  algo_provenance_add (provenance, "version",
                       ensemble->version != NULL ? ensemble->version : ALGO_VERSION);
  algo_provenance_add (provenance, "gathered_seeds", seeds);
  algo_provenance_add_whole (provenance, "usual_step", algo_ensemble_get_usual_step (ensemble));
  algo_provenance_add_settings (provenance, &ensemble->settings);
  return provenance;
}
