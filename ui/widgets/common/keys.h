/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys that the keypad has, too. */
#pragma once

#include <gtk/gtk.h>

/* The key that one of the keypad stands for, Enter for Return; another key is itself. */
guint algo_key_without_keypad (guint key);
/* Where an arrow key leads, in steps to the right and down; FALSE for any other key. */
gboolean algo_key_get_direction (guint key, int *right, int *down);
