/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strip that says which network is shown in place of the run's, with what can be done with it:
 * buttons for win.undo, win.redo, win.keep and win.discard-edits. Main thread. */
#pragma once

#include <gtk/gtk.h>

#define ALGO_TYPE_EXHIBIT_BAR (algo_exhibit_bar_get_type ())
G_DECLARE_FINAL_TYPE (AlgoExhibitBar, algo_exhibit_bar, ALGO, EXHIBIT_BAR, GtkBox)

/* `undo` and `redo` say what would be undone and done again, or are NULL. */
void algo_exhibit_bar_set_text (AlgoExhibitBar *self,
                                const char *text,
                                const char *undo,
                                const char *redo);
const char *algo_exhibit_bar_get_text (AlgoExhibitBar *self);
