/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/weights/weights-layout.h"

#include <math.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/marks.h"

#define LEAST_DISC 4.0  /* hairlines: a narrower column has no disc */
#define LEAST_HATCH 7.0 /* and a narrower one no room for hatching */

/* The ablated neuron's column, or FALSE. */
static gboolean
find_ablated (const AlgoWeightsLayout *layout, guint column, AlgoArea *area)
{
  const AlgoWeightsPicture *picture = layout->picture;

  if (picture->difference
      || !algo_network_is_ablated (picture->network,
                                   algo_weights_picture_find_neuron (picture, column)))
    return FALSE;
  *area = algo_weights_layout_cell (layout, ALGO_WEIGHTS_NEURON, 0, column);
  area->height -= layout->area[ALGO_WEIGHTS_W0].y - area->y;
  area->y = layout->area[ALGO_WEIGHTS_W0].y;
  return TRUE;
}

/* Lines where x + y is a multiple of the spacing, so that they go on from column to column. */
static void
hatch (cairo_t *cr, const AlgoStyle *style, const AlgoArea *area, double spacing)
{
  const double first = spacing * ceil ((area->x + area->y) / spacing) - area->x;
  const double bottom = area->y + area->height;

  cairo_save (cr);
  cairo_rectangle (cr, area->x, area->y, area->width, area->height);
  cairo_clip (cr);
  for (double y = first; y < bottom + area->width; y += spacing)
    {
      cairo_move_to (cr, area->x, y);
      cairo_rel_line_to (cr, area->width, -area->width);
    }
  algo_cursor_stroke (cr, style, style->hairline);
  cairo_restore (cr);
}

static void
strike (cairo_t *cr, const AlgoStyle *style, const AlgoArea *area)
{
  const double x = algo_style_snap_line (style, area->x + area->width / 2);

  cairo_move_to (cr, x, area->y);
  cairo_line_to (cr, x, area->y + area->height);
  algo_cursor_stroke (cr, style, style->hairline);
}

void
algo_weights_draw_ablated (const AlgoWeightsLayout *layout, cairo_t *cr)
{
  const AlgoStyle *style = layout->style;
  const double width = layout->area[ALGO_WEIGHTS_W0].width / layout->hidden;
  /* Wider where columns are, not to hide what is below. */
  const double spacing = 1.5 * style->gap + MIN (0.3 * width, 2 * style->gap);
  AlgoArea area;

  for (guint column = 0; column < layout->hidden; column++)
    if (find_ablated (layout, column, &area))
      {
        if (width < LEAST_HATCH * style->hairline)
          strike (cr, style, &area);
        else
          hatch (cr, style, &area, spacing);
      }
}

static void
draw_cross (cairo_t *cr, const AlgoStyle *style, double x, double y, double radius)
{
  algo_colour_set_source (style->foreground, cr);
  cairo_set_line_width (cr, style->line);
  for (gint slope = -1; slope <= 1; slope += 2)
    {
      cairo_move_to (cr, x - radius, y - slope * radius);
      cairo_line_to (cr, x + radius, y + slope * radius);
    }
  cairo_stroke (cr);
}

void
algo_weights_draw_heads (const AlgoWeightsLayout *layout, cairo_t *cr)
{
  const AlgoStyle *style = layout->style;
  const AlgoArea *heads = &layout->heads;
  AlgoMarks marks = { .cr = cr };
  const double width = heads->width / layout->hidden;
  const double most = 0.3 * style->text_small;
  const double radius = MIN (0.35 * width, most);
  const double y = heads->y + heads->height / 2;
  AlgoArea area;

  for (guint column = 0; column < layout->hidden; column++)
    {
      const AlgoArea head = algo_weights_layout_cell (layout, ALGO_WEIGHTS_NEURON, 0, column);
      const double x = head.x + head.width / 2;

      if (find_ablated (layout, column, &area))
        draw_cross (cr, style, x, y, most);
      else if (width >= LEAST_DISC * style->hairline)
        algo_marks_add_disc (&marks, style->neuron[1], x, y, radius);
    }
}

void
algo_weights_draw_drop (const AlgoWeightsLayout *layout, cairo_t *cr, guint edge)
{
  const AlgoStyle *style = layout->style;
  const AlgoArea *last = &layout->area[ALGO_WEIGHTS_W1];
  const double x = algo_weights_layout_column (layout, edge);
  const double bottom = last->y + last->height;

  algo_colour_draw_line (style->card, cr, 3 * style->line, x, layout->heads.y, x, bottom);
  algo_colour_draw_line (style->accent, cr, 1.5 * style->line, x, layout->heads.y, x, bottom);
}
