/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A short message that comes up over the panels and goes by itself, with a button that takes back
 * what was done. For an overlay of a GtkOverlay. Main thread. */
#pragma once

#include <gtk/gtk.h>

#define ALGO_TYPE_TOAST (algo_toast_get_type ())
G_DECLARE_FINAL_TYPE (AlgoToast, algo_toast, ALGO, TOAST, GtkBox)

/* Shows `text` in place of what is shown, for some seconds, or longer where a person is at it. The
 * button, labelled with a mnemonic, activates `action` with `target`, which is sunk; without a
 * label there is none. */
void algo_toast_show (AlgoToast *self,
                      const char *text,
                      const char *label,
                      const char *action,
                      GVariant *target);
void algo_toast_hide (AlgoToast *self);
/* What is shown, borrowed, or NULL. */
const char *algo_toast_get_text (AlgoToast *self);
