/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Light or dark: as the desktop prefers, or as chosen in the menu.
 *
 * GTK 4.8 knows the theme of the settings file only; what the desktop prefers comes from the
 * settings portal (org.freedesktop.appearance, color-scheme), where there is one. */
#pragma once

#include <gtk/gtk.h>

/* The values of the preference "colour-scheme", in the order in which they are offered. */
typedef enum
{
  ALGO_COLOUR_SCHEME_SYSTEM,
  ALGO_COLOUR_SCHEME_LIGHT,
  ALGO_COLOUR_SCHEME_DARK,
} AlgoColourScheme;

typedef struct _AlgoColourSchemeManager AlgoColourSchemeManager;

/* Follows the desktop from then on. Main thread. */
AlgoColourSchemeManager *algo_colour_scheme_manager_new (GtkSettings *settings);
void algo_colour_scheme_manager_free (AlgoColourSchemeManager *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoColourSchemeManager, algo_colour_scheme_manager_free)
void algo_colour_scheme_manager_set_scheme (AlgoColourSchemeManager *self, AlgoColourScheme scheme);
