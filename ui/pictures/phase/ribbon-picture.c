/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/phase/ribbon-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/history/grid-table.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-letters.h"
#include "ui/pictures/phase/phase-runs.h"

#define SMALLEST_LETTER 0.45 /* of ordinary text; where it does not fit, there is none */

/* The strip is the plot, whose y is not a scale. */
static AlgoPlot
place_strip (const AlgoRibbonPicture *picture, double width, double height, const AlgoStyle *style)
{
  const double overshoot = MIN (style->gap / 2, height / 8); /* of the marker, above and below */
  const double room = picture->axis ? algo_text_room (style->text_small, 2) : picture->inset;
  const double below =
      picture->axis ? style->gap / 2 + 1.4 * style->text_small + 1.5 * style->text : 0;
  const double inset = CLAMP (room, 0, MAX (0, width / 2 - 1));

  return (AlgoPlot){
    .x = { .low = picture->range.from,
           .high = picture->range.to,
           .from = algo_style_snap (style, inset),
           .to = algo_style_snap (style, width - inset) },
    .y = { .from = algo_style_snap (style, MAX (height - below - overshoot, 0)),
           .to = algo_style_snap (style, overshoot) },
    .x_labelled = TRUE,
    .x_titled = TRUE,
    .right = width,
  };
}

static AlgoColour
point_colour (const AlgoGridPoint *point, const AlgoStyle *style)
{
  return algo_phase_shade (style, point->phase, point->confidence);
}

static void
fill_run (const AlgoPlot *strip,
          cairo_t *cr,
          const AlgoStyle *style,
          const AlgoGrid *grid,
          const AlgoPhaseRun *run)
{
  const double from = algo_style_snap (style, algo_axis_place (&strip->x, run->low));
  const double to = algo_style_snap (style, algo_axis_place (&strip->x, run->high));
  const double height = strip->y.from - strip->y.to;
  cairo_pattern_t *gradient = cairo_pattern_create_linear (from, 0, to, 0);

  for (gsize i = run->first; i < run->end; i++)
    {
      const AlgoColour colour = point_colour (&grid->points[i], style);
      const double place = algo_axis_place (&strip->x, grid->points[i].log_beta);

      cairo_pattern_add_color_stop_rgb (gradient, (place - from) / MAX (to - from, 1e-6),
                                        colour.red, colour.green, colour.blue);
    }
  cairo_rectangle (cr, from, strip->y.to, to - from, height);
  cairo_set_source (cr, gradient);
  cairo_fill (cr);
  cairo_pattern_destroy (gradient);
  if (run->first > 0)
    algo_colour_fill (style->card, cr, from - style->hairline / 2, strip->y.to, style->hairline,
                      height);
}

static void
draw_letter (const AlgoPlot *strip,
             cairo_t *cr,
             const AlgoStyle *style,
             const AlgoGrid *grid,
             const AlgoPhaseRun *run,
             double marker_x)
{
  const AlgoPhaseLetter letter = {
    .phase = run->phase,
    .shade = point_colour (&grid->points[(run->first + run->end - 1) / 2], style),
    .size = MIN (style->text, 0.75 * (strip->y.from - strip->y.to)),
    .least = SMALLEST_LETTER * style->text,
    .from = algo_axis_place (&strip->x, run->low),
    .to = algo_axis_place (&strip->x, run->high),
    .margin = 3 * style->hairline,
    .line = marker_x,
  };

  algo_phase_letter_fit (&letter, cr, style, (strip->y.from + strip->y.to) / 2);
}

static void
draw_empty (const AlgoArea *area, cairo_t *cr, const AlgoStyle *style)
{
  const AlgoTextFormat format = { .size = MIN (style->text_small, 0.75 * area->height),
                                  .colour = style->dim,
                                  .align = 0.5,
                                  .max_width = area->width - 2 * style->gap };

  algo_colour_set_source (style->faint, cr);
  cairo_paint (cr);
  if (format.max_width > 4 * style->text)
    algo_text_draw_middle (cr, style, &format, area->x + area->width / 2,
                           area->y + area->height / 2, _ ("Not measured yet"));
}

void
algo_ribbon_picture_draw (const AlgoRibbonPicture *picture,
                          cairo_t *cr,
                          double width,
                          double height,
                          const AlgoStyle *style)
{
  const AlgoPlot strip = place_strip (picture, width, height, style);
  const AlgoArea area = algo_plot_get_area (&strip);
  const gboolean is_marked = picture->grid != NULL && isfinite (picture->log_beta);
  const double marker_x = algo_style_snap (
      style, algo_axis_place_within (&strip.x, is_marked ? picture->log_beta : (double) NAN));
  AlgoPhaseRun run = { .end = picture->grid != NULL ? 0 : ALGO_GRID };

  if (area.width <= 0 || area.height <= 0)
    return;
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_save (cr);
  /* Corners are rounded a little, as controls are. */
  algo_style_add_rounded (cr, &area, MIN (style->gap / 2, MIN (area.width, area.height) / 2));
  cairo_clip (cr);
  if (picture->grid == NULL)
    draw_empty (&area, cr, style);
  while (run.end < ALGO_GRID)
    {
      run = algo_phase_run_of_grid (picture->grid, run.end);
      fill_run (&strip, cr, style, picture->grid, &run);
      draw_letter (&strip, cr, style, picture->grid, &run, marker_x);
    }
  cairo_restore (cr);
  if (picture->axis)
    algo_plot_draw_x_axis (&strip, cr, style,
                           &(AlgoPlotText){ .x_title = _ ("log<sub>10</sub>\u2009\u03b2"),
                                            .x_characters = 7 });
  if (is_marked)
    {
      cairo_move_to (cr, marker_x, 0);
      cairo_line_to (cr, marker_x, strip.y.from + strip.y.to);
      algo_cursor_stroke (cr, style, 2 * style->hairline);
    }
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
  const AlgoPlot strip = place_strip (picture, width, height, style);

  if (strip.x.to <= strip.x.from)
    return picture->range.from;
  return CLAMP (algo_axis_value (&strip.x, x), picture->range.from, picture->range.to);
}

char *
algo_ribbon_picture_describe_point (const AlgoRibbonPicture *picture, double log_beta)
{
  if (picture->grid == NULL)
    return NULL;
  return algo_grid_point_describe (algo_grid_get_nearest (picture->grid, log_beta));
}

/* The panel of figures. */

static AlgoRibbonPicture
make_picture (const AlgoScene *scene)
{
  return (AlgoRibbonPicture){ .grid = algo_scene_get_grid (scene),
                              .range = scene->range,
                              .log_beta = scene->question.log_beta,
                              .axis = TRUE };
}

static gboolean
is_known (const AlgoScene *scene)
{
  return !scene->is_exhibit && algo_scene_get_grid (scene) != NULL;
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return algo_scene_get_grid (a) == algo_scene_get_grid (b)
         && a->question.log_beta == b->question.log_beta;
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoRibbonPicture picture = make_picture (frame->scene);

  algo_ribbon_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoRibbonPicture picture = make_picture (frame->scene);

  return algo_ribbon_picture_describe (&picture);
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoGrid *grid = algo_scene_get_grid (scene);

  algo_csv_add_names (csv, "log_beta", "phase", "confidence", "unexplained", "kl", NULL);
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      algo_csv_add_point (csv, &grid->points[i]);
      algo_csv_end_row (csv);
    }
}

const AlgoPanel algo_panel_ribbon = {
  .name = "ribbon",
  .title = N_ ("Phase over complexity"),
  .label = N_ ("Phases by complexity"),
  .needs = N_ ("a hypernetwork's parameters or a run"),
  .set = ALGO_PANEL_OF_FIGURES,
  .narrow = { 240, 34 },
  .wide = { 519, 36 },
  .share = 2,
  .in_layout = TRUE,
  .is_known = is_known,
  .draws_unknown = TRUE,
  .is_same = is_same,
  .get_basis = algo_grid_get_basis,
  .draw = draw,
  .describe = describe,
  .tabulate = tabulate,
};
