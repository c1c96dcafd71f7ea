/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/actions.h"

static GSimpleAction *
find (GActionMap *map, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (map, name));
}

void
algo_actions_add (GActionMap *map, const AlgoAction *actions, guint count, gpointer self)
{
  for (guint i = 0; i < count; i++)
    {
      const AlgoAction *action = &actions[i];
      const GActionEntry entry = { .name = action->name,
                                   .parameter_type = action->parameter_type,
                                   .state = action->state };

      g_action_map_add_action_entries (map, &entry, 1, NULL);
      if (action->activate != NULL)
        g_signal_connect_swapped (find (map, action->name), "activate", action->activate, self);
      if (action->change_state != NULL)
        g_signal_connect_swapped (find (map, action->name), "change-state", action->change_state,
                                  self);
    }
}

GActionMap *
algo_actions_new (const AlgoAction *actions, guint count, gpointer self)
{
  GActionMap *map = G_ACTION_MAP (g_simple_action_group_new ());

  algo_actions_add (map, actions, count, self);
  return map;
}

void
algo_actions_add_property (GActionMap *map, const char *name, gpointer object, const char *property)
{
  g_autoptr (GPropertyAction) action = g_property_action_new (name, object, property);

  g_action_map_add_action (map, G_ACTION (action));
}

void
algo_actions_share (GActionMap *map, GActionGroup *from)
{
  g_auto (GStrv) names = g_action_group_list_actions (from);

  for (guint i = 0; names[i] != NULL; i++)
    g_action_map_add_action (map, g_action_map_lookup_action (G_ACTION_MAP (from), names[i]));
}

void
algo_actions_remove (GActionMap *map, GActionGroup *group)
{
  g_auto (GStrv) names = g_action_group_list_actions (group);

  for (guint i = 0; names[i] != NULL; i++)
    g_action_map_remove_action (map, names[i]);
}

void
algo_actions_clear (GActionMap **map)
{
  if (*map != NULL)
    algo_actions_remove (*map, G_ACTION_GROUP (*map));
  g_clear_object (map);
}

void
algo_actions_enable (GActionMap *map, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (find (map, name), enabled);
}

void
algo_actions_set_state (GActionMap *map, const char *name, GVariant *state)
{
  g_simple_action_set_state (find (map, name), state);
}

void
algo_connect (const AlgoConnection *connections, guint count)
{
  for (guint i = 0; i < count; i++)
    g_signal_connect_object (connections[i].object, connections[i].signal, connections[i].callback,
                             connections[i].listener, G_CONNECT_SWAPPED);
}
