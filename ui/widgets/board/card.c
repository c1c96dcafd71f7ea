/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/board/card.h"

#include "ui/widgets/board/board-arrangement.h"
#include "ui/widgets/board/card-heading.h"

#include <glib/gi18n-lib.h>

struct _AlgoCard
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkWidget *header;
  GtkWidget *back_button;
  AlgoCardHeading *heading;
  GtkWidget *menu_button;

  const AlgoPanel *panel;
  AlgoPanelView *view; /* child */
  gboolean full;
};

enum
{
  PROP_0,
  PROP_FULL,
  N_PROPERTIES
};

enum
{
  SIGNAL_HIDE_ASKED,
  SIGNAL_EXPORT_ASKED,
  SIGNAL_MOVE_ASKED,
  SIGNAL_RESIZE_ASKED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AlgoCard, algo_card, GTK_TYPE_WIDGET)

const char *
algo_card_get_name (AlgoCard *self)
{
  return self->panel->name;
}

const char *
algo_card_get_title (AlgoCard *self)
{
  return algo_panel_get_title (self->panel);
}

AlgoPanelView *
algo_card_get_view (AlgoCard *self)
{
  return self->view;
}

void
algo_card_set_full (AlgoCard *self, gboolean full)
{
  if (full == self->full)
    return;
  self->full = full;
  gtk_widget_set_visible (self->back_button, full);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FULL]);
}

gboolean
algo_card_is_handle (AlgoCard *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return widget != NULL && widget != GTK_WIDGET (self->view)
         && !gtk_widget_is_ancestor (widget, GTK_WIDGET (self->view))
         && gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON) == NULL;
}

/* Actions. */

static void
on_hide (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_HIDE_ASKED], 0);
}

static void
on_export (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_EXPORT_ASKED], 0);
}

static AlgoBoardDirection
read_direction (GVariant *parameter)
{
  const char *name = g_variant_get_string (parameter, NULL);

  if (g_str_equal (name, "left"))
    return ALGO_BOARD_LEFT;
  if (g_str_equal (name, "right"))
    return ALGO_BOARD_RIGHT;
  return g_str_equal (name, "up") ? ALGO_BOARD_UP : ALGO_BOARD_DOWN;
}

static void
on_move (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_MOVE_ASKED], 0, read_direction (parameter));
}

static void
on_resize (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_RESIZE_ASKED], 0, read_direction (parameter));
}

/* GObject. */

static void
algo_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_FULL:
      g_value_set_boolean (value, ALGO_CARD (object)->full);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_FULL:
      algo_card_set_full (ALGO_CARD (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_card_dispose (GObject *object)
{
  AlgoCard *self = ALGO_CARD (object);
  GtkWidget *view = GTK_WIDGET (self->view);

  g_clear_pointer (&view, gtk_widget_unparent);
  self->view = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), ALGO_TYPE_CARD);

  G_OBJECT_CLASS (algo_card_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *class, const char *action, GdkModifierType modifiers)
{
  static const struct
  {
    guint key, keypad_key;
    const char *direction;
  } keys[] = { { GDK_KEY_Left, GDK_KEY_KP_Left, "left" },
               { GDK_KEY_Right, GDK_KEY_KP_Right, "right" },
               { GDK_KEY_Up, GDK_KEY_KP_Up, "up" },
               { GDK_KEY_Down, GDK_KEY_KP_Down, "down" } };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_add_binding_action (class, keys[i].key, modifiers, action, "s",
                                           keys[i].direction);
      gtk_widget_class_add_binding_action (class, keys[i].keypad_key, modifiers, action, "s",
                                           keys[i].direction);
    }
}

static guint
add_signal (const char *name, guint n_arguments)
{
  return g_signal_new (name, ALGO_TYPE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_arguments, G_TYPE_UINT);
}

static void
add_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_property_action (class, "card.full", "full");
  gtk_widget_class_install_action (class, "card.hide", NULL, on_hide);
  gtk_widget_class_install_action (class, "card.export", NULL, on_export);
  gtk_widget_class_install_action (class, "card.move", "s", on_move);
  gtk_widget_class_install_action (class, "card.resize", "s", on_resize);
  add_keys (class, "card.move", GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  add_keys (class, "card.resize", GDK_ALT_MASK | GDK_SHIFT_MASK);
}

static void
algo_card_class_init (AlgoCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->get_property = algo_card_get_property;
  G_OBJECT_CLASS (class)->set_property = algo_card_set_property;
  G_OBJECT_CLASS (class)->dispose = algo_card_dispose;

  properties[PROP_FULL] =
      g_param_spec_boolean ("full", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPERTIES, properties);
  signals[SIGNAL_HIDE_ASKED] = add_signal ("hide-asked", 0);
  signals[SIGNAL_EXPORT_ASKED] = add_signal ("export-asked", 0);
  signals[SIGNAL_MOVE_ASKED] = add_signal ("move-asked", 1);
  signals[SIGNAL_RESIZE_ASKED] = add_signal ("resize-asked", 1);

  add_actions (widget_class);
  g_type_ensure (ALGO_TYPE_CARD_HEADING);
  gtk_widget_class_set_css_name (widget_class, "card");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/algoscope/Algoscope/ui/card.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoCard, header);
  gtk_widget_class_bind_template_child (widget_class, AlgoCard, heading);
  gtk_widget_class_bind_template_child (widget_class, AlgoCard, back_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoCard, menu_button);
}

static void
algo_card_init (AlgoCard *self)
{
  GtkLayoutManager *layout;

  gtk_widget_init_template (GTK_WIDGET (self));
  layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
}

static void
on_described (AlgoCard *self)
{
  const char *name, *value = algo_panel_view_get_number (self->view, &name);

  algo_card_heading_set_number (self->heading, name, value);
}

AlgoCard *
algo_card_new (const AlgoPanel *panel, AlgoPainter *painter)
{
  AlgoCard *self = g_object_new (ALGO_TYPE_CARD, NULL);
  g_autofree char *menu_label = NULL;
  const char *title;

  self->panel = panel;
  title = algo_card_get_title (self);
  /* Translators: the button that opens the menu of a panel: "Menu of Weights" */
  menu_label = g_strdup_printf (_ ("Menu of %s"), title);
  algo_card_heading_set_title (self->heading, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  menu_label, -1);
  gtk_widget_set_tooltip_text (self->menu_button, menu_label);
  self->view = algo_panel_view_new (panel, painter);
  g_signal_connect_object (self->view, "described", G_CALLBACK (on_described), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->view), GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self->view), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  return self;
}
