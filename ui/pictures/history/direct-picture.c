/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/direct-picture.h"

#include <glib/gi18n-lib.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/history/direct-plot.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/text.h"

#define BESIDE 1.7 /* widths to a height from which on weights and plot are beside each other */
#define WEIGHTS_SHARE 0.55 /* of the height or the width */
#define LEAST_PLOT 6.0     /* heights of text, below which there are only weights */

typedef struct
{
  AlgoArea heading, weights, plot;
  gboolean has_plot;
} Layout;

static Layout
layout_make (double width, double height, const AlgoStyle *style)
{
  const double gap = 2 * style->gap;
  const double heading = algo_style_snap (style, 1.7 * style->text);
  const double room = MAX (height - heading, 0);
  Layout layout = { .heading = { 0, 0, width, heading } };

  layout.weights = (AlgoArea){ 0, heading, width, room };
  layout.has_plot = room >= 2 * LEAST_PLOT * style->text || width > BESIDE * room;
  if (!layout.has_plot)
    return layout;
  layout.plot = layout.weights;
  if (width > BESIDE * room)
    {
      layout.weights.width = algo_style_snap (style, WEIGHTS_SHARE * (width - gap));
      layout.plot.x = layout.weights.width + gap;
      layout.plot.width = width - layout.plot.x;
    }
  else
    {
      layout.weights.height = algo_style_snap (style, WEIGHTS_SHARE * (room - gap));
      layout.plot.y = heading + layout.weights.height + gap;
      layout.plot.height = height - layout.plot.y;
    }
  return layout;
}

const AlgoDirectPoint *
algo_direct_picture_get_point (const AlgoDirectPicture *picture)
{
  if (picture->trajectory == NULL)
    return NULL;
  return algo_direct_trajectory_find (picture->trajectory, picture->step);
}

/* The weights picture, with the order that it borrows. */
typedef struct
{
  AlgoWeightsPicture picture;
  guint *order;
} Weights;

static void
weights_init (Weights *weights, const AlgoDirectPicture *picture)
{
  const AlgoNetwork *network = algo_direct_picture_get_point (picture)->network;

  *weights = (Weights){ .picture = { .network = network } };
  if (!picture->sorted)
    return;
  weights->order = algo_weights_sort (network);
  weights->picture.order = weights->order;
}

static void
weights_clear (Weights *weights)
{
  g_free (weights->order);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Weights, weights_clear)

static char *
make_note (const AlgoDirectPoint *point, gboolean headed)
{
  g_autofree char *unexplained = algo_number_format (point->unexplained);
  g_autofree char *step = algo_number_format_count (point->step);

  if (headed)
    return g_strdup_printf (_ ("step %s"), step);
  /* Translators: the fraction of variance unexplained, and a step of training */
  return g_strdup_printf (_ ("FVU %s · step %s"), unexplained, step);
}

/* "M  Mixed   FVU 0.0083 · step 4 000", after the phase's mark. */
static void
draw_heading (const AlgoDirectPicture *picture,
              cairo_t *cr,
              const AlgoStyle *style,
              const AlgoArea *area)
{
  const AlgoDirectPoint *point = algo_direct_picture_get_point (picture);
  const double middle = area->y + 0.7 * style->text, radius = 0.36 * style->text;
  AlgoTextFormat name = { .size = style->text,
                          .weight = ALGO_TEXT_BOLD,
                          .colour = style->foreground };
  AlgoTextFormat note = { .size = style->text_small, .colour = style->dim };
  g_autofree char *text = make_note (point, picture->headed);
  g_autofree char *heading = g_strdup_printf ("%s  %s", algo_phase_display_letter (point->phase),
                                              algo_phase_display_name (point->phase));
  double x = area->x + 0.5 * style->gap + radius;

  algo_phase_draw_mark (cr, style, point->phase, x, middle, radius);
  x += radius + style->gap;
  name.max_width = MAX (area->x + area->width - x, 0);
  x += algo_text_draw_middle (cr, style, &name, x, middle, heading) + 2 * style->gap;
  note.max_width = area->x + area->width - x;
  if (note.max_width > 4 * style->text_small)
    algo_text_draw_middle (cr, style, &note, x, middle, text);
}

void
algo_direct_picture_draw (const AlgoDirectPicture *picture,
                          cairo_t *cr,
                          double width,
                          double height,
                          const AlgoStyle *style)
{
  const Layout layout = layout_make (width, height, style);
  g_auto (Weights) weights = { 0 };
  AlgoDirectPlot plot;

  if (picture->trajectory == NULL)
    {
      algo_text_draw_empty (cr, style, width, height, _ ("Not measured yet"));
      return;
    }
  weights_init (&weights, picture);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  draw_heading (picture, cr, style, &layout.heading);
  if (layout.has_plot)
    {
      algo_direct_plot_init (&plot, picture, &layout.plot, style);
      algo_direct_plot_draw (&plot, cr);
    }
  cairo_translate (cr, layout.weights.x, layout.weights.y);
  algo_weights_picture_draw (&weights.picture, cr, layout.weights.width, layout.weights.height,
                             style);
  cairo_restore (cr);
}

gboolean
algo_direct_picture_pick (const AlgoDirectPicture *picture,
                          double width,
                          double height,
                          const AlgoStyle *style,
                          double x,
                          double y,
                          AlgoDirectPlace *place)
{
  const Layout layout = layout_make (width, height, style);
  g_auto (Weights) weights = { 0 };
  AlgoDirectPlot plot;

  if (picture->trajectory == NULL)
    return FALSE;
  if (layout.has_plot)
    {
      algo_direct_plot_init (&plot, picture, &layout.plot, style);
      place->is_step = algo_direct_plot_pick (&plot, x, y, &place->step);
      if (place->is_step)
        return TRUE;
    }
  place->is_step = FALSE;
  weights_init (&weights, picture);
  return algo_weights_picture_pick (&weights.picture, layout.weights.width, layout.weights.height,
                                    style, x - layout.weights.x, y - layout.weights.y,
                                    &place->cell);
}

gboolean
algo_direct_picture_locate (const AlgoDirectPicture *picture,
                            double width,
                            double height,
                            const AlgoStyle *style,
                            const AlgoDirectPlace *place,
                            AlgoArea *area)
{
  const Layout layout = layout_make (width, height, style);
  g_auto (Weights) weights = { 0 };
  AlgoDirectPlot plot;

  if (picture->trajectory == NULL)
    return FALSE;
  if (place->is_step)
    {
      if (!layout.has_plot)
        return FALSE;
      algo_direct_plot_init (&plot, picture, &layout.plot, style);
      algo_direct_plot_locate (&plot, place->step, area);
      return TRUE;
    }
  weights_init (&weights, picture);
  if (!algo_weights_picture_locate (&weights.picture, layout.weights.width, layout.weights.height,
                                    style, &place->cell, area))
    return FALSE;
  area->x += layout.weights.x;
  area->y += layout.weights.y;
  return TRUE;
}

void
algo_direct_picture_draw_cursor (const AlgoDirectPicture *picture,
                                 cairo_t *cr,
                                 double width,
                                 double height,
                                 const AlgoStyle *style)
{
  AlgoArea area;
  AlgoDirectPlot plot;
  Layout layout;

  if (picture->hover == NULL
      || !algo_direct_picture_locate (picture, width, height, style, picture->hover, &area))
    return;
  if (!picture->hover->is_step)
    {
      algo_cursor_draw_frame (cr, style, &area);
      return;
    }
  layout = layout_make (width, height, style);
  algo_direct_plot_init (&plot, picture, &layout.plot, style);
  algo_direct_plot_draw_cursor (&plot, cr, picture->hover->step);
}

/* Along the points of the trajectory. */
static AlgoDirectPlace
step_along (const AlgoDirectTrajectory *trajectory, guint64 step, gint right)
{
  const AlgoDirectPoint *point = algo_direct_trajectory_find (trajectory, (gint64) step);
  const gint index = (gint) (point - trajectory->points) + right;

  return (AlgoDirectPlace){
    .is_step = TRUE,
    .step = trajectory->points[CLAMP (index, 0, (gint) trajectory->n_points - 1)].step
  };
}

static gboolean
is_same_cell (const AlgoWeightsCell *a, const AlgoWeightsCell *b)
{
  return a->tensor == b->tensor && a->input == b->input && a->neuron == b->neuron;
}

AlgoDirectPlace
algo_direct_picture_step (const AlgoDirectPicture *picture,
                          double width,
                          double height,
                          const AlgoStyle *style,
                          const AlgoDirectPlace *place,
                          gint right,
                          gint down)
{
  const guint64 shown = algo_direct_picture_get_point (picture)->step;
  const gboolean has_plot = layout_make (width, height, style).has_plot;
  g_auto (Weights) weights = { 0 };
  AlgoDirectPlace next = { 0 };

  weights_init (&weights, picture);
  if (has_plot && place == NULL)
    return step_along (picture->trajectory, shown, 0);
  if (has_plot && place->is_step && down >= 0)
    return step_along (picture->trajectory, place->step, right);
  next.cell.neuron = weights.order != NULL ? weights.order[0] : 0;
  if (place == NULL)
    return next;
  if (place->is_step)
    {
      next.cell.tensor = ALGO_WEIGHTS_W1;
      return next;
    }
  next.cell = algo_weights_picture_step (&weights.picture, &place->cell, right, down);
  if (has_plot && down > 0 && is_same_cell (&next.cell, &place->cell))
    return step_along (picture->trajectory, shown, 0);
  return next;
}
