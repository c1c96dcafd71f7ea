/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/weights/comparison-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "ui/pictures/weights/comparison-parts.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/text.h"

#define BESIDE 2.2 /* widths to a height from which on the parts are beside each other */

void
algo_comparison_parts_init (AlgoComparisonParts *parts, const AlgoComparisonPicture *picture)
{
  const AlgoComparison *comparison = picture->comparison;
  const AlgoNetwork *first = comparison->first->network, *second = comparison->arranged;
  AlgoWeightsPicture *pictures = parts->pictures;

  memset (parts, 0, sizeof *parts);
  parts->order = g_new (guint, first->hidden);
  algo_weights_order_by_pinned (first, parts->order);
  if (comparison->partners == NULL)
    {
      parts->second_order = g_new (guint, second->hidden);
      algo_weights_order_by_pinned (second, parts->second_order);
    }
  algo_weights_scale_include (&parts->shared, first);
  algo_weights_scale_include (&parts->shared, second);
  if (comparison->difference != NULL)
    algo_weights_scale_include (&parts->own, comparison->difference);

  pictures[ALGO_COMPARED_FIRST] =
      (AlgoWeightsPicture){ .network = first, .order = parts->order, .scale = &parts->shared };
  pictures[ALGO_COMPARED_SECOND] = (AlgoWeightsPicture){
    .network = second,
    .order = parts->second_order != NULL ? parts->second_order : parts->order,
    .scale = &parts->shared,
    .named_by = parts->second_order != NULL ? NULL : first,
  };
  pictures[ALGO_COMPARED_DIFFERENCE] = (AlgoWeightsPicture){ .network = comparison->difference,
                                                             .order = parts->order,
                                                             .scale = &parts->own,
                                                             .difference = TRUE,
                                                             .named_by = first };
}

void
algo_comparison_parts_clear (AlgoComparisonParts *parts)
{
  g_clear_pointer (&parts->order, g_free);
  g_clear_pointer (&parts->second_order, g_free);
}

const char *
algo_comparison_get_name (const AlgoComparisonPicture *picture, AlgoCompared part)
{
  switch (part)
    {
    case ALGO_COMPARED_FIRST:
      return picture->first != NULL ? picture->first : "A";
    case ALGO_COMPARED_SECOND:
      return picture->second != NULL ? picture->second : "B";
    case ALGO_COMPARED_DIFFERENCE:
    default:
      return _ ("Difference");
    }
}

/* Of a part, heading and picture; `areas` (ALGO_N_COMPARED). */
static void
place_parts (double width, double height, const AlgoStyle *style, AlgoArea *areas)
{
  const double gap = 2 * style->gap;
  const gboolean beside = width > BESIDE * height;
  const double room = ((beside ? width : height) - (ALGO_N_COMPARED - 1) * gap) / ALGO_N_COMPARED;

  for (guint part = 0; part < ALGO_N_COMPARED; part++)
    {
      const double start = algo_style_snap (style, part * (room + gap));

      areas[part] =
          beside ? (AlgoArea){ start, 0, room, height } : (AlgoArea){ 0, start, width, room };
    }
}

/* Below the heading. */
static AlgoArea
get_body (const AlgoArea *area, const AlgoStyle *style)
{
  const double heading = algo_style_snap (style, 1.6 * style->text);

  return (AlgoArea){ area->x, area->y + heading, area->width, MAX (area->height - heading, 0) };
}

/* "Pudding + · FVU 0.0123", or what the difference is; in full or in short. */
static char *
make_note (const AlgoComparison *comparison, AlgoCompared part, gboolean full)
{
  const AlgoObservation *observation =
      part == ALGO_COMPARED_FIRST ? comparison->first : comparison->second;
  g_autofree char *number = NULL;

  if (part != ALGO_COMPARED_DIFFERENCE)
    {
      number = algo_number_format (observation->parameters.unexplained);
      /* Translators: a phase and the fraction of variance unexplained */
      return g_strdup_printf (_ ("%s · FVU %s"),
                              algo_phase_display_name (observation->classification.phase), number);
    }
  if (isnan (comparison->distance))
    return g_strdup (_ ("other inputs"));
  number = algo_number_format (comparison->distance);
  if (full && comparison->match == ALGO_MATCH_BEST)
    /* Translators: the variance of two outputs' difference; neurons are put in another order */
    return g_strdup_printf (_ ("%s of the variance · neurons matched"), number);
  return g_strdup_printf (_ ("%s of the variance"), number);
}

static void
draw_heading (const AlgoComparisonPicture *picture,
              cairo_t *cr,
              const AlgoStyle *style,
              AlgoCompared part,
              const AlgoArea *area)
{
  const AlgoComparison *comparison = picture->comparison;
  const AlgoObservation *observation =
      part == ALGO_COMPARED_FIRST ? comparison->first : comparison->second;
  AlgoTextFormat name = { .size = style->text,
                          .weight = ALGO_TEXT_BOLD,
                          .colour = style->foreground,
                          .max_width = area->width };
  AlgoTextFormat text = { .size = style->text, .colour = style->dim };
  g_autofree char *full = make_note (comparison, part, TRUE);
  g_autofree char *brief = make_note (comparison, part, FALSE);
  const double middle = area->y + 0.7 * style->text, radius = 0.36 * style->text;
  double x = area->x, room;
  gboolean fits;

  x +=
      algo_text_draw_middle (cr, style, &name, x, middle, algo_comparison_get_name (picture, part));
  x += 1.5 * style->gap;
  if (part != ALGO_COMPARED_DIFFERENCE)
    {
      algo_phase_draw_mark (cr, style, observation->classification.phase, x + radius, middle,
                            radius);
      x += 2 * radius + style->gap;
    }
  room = area->x + area->width - x;
  fits = algo_text_width (style, &text, full) <= room;
  text.max_width = room;
  if (room > 2 * style->text)
    algo_text_draw_middle (cr, style, &text, x, middle, fits ? full : brief);
}

static void
draw_body (const AlgoWeightsPicture *weights,
           cairo_t *cr,
           const AlgoStyle *style,
           const AlgoArea *body)
{
  cairo_save (cr);
  cairo_translate (cr, body->x, body->y);
  if (weights->network != NULL)
    algo_weights_picture_draw (weights, cr, body->width, body->height, style);
  else
    algo_text_draw_empty (cr, style, body->width, body->height,
                          _ ("Networks of other sizes: no difference of their weights"));
  cairo_restore (cr);
}

/* In all that have the same weight. */
static void
set_hover (AlgoComparisonParts *parts, const AlgoComparedCell *hover)
{
  const gboolean together = parts->second_order == NULL;

  for (guint part = 0; part < ALGO_N_COMPARED; part++)
    if (together || part == hover->part)
      parts->pictures[part].hover = &hover->cell;
}

void
algo_comparison_picture_draw (const AlgoComparisonPicture *picture,
                              cairo_t *cr,
                              double width,
                              double height,
                              const AlgoStyle *style)
{
  g_auto (AlgoComparisonParts) parts = { 0 };
  AlgoArea areas[ALGO_N_COMPARED];

  if (picture->comparison == NULL)
    {
      algo_text_draw_empty (cr, style, width, height,
                            _ ("Keep a network, to compare others with it"));
      return;
    }
  algo_comparison_parts_init (&parts, picture);
  if (picture->hover != NULL)
    set_hover (&parts, picture->hover);
  place_parts (width, height, style, areas);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  for (guint part = 0; part < ALGO_N_COMPARED; part++)
    {
      const AlgoArea body = get_body (&areas[part], style);

      draw_heading (picture, cr, style, (AlgoCompared) part, &areas[part]);
      draw_body (&parts.pictures[part], cr, style, &body);
    }
  cairo_restore (cr);
}

gboolean
algo_comparison_picture_pick (const AlgoComparisonPicture *picture,
                              double width,
                              double height,
                              const AlgoStyle *style,
                              double x,
                              double y,
                              AlgoComparedCell *cell)
{
  g_auto (AlgoComparisonParts) parts = { 0 };
  AlgoArea areas[ALGO_N_COMPARED];

  if (picture->comparison == NULL)
    return FALSE;
  algo_comparison_parts_init (&parts, picture);
  place_parts (width, height, style, areas);
  for (guint part = 0; part < ALGO_N_COMPARED; part++)
    {
      const AlgoArea body = get_body (&areas[part], style);

      cell->part = (AlgoCompared) part;
      if (algo_weights_picture_pick (&parts.pictures[part], body.width, body.height, style,
                                     x - body.x, y - body.y, &cell->cell))
        return TRUE;
    }
  return FALSE;
}

gboolean
algo_comparison_picture_locate (const AlgoComparisonPicture *picture,
                                double width,
                                double height,
                                const AlgoStyle *style,
                                const AlgoComparedCell *cell,
                                AlgoArea *area)
{
  g_auto (AlgoComparisonParts) parts = { 0 };
  AlgoArea areas[ALGO_N_COMPARED];
  AlgoArea body;

  if (picture->comparison == NULL || cell->part >= ALGO_N_COMPARED)
    return FALSE;
  algo_comparison_parts_init (&parts, picture);
  place_parts (width, height, style, areas);
  body = get_body (&areas[cell->part], style);
  if (!algo_weights_picture_locate (&parts.pictures[cell->part], body.width, body.height, style,
                                    &cell->cell, area))
    return FALSE;
  area->x += body.x;
  area->y += body.y;
  return TRUE;
}

AlgoComparedCell
algo_comparison_picture_first (const AlgoComparisonPicture *picture)
{
  g_auto (AlgoComparisonParts) parts = { 0 };

  algo_comparison_parts_init (&parts, picture);
  return (AlgoComparedCell){ .cell.neuron = parts.order[0] };
}

AlgoComparedCell
algo_comparison_picture_step (const AlgoComparisonPicture *picture,
                              const AlgoComparedCell *cell,
                              gint right,
                              gint down)
{
  g_auto (AlgoComparisonParts) parts = { 0 };
  AlgoComparedCell to = *cell;
  gint next = (gint) cell->part + (down > 0) - (down < 0);

  algo_comparison_parts_init (&parts, picture);
  to.cell = algo_weights_picture_step (&parts.pictures[cell->part], &cell->cell, right, down);
  if (down == 0 || to.cell.tensor != cell->cell.tensor || to.cell.input != cell->cell.input)
    return to;
  /* There is no further row: on to the next network's first, or to the last of the one before. */
  if (next < 0 || next >= ALGO_N_COMPARED || parts.pictures[next].network == NULL)
    return to;
  to.part = (AlgoCompared) next;
  to.cell =
      (AlgoWeightsCell){ .tensor = down > 0 ? ALGO_WEIGHTS_W0 : ALGO_WEIGHTS_B1,
                         .neuron = parts.second_order == NULL ? cell->cell.neuron
                                                              : parts.pictures[next].order[0] };
  return to;
}
