/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large the figure is: journals' widths, millimetres and inches; and its preview, a page that
 * is as large on the screen as it will be on paper. */
#include "app/export/export-dialog-private.h"

#include <glib/gi18n-lib.h>

#define DESK 24              /* pixels around the page */
#define LEAST_MONITOR_DPI 50 /* what monitors say of their size is not always so */
#define MOST_MONITOR_DPI 400
#define USUAL_DPI 96

/* Returns the points of the unit that sizes are given in. */
static double
get_unit (AlgoExportDialog *self)
{
  return gtk_drop_down_get_selected (self->unit_drop) == 0 ? ALGO_POINTS_PER_INCH / ALGO_MM_PER_INCH
                                                           : ALGO_POINTS_PER_INCH;
}

/* Rounds to the hundredth, which is more than is shown, so that 89 is what 89 says. */
static double
get_side (GtkSpinButton *spin)
{
  return round (100 * gtk_spin_button_get_value (spin)) / 100;
}

AlgoFigureSize
algo_export_dialog_get_size (AlgoExportDialog *self, const AlgoFigure *figure)
{
  const double unit = get_unit (self);
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

/* Shows the width of a preset, in its unit. */
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
  gtk_spin_button_set_value (self->width_spin, size.width / get_unit (self));
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

/* The preview. */

/* Returns the pixels for a point of paper, so that a figure on the screen is as large as it will be
 * there. */
static double
get_scale (AlgoExportDialog *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;
  GdkMonitor *monitor =
      surface != NULL
          ? gdk_display_get_monitor_at_surface (gdk_surface_get_display (surface), surface)
          : NULL;
  double dpi = 0;

  if (monitor != NULL && gdk_monitor_get_width_mm (monitor) > 0)
    {
      GdkRectangle geometry;

      gdk_monitor_get_geometry (monitor, &geometry);
      dpi = geometry.width * ALGO_MM_PER_INCH / gdk_monitor_get_width_mm (monitor);
    }
  if (!(dpi >= LEAST_MONITOR_DPI && dpi <= MOST_MONITOR_DPI))
    dpi = USUAL_DPI;
  return dpi / ALGO_POINTS_PER_INCH;
}

static void
draw_preview (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  AlgoExportDialog *self = user_data;
  const double scale = get_scale (self);
  AlgoFigureSize size;
  AlgoFigure figure;
  AlgoStyle style;

  if (self->scene == NULL)
    return;
  figure = algo_export_dialog_get_figure (self);
  size = algo_export_dialog_get_size (self, &figure);
  if (!algo_figure_size_validate (&size, NULL))
    return;
  algo_figure_style_init (&style, gtk_spin_button_get_value (self->text_spin));
  cairo_translate (cr, MAX (floor ((width - size.width * scale) / 2), DESK),
                   MAX (floor ((height - size.height * scale) / 2), DESK));
  cairo_scale (cr, scale, scale);
  algo_style_paint_card (&style, cr, size.width, size.height);
  algo_figure_draw (&figure, cr, size.width, size.height, &style);
}

void
algo_export_dialog_show_preview (AlgoExportDialog *self)
{
  const double unit = get_unit (self), scale = get_scale (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  AlgoFigure figure = algo_export_dialog_get_figure (self);
  AlgoFigureSize size = algo_export_dialog_get_size (self, &figure);
  AlgoStyle style;

  if (!algo_figure_size_validate (&size, &error))
    {
      gtk_label_set_text (self->size_label, error->message);
      return;
    }
  self->updating++;
  if (gtk_check_button_get_active (self->natural_check))
    gtk_spin_button_set_value (self->height_spin, size.height / unit);
  self->updating--;
  gtk_drawing_area_set_content_width (self->preview, ceil (size.width * scale) + 2 * DESK);
  gtk_drawing_area_set_content_height (self->preview, ceil (size.height * scale) + 2 * DESK);
  algo_figure_style_init (&style, gtk_spin_button_get_value (self->text_spin));
  text = g_strdup_printf (_ ("%.1f × %.1f mm, shown at true size; text of %.3g to %.3g pt"),
                          size.width * ALGO_MM_PER_POINT, size.height * ALGO_MM_PER_POINT,
                          style.text_small, style.text_large);
  gtk_label_set_text (self->size_label, text);
  gtk_widget_queue_draw (GTK_WIDGET (self->preview));
}

void
algo_export_dialog_prepare_size (AlgoExportDialog *self)
{
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);
  guint count;
  const AlgoFigurePreset *presets = algo_figure_presets_get (&count);

  for (guint i = 0; i < count; i++)
    gtk_string_list_append (texts, _ (presets[i].journal));
  gtk_string_list_append (texts, _ ("Another size"));
  gtk_drop_down_set_model (self->preset_drop, G_LIST_MODEL (texts));
  gtk_drawing_area_set_draw_func (self->preview, draw_preview, self, NULL);
}

void
algo_export_dialog_bind_size (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_preset);
  gtk_widget_class_bind_template_callback (widget_class, on_width);
  gtk_widget_class_bind_template_callback (widget_class, on_unit);
}
