/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A message of something wrong or, with the style class "notice", of something good, until it is
 * closed or no longer holds; with a button for what can be done about it. With the style class
 * "toast" it is of something that was done, with a button that takes it back, which Ctrl+Z then
 * does, too, and goes by itself after some seconds, or later where a person is at it.
 *
 * Signal "closed": a person does. Main thread. */
#pragma once

#include <gtk/gtk.h>

#define ALGO_TYPE_MESSAGE_BAR (algo_message_bar_get_type ())
G_DECLARE_FINAL_TYPE (AlgoMessageBar, algo_message_bar, ALGO, MESSAGE_BAR, GtkBox)

/* Shows `text` in place of what is shown. The button, labelled with a mnemonic, activates `action`
 * with `target`, which is sunk and may be NULL; without a label there is none. */
void algo_message_bar_show (AlgoMessageBar *self,
                            const char *text,
                            const char *label,
                            const char *action,
                            GVariant *target);
/* Without a button. */
void algo_message_bar_tell (AlgoMessageBar *self, const char *text);
void algo_message_bar_hide (AlgoMessageBar *self);
/* What is shown, borrowed, or NULL. */
const char *algo_message_bar_get_text (AlgoMessageBar *self);
/* Does what the toast that the window shows offers, if that is to take something back; FALSE if
 * there is none such. */
gboolean algo_message_bar_take_back (GtkWindow *window);
/* Another icon than that of a warning; whether a person can close it. */
void algo_message_bar_dress (AlgoMessageBar *self, const char *icon_name, gboolean closable);
