/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be read off the pictures of phases over training, with a pointer, a keyboard, in words.
 */
#include <math.h>
#include <string.h>

#include "tests/ui/picture-fixture.h"

#define MINUS "\u2212"

/* The middle of every cell of the diagram is read as that cell. */
static void
check_cells (const PictureFixture *fixture, double width, double height)
{
  const AlgoPhaseDiagramPicture *picture = &fixture->samples->phase_diagram;

  for (gsize i = 0; i < picture->history.count; i++)
    for (guint row = 0; row < ALGO_GRID; row++)
      {
        AlgoPhaseDiagramPlace place = { algo_grid_log_beta (row), picture->history.grids[i]->step };
        const AlgoGrid *grid;
        const AlgoGridPoint *point;
        AlgoArea area;

        g_assert_true (algo_phase_diagram_picture_locate (picture, width, height, &fixture->style,
                                                          &place, &area));
        g_assert_true (algo_phase_diagram_picture_pick (picture, width, height, &fixture->style,
                                                        area.x + area.width / 2,
                                                        area.y + area.height / 2, &place));
        g_assert_true (algo_phase_diagram_picture_find (picture, &place, &grid, &point));
        g_assert_true (grid == picture->history.grids[i]);
        g_assert_true (point == &grid->points[row]);
      }
}

static void
test_diagram_pick (PictureFixture *fixture, gconstpointer data)
{
  AlgoPhaseDiagramPicture *picture = &fixture->samples->phase_diagram;
  AlgoPhaseDiagramPlace place;
  const AlgoGrid *grid;
  const AlgoGridPoint *point;
  AlgoArea area;

  check_cells (fixture, 1900, 700);
  algo_style_init (&fixture->style, ALGO_STYLE_FIGURE);
  check_cells (fixture, 252, 140);
  /* The end of the budget is in the plot, but nothing was measured there. */
  g_assert_true (
      algo_phase_diagram_picture_pick (picture, 252, 140, &fixture->style, 240, 70, &place));
  g_assert_cmpuint (place.step, >, 800);
  g_assert_false (algo_phase_diagram_picture_find (picture, &place, &grid, &point));
  g_assert_false (
      algo_phase_diagram_picture_locate (picture, 252, 140, &fixture->style, &place, &area));
  g_assert_false (
      algo_phase_diagram_picture_pick (picture, 252, 140, &fixture->style, 2, 70, &place));
  picture->history.count = 0;
  g_assert_false (algo_phase_diagram_picture_find (picture, &place, &grid, &point));
}

/* By keyboard one gets to every cell and never out of the diagram. */
static void
test_diagram_move (PictureFixture *fixture, gconstpointer data)
{
  AlgoPhaseDiagramPicture *picture = &fixture->samples->phase_diagram;
  AlgoPhaseDiagramPlace place = { -6, 0 };

  for (gsize i = 0; i < picture->history.count; i++)
    {
      place = algo_phase_diagram_picture_move (picture, &place, i > 0, 0);
      g_assert_cmpuint (place.step, ==, picture->history.grids[i]->step);
      g_assert_cmpfloat (place.log_beta, ==, -6);
    }
  place = algo_phase_diagram_picture_move (picture, &place, 1, 0);
  g_assert_cmpuint (place.step, ==, 700);
  for (guint row = 1; row < ALGO_GRID; row++)
    {
      place = algo_phase_diagram_picture_move (picture, &place, 0, 1);
      g_assert_cmpfloat (place.log_beta, ==, algo_grid_log_beta (row));
    }
  place = algo_phase_diagram_picture_move (picture, &place, 0, 1);
  g_assert_cmpfloat (place.log_beta, ==, -1);
  place = algo_phase_diagram_picture_move (picture, &place, G_MININT, G_MININT);
  g_assert_cmpuint (place.step, ==, picture->history.grids[0]->step);
  g_assert_cmpfloat (place.log_beta, ==, -6);
  picture->history.count = 0;
  place = algo_phase_diagram_picture_move (picture, &place, 3, 3);
  g_assert_cmpfloat (place.log_beta, ==, -6);
}

static void
test_diagram_describe (PictureFixture *fixture, gconstpointer data)
{
  AlgoPhaseDiagramPicture *picture = &fixture->samples->phase_diagram;
  AlgoGridPoint *point = &fixture->samples->grids[99].points[11];
  g_autofree char *whole = algo_phase_diagram_picture_describe (picture);
  g_autofree char *place = NULL, *none = NULL, *alone = NULL;

  assert_contains (whole, "At step 700 of 875: Phases over log \u03b2: " MINUS "6.00 to");
  assert_contains (whole, "to " MINUS "1.00 Convexity.");
  assert_contains (whole, "At log \u03b2 " MINUS "3.34: after ");
  assert_contains (whole, " to step 700.");
  point->confidence = 0.93;
  point->unexplained = 0.00812;
  point->kl = 281.3;
  point->phase = ALGO_PHASE_PUDDING_PLUS;
  place =
      algo_phase_diagram_picture_describe_place (picture, &(AlgoPhaseDiagramPlace){ -4.3, 702 });
  g_assert_cmpstr (place, ==,
                   "step 700, log \u03b2 " MINUS
                   "4.28: Pudding +, confidence 93\u202f%, FVU 0.00812, "
                   "KL 281 nats");
  none = algo_phase_diagram_picture_describe_place (picture, &(AlgoPhaseDiagramPlace){ -4.3, 800 });
  g_assert_null (none);
  picture->log_beta = NAN;
  alone = algo_phase_diagram_picture_describe (picture);
  g_assert_null (strstr (alone, "At log"));
}

static void
test_trade_off_pick (PictureFixture *fixture, gconstpointer data)
{
  AlgoTradeOffPicture *picture = &fixture->samples->trade_off;
  AlgoGrid *last = &fixture->samples->grids[99];
  guint found = 0;
  double x, y;

  /* Points far apart, so that each is the nearest to its own place. */
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      last->points[i].kl = 1000 * pow (0.8, i);
      last->points[i].unexplained = 0.002 * pow (1.2, i);
    }
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      g_assert_true (algo_trade_off_picture_locate (picture, 620, 330, &fixture->style, i, &x, &y));
      g_assert_true (algo_trade_off_picture_pick (picture, 620, 330, &fixture->style, x + 0.5,
                                                  y - 0.5, &found));
      g_assert_cmpuint (found, ==, i);
    }
  g_assert_false (
      algo_trade_off_picture_pick (picture, 620, 330, &fixture->style, 600, 40, &found));
  g_assert_false (algo_trade_off_picture_locate (picture, 620, 330, &fixture->style, 33, &x, &y));
  last->points[7].kl = NAN;
  g_assert_false (algo_trade_off_picture_locate (picture, 620, 330, &fixture->style, 7, &x, &y));
  picture->grid = NULL;
  g_assert_false (
      algo_trade_off_picture_pick (picture, 620, 330, &fixture->style, 300, 100, &found));
}

static void
test_trade_off_describe (PictureFixture *fixture, gconstpointer data)
{
  AlgoTradeOffPicture *picture = &fixture->samples->trade_off;
  g_autofree char *point = NULL, *none = NULL, *whole = NULL;

  fixture->samples->grids[99].points[0].kl = 412;
  fixture->samples->grids[99].points[32].kl = 0.25;
  whole = algo_trade_off_picture_describe (picture);
  point = algo_trade_off_picture_describe_point (picture, 0);
  none = algo_trade_off_picture_describe_point (picture, ALGO_GRID);
  assert_contains (whole, "Step 700, from log \u03b2 " MINUS "6.00: Pudding \u2212, ");
  assert_contains (whole, "KL 412 nats to log \u03b2 " MINUS "1.00: Convexity, ");
  assert_contains (whole, "KL 0.250 nats. Chosen: log \u03b2 " MINUS "3.34: ");
  assert_contains (point, "KL 412 nats");
  g_assert_null (none);
}

static void
test_order_pick (PictureFixture *fixture, gconstpointer data)
{
  const AlgoOrderPicture *over_beta = &fixture->samples->order_over_beta;
  const AlgoOrderPicture *over_steps = &fixture->samples->order_over_steps;
  gsize first = 0, second = 0, previous = 0;

  g_assert_true (algo_order_picture_pick (over_beta, 900, 500, &fixture->style, 60, 120, &first));
  g_assert_true (algo_order_picture_pick (over_beta, 900, 500, &fixture->style, 190, 120, &second));
  g_assert_cmpuint (first, <, second);
  g_assert_cmpuint (second, <, ALGO_GRID);
  /* The plot beside begins anew. */
  g_assert_true (algo_order_picture_pick (over_beta, 900, 500, &fixture->style, 290, 120, &second));
  g_assert_cmpuint (second, <, first + 5);
  g_assert_false (algo_order_picture_pick (over_beta, 900, 500, &fixture->style, 60, 3, &first));
  for (double x = 60; x < 190; x += 10)
    {
      g_assert_true (
          algo_order_picture_pick (over_steps, 900, 500, &fixture->style, x, 120, &first));
      g_assert_cmpuint (first, <, over_steps->history.count);
      g_assert_cmpuint (first, >=, previous);
      previous = first;
    }
  g_assert_cmpuint (previous, >, 60);
}

static void
test_order_describe (PictureFixture *fixture, gconstpointer data)
{
  AlgoOrderPicture *over_beta = &fixture->samples->order_over_beta;
  AlgoOrderPicture *over_steps = &fixture->samples->order_over_steps;
  AlgoGridPoint *point = &fixture->samples->grids[42].points[17];
  g_autofree char *beta = NULL, *steps = NULL, *beta_at = NULL, *steps_at = NULL;
  g_autofree char *place = NULL, *none = NULL;

  point->phase = ALGO_PHASE_TILTED;
  point->parameters = (AlgoOrderParameters){ 0.91, 1, 0.82, 0.53, -0.44, 0.75, 0.0123, 0.987, 16 };
  over_beta->step = (gint64) fixture->samples->grids[42].step;
  over_steps->step = over_beta->step;
  place = g_strdup_printf ("step %" G_GINT64_FORMAT, over_beta->step);
  beta = algo_order_picture_describe (over_beta);
  g_assert_true (g_str_has_prefix (beta, place));
  assert_contains (beta, ", log \u03b2 " MINUS "3.34: Tilted, Localisation 0.910, Coverage 1.00, "
                         "Evenness 0.820, Unanimity 0.750, Double-sidedness 0.530, Polarity " MINUS
                         "0.440, Correlation 0.987, FVU 0.0123. Phases over");
  steps = algo_order_picture_describe (over_steps);
  g_assert_true (g_str_has_prefix (steps, "log \u03b2 " MINUS "3.34, step "));
  assert_contains (steps, ": Tilted, Localisation 0.910, ");
  assert_contains (steps, "At log \u03b2 " MINUS "3.34: after ");
  beta_at = algo_order_picture_describe_index (over_beta, 17);
  assert_contains (beta_at, ": Tilted\nLocalisation 0.910\nCoverage 1.00\n");
  steps_at = algo_order_picture_describe_index (over_steps, 42);
  g_assert_true (g_str_has_prefix (steps_at, place));
  assert_contains (steps_at, "\nPolarity " MINUS "0.440\n");
  none = algo_order_picture_describe_index (over_beta, ALGO_GRID);
  g_assert_null (none);
}

/* Grids without order parameters, as from run files, have nothing to show, not zeros. */
static void
test_order_not_recorded (PictureFixture *fixture, gconstpointer data)
{
  const AlgoOrderPicture *over_beta = &fixture->samples->order_over_beta;
  g_autofree char *before = algo_order_picture_describe (over_beta);
  g_autofree char *after = NULL, *at = NULL;

  for (gsize i = 0; i < over_beta->history.count; i++)
    for (guint point = 0; point < ALGO_GRID; point++)
      fixture->samples->grids[i].points[point].parameters = (AlgoOrderParameters){ 0 };
  after = algo_order_picture_describe (over_beta);
  at = algo_order_picture_describe_index (over_beta, 3);
  g_assert_null (strstr (before, "not recorded"));
  assert_contains (after, "Order parameters were not recorded");
  assert_contains (at, "\nCoverage \u2013\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  picture_fixture_add ("/ui/phase-readings/diagram/pick", test_diagram_pick);
  picture_fixture_add ("/ui/phase-readings/diagram/move", test_diagram_move);
  picture_fixture_add ("/ui/phase-readings/diagram/describe", test_diagram_describe);
  picture_fixture_add ("/ui/phase-readings/trade-off/pick", test_trade_off_pick);
  picture_fixture_add ("/ui/phase-readings/trade-off/describe", test_trade_off_describe);
  picture_fixture_add ("/ui/phase-readings/order/pick", test_order_pick);
  picture_fixture_add ("/ui/phase-readings/order/describe", test_order_describe);
  picture_fixture_add ("/ui/phase-readings/order/not-recorded", test_order_not_recorded);
  return g_test_run ();
}
