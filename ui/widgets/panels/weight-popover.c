/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/weight-popover.h"

#include "engine/run/workbench.h"
#include "ui/widgets/common/widget.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _AlgoWeightPopover
{
  GtkPopover parent_instance;

  /* Template children. */
  GtkLabel *title_label;
  GtkWidget *value_box;
  GtkEditable *value_entry;
  GtkWidget *error_label;
  GtkButton *ablate_button;

  char *text; /* owned: of the value that there is */
};

G_DEFINE_FINAL_TYPE (AlgoWeightPopover, algo_weight_popover, GTK_TYPE_POPOVER)

/* With either decimal sign, and a minus sign as people read it too. */
static gboolean
parse_value (const char *text, double *value)
{
  g_auto (GStrv) minus = g_strsplit (text, "\u2212", -1);
  g_autofree char *plain = g_strjoinv ("-", minus);
  char *end;

  g_strdelimit (g_strstrip (plain), ",", '.');
  *value = g_ascii_strtod (plain, &end);
  return end != plain && *end == '\0' && isfinite ((float) *value);
}

static void
show_error (AlgoWeightPopover *self, gboolean wrong)
{
  gtk_widget_set_visible (self->error_label, wrong);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->value_entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->value_entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->value_entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
on_changed (AlgoWeightPopover *self)
{
  show_error (self, FALSE);
}

static void
on_activate (AlgoWeightPopover *self)
{
  const char *text = gtk_editable_get_text (self->value_entry);
  double value;

  /* The text has fewer digits than the value. */
  if (g_strcmp0 (text, self->text) == 0)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  if (!parse_value (text, &value))
    {
      show_error (self, TRUE);
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit_by_name (self, "value-chosen", value);
}

static void
on_ablate (AlgoWeightPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit_by_name (self, "ablation-toggled");
}

static void
show_neuron (AlgoWeightPopover *self, const AlgoNetwork *network, const AlgoWeightsCell *cell)
{
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->ablate_button), cell->tensor != ALGO_WEIGHTS_B1);
  if (cell->tensor == ALGO_WEIGHTS_B1)
    return;
  label =
      g_strdup_printf (algo_network_is_ablated (network, cell->neuron) ? _ ("_Restore Neuron %u")
                                                                       : _ ("_Ablate Neuron %u"),
                       cell->neuron);
  gtk_button_set_label (self->ablate_button, label);
}

void
algo_weight_popover_open (AlgoWeightPopover *self,
                          const AlgoWeightsPicture *picture,
                          const AlgoWeightsCell *cell,
                          const char *title,
                          const AlgoArea *area)
{
  const GdkRectangle at = { floor (area->x), floor (area->y), ceil (area->width),
                            ceil (area->height) };
  const gboolean has_value = cell->tensor != ALGO_WEIGHTS_NEURON;

  gtk_label_set_text (self->title_label, title);
  gtk_widget_set_visible (self->value_box, has_value);
  show_neuron (self, picture->network, cell);
  g_clear_pointer (&self->text, g_free);
  if (has_value)
    self->text = g_strdup_printf ("%.6g", (double) algo_weights_picture_get (picture, cell));
  gtk_editable_set_text (self->value_entry, self->text != NULL ? self->text : "");
  show_error (self, FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &at);
  gtk_popover_popup (GTK_POPOVER (self));
  if (has_value)
    gtk_widget_grab_focus (GTK_WIDGET (self->value_entry));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->ablate_button));
}

static void
algo_weight_popover_finalize (GObject *object)
{
  g_free (ALGO_WEIGHT_POPOVER (object)->text);

  G_OBJECT_CLASS (algo_weight_popover_parent_class)->finalize (object);
}

static void
algo_weight_popover_class_init (AlgoWeightPopoverClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = algo_weight_popover_finalize;

  algo_class_add_signal (class, "value-chosen", 1, G_TYPE_DOUBLE);
  algo_class_add_signal (class, "ablation-toggled", 0);

  algo_widget_class_use_template (widget_class, "weight-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoWeightPopover, title_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoWeightPopover, value_box);
  gtk_widget_class_bind_template_child (widget_class, AlgoWeightPopover, value_entry);
  gtk_widget_class_bind_template_child (widget_class, AlgoWeightPopover, error_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoWeightPopover, ablate_button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_ablate);
}

static void
algo_weight_popover_init (AlgoWeightPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
