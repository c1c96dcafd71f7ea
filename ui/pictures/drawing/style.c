/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/style.h"

#include <math.h>

#include "engine/analysis/phases.h"

#define HIGH_CONTRAST 4.5 /* as WCAG 2 asks of text */

/* As algo_colour_from_hex(), of constants. */
#define HEX(hex)                                                                                   \
  {                                                                                                \
    ((hex) >> 16) / 255.0, ((hex) >> 8 & 0xff) / 255.0, ((hex) &0xff) / 255.0, 1                   \
  }

#define HEX(hex)                                                                                   \
  {                                                                                                \
    ((hex) >> 16) / 255.0, ((hex) >> 8 & 0xff) / 255.0, ((hex) &0xff) / 255.0, 1                   \
  }

/* Weights: a blue and a red of the same lightness at either step (after ColorBrewer's RdBu), which
 * grow darker from a light card and lighter from a dark one. */
static const AlgoStyle light = {
  .foreground = HEX (0x241f31),
  .dim = HEX (0x5e5c64),
  .faint = HEX (0xe4e4e8),
  .card = HEX (0xffffff),
  .accent = HEX (0x1c71d8),
  .negative = { HEX (0x4393c3), HEX (0x053061) },
  .positive = { HEX (0xd6604d), HEX (0x67001f) },
  .band = { HEX (0x3b1f6b), HEX (0x2a67a8), HEX (0x259b8a), HEX (0xa9a318) },
  .neuron = { HEX (0x1f8a5b), HEX (0x6f6e77), HEX (0xe5a50a) },
};

static const AlgoStyle dark = {
  .foreground = HEX (0xf2f2f4),
  .dim = HEX (0xb4b3ba),
  .faint = HEX (0x47474d),
  .card = HEX (0x2d2d30),
  .accent = HEX (0x78aeed),
  .negative = { HEX (0x3a7fc4), HEX (0xb3dcff) },
  .positive = { HEX (0xc8504a), HEX (0xffc9b5) },
  .band = { HEX (0xa98fec), HEX (0x5aa7ea), HEX (0x4ccdb4), HEX (0xddd44c) },
  .neuron = { HEX (0x57d195), HEX (0xb4b3ba), HEX (0xf5c84a) },
};

static void
set_screen_sizes (AlgoStyle *style)
{
  style->family = "sans-serif";
  style->text = 12;
  style->text_small = 10.5;
  style->text_large = 20;
  style->hairline = 1;
  style->line = 1.5;
  style->gap = 6;
  style->pixel = 1;
}

static void
set_figure_sizes (AlgoStyle *style)
{
  style->family = "Helvetica, Arial, Liberation Sans, Nimbus Sans, DejaVu Sans, sans-serif";
  style->text = 6;
  style->text_small = 5;
  style->text_large = 7;
  style->hairline = 0.4;
  style->line = 0.75;
  style->gap = 3;
  style->cell_overlap = 2;
}

void
algo_style_init (AlgoStyle *style, AlgoStyleVariant variant)
{
  *style = variant == ALGO_STYLE_DARK ? dark : light;
  (variant == ALGO_STYLE_FIGURE ? set_figure_sizes : set_screen_sizes) (style);
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    style->phase[phase] = algo_phase_rows[phase].colour == ALGO_COLOUR_OF_TEXT
                              ? style->foreground
                              : algo_colour_from_hex (algo_phase_rows[phase].colour);
}

/* As much of the foreground in it as makes it stand out. */
static void
strengthen (const AlgoStyle *style, AlgoColour *colour)
{
  AlgoColour before = *colour;

  for (guint share = 1; share <= 10 && algo_colour_contrast (*colour, style->card) < HIGH_CONTRAST;
       share++)
    *colour = algo_colour_mix (before, style->foreground, share / 10.0);
}

void
algo_style_raise_contrast (AlgoStyle *style)
{
  style->dim = style->foreground;
  style->faint = algo_colour_mix (style->card, style->foreground, 0.22);
  style->hairline *= 1.5;
  strengthen (style, &style->accent);
  for (guint i = 0; i < ALGO_STYLE_BANDS; i++)
    strengthen (style, &style->band[i]);
  for (guint i = 0; i < ALGO_STYLE_NEURONS; i++)
    strengthen (style, &style->neuron[i]);
}

void
algo_style_set_text_size (AlgoStyle *style, double text)
{
  const double factor = text / style->text;

  style->text *= factor;
  style->text_small *= factor;
  style->text_large *= factor;
}

void
algo_style_magnify (AlgoStyle *style, double times)
{
  algo_style_set_text_size (style, times * style->text);
  style->line *= times;
  style->gap *= times;
}

AlgoColour
algo_style_phase_colour (const AlgoStyle *style, AlgoPhase phase)
{
  return phase < ALGO_N_PHASES ? style->phase[phase] : style->foreground;
}

/* As transparency mixes: in sRGB. */
AlgoColour
algo_style_tint (const AlgoStyle *style, AlgoColour colour, double share)
{
  const AlgoColour *card = &style->card;

  if (!style->opaque)
    return algo_colour_with_alpha (colour, share);
  return (AlgoColour){ .red = card->red + share * (colour.red - card->red),
                       .green = card->green + share * (colour.green - card->green),
                       .blue = card->blue + share * (colour.blue - card->blue),
                       .alpha = 1 };
}

double
algo_style_snap (const AlgoStyle *style, double value)
{
  return style->pixel > 0 ? round (value / style->pixel) * style->pixel : value;
}

double
algo_style_snap_line (const AlgoStyle *style, double value)
{
  return style->pixel > 0 ? (floor (value / style->pixel) + 0.5) * style->pixel : value;
}

void
algo_style_add_rounded (cairo_t *cr, const AlgoArea *area, double radius)
{
  double right = area->x + area->width - radius;
  double bottom = area->y + area->height - radius;

  cairo_new_sub_path (cr);
  cairo_arc (cr, right, area->y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, right, bottom, radius, 0, G_PI_2);
  cairo_arc (cr, area->x + radius, bottom, radius, G_PI_2, G_PI);
  cairo_arc (cr, area->x + radius, area->y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

void
algo_style_paint_card (const AlgoStyle *style, cairo_t *cr, double width, double height)
{
  cairo_save (cr);
  algo_colour_fill (style->card, cr, 0, 0, width, height);
  cairo_restore (cr);
}

void
algo_style_paint_pixels (const AlgoStyle *style,
                         cairo_t *cr,
                         cairo_surface_t *image,
                         double x,
                         double y)
{
  cairo_surface_mark_dirty (image);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, style->pixel, style->pixel);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
}
