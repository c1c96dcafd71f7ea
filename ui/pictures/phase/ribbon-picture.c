/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/phase/ribbon-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/axes.h"
#include "ui/pictures/history/grid-history.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-letters.h"
#include "ui/pictures/phase/phase-runs.h"
#include "ui/pictures/drawing/text.h"

#define SMALLEST_LETTER 0.45 /* of ordinary text; where it does not fit, there is none */

typedef struct
{
  AlgoAxis axis;
  AlgoArea strip;
  double title_y;
  double marker_x; /* not a number: none */
} Layout;

static Layout
layout_make (const AlgoRibbonPicture *picture, double width, double height, const AlgoStyle *style)
{
  double overshoot = MIN (style->gap / 2, height / 8); /* of the marker, above and below */
  double inset = picture->axis ? algo_text_room (style->text_small, 2) : picture->inset;
  double below = picture->axis ? style->gap / 2 + 1.4 * style->text_small + 1.5 * style->text : 0;
  Layout layout;

  inset = CLAMP (inset, 0, MAX (0, width / 2 - 1));
  layout.strip.x = algo_style_snap (style, inset);
  layout.strip.width = algo_style_snap (style, width - inset) - layout.strip.x;
  layout.strip.y = algo_style_snap (style, overshoot);
  layout.strip.height =
      algo_style_snap (style, MAX (height - below - overshoot, 0)) - layout.strip.y;
  layout.axis = (AlgoAxis){ .low = picture->range.from,
                            .high = picture->range.to,
                            .from = layout.strip.x,
                            .to = layout.strip.x + layout.strip.width };
  layout.title_y = height - 0.4 * style->text;
  layout.marker_x = NAN;
  if (picture->grid != NULL && isfinite (picture->log_beta))
    layout.marker_x =
        algo_style_snap (style, algo_axis_place_within (&layout.axis, picture->log_beta));
  return layout;
}

static AlgoColour
point_colour (const AlgoGridPoint *point, const AlgoStyle *style)
{
  return algo_phase_shade (style, point->phase, point->confidence);
}

static void
fill_run (const Layout *layout,
          cairo_t *cr,
          const AlgoStyle *style,
          const AlgoGrid *grid,
          const AlgoPhaseRun *run)
{
  double from = algo_style_snap (style, algo_axis_place (&layout->axis, run->low));
  double to = algo_style_snap (style, algo_axis_place (&layout->axis, run->high));
  cairo_pattern_t *gradient = cairo_pattern_create_linear (from, 0, to, 0);

  for (gsize i = run->first; i < run->end; i++)
    {
      AlgoColour colour = point_colour (&grid->points[i], style);
      double place = algo_axis_place (&layout->axis, grid->points[i].log_beta);

      cairo_pattern_add_color_stop_rgb (gradient, (place - from) / MAX (to - from, 1e-6),
                                        colour.red, colour.green, colour.blue);
    }
  cairo_rectangle (cr, from, layout->strip.y, to - from, layout->strip.height);
  cairo_set_source (cr, gradient);
  cairo_fill (cr);
  cairo_pattern_destroy (gradient);

  if (run->first > 0)
    {
      cairo_rectangle (cr, from - style->hairline / 2, layout->strip.y, style->hairline,
                       layout->strip.height);
      algo_colour_set_source (style->card, cr);
      cairo_fill (cr);
    }
}

static void
draw_letter (const Layout *layout,
             cairo_t *cr,
             const AlgoStyle *style,
             const AlgoGrid *grid,
             const AlgoPhaseRun *run)
{
  const AlgoPhaseLetter letter = {
    .phase = run->phase,
    .shade = point_colour (&grid->points[(run->first + run->end - 1) / 2], style),
    .size = MIN (style->text, 0.75 * layout->strip.height),
    .least = SMALLEST_LETTER * style->text,
    .from = algo_axis_place (&layout->axis, run->low),
    .to = algo_axis_place (&layout->axis, run->high),
    .margin = 3 * style->hairline,
    .line = layout->marker_x,
  };

  algo_phase_letter_fit (&letter, cr, style, layout->strip.y + layout->strip.height / 2);
}

static void
draw_runs (const Layout *layout, cairo_t *cr, const AlgoStyle *style, const AlgoGrid *grid)
{
  AlgoPhaseRun run = { 0 };

  while (run.end < ALGO_GRID)
    {
      run = algo_phase_run_of_grid (grid, run.end);
      fill_run (layout, cr, style, grid, &run);
      draw_letter (layout, cr, style, grid, &run);
    }
}

/* Corners are rounded a little, as controls are. */
static void
clip_strip (const Layout *layout, cairo_t *cr, const AlgoStyle *style)
{
  const AlgoArea *strip = &layout->strip;
  double radius = MIN (style->gap / 2, MIN (strip->width, strip->height) / 2);

  algo_style_add_rounded (cr, strip, radius);
  cairo_clip (cr);
}

static void
draw_strip (const AlgoRibbonPicture *picture,
            const Layout *layout,
            cairo_t *cr,
            const AlgoStyle *style)
{
  AlgoTextFormat format = { .size = MIN (style->text_small, 0.75 * layout->strip.height),
                            .colour = style->dim,
                            .align = 0.5,
                            .max_width = layout->strip.width - 2 * style->gap };

  cairo_save (cr);
  clip_strip (layout, cr, style);
  if (picture->grid != NULL)
    draw_runs (layout, cr, style, picture->grid);
  else
    {
      algo_colour_set_source (style->faint, cr);
      cairo_paint (cr);
      if (format.max_width > 4 * style->text)
        algo_text_draw_middle (cr, style, &format, layout->strip.x + layout->strip.width / 2,
                               layout->strip.y + layout->strip.height / 2, _ ("Not measured yet"));
    }
  cairo_restore (cr);
}

/* A line that shows on any colour: the foreground's between two of the card's. */
static void
draw_marker (const Layout *layout, cairo_t *cr, const AlgoStyle *style)
{
  const double x = layout->marker_x;
  const double bottom = 2 * layout->strip.y + layout->strip.height;

  if (isnan (x))
    return;
  algo_colour_draw_line (style->card, cr, 4 * style->hairline, x, 0, x, bottom);
  algo_colour_draw_line (style->foreground, cr, 2 * style->hairline, x, 0, x, bottom);
}

static void
draw_axis (const Layout *layout, cairo_t *cr, const AlgoStyle *style)
{
  AlgoTextFormat label = { .size = style->text_small, .colour = style->dim, .align = 0.5 };
  AlgoTextFormat title = {
    .size = style->text, .colour = style->dim, .align = 0.5, .markup = TRUE
  };
  double bottom = layout->strip.y + layout->strip.height;
  AlgoTicks ticks;

  algo_axis_find_ticks (&layout->axis, algo_text_room (style->text_small, 7), &ticks);
  cairo_set_line_width (cr, style->hairline);
  for (guint i = 0; i < ticks.count; i++)
    {
      double x = algo_axis_place (&layout->axis, ticks.values[i]);
      g_autofree char *text = algo_ticks_format (&layout->axis, &ticks, i);

      algo_colour_set_source (style->dim, cr);
      cairo_move_to (cr, algo_style_snap_line (style, x), bottom);
      cairo_line_to (cr, algo_style_snap_line (style, x), bottom + style->gap / 2);
      cairo_stroke (cr);
      algo_text_draw (cr, style, &label, x, bottom + style->gap / 2 + 1.1 * style->text_small,
                      text);
    }
  algo_text_draw (cr, style, &title, layout->strip.x + layout->strip.width / 2, layout->title_y,
                  _ ("log<sub>10</sub>\u2009\u03b2"));
}

void
algo_ribbon_picture_draw (const AlgoRibbonPicture *picture,
                          cairo_t *cr,
                          double width,
                          double height,
                          const AlgoStyle *style)
{
  Layout layout = layout_make (picture, width, height, style);

  if (layout.strip.width <= 0 || layout.strip.height <= 0)
    return;
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  draw_strip (picture, &layout, cr, style);
  if (picture->axis)
    draw_axis (&layout, cr, style);
  draw_marker (&layout, cr, style);
  cairo_restore (cr);
}

char *
algo_ribbon_picture_describe (const AlgoRibbonPicture *picture)
{
  if (picture->grid == NULL)
    return g_strdup (_ ("Not measured yet"));
  return algo_phase_runs_describe_grid (picture->grid);
}

double
algo_ribbon_picture_log_beta_at (const AlgoRibbonPicture *picture,
                                 double width,
                                 double height,
                                 const AlgoStyle *style,
                                 double x)
{
  Layout layout = layout_make (picture, width, height, style);

  if (layout.strip.width <= 0)
    return picture->range.from;
  return CLAMP (algo_axis_value (&layout.axis, x), picture->range.from, picture->range.to);
}

char *
algo_ribbon_picture_describe_point (const AlgoRibbonPicture *picture, double log_beta)
{
  if (picture->grid == NULL)
    return NULL;
  return algo_grid_point_describe (algo_grid_get_nearest (picture->grid, log_beta));
}
