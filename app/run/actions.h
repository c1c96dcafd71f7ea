/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions, and groups of them, that an object carries out; signals that objects listen to. Main
 * thread. */
#pragma once

#include <gio/gio.h>

/* Either function is called with the object, the GVariant that the action is activated with or
 * whose state it is to have, and the action itself; it may leave out the last of these. Where it is
 * NULL, the action does as a GSimpleAction does by itself. */
typedef struct
{
  const char *name;
  GCallback activate;
  const char *parameter_type, *state; /* as in GActionEntry */
  GCallback change_state;
} AlgoAction;

/* Makes a group of them. `self` is borrowed until the actions are gone. */
GActionMap *algo_actions_new (const AlgoAction *actions, guint count, gpointer self);
void algo_actions_add (GActionMap *map, const AlgoAction *actions, guint count, gpointer self);
/* The action references the object. */
void algo_actions_add_property (GActionMap *map,
                                const char *name,
                                gpointer object,
                                const char *property);
/* Adds all actions of `from`, a GActionMap. */
void algo_actions_share (GActionMap *map, GActionGroup *from);
/* Removes all that have the name of one in `group`. */
void algo_actions_remove (GActionMap *map, GActionGroup *group);
/* Empties a group, if there is one, and lets go of it: where the object is gone, whoever still has
 * the group finds nothing in it. */
void algo_actions_clear (GActionMap **map);

void algo_actions_enable (GActionMap *map, const char *name, gboolean enabled);
/* The state may be floating, and is taken. */
void algo_actions_set_state (GActionMap *map, const char *name, GVariant *state);

/* This is a signal of `object`, of which `listener` is told for as long as both are there. The
 * callback gets the listener first, then what the signal says, then the object. */
typedef struct
{
  gpointer object;
  const char *signal;
  GCallback callback;
  gpointer listener;
} AlgoConnection;

void algo_connect (const AlgoConnection *connections, guint count);
