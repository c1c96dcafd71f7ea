/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be read off the pictures of phases over training, with a pointer, a keyboard, in words.
 */
#include <math.h>
#include <string.h>

#include "tests/ui/picture-fixture.h"

#define MINUS "\u2212"

static void
check_picked (const AlgoPanelFrame *frame, double x, double y, gboolean expected)
{
  AlgoPanelCursor cursor;

  g_assert_true (algo_panel_pick (frame, x, y, &cursor) == expected);
}

/* The middle of every cell of the diagram is read as that cell. */
static void
check_cells (const PictureFixture *fixture, double width, double height)
{
  const AlgoGridHistory *history = &fixture->samples->history;
  AlgoPanelFrame frame =
      panel_sample_get_frame (&fixture->samples->phase_diagram, width, height, &fixture->style);

  for (gsize i = 0; i < history->count; i++)
    for (guint row = 0; row < ALGO_GRID; row++)
      {
        AlgoPanelCursor cursor = { .log_beta = algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, row),
                                   .step = (gint64) history->grids[i]->step };
        g_autofree char *text = NULL;
        AlgoArea area;
        gsize index;

        frame.cursor = &cursor;
        text = algo_panel_read (&frame, &area);
        g_assert_nonnull (text);
        g_assert_true (
            algo_panel_pick (&frame, area.x + area.width / 2, area.y + area.height / 2, &cursor));
        g_assert_true (algo_grid_history_find_measured (history, cursor.step, &index));
        g_assert_cmpuint (index, ==, i);
        g_assert_cmpuint (algo_grid_find_point (ALGO_DEFAULT_BETA_RANGE, cursor.log_beta), ==, row);
      }
}

static void
test_diagram_pick (PictureFixture *fixture, gconstpointer data)
{
  PanelSample *sample = &fixture->samples->phase_diagram;
  AlgoPanelDestination destination;
  AlgoPanelFrame frame;
  AlgoPanelCursor cursor;
  AlgoArea area;

  sample->scene.step = sample->scene.latest = 700;
  check_cells (fixture, 1900, 700);
  algo_style_init (&fixture->style, ALGO_STYLE_FIGURE);
  check_cells (fixture, 252, 140);
  /* The end of the budget is in the plot, but nothing was measured there. */
  frame = panel_sample_get_frame (sample, 252, 140, &fixture->style);
  frame.cursor = &cursor;
  g_assert_true (algo_panel_pick (&frame, 240, 70, &cursor));
  g_assert_cmpint (cursor.step, >, 800);
  g_assert_null (algo_panel_read (&frame, &area));
  g_assert_false (algo_panel_lead (&frame, &destination));
  check_picked (&frame, 2, 70, FALSE);
  sample->scene.grids = fixture->none;
  check_picked (&frame, 240, 70, FALSE);
}

/* Moves by so much, and checks where that leads. */
static void
check_moved (AlgoPanelFrame *frame,
             gint right,
             gint down,
             AlgoPanelCursor *cursor,
             guint64 step,
             double log_beta)
{
  frame->cursor = cursor;
  g_assert_true (algo_panel_move (frame, right, down, cursor));
  g_assert_cmpint (cursor->step, ==, (gint64) step);
  g_assert_cmpfloat (cursor->log_beta, ==, log_beta);
}

/* By keyboard one gets to every cell and never out of the diagram. */
static void
test_diagram_move (PictureFixture *fixture, gconstpointer data)
{
  const AlgoGridHistory *history = &fixture->samples->history;
  PanelSample *sample = &fixture->samples->phase_diagram;
  AlgoPanelFrame frame = panel_sample_get_frame (sample, 620, 330, &fixture->style);
  AlgoPanelCursor cursor = { .log_beta = -6 };
  gint64 step = 0;
  double log_beta = -6;

  check_moved (&frame, 0, 0, &cursor, history->grids[0]->step, -6);
  for (gsize i = 1; i < history->count; i++)
    check_moved (&frame, 1, 0, &cursor, history->grids[i]->step, -6);
  check_moved (&frame, 1, 0, &cursor, 700, -6);
  for (guint row = 1; row < ALGO_GRID; row++)
    check_moved (&frame, 0, -1, &cursor, 700, algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, row));
  check_moved (&frame, 0, -1, &cursor, 700, -1);
  check_moved (&frame, -1000, 1000, &cursor, history->grids[0]->step, -6);
  algo_grid_history_move (history, G_MAXINT, G_MAXINT, &step, &log_beta);
  g_assert_cmpint (step, ==, 700);
  g_assert_cmpfloat (log_beta, ==, -1);
  algo_grid_history_move (history, G_MININT, G_MININT, &step, &log_beta);
  g_assert_cmpint (step, ==, (gint64) history->grids[0]->step);
  g_assert_cmpfloat (log_beta, ==, -6);
  sample->scene.grids = fixture->none;
  g_assert_false (algo_panel_move (&frame, 3, 3, &cursor));
  algo_grid_history_move (&(AlgoGridHistory){ 0 }, 3, 3, &step, &log_beta);
  g_assert_cmpfloat (log_beta, ==, -6);
}

static void
test_diagram_describe (PictureFixture *fixture, gconstpointer data)
{
  PanelSample *sample = &fixture->samples->phase_diagram;
  AlgoGridPoint *point = &fixture->samples->grids[99].points[11];
  g_autofree char *whole = panel_sample_describe (sample);
  g_autofree char *place = NULL, *none = NULL, *alone = NULL;

  assert_contains (whole, "At step 700 of 875: Phases over log \u03b2: " MINUS "6.00 to");
  assert_contains (whole, "to " MINUS "1.00 Convexity.");
  assert_contains (whole, "At log \u03b2 " MINUS "3.34: after ");
  assert_contains (whole, " to step 700.");
  point->confidence = 0.93;
  point->unexplained = 0.00812;
  point->kl = 281.3;
  point->phase = ALGO_PHASE_PUDDING_PLUS;
  place = panel_sample_read (sample, &(AlgoPanelCursor){ .log_beta = -4.3, .step = 702 });
  g_assert_cmpstr (place, ==,
                   "step 700, log \u03b2 " MINUS
                   "4.28: Pudding +, confidence 93\u202f%, FVU 0.00812, "
                   "KL 281 nats");
  none = panel_sample_read (sample, &(AlgoPanelCursor){ .log_beta = -4.3, .step = 800 });
  g_assert_null (none);
  sample->scene.question.log_beta = NAN;
  alone = panel_sample_describe (sample);
  g_assert_null (strstr (alone, "At log"));
}

static void
test_trade_off_pick (PictureFixture *fixture, gconstpointer data)
{
  PanelSample *sample = &fixture->samples->trade_off;
  AlgoGrid *last = &fixture->samples->grids[99];
  AlgoPanelFrame frame;

  sample->scene.step = last->step;
  frame = panel_sample_get_frame (sample, 620, 330, &fixture->style);
  /* Points far apart, so that each is the nearest to its own place. */
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      last->points[i].kl = 1000 * pow (0.8, i);
      last->points[i].unexplained = 0.002 * pow (1.2, i);
    }
  for (gint64 i = 0; i < ALGO_GRID; i++)
    {
      const AlgoPanelCursor cursor = { .index = i };
      g_autofree char *text = NULL;
      AlgoPanelCursor found;
      AlgoArea area;

      frame.cursor = &cursor;
      text = algo_panel_read (&frame, &area);
      g_assert_true (algo_panel_pick (&frame, area.x + 0.5, area.y - 0.5, &found));
      g_assert_cmpint (found.index, ==, i);
    }
  check_picked (&frame, 600, 40, FALSE);
  /* What has no place can be read, and not pointed at. */
  last->points[7].kl = NAN;
  for (double x = 0; x < 620; x += 8)
    for (double y = 0; y < 330; y += 8)
      {
        AlgoPanelCursor found;

        g_assert_false (algo_panel_pick (&frame, x, y, &found) && found.index == 7);
      }
  sample->scene.grids = fixture->none;
  check_picked (&frame, 300, 100, FALSE);
}

static void
test_trade_off_describe (PictureFixture *fixture, gconstpointer data)
{
  const PanelSample *sample = &fixture->samples->trade_off;
  g_autofree char *point = NULL, *none = NULL, *whole = NULL;

  fixture->samples->grids[99].points[0].kl = 412;
  fixture->samples->grids[99].points[32].kl = 0.25;
  whole = panel_sample_describe (sample);
  point = panel_sample_read (sample, &(AlgoPanelCursor){ .index = 0 });
  none = panel_sample_read (sample, &(AlgoPanelCursor){ .index = ALGO_GRID });
  assert_contains (whole, "Step 700, from log \u03b2 " MINUS "6.00: Pudding \u2212, ");
  assert_contains (whole, "KL 412 nats to log \u03b2 " MINUS "1.00: Convexity, ");
  assert_contains (whole, "KL 0.250 nats. Chosen: log \u03b2 " MINUS "3.34: ");
  assert_contains (point, "KL 412 nats");
  g_assert_null (none);
}

static void
test_order_pick (PictureFixture *fixture, gconstpointer data)
{
  const AlgoPanelFrame over_beta =
      panel_sample_get_frame (&fixture->samples->order_over_beta, 900, 500, &fixture->style);
  const AlgoPanelFrame over_steps =
      panel_sample_get_frame (&fixture->samples->order_over_steps, 900, 500, &fixture->style);
  AlgoPanelCursor first, second;
  gint64 previous = 0;

  fixture->samples->order_over_beta.scene.step = 700;
  g_assert_true (algo_panel_pick (&over_beta, 60, 120, &first));
  g_assert_true (algo_panel_pick (&over_beta, 190, 120, &second));
  g_assert_cmpint (first.index, <, second.index);
  g_assert_cmpint (second.index, <, ALGO_GRID);
  /* The plot beside begins anew. */
  g_assert_true (algo_panel_pick (&over_beta, 290, 120, &second));
  g_assert_cmpint (second.index, <, first.index + 5);
  check_picked (&over_beta, 60, 3, FALSE);
  for (double x = 60; x < 190; x += 10)
    {
      g_assert_true (algo_panel_pick (&over_steps, x, 120, &first));
      g_assert_cmpint (first.index, <, (gint64) fixture->samples->history.count);
      g_assert_cmpint (first.index, >=, previous);
      previous = first.index;
    }
  g_assert_cmpint (previous, >, 60);
}

static void
test_order_describe (PictureFixture *fixture, gconstpointer data)
{
  PanelSample *over_beta = &fixture->samples->order_over_beta;
  PanelSample *over_steps = &fixture->samples->order_over_steps;
  AlgoGridPoint *point = &fixture->samples->grids[42].points[17];
  g_autofree char *beta = NULL, *steps = NULL, *beta_at = NULL, *steps_at = NULL;
  g_autofree char *place = NULL, *none = NULL;

  point->phase = ALGO_PHASE_TILTED;
  point->parameters = (AlgoOrderParameters){ .localisation = 0.91,
                                             .coverage = 1,
                                             .evenness = 0.82,
                                             .double_sidedness = 0.53,
                                             .polarity = -0.44,
                                             .unanimity = 0.75,
                                             .unexplained = 0.0123,
                                             .correlation = 0.987,
                                             .inputs = 16 };
  over_beta->scene.chosen = (gint64) fixture->samples->grids[42].step;
  over_steps->scene.chosen = over_beta->scene.chosen;
  place = g_strdup_printf ("step %" G_GINT64_FORMAT, over_beta->scene.chosen);
  beta = panel_sample_describe (over_beta);
  assert_contains (beta, place);
  assert_contains (beta, ", log \u03b2 " MINUS "3.34: Tilted, Localisation 0.910, Coverage 1.00, "
                         "Evenness 0.820, Unanimity 0.750, Double-sidedness 0.530, Polarity " MINUS
                         "0.440, Correlation 0.987, FVU 0.0123");
  assert_contains (beta, ". Phases over");
  steps = panel_sample_describe (over_steps);
  assert_contains (steps, ". log \u03b2 " MINUS "3.34, step ");
  assert_contains (steps, ": Tilted, Localisation 0.910, ");
  assert_contains (steps, "At log \u03b2 " MINUS "3.34: after ");
  beta_at = panel_sample_read (over_beta, &(AlgoPanelCursor){ .index = 17 });
  assert_contains (beta_at, ": Tilted\nLocalisation 0.910\nCoverage 1.00\n");
  steps_at = panel_sample_read (over_steps, &(AlgoPanelCursor){ .index = 42 });
  g_assert_true (g_str_has_prefix (steps_at, place));
  assert_contains (steps_at, "\nPolarity " MINUS "0.440\n");
  none = panel_sample_read (over_beta, &(AlgoPanelCursor){ .index = ALGO_GRID });
  g_assert_null (none);
}

/* Grids without order parameters, as from run files, have nothing to show, not zeros. */
static void
test_order_not_recorded (PictureFixture *fixture, gconstpointer data)
{
  const PanelSample *over_beta = &fixture->samples->order_over_beta;
  g_autofree char *before = panel_sample_describe (over_beta);
  g_autofree char *after = NULL, *at = NULL;

  for (gsize i = 0; i < fixture->samples->history.count; i++)
    for (guint point = 0; point < ALGO_GRID; point++)
      fixture->samples->grids[i].points[point].parameters = (AlgoOrderParameters){ 0 };
  after = panel_sample_describe (over_beta);
  at = panel_sample_read (over_beta, &(AlgoPanelCursor){ .index = 3 });
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
