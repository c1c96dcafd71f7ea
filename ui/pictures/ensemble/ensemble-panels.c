/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panels of ensembles: all alike but for their kind. */
#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/ensemble/ensemble-parts.h"
#include "ui/pictures/scene/panel.h"

#include <glib/gi18n-lib.h>

static AlgoEnsemblePicture
make_picture (const AlgoPanelFrame *frame)
{
  return (AlgoEnsemblePicture){ .kind = frame->panel->kind,
                                .consensus = frame->scene->consensus,
                                .log_beta = frame->scene->question.log_beta,
                                .step = frame->scene->chosen,
                                .width = frame->width,
                                .height = frame->height,
                                .style = frame->style };
}

static gboolean
is_known (const AlgoScene *scene)
{
  return scene->consensus != NULL && scene->consensus->history.count > 0;
}

/* In place of a picture without data. */
static const char *
describe_unknown (const AlgoScene *scene)
{
  if (scene->consensus == NULL)
    return _ ("No ensemble");
  return scene->consensus->ensemble->members->len == 0 ? _ ("The ensemble has no seeds")
                                                       : _ ("No seed has been measured");
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  const double beta = a->question.log_beta, other = b->question.log_beta;

  return a->consensus == b->consensus && a->chosen == b->chosen
         && (beta == other || (!isfinite (beta) && !isfinite (other)));
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoEnsemblePicture picture = make_picture (frame);

  if (is_known (frame->scene))
    picture.kind->draw (&picture, cr);
  else
    algo_text_draw_empty (cr, frame->style, frame->width, frame->height,
                          describe_unknown (frame->scene));
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoEnsemblePicture picture = make_picture (frame);

  return is_known (frame->scene) ? picture.kind->describe (&picture)
                                 : g_strdup (describe_unknown (frame->scene));
}

static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const AlgoEnsemblePicture picture =
      make_picture (&(AlgoPanelFrame){ .panel = panel, .scene = scene });
  char *value = NULL;

  picture.kind->get_number (&picture, name, &value);
  return value;
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoEnsemblePicture picture =
      make_picture (&(AlgoPanelFrame){ .panel = panel, .scene = scene });

  picture.kind->tabulate (&picture, csv);
}

/* The cursor is a place of the picture's. */

static AlgoEnsemblePlace
to_place (const AlgoPanelCursor *cursor)
{
  return (AlgoEnsemblePlace){ .log_beta = cursor->log_beta,
                              .step = cursor->step,
                              .inputs = cursor->row,
                              .phase = (gint) cursor->column - 1,
                              .member = (gint) cursor->index,
                              .plot = cursor->part };
}

static AlgoPanelCursor
from_place (const AlgoEnsemblePlace *place)
{
  return (AlgoPanelCursor){ .log_beta = place->log_beta,
                            .step = place->step,
                            .row = place->inputs,
                            .column = (guint) (place->phase + 1),
                            .index = place->member,
                            .part = place->plot };
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoEnsemblePlace place = to_place (frame->cursor);
  AlgoEnsemblePicture picture = make_picture (frame);
  AlgoArea area;

  picture.hover = &place;
  if (picture.kind->draw_cursor != NULL)
    picture.kind->draw_cursor (&picture, cr);
  else if (picture.kind->locate (&picture, &place, &area))
    algo_cursor_draw_frame (cr, frame->style, &area);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const AlgoEnsemblePicture picture = make_picture (frame);
  AlgoEnsemblePlace place;

  if (!picture.kind->pick (&picture, x, y, &place))
    return FALSE;
  *cursor = from_place (&place);
  return TRUE;
}

static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const AlgoEnsemblePicture picture = make_picture (frame);
  const gboolean first = frame->cursor == NULL;
  AlgoEnsemblePlace place = first ? ALGO_ENSEMBLE_PLACE_NONE : to_place (frame->cursor);

  if (!picture.kind->move (&picture, first ? 0 : right, first ? 0 : down, &place))
    return FALSE;
  *cursor = from_place (&place);
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoEnsemblePicture picture = make_picture (frame);
  const AlgoEnsemblePlace place = to_place (frame->cursor);

  return picture.kind->locate (&picture, &place, area)
             ? picture.kind->describe_place (&picture, &place)
             : NULL;
}

/* One seed is shown only where the step and the complexity are those that are looked at. */
static gboolean
lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination)
{
  if (frame->cursor->index >= 0)
    destination->member = frame->cursor->index;
  else
    {
      destination->step = frame->cursor->step;
      destination->log_beta = frame->cursor->log_beta;
    }
  return TRUE;
}

/* One with its kind of picture, title, label and sizes. */
#define PANEL(id, title_, label_, ...)                                                             \
  const AlgoPanel algo_panel_ensemble_##id = { .name = "ensemble-" #id,                            \
                                               .title = title_,                                    \
                                               .label = label_,                                    \
                                               .needs = N_ ("an ensemble"),                        \
                                               .set = ALGO_PANEL_OF_ENSEMBLE,                      \
                                               .kind = &algo_ensemble_##id,                        \
                                               .share = 2,                                         \
                                               .is_known = is_known,                               \
                                               .draws_unknown = TRUE,                              \
                                               .is_same = is_same,                                 \
                                               .draw = draw,                                       \
                                               .describe = describe,                               \
                                               .get_number = get_number,                           \
                                               .tabulate = tabulate,                               \
                                               .draw_cursor = draw_cursor,                         \
                                               .pick = pick,                                       \
                                               .move = move,                                       \
                                               .read = read,                                       \
                                               .lead = lead,                                       \
                                               __VA_ARGS__ }

PANEL (phases,
       N_ ("Phases of all seeds"),
       N_ ("Phases of all seeds over complexity"),
       .narrow = { 240, 150 },
       .wide = { 519, 180 },
       .in_layout = TRUE);
PANEL (map,
       N_ ("Phases over training"),
       N_ ("Phases of most seeds over training"),
       .narrow = { 240, 160 },
       .wide = { 519, 190 },
       .in_layout = TRUE);
PANEL (entropy,
       N_ ("Disagreement of seeds"),
       N_ ("How much seeds differ over training"),
       .narrow = { 240, 160 },
       .wide = { 519, 190 });
PANEL (fvu,
       N_ ("FVU over complexity"),
       N_ ("FVU of all seeds over complexity"),
       .narrow = { 240, 140 },
       .wide = { 519, 170 },
       .in_layout = TRUE);
PANEL (kl,
       N_ ("KL over complexity"),
       N_ ("KL of all seeds over complexity"),
       .narrow = { 240, 140 },
       .wide = { 519, 170 });
PANEL (order,
       N_ ("Order over complexity"),
       N_ ("Order of all seeds over complexity"),
       .narrow = { 240, 260 },
       .wide = { 519, 300 });
PANEL (time,
       N_ ("Order over training"),
       N_ ("Order of all seeds over training"),
       .narrow = { 240, 260 },
       .wide = { 519, 300 });
PANEL (transitions,
       N_ ("Births and deaths of phases"),
       N_ ("Births and deaths of phases"),
       .narrow = { 240, 170 },
       .wide = { 519, 200 },
       .in_layout = TRUE);
PANEL (generalisation,
       N_ ("Generalisation"),
       N_ ("FVU and phases of all seeds over the number of inputs"),
       .narrow = { 240, 180 },
       .wide = { 519, 200 },
       .in_layout = TRUE);
PANEL (direct,
       N_ ("Direct training"),
       N_ ("Hypernetworks of all seeds beside networks trained directly"),
       .narrow = { 240, 170 },
       .wide = { 519, 190 },
       .in_layout = TRUE);
