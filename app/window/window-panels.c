/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which panels are shown, and how: menus, keys, one panel alone, the whole screen. */
#include "app/window/window-private.h"
#include "ui/widgets/board/board-presets.h"
#include "ui/widgets/panels/panels.h"

#include <glib/gi18n-lib.h>

#define SHOW_PREFIX "show-" /* of the action that shows and hides a panel */

AlgoBoard *
algo_window_get_board (AlgoWindow *self)
{
  return self->ensemble_is_shown ? self->ensemble_board : self->board;
}

static AlgoPanelSet
get_set (AlgoWindow *self)
{
  return self->ensemble_is_shown ? ALGO_PANEL_OF_ENSEMBLE : ALGO_PANEL_OF_RUN;
}

/* Menus and their actions. */

static void
on_show (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  AlgoWindow *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action)) + strlen (SHOW_PREFIX);

  algo_board_set_shown (algo_window_get_board (self), name, g_variant_get_boolean (state));
}

static void
on_arrange (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  AlgoWindow *self = user_data;

  algo_board_use_preset (algo_window_get_board (self), g_variant_get_string (state, NULL));
}

static void
on_even_out (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;

  algo_board_even_out (algo_window_get_board (self));
}

static void
on_full_panel (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;

  algo_board_toggle_full (algo_window_get_board (self));
}

static void
on_back (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;

  if (!algo_board_go_back (algo_window_get_board (self))
      && gtk_window_is_fullscreen (GTK_WINDOW (self)))
    gtk_window_unfullscreen (GTK_WINDOW (self));
}

/* The checks in the menu say what is on the board. */
static void
update_states (AlgoWindow *self)
{
  const char *preset = algo_board_get_preset (algo_window_get_board (self));
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "arrange");

  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (preset != NULL ? preset : ""));
  for (guint i = 0; i < algo_panels_count (get_set (self)); i++)
    {
      const char *name = algo_panels_get_panel (get_set (self), i)->name;
      g_autofree char *action_name = g_strconcat (SHOW_PREFIX, name, NULL);
      const gboolean shown = algo_board_is_shown (algo_window_get_board (self), name);

      action = g_action_map_lookup_action (G_ACTION_MAP (self), action_name);
      g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (shown));
    }
}

static void
add_panel_action (AlgoWindow *self, const char *name)
{
  g_autofree char *action_name = g_strconcat (SHOW_PREFIX, name, NULL);
  g_autoptr (GSimpleAction) action =
      g_simple_action_new_stateful (action_name, NULL, g_variant_new_boolean (FALSE));

  g_signal_connect (action, "change-state", G_CALLBACK (on_show), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

/* With what the board that is shown can have. */
static void
fill_menu (AlgoWindow *self)
{
  g_autoptr (GMenu) panels = g_menu_new ();
  g_autoptr (GMenu) arrangements = g_menu_new ();
  guint count;
  const AlgoBoardPreset *presets = algo_board_presets_get (get_set (self), &count);

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (presets[i].title), NULL);

      g_menu_item_set_action_and_target (item, "win.arrange", "s", presets[i].name);
      g_menu_append_item (arrangements, item);
    }
  g_menu_append (arrangements, _ ("E_ven Out"), "win.even-out");
  for (guint i = 0; i < algo_panels_count (get_set (self)); i++)
    {
      const AlgoPanel *panel = algo_panels_get_panel (get_set (self), i);
      g_autofree char *action = g_strconcat ("win." SHOW_PREFIX, panel->name, NULL);

      g_menu_append (panels, algo_panel_get_title (panel), action);
    }
  g_menu_remove_all (self->panels_menu);
  g_menu_append_section (self->panels_menu, NULL, G_MENU_MODEL (arrangements));
  g_menu_append_section (self->panels_menu, NULL, G_MENU_MODEL (panels));
}

/* One panel alone. */

static void
bind_side_pane (AlgoWindow *self)
{
  if (self->preferences != NULL)
    g_settings_bind (self->preferences, "side-pane", self->side_revealer, "reveal-child",
                     G_SETTINGS_BIND_DEFAULT);
}

/* The side pane makes room, and can be shown as always; what is remembered of it stays. */
static void
on_full_panel_changed (AlgoWindow *self)
{
  const gboolean alone = algo_board_get_full_panel (algo_window_get_board (self)) != NULL;

  if (alone == self->panel_alone)
    return;
  self->panel_alone = alone;
  if (alone)
    {
      self->side_pane_beside = gtk_revealer_get_reveal_child (self->side_revealer);
      g_settings_unbind (self->side_revealer, "reveal-child");
      gtk_revealer_set_reveal_child (self->side_revealer, FALSE);
      return;
    }
  gtk_revealer_set_reveal_child (self->side_revealer, self->side_pane_beside);
  bind_side_pane (self);
}

/* The whole screen. A window hides its title bar there, but the menu and the buttons are wanted. */
static void
on_fullscreen (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_object_set (user_data, "fullscreened", g_variant_get_boolean (state), NULL);
}

static void
on_fullscreen_changed (AlgoWindow *self)
{
  const gboolean fullscreen = gtk_window_is_fullscreen (GTK_WINDOW (self));
  GtkBox *content = GTK_BOX (gtk_window_get_child (GTK_WINDOW (self)));
  const gboolean inside = gtk_widget_get_parent (self->header) == GTK_WIDGET (content);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "fullscreen");
  g_autoptr (GtkWidget) header = NULL;

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (fullscreen));
  if (fullscreen == inside)
    return;
  header = g_object_ref (self->header);
  if (fullscreen)
    {
      gtk_window_set_titlebar (GTK_WINDOW (self), gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
      gtk_box_prepend (content, header);
    }
  else
    {
      gtk_box_remove (content, header);
      gtk_window_set_titlebar (GTK_WINDOW (self), header);
    }
}

static void
on_undo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;

  algo_board_set_arrangement (algo_window_get_board (self), g_variant_get_string (parameter, NULL));
}

static void
on_rearranged (AlgoWindow *self, const char *what, const char *before)
{
  algo_toast_show (self->toast, what, _ ("_Undo"), "win.set-arrangement",
                   g_variant_new_string (before));
}

static void
on_export_panel (AlgoWindow *self, const char *name)
{
  algo_window_export (self, name);
}

void
algo_window_connect_board (AlgoWindow *self, AlgoBoard *board)
{
  g_signal_connect_object (board, "notify::arrangement", G_CALLBACK (update_states), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "notify::full-panel", G_CALLBACK (on_full_panel_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "rearranged", G_CALLBACK (on_rearranged), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "export-panel", G_CALLBACK (on_export_panel), self,
                           G_CONNECT_SWAPPED);
}

void
algo_window_use_board (AlgoWindow *self)
{
  fill_menu (self);
  update_states (self);
  on_full_panel_changed (self);
}

void
algo_window_add_panel_actions (AlgoWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "arrange", .parameter_type = "s", .state = "''", .change_state = on_arrange },
    { .name = "even-out", .activate = on_even_out },
    { .name = "full-panel", .activate = on_full_panel },
    { .name = "set-arrangement", .activate = on_undo, .parameter_type = "s" },
    { .name = "back", .activate = on_back },
    { .name = "fullscreen", .state = "false", .change_state = on_fullscreen },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint set = ALGO_PANEL_OF_RUN; set <= ALGO_PANEL_OF_ENSEMBLE; set++)
    for (guint i = 0; i < algo_panels_count (set); i++)
      add_panel_action (self, algo_panels_get_panel (set, i)->name);
  self->header = gtk_window_get_titlebar (GTK_WINDOW (self));
  fill_menu (self);
  update_states (self);
  algo_window_connect_board (self, self->board);
  g_signal_connect_object (self->board, "uncovered", G_CALLBACK (algo_window_wake), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (on_fullscreen_changed), NULL);
}

void
algo_window_bind_panels (AlgoWindow *self)
{
  g_settings_bind (self->preferences, "panel-arrangement", self->board, "arrangement",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->preferences, "sort-by-input", algo_board_get_view (self->board, "weights"),
                   "sort-by-input", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->preferences, "sort-by-input", algo_board_get_view (self->board, "direct"),
                   "sort-by-input", G_SETTINGS_BIND_GET);
  g_settings_bind (self->preferences, "scatter-residual",
                   algo_board_get_view (self->board, "approximation"), "residuals",
                   G_SETTINGS_BIND_DEFAULT);
  bind_side_pane (self);
}
