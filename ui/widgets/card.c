/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/card.h"

struct _AlgoCard
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkWidget *header;
  GtkLabel *title_label;
  GtkLabel *name_label;
  GtkLabel *value_label;

  GtkWidget *picture; /* child, or NULL */
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_PICTURE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (AlgoCard, algo_card, GTK_TYPE_WIDGET)

void
algo_card_set_number (AlgoCard *self, const char *name, const char *value)
{
  gtk_label_set_text (self->name_label, value != NULL ? name : "");
  gtk_label_set_text (self->value_label, value != NULL ? value : "");
}

static void
set_picture (AlgoCard *self, GtkWidget *picture)
{
  g_clear_pointer (&self->picture, gtk_widget_unparent);
  self->picture = picture;
  if (picture == NULL)
    return;
  gtk_widget_set_parent (picture, GTK_WIDGET (self));
  gtk_widget_set_hexpand (picture, TRUE);
  gtk_widget_set_vexpand (picture, TRUE);
}

static void
algo_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AlgoCard *self = ALGO_CARD (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_text (self->title_label));
      break;
    case PROP_PICTURE:
      g_value_set_object (value, self->picture);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AlgoCard *self = ALGO_CARD (object);

  switch (id)
    {
    case PROP_TITLE:
      gtk_label_set_text (self->title_label, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      break;
    case PROP_PICTURE:
      set_picture (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_card_dispose (GObject *object)
{
  AlgoCard *self = ALGO_CARD (object);

  g_clear_pointer (&self->picture, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), ALGO_TYPE_CARD);

  G_OBJECT_CLASS (algo_card_parent_class)->dispose (object);
}

static void
algo_card_class_init (AlgoCardClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = algo_card_get_property;
  object_class->set_property = algo_card_set_property;
  object_class->dispose = algo_card_dispose;

  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PICTURE] = g_param_spec_object ("picture", NULL, NULL, ALGO_TYPE_PICTURE_AREA,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

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
