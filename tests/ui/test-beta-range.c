/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Panels of a run or an ensemble that was trained on another range of beta than the usual one:
 * their axes, what is picked, moved to, read and said is of that range. */
#include <string.h>

#include "tests/ui/picture-fixture.h"
#include "tests/ui/scene-samples.h"

#define FROM (-9.0)
#define TO 0.0
#define LOG_BETA (-8.4) /* point 2 is nearest, at -8.4375 */
#define MINUS "\u2212"

static const AlgoBetaRange range = { FROM, TO };

static void
spread (AlgoGrid *grid)
{
  for (guint i = 0; i < ALGO_GRID; i++)
    grid->points[i].log_beta = algo_grid_log_beta (range, i);
}

static void
spread_all (GPtrArray *grids)
{
  for (guint i = 0; i < grids->len; i++)
    spread (grids->pdata[i]);
}

static AlgoScene *
make_run (const PictureSamples *samples)
{
  g_autoptr (SceneSample) sample = scene_sample_new (samples);

  spread_all (sample->grids);
  spread (sample->observation->grid);
  sample->observation->question.log_beta = LOG_BETA;
  sample->parts.question.log_beta = LOG_BETA;
  sample->parts.range = range;
  return algo_scene_new (&sample->parts);
}

static AlgoScene *
make_ensemble (void)
{
  AlgoEnsemble *ensemble = ensemble_sample_new (6, 400);
  AlgoScene parts = ALGO_SCENE_EMPTY;
  AlgoScene *scene;

  ensemble->settings.log_beta_from = FROM;
  ensemble->settings.log_beta_to = TO;
  for (guint i = 0; i < ensemble->members->len; i++)
    spread_all (algo_ensemble_get_member (ensemble, i)->grids);
  parts.consensus = algo_consensus_new (ensemble);
  parts.question.log_beta = LOG_BETA;
  scene = algo_scene_new (&parts);
  algo_consensus_unref (parts.consensus);
  algo_ensemble_unref (ensemble);
  return scene;
}

/* Takes the beta that the cursor leads to into account. */
static void
visit (AlgoPanelFrame *frame, const AlgoPanelCursor *cursor, AlgoBetaRange *visited)
{
  AlgoPanelDestination destination = ALGO_PANEL_STAY;

  frame->cursor = cursor;
  if (algo_panel_lead (frame, &destination) && isfinite (destination.log_beta))
    {
      visited->from = MIN (visited->from, destination.log_beta);
      visited->to = MAX (visited->to, destination.log_beta);
    }
  frame->cursor = NULL;
}

/* All of the range can be pointed at, and nothing beyond it. */
static void
check_picked (AlgoPanelFrame *frame)
{
  AlgoBetaRange visited = { INFINITY, -INFINITY };
  AlgoPanelCursor cursor = { 0 };

  for (double x = 0; x < frame->width; x += 5)
    for (double y = 0; y < frame->height; y += 5)
      if (algo_panel_pick (frame, x, y, &cursor))
        visit (frame, &cursor, &visited);
  g_assert_cmpfloat_with_epsilon (visited.from, FROM, 0.15);
  g_assert_cmpfloat_with_epsilon (visited.to, TO, 0.15);
  g_assert_cmpfloat (visited.from, >=, FROM);
  g_assert_cmpfloat (visited.to, <=, TO);
}

/* By keyboard it goes from end to end, and what is read there names them. */
static void
check_moved (AlgoPanelFrame *frame)
{
  static const gint ways[][2] = {
    { 0, ALGO_GRID }, { 0, -ALGO_GRID }, { -ALGO_GRID, 0 }, { ALGO_GRID, 0 }
  };
  AlgoBetaRange visited = { INFINITY, -INFINITY };
  g_autoptr (GString) read = g_string_new (NULL);
  AlgoPanelCursor cursor = { 0 };

  g_assert_true (algo_panel_move (frame, 0, 0, &cursor));
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *text = NULL;
      AlgoArea area;

      frame->cursor = &cursor;
      g_assert_true (algo_panel_move (frame, ways[i][0], ways[i][1], &cursor));
      text = algo_panel_read (frame, &area);
      g_string_append (read, text);
      visit (frame, &cursor, &visited);
    }
  g_assert_cmpfloat (visited.from, ==, FROM);
  g_assert_cmpfloat (visited.to, ==, TO);
  assert_contains (read->str, "log \u03b2 " MINUS "9.00");
  assert_contains (read->str, "log \u03b2 0.00");
}

static void
check_panel (const PictureFixture *fixture, const AlgoScene *scene, const char *name)
{
  AlgoPanelFrame frame = { .panel = algo_panel_find (name),
                           .scene = scene,
                           .width = 500,
                           .height = 400,
                           .style = &fixture->style };
  g_autofree char *text = algo_panel_describe (&frame);

  g_assert_true (frame.panel->is_known (scene));
  if (frame.panel->pick != NULL)
    {
      check_picked (&frame);
      check_moved (&frame);
    }
  assert_contains (text, MINUS "9.00");
}

static void
test_run (PictureFixture *fixture, gconstpointer data)
{
  static const char *const panels[] = { "phase-diagram", "trade-off", "order", "ribbon" };
  g_autoptr (AlgoScene) scene = make_run (fixture->samples);

  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    check_panel (fixture, scene, panels[i]);
}

/* At the beta of the grid that is nearest. */
static void
test_run_over_steps (PictureFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoScene) scene = make_run (fixture->samples);
  const AlgoPanelFrame frame = { .panel = algo_panel_find ("order-steps"),
                                 .scene = scene,
                                 .width = 500,
                                 .height = 400,
                                 .style = &fixture->style };
  g_autofree char *text = algo_panel_describe (&frame);

  assert_contains (text, "log \u03b2 " MINUS "8.44");
}

static void
test_ensemble (PictureFixture *fixture, gconstpointer data)
{
  static const char *const panels[] = { "ensemble-phases", "ensemble-map", "ensemble-entropy" };
  g_autoptr (AlgoScene) scene = make_ensemble ();

  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    check_panel (fixture, scene, panels[i]);
}

static void
test_timeline (PictureFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoScene) scene = make_run (fixture->samples);
  const AlgoTimelinePicture picture = { .history = algo_scene_get_history (scene),
                                        .log_beta = LOG_BETA,
                                        .latest = scene->latest,
                                        .step = -1,
                                        .hover = -1 };
  g_autofree char *text = algo_timeline_picture_describe (&picture);

  assert_contains (text, "log \u03b2 " MINUS "8.44");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  picture_fixture_add ("/ui/beta-range/run", test_run);
  picture_fixture_add ("/ui/beta-range/run-over-steps", test_run_over_steps);
  picture_fixture_add ("/ui/beta-range/ensemble", test_ensemble);
  picture_fixture_add ("/ui/beta-range/timeline", test_timeline);
  return g_test_run ();
}
