/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All keys of the window in one table, which the application, the window and the help read.
 * Main thread. */
#pragma once

#include <gtk/gtk.h>

typedef struct
{
  const char *action;  /* detailed; NULL: the widget that has the focus sees to it */
  const char *keys;    /* as gtk_accelerator_parse() has them, parted by spaces; one at most is
                          without a modifier, the first */
  const char *title;   /* for the help, marked for translation */
  const char *section; /* of the help, likewise; NULL: the same as before */
} AlgoShortcut;

const AlgoShortcut *algo_shortcuts_get (guint *count);

/* Gives the application the keys with a modifier. */
void algo_shortcuts_add_to_application (GtkApplication *application);
/* Gives a window the plain ones, for when nothing that has the focus, a text say, wants them. */
void algo_shortcuts_add_to_window (GtkWidget *window);
/* Makes a window that tells all of them, borrowed as windows are. */
GtkWindow *algo_shortcuts_window_new (void);
