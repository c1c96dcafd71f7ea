/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be read off the pictures of an ensemble, by pointer and by keyboard. */
#include "ui/pictures/ensemble/ensemble-picture.h"

#include <string.h>

#include "tests/engine/sample-ensembles.h"
#include "tests/ui/picture-fixture.h"
#include "ui/pictures/scene/panel.h"

#define SEEDS 12 /* of which nine count at the last step, and ten half way */
#define STEPS 1400
#define WIDTH 400
#define HEIGHT 300

static const char *const names[] = {
  "ensemble-phases", "ensemble-map",         "ensemble-entropy",
  "ensemble-fvu",    "ensemble-kl",          "ensemble-order",
  "ensemble-time",   "ensemble-transitions", "ensemble-generalisation",
  "ensemble-direct",
};

static AlgoEnsemblePicture
get_picture (const PictureFixture *fixture, const char *name)
{
  AlgoEnsemblePicture picture = fixture->samples->ensemble[0];

  picture.kind = algo_panel_find (name)->kind;
  g_assert_nonnull (picture.kind);
  return picture;
}

static gboolean
pick (const PictureFixture *fixture,
      const AlgoEnsemblePicture *picture,
      double x,
      double y,
      AlgoEnsemblePlace *place)
{
  return algo_ensemble_picture_pick (picture, WIDTH, HEIGHT, &fixture->style, x, y, place);
}

static gboolean
locate (const PictureFixture *fixture,
        const AlgoEnsemblePicture *picture,
        const AlgoEnsemblePlace *place,
        AlgoArea *area)
{
  return algo_ensemble_picture_locate (picture, WIDTH, HEIGHT, &fixture->style, place, area);
}

/* Wherever the keyboard goes, something is drawn inside the picture, and reads as what the pointer
 * finds there. */
static void
test_keyboard_and_pointer (PictureFixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const AlgoEnsemblePicture picture = get_picture (fixture, names[i]);
      AlgoEnsemblePlace place = ALGO_ENSEMBLE_PLACE_NONE;

      g_assert_true (algo_ensemble_picture_move (&picture, 0, 0, &place));
      for (int step = 0; step < 12; step++)
        {
          g_autofree char *read = algo_ensemble_picture_describe_place (&picture, &place);
          g_autofree char *pointed = NULL;
          AlgoEnsemblePlace found;
          AlgoArea area;

          g_assert_nonnull (read);
          g_assert_true (locate (fixture, &picture, &place, &area));
          g_assert_cmpfloat (area.x, >=, 0);
          g_assert_cmpfloat (area.y, >=, 0);
          g_assert_cmpfloat (area.x + area.width, <=, WIDTH);
          g_assert_cmpfloat (area.y + area.height, <=, HEIGHT);
          g_assert_true (
              pick (fixture, &picture, area.x + area.width / 2, area.y + area.height / 2, &found));
          pointed = algo_ensemble_picture_describe_place (&picture, &found);
          g_assert_cmpstr (read, ==, pointed);
          g_assert_true (algo_ensemble_picture_move (&picture, step % 3 == 0 ? -1 : 1,
                                                     step % 2 == 0 ? 1 : -1, &place));
        }
    }
}

/* However far, it stays inside. */
static void
test_ends (PictureFixture *fixture, gconstpointer user_data)
{
  const int far[][2] = { { 1000, 0 }, { 0, 1000 }, { -1000, 0 }, { 0, -1000 } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint j = 0; j < G_N_ELEMENTS (far); j++)
      {
        const AlgoEnsemblePicture picture = get_picture (fixture, names[i]);
        AlgoEnsemblePlace place = ALGO_ENSEMBLE_PLACE_NONE;
        AlgoArea area;

        algo_ensemble_picture_move (&picture, 0, 0, &place);
        g_assert_true (algo_ensemble_picture_move (&picture, far[j][0], far[j][1], &place));
        g_assert_true (locate (fixture, &picture, &place, &area));
      }
}

/* Nothing is where no plot is. */
static void
test_corner (PictureFixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const AlgoEnsemblePicture picture = get_picture (fixture, names[i]);
      AlgoEnsemblePlace place;

      g_assert_false (pick (fixture, &picture, 1, 1, &place));
    }
}

/* The counts of a cell are those of a recount. */
static void
test_counts (PictureFixture *fixture, gconstpointer user_data)
{
  AlgoEnsemblePicture picture = get_picture (fixture, "ensemble-map");
  const AlgoEnsemble *ensemble = picture.consensus->ensemble;
  const guint point = 10;

  for (gint64 step = 100; step <= STEPS; step += 325)
    {
      AlgoEnsemblePlace place = ALGO_ENSEMBLE_PLACE_NONE;
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
      place.step = step;
      place.log_beta = algo_grid_log_beta (point);
      read = algo_ensemble_picture_describe_place (&picture, &place);
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
  AlgoEnsemblePicture picture = get_picture (fixture, "ensemble-phases");
  g_autofree char *usual = algo_ensemble_picture_describe (&picture);
  g_autofree char *early = NULL, *at_beta = NULL;

  assert_contains (usual, "9 of 12 seeds, step 1400. Of the most seeds: ");
  picture.step = 110; /* of the grid before it */
  early = algo_ensemble_picture_describe (&picture);
  assert_contains (early, "10 of 12 seeds, step 110.");
  assert_contains (early, "Unformed");
  picture = get_picture (fixture, "ensemble-direct");
  picture.log_beta = -1;
  at_beta = algo_ensemble_picture_describe (&picture);
  assert_contains (at_beta, "log \u03b2 \u22121.00. Trained directly: median FVU ");
  assert_contains (at_beta, "Convexity 9.");
}

static void
test_numbers (PictureFixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      AlgoEnsemblePicture picture = get_picture (fixture, names[i]);
      const char *name = NULL;
      g_autofree char *value = NULL;

      algo_ensemble_picture_get_number (&picture, &name, &value);
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
