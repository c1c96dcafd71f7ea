/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/page.h"

#include "app/run/actions.h"
#include "app/window/presenter.h"
#include "ui/widgets/board/board-presets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHOW_PREFIX "show-" /* of the action that shows and hides a panel */

typedef struct
{
  AlgoBoard *board; /* borrowed, as the next two */
  GtkWidget *controls;
  GtkRevealer *side;
  AlgoPresenter *presenter; /* NULL once closed */
  AlgoPanelSet set;         /* that the board has */
  AlgoToast *toast;
  GSettings *preferences;
  GMenu *menu;
  GActionMap *actions;
  AlgoHeading heading;
  gboolean is_looking; /* as far as the window knows */
  gboolean alone;      /* one panel has all the room, */
  gboolean beside;     /* and the side pane was shown before */
} AlgoPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AlgoPage, algo_page, GTK_TYPE_WIDGET)

static guint heading_changed;

static AlgoPagePrivate *
get (AlgoPage *self)
{
  return algo_page_get_instance_private (self);
}

void
algo_page_export_clear (AlgoPageExport *export)
{
  g_clear_pointer (&export->scene, algo_scene_unref);
  g_clear_pointer (&export->snapshot, algo_snapshot_unref);
  g_clear_pointer (&export->folder, g_free);
}

AlgoBoard *
algo_page_get_board (AlgoPage *self)
{
  return get (self)->board;
}

GtkWidget *
algo_page_get_controls (AlgoPage *self)
{
  return get (self)->controls;
}

GActionGroup *
algo_page_get_actions (AlgoPage *self)
{
  return G_ACTION_GROUP (get (self)->actions);
}

GMenuModel *
algo_page_get_menu (AlgoPage *self)
{
  return G_MENU_MODEL (get (self)->menu);
}

AlgoHeading
algo_page_get_heading (AlgoPage *self)
{
  return get (self)->heading;
}

static void
heading_clear (AlgoHeading *heading)
{
  g_free (heading->title);
  g_free (heading->subtitle);
  g_free (heading->tooltip);
}

void
algo_page_set_heading (AlgoPage *self, AlgoHeading heading)
{
  heading_clear (&get (self)->heading);
  get (self)->heading = heading;
  g_signal_emit (self, heading_changed, 0);
}

gboolean
algo_page_get_export (AlgoPage *self, AlgoPageExport *export)
{
  return ALGO_PAGE_GET_CLASS (self)->get_export (self, export);
}

/* Whether anybody looks. */

static void
update_looking (gpointer self)
{
  if (ALGO_PAGE_GET_CLASS (self)->looking_changed != NULL)
    ALGO_PAGE_GET_CLASS (self)->looking_changed (self, get (self)->is_looking);
}

void
algo_page_set_looking (AlgoPage *self, gboolean looking)
{
  get (self)->is_looking = looking;
  update_looking (self);
  if (looking)
    algo_page_wake (self);
}

gboolean
algo_page_is_seen (AlgoPage *self)
{
  const AlgoPagePrivate *private = get (self);

  return private->is_looking && !algo_presenter_is_stalled (private->presenter);
}

void
algo_page_wake (AlgoPage *self)
{
  if (get (self)->presenter != NULL)
    algo_presenter_wake (get (self)->presenter);
}

static AlgoScene *
make_scene (gpointer self)
{
  return ALGO_PAGE_GET_CLASS (self)->make_scene (self);
}

/* What menus and keys do. */

static void
on_show (AlgoPage *self, GVariant *state, GAction *action)
{
  const char *name = g_action_get_name (action) + strlen (SHOW_PREFIX);

  algo_board_set_shown (get (self)->board, name, g_variant_get_boolean (state));
}

static void
on_arrange (AlgoPage *self, GVariant *state)
{
  algo_board_use_preset (get (self)->board, g_variant_get_string (state, NULL));
}

static void
on_back (AlgoPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (get (self)->board));

  if (!algo_board_go_back (get (self)->board) && GTK_IS_WINDOW (root))
    gtk_window_unfullscreen (GTK_WINDOW (root));
}

static void
on_set_arrangement (AlgoPage *self, GVariant *arrangement)
{
  algo_board_set_arrangement (get (self)->board, g_variant_get_string (arrangement, NULL));
}

/* The checks in the menu say what is on the board. */
static void
update_states (AlgoPage *self)
{
  const char *preset = algo_board_get_preset (get (self)->board);

  algo_actions_set_state (get (self)->actions, "arrange",
                          g_variant_new_string (preset != NULL ? preset : ""));
  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    if ((*panel)->set == get (self)->set)
      {
        g_autofree char *name = g_strconcat (SHOW_PREFIX, (*panel)->name, NULL);
        const gboolean shown = algo_board_is_shown (get (self)->board, (*panel)->name);

        algo_actions_set_state (get (self)->actions, name, g_variant_new_boolean (shown));
      }
}

static void
add_actions (AlgoPage *self)
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

  algo_actions_add (get (self)->actions, of_menu, G_N_ELEMENTS (of_menu), self);
  algo_actions_add (get (self)->actions, of_board, G_N_ELEMENTS (of_board), get (self)->board);
  algo_actions_add_property (get (self)->actions, "side-pane", get (self)->side, "reveal-child");
  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    if ((*panel)->set == get (self)->set)
      {
        g_autofree char *name = g_strconcat (SHOW_PREFIX, (*panel)->name, NULL);
        const AlgoAction action = { name, NULL, NULL, "false", G_CALLBACK (on_show) };

        algo_actions_add (get (self)->actions, &action, 1, self);
      }
}

static void
fill_menu (AlgoPage *self)
{
  g_autoptr (GMenu) panels = g_menu_new ();
  g_autoptr (GMenu) arrangements = g_menu_new ();
  guint count;
  const AlgoBoardPreset *presets = algo_board_presets_get (get (self)->set, &count);

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (presets[i].title), NULL);

      g_menu_item_set_action_and_target (item, "win.arrange", "s", presets[i].name);
      g_menu_append_item (arrangements, item);
    }
  g_menu_append (arrangements, _ ("E_ven Out"), "win.even-out");
  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    if ((*panel)->set == get (self)->set)
      {
        g_autofree char *action = g_strconcat ("win." SHOW_PREFIX, (*panel)->name, NULL);

        g_menu_append (panels, algo_panel_get_title (*panel), action);
      }
  g_menu_append_section (get (self)->menu, NULL, G_MENU_MODEL (arrangements));
  g_menu_append_section (get (self)->menu, NULL, G_MENU_MODEL (panels));
}

/* One panel alone. */

static void
bind_side_pane (AlgoPage *self)
{
  g_settings_bind (get (self)->preferences, "side-pane", get (self)->side, "reveal-child",
                   G_SETTINGS_BIND_DEFAULT);
}

/* The side pane makes room, and can be shown as always; what is remembered of it stays. */
static void
on_full_panel_changed (AlgoPage *self)
{
  const gboolean alone = algo_board_get_full_panel (get (self)->board) != NULL;

  if (alone == get (self)->alone)
    return;
  get (self)->alone = alone;
  if (alone)
    {
      get (self)->beside = gtk_revealer_get_reveal_child (get (self)->side);
      g_settings_unbind (get (self)->side, "reveal-child");
      gtk_revealer_set_reveal_child (get (self)->side, FALSE);
      return;
    }
  gtk_revealer_set_reveal_child (get (self)->side, get (self)->beside);
  bind_side_pane (self);
}

static void
on_rearranged (AlgoPage *self, const char *what, const char *before)
{
  algo_toast_show (get (self)->toast, what, _ ("_Undo"), "win.set-arrangement",
                   g_variant_new_string (before));
}

/* Its parts. */

void
algo_page_class_set_template (AlgoPageClass *class, const char *resource)
{
  static const char *const children[] = { "box", "revealer", "board", "controls" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ALGO_TYPE_BOARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, resource);
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class, children[i], FALSE, 0);
}

static gpointer
get_child (AlgoPage *self, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), G_OBJECT_TYPE (self), name);
}

void
algo_page_set_up (AlgoPage *self,
                  AlgoPanelSet set,
                  AlgoToast *toast,
                  GSettings *preferences,
                  const char *key)
{
  AlgoPagePrivate *private = get (self);
  const AlgoConnection connections[] = {
    { get_child (self, "board"), "notify::arrangement", G_CALLBACK (update_states), self },
    { get_child (self, "board"), "full-panel-changed", G_CALLBACK (on_full_panel_changed), self },
    { get_child (self, "board"), "rearranged", G_CALLBACK (on_rearranged), self },
  };

  private->board = get_child (self, "board");
  private->controls = get_child (self, "controls");
  private->side = get_child (self, "revealer");
  private->set = set;
  private->toast = g_object_ref (toast);
  private->preferences = g_object_ref (preferences);
  private->presenter = algo_presenter_new (private->board, make_scene, update_looking, self);
  add_actions (self);
  fill_menu (self);
  g_settings_bind (preferences, key, private->board, "arrangement", G_SETTINGS_BIND_DEFAULT);
  bind_side_pane (self);
  update_states (self);
  algo_connect (connections, G_N_ELEMENTS (connections));
}

void
algo_page_close (AlgoPage *self)
{
  AlgoPagePrivate *private = get (self);

  if (private->presenter == NULL)
    return;
  g_clear_pointer (&private->presenter, algo_presenter_free);
  /* Some hold on to widgets that, by way of the window, hold on to these. */
  algo_actions_remove (private->actions, G_ACTION_GROUP (private->actions));
  g_signal_handlers_disconnect_by_data (private->board, self);
}

gboolean
algo_page_is_closed (AlgoPage *self)
{
  return get (self)->presenter == NULL;
}

static void
algo_page_dispose (GObject *object)
{
  AlgoPagePrivate *private = get (ALGO_PAGE (object));

  algo_page_close (ALGO_PAGE (object));
  g_clear_object (&private->toast);
  g_clear_object (&private->preferences);
  gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));

  G_OBJECT_CLASS (algo_page_parent_class)->dispose (object);
}

static void
algo_page_finalize (GObject *object)
{
  AlgoPagePrivate *private = get (ALGO_PAGE (object));

  heading_clear (&private->heading);
  g_object_unref (private->menu);
  g_object_unref (private->actions);

  G_OBJECT_CLASS (algo_page_parent_class)->finalize (object);
}

static void
algo_page_class_init (AlgoPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = algo_page_dispose;
  G_OBJECT_CLASS (class)->finalize = algo_page_finalize;
  heading_changed = g_signal_new ("heading-changed", ALGO_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
algo_page_init (AlgoPage *self)
{
  get (self)->actions = algo_actions_new (NULL, 0, self);
  get (self)->menu = g_menu_new ();
}
