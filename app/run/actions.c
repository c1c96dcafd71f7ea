/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/actions.h"

static GSimpleAction *
find (GSimpleActionGroup *actions, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (actions), name));
}

void
algo_actions_enable (GSimpleActionGroup *actions, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (find (actions, name), enabled);
}

void
algo_actions_set_state (GSimpleActionGroup *actions, const char *name, GVariant *state)
{
  g_simple_action_set_state (find (actions, name), state);
}

void
algo_actions_clear (GSimpleActionGroup *actions)
{
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (actions));

  for (guint i = 0; names[i] != NULL; i++)
    g_action_map_remove_action (G_ACTION_MAP (actions), names[i]);
}
