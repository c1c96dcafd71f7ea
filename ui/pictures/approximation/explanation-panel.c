/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/approximation/explanation-picture.h"
#include "ui/pictures/approximation/explanation-table.h"
#include "ui/pictures/approximation/explanation-text.h"
#include "ui/pictures/scene/panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const AlgoExplanation *
get_explanation (const AlgoScene *scene)
{
  return scene->observation != NULL ? scene->observation->explanation : NULL;
}

static AlgoExplanationPicture
make_picture (const AlgoPanelFrame *frame)
{
  return (AlgoExplanationPicture){ .explanation = get_explanation (frame->scene),
                                   .headed = frame->on_screen };
}

static AlgoExplanationPoint
get_point (const AlgoPanelCursor *cursor)
{
  return (AlgoExplanationPoint){ .plot = cursor->part, .index = (guint) cursor->index };
}

static gboolean
is_known (const AlgoScene *scene)
{
  return get_explanation (scene) != NULL;
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return get_explanation (a) == get_explanation (b);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoExplanationPicture picture = make_picture (frame);

  algo_explanation_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoExplanationPicture picture = make_picture (frame);

  return algo_explanation_picture_describe (&picture);
}

static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const double share = get_explanation (scene)->share;

  if (isnan (share))
    return NULL;
  *name = _ ("share");
  return algo_share_format (share);
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  algo_explanation_tabulate (get_explanation (scene), csv);
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoExplanationPoint point = get_point (frame->cursor);
  AlgoExplanationPicture picture = make_picture (frame);

  picture.hover = &point;
  algo_explanation_picture_draw_cursor (&picture, cr, frame->width, frame->height, frame->style);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const AlgoExplanationPicture picture = make_picture (frame);
  AlgoExplanationPoint point;

  if (!algo_explanation_picture_pick (&picture, frame->width, frame->height, frame->style, x, y,
                                      &point))
    return FALSE;
  *cursor = (AlgoPanelCursor){ .part = point.plot, .index = point.index };
  return TRUE;
}

static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const AlgoExplanationPicture picture = make_picture (frame);
  AlgoExplanationPoint from, to;

  if (frame->cursor != NULL)
    from = get_point (frame->cursor);
  if (!algo_explanation_picture_step (&picture, frame->width, frame->height, frame->style,
                                      frame->cursor != NULL ? &from : NULL, right, down, &to))
    return FALSE;
  *cursor = (AlgoPanelCursor){ .part = to.plot, .index = to.index };
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoExplanationPicture picture = make_picture (frame);
  const AlgoExplanationPoint point = get_point (frame->cursor);

  if (!algo_explanation_picture_locate (&picture, frame->width, frame->height, frame->style, &point,
                                        area))
    return NULL;
  return algo_explanation_picture_describe_point (&picture, &point);
}

const AlgoPanel algo_panel_explanation = {
  .name = "explanation",
  .title = N_ ("Explanation"),
  .label = N_ ("Explanation of the network"),
  .needs = N_ ("a network"),
  .narrow = { 240, 170 },
  .wide = { 519, 200 },
  .share = 2,
  .is_known = is_known,
  .is_same = is_same,
  .draw = draw,
  .describe = describe,
  .get_number = get_number,
  .tabulate = tabulate,
  .draw_cursor = draw_cursor,
  .pick = pick,
  .move = move,
  .read = read,
};
