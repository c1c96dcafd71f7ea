/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of preferences, of which each is kept as it is changed. */
#include "app/window/preferences.h"

#include "app/identity.h"

#define COLOURS "colour-scheme"

/* The names of the colour schemes, in the order of the list. */
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
