/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/grid-table.h"
#include "ui/pictures/history/history-cursor.h"
#include "ui/pictures/history/phase-diagram-picture.h"

#include <glib/gi18n-lib.h>

static AlgoPhaseDiagramPicture
make_picture (const AlgoScene *scene)
{
  return (AlgoPhaseDiagramPicture){ .history = algo_scene_get_history (scene),
                                    .log_beta = scene->question.log_beta,
                                    .step = scene->chosen };
}

/* That of the step shown. */
static const AlgoGrid *
get_grid (const AlgoScene *scene)
{
  const AlgoGridHistory history = algo_scene_get_history (scene);

  return algo_grid_history_get (&history, scene->chosen);
}

static gboolean
is_known (const AlgoScene *scene)
{
  return scene->grids->len > 0;
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return a->grids == b->grids && a->budget == b->budget && a->chosen == b->chosen
         && a->question.log_beta == b->question.log_beta;
}

static void
get_basis (const AlgoScene *scene, AlgoPanelBasis *basis)
{
  algo_grid_set_basis (get_grid (scene), TRUE, basis);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoPhaseDiagramPicture picture = make_picture (frame->scene);

  algo_phase_diagram_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoPhaseDiagramPicture picture = make_picture (frame->scene);

  return algo_phase_diagram_picture_describe (&picture);
}

/* How many phases there are at the step that is shown. */
static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const AlgoGrid *grid = get_grid (scene);
  gboolean seen[ALGO_N_PHASES] = { FALSE };
  guint count = 0;

  for (guint i = 0; i < ALGO_GRID; i++)
    if (grid->points[i].phase < ALGO_N_PHASES && !seen[grid->points[i].phase])
      {
        seen[grid->points[i].phase] = TRUE;
        count++;
      }
  *name = _ ("phases");
  return g_strdup_printf ("%u", count);
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoGridHistory history = algo_scene_get_history (scene);

  algo_grid_history_tabulate (&history, algo_grid_history_get (&history, -1), csv);
}

static AlgoPhaseDiagramPlace
get_place (const AlgoPanelCursor *cursor)
{
  return (AlgoPhaseDiagramPlace){ .log_beta = cursor->log_beta, .step = (guint64) cursor->step };
}

static void
set_place (AlgoPanelCursor *cursor, const AlgoPhaseDiagramPlace *place)
{
  *cursor = (AlgoPanelCursor){ .log_beta = place->log_beta, .step = (gint64) place->step };
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoPhaseDiagramPlace place = get_place (frame->cursor);
  AlgoPhaseDiagramPicture picture = make_picture (frame->scene);

  picture.hover = &place;
  algo_phase_diagram_picture_draw_cursor (&picture, cr, frame->width, frame->height, frame->style);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const AlgoPhaseDiagramPicture picture = make_picture (frame->scene);
  AlgoPhaseDiagramPlace place;

  if (!algo_phase_diagram_picture_pick (&picture, frame->width, frame->height, frame->style, x, y,
                                        &place))
    return FALSE;
  set_place (cursor, &place);
  return TRUE;
}

/* By points of the grid upwards. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const AlgoPhaseDiagramPicture picture = make_picture (frame->scene);
  AlgoPhaseDiagramPlace place = { .log_beta = picture.log_beta,
                                  .step = get_grid (frame->scene)->step };

  if (frame->cursor != NULL)
    place = get_place (frame->cursor);
  else
    right = down = 0;
  place =
      algo_phase_diagram_picture_move (&picture, &place,
                                       algo_grid_cursor_stride (&picture.history) * right, -down);
  set_place (cursor, &place);
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoPhaseDiagramPicture picture = make_picture (frame->scene);
  const AlgoPhaseDiagramPlace place = get_place (frame->cursor);

  if (!algo_phase_diagram_picture_locate (&picture, frame->width, frame->height, frame->style,
                                          &place, area))
    return NULL;
  return algo_phase_diagram_picture_describe_place (&picture, &place);
}

static gboolean
lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination)
{
  const AlgoPhaseDiagramPicture picture = make_picture (frame->scene);
  const AlgoPhaseDiagramPlace place = get_place (frame->cursor);
  const AlgoGrid *grid;
  const AlgoGridPoint *point;

  if (!algo_phase_diagram_picture_find (&picture, &place, &grid, &point))
    return FALSE;
  destination->step = algo_scene_choose_step (frame->scene, place.step);
  destination->log_beta = place.log_beta;
  return TRUE;
}

const AlgoPanel algo_panel_phase_diagram = {
  .name = "phase-diagram",
  .title = N_ ("Phase diagram"),
  .label = N_ ("Phases over training"),
  .needs = N_ ("a run"),
  .narrow = { 240, 150 },
  .wide = { 519, 180 },
  .share = 2,
  .in_layout = TRUE,
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
