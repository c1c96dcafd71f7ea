/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding one's way over training: which grid speaks of a step, and where phases change; regions of
 * a map, and the places of labels. */
#include "ui/pictures/history/grid-history.h"

#include <math.h>
#include <string.h>

#include "ui/pictures/drawing/labels.h"
#include "ui/pictures/drawing/multiples.h"
#include "ui/pictures/phase/phase-runs.h"
#include "ui/pictures/drawing/regions.h"

#define N_GRIDS 4

typedef struct
{
  AlgoGrid grids[N_GRIDS];
  const AlgoGrid *pointers[N_GRIDS];
  AlgoGridHistory history;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const guint64 steps[N_GRIDS] = { 25, 50, 150, 160 };

  for (guint i = 0; i < N_GRIDS; i++)
    {
      fixture->pointers[i] = &fixture->grids[i];
      fixture->grids[i].step = steps[i];
      for (guint point = 0; point < ALGO_GRID; point++)
        fixture->grids[i].points[point] =
            (AlgoGridPoint){ .log_beta = algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, point),
                             .phase = i < 2        ? ALGO_PHASE_UNFORMED
                                      : point < 10 ? ALGO_PHASE_TILTED
                                                   : ALGO_PHASE_CONVEXITY };
    }
  fixture->history = (AlgoGridHistory){ fixture->pointers, N_GRIDS, 1000, ALGO_DEFAULT_BETA_RANGE };
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
}

/* Every step is spoken of by the grid nearest to it, between its edges. */
static void
test_nearest (Fixture *fixture, gconstpointer data)
{
  const AlgoGridHistory *history = &fixture->history;

  for (gint64 step = 0; step < 300; step++)
    {
      gsize found = algo_grid_history_find (history, step);

      for (gsize i = 0; i < N_GRIDS; i++)
        g_assert_cmpint (ABS ((gint64) fixture->grids[found].step - step), <=,
                         ABS ((gint64) fixture->grids[i].step - step));
      if (found > 0)
        g_assert_cmpfloat (algo_grid_history_edge (history, (gssize) found - 1), <=, step);
      if (found < N_GRIDS - 1)
        g_assert_cmpfloat (algo_grid_history_edge (history, (gssize) found), >=, step);
    }
  g_assert_cmpuint (algo_grid_history_find (history, -1), ==, 3);
  g_assert_true (algo_grid_history_get (history, 100) == &fixture->grids[2]);
  g_assert_true (algo_grid_history_get (history, 99) == &fixture->grids[1]);
}

static void
test_edges (Fixture *fixture, gconstpointer data)
{
  AlgoGridHistory *history = &fixture->history;

  g_assert_cmpfloat (algo_grid_history_edge (history, -1), ==, 12.5);
  g_assert_cmpfloat (algo_grid_history_edge (history, 1), ==, 100);
  g_assert_cmpfloat (algo_grid_history_edge (history, 3), ==, 165);
  g_assert_cmpfloat (algo_grid_history_end (history), ==, 1000);
  /* Not beyond the budget; a run that went beyond it ends where it is. */
  history->budget = 162;
  g_assert_cmpfloat (algo_grid_history_edge (history, 3), ==, 162);
  history->budget = 100;
  g_assert_cmpfloat (algo_grid_history_end (history), ==, 160);
  /* One grid alone is to be seen, that of step 0 too. */
  history->count = 1;
  history->budget = 1000;
  g_assert_cmpfloat (algo_grid_history_edge (history, -1), ==, 0);
  g_assert_cmpfloat (algo_grid_history_edge (history, 0), ==, 50);
  fixture->grids[0].step = 0;
  g_assert_cmpfloat (algo_grid_history_edge (history, 0), ==, 10);
  history->count = 0;
  g_assert_null (algo_grid_history_get (history, 5));
  g_assert_cmpfloat (algo_grid_history_edge (history, 0), ==, 0);
}

static void
check_points (AlgoBetaRange range)
{
  g_assert_cmpuint (algo_grid_find_point (range, range.from - 1), ==, 0);
  g_assert_cmpuint (algo_grid_find_point (range, range.to + 1), ==, ALGO_GRID - 1);
  g_assert_cmpuint (algo_grid_find_point (range, NAN), ==, 0);
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      const double edge = algo_grid_edge (range, (gint) i);

      g_assert_cmpuint (algo_grid_find_point (range, algo_grid_log_beta (range, i)), ==, i);
      g_assert_cmpuint (algo_grid_find_point (range, edge - 0.001), ==, i);
    }
  g_assert_cmpfloat (algo_grid_edge (range, -1), ==, range.from);
  g_assert_cmpfloat (algo_grid_edge (range, ALGO_GRID - 1), ==, range.to);
}

static void
test_points (Fixture *fixture, gconstpointer data)
{
  check_points (ALGO_DEFAULT_BETA_RANGE);
  check_points ((AlgoBetaRange){ ALGO_LEAST_LOG_BETA, ALGO_MOST_LOG_BETA });
}

static void
test_runs (Fixture *fixture, gconstpointer data)
{
  AlgoPhaseRun run = algo_phase_run_of_grid (&fixture->grids[3], 0);
  g_autofree char *text = algo_phase_runs_describe_history (&fixture->history, -5);

  g_assert_cmpint (run.phase, ==, ALGO_PHASE_TILTED);
  g_assert_cmpuint (run.end, ==, 10);
  g_assert_cmpfloat (run.low, ==, -6);
  g_assert_cmpfloat_with_epsilon (run.high, -6 + 5 * 9.5 / 32, 1e-12);
  run = algo_phase_run_of_grid (&fixture->grids[3], run.end);
  g_assert_cmpint (run.phase, ==, ALGO_PHASE_CONVEXITY);
  g_assert_cmpuint (run.end, ==, ALGO_GRID);
  run = algo_phase_run_of_history (&fixture->history, 20, 0);
  g_assert_cmpint (run.phase, ==, ALGO_PHASE_UNFORMED);
  g_assert_cmpuint (run.end, ==, 2);
  g_assert_cmpfloat (run.high, ==, 100);
  run = algo_phase_run_of_history (&fixture->history, 20, 2);
  g_assert_cmpfloat (run.low, ==, 100);
  g_assert_cmpfloat (run.high, ==, 165);
  g_assert_cmpstr (text, ==, "At log \u03b2 \u22125.06: Unformed to step 50; Tilted to step 160.");
}

static const AlgoRegion *
get_region (GArray *regions, guint index)
{
  return &g_array_index (regions, AlgoRegion, index);
}

static void
test_regions (Fixture *fixture, gconstpointer data)
{
  static const char map[] = "aaaaaaab"
                            "aaaaaabb"
                            "aaaa..bb"
                            "aaaaccba"
                            "aaaaacca";
  guint8 labels[sizeof map - 1];
  g_autoptr (GArray) regions = NULL;
  g_autoptr (GArray) none = NULL;

  for (guint i = 0; i < sizeof labels; i++)
    labels[i] = map[i] == '.' ? ALGO_REGION_NONE : (guint8) map[i];
  regions = algo_regions_find (labels, 5, 8);
  g_assert_cmpuint (regions->len, ==, 4);
  g_assert_cmpuint (get_region (regions, 0)->label, ==, 'a');
  /* Two squares of side 4, rows 0 to 3 and 1 to 4: their mean is between, either is as near. */
  g_assert_cmpuint (get_region (regions, 0)->side, ==, 4);
  g_assert_cmpfloat (get_region (regions, 0)->column, ==, 2);
  g_assert_cmpfloat (get_region (regions, 0)->row, ==, 2);
  g_assert_cmpuint (get_region (regions, 1)->label, ==, 'b');
  g_assert_cmpuint (get_region (regions, 1)->side, ==, 2);
  g_assert_cmpfloat (get_region (regions, 1)->column, ==, 7);
  g_assert_cmpfloat (get_region (regions, 1)->row, ==, 2);
  g_assert_cmpuint (get_region (regions, 2)->label, ==, 'c');
  g_assert_cmpuint (get_region (regions, 2)->side, ==, 1);
  g_assert_cmpuint (get_region (regions, 3)->side, ==, 1);
  none = algo_regions_find (labels, 0, 0);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Two regions that touch by a corner are not one, and a square does not reach from one to the
 * other. */
static void
test_corners (Fixture *fixture, gconstpointer data)
{
  const guint8 labels[] = { 1, 2, 2, 1 };
  g_autoptr (GArray) regions = algo_regions_find (labels, 2, 2);

  g_assert_cmpuint (regions->len, ==, 4);
  for (guint i = 0; i < regions->len; i++)
    g_assert_cmpuint (get_region (regions, i)->side, ==, 1);
}

/* No square reaches over what is to be kept free, which parts no region for that. */
static void
test_kept_free (Fixture *fixture, gconstpointer data)
{
  static const char map[] = "aaAaaa"
                            "aaAaaa"
                            "AAAAAA"
                            "aaAaaB";
  guint8 labels[sizeof map - 1];
  g_autoptr (GArray) regions = NULL;

  for (guint i = 0; i < sizeof labels; i++)
    labels[i] =
        (guint8) (g_ascii_tolower (map[i]) - 'a' + (map[i] < 'a' ? ALGO_REGION_KEPT_FREE : 0));
  regions = algo_regions_find (labels, 4, 6);
  g_assert_cmpuint (regions->len, ==, 2);
  g_assert_cmpuint (get_region (regions, 0)->label, ==, 0);
  g_assert_cmpuint (get_region (regions, 0)->side, ==, 2);
  g_assert_cmpfloat (get_region (regions, 0)->column, ==, 4);
  g_assert_cmpfloat (get_region (regions, 0)->row, ==, 1);
  g_assert_cmpuint (get_region (regions, 1)->label, ==, 1);
  g_assert_cmpuint (get_region (regions, 1)->side, ==, 0);
}

/* No label lies on the curve, on another or outside, and one without room is left out. */
static void
test_labels (Fixture *fixture, gconstpointer data)
{
  double x[] = { 10, 60, NAN, 110, 190 }, y[] = { 90, 50, 40, 50, 10 };
  AlgoPlot plot = { .x = { .from = 0, .to = 200 }, .y = { .from = 100, .to = 0 } };
  AlgoTextFormat format = { .size = 12 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 200, 100);
  cairo_t *cr = cairo_create (surface);
  AlgoLabels labels;
  AlgoStyle style;

  algo_style_init (&style, ALGO_STYLE_LIGHT);
  algo_labels_init (&labels, &plot, x, y, G_N_ELEMENTS (x), 3);
  for (guint i = 0; i < 100; i++)
    algo_labels_draw (&labels, cr, &style, &format, x[i % 5], y[i % 5], "PP");
  g_assert_cmpuint (labels.n_taken, >, 5);
  g_assert_cmpuint (labels.n_taken, <, ALGO_MAX_LABELS);
  for (guint i = 0; i < labels.n_taken; i++)
    {
      const AlgoArea *a = &labels.taken[i];

      g_assert_cmpfloat (a->x, >=, 0);
      g_assert_cmpfloat (a->x + a->width, <=, 200);
      g_assert_cmpfloat (a->y, >=, 0);
      g_assert_cmpfloat (a->y + a->height, <=, 100);
      for (guint other = 0; other < i; other++)
        {
          const AlgoArea *b = &labels.taken[other];

          g_assert_true (a->x >= b->x + b->width || b->x >= a->x + a->width
                         || a->y >= b->y + b->height || b->y >= a->y + a->height);
        }
      for (double share = 0; share <= 1; share += 0.01)
        {
          double at_x = 10 + 50 * share, at_y = 90 - 40 * share;

          g_assert_false (at_x > a->x && at_x < a->x + a->width && at_y > a->y
                          && at_y < a->y + a->height);
        }
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_multiples (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (algo_multiples_choose_columns (8, 1.2, 100, 1000), ==, 1);
  g_assert_cmpuint (algo_multiples_choose_columns (8, 1.2, 640, 340), ==, 4);
  g_assert_cmpuint (algo_multiples_choose_columns (8, 1.2, 1000, 60), ==, 8);
  g_assert_cmpuint (algo_multiples_choose_columns (4, 1.8, 620, 330), ==, 2);
}

/* A label of a stretch stands beside that, wherever there is room, and none in an area taken. */
static void
test_labels_among (Fixture *fixture, gconstpointer data)
{
  double x[] = { 20, 80, 140, 145 }, y[] = { 50, 50, 50, 52 };
  const AlgoPlot plot = { .x = { .from = 0, .to = 200 }, .y = { .from = 100, .to = 0 } };
  const AlgoArea taken = { 0, 0, 200, 48 };
  const AlgoTextFormat format = { .size = 12 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 200, 100);
  cairo_t *cr = cairo_create (surface);
  AlgoLabels labels;
  AlgoStyle style;

  algo_style_init (&style, ALGO_STYLE_LIGHT);
  algo_labels_init (&labels, &plot, x, y, G_N_ELEMENTS (x), 3);
  algo_labels_take (&labels, &taken);
  algo_labels_draw_among (&labels, cr, &style, &format, 3, 4, "D");
  algo_labels_draw_among (&labels, cr, &style, &format, 0, 3, "T");
  g_assert_cmpuint (labels.n_taken, ==, 3);
  g_assert_cmpfloat (labels.taken[1].x + labels.taken[1].width, >, 145);
  g_assert_cmpfloat (labels.taken[2].x, <, 110);
  for (guint i = 1; i < labels.n_taken; i++)
    g_assert_cmpfloat (labels.taken[i].y, >=, 48);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/ui/grid-history/nearest", test_nearest }, { "/ui/grid-history/edges", test_edges },
    { "/ui/grid-history/points", test_points },   { "/ui/grid-history/runs", test_runs },
    { "/ui/regions/map", test_regions },          { "/ui/regions/corners", test_corners },
    { "/ui/regions/kept-free", test_kept_free },  { "/ui/labels/free", test_labels },
    { "/ui/labels/among", test_labels_among },    { "/ui/multiples", test_multiples },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
