/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/generalisation-panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/labels.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-text.h"

#define Y_CHARACTERS 4 /* "10⁻³" */
#define LOWEST 1e-5    /* what FVU is drawn from, and to: beyond, a mark stands at the edge */
#define HIGHEST 100.0
#define MARK_SPACING 2.3 /* in radii of a mark */

const AlgoSizePoint *
algo_generalisation_find (const AlgoGeneralisation *generalisation, guint inputs)
{
  const AlgoSizePoint *point;

  if (inputs < ALGO_MIN_INPUTS || inputs > ALGO_MAX_INPUTS)
    return NULL;
  point = &generalisation->points[inputs - ALGO_MIN_INPUTS];
  return point->known ? point : NULL;
}

static void
set_ranges (AlgoGeneralisationCurve *self)
{
  AlgoAxis *y = &self->plot.y;

  /* Half a size more at either end, so that marks stand clear of it. */
  self->plot.x = (AlgoAxis){ .kind = ALGO_AXIS_LOG,
                             .low = ALGO_MIN_INPUTS * 0.9,
                             .high = ALGO_MAX_INPUTS * 1.1 };
  *y = (AlgoAxis){ .kind = ALGO_AXIS_LOG, .low = 0.01, .high = 1 };
  for (guint i = 0; i < ALGO_SIZES; i++)
    if (self->generalisation->points[i].known)
      algo_axis_include_within (y, self->generalisation->points[i].unexplained, LOWEST, HIGHEST);
  algo_axis_round_ends (y);
}

void
algo_generalisation_curve_init (AlgoGeneralisationCurve *self,
                                const AlgoGeneralisation *generalisation,
                                const AlgoArea *area,
                                const AlgoStyle *style)
{
  *self = (AlgoGeneralisationCurve){
    .generalisation = generalisation,
    .style = style,
    .radius = 0.33 * style->text,
    .text = { .x_title = _ ("inputs <i>n</i>"), .y_title = _ ("FVU"), .y_characters = Y_CHARACTERS }
  };
  set_ranges (self);
  algo_plot_place (&self->plot, area, &self->text, style);
}

static void
find_places (const AlgoGeneralisationCurve *self, double *x, double *y)
{
  for (guint i = 0; i < ALGO_SIZES; i++)
    {
      const AlgoSizePoint *point = &self->generalisation->points[i];

      x[i] = algo_axis_place (&self->plot.x, ALGO_MIN_INPUTS + i);
      y[i] =
          point->known ? algo_axis_place_within (&self->plot.y, point->unexplained) : (double) NAN;
    }
}

void
algo_generalisation_draw_trained (const AlgoPlot *plot,
                                  cairo_t *cr,
                                  const AlgoStyle *style,
                                  guint least,
                                  guint most,
                                  AlgoColour colour)
{
  const AlgoTextFormat format = { .size = style->text_small, .colour = style->dim, .align = 0.5 };
  double from = algo_style_snap (style, algo_axis_place (&plot->x, least - 0.5));
  double to = algo_style_snap (style, algo_axis_place (&plot->x, most + 0.5));

  if (least < 1 || most < least)
    return;
  from = MAX (from, plot->x.from);
  to = MIN (to, plot->x.to);
  algo_colour_set_source (colour, cr);
  cairo_rectangle (cr, from, plot->y.to, to - from, plot->y.from - plot->y.to);
  cairo_fill (cr);
  if (plot->y_labelled && to - from > algo_text_width (style, &format, _ ("trained on")))
    algo_text_draw_middle (cr, style, &format, (from + to) / 2,
                           plot->y.to + 0.9 * style->text_small, _ ("trained on"));
}

/* The range over draws of each size, and a line through the medians that are known. */
static void
draw_line (const AlgoGeneralisationCurve *self, cairo_t *cr, const double *x, const double *y)
{
  const AlgoStyle *style = self->style;
  double known_x[ALGO_SIZES], known_y[ALGO_SIZES];
  guint known = 0;

  cairo_set_line_width (cr, style->hairline);
  algo_colour_set_source (algo_style_tint (style, style->foreground, 0.35), cr);
  for (guint i = 0; i < ALGO_SIZES; i++)
    {
      const AlgoSizePoint *point = &self->generalisation->points[i];
      const double least = algo_axis_place_within (&self->plot.y, point->least_unexplained);
      const double most = algo_axis_place_within (&self->plot.y, point->most_unexplained);

      if (!isfinite (y[i]))
        continue;
      known_x[known] = x[i];
      known_y[known++] = y[i];
      if (!isfinite (least) || !isfinite (most))
        continue;
      cairo_move_to (cr, x[i], least);
      cairo_line_to (cr, x[i], most);
    }
  cairo_stroke (cr);
  if (known < 2)
    return;
  algo_colour_set_source (style->dim, cr);
  cairo_set_line_width (cr, style->line);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  algo_plot_add_curve (cr, style, known_x, known_y, known);
  cairo_stroke (cr);
}

/* Marks at as many sizes as stand clear of each other, the coarse ones first. Where the phase is
 * another than at the mark before, its letter. */
static void
draw_marks (const AlgoGeneralisationCurve *self, cairo_t *cr, const double *x, const double *y)
{
  const AlgoStyle *style = self->style;
  AlgoTextFormat format = { .size = style->text_small,
                            .weight = ALGO_TEXT_BOLD,
                            .colour = style->foreground };
  gboolean marked[ALGO_SIZES] = { FALSE };
  AlgoLabels labels;
  gint before = -1;

  for (guint order = 0; order < ALGO_SIZES; order++)
    {
      const guint i = algo_generalisation_size (order) - ALGO_MIN_INPUTS;

      marked[i] = isfinite (y[i]);
      for (guint k = 0; k < ALGO_SIZES && marked[i]; k++)
        if (k != i && marked[k] && fabs (x[k] - x[i]) < MARK_SPACING * self->radius)
          marked[i] = FALSE;
    }
  algo_labels_init (&labels, &self->plot, x, y, ALGO_SIZES, self->radius);
  for (guint i = 0; i < ALGO_SIZES; i++)
    if (marked[i])
      algo_phase_draw_mark (cr, style, self->generalisation->points[i].phase, x[i], y[i],
                            self->radius);
  for (guint i = 0; i < ALGO_SIZES; i++)
    if (marked[i])
      {
        const AlgoPhase phase = self->generalisation->points[i].phase;

        if (before != (gint) phase)
          algo_labels_draw (&labels, cr, style, &format, x[i], y[i],
                            algo_phase_display_letter (phase));
        before = (gint) phase;
      }
}

void
algo_generalisation_curve_draw (const AlgoGeneralisationCurve *self, cairo_t *cr, guint inputs)
{
  const AlgoStyle *style = self->style;
  double x[ALGO_SIZES], y[ALGO_SIZES];

  find_places (self, x, y);
  algo_generalisation_draw_trained (&self->plot, cr, style, self->generalisation->least,
                                    self->generalisation->most,
                                    algo_style_tint (style, style->accent, 0.1));
  algo_plot_draw_frame (&self->plot, cr, style, &self->text);
  algo_plot_draw_level (&self->plot, cr, style, 1, style->dim); /* FVU of a constant guess */
  if (inputs > 0)
    algo_cursor_draw_lines (cr, style, &self->plot, algo_axis_place (&self->plot.x, inputs), NAN);
  draw_line (self, cr, x, y);
  draw_marks (self, cr, x, y);
}

AlgoArea
algo_generalisation_curve_locate (const AlgoGeneralisationCurve *self, guint inputs)
{
  const AlgoSizePoint *point = algo_generalisation_find (self->generalisation, inputs);
  const double y =
      point != NULL ? algo_axis_place_within (&self->plot.y, point->unexplained) : (double) NAN;

  return (AlgoArea){ algo_axis_place (&self->plot.x, inputs), isfinite (y) ? y : self->plot.y.from,
                     0, 0 };
}
