/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "app/window/preferences.h"

#include "app/identity.h"

#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>

#define COMPILED "gschemas.compiled" /* as GLib names it */

/* From the program's resources by way of a file: GLib reads schemas from folders only, and keeps
 * what it has read. NULL if none can be written. */
static GSettingsSchemaSource *
unpack_source (void)
{
  g_autoptr (GBytes) schemas =
      g_resources_lookup_data (ALGO_RESOURCE_PATH "/" COMPILED, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *folder = g_dir_make_tmp ("algoscope-XXXXXX", NULL);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, COMPILED, NULL) : NULL;
  GSettingsSchemaSource *source = NULL;

  if (folder == NULL)
    return NULL;
  if (g_file_set_contents (path, g_bytes_get_data (schemas, NULL),
                           (gssize) g_bytes_get_size (schemas), NULL))
    source = g_settings_schema_source_new_from_directory (folder, NULL, TRUE, NULL);
  g_unlink (path);
  g_rmdir (folder);
  return source;
}

/* g_settings_new() would end the program where the schema is not installed. */
static GSettings *
open_with (GSettingsBackend *backend)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) own = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;

  if (installed != NULL)
    schema = g_settings_schema_source_lookup (installed, ALGO_APPLICATION_ID, TRUE);
  if (schema == NULL)
    {
      own = unpack_source ();
      schema =
          own != NULL ? g_settings_schema_source_lookup (own, ALGO_APPLICATION_ID, FALSE) : NULL;
    }
  if (schema == NULL)
    g_error ("The preferences cannot be read: their schema is not installed, and there is no room "
             "for it in %s",
             g_get_tmp_dir ());
  return g_settings_new_full (schema, backend, NULL);
}

GSettings *
algo_preferences_open (void)
{
  return open_with (NULL);
}

GSettings *
algo_preferences_open_in_memory (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  return open_with (backend);
}
