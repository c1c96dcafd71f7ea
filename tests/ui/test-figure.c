/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures: their panels, sizes and layout, whatever the panels. */
#include "ui/pictures/figure/figure.h"

#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "tests/ui/scene-samples.h"
#include "ui/pictures/scene/scene-measure.h"

static AlgoFigure
every_panel (void)
{
  static const AlgoScene nothing = { .chosen = -1 };
  AlgoFigure figure = { .scene = &nothing };

  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    algo_figure_add_panel (&figure, *panel);
  return figure;
}

static void
test_layout_of_known (void)
{
  g_autoptr (PictureSamples) samples = picture_samples_new (4, 12, 20);
  g_autoptr (SceneSample) sample = scene_sample_new (samples);
  const AlgoScene nothing = ALGO_SCENE_EMPTY;
  g_autoptr (AlgoScene) whole = algo_scene_new (&sample->parts);
  g_autoptr (AlgoScene) part = NULL;
  g_autoptr (AlgoScene) empty = algo_scene_new (&nothing);
  AlgoFigure all, some, none;
  g_autofree char *text = NULL;

  sample->parts.metrics = NULL;
  sample->parts.grids = NULL;
  part = algo_scene_new (&sample->parts);
  algo_figure_init_layout (&all, whole);
  algo_figure_init_layout (&some, part);
  algo_figure_init_layout (&none, empty);
  g_assert_cmpuint (all.n_panels, ==, some.n_panels + 2);
  g_assert_cmpuint (some.n_panels, >=, 3);
  g_assert_cmpuint (none.n_panels, ==, 0);
  text = algo_figure_describe (&some);
  g_assert_true (g_str_has_prefix (text, "(a) Weights, (b) "));
}

static gboolean
areas_meet (const AlgoArea *a, const AlgoArea *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

/* Areas are within the page, apart, in reading order, and not too narrow beside each other. */
static void
assert_placed (const AlgoFigure *figure, double width, double height, const AlgoStyle *style)
{
  AlgoArea areas[ALGO_FIGURE_MAX_PANELS];

  algo_figure_place (figure, width, height, style, areas);
  for (guint i = 0; i < figure->n_panels; i++)
    {
      const AlgoArea *area = &areas[i];

      g_assert_cmpfloat (area->x, >=, 0);
      g_assert_cmpfloat (area->y, >=, 0);
      g_assert_cmpfloat (area->width, >, 0);
      g_assert_cmpfloat (area->height, >, 0);
      g_assert_cmpfloat (area->x + area->width, <=, width + 1e-9);
      g_assert_cmpfloat (area->y + area->height, <=, height + 1e-9);
      if (i > 0 && area->x > areas[0].x)
        {
          g_assert_cmpfloat (area->y, ==, areas[i - 1].y);
          g_assert_cmpfloat (area->width, >=, figure->panels[i]->narrow.width);
        }
      else if (i > 0)
        g_assert_cmpfloat (area->y, >, areas[i - 1].y);
      for (guint j = 0; j < i; j++)
        g_assert_false (areas_meet (area, &areas[j]));
    }
}

static void
test_place (void)
{
  const AlgoFigure figure = every_panel ();
  AlgoStyle style;

  algo_style_init (&style, ALGO_STYLE_FIGURE);
  for (guint count = 1; count <= figure.n_panels; count++)
    for (double width = 150; width < 900; width *= 1.1)
      {
        AlgoFigure part = figure;
        double height;

        part.n_panels = count;
        height = algo_figure_natural_height (&part, width, &style);
        assert_placed (&part, width, height, &style);
        assert_placed (&part, width, 1.5 * height, &style);
      }
}

/* No text under the least that journals take, whatever the size of the figure: Nature's is 5 pt. */
static void
test_style (void)
{
  AlgoStyle style;

  algo_style_init (&style, ALGO_STYLE_FIGURE);
  g_assert_cmpfloat (style.text_small, >=, 5);
  g_assert_cmpfloat (style.text_large, <=, 7);
  g_assert_cmpfloat (style.card.red + style.card.green + style.card.blue, ==, 3);
}

static void
test_text_size (void)
{
  const AlgoFigure figure = every_panel ();
  g_autoptr (GError) error = NULL;
  AlgoStyle usual, large;

  algo_figure_style_init (&usual, 0);
  algo_figure_style_init (&large, 9);
  g_assert_cmpfloat (usual.text, ==, ALGO_FIGURE_TEXT);
  g_assert_cmpfloat (large.text, ==, 9);
  g_assert_cmpfloat_with_epsilon (large.text_small / large.text, usual.text_small / usual.text,
                                  1e-9);
  g_assert_cmpfloat_with_epsilon (large.text_large / large.text, usual.text_large / usual.text,
                                  1e-9);
  g_assert_cmpfloat (algo_figure_natural_height (&figure, 519, &large), >,
                     algo_figure_natural_height (&figure, 519, &usual));
  g_assert_true (algo_figure_text_validate (9, &error));
  g_assert_no_error (error);
  g_assert_false (algo_figure_text_validate (1, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
}

static void
test_most_panels (void)
{
  static const AlgoScene nothing = { .chosen = -1 };
  AlgoFigure figure = { .scene = &nothing };
  AlgoStyle style;

  while (algo_figure_add_panel (&figure, algo_panel_find ("phase")))
    ;
  g_assert_cmpuint (figure.n_panels, ==, ALGO_FIGURE_MAX_PANELS);
  algo_style_init (&style, ALGO_STYLE_FIGURE);
  assert_placed (&figure, 519, algo_figure_natural_height (&figure, 519, &style), &style);
}

static void
test_sizes (void)
{
  static const struct
  {
    const char *text;
    double width, height;
  } cases[] = {
    { "89mm", 252.2835, 0 },   { "183mm", 518.7402, 0 }, { "3.25in", 234, 0 },
    { "6.75in", 486, 0 },      { "240pt", 240, 0 },      { "89x60mm", 252.2835, 170.0787 },
    { "3inx144pt", 216, 144 }, { "100.5pt", 100.5, 0 },
  };
  guint count;
  const AlgoFigurePreset *presets = algo_figure_presets_get (&count);
  AlgoFigureSize size;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (algo_figure_size_parse (cases[i].text, &size, NULL));
      g_assert_cmpfloat_with_epsilon (size.width, cases[i].width, 1e-4);
      g_assert_cmpfloat_with_epsilon (size.height, cases[i].height, 1e-4);
    }
  for (guint i = 0; i < count; i++)
    g_assert_true (algo_figure_size_parse (presets[i].text, &size, NULL));
}

static void
test_mistaken_sizes (void)
{
  static const char *const texts[] = {
    "",        "89",         "mm",
    "89 mm",   " 89mm",      "89mm ",
    "-89mm",   "89,5mm",     "1e2mm",
    "89cm",    "89mmx",      "89mmx5",
    "x60mm",   "89x60",      "89mmx60mmx1",
    "8.9.1mm", ".mm",        "nanmm",
    "0x10mm",  "0mm",        "1mm",
    "5000mm",  "100x9999pt", "100x0mm",
    "0pt",     "infin",      "99999999999999999999999999999999999999999999999999in",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      AlgoFigureSize size;

      if (algo_figure_size_parse (texts[i], &size, &error))
        g_error ("'%s' was taken for a size", texts[i]);
      g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
    }
}

/* A graph that is arranged by hand is drawn as it is, without the marks of the hand. */
static void
test_arrangement (void)
{
  g_autoptr (PictureSamples) samples = picture_samples_new (4, 12, 20);
  g_autoptr (SceneSample) sample = scene_sample_new (samples);
  g_autoptr (AlgoScene) shown = NULL, scene = NULL;
  const AlgoArrangement *arrangement = samples->graph.scene.arrangement;

  sample->parts.arrangement = &samples->arrangement;
  shown = algo_scene_new (&sample->parts);
  scene = algo_scene_measure (shown, NULL, ALGO_SCENE_FIGURES, NULL, NULL, NULL);
  g_assert_true (arrangement->pinned[2]);
  for (guint i = 0; i < arrangement->count; i++)
    {
      g_assert_cmpfloat (scene->arrangement->positions[i].x, ==, arrangement->positions[i].x);
      g_assert_cmpfloat (scene->arrangement->positions[i].y, ==, arrangement->positions[i].y);
      g_assert_true (shown->arrangement->pinned[i] == arrangement->pinned[i]);
      g_assert_false (scene->arrangement->pinned[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/figure/layout-of-known", test_layout_of_known);
  g_test_add_func ("/ui/figure/place", test_place);
  g_test_add_func ("/ui/figure/most-panels", test_most_panels);
  g_test_add_func ("/ui/figure/style", test_style);
  g_test_add_func ("/ui/figure/text-size", test_text_size);
  g_test_add_func ("/ui/figure/sizes", test_sizes);
  g_test_add_func ("/ui/figure/mistaken-sizes", test_mistaken_sizes);
  g_test_add_func ("/ui/figure/arrangement", test_arrangement);
  return g_test_run ();
}
