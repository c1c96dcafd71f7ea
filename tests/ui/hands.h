/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A keyboard and a pointer on the display that a test is on: what they do comes to the program as
 * what a person does. They need X with its extension XTEST, as Xvfb has it. Main thread. */
#pragma once

#include <gtk/gtk.h>

typedef struct _Hands Hands;

/* NULL if there is no such display, or no library for it. */
Hands *hands_new (void);
void hands_free (Hands *hands);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Hands, hands_free)

/* A key that needs no Shift, pressed and let go while GDK_SHIFT_MASK, GDK_CONTROL_MASK and
 * GDK_ALT_MASK of `modifiers` are held. */
void hands_press_key (Hands *hands, guint key, GdkModifierType modifiers);
/* In pixels of the display. */
void hands_move (Hands *hands, int x, int y);
/* 1 is the first; 4 and 5 turn the wheel up and down. */
void hands_set_button (Hands *hands, guint button, gboolean pressed);
