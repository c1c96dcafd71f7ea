/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole screen for a window. GTK hides its title bar there, but the menu and the buttons in it
 * are wanted: it goes to the top of the content, a vertical GtkBox. Main thread. */
#pragma once

#include <gtk/gtk.h>

/* Adds the action "fullscreen", once the window has a title bar and a content. */
void algo_fullscreen_add (GtkApplicationWindow *window);
