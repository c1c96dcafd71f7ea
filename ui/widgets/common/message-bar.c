/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/common/message-bar.h"

#include "ui/widgets/common/changed-text.h"

struct _AlgoMessageBar
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkImage *image;
  GtkLabel *label;
  GtkButton *button;
  GtkWidget *close_button;
};

enum
{
  PROP_0,
  PROP_ICON_NAME,
  PROP_CLOSABLE,
  N_PROPERTIES
};

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AlgoMessageBar, algo_message_bar, GTK_TYPE_WIDGET)

void
algo_message_bar_show (AlgoMessageBar *self,
                       const char *text,
                       const char *label,
                       const char *action,
                       GVariant *target)
{
  gtk_label_set_text (self->label, text);
  algo_button_offer (self->button, label, action, target);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
algo_message_bar_tell (AlgoMessageBar *self, const char *text)
{
  algo_message_bar_show (self, text, NULL, NULL, NULL);
}

void
algo_message_bar_hide (AlgoMessageBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

const char *
algo_message_bar_get_text (AlgoMessageBar *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_text (self->label) : NULL;
}

static void
on_closed (AlgoMessageBar *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
  algo_message_bar_hide (self);
}

static void
algo_message_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AlgoMessageBar *self = ALGO_MESSAGE_BAR (object);

  switch (id)
    {
    case PROP_ICON_NAME:
      gtk_image_set_from_icon_name (self->image, g_value_get_string (value));
      break;
    case PROP_CLOSABLE:
      gtk_widget_set_visible (self->close_button, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_message_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ALGO_TYPE_MESSAGE_BAR);

  G_OBJECT_CLASS (algo_message_bar_parent_class)->dispose (object);
}

static void
algo_message_bar_class_init (AlgoMessageBarClass *class)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->set_property = algo_message_bar_set_property;
  object_class->dispose = algo_message_bar_dispose;
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_CLOSABLE] = g_param_spec_boolean ("closable", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", ALGO_TYPE_MESSAGE_BAR, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/algoscope/Algoscope/ui/message-bar.ui");
  gtk_widget_class_bind_template_child_full (widget_class, "box", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, AlgoMessageBar, image);
  gtk_widget_class_bind_template_child (widget_class, AlgoMessageBar, label);
  gtk_widget_class_bind_template_child (widget_class, AlgoMessageBar, button);
  gtk_widget_class_bind_template_child (widget_class, AlgoMessageBar, close_button);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
}

static void
algo_message_bar_init (AlgoMessageBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "banner");
}
