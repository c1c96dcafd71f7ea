/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/colour.h"

#include <math.h>

typedef struct
{
  double lightness, a, b;
} Oklab;

static double
decode_gamma (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
encode_gamma (double value)
{
  value = CLAMP (value, 0, 1);
  return value <= 0.0031308 ? 12.92 * value : 1.055 * pow (value, 1 / 2.4) - 0.055;
}

/* The matrices are Ottosson's, as published at bottosson.github.io/posts/oklab. */
static Oklab
to_oklab (AlgoColour colour)
{
  double r = decode_gamma (colour.red);
  double g = decode_gamma (colour.green);
  double b = decode_gamma (colour.blue);
  double l = cbrt (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  double m = cbrt (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  double s = cbrt (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);

  return (Oklab){ 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                  1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                  0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s };
}

static AlgoColour
from_oklab (Oklab lab, double alpha)
{
  double l = lab.lightness + 0.3963377774 * lab.a + 0.2158037573 * lab.b;
  double m = lab.lightness - 0.1055613458 * lab.a - 0.0638541728 * lab.b;
  double s = lab.lightness - 0.0894841775 * lab.a - 1.2914855480 * lab.b;

  l = l * l * l;
  m = m * m * m;
  s = s * s * s;
  return (AlgoColour){ encode_gamma (4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                       encode_gamma (-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                       encode_gamma (-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s),
                       alpha };
}

AlgoColour
algo_colour_from_hex (guint32 hex)
{
  return (AlgoColour){ ((hex >> 16) & 0xff) / 255.0, ((hex >> 8) & 0xff) / 255.0,
                       (hex & 0xff) / 255.0, 1 };
}

AlgoColour
algo_colour_with_alpha (AlgoColour colour, double alpha)
{
  colour.alpha = alpha;
  return colour;
}

static Oklab
oklab_mix (Oklab a, Oklab b, double share)
{
  return (Oklab){ a.lightness + share * (b.lightness - a.lightness), a.a + share * (b.a - a.a),
                  a.b + share * (b.b - a.b) };
}

AlgoColour
algo_colour_mix (AlgoColour a, AlgoColour b, double share)
{
  share = CLAMP (share, 0, 1);
  return from_oklab (oklab_mix (to_oklab (a), to_oklab (b), share),
                     a.alpha + share * (b.alpha - a.alpha));
}

static double
luminance (AlgoColour colour)
{
  return 0.2126 * decode_gamma (colour.red) + 0.7152 * decode_gamma (colour.green)
         + 0.0722 * decode_gamma (colour.blue);
}

double
algo_colour_contrast (AlgoColour a, AlgoColour b)
{
  double first = luminance (a) + 0.05, second = luminance (b) + 0.05;

  return first > second ? first / second : second / first;
}

AlgoColour
algo_colour_contrasting (AlgoColour background)
{
  AlgoColour black = algo_colour_from_hex (0x000000), white = algo_colour_from_hex (0xffffff);

  return algo_colour_contrast (background, black) >= algo_colour_contrast (background, white)
             ? black
             : white;
}

void
algo_colour_set_source (AlgoColour colour, cairo_t *cr)
{
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
}

void
algo_colour_fill (AlgoColour colour, cairo_t *cr, double x, double y, double width, double height)
{
  algo_colour_set_source (colour, cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

void
algo_colour_draw_line (AlgoColour colour,
                       cairo_t *cr,
                       double line_width,
                       double x0,
                       double y0,
                       double x1,
                       double y1)
{
  algo_colour_set_source (colour, cr);
  cairo_set_line_width (cr, line_width);
  cairo_move_to (cr, x0, y0);
  cairo_line_to (cr, x1, y1);
  cairo_stroke (cr);
}

guint32
algo_colour_to_pixel (AlgoColour colour)
{
  guint32 red = (guint32) (colour.red * 255 + 0.5);
  guint32 green = (guint32) (colour.green * 255 + 0.5);
  guint32 blue = (guint32) (colour.blue * 255 + 0.5);

  return 0xff000000u | red << 16 | green << 8 | blue;
}

static AlgoColour
mix_through (Oklab zero, const Oklab side[2], double position)
{
  if (position < 0.5)
    return from_oklab (oklab_mix (zero, side[0], 2 * position), 1);
  return from_oklab (oklab_mix (side[0], side[1], 2 * position - 1), 1);
}

void
algo_ramp_init (AlgoRamp *ramp,
                AlgoColour zero,
                const AlgoColour negative[2],
                const AlgoColour positive[2])
{
  Oklab middle = to_oklab (zero);
  Oklab below[2] = { to_oklab (negative[0]), to_oklab (negative[1]) };
  Oklab above[2] = { to_oklab (positive[0]), to_oklab (positive[1]) };

  for (guint i = 0; i <= ALGO_RAMP_HALF; i++)
    {
      double position = (double) i / ALGO_RAMP_HALF;

      ramp->colours[ALGO_RAMP_HALF - i] = mix_through (middle, below, position);
      ramp->colours[ALGO_RAMP_HALF + i] = mix_through (middle, above, position);
    }
}

AlgoColour
algo_ramp_get (const AlgoRamp *ramp, double position)
{
  if (isnan (position))
    position = 0;
  position = CLAMP (position, -1, 1);
  return ramp->colours[ALGO_RAMP_HALF + (gint) lround (position * ALGO_RAMP_HALF)];
}
