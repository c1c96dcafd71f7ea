/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/weights/comparison-picture.h"
#include "ui/pictures/weights/weights-panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static AlgoComparisonPicture
make_picture (const AlgoPanelFrame *frame)
{
  AlgoComparisonPicture picture = { .comparison = frame->scene->comparison };

  if (frame->on_screen)
    {
      picture.first = _ ("Shown");
      picture.second = _ ("Kept");
    }
  return picture;
}

static AlgoComparedCell
get_cell (const AlgoPanelCursor *cursor)
{
  return (AlgoComparedCell){ .part = cursor->part, .cell = algo_weights_cell_from_cursor (cursor) };
}

static void
set_cell (AlgoPanelCursor *cursor, const AlgoComparedCell *cell)
{
  *cursor = (AlgoPanelCursor){ .part = cell->part };
  algo_weights_cell_to_cursor (&cell->cell, cursor);
}

static gboolean
is_known (const AlgoScene *scene)
{
  return scene->comparison != NULL;
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return a->comparison == b->comparison;
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  AlgoComparisonPicture picture = make_picture (frame);
  AlgoComparedCell cell;

  if (frame->cursor != NULL)
    {
      cell = get_cell (frame->cursor);
      picture.hover = &cell;
    }
  algo_comparison_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoComparisonPicture picture = make_picture (frame);

  return algo_comparison_picture_describe (&picture);
}

static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const double distance = scene->comparison->distance;

  if (isnan (distance))
    return NULL;
  *name = _ ("difference");
  return algo_number_format (distance);
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  algo_comparison_tabulate (scene->comparison, csv);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const AlgoComparisonPicture picture = make_picture (frame);
  AlgoComparedCell cell;

  if (!algo_comparison_picture_pick (&picture, frame->width, frame->height, frame->style, x, y,
                                     &cell))
    return FALSE;
  set_cell (cursor, &cell);
  return TRUE;
}

/* From the first place too where the cursor's is not there any more. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const AlgoComparisonPicture picture = make_picture (frame);
  AlgoComparedCell cell = algo_comparison_picture_first (&picture);

  if (frame->cursor != NULL)
    {
      const AlgoComparedCell at = get_cell (frame->cursor);
      g_autofree char *text = algo_comparison_picture_describe_cell (&picture, &at);

      if (text != NULL)
        cell = algo_comparison_picture_step (&picture, &at, right, down);
    }
  set_cell (cursor, &cell);
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoComparisonPicture picture = make_picture (frame);
  const AlgoComparedCell cell = get_cell (frame->cursor);

  if (!algo_comparison_picture_locate (&picture, frame->width, frame->height, frame->style, &cell,
                                       area))
    return NULL;
  return algo_comparison_picture_describe_cell (&picture, &cell);
}

const AlgoPanel algo_panel_comparison = {
  .name = "comparison",
  .title = N_ ("Comparison"),
  .label = N_ ("Comparison with the network that is kept"),
  .needs = N_ ("two networks, the second named by --with"),
  .narrow = { 240, 260 },
  .wide = { 519, 170 },
  .share = 2,
  .is_known = is_known,
  .draws_unknown = TRUE,
  .is_same = is_same,
  .draw = draw,
  .describe = describe,
  .get_number = get_number,
  .tabulate = tabulate,
  .pick = pick,
  .move = move,
  .read = read,
};
