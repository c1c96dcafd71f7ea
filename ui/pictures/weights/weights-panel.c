/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/weights/weights-panel.h"

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/weights/weights-layout.h"

#include <glib/gi18n-lib.h>
#include <math.h>

AlgoWeightsCell
algo_weights_cell_from_cursor (const AlgoPanelCursor *cursor)
{
  return (AlgoWeightsCell){ .tensor = (AlgoWeightsTensor) cursor->index,
                            .input = cursor->row,
                            .neuron = cursor->column };
}

void
algo_weights_cell_to_cursor (const AlgoWeightsCell *cell, AlgoPanelCursor *cursor)
{
  cursor->index = cell->tensor;
  cursor->row = cell->input;
  cursor->column = cell->neuron;
}

AlgoWeightsPicture
algo_weights_panel_make_picture (const AlgoPanelFrame *frame, guint **order)
{
  const AlgoNetwork *network = algo_scene_get_network (frame->scene);

  *order =
      network != NULL && (frame->option || !frame->on_screen) ? algo_weights_sort (network) : NULL;
  return (AlgoWeightsPicture){ .network = network, .order = *order, .heads = frame->on_screen };
}

gboolean
algo_weights_panel_is_same (const AlgoScene *a, const AlgoScene *b)
{
  return algo_scene_get_network (a) == algo_scene_get_network (b);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  g_autofree guint *order = NULL;
  AlgoWeightsPicture picture = algo_weights_panel_make_picture (frame, &order);
  AlgoWeightsCell cell;

  if (frame->cursor != NULL)
    {
      cell = algo_weights_cell_from_cursor (frame->cursor);
      picture.hover = &cell;
    }
  algo_weights_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoWeightsPicture picture = { .network = algo_scene_get_network (frame->scene) };

  return algo_weights_picture_describe (&picture);
}

static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const AlgoNetwork *network = algo_scene_get_network (scene);
  float largest = 0;

  for (gsize i = 0; i < (gsize) network->inputs * network->hidden; i++)
    largest = MAX (largest, fabsf (network->W0[i]));
  *name = _ ("max |W₀|");
  return algo_number_format (largest);
}

static void
tabulate_tensor (const AlgoWeightsPicture *picture,
                 AlgoCsv *csv,
                 AlgoWeightsTensor tensor,
                 const char *name,
                 guint rows)
{
  for (guint row = 0; row < rows; row++)
    for (guint column = 0; column < picture->network->hidden; column++)
      {
        const AlgoWeightsCell cell = { tensor, row, picture->order[column] };

        algo_csv_add_text (csv, name);
        algo_csv_add_index (csv, tensor == ALGO_WEIGHTS_W0 ? (gint64) row : -1);
        algo_csv_add_whole (csv, cell.neuron);
        algo_csv_add_whole (csv, column);
        algo_csv_add_real (csv, algo_weights_picture_get (picture, &cell));
        algo_csv_end_row (csv);
      }
}

/* One weight a row; `input` is empty but for W0, and all three are for b1; `column` is where the
 * neuron is drawn. */
static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoNetwork *network = algo_scene_get_network (scene);
  g_autofree guint *order = algo_weights_sort (network);
  const AlgoWeightsPicture picture = { .network = network, .order = order };

  algo_csv_add_names (csv, "tensor", "input", "neuron", "column", "value", NULL);
  tabulate_tensor (&picture, csv, ALGO_WEIGHTS_W0, "W0", network->inputs);
  tabulate_tensor (&picture, csv, ALGO_WEIGHTS_B0, "b0", 1);
  tabulate_tensor (&picture, csv, ALGO_WEIGHTS_W1, "W1", 1);
  algo_csv_add_text (csv, "b1");
  for (guint i = 0; i < 3; i++)
    algo_csv_add_empty (csv);
  algo_csv_add_real (csv, network->b1);
  algo_csv_end_row (csv);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  g_autofree guint *order = NULL;
  const AlgoWeightsPicture picture = algo_weights_panel_make_picture (frame, &order);
  AlgoWeightsCell cell;

  if (!algo_weights_picture_pick (&picture, frame->width, frame->height, frame->style, x, y, &cell))
    return FALSE;
  algo_weights_cell_to_cursor (&cell, cursor);
  return TRUE;
}

static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  g_autofree guint *order = NULL;
  const AlgoWeightsPicture picture = algo_weights_panel_make_picture (frame, &order);
  AlgoWeightsCell cell = { .neuron = order != NULL ? order[0] : 0 };

  if (frame->cursor != NULL)
    {
      const AlgoWeightsCell at = algo_weights_cell_from_cursor (frame->cursor);

      if (algo_weights_cell_exists (&picture, &at))
        cell = algo_weights_picture_step (&picture, &at, right, down);
    }
  algo_weights_cell_to_cursor (&cell, cursor);
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  g_autofree guint *order = NULL;
  const AlgoWeightsPicture picture = algo_weights_panel_make_picture (frame, &order);
  const AlgoWeightsCell cell = algo_weights_cell_from_cursor (frame->cursor);

  if (!algo_weights_picture_locate (&picture, frame->width, frame->height, frame->style, &cell,
                                    area))
    return NULL;
  return algo_weights_picture_describe_cell (&picture, &cell);
}

const AlgoPanel algo_panel_weights = {
  .name = "weights",
  .title = N_ ("Weights"),
  .label = N_ ("Weights of the network"),
  .needs = N_ ("a network"),
  .narrow = { 240, 130 },
  .wide = { 519, 200 },
  .share = 2,
  .in_layout = TRUE,
  .option = "sort-by-input",
  .is_known = algo_scene_has_network,
  .is_same = algo_weights_panel_is_same,
  .draw = draw,
  .describe = describe,
  .get_number = get_number,
  .tabulate = tabulate,
  .pick = pick,
  .move = move,
  .read = read,
};
