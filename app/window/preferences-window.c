/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/preferences-window.h"

#include "app/identity.h"
#include "app/window/colour-scheme.h"

#define COLOURS "colour-scheme"

struct _AlgoPreferencesWindow
{
  GtkWindow parent_instance;
};

/* Template children are named after the keys that they show. */
static const struct
{
  const char *key, *property;
} bindings[] = {
  { "figure-text", "value" }, { "restore-session", "active" }, { "train-at-start", "active" },
  { "step-budget", "value" }, { "threads", "value" },
};

G_DEFINE_FINAL_TYPE (AlgoPreferencesWindow, algo_preferences_window, GTK_TYPE_WINDOW)

/* The list is in the order of AlgoColourScheme. */

static gboolean
show_colours (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_uint (value, algo_colour_scheme_from_name (g_variant_get_string (variant, NULL)));
  return TRUE;
}

static GVariant *
keep_colours (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const guint selected = g_value_get_uint (value);

  return selected <= ALGO_COLOUR_SCHEME_DARK
             ? g_variant_new_string (algo_colour_scheme_get_name (selected))
             : NULL;
}

static void
algo_preferences_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ALGO_TYPE_PREFERENCES_WINDOW);

  G_OBJECT_CLASS (algo_preferences_window_parent_class)->dispose (object);
}

static void
algo_preferences_window_class_init (AlgoPreferencesWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_preferences_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               ALGO_RESOURCE_PATH "/ui/preferences-window.ui");
  gtk_widget_class_bind_template_child_full (widget_class, COLOURS, FALSE, 0);
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_bind_template_child_full (widget_class, bindings[i].key, FALSE, 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
algo_preferences_window_init (AlgoPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GObject *
get_child (AlgoPreferencesWindow *self, const char *key)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), ALGO_TYPE_PREFERENCES_WINDOW, key);
}

AlgoPreferencesWindow *
algo_preferences_window_new (GtkWindow *parent, GSettings *preferences)
{
  AlgoPreferencesWindow *self =
      g_object_new (ALGO_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);

  g_settings_bind_with_mapping (preferences, COLOURS, get_child (self, COLOURS), "selected",
                                G_SETTINGS_BIND_DEFAULT, show_colours, keep_colours, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    g_settings_bind (preferences, bindings[i].key, get_child (self, bindings[i].key),
                     bindings[i].property, G_SETTINGS_BIND_DEFAULT);
  return self;
}
