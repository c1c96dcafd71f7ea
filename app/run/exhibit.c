/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/exhibit.h"

#include "engine/run/provenance.h"
#include "engine/settings.h"
#include "ui/pictures/drawing/numbers.h"

#include <glib/gi18n-lib.h>

/* So many weights are measured in about 20 ms: those of the largest network of a run. */
#define QUICK_WEIGHTS (ALGO_MAX_INPUTS * ALGO_MAX_INPUTS * ALGO_MAX_HIDDEN_PER_INPUT)

AlgoExhibit *
algo_exhibit_new (AlgoObservation *observation, const char *name)
{
  AlgoExhibit *self = g_new0 (AlgoExhibit, 1);

  self->workbench = algo_workbench_new (observation);
  self->name = g_strdup (name);
  self->shown = algo_observation_ref (observation);
  return self;
}

void
algo_exhibit_free (AlgoExhibit *self)
{
  algo_workbench_free (self->workbench);
  algo_observation_unref (self->shown);
  g_free (self->name);
  g_free (self);
}

gboolean
algo_exhibit_refresh (AlgoExhibit *self)
{
  const AlgoNetwork *network = algo_workbench_get_network (self->workbench);
  AlgoObservation *known = algo_workbench_get_observation (self->workbench);

  if (known == NULL && (guint64) network->inputs * network->hidden > QUICK_WEIGHTS)
    return FALSE;
  algo_observation_set (&self->shown, algo_workbench_observe (self->workbench));
  return TRUE;
}

gboolean
algo_exhibit_take (AlgoExhibit *self, AlgoObservation *observation)
{
  if (!algo_workbench_take_observation (self->workbench, observation))
    return FALSE;
  algo_observation_set (&self->shown, observation);
  return TRUE;
}

GHashTable *
algo_exhibit_make_provenance (const AlgoExhibit *self)
{
  const AlgoObservation *base = algo_workbench_get_base (self->workbench);
  GHashTable *provenance = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  algo_provenance_add (provenance, "software", "Algoscope");
  algo_provenance_add (provenance, "version", ALGO_VERSION);
  algo_provenance_add_whole (provenance, "edits", algo_workbench_get_count (self->workbench));
  if (self->name != NULL)
    {
      algo_provenance_add (provenance, "opened", self->name);
      return provenance;
    }
  algo_provenance_add_whole (provenance, "seed", base->seed);
  algo_provenance_add_whole (provenance, "step", base->step);
  algo_provenance_add_question (provenance, &base->question);
  return provenance;
}

static char *
describe_opened (const AlgoExhibit *self, guint count)
{
  const AlgoNetwork *network = algo_workbench_get_network (self->workbench);

  if (count == 0)
    return g_strdup_printf (_ ("Opened network “%s”: n = %u, h = %u, %s"), self->name,
                            network->inputs, network->hidden,
                            algo_activation_name (network->activation));
  return g_strdup_printf (ngettext ("Opened network “%s”: n = %u, h = %u, %u change by hand",
                                    "Opened network “%s”: n = %u, h = %u, %u changes by hand",
                                    count),
                          self->name, network->inputs, network->hidden, count);
}

char *
algo_exhibit_describe (const AlgoExhibit *self)
{
  const AlgoObservation *base = algo_workbench_get_base (self->workbench);
  const guint count = algo_workbench_get_count (self->workbench);
  g_autofree char *step = algo_number_format_count (base->step);
  g_autofree char *log_beta = algo_number_format_log_beta (base->question.log_beta);

  if (self->name != NULL)
    return describe_opened (self, count);
  if (count == 0)
    return g_strdup_printf (_ ("All changes undone: the network of step %s, log₁₀ β %s"), step,
                            log_beta);
  return g_strdup_printf (
      ngettext ("Edited by hand: %u change to the network of step %s, log₁₀ β %s",
                "Edited by hand: %u changes to the network of step %s, log₁₀ β %s", count),
      count, step, log_beta);
}
