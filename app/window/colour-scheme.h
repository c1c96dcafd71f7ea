/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Light or dark: as the desktop prefers, or as chosen in the menu.
 *
 * GTK 4.8 knows the theme of the settings file only; what the desktop prefers comes from the
 * settings portal (org.freedesktop.appearance, color-scheme), where there is one. */
#pragma once

#include <gtk/gtk.h>

typedef enum
{
  ALGO_COLOUR_SCHEME_SYSTEM,
  ALGO_COLOUR_SCHEME_LIGHT,
  ALGO_COLOUR_SCHEME_DARK,
} AlgoColourScheme;

/* "system", "light" or "dark", as stored and as the target of the menu's action; another name is
 * the system's. */
AlgoColourScheme algo_colour_scheme_from_name (const char *name);
const char *algo_colour_scheme_get_name (AlgoColourScheme scheme);

#define ALGO_TYPE_COLOUR_SCHEME_MANAGER (algo_colour_scheme_manager_get_type ())
G_DECLARE_FINAL_TYPE (AlgoColourSchemeManager,
                      algo_colour_scheme_manager,
                      ALGO,
                      COLOUR_SCHEME_MANAGER,
                      GObject)

/* Follows the desktop from then on. Main thread. */
AlgoColourSchemeManager *algo_colour_scheme_manager_new (GtkSettings *settings);
void algo_colour_scheme_manager_set_scheme (AlgoColourSchemeManager *self, AlgoColourScheme scheme);
