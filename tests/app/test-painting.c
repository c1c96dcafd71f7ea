/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads that paint panels: the pictures and words are those that one thread makes, whatever
 * others paint meanwhile. Under the thread sanitizer that nothing is shared that changes. */
#include "tests/app/model-fixture.h"
#include "ui/widgets/board/painter.h"

#define WIDTH 300
#define HEIGHT 200

static AlgoScene *
make_scene (ModelFixture *fixture, guint64 seed, guint inputs)
{
  const AlgoSettings settings = model_settings (seed, inputs);

  model_fixture_finish_run (fixture, &settings);
  return model_fixture_make_scene (fixture);
}

static GPtrArray *
begin_all (AlgoPainter *painter, const AlgoScene *scene, const AlgoStyle *style)
{
  GPtrArray *paintings = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_painting_unref);
  const AlgoPanel *const *panels = algo_panels_get ();

  for (guint i = 0; panels[i] != NULL; i++)
    {
      const AlgoPanelFrame frame = { .panel = panels[i],
                                     .scene = scene,
                                     .width = WIDTH,
                                     .height = HEIGHT,
                                     .style = style,
                                     .on_screen = TRUE };

      g_ptr_array_add (paintings, algo_painter_begin (painter, &frame));
    }
  return paintings;
}

static void
wait_for_all (GPtrArray *paintings)
{
  for (guint i = 0; i < paintings->len; i++)
    while (!algo_painting_is_done (g_ptr_array_index (paintings, i)))
      g_thread_yield ();
}

static void
assert_same (AlgoPainting *a, AlgoPainting *b)
{
  cairo_surface_t *one = a->surface, *other = b->surface;
  const gsize size = (gsize) cairo_image_surface_get_stride (one) * HEIGHT;

  g_assert_cmpmem (cairo_image_surface_get_data (one), size, cairo_image_surface_get_data (other),
                   size);
  g_assert_cmpstr (a->description, ==, b->description);
  g_assert_cmpstr (a->number, ==, b->number);
}

static void
test_same (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoScene) first = make_scene (fixture, 1, 2);
  g_autoptr (AlgoScene) second = make_scene (fixture, 2, 3);
  g_autoptr (AlgoPainter) painter = algo_painter_new ();
  AlgoStyle style;

  algo_style_init (&style, ALGO_STYLE_LIGHT);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GPtrArray) alone = begin_all (painter, first, &style);
      g_autoptr (GPtrArray) other = NULL;
      g_autoptr (GPtrArray) again = NULL;

      wait_for_all (alone);
      other = begin_all (painter, second, &style);
      again = begin_all (painter, first, &style);
      wait_for_all (other);
      wait_for_all (again);
      for (guint j = 0; j < alone->len; j++)
        assert_same (g_ptr_array_index (alone, j), g_ptr_array_index (again, j));
    }
}

/* While training, looking and recording go on, and with what nobody waits for. */
static void
test_live (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoPainter) painter = algo_painter_new ();
  AlgoSettings settings = model_settings (3, 3);
  AlgoStyle style;

  settings.steps = 2000;
  algo_style_init (&style, ALGO_STYLE_DARK);
  algo_run_model_begin (fixture->run, &settings, NULL);
  algo_run_model_run (fixture->run);
  model_fixture_wait (fixture, model_has_network);
  for (guint i = 0; i < 20; i++)
    {
      const AlgoQuestion question = { -6 + i / 5.0, 2 + i % 3, 3 * (2 + i % 3), i };
      g_autoptr (AlgoScene) scene = model_fixture_make_scene (fixture);
      g_autoptr (GPtrArray) paintings = begin_all (painter, scene, &style);

      algo_run_model_ask (fixture->run, &question, NULL);
      g_main_context_iteration (NULL, FALSE);
      if (i % 3 != 0)
        wait_for_all (paintings);
    }
}

int
main (int argc, char **argv)
{
  model_test_init (&argc, &argv);
  g_test_add ("/app/painting/same", ModelFixture, NULL, model_fixture_set_up, test_same,
              model_fixture_tear_down);
  g_test_add ("/app/painting/live", ModelFixture, NULL, model_fixture_set_up, test_live,
              model_fixture_tear_down);
  return model_test_run ();
}
