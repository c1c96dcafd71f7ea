/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/board/card.h"

#include "ui/widgets/board/board-geometry.h"
#include "ui/widgets/common/widget.h"

#include <glib/gi18n-lib.h>

#define SPACING 6 /* of the heading */

/* Characters that are seen of long ones, where there is room for no more. */
#define LEAST_TITLE 7
#define LEAST_NAME 4

struct _AlgoCard
{
  GtkBox parent_instance;

  /* Template children. */
  GtkWidget *back_button;
  GtkWidget *heading;
  GtkLabel *title;
  GtkLabel *number_name;
  GtkLabel *number;
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

/* The heading. */

static void
set_label (GtkLabel *label, const char *text, int least)
{
  algo_label_set_text (label, text);
  gtk_label_set_width_chars (label, (int) MIN (g_utf8_strlen (text, -1), least));
  algo_widget_set_tooltip (GTK_WIDGET (label), text);
}

void
algo_card_set_number (AlgoCard *self, const char *name, const char *value)
{
  set_label (self->number_name, value != NULL ? name : "", LEAST_NAME);
  algo_label_set_text (self->number, value != NULL ? value : "");
}

static int
measure_width (GtkWidget *widget, int *least)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, least, &natural, NULL, NULL);
  return natural;
}

static void
measure (GtkWidget *heading,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  GtkWidget *title = gtk_widget_get_first_child (heading);

  for (GtkWidget *label = title; label != NULL; label = gtk_widget_get_next_sibling (label))
    {
      int least, enough;

      gtk_widget_measure (label, orientation, -1, &least, &enough, NULL, NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        {
          *minimum = label == title ? least : *minimum;
          *natural += label == title ? enough : SPACING + enough;
          continue;
        }
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, enough);
    }
}

static void
place (GtkWidget *label, int x, int width, int height)
{
  gtk_widget_size_allocate (label, &(GtkAllocation){ x, 0, width, height }, -1);
}

static void
allocate (GtkWidget *heading, int width, int height, int baseline)
{
  GtkWidget *title = gtk_widget_get_first_child (heading);
  GtkWidget *name = gtk_widget_get_next_sibling (title);
  GtkWidget *number = gtk_widget_get_next_sibling (name);
  int least_name;
  const int natural_name = measure_width (name, &least_name);
  const int number_width = measure_width (number, NULL), number_x = width - number_width;
  const int left = number_x - measure_width (title, NULL) - 2 * SPACING; /* for the name */
  const int name_width = MIN (natural_name, left);
  const gboolean fits = left >= least_name;

  gtk_widget_set_child_visible (name, fits);
  gtk_widget_set_child_visible (number, fits);
  if (fits)
    {
      place (name, number_x - SPACING - name_width, name_width, height);
      place (number, number_x, number_width, height);
    }
  place (title, 0, fits ? number_x - 2 * SPACING - name_width : width, height);
}

/* Actions. */

/* By AlgoBoardDirection. */
static const struct
{
  const char *name;
  guint keys[2];
} arrows[] = { { "left", { GDK_KEY_Left, GDK_KEY_KP_Left } },
               { "right", { GDK_KEY_Right, GDK_KEY_KP_Right } },
               { "up", { GDK_KEY_Up, GDK_KEY_KP_Up } },
               { "down", { GDK_KEY_Down, GDK_KEY_KP_Down } } };

static void
on_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *name = parameter != NULL ? g_variant_get_string (parameter, NULL) : arrows->name;
  guint direction = 0;

  while (direction < ALGO_BOARD_DOWN && !g_str_equal (arrows[direction].name, name))
    direction++;
  g_signal_emit_by_name (widget, "asked", action, direction);
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
  for (guint i = 0; i < 2 * G_N_ELEMENTS (arrows); i++)
    gtk_widget_class_add_binding_action (class, arrows[i / 2].keys[i % 2], modifiers, action, "s",
                                         arrows[i / 2].name);
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
  gtk_widget_class_set_css_name (widget_class, "card");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  algo_widget_class_use_template (widget_class, "card.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoCard, heading);
  gtk_widget_class_bind_template_child (widget_class, AlgoCard, title);
  gtk_widget_class_bind_template_child (widget_class, AlgoCard, number_name);
  gtk_widget_class_bind_template_child (widget_class, AlgoCard, number);
  gtk_widget_class_bind_template_child (widget_class, AlgoCard, back_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoCard, menu_button);
}

static void
algo_card_init (AlgoCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->heading, gtk_custom_layout_new (NULL, measure, allocate));
}

static void
on_described (AlgoCard *self)
{
  const char *name, *value = algo_panel_view_get_number (self->view, &name);
  g_autofree char *title =
      algo_panel_make_title (self->panel, algo_panel_view_get_scene (self->view));

  set_label (self->title, title, LEAST_TITLE);
  algo_card_set_number (self, name, value);
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
  set_label (self->title, title, LEAST_TITLE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  menu_label, -1);
  gtk_widget_set_tooltip_text (self->menu_button, menu_label);
  self->view = algo_panel_view_new (panel, painter);
  g_signal_connect_object (self->view, "described", G_CALLBACK (on_described), self,
                           G_CONNECT_SWAPPED);
  g_object_set (self->view, "hexpand", TRUE, "vexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->view));
  return self;
}
