/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large the figure is: journals' widths, millimetres and inches. */
#include "app/export/export-dialog-private.h"

#include <glib/gi18n-lib.h>

double
algo_export_dialog_get_unit (AlgoExportDialog *self)
{
  return gtk_drop_down_get_selected (self->unit_drop) == 0 ? ALGO_POINTS_PER_INCH / ALGO_MM_PER_INCH
                                                           : ALGO_POINTS_PER_INCH;
}

/* To the hundredth, which is more than is shown, so that 89 is what 89 says. */
static double
get_side (GtkSpinButton *spin)
{
  return round (100 * gtk_spin_button_get_value (spin)) / 100;
}

AlgoFigureSize
algo_export_dialog_get_size (AlgoExportDialog *self, const AlgoFigure *figure)
{
  const double unit = algo_export_dialog_get_unit (self);
  AlgoFigureExport export = { .figure = figure,
                              .text = gtk_spin_button_get_value (self->text_spin) };

  export.size.width = get_side (self->width_spin) * unit;
  if (!gtk_check_button_get_active (self->natural_check))
    export.size.height = get_side (self->height_spin) * unit;
  return algo_figure_export_get_size (&export);
}

static void
show_digits (AlgoExportDialog *self)
{
  const guint digits = gtk_drop_down_get_selected (self->unit_drop) == 0 ? 1 : 2;

  gtk_spin_button_set_digits (self->width_spin, digits);
  gtk_spin_button_set_digits (self->height_spin, digits);
}

/* The width of a preset, in its unit. */
static void
select_preset (AlgoExportDialog *self, guint index)
{
  guint count;
  const AlgoFigurePreset *presets = algo_figure_presets_get (&count);
  AlgoFigureSize size;

  if (index >= count || !algo_figure_size_parse (presets[index].text, &size, NULL))
    return;
  self->updating++;
  gtk_drop_down_set_selected (self->preset_drop, index);
  gtk_drop_down_set_selected (self->unit_drop, g_str_has_suffix (presets[index].text, "in"));
  show_digits (self);
  gtk_spin_button_set_value (self->width_spin, size.width / algo_export_dialog_get_unit (self));
  self->updating--;
}

void
algo_export_dialog_select_usual_size (AlgoExportDialog *self)
{
  const char *usual = gtk_drop_down_get_selected (self->panel_drop) == ALGO_EXPORT_LAYOUT
                          ? ALGO_FIGURE_SEVERAL_PANELS
                          : ALGO_FIGURE_ONE_PANEL;
  guint count;
  const AlgoFigurePreset *presets = algo_figure_presets_get (&count);

  for (guint i = 0; i < count; i++)
    if (g_str_equal (presets[i].text, usual))
      select_preset (self, i);
}

static void
on_preset (AlgoExportDialog *self)
{
  if (self->updating > 0)
    return;
  self->size_chosen = TRUE;
  select_preset (self, gtk_drop_down_get_selected (self->preset_drop));
  algo_export_dialog_update (self);
}

static void
on_width (AlgoExportDialog *self)
{
  guint count;

  if (self->updating > 0)
    return;
  self->size_chosen = TRUE;
  algo_figure_presets_get (&count);
  self->updating++;
  gtk_drop_down_set_selected (self->preset_drop, count); /* another size */
  self->updating--;
  algo_export_dialog_update (self);
}

/* The figure stays as large as it is. */
static void
on_unit (AlgoExportDialog *self)
{
  const gboolean inches = gtk_drop_down_get_selected (self->unit_drop) == 1;
  const double factor = inches ? 1 / ALGO_MM_PER_INCH : ALGO_MM_PER_INCH;

  if (self->updating > 0)
    return;
  self->updating++;
  show_digits (self);
  gtk_spin_button_set_value (self->width_spin,
                             gtk_spin_button_get_value (self->width_spin) * factor);
  gtk_spin_button_set_value (self->height_spin,
                             gtk_spin_button_get_value (self->height_spin) * factor);
  self->updating--;
  algo_export_dialog_update (self);
}

void
algo_export_dialog_list_presets (AlgoExportDialog *self)
{
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);
  guint count;
  const AlgoFigurePreset *presets = algo_figure_presets_get (&count);

  for (guint i = 0; i < count; i++)
    gtk_string_list_append (texts, _ (presets[i].journal));
  gtk_string_list_append (texts, _ ("Another size"));
  gtk_drop_down_set_model (self->preset_drop, G_LIST_MODEL (texts));
}

void
algo_export_dialog_bind_size (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_preset);
  gtk_widget_class_bind_template_callback (widget_class, on_width);
  gtk_widget_class_bind_template_callback (widget_class, on_unit);
}
