/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/weights/weights-layout.h"

#include "ui/pictures/drawing/text.h"

#define BAR_CHARACTERS 6 /* "−0.667" */

static void
place_strips (AlgoWeightsLayout *layout,
              double bottom,
              double strip,
              double gap,
              const AlgoStyle *style)
{
  AlgoArea *matrix = &layout->area[ALGO_WEIGHTS_W0];
  double end = bottom;

  for (gint tensor = ALGO_WEIGHTS_W1; tensor >= ALGO_WEIGHTS_B0; tensor--)
    {
      AlgoArea *area = &layout->area[tensor];

      *area = *matrix;
      area->y = algo_style_snap (style, end - strip);
      area->height = algo_style_snap (style, end) - area->y;
      end = area->y - gap;
    }
  matrix->height = algo_style_snap (style, end - gap) - matrix->y;
}

/* What is beside the cells, where there is room for it. */
static void
place_surroundings (AlgoWeightsLayout *layout,
                    const AlgoWeightsPicture *picture,
                    double width,
                    double bar_width,
                    const AlgoStyle *style)
{
  const AlgoArea *matrix = &layout->area[ALGO_WEIGHTS_W0], *last = &layout->area[ALGO_WEIGHTS_W1];

  layout->bar = (AlgoArea){ algo_style_snap (style, matrix->x + matrix->width + 2 * style->gap),
                            matrix->y, algo_style_snap (style, bar_width), matrix->height };
  layout->heads = layout->output_bias = (AlgoArea){ matrix->x, matrix->y, 0, 0 };
  if (!layout->labelled)
    return;
  if (picture->heads)
    layout->heads = (AlgoArea){ matrix->x, 0, matrix->width, matrix->y };
  layout->output_bias = (AlgoArea){ layout->bar.x, last->y + last->height + style->gap / 2,
                                    width - layout->bar.x, 1.4 * style->text_small };
}

gboolean
algo_weights_layout_init (AlgoWeightsLayout *layout,
                          const AlgoWeightsPicture *picture,
                          double width,
                          double height,
                          const AlgoStyle *style)
{
  AlgoArea *matrix = &layout->area[ALGO_WEIGHTS_W0];
  double bar_width = 1.1 * style->text;
  double strip = 1.15 * style->text;
  double left = 1.6 * style->text + algo_text_room (style->text_small, 2) + style->gap;
  double right =
      2 * style->gap + bar_width + style->gap + algo_text_room (style->text_small, BAR_CHARACTERS);
  double top = 1.7 * style->text_small;
  double bottom = 1.6 * style->text_small + 1.5 * style->text;
  double gap = style->gap / 2;

  *layout =
      (AlgoWeightsLayout){ .inputs = picture->network->inputs, .hidden = picture->network->hidden };
  layout->labelled = width >= left + right + 6 * style->text
                     && height >= top + bottom + 2 * (strip + gap) + gap + 3 * style->text;
  if (!layout->labelled)
    {
      left = right = top = bottom = 0;
      strip = height / 12;
      gap = style->hairline;
    }
  matrix->x = algo_style_snap (style, left);
  matrix->y = algo_style_snap (style, top);
  matrix->width = algo_style_snap (style, width - right) - matrix->x;
  place_strips (layout, height - bottom, strip, gap, style);
  place_surroundings (layout, picture, width, bar_width, style);
  layout->title_y = height - 0.4 * style->text;
  return matrix->width > 0 && matrix->height > 0;
}

double
algo_weights_layout_column (const AlgoWeightsLayout *layout, const AlgoStyle *style, guint index)
{
  const AlgoArea *area = &layout->area[ALGO_WEIGHTS_W0];

  return algo_style_snap (style, area->x + area->width * index / layout->hidden);
}

double
algo_weights_layout_row (const AlgoWeightsLayout *layout, const AlgoStyle *style, guint index)
{
  const AlgoArea *area = &layout->area[ALGO_WEIGHTS_W0];

  return algo_style_snap (style, area->y + area->height * index / layout->inputs);
}

static gboolean
area_contains (const AlgoArea *area, double x, double y)
{
  return x >= area->x && x < area->x + area->width && y >= area->y && y < area->y + area->height;
}

typedef double (*EdgeFunc) (const AlgoWeightsLayout *layout, const AlgoStyle *style, guint index);

/* The last of `count` cells that begins at or before `place`. */
static guint
find_cell (const AlgoWeightsLayout *layout,
           const AlgoStyle *style,
           EdgeFunc edge,
           guint count,
           double place)
{
  guint low = 0, high = count - 1;

  while (low < high)
    {
      guint middle = (low + high + 1) / 2;

      if (edge (layout, style, middle) <= place)
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}

gboolean
algo_weights_layout_find (const AlgoWeightsLayout *layout,
                          const AlgoStyle *style,
                          double x,
                          double y,
                          AlgoWeightsTensor *tensor,
                          guint *row,
                          guint *column)
{
  for (guint i = 0; i < ALGO_N_WEIGHTS; i++)
    {
      if (!area_contains (&layout->area[i], x, y))
        continue;
      *tensor = (AlgoWeightsTensor) i;
      *column = find_cell (layout, style, algo_weights_layout_column, layout->hidden, x);
      *row = 0;
      if (i == ALGO_WEIGHTS_W0)
        *row = find_cell (layout, style, algo_weights_layout_row, layout->inputs, y);
      return TRUE;
    }
  *row = *column = 0;
  *tensor = area_contains (&layout->heads, x, y) ? ALGO_WEIGHTS_NEURON : ALGO_WEIGHTS_B1;
  if (*tensor == ALGO_WEIGHTS_B1)
    return area_contains (&layout->output_bias, x, y);
  *column = find_cell (layout, style, algo_weights_layout_column, layout->hidden, x);
  return TRUE;
}

AlgoArea
algo_weights_layout_cell (const AlgoWeightsLayout *layout,
                          const AlgoStyle *style,
                          AlgoWeightsTensor tensor,
                          guint row,
                          guint column)
{
  const AlgoArea *last = &layout->area[ALGO_WEIGHTS_W1];
  AlgoArea cell;

  if (tensor == ALGO_WEIGHTS_B1)
    return layout->output_bias;
  if (tensor == ALGO_WEIGHTS_NEURON)
    cell = (AlgoArea){ .y = layout->heads.y, .height = last->y + last->height - layout->heads.y };
  else
    cell = layout->area[tensor];
  cell.x = algo_weights_layout_column (layout, style, column);
  cell.width = algo_weights_layout_column (layout, style, column + 1) - cell.x;
  if (tensor == ALGO_WEIGHTS_W0)
    {
      cell.y = algo_weights_layout_row (layout, style, row);
      cell.height = algo_weights_layout_row (layout, style, row + 1) - cell.y;
    }
  return cell;
}
