/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which weight is where in the weights picture. */
#include <math.h>

#include "ui/pictures/weights/weights-layout.h"
#include "ui/pictures/weights/weights-matrix.h"

guint
algo_weights_picture_find_column (const AlgoWeightsPicture *picture, guint neuron)
{
  for (guint column = 0; picture->order != NULL && column < picture->network->hidden; column++)
    if (picture->order[column] == neuron)
      return column;
  return neuron;
}

float
algo_weights_picture_get (const AlgoWeightsPicture *picture, const AlgoWeightsCell *cell)
{
  if (!algo_weights_cell_exists (picture, cell) || cell->tensor == ALGO_WEIGHTS_NEURON)
    return NAN;
  if (cell->tensor == ALGO_WEIGHTS_B1)
    return picture->network->b1;
  return algo_weights_get (picture, cell->tensor, cell->input,
                           algo_weights_picture_find_column (picture, cell->neuron));
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
  guint column;

  if (picture->network == NULL || !algo_weights_layout_init (&layout, picture, width, height, style)
      || !algo_weights_layout_find (&layout, style, x, y, &cell->tensor, &cell->input, &column))
    return FALSE;
  cell->neuron = picture->order != NULL ? picture->order[column] : column;
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
  *area = algo_weights_layout_cell (&layout, style, cell->tensor, cell->input,
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

  if (picture->network == NULL
      || !algo_weights_layout_init (&layout, picture, width, height, style))
    return 0;
  column =
      (x - layout.area[ALGO_WEIGHTS_W0].x) * layout.hidden / layout.area[ALGO_WEIGHTS_W0].width;
  return (guint) CLAMP (round (column), 0, layout.hidden);
}

/* Rows as drawn: the neurons' heads, W0's inputs, b0, W1, and below them b1. */
static gint
find_row (const AlgoWeightsCell *cell, gint inputs)
{
  switch (cell->tensor)
    {
    case ALGO_WEIGHTS_NEURON:
      return -1;
    case ALGO_WEIGHTS_B0:
      return inputs;
    case ALGO_WEIGHTS_W1:
      return inputs + 1;
    case ALGO_WEIGHTS_B1:
      return inputs + 2;
    case ALGO_WEIGHTS_W0:
    default:
      return (gint) cell->input;
    }
}

static AlgoWeightsCell
find_cell (const AlgoWeightsPicture *picture, gint row, gint column)
{
  const gint inputs = (gint) picture->network->inputs;
  const guint neuron = picture->order != NULL ? picture->order[column] : (guint) column;

  if (row < 0)
    return (AlgoWeightsCell){ ALGO_WEIGHTS_NEURON, 0, neuron };
  if (row < inputs)
    return (AlgoWeightsCell){ ALGO_WEIGHTS_W0, (guint) row, neuron };
  if (row > inputs + 1)
    return (AlgoWeightsCell){ ALGO_WEIGHTS_B1, 0, neuron };
  return (AlgoWeightsCell){ row == inputs ? ALGO_WEIGHTS_B0 : ALGO_WEIGHTS_W1, 0, neuron };
}

AlgoWeightsCell
algo_weights_picture_step (const AlgoWeightsPicture *picture,
                           const AlgoWeightsCell *cell,
                           gint right,
                           gint down)
{
  const gint inputs = (gint) picture->network->inputs, hidden = (gint) picture->network->hidden;
  const gint column = (gint) algo_weights_picture_find_column (picture, cell->neuron) + right;
  const gint row = find_row (cell, inputs) + down;

  return find_cell (picture, CLAMP (row, picture->heads ? -1 : 0, inputs + 2),
                    CLAMP (column, 0, hidden - 1));
}
