/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/board-menu.h"

#include "ui/widgets/board/board-presets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHOW_PREFIX "show-" /* of the action that shows and hides a panel */

struct _AlgoBoardMenu
{
  GObject parent_instance;

  AlgoBoard *board;
  AlgoPanelSet set;
  GtkRevealer *side;
  AlgoToast *toast;
  GSettings *preferences;
  GMenu *menu;
  GSimpleActionGroup *actions;
  gboolean alone;  /* one panel has all the room, */
  gboolean beside; /* and the side pane was shown before */
};

G_DEFINE_FINAL_TYPE (AlgoBoardMenu, algo_board_menu, G_TYPE_OBJECT)

/* The panel after `index` that the board has; NULL past the last. */
static const AlgoPanel *
get_panel (AlgoBoardMenu *self, guint *index)
{
  const AlgoPanel *const *panels = algo_panels_get ();

  while (panels[*index] != NULL && panels[*index]->set != self->set)
    (*index)++;
  return panels[*index] != NULL ? panels[(*index)++] : NULL;
}

/* What menus and keys do. */

static void
on_show (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  AlgoBoardMenu *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action)) + strlen (SHOW_PREFIX);

  algo_board_set_shown (self->board, name, g_variant_get_boolean (state));
}

static void
on_arrange (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  algo_board_use_preset (ALGO_BOARD_MENU (user_data)->board, g_variant_get_string (state, NULL));
}

static void
on_even_out (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  algo_board_even_out (ALGO_BOARD_MENU (user_data)->board);
}

static void
on_full_panel (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  algo_board_toggle_full (ALGO_BOARD_MENU (user_data)->board);
}

static void
on_back (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoBoardMenu *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->board));

  if (!algo_board_go_back (self->board) && GTK_IS_WINDOW (root))
    gtk_window_unfullscreen (GTK_WINDOW (root));
}

static void
on_set_arrangement (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  algo_board_set_arrangement (ALGO_BOARD_MENU (user_data)->board,
                              g_variant_get_string (parameter, NULL));
}

static GSimpleAction *
find_action (AlgoBoardMenu *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name));
}

/* The checks in the menu say what is on the board. */
static void
update_states (AlgoBoardMenu *self)
{
  const char *preset = algo_board_get_preset (self->board);
  const AlgoPanel *panel;
  guint index = 0;

  g_simple_action_set_state (find_action (self, "arrange"),
                             g_variant_new_string (preset != NULL ? preset : ""));
  while ((panel = get_panel (self, &index)) != NULL)
    {
      g_autofree char *name = g_strconcat (SHOW_PREFIX, panel->name, NULL);
      const gboolean shown = algo_board_is_shown (self->board, panel->name);

      g_simple_action_set_state (find_action (self, name), g_variant_new_boolean (shown));
    }
}

static void
add_actions (AlgoBoardMenu *self)
{
  const GActionEntry entries[] = {
    { .name = "arrange", .parameter_type = "s", .state = "''", .change_state = on_arrange },
    { .name = "even-out", .activate = on_even_out },
    { .name = "full-panel", .activate = on_full_panel },
    { .name = "set-arrangement", .activate = on_set_arrangement, .parameter_type = "s" },
    { .name = "back", .activate = on_back },
  };
  g_autoptr (GPropertyAction) side_pane =
      g_property_action_new ("side-pane", self->side, "reveal-child");
  const AlgoPanel *panel;
  guint index = 0;

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (side_pane));
  while ((panel = get_panel (self, &index)) != NULL)
    {
      g_autofree char *name = g_strconcat (SHOW_PREFIX, panel->name, NULL);
      const GActionEntry entry = { .name = name, .state = "false", .change_state = on_show };

      g_action_map_add_action_entries (G_ACTION_MAP (self->actions), &entry, 1, self);
    }
}

static void
fill_menu (AlgoBoardMenu *self)
{
  g_autoptr (GMenu) panels = g_menu_new ();
  g_autoptr (GMenu) arrangements = g_menu_new ();
  const AlgoPanel *panel;
  guint count, index = 0;
  const AlgoBoardPreset *presets = algo_board_presets_get (self->set, &count);

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (presets[i].title), NULL);

      g_menu_item_set_action_and_target (item, "win.arrange", "s", presets[i].name);
      g_menu_append_item (arrangements, item);
    }
  g_menu_append (arrangements, _ ("E_ven Out"), "win.even-out");
  while ((panel = get_panel (self, &index)) != NULL)
    {
      g_autofree char *action = g_strconcat ("win." SHOW_PREFIX, panel->name, NULL);

      g_menu_append (panels, algo_panel_get_title (panel), action);
    }
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (arrangements));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (panels));
}

/* One panel alone. */

static void
bind_side_pane (AlgoBoardMenu *self)
{
  g_settings_bind (self->preferences, "side-pane", self->side, "reveal-child",
                   G_SETTINGS_BIND_DEFAULT);
}

/* The side pane makes room, and can be shown as always; what is remembered of it stays. */
static void
on_full_panel_changed (AlgoBoardMenu *self)
{
  const gboolean alone = algo_board_get_full_panel (self->board) != NULL;

  if (alone == self->alone)
    return;
  self->alone = alone;
  if (alone)
    {
      self->beside = gtk_revealer_get_reveal_child (self->side);
      g_settings_unbind (self->side, "reveal-child");
      gtk_revealer_set_reveal_child (self->side, FALSE);
      return;
    }
  gtk_revealer_set_reveal_child (self->side, self->beside);
  bind_side_pane (self);
}

static void
on_rearranged (AlgoBoardMenu *self, const char *what, const char *before)
{
  algo_toast_show (self->toast, what, _ ("_Undo"), "win.set-arrangement",
                   g_variant_new_string (before));
}

/* GObject. */

GMenuModel *
algo_board_menu_get_model (AlgoBoardMenu *self)
{
  return G_MENU_MODEL (self->menu);
}

GActionGroup *
algo_board_menu_get_actions (AlgoBoardMenu *self)
{
  return G_ACTION_GROUP (self->actions);
}

static void
remove_actions (GSimpleActionGroup *actions)
{
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (actions));

  for (guint i = 0; names[i] != NULL; i++)
    g_action_map_remove_action (G_ACTION_MAP (actions), names[i]);
}

void
algo_board_menu_stop (AlgoBoardMenu *self)
{
  if (self->board == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->board, self);
  /* One of them holds on to the side pane, which holds on to these by way of the window. */
  remove_actions (self->actions);
  g_clear_object (&self->board);
  g_clear_object (&self->side);
  g_clear_object (&self->toast);
  g_clear_object (&self->preferences);
}

static void
algo_board_menu_dispose (GObject *object)
{
  AlgoBoardMenu *self = ALGO_BOARD_MENU (object);

  algo_board_menu_stop (self);
  g_clear_object (&self->menu);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (algo_board_menu_parent_class)->dispose (object);
}

static void
algo_board_menu_class_init (AlgoBoardMenuClass *class)
{
  G_OBJECT_CLASS (class)->dispose = algo_board_menu_dispose;
}

static void
algo_board_menu_init (AlgoBoardMenu *self)
{
  self->menu = g_menu_new ();
  self->actions = g_simple_action_group_new ();
}

AlgoBoardMenu *
algo_board_menu_new (AlgoBoard *board,
                     AlgoPanelSet set,
                     GtkRevealer *side,
                     AlgoToast *toast,
                     GSettings *preferences,
                     const char *key)
{
  AlgoBoardMenu *self = g_object_new (ALGO_TYPE_BOARD_MENU, NULL);

  self->board = g_object_ref (board);
  self->set = set;
  self->side = g_object_ref (side);
  self->toast = g_object_ref (toast);
  self->preferences = g_object_ref (preferences);
  add_actions (self);
  fill_menu (self);
  g_settings_bind (preferences, key, board, "arrangement", G_SETTINGS_BIND_DEFAULT);
  bind_side_pane (self);
  update_states (self);
  g_signal_connect_swapped (board, "notify::arrangement", G_CALLBACK (update_states), self);
  g_signal_connect_swapped (board, "notify::full-panel", G_CALLBACK (on_full_panel_changed), self);
  g_signal_connect_swapped (board, "rearranged", G_CALLBACK (on_rearranged), self);
  return self;
}
