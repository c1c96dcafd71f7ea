/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/text.h"

#include <math.h>
#include <pango/pangocairo.h>

#define MAX_LAYOUTS 1024
#define DIGIT_WIDTH 0.64  /* of the size: DejaVu Sans, the widest in common use */
#define DIGIT_MIDDLE 0.36 /* half a digit's height, of the size */

/* From strings that say all of a layout to PangoLayout. */
static GPrivate thread_layouts = G_PRIVATE_INIT ((GDestroyNotify) g_hash_table_unref);

/* Unhinted metrics, so that text takes the same room on any surface, at any scale. */
static PangoContext *
text_context_new (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  return context;
}

static GHashTable *
text_get_layouts (void)
{
  if (g_private_get (&thread_layouts) == NULL)
    g_private_set (&thread_layouts,
                   g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref));
  return g_private_get (&thread_layouts);
}

static PangoLayout *
text_layout_new (const AlgoStyle *style,
                 const AlgoTextFormat *format,
                 double limit,
                 const char *text)
{
  PangoContext *context = text_context_new ();
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string (style->family);
  PangoAttrList *attributes;

  pango_font_description_set_absolute_size (font, format->size * PANGO_SCALE);
  if (format->weight == ALGO_TEXT_BOLD)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  g_object_unref (context);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (format->markup)
    pango_layout_set_markup (layout, text, -1);
  else
    pango_layout_set_text (layout, text, -1);
  attributes = pango_layout_get_attributes (layout);
  attributes = attributes != NULL ? pango_attr_list_ref (attributes) : pango_attr_list_new ();
  pango_attr_list_insert_before (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  if (limit > 0)
    {
      pango_layout_set_width (layout, (int) (limit * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return layout;
}

/* Borrowed from the thread's cache. */
static PangoLayout *
text_find_layout (const AlgoStyle *style,
                  const AlgoTextFormat *format,
                  double limit,
                  const char *text)
{
  GHashTable *layouts = text_get_layouts ();
  g_autofree char *key = g_strdup_printf ("%s\n%.4f %d %d %.1f\n%s", style->family, format->size,
                                          format->weight, format->markup, limit, text);
  PangoLayout *layout = g_hash_table_lookup (layouts, key);

  if (layout != NULL)
    return layout;
  if (g_hash_table_size (layouts) >= MAX_LAYOUTS)
    g_hash_table_remove_all (layouts);
  layout = text_layout_new (style, format, limit, text);
  g_hash_table_insert (layouts, g_steal_pointer (&key), layout);
  return layout;
}

static double
layout_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

/* Kept within the format's limit: plain text by an ellipsis, markup, which is mostly formulas, by a
 * smaller size. */
static PangoLayout *
text_fit_layout (const AlgoStyle *style,
                 const AlgoTextFormat *format,
                 const char *text,
                 double *width)
{
  PangoLayout *layout = text_find_layout (style, format, 0, text);
  AlgoTextFormat smaller = *format;

  *width = layout_width (layout);
  if (format->max_width <= 0 || *width <= format->max_width)
    return layout;
  smaller.size *= format->max_width / *width;
  if (format->markup)
    layout = text_find_layout (style, &smaller, 0, text);
  else
    layout = text_find_layout (style, format, format->max_width, text);
  *width = MIN (layout_width (layout), format->max_width);
  return layout;
}

double
algo_text_draw (cairo_t *cr,
                const AlgoStyle *style,
                const AlgoTextFormat *format,
                double x,
                double y,
                const char *text)
{
  double width;
  PangoLayout *layout = text_fit_layout (style, format, text, &width);
  double baseline = (double) pango_layout_get_baseline (layout) / PANGO_SCALE;

  cairo_save (cr);
  algo_colour_set_source (format->colour, cr);
  cairo_move_to (cr, x - format->align * width, y - baseline);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
  cairo_restore (cr);
  return width;
}

double
algo_text_draw_middle (cairo_t *cr,
                       const AlgoStyle *style,
                       const AlgoTextFormat *format,
                       double x,
                       double y,
                       const char *text)
{
  return algo_text_draw (cr, style, format, x, y + DIGIT_MIDDLE * format->size, text);
}

void
algo_text_draw_upwards (cairo_t *cr,
                        const AlgoStyle *style,
                        const AlgoTextFormat *format,
                        double x,
                        double y,
                        const char *text)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, -G_PI_2);
  algo_text_draw_middle (cr, style, format, 0, 0, text);
  cairo_restore (cr);
}

double
algo_text_width (const AlgoStyle *style, const AlgoTextFormat *format, const char *text)
{
  double width;

  text_fit_layout (style, format, text, &width);
  return width;
}

double
algo_text_room (double size, guint characters)
{
  return DIGIT_WIDTH * size * characters;
}

char *
algo_text_strip_markup (const char *markup)
{
  char *text = NULL;

  if (markup != NULL)
    pango_parse_markup (markup, -1, 0, NULL, &text, NULL, NULL);
  return text;
}

void
algo_text_draw_empty (cairo_t *cr,
                      const AlgoStyle *style,
                      double width,
                      double height,
                      const char *text)
{
  AlgoTextFormat format = {
    .size = style->text,
    .colour = style->dim,
    .align = 0.5,
    .max_width = width - 2 * style->gap,
  };

  if (format.max_width > 2 * style->text && height > style->text)
    algo_text_draw_middle (cr, style, &format, width / 2, height / 2, text);
}
