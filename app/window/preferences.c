/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "app/window/preferences.h"

#include "app/identity.h"

#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>

#define COLOURS "colour-scheme"
#define COMPILED "gschemas.compiled" /* as GLib names it */

/* Takes it from the program's resources by way of a file: GLib reads schemas from folders only, and
 * keeps what it has read. Returns NULL if none can be written. */
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

/* The window of preferences, of which each is kept as it is changed. */

/* These are the names of the colour schemes, in the order of the list. */
static const char *const schemes[] = { "system", "light", "dark" };

static gboolean
show_colours (GValue *value, GVariant *variant, gpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (g_variant_get_string (variant, NULL), schemes[i]))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
keep_colours (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const guint selected = g_value_get_uint (value);

  return selected < G_N_ELEMENTS (schemes) ? g_variant_new_string (schemes[selected]) : NULL;
}

GtkWindow *
algo_preferences_window_new (GtkWindow *parent, GSettings *preferences)
{
  /* Objects are named after the keys that they show. */
  static const struct
  {
    const char *key, *property;
  } bindings[] = {
    { "figure-text", "value" }, { "restore-session", "active" }, { "train-at-start", "active" },
    { "step-budget", "value" }, { "threads", "value" },
  };
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (ALGO_RESOURCE_PATH "/ui/preferences-window.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "preferences_window"));

  gtk_window_set_transient_for (window, parent);
  g_settings_bind_with_mapping (preferences, COLOURS, gtk_builder_get_object (builder, COLOURS),
                                "selected", G_SETTINGS_BIND_DEFAULT, show_colours, keep_colours,
                                NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    g_settings_bind (preferences, bindings[i].key,
                     gtk_builder_get_object (builder, bindings[i].key), bindings[i].property,
                     G_SETTINGS_BIND_DEFAULT);
  return window;
}
