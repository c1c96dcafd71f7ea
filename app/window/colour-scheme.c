/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/colour-scheme.h"

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Settings"
#define APPEARANCE "org.freedesktop.appearance"
#define COLOR_SCHEME "color-scheme"
#define PORTAL_PREFERS_DARK 1 /* 0 is no preference, 2 is light */

struct _AlgoColourSchemeManager
{
  GtkSettings *settings;
  AlgoColourScheme scheme;
  gboolean system_prefers_dark; /* as the settings file has it until the portal answers */

  GCancellable *cancellable;
  GDBusProxy *portal; /* NULL until it is there */
};

static void
apply (AlgoColourSchemeManager *self)
{
  const gboolean dark = self->scheme == ALGO_COLOUR_SCHEME_SYSTEM
                            ? self->system_prefers_dark
                            : self->scheme == ALGO_COLOUR_SCHEME_DARK;

  g_object_set (self->settings, "gtk-application-prefer-dark-theme", dark, NULL);
}

/* `value` is a uint32, in as many variants as the portal's version wraps it. */
static void
take_portal_value (AlgoColourSchemeManager *self, GVariant *value)
{
  g_autoptr (GVariant) inner = g_variant_ref (value);

  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *wrapped = g_variant_get_variant (inner);

      g_variant_unref (inner);
      inner = wrapped;
    }
  if (!g_variant_is_of_type (inner, G_VARIANT_TYPE_UINT32))
    return;
  self->system_prefers_dark = g_variant_get_uint32 (inner) == PORTAL_PREFERS_DARK;
  apply (self);
}

static void
on_signal (AlgoColourSchemeManager *self,
           const char *sender,
           const char *signal,
           GVariant *parameters)
{
  const char *group, *key;
  g_autoptr (GVariant) value = NULL;

  if (!g_str_equal (signal, "SettingChanged")
      || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;
  g_variant_get (parameters, "(&s&sv)", &group, &key, &value);
  if (g_str_equal (group, APPEARANCE) && g_str_equal (key, COLOR_SCHEME))
    take_portal_value (self, value);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  /* Without a portal the theme's own preference stands; that is no fault. */
  g_autoptr (GVariant) answer = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, NULL);
  g_autoptr (GVariant) value = NULL;

  if (answer == NULL || !g_variant_is_of_type (answer, G_VARIANT_TYPE ("(v)")))
    return;
  g_variant_get (answer, "(v)", &value);
  take_portal_value (user_data, value);
}

static void
on_portal (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusProxy *portal = g_dbus_proxy_new_for_bus_finish (result, NULL);
  AlgoColourSchemeManager *self;

  if (portal == NULL)
    return;
  self = user_data;
  self->portal = portal;
  g_signal_connect_swapped (portal, "g-signal", G_CALLBACK (on_signal), self);
  g_dbus_proxy_call (portal, "Read", g_variant_new ("(ss)", APPEARANCE, COLOR_SCHEME),
                     G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, on_read, self);
}

AlgoColourSchemeManager *
algo_colour_scheme_manager_new (GtkSettings *settings)
{
  AlgoColourSchemeManager *self = g_new0 (AlgoColourSchemeManager, 1);

  self->settings = g_object_ref (settings);
  self->cancellable = g_cancellable_new ();
  g_object_get (settings, "gtk-application-prefer-dark-theme", &self->system_prefers_dark, NULL);
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION, G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES, NULL,
                            PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE, self->cancellable,
                            on_portal, self);
  return self;
}

void
algo_colour_scheme_manager_free (AlgoColourSchemeManager *self)
{
  /* Callbacks that are under way find their call cancelled and do not touch the manager. */
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  if (self->portal != NULL)
    g_signal_handlers_disconnect_by_data (self->portal, self);
  g_clear_object (&self->portal);
  g_object_unref (self->settings);
  g_free (self);
}

void
algo_colour_scheme_manager_set_scheme (AlgoColourSchemeManager *self, AlgoColourScheme scheme)
{
  self->scheme = scheme;
  apply (self);
}
