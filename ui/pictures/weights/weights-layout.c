/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/weights/weights-layout.h"

#include <math.h>

#include "ui/pictures/drawing/text.h"

#define BAR_CHARACTERS 6 /* "−0.667" */
#define LINEAR_SHARE 0.05

AlgoAxis
algo_weights_make_axis (double full, double from, double to)
{
  return (AlgoAxis){ .kind = ALGO_AXIS_ASINH,
                     .low = -full,
                     .high = full,
                     .from = from,
                     .to = to,
                     .linear_width = LINEAR_SHARE * full };
}

static void
place_strips (AlgoWeightsLayout *layout, double bottom, double strip, double gap)
{
  const AlgoStyle *style = layout->style;
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
place_surroundings (AlgoWeightsLayout *layout, double width, double bar_width)
{
  const AlgoStyle *style = layout->style;
  const AlgoArea *matrix = &layout->area[ALGO_WEIGHTS_W0], *last = &layout->area[ALGO_WEIGHTS_W1];

  layout->bar = (AlgoArea){ algo_style_snap (style, matrix->x + matrix->width + 2 * style->gap),
                            matrix->y, algo_style_snap (style, bar_width), matrix->height };
  layout->heads = layout->output_bias = (AlgoArea){ matrix->x, matrix->y, 0, 0 };
  if (!layout->labelled)
    return;
  if (layout->picture->heads)
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

  if (picture->network == NULL)
    return FALSE;
  *layout = (AlgoWeightsLayout){ .picture = picture,
                                 .style = style,
                                 .inputs = picture->network->inputs,
                                 .hidden = picture->network->hidden };
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
  place_strips (layout, height - bottom, strip, gap);
  place_surroundings (layout, width, bar_width);
  layout->title_y = height - 0.4 * style->text;
  return matrix->width > 0 && matrix->height > 0;
}

double
algo_weights_layout_column (const AlgoWeightsLayout *layout, guint column)
{
  const AlgoArea *area = &layout->area[ALGO_WEIGHTS_W0];

  return algo_style_snap (layout->style, area->x + area->width * column / layout->hidden);
}

double
algo_weights_layout_row (const AlgoWeightsLayout *layout, guint row)
{
  const AlgoArea *area = &layout->area[ALGO_WEIGHTS_W0];

  return algo_style_snap (layout->style, area->y + area->height * row / layout->inputs);
}

AlgoArea
algo_weights_layout_cell (const AlgoWeightsLayout *layout,
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
  cell.x = algo_weights_layout_column (layout, column);
  cell.width = algo_weights_layout_column (layout, column + 1) - cell.x;
  if (tensor == ALGO_WEIGHTS_W0)
    {
      cell.y = algo_weights_layout_row (layout, row);
      cell.height = algo_weights_layout_row (layout, row + 1) - cell.y;
    }
  return cell;
}

/* From places to weights. */

static gboolean
area_contains (const AlgoArea *area, double x, double y)
{
  return x >= area->x && x < area->x + area->width && y >= area->y && y < area->y + area->height;
}

/* The last of `count` cells that begins at or before `place`. */
static guint
find_last (const AlgoWeightsLayout *layout,
           double (*edge) (const AlgoWeightsLayout *, guint),
           guint count,
           double place)
{
  guint last = count - 1;

  while (last > 0 && edge (layout, last) > place)
    last--;
  return last;
}

gboolean
algo_weights_picture_pick (const AlgoWeightsPicture *picture,
                           double width,
                           double height,
                           const AlgoStyle *style,
                           double x,
                           double y,
                           AlgoWeightsCell *cell)
{
  AlgoWeightsLayout layout;
  guint tensor = 0;

  if (!algo_weights_layout_init (&layout, picture, width, height, style))
    return FALSE;
  while (tensor < ALGO_N_WEIGHTS && !area_contains (&layout.area[tensor], x, y))
    tensor++;
  if (tensor == ALGO_N_WEIGHTS && area_contains (&layout.heads, x, y))
    tensor = ALGO_WEIGHTS_NEURON;
  else if (tensor == ALGO_N_WEIGHTS && !area_contains (&layout.output_bias, x, y))
    return FALSE;
  *cell = (AlgoWeightsCell){ .tensor = (AlgoWeightsTensor) tensor };
  if (tensor == ALGO_WEIGHTS_W0)
    cell->input = find_last (&layout, algo_weights_layout_row, layout.inputs, y);
  if (tensor != ALGO_WEIGHTS_B1)
    cell->neuron = algo_weights_picture_find_neuron (
        picture, find_last (&layout, algo_weights_layout_column, layout.hidden, x));
  else
    cell->neuron = algo_weights_picture_find_neuron (picture, 0);
  return TRUE;
}

gboolean
algo_weights_picture_locate (const AlgoWeightsPicture *picture,
                             double width,
                             double height,
                             const AlgoStyle *style,
                             const AlgoWeightsCell *cell,
                             AlgoArea *area)
{
  AlgoWeightsLayout layout;

  if (!algo_weights_cell_exists (picture, cell)
      || !algo_weights_layout_init (&layout, picture, width, height, style))
    return FALSE;
  *area = algo_weights_layout_cell (&layout, cell->tensor, cell->input,
                                    algo_weights_picture_find_column (picture, cell->neuron));
  return TRUE;
}

guint
algo_weights_picture_find_edge (const AlgoWeightsPicture *picture,
                                double width,
                                double height,
                                const AlgoStyle *style,
                                double x)
{
  AlgoWeightsLayout layout;
  double column;

  if (!algo_weights_layout_init (&layout, picture, width, height, style))
    return 0;
  column =
      (x - layout.area[ALGO_WEIGHTS_W0].x) * layout.hidden / layout.area[ALGO_WEIGHTS_W0].width;
  return (guint) CLAMP (round (column), 0, layout.hidden);
}

/* Weights, wherever they are. */

guint
algo_weights_picture_find_neuron (const AlgoWeightsPicture *picture, guint column)
{
  return picture->order != NULL ? picture->order[column] : column;
}

guint
algo_weights_picture_find_column (const AlgoWeightsPicture *picture, guint neuron)
{
  for (guint column = 0; picture->order != NULL && column < picture->network->hidden; column++)
    if (picture->order[column] == neuron)
      return column;
  return neuron;
}

gboolean
algo_weights_cell_exists (const AlgoWeightsPicture *picture, const AlgoWeightsCell *cell)
{
  if (picture->network == NULL || cell->tensor > ALGO_WEIGHTS_NEURON)
    return FALSE;
  return cell->tensor == ALGO_WEIGHTS_B1
         || (cell->neuron < picture->network->hidden
             && (cell->tensor != ALGO_WEIGHTS_W0 || cell->input < picture->network->inputs));
}

const char *const algo_weights_names[ALGO_WEIGHTS_B1 + 1] = { "W0", "b0", "W1", "b1" };

gboolean
algo_weights_picture_next (const AlgoWeightsPicture *picture, AlgoWeightsCell *cell)
{
  const guint column = algo_weights_picture_find_column (picture, cell->neuron) + 1;

  if (cell->tensor == ALGO_WEIGHTS_B1)
    return FALSE;
  if (column < picture->network->hidden)
    {
      cell->neuron = algo_weights_picture_find_neuron (picture, column);
      return TRUE;
    }
  cell->neuron = algo_weights_picture_find_neuron (picture, 0);
  if (cell->tensor == ALGO_WEIGHTS_W0 && ++cell->input < picture->network->inputs)
    return TRUE;
  cell->input = 0;
  cell->tensor++;
  return TRUE;
}

float
algo_weights_picture_get (const AlgoWeightsPicture *picture, const AlgoWeightsCell *cell)
{
  const AlgoNetwork *network = picture->network;

  if (!algo_weights_cell_exists (picture, cell))
    return NAN;
  switch (cell->tensor)
    {
    case ALGO_WEIGHTS_W0:
      return network->W0[(gsize) cell->input * network->hidden + cell->neuron];
    case ALGO_WEIGHTS_B0:
      return network->b0[cell->neuron];
    case ALGO_WEIGHTS_W1:
      return network->W1[cell->neuron];
    case ALGO_WEIGHTS_B1:
      return network->b1;
    case ALGO_WEIGHTS_NEURON:
    default:
      return NAN;
    }
}

AlgoWeightsCell
algo_weights_picture_step (const AlgoWeightsPicture *picture,
                           const AlgoWeightsCell *cell,
                           gint right,
                           gint down)
{
  const gint inputs = (gint) picture->network->inputs, hidden = (gint) picture->network->hidden;
  const gint column = (gint) algo_weights_picture_find_column (picture, cell->neuron) + right;
  /* Rows as drawn: the neurons' heads, W0's inputs, b0, W1, and below them b1. */
  const gint rows[] = { [ALGO_WEIGHTS_W0] = (gint) cell->input,
                        [ALGO_WEIGHTS_B0] = inputs,
                        [ALGO_WEIGHTS_W1] = inputs + 1,
                        [ALGO_WEIGHTS_B1] = inputs + 2,
                        [ALGO_WEIGHTS_NEURON] = -1 };
  const gint row = CLAMP (rows[cell->tensor] + down, picture->heads ? -1 : 0, inputs + 2);
  AlgoWeightsCell to = {
    .neuron = algo_weights_picture_find_neuron (picture, (guint) CLAMP (column, 0, hidden - 1))
  };

  if (row < 0)
    to.tensor = ALGO_WEIGHTS_NEURON;
  else if (row < inputs)
    to.input = (guint) row;
  else
    to.tensor = (AlgoWeightsTensor) (ALGO_WEIGHTS_B0 + row - inputs);
  return to;
}
