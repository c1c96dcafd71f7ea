/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/style.h"

#include <math.h>

#include "engine/analysis/phases.h"

#define HIGH_CONTRAST 4.5 /* as WCAG 2 asks of text */

/* Weights: a blue and a red of the same lightness at either step (after ColorBrewer's RdBu), which
 * grow darker from a light card and lighter from a dark one. */
typedef struct
{
  guint32 foreground, dim, faint, card, accent;
  guint32 negative[2], positive[2];
  guint32 band[ALGO_STYLE_BANDS];
  guint32 neuron[ALGO_STYLE_NEURONS];
} Palette;

static const Palette light_palette = {
  .foreground = 0x241f31,
  .dim = 0x5e5c64,
  .faint = 0xe4e4e8,
  .card = 0xffffff,
  .accent = 0x1c71d8,
  .negative = { 0x4393c3, 0x053061 },
  .positive = { 0xd6604d, 0x67001f },
  .band = { 0x3b1f6b, 0x2a67a8, 0x259b8a, 0xa9a318 },
  .neuron = { 0x1f8a5b, 0x6f6e77, 0xe5a50a },
};

static const Palette dark_palette = {
  .foreground = 0xf2f2f4,
  .dim = 0xb4b3ba,
  .faint = 0x47474d,
  .card = 0x2d2d30,
  .accent = 0x78aeed,
  .negative = { 0x3a7fc4, 0xb3dcff },
  .positive = { 0xc8504a, 0xffc9b5 },
  .band = { 0xa98fec, 0x5aa7ea, 0x4ccdb4, 0xddd44c },
  .neuron = { 0x57d195, 0xb4b3ba, 0xf5c84a },
};

static void
style_set_palette (AlgoStyle *style, const Palette *palette)
{
  style->foreground = algo_colour_from_hex (palette->foreground);
  style->dim = algo_colour_from_hex (palette->dim);
  style->faint = algo_colour_from_hex (palette->faint);
  style->card = algo_colour_from_hex (palette->card);
  style->accent = algo_colour_from_hex (palette->accent);
  for (guint i = 0; i < 2; i++)
    {
      style->negative[i] = algo_colour_from_hex (palette->negative[i]);
      style->positive[i] = algo_colour_from_hex (palette->positive[i]);
    }
  for (guint i = 0; i < ALGO_STYLE_BANDS; i++)
    style->band[i] = algo_colour_from_hex (palette->band[i]);
  for (guint i = 0; i < ALGO_STYLE_NEURONS; i++)
    style->neuron[i] = algo_colour_from_hex (palette->neuron[i]);
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    style->phase[phase] = algo_phase_rows[phase].colour == ALGO_COLOUR_OF_TEXT
                              ? style->foreground
                              : algo_colour_from_hex (algo_phase_rows[phase].colour);
}

static const AlgoStyle screen_sizes = {
  .family = "sans-serif",
  .text = 12,
  .text_small = 10.5,
  .text_large = 20,
  .hairline = 1,
  .line = 1.5,
  .gap = 6,
  .pixel = 1,
};

static const AlgoStyle figure_sizes = {
  .family = "Helvetica, Arial, Liberation Sans, Nimbus Sans, DejaVu Sans, sans-serif",
  .text = 6,
  .text_small = 5,
  .text_large = 7,
  .hairline = 0.4,
  .line = 0.75,
  .gap = 3,
  .cell_overlap = 2,
};

void
algo_style_init (AlgoStyle *style, AlgoStyleVariant variant)
{
  *style = variant == ALGO_STYLE_FIGURE ? figure_sizes : screen_sizes;
  style_set_palette (style, variant == ALGO_STYLE_DARK ? &dark_palette : &light_palette);
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
