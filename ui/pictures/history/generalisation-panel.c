/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/approximation/explanation-table.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/history/generalisation-picture.h"
#include "ui/pictures/scene/panel.h"

#include <glib/gi18n-lib.h>

static AlgoGeneralisationPicture
make_picture (const AlgoScene *scene)
{
  AlgoGeneralisationPicture picture = { .generalisation = scene->generalisation };
  guint hidden;

  algo_scene_get_size (scene, &picture.inputs, &hidden);
  return picture;
}

static gboolean
is_known (const AlgoScene *scene)
{
  return scene->generalisation != NULL;
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return a->generalisation == b->generalisation
         && make_picture (a).inputs == make_picture (b).inputs;
}

static void
get_basis (const AlgoScene *scene, AlgoPanelBasis *basis)
{
  basis->step = scene->generalisation->step;
  basis->log_beta = scene->generalisation->question.log_beta;
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoGeneralisationPicture picture = make_picture (frame->scene);

  algo_generalisation_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoGeneralisationPicture picture = make_picture (frame->scene);

  return algo_generalisation_picture_describe (&picture);
}

/* How far it carries: the FVU of the largest networks. */
static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const AlgoSizePoint *largest = &scene->generalisation->points[ALGO_SIZES - 1];

  G_STATIC_ASSERT (ALGO_MAX_INPUTS == 64);
  if (!largest->known)
    return NULL;
  *name = _ ("n = 64");
  return algo_number_format (largest->unexplained);
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  algo_generalisation_tabulate (scene->generalisation, csv);
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  AlgoGeneralisationPicture picture = make_picture (frame->scene);

  picture.hover = (guint) frame->cursor->index;
  algo_generalisation_picture_draw_cursor (&picture, cr, frame->width, frame->height, frame->style);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const AlgoGeneralisationPicture picture = make_picture (frame->scene);
  guint inputs;

  if (!algo_generalisation_picture_pick (&picture, frame->width, frame->height, frame->style, x, y,
                                         &inputs))
    return FALSE;
  cursor->index = inputs;
  return TRUE;
}

/* From the size shown. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  gint64 inputs = make_picture (frame->scene).inputs;

  if (frame->cursor != NULL)
    inputs = frame->cursor->index + right - down;
  *cursor = (AlgoPanelCursor){ .index = CLAMP (inputs, ALGO_MIN_INPUTS, ALGO_MAX_INPUTS) };
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoGeneralisationPicture picture = make_picture (frame->scene);
  const guint inputs = (guint) frame->cursor->index;

  if (!algo_generalisation_picture_locate (&picture, frame->width, frame->height, frame->style,
                                           inputs, area))
    return NULL;
  return algo_generalisation_picture_describe_size (&picture, inputs);
}

static gboolean
lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination)
{
  destination->inputs = (guint) frame->cursor->index;
  return TRUE;
}

const AlgoPanel algo_panel_generalisation = {
  .name = "generalisation",
  .title = N_ ("Generalisation"),
  .label = N_ ("Generalisation to other sizes"),
  .needs = N_ ("a hypernetwork's parameters or a run"),
  .narrow = { 240, 150 },
  .wide = { 519, 180 },
  .share = 2,
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
