/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/grid-table.h"
#include "ui/pictures/phase/ribbon-picture.h"

#include <glib/gi18n-lib.h>

static AlgoRibbonPicture
make_picture (const AlgoScene *scene)
{
  return (AlgoRibbonPicture){ .grid = algo_scene_get_grid (scene),
                              .range = scene->range,
                              .log_beta = scene->question.log_beta,
                              .axis = TRUE };
}

static gboolean
is_known (const AlgoScene *scene)
{
  return !scene->is_exhibit && algo_scene_get_grid (scene) != NULL;
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return algo_scene_get_grid (a) == algo_scene_get_grid (b)
         && a->question.log_beta == b->question.log_beta;
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoRibbonPicture picture = make_picture (frame->scene);

  algo_ribbon_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoRibbonPicture picture = make_picture (frame->scene);

  return algo_ribbon_picture_describe (&picture);
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoGrid *grid = algo_scene_get_grid (scene);

  algo_csv_add_names (csv, "log_beta", "phase", "confidence", "unexplained", "kl", NULL);
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      algo_csv_add_point (csv, &grid->points[i]);
      algo_csv_end_row (csv);
    }
}

const AlgoPanel algo_panel_ribbon = {
  .name = "ribbon",
  .title = N_ ("Phase over complexity"),
  .label = N_ ("Phases by complexity"),
  .needs = N_ ("a hypernetwork's parameters or a run"),
  .set = ALGO_PANEL_OF_FIGURES,
  .narrow = { 240, 34 },
  .wide = { 519, 36 },
  .share = 2,
  .in_layout = TRUE,
  .is_known = is_known,
  .draws_unknown = TRUE,
  .is_same = is_same,
  .get_basis = algo_grid_get_basis,
  .draw = draw,
  .describe = describe,
  .tabulate = tabulate,
};
