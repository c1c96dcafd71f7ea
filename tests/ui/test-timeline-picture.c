/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is where on the timeline, and what is said of it. */
#include <math.h>
#include <string.h>

#include "tests/ui/picture-samples.h"
#include "ui/pictures/phase/phase-letters.h"

#define STEPS 700
#define WIDTH 600
#define HEIGHT 46

typedef struct
{
  PictureSamples *samples;
  AlgoTimelinePicture *picture;
  AlgoStyle style;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->samples = picture_samples_new (12, 36, STEPS);
  fixture->picture = &fixture->samples->timeline;
  algo_style_init (&fixture->style, ALGO_STYLE_LIGHT);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  picture_samples_free (fixture->samples);
}

static double
middle_of (Fixture *fixture, guint64 step)
{
  const AlgoArea area =
      algo_timeline_picture_locate (fixture->picture, WIDTH, HEIGHT, &fixture->style, step);

  return area.x + area.width / 2;
}

static guint64
step_at (Fixture *fixture, double x)
{
  return algo_timeline_picture_step_at (fixture->picture, WIDTH, HEIGHT, &fixture->style, x);
}

static void
test_places (Fixture *fixture, gconstpointer data)
{
  const guint64 latest = fixture->picture->latest;

  for (guint64 step = 0; step <= latest; step += 37)
    g_assert_cmpuint (step_at (fixture, middle_of (fixture, step)), ==, step);
  g_assert_cmpuint (step_at (fixture, -10), ==, 0);
  /* No step is picked that was not taken. */
  g_assert_cmpuint (step_at (fixture, WIDTH), ==, latest);
  g_assert_cmpfloat (middle_of (fixture, latest), <, WIDTH * 0.9);
  fixture->picture->latest = 0;
  g_assert_cmpuint (step_at (fixture, WIDTH / 2), ==, 0);
}

/* A run that goes on past what was planned makes the strip longer. */
static void
test_past_the_budget (Fixture *fixture, gconstpointer data)
{
  const double before = middle_of (fixture, 300);

  fixture->picture->latest = 4 * STEPS;
  g_assert_cmpfloat (middle_of (fixture, 300), <, before);
  g_assert_cmpfloat (middle_of (fixture, 4 * STEPS), <=, WIDTH);
  g_assert_cmpfloat (middle_of (fixture, 4 * STEPS), >, WIDTH - 30);
}

static char *
read_at (Fixture *fixture, guint64 step)
{
  return algo_timeline_picture_read (fixture->picture, WIDTH, HEIGHT, &fixture->style, step);
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static void
test_readings (Fixture *fixture, gconstpointer data)
{
  const AlgoTimelinePicture *picture = fixture->picture;
  const AlgoGridPoint *point = &algo_grid_history_get (&picture->history, 240)
                                    ->points[algo_grid_find_point (ALGO_DEFAULT_BETA_RANGE, -3.4)];
  g_autofree char *plain = read_at (fixture, 240);
  g_autofree char *rate = read_at (fixture, 121);
  g_autofree char *branch = read_at (fixture, 340);
  g_autofree char *budget = read_at (fixture, 559);
  g_autofree char *late = read_at (fixture, picture->latest);
  g_autofree char *step = algo_timeline_picture_describe_step (picture, 240);

  g_assert_cmpint (point->phase, ==, ALGO_PHASE_TILTED);
  g_assert_cmpstr (step, ==, "Step 240: Tilted");
  assert_has (plain, "Step 240: Tilted, confidence");
  g_assert_null (strchr (plain, '\n'));
  assert_has (rate, "Rate set to 0.00100 after step 120");
  assert_has (branch, "Branched from “seed-0.algoscope” after step 340");
  assert_has (budget, "Planned to go on to step 875, after step 560");
  assert_has (late, "phase not measured");
}

/* The columns of an image of a letter, from 0 to 100, in which there is ink. */
static void
find_ink (const AlgoPhaseLetter *letter, const AlgoStyle *style, gint *first, gint *last)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 100, 20);
  const guchar *pixels = cairo_image_surface_get_data (surface);
  const int stride = cairo_image_surface_get_stride (surface);
  cairo_t *cr = cairo_create (surface);

  algo_phase_letter_fit (letter, cr, style, 10);
  cairo_surface_flush (surface);
  *first = *last = -1;
  for (gint x = 0; x < 100; x++)
    for (gint y = 0; y < 20; y++)
      if (pixels[y * stride + x] > 0)
        {
          *first = *first < 0 ? x : *first;
          *last = x;
        }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Where the line would go through a letter, that stands beside it on the longer side. */
static void
test_letter (Fixture *fixture, gconstpointer data)
{
  AlgoPhaseLetter letter = {
    .phase = ALGO_PHASE_MIXED, .size = 12, .from = 0, .to = 100, .line = NAN
  };
  gint first, last;

  find_ink (&letter, &fixture->style, &first, &last);
  g_assert_cmpint (first, <, 50);
  g_assert_cmpint (last, >, 49);
  letter.line = 48;
  find_ink (&letter, &fixture->style, &first, &last);
  g_assert_cmpint (first, >, 60);
  letter.line = 52;
  find_ink (&letter, &fixture->style, &first, &last);
  g_assert_cmpint (first, >=, 0);
  g_assert_cmpint (last, <, 40);
  letter.line = 70;
  find_ink (&letter, &fixture->style, &first, &last);
  g_assert_cmpint (first, <, 50);
  g_assert_cmpint (last, >, 49);
  /* Without room there is none, and with little a small one. */
  letter.to = 20;
  letter.line = 10;
  find_ink (&letter, &fixture->style, &first, &last);
  g_assert_cmpint (first, ==, -1);
  letter.least = 3;
  find_ink (&letter, &fixture->style, &first, &last);
  g_assert_cmpint (first, >=, 0);
}

static void
test_description (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = algo_timeline_picture_describe (fixture->picture);
  g_autofree char *without = NULL;

  assert_has (text, "The run is at step 746 of 875.");
  assert_has (text, "Tilted to step");
  assert_has (text, "Rate set to");
  assert_has (text, "Branched from");
  fixture->picture->log_beta = NAN;
  fixture->picture->n_events = 0;
  without = algo_timeline_picture_describe (fixture->picture);
  g_assert_cmpstr (without, ==, "The run is at step 746 of 875.");
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/ui/timeline-picture/places", test_places);
  ADD ("/ui/timeline-picture/past-the-budget", test_past_the_budget);
  ADD ("/ui/timeline-picture/letter", test_letter);
  ADD ("/ui/timeline-picture/readings", test_readings);
  ADD ("/ui/timeline-picture/description", test_description);
  return g_test_run ();
}
