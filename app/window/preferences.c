/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/preferences.h"

#include "app/window/application.h"

GSettings *
algo_preferences_open (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  /* g_settings_new() would end the program where there is no schema. */
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, ALGO_APPLICATION_ID, TRUE);
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

gboolean
algo_preferences_get (GSettings *preferences, const char *key)
{
  return preferences == NULL || g_settings_get_boolean (preferences, key);
}
