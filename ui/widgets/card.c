/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/card.h"

#include "ui/widgets/panels.h"

#define NUMBER_INTERVAL (G_USEC_PER_SEC / 10) /* a number that changes faster cannot be read */

struct _AlgoCard
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkWidget *header;
  GtkLabel *title_label;
  GtkLabel *name_label;
  GtkLabel *value_label;

  const AlgoPanel *panel;
  AlgoPanelView *view; /* child */
  gint64 number_time;  /* when the number was last written, in microseconds */
};

G_DEFINE_FINAL_TYPE (AlgoCard, algo_card, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
write_number (AlgoCard *self)
{
  const char *name;
  g_autofree char *value = NULL;

  algo_panel_view_get_number (self->view, &name, &value);
  set_text (self->name_label, value != NULL ? name : "");
  set_text (self->value_label, value != NULL ? value : "");
}

void
algo_card_update (AlgoCard *self, const AlgoScene *scene, gboolean at_once)
{
  gint64 now = g_get_monotonic_time ();

  if (!algo_panel_view_update (self->view, scene, at_once))
    return;
  if (!at_once && now - self->number_time < NUMBER_INTERVAL)
    return;
  self->number_time = now;
  write_number (self);
}

const char *
algo_card_get_name (AlgoCard *self)
{
  return self->panel->name;
}

AlgoPanelView *
algo_card_get_view (AlgoCard *self)
{
  return self->view;
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
algo_card_class_init (AlgoCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_card_dispose;

  gtk_widget_class_set_css_name (widget_class, "card");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/algoscope/Algoscope/ui/card.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoCard, header);
  gtk_widget_class_bind_template_child (widget_class, AlgoCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoCard, name_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoCard, value_label);
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

AlgoCard *
algo_card_new (const char *name)
{
  AlgoCard *self = g_object_new (ALGO_TYPE_CARD, NULL);
  const char *title;

  self->panel = algo_panel_find (name);
  title = algo_panel_get_title (self->panel);
  gtk_label_set_text (self->title_label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  self->view = algo_panel_view_new (name);
  gtk_widget_set_parent (GTK_WIDGET (self->view), GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self->view), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  return self;
}
