/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Panels painted by threads are what the main thread would have drawn, several at a time, without a
 * display. */
#include "tests/ui/picture-samples.h"
#include "ui/widgets/board/painter.h"

#include <string.h>

#define INPUTS 16
#define STEPS 300
#define WIDTH 300
#define HEIGHT 220

typedef struct
{
  PictureSamples *samples;
  AlgoScene *scene;
  AlgoStyle style;
  AlgoPainter *painter;
} Fixture;

static AlgoScene *
make_scene (PictureSamples *samples)
{
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  g_autoptr (GArray) metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  g_autoptr (AlgoObservation) observation = algo_observation_new_for_network (samples->network, 1);
  g_autoptr (AlgoComparison) comparison = algo_comparison_new (observation, observation);

  for (gsize i = 0; i < samples->history.count; i++)
    g_ptr_array_add (grids, &samples->grids[i]);
  g_array_append_vals (metrics, samples->metrics, STEPS);
  return algo_scene_new (
      &(AlgoScene){ .generation = 1,
                    .seed = 1,
                    .least = 4,
                    .most = INPUTS,
                    .budget = 2 * STEPS,
                    .step = STEPS,
                    .latest = STEPS,
                    .chosen = -1,
                    .question = { -3.4, INPUTS, 3 * INPUTS, 0 },
                    .observation = observation,
                    .kept = observation,
                    .comparison = comparison,
                    .metrics = metrics,
                    .grids = grids,
                    .generalisation = samples->generalisation.scene.generalisation,
                    .direct = samples->direct.scene.direct });
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->samples = picture_samples_new (INPUTS, 3 * INPUTS, STEPS);
  fixture->scene = make_scene (fixture->samples);
  algo_style_init (&fixture->style, ALGO_STYLE_LIGHT);
  fixture->style.pixel = 0.5; /* two pixels a unit */
  fixture->painter = algo_painter_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->painter, algo_painter_unref);
  algo_scene_unref (fixture->scene);
  picture_samples_free (fixture->samples);
}

static AlgoPanelFrame
make_frame (Fixture *fixture, const AlgoPanel *panel)
{
  return (AlgoPanelFrame){ .panel = panel,
                           .scene = fixture->scene,
                           .width = WIDTH,
                           .height = HEIGHT,
                           .style = &fixture->style,
                           .on_screen = TRUE };
}

static void
wait_for (AlgoPainting *painting)
{
  while (!algo_painting_is_done (painting))
    g_thread_yield ();
}

static void
check_same (const AlgoPanelFrame *frame, cairo_surface_t *surface)
{
  const double scale = 1 / frame->style->pixel;
  cairo_surface_t *expected =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (scale * WIDTH),
                                  (int) (scale * HEIGHT));
  gsize size;
  cairo_t *cr;

  cairo_surface_set_device_scale (expected, scale, scale);
  cr = cairo_create (expected);
  algo_panel_draw (frame, cr);
  cairo_destroy (cr);
  cairo_surface_flush (expected);
  size = (gsize) cairo_image_surface_get_stride (expected)
         * (gsize) cairo_image_surface_get_height (expected);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==,
                   cairo_image_surface_get_height (expected));
  g_assert_cmpint (memcmp (cairo_image_surface_get_data (surface),
                           cairo_image_surface_get_data (expected), size),
                   ==, 0);
  cairo_surface_destroy (expected);
}

/* All of them at once, to the pixel and to the letter. */
static void
test_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) paintings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) algo_painting_unref);

  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    {
      const AlgoPanelFrame frame = make_frame (fixture, *panel);

      g_ptr_array_add (paintings, algo_painter_begin (fixture->painter, &frame));
    }
  for (guint i = 0; i < paintings->len; i++)
    {
      AlgoPainting *painting = paintings->pdata[i];
      const AlgoPanelFrame frame = make_frame (fixture, algo_panels_get ()[i]);
      g_autofree char *words = algo_panel_describe (&frame);
      const char *name;
      g_autofree char *own = algo_panel_get_number (frame.panel, frame.scene, &name);

      wait_for (painting);
      check_same (&frame, painting->surface);
      g_assert_cmpstr (painting->description, ==, words);
      g_assert_cmpstr (painting->number, ==, own);
      g_assert_true (algo_painting_fits (painting, &frame));
    }
}

/* What would be drawn otherwise does not fit. */
static void
test_fits (Fixture *fixture, gconstpointer data)
{
  const AlgoPanelCursor cursor = { .row = 1 }, other = { .row = 2 };
  AlgoPanelFrame frame = make_frame (fixture, algo_panel_find ("weights"));
  AlgoStyle dark = fixture->style;
  AlgoPainting *painting;

  frame.cursor = &cursor;
  painting = algo_painter_begin (fixture->painter, &frame);
  g_assert_true (algo_painting_fits (painting, &frame));
  frame.cursor = &other;
  g_assert_false (algo_painting_fits (painting, &frame));
  frame.cursor = NULL;
  g_assert_false (algo_painting_fits (painting, &frame));
  frame.cursor = &cursor;
  frame.width++;
  g_assert_false (algo_painting_fits (painting, &frame));
  frame.width--;
  frame.option = TRUE;
  g_assert_false (algo_painting_fits (painting, &frame));
  frame.option = FALSE;
  dark.opaque = TRUE;
  frame.style = &dark;
  g_assert_false (algo_painting_fits (painting, &frame));
  algo_painting_unref (painting);
}

/* A cursor that is drawn over the picture is no part of it. */
static void
test_cursor_apart (Fixture *fixture, gconstpointer data)
{
  const AlgoPanelCursor cursor = { .row = 1 };
  AlgoPanelFrame frame = make_frame (fixture, algo_panel_find ("trade-off"));
  AlgoPainting *painting = algo_painter_begin (fixture->painter, &frame);

  g_assert_nonnull (frame.panel->draw_cursor);
  frame.cursor = &cursor;
  g_assert_true (algo_painting_fits (painting, &frame));
  algo_painting_unref (painting);
}

/* Without a size there are words only. */
static void
test_words (Fixture *fixture, gconstpointer data)
{
  AlgoPanelFrame frame = make_frame (fixture, algo_panel_find ("weights"));
  AlgoPainting *painting;

  frame.width = frame.height = 0;
  painting = algo_painter_begin (fixture->painter, &frame);
  wait_for (painting);
  g_assert_null (painting->surface);
  g_assert_nonnull (painting->description);
  algo_painting_unref (painting);
  painting = algo_painting_new_words (&frame);
  g_assert_true (algo_painting_is_done (painting));
  algo_painting_unref (painting);
}

/* What nobody wants any more, begun or not, and a painter that goes in the midst of it. */
static void
test_given_up (Fixture *fixture, gconstpointer data)
{
  for (guint round = 0; round < 3; round++)
    for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
      {
        const AlgoPanelFrame frame = make_frame (fixture, *panel);

        algo_painting_unref (algo_painter_begin (fixture->painter, &frame));
      }
  g_clear_pointer (&fixture->painter, algo_painter_unref);
}

#define ADD(path, test) g_test_add ("/ui/painter/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("all", test_all);
  ADD ("fits", test_fits);
  ADD ("cursor-apart", test_cursor_apart);
  ADD ("words", test_words);
  ADD ("given-up", test_given_up);
  return g_test_run ();
}
