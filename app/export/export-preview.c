/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preview: a page that is as large on the screen as it will be on paper. */
#include "app/export/export-dialog-private.h"

#include <glib/gi18n-lib.h>

#define DESK 24              /* pixels around the page */
#define LEAST_MONITOR_DPI 50 /* what monitors say of their size is not always so */
#define MOST_MONITOR_DPI 400
#define USUAL_DPI 96

/* Pixels for a point of paper, so that a figure on the screen is as large as it will be there. */
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
  const double unit = algo_export_dialog_get_unit (self), scale = get_scale (self);
  const gboolean natural = gtk_check_button_get_active (self->natural_check);
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
  if (natural)
    gtk_spin_button_set_value (self->height_spin, size.height / unit);
  self->updating--;
  gtk_widget_set_sensitive (GTK_WIDGET (self->height_spin), !natural);
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
algo_export_dialog_prepare_preview (AlgoExportDialog *self)
{
  gtk_drawing_area_set_draw_func (self->preview, draw_preview, self, NULL);
}
