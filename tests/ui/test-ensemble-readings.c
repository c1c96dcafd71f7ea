/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be read off the pictures of an ensemble, by pointer and by keyboard. */
#include <string.h>

#include "tests/engine/sample-ensembles.h"
#include "tests/ui/picture-fixture.h"

#define SEEDS 12 /* of which nine count at the last step, and ten half way */
#define STEPS 1400
#define WIDTH 400
#define HEIGHT 300

static AlgoPanelFrame
get_frame (const PictureFixture *fixture, guint panel)
{
  return panel_sample_get_frame (&fixture->samples->ensemble[panel], WIDTH, HEIGHT,
                                 &fixture->style);
}

/* Wherever the keyboard goes, something is drawn inside the picture, and reads as what the pointer
 * finds there. */
static void
test_keyboard_and_pointer (PictureFixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < N_ENSEMBLE_SAMPLES; i++)
    {
      AlgoPanelFrame frame = get_frame (fixture, i), other = frame;
      AlgoPanelCursor cursor, found;

      g_assert_true (algo_panel_move (&frame, 0, 0, &cursor));
      frame.cursor = &cursor;
      other.cursor = &found;
      for (int step = 0; step < 12; step++)
        {
          AlgoArea area, other_area;
          g_autofree char *read = algo_panel_read (&frame, &area);
          g_autofree char *pointed = NULL;

          g_assert_nonnull (read);
          g_assert_cmpfloat (area.x, >=, 0);
          g_assert_cmpfloat (area.y, >=, 0);
          g_assert_cmpfloat (area.x + area.width, <=, WIDTH);
          g_assert_cmpfloat (area.y + area.height, <=, HEIGHT);
          g_assert_true (
              algo_panel_pick (&frame, area.x + area.width / 2, area.y + area.height / 2, &found));
          pointed = algo_panel_read (&other, &other_area);
          g_assert_cmpstr (read, ==, pointed);
          g_assert_true (
              algo_panel_move (&frame, step % 3 == 0 ? -1 : 1, step % 2 == 0 ? 1 : -1, &cursor));
        }
    }
}

/* However far, it stays inside. */
static void
test_ends (PictureFixture *fixture, gconstpointer user_data)
{
  const int far[][2] = { { 1000, 0 }, { 0, 1000 }, { -1000, 0 }, { 0, -1000 } };

  for (guint i = 0; i < N_ENSEMBLE_SAMPLES; i++)
    for (guint j = 0; j < G_N_ELEMENTS (far); j++)
      {
        AlgoPanelFrame frame = get_frame (fixture, i);
        g_autofree char *read = NULL;
        AlgoPanelCursor cursor;
        AlgoArea area;

        g_assert_true (algo_panel_move (&frame, 0, 0, &cursor));
        frame.cursor = &cursor;
        g_assert_true (algo_panel_move (&frame, far[j][0], far[j][1], &cursor));
        read = algo_panel_read (&frame, &area);
        g_assert_nonnull (read);
      }
}

/* Nothing is where no plot is. */
static void
test_corner (PictureFixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < N_ENSEMBLE_SAMPLES; i++)
    {
      const AlgoPanelFrame frame = get_frame (fixture, i);
      AlgoPanelCursor cursor;

      g_assert_false (algo_panel_pick (&frame, 1, 1, &cursor));
    }
}

/* The counts of a cell are those of a recount. */
static void
test_counts (PictureFixture *fixture, gconstpointer user_data)
{
  AlgoPanelFrame frame = get_frame (fixture, 1);
  const AlgoEnsemble *ensemble = frame.scene->consensus->ensemble;
  const guint point = 10;

  for (gint64 step = 100; step <= STEPS; step += 325)
    {
      const AlgoPanelCursor cursor = {
        .log_beta = algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, point), .step = step, .index = -1
      };
      AlgoArea area;
      guint tilted = 0, total = 0;
      g_autofree char *read = NULL, *tilted_text = NULL, *total_text = NULL;

      for (guint i = 0; i < ensemble->members->len; i++)
        {
          const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, i);

          for (guint g = 0; g < member->grids->len; g++)
            {
              const AlgoGrid *grid = member->grids->pdata[g];

              if (grid->step != (guint64) step)
                continue;
              total++;
              tilted += grid->points[point].phase == ALGO_PHASE_TILTED;
            }
        }
      frame.cursor = &cursor;
      read = algo_panel_read (&frame, &area);
      total_text =
          g_strdup_printf ("log \u03b2 \u22124.44, %u of %u seeds: ", total, (guint) SEEDS);
      assert_contains (read, total_text);
      tilted_text = g_strdup_printf ("Tilted %u", tilted);
      if (tilted > 0)
        assert_contains (read, tilted_text);
      else
        g_assert_null (strstr (read, "Tilted"));
    }
}

/* Another step or beta is what is asked for, not what is usual. */
static void
test_chosen (PictureFixture *fixture, gconstpointer user_data)
{
  PanelSample *phases = &fixture->samples->ensemble[0];
  PanelSample *direct = &fixture->samples->ensemble[N_ENSEMBLE_SAMPLES - 1];
  g_autofree char *usual = panel_sample_describe (phases);
  g_autofree char *early = NULL, *at_beta = NULL;

  assert_contains (usual, "9 of 12 seeds, step 1400. Of the most seeds: ");
  phases->scene.chosen = 110; /* of the grid before it */
  early = panel_sample_describe (phases);
  assert_contains (early, "10 of 12 seeds, step 110.");
  assert_contains (early, "Unformed");
  direct->scene.question.log_beta = -1;
  at_beta = panel_sample_describe (direct);
  assert_contains (at_beta, "log \u03b2 \u22121.00. Trained directly: median FVU ");
  assert_contains (at_beta, "Convexity 9.");
}

static void
test_numbers (PictureFixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < N_ENSEMBLE_SAMPLES; i++)
    {
      const AlgoPanelFrame frame = get_frame (fixture, i);
      const char *name;
      g_autofree char *value = algo_panel_get_number (frame.panel, frame.scene, &name);

      g_assert_nonnull (name);
      g_assert_nonnull (value);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  picture_fixture_add ("/ui/ensemble-readings/keyboard-and-pointer", test_keyboard_and_pointer);
  picture_fixture_add ("/ui/ensemble-readings/ends", test_ends);
  picture_fixture_add ("/ui/ensemble-readings/corner", test_corner);
  picture_fixture_add ("/ui/ensemble-readings/counts", test_counts);
  picture_fixture_add ("/ui/ensemble-readings/chosen", test_chosen);
  picture_fixture_add ("/ui/ensemble-readings/numbers", test_numbers);
  return g_test_run ();
}
