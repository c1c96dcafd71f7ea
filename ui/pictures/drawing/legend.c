/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/legend.h"

#include "ui/pictures/drawing/text.h"

#define WIDTH 1.3 /* of a sample, in heights of small text */
#define BAR 1.3   /* the height of shades, likewise */
#define BOX 0.8

double
algo_legend_line_height (const AlgoStyle *style)
{
  return 1.5 * style->text_small;
}

static double
get_gap (const AlgoStyle *style)
{
  return 0.75 * style->gap;
}

static AlgoTextFormat
make_format (const AlgoStyle *style)
{
  return (AlgoTextFormat){ .size = style->text_small, .colour = style->dim, .markup = TRUE };
}

static double
get_sample_width (const AlgoLegendEntry *entry, const AlgoStyle *style)
{
  const AlgoTextFormat format = make_format (style);
  const double width = (entry->width > 0 ? entry->width : WIDTH) * style->text_small;

  return entry->key == ALGO_KEY_SHADES
             ? algo_text_width (style, &format, entry->low) + get_gap (style) + width
             : width;
}

static void
draw_shades (const AlgoLegendEntry *entry, cairo_t *cr, const AlgoStyle *style, double x, double y)
{
  const AlgoTextFormat format = make_format (style);
  const double width = entry->width * style->text_small, height = BAR * style->text_small;

  x += algo_text_draw_middle (cr, style, &format, x, y, entry->low) + get_gap (style);
  for (guint i = 0; i < entry->n_shades; i++)
    {
      const double from = algo_style_snap (style, x + i * width / entry->n_shades);
      const double to = algo_style_snap (style, x + (i + 1) * width / entry->n_shades);

      algo_colour_fill (entry->shades[i], cr, from, y - height / 2,
                        to - from + (i + 1 < entry->n_shades ? style->cell_overlap : 0), height);
    }
}

static void
draw_sample (const AlgoLegendEntry *entry, cairo_t *cr, const AlgoStyle *style, double x, double y)
{
  const double width = get_sample_width (entry, style), height = BOX * style->text_small;
  const double dash[] = { 0.25 * width, 0.15 * width };

  cairo_save (cr);
  switch (entry->key)
    {
    case ALGO_KEY_SHADES:
      draw_shades (entry, cr, style, x, y);
      break;
    case ALGO_KEY_OWN:
      entry->draw (entry, cr, style,
                   &(AlgoArea){ x, y - BAR * style->text_small / 2, width,
                                BAR * style->text_small });
      break;
    case ALGO_KEY_DOT:
      algo_colour_set_source (entry->colour, cr);
      cairo_arc (cr, x + width / 2, y, 1.3 * style->line, 0, 2 * G_PI);
      cairo_fill (cr);
      break;
    case ALGO_KEY_BOX:
      algo_colour_fill (entry->colour, cr, x, y - height / 2, width, height);
      break;
    case ALGO_KEY_BAND:
      algo_colour_fill (algo_style_tint (style, entry->colour, 0.25), cr, x, y - height / 2, width,
                        height);
      algo_colour_draw_line (entry->colour, cr, style->line, x, y, x + width, y);
      break;
    case ALGO_KEY_DASHED:
      cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
      algo_colour_draw_line (entry->colour, cr, style->line, x, y, x + width, y);
      break;
    case ALGO_KEY_LINE:
    default:
      algo_colour_draw_line (entry->colour, cr, style->line, x, y, x + width, y);
      break;
    }
  cairo_restore (cr);
}

guint
algo_legend_draw_lines (cairo_t *cr,
                        const AlgoStyle *style,
                        double x,
                        double y,
                        double width,
                        double line_height,
                        guint max_lines,
                        const AlgoLegendEntry *entries,
                        guint n_entries)
{
  const AlgoTextFormat format = make_format (style);
  double at = x;
  guint line = 0;

  for (guint i = 0; i < n_entries; i++)
    {
      const char *label = entries[i].label;
      const double sample = get_sample_width (&entries[i], style) + get_gap (style);
      const double needed =
          sample + (label != NULL ? algo_text_width (style, &format, label) : -get_gap (style));
      double middle;

      if (at > x && at + needed > x + width)
        {
          at = x;
          line++;
        }
      if (line == max_lines)
        return line;
      if (at + needed > x + width)
        continue;
      middle = y + line * line_height;
      if (cr != NULL)
        draw_sample (&entries[i], cr, style, at, middle);
      if (cr != NULL && label != NULL)
        algo_text_draw_middle (cr, style, &format, at + sample, middle, label);
      at += needed + 1.5 * style->gap;
    }
  return n_entries > 0 ? line + 1 : 0;
}

guint
algo_legend_draw (cairo_t *cr,
                  const AlgoStyle *style,
                  double x,
                  double y,
                  double width,
                  guint max_lines,
                  const AlgoLegendEntry *entries,
                  guint n_entries)
{
  return algo_legend_draw_lines (cr, style, x, y, width, algo_legend_line_height (style), max_lines,
                                 entries, n_entries);
}
