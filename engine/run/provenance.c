/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run/provenance.h"

#include "engine/settings-fields.h"

void
algo_provenance_add (GHashTable *provenance, const char *key, const char *value)
{
  g_hash_table_insert (provenance, g_strdup (key), g_strdup (value));
}

void
algo_provenance_add_whole (GHashTable *provenance, const char *key, guint64 value)
{
  g_hash_table_insert (provenance, g_strdup (key), g_strdup_printf ("%" G_GUINT64_FORMAT, value));
}

void
algo_provenance_add_real (GHashTable *provenance, const char *key, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  algo_provenance_add (provenance, key, g_ascii_formatd (text, sizeof text, "%.9g", value));
}

void
algo_provenance_add_settings (GHashTable *provenance, const AlgoSettings *settings)
{
  for (guint i = 0; i < algo_settings_count_fields (); i++)
    if (algo_setting_rows[i].kind != ALGO_SETTING_SEED)
      g_hash_table_insert (provenance, g_strdup (algo_settings_field_name (i)),
                           algo_settings_format_field (settings, i));
}

GHashTable *
algo_provenance_new (const AlgoSnapshot *snapshot)
{
  GHashTable *provenance = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  algo_provenance_add (provenance, "software", "Algoscope");
  algo_provenance_add (provenance, "version", ALGO_VERSION);
  algo_provenance_add_whole (provenance, "seed", snapshot->settings.seed);
  algo_provenance_add_whole (provenance, "step", snapshot->step);
  algo_provenance_add_settings (provenance, &snapshot->settings);
  return provenance;
}

void
algo_provenance_add_question (GHashTable *provenance, const AlgoQuestion *question)
{
  algo_provenance_add_real (provenance, "log_beta", question->log_beta);
  algo_provenance_add_whole (provenance, "inputs", question->inputs);
  algo_provenance_add_whole (provenance, "hidden", question->hidden);
  algo_provenance_add_whole (provenance, "noise_seed", question->noise_seed);
  if (question->from_prior)
    algo_provenance_add (provenance, "latents", "prior");
}

void
algo_provenance_add_observation (GHashTable *provenance, const AlgoObservation *observation)
{
  algo_provenance_add (provenance, "label", algo_phase_name (observation->classification.phase));
  algo_provenance_add_question (provenance, &observation->question);
  algo_provenance_add_real (provenance, "unexplained", observation->parameters.unexplained);
  algo_provenance_add_real (provenance, "kl", observation->kl);
}
