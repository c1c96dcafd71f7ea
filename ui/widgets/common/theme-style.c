/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/common/theme-style.h"

/* The size of text at GTK's default font, Sans 10 at 96 dots an inch, in pixels. */
#define DEFAULT_TEXT (10 * 96 / 72.0)
#define BORDER_CONTRAST 2

static AlgoColour
from_rgba (const GdkRGBA *rgba)
{
  return (AlgoColour){ rgba->red, rgba->green, rgba->blue, rgba->alpha };
}

static double
brightness (const GdkRGBA *rgba)
{
  return 0.299 * rgba->red + 0.587 * rgba->green + 0.114 * rgba->blue;
}

/* Themes of high contrast, whatever their names, have borders that stand out: 2.5 and 4.2 in GTK's
 * own, where others have 1.3 and 1.7. */
static gboolean
is_high_contrast (GtkStyleContext *context, AlgoColour card)
{
  GdkRGBA borders;

  return gtk_style_context_lookup_color (context, "borders", &borders)
         && algo_colour_contrast (from_rgba (&borders), card) > BORDER_CONTRAST;
}

double
algo_text_scale_from_widget (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72;
  return size > 0 ? size / DEFAULT_TEXT : 1;
}

static void
use_font (AlgoStyle *style, GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  const char *family = pango_font_description_get_family (font);
  double scale = algo_text_scale_from_widget (widget);

  style->text *= scale;
  style->text_small *= scale;
  style->text_large *= scale;
  if (family != NULL)
    style->family = g_intern_string (family);
}

void
algo_style_init_from_widget (AlgoStyle *style, GtkWidget *widget)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA foreground, card;

  gtk_style_context_get_color (context, &foreground);
  algo_style_init (style, brightness (&foreground) > 0.5 ? ALGO_STYLE_DARK : ALGO_STYLE_LIGHT);
  style->foreground = from_rgba (&foreground);
  if (gtk_style_context_lookup_color (context, "theme_base_color", &card))
    style->card = from_rgba (&card);
  if (is_high_contrast (context, style->card))
    algo_style_raise_contrast (style);
  style->pixel = 1.0 / gtk_widget_get_scale_factor (widget);
  use_font (style, widget);
}
