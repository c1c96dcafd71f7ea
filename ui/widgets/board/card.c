/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/board/card.h"

#include "ui/widgets/board/board-arrangement.h"
#include "ui/widgets/board/card-heading.h"
#include "ui/widgets/common/widget.h"

#include <glib/gi18n-lib.h>

struct _AlgoCard
{
  GtkBox parent_instance;

  /* Template children. */
  GtkWidget *back_button;
  AlgoCardHeading *heading;
  GtkWidget *menu_button;

  const AlgoPanel *panel;
  AlgoPanelView *view; /* child */
  gboolean full;
};

#define PROP_FULL 1

G_DEFINE_FINAL_TYPE (AlgoCard, algo_card, GTK_TYPE_BOX)

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
  g_object_notify (G_OBJECT (self), "full");
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
on_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "asked", action,
                         parameter != NULL ? read_direction (parameter) : 0);
}

/* "full" is the only property. */

static void
algo_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, ALGO_CARD (object)->full);
}

static void
algo_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  algo_card_set_full (ALGO_CARD (object), g_value_get_boolean (value));
}

static void
add_keys (GtkWidgetClass *class, const char *action, GdkModifierType modifiers)
{
  static const struct
  {
    guint keys[2];
    const char *direction;
  } arrows[] = { { { GDK_KEY_Left, GDK_KEY_KP_Left }, "left" },
                 { { GDK_KEY_Right, GDK_KEY_KP_Right }, "right" },
                 { { GDK_KEY_Up, GDK_KEY_KP_Up }, "up" },
                 { { GDK_KEY_Down, GDK_KEY_KP_Down }, "down" } };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (arrows); i++)
    gtk_widget_class_add_binding_action (class, arrows[i / 2].keys[i % 2], modifiers, action, "s",
                                         arrows[i / 2].direction);
}

static void
add_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_property_action (class, "card.full", "full");
  gtk_widget_class_install_action (class, "card.hide", NULL, on_action);
  gtk_widget_class_install_action (class, "card.export", NULL, on_action);
  gtk_widget_class_install_action (class, "card.move", "s", on_action);
  gtk_widget_class_install_action (class, "card.resize", "s", on_action);
  add_keys (class, "card.move", GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  add_keys (class, "card.resize", GDK_ALT_MASK | GDK_SHIFT_MASK);
}

static void
algo_card_class_init (AlgoCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->get_property = algo_card_get_property;
  G_OBJECT_CLASS (class)->set_property = algo_card_set_property;

  g_object_class_install_property (G_OBJECT_CLASS (class), PROP_FULL,
                                   g_param_spec_boolean ("full", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                             | G_PARAM_EXPLICIT_NOTIFY));
  algo_class_add_signal (class, "asked", 2, G_TYPE_STRING, G_TYPE_UINT);

  add_actions (widget_class);
  g_type_ensure (ALGO_TYPE_CARD_HEADING);
  gtk_widget_class_set_css_name (widget_class, "card");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  algo_widget_class_use_template (widget_class, "card.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoCard, heading);
  gtk_widget_class_bind_template_child (widget_class, AlgoCard, back_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoCard, menu_button);
}

static void
algo_card_init (AlgoCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
on_described (AlgoCard *self)
{
  const char *name, *value = algo_panel_view_get_number (self->view, &name);
  const AlgoScene *scene = algo_panel_view_get_scene (self->view);
  g_autofree char *title = scene != NULL ? algo_panel_make_title (self->panel, scene)
                                         : g_strdup (algo_card_get_title (self));

  algo_card_heading_set_title (self->heading, title);
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
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->view));
  gtk_widget_set_hexpand (GTK_WIDGET (self->view), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  return self;
}
