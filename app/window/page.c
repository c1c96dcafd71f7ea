/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/page.h"

#include "app/run/actions.h"
#include "app/window/board-menu.h"
#include "app/window/presenter.h"

typedef struct
{
  AlgoBoard *board; /* borrowed, as the next */
  GtkWidget *controls;
  AlgoPresenter *presenter; /* NULL once closed, as is the next */
  AlgoBoardMenu *menu;
  GSimpleActionGroup *actions;
  AlgoHeading heading;
  gboolean is_looking; /* as far as the window knows */
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
  return algo_board_menu_get_model (get (self)->menu);
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

  private->board = get_child (self, "board");
  private->controls = get_child (self, "controls");
  private->presenter = algo_presenter_new (private->board, make_scene, update_looking, self);
  private->menu = algo_board_menu_new (private->board, set, get_child (self, "revealer"), toast,
                                       preferences, key, G_ACTION_MAP (private->actions));
}

void
algo_page_close (AlgoPage *self)
{
  AlgoPagePrivate *private = get (self);

  if (private->presenter == NULL)
    return;
  g_clear_pointer (&private->presenter, algo_presenter_free);
  /* Some hold on to widgets that, by way of the window, hold on to these. */
  algo_actions_remove (G_ACTION_MAP (private->actions), G_ACTION_GROUP (private->actions));
  g_clear_pointer (&private->menu, algo_board_menu_free);
}

gboolean
algo_page_is_closed (AlgoPage *self)
{
  return get (self)->presenter == NULL;
}

static void
algo_page_dispose (GObject *object)
{
  algo_page_close (ALGO_PAGE (object));
  g_clear_object (&get (ALGO_PAGE (object))->actions);
  gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));

  G_OBJECT_CLASS (algo_page_parent_class)->dispose (object);
}

static void
algo_page_finalize (GObject *object)
{
  heading_clear (&get (ALGO_PAGE (object))->heading);

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
  get (self)->actions = g_simple_action_group_new ();
}
