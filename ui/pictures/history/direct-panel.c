/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/history/direct-plot.h"
#include "ui/pictures/weights/weights-panel.h"

#include <glib/gi18n-lib.h>

#define STEP_PART 1 /* of a cursor at a step; 0 at a weight */

static AlgoDirectPicture
make_picture (const AlgoScene *scene)
{
  return (AlgoDirectPicture){ .trajectory = scene->direct,
                              .history = algo_scene_get_history_of_size (scene),
                              .log_beta = scene->question.log_beta,
                              .step = scene->chosen };
}

static AlgoDirectPicture
make_framed (const AlgoPanelFrame *frame)
{
  AlgoDirectPicture picture = make_picture (frame->scene);

  picture.sorted = frame->option || !frame->on_screen;
  picture.headed = frame->on_screen;
  return picture;
}

static AlgoDirectPlace
get_place (const AlgoPanelCursor *cursor)
{
  return (AlgoDirectPlace){ .is_step = cursor->part == STEP_PART,
                            .step = (guint64) cursor->step,
                            .cell = algo_weights_cell_from_cursor (cursor) };
}

static void
set_place (AlgoPanelCursor *cursor, const AlgoDirectPlace *place)
{
  *cursor = (AlgoPanelCursor){ .part = place->is_step ? STEP_PART : 0 };
  if (place->is_step)
    cursor->step = (gint64) place->step;
  else
    algo_weights_cell_to_cursor (&place->cell, cursor);
}

static gboolean
is_known (const AlgoScene *scene)
{
  return scene->direct != NULL;
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return a->direct == b->direct && a->grids == b->grids && a->budget == b->budget
         && a->chosen == b->chosen && a->question.log_beta == b->question.log_beta;
}

static void
get_basis (const AlgoScene *scene, AlgoPanelBasis *basis)
{
  const AlgoDirectPicture picture = make_picture (scene);

  basis->step = algo_direct_picture_get_point (&picture)->step;
  basis->inputs = scene->direct->settings.inputs;
  basis->hidden = scene->direct->settings.hidden;
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoDirectPicture picture = make_framed (frame);

  algo_direct_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoDirectPicture picture = make_framed (frame);

  return algo_direct_picture_describe (&picture);
}

static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const AlgoDirectPicture picture = make_picture (scene);

  *name = _ ("FVU");
  return algo_number_format (algo_direct_picture_get_point (&picture)->unexplained);
}

static void
add_empty (AlgoCsv *csv, guint count)
{
  for (guint i = 0; i < count; i++)
    algo_csv_add_empty (csv);
}

static void
tabulate_step (AlgoCsv *csv,
               const char *series,
               guint64 step,
               AlgoPhase phase,
               double confidence,
               double unexplained)
{
  algo_csv_add_text (csv, series);
  algo_csv_add_whole (csv, step);
  algo_csv_add_text (csv, algo_phase_name (phase));
  algo_csv_add_real (csv, confidence);
  algo_csv_add_real (csv, unexplained);
  add_empty (csv, 3);
  algo_csv_end_row (csv);
}

/* `input` and `neuron` are negative where the weight has none. */
static void
tabulate_weight (AlgoCsv *csv,
                 const char *series,
                 const AlgoDirectPoint *point,
                 gint input,
                 gint neuron,
                 double value)
{
  algo_csv_add_text (csv, series);
  algo_csv_add_whole (csv, point->step);
  add_empty (csv, 3);
  algo_csv_add_index (csv, input);
  algo_csv_add_index (csv, neuron);
  algo_csv_add_real (csv, value);
  algo_csv_end_row (csv);
}

/* First "direct" and, where it is drawn beside it, "written", one step a row; then a weight a row.
 */
static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoDirectPicture picture = make_picture (scene);
  const AlgoDirectPoint *shown = algo_direct_picture_get_point (&picture);
  const AlgoNetwork *network = shown->network;
  const gint hidden = (gint) network->hidden;

  algo_csv_add_names (csv, "series", "at_step", "phase", "confidence", "unexplained", "input",
                      "neuron", "value", NULL);
  for (guint i = 0; i < scene->direct->n_points; i++)
    {
      const AlgoDirectPoint *point = &scene->direct->points[i];

      tabulate_step (csv, "direct", point->step, point->phase, point->confidence,
                     point->unexplained);
    }
  for (gsize i = 0; algo_direct_picture_has_written (&picture) && i < picture.history.count; i++)
    {
      const AlgoGridPoint *point = algo_direct_picture_get_written (&picture, i);

      tabulate_step (csv, "written", picture.history.grids[i]->step, point->phase,
                     point->confidence, point->unexplained);
    }
  for (gint i = 0; i < (gint) network->inputs * hidden; i++)
    tabulate_weight (csv, "W0", shown, i / hidden, i % hidden, network->W0[i]);
  for (gint j = 0; j < hidden; j++)
    tabulate_weight (csv, "b0", shown, -1, j, network->b0[j]);
  for (gint j = 0; j < hidden; j++)
    tabulate_weight (csv, "W1", shown, -1, j, network->W1[j]);
  tabulate_weight (csv, "b1", shown, -1, -1, network->b1);
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoDirectPlace place = get_place (frame->cursor);
  AlgoDirectPicture picture = make_framed (frame);

  picture.hover = &place;
  algo_direct_picture_draw_cursor (&picture, cr, frame->width, frame->height, frame->style);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const AlgoDirectPicture picture = make_framed (frame);
  AlgoDirectPlace place = { 0 };

  if (!algo_direct_picture_pick (&picture, frame->width, frame->height, frame->style, x, y, &place))
    return FALSE;
  set_place (cursor, &place);
  return TRUE;
}

/* From the first place too where the cursor's is not there any more. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const AlgoDirectPicture picture = make_framed (frame);
  AlgoDirectPlace from = { 0 }, place;
  g_autofree char *text = NULL;

  if (frame->cursor != NULL)
    {
      from = get_place (frame->cursor);
      text = algo_direct_picture_describe_place (&picture, &from);
    }
  place = algo_direct_picture_step (&picture, frame->width, frame->height, frame->style,
                                    text != NULL ? &from : NULL, right, down);
  set_place (cursor, &place);
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoDirectPicture picture = make_framed (frame);
  const AlgoDirectPlace place = get_place (frame->cursor);

  if (!algo_direct_picture_locate (&picture, frame->width, frame->height, frame->style, &place,
                                   area))
    return NULL;
  return algo_direct_picture_describe_place (&picture, &place);
}

/* The last step stays the latest, unless an earlier one is shown. */
static gboolean
lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination)
{
  const AlgoScene *scene = frame->scene;
  const gint64 step = frame->cursor->step;

  if (frame->cursor->part != STEP_PART)
    return FALSE;
  if (scene->chosen >= 0 || (guint64) step != algo_direct_trajectory_find (scene->direct, -1)->step)
    destination->step = step;
  return TRUE;
}

const AlgoPanel algo_panel_direct = {
  .name = "direct",
  .title = N_ ("Direct training"),
  .label = N_ ("Network trained directly"),
  .needs = N_ ("a hypernetwork's parameters or a run"),
  .narrow = { 240, 220 },
  .wide = { 519, 180 },
  .share = 2,
  .option = "sort-by-input",
  .option_label = N_ ("Sort neurons by input"),
  .is_known = is_known,
  .is_same = is_same,
  .get_basis = get_basis,
  .draw = draw,
  .describe = describe,
  .get_number = get_number,
  .tabulate = tabulate,
  .draw_cursor = draw_cursor,
  .pick = pick,
  .move = move,
  .read = read,
  .lead = lead,
};
