/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/board-menu.h"

#include "app/run/actions.h"
#include "ui/widgets/board/board-presets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHOW_PREFIX "show-" /* of the action that shows and hides a panel */

struct _AlgoBoardMenu
{
  AlgoBoard *board;
  AlgoPanelSet set;
  GtkRevealer *side;
  AlgoToast *toast;
  GSettings *preferences;
  GMenu *menu; /* owned */
  GActionMap *actions;
  gboolean alone;  /* one panel has all the room, */
  gboolean beside; /* and the side pane was shown before */
};

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
on_show (AlgoBoardMenu *self, GVariant *state, GAction *action)
{
  const char *name = g_action_get_name (action) + strlen (SHOW_PREFIX);

  algo_board_set_shown (self->board, name, g_variant_get_boolean (state));
}

static void
on_arrange (AlgoBoardMenu *self, GVariant *state)
{
  algo_board_use_preset (self->board, g_variant_get_string (state, NULL));
}

static void
on_back (AlgoBoardMenu *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->board));

  if (!algo_board_go_back (self->board) && GTK_IS_WINDOW (root))
    gtk_window_unfullscreen (GTK_WINDOW (root));
}

static void
on_set_arrangement (AlgoBoardMenu *self, GVariant *arrangement)
{
  algo_board_set_arrangement (self->board, g_variant_get_string (arrangement, NULL));
}

/* The checks in the menu say what is on the board. */
static void
update_states (AlgoBoardMenu *self)
{
  const char *preset = algo_board_get_preset (self->board);
  const AlgoPanel *panel;
  guint index = 0;

  algo_actions_set_state (self->actions, "arrange",
                          g_variant_new_string (preset != NULL ? preset : ""));
  while ((panel = get_panel (self, &index)) != NULL)
    {
      g_autofree char *name = g_strconcat (SHOW_PREFIX, panel->name, NULL);
      const gboolean shown = algo_board_is_shown (self->board, panel->name);

      algo_actions_set_state (self->actions, name, g_variant_new_boolean (shown));
    }
}

static void
add_actions (AlgoBoardMenu *self)
{
  const AlgoAction of_menu[] = {
    { "arrange", NULL, "s", "''", G_CALLBACK (on_arrange) },
    { "set-arrangement", G_CALLBACK (on_set_arrangement), "s" },
    { "back", G_CALLBACK (on_back) },
  };
  const AlgoAction of_board[] = {
    { "even-out", G_CALLBACK (algo_board_even_out) },
    { "full-panel", G_CALLBACK (algo_board_toggle_full) },
  };
  const AlgoPanel *panel;
  guint index = 0;

  algo_actions_add (self->actions, of_menu, G_N_ELEMENTS (of_menu), self);
  algo_actions_add (self->actions, of_board, G_N_ELEMENTS (of_board), self->board);
  algo_actions_add_property (self->actions, "side-pane", self->side, "reveal-child");
  while ((panel = get_panel (self, &index)) != NULL)
    {
      g_autofree char *name = g_strconcat (SHOW_PREFIX, panel->name, NULL);
      const AlgoAction action = { name, NULL, NULL, "false", G_CALLBACK (on_show) };

      algo_actions_add (self->actions, &action, 1, self);
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

GMenuModel *
algo_board_menu_get_model (AlgoBoardMenu *self)
{
  return G_MENU_MODEL (self->menu);
}

AlgoBoardMenu *
algo_board_menu_new (AlgoBoard *board,
                     AlgoPanelSet set,
                     GtkRevealer *side,
                     AlgoToast *toast,
                     GSettings *preferences,
                     const char *key,
                     GActionMap *actions)
{
  AlgoBoardMenu *self = g_new (AlgoBoardMenu, 1);

  *self = (AlgoBoardMenu){ .board = board,
                           .set = set,
                           .side = side,
                           .toast = g_object_ref (toast),
                           .preferences = g_object_ref (preferences),
                           .menu = g_menu_new (),
                           .actions = actions };
  add_actions (self);
  fill_menu (self);
  g_settings_bind (preferences, key, board, "arrangement", G_SETTINGS_BIND_DEFAULT);
  bind_side_pane (self);
  update_states (self);
  g_signal_connect_swapped (board, "notify::arrangement", G_CALLBACK (update_states), self);
  g_signal_connect_swapped (board, "full-panel-changed", G_CALLBACK (on_full_panel_changed), self);
  g_signal_connect_swapped (board, "rearranged", G_CALLBACK (on_rearranged), self);
  return self;
}

void
algo_board_menu_free (AlgoBoardMenu *self)
{
  g_signal_handlers_disconnect_by_data (self->board, self);
  g_object_unref (self->menu);
  g_object_unref (self->toast);
  g_object_unref (self->preferences);
  g_free (self);
}
