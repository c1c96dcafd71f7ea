/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/questions/exhibit-bar.h"

#include "ui/widgets/common/widget.h"

#include <glib/gi18n-lib.h>

struct _AlgoExhibitBar
{
  GtkBox parent_instance;

  /* Template children. */
  GtkLabel *label;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
};

G_DEFINE_FINAL_TYPE (AlgoExhibitBar, algo_exhibit_bar, GTK_TYPE_BOX)

void
algo_exhibit_bar_set_text (AlgoExhibitBar *self,
                           const char *text,
                           const char *undo,
                           const char *redo)
{
  g_autofree char *undo_text = NULL;
  g_autofree char *redo_text = NULL;

  gtk_label_set_text (self->label, text);
  if (undo != NULL)
    undo_text = g_strdup_printf (_ ("Undo: %s (Ctrl+Z)"), undo);
  if (redo != NULL)
    redo_text = g_strdup_printf (_ ("Redo: %s (Ctrl+Shift+Z)"), redo);
  gtk_widget_set_tooltip_text (self->undo_button, undo != NULL ? undo_text : _ ("Nothing to undo"));
  gtk_widget_set_tooltip_text (self->redo_button, redo != NULL ? redo_text : _ ("Nothing to redo"));
}

const char *
algo_exhibit_bar_get_text (AlgoExhibitBar *self)
{
  return gtk_label_get_text (self->label);
}

static void
algo_exhibit_bar_class_init (AlgoExhibitBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_css_name (widget_class, "exhibit");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  algo_widget_class_use_template (widget_class, "exhibit-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoExhibitBar, label);
  gtk_widget_class_bind_template_child (widget_class, AlgoExhibitBar, undo_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoExhibitBar, redo_button);
}

static void
algo_exhibit_bar_init (AlgoExhibitBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
