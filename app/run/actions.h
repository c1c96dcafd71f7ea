/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups of actions that an object of a run carries out. Main thread. */
#pragma once

#include <gio/gio.h>

void algo_actions_enable (GSimpleActionGroup *actions, const char *name, gboolean enabled);
/* Takes a floating state. */
void algo_actions_set_state (GSimpleActionGroup *actions, const char *name, GVariant *state);
/* Removes them all: where the object is gone, whoever still has the group finds nothing in it. */
void algo_actions_clear (GSimpleActionGroup *actions);
