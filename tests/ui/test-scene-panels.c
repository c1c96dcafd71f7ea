/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All panels, one after the other: each has what it must have, draws, says, numbers, tabulates and
 * reads any scene at any size, and says where what it shows is not what the scene is of. */
#include "ui/pictures/scene/panel.h"

#include "tests/ui/picture-fixture.h"
#include "tests/ui/scene-samples.h"

#include <string.h>

#define INPUTS 4
#define HIDDEN 12

typedef struct
{
  PictureSamples *samples;
  SceneSample *sample; /* of a run */
  AlgoScene *run, *ensemble, *empty;
  AlgoStyle style;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const AlgoScene nothing = ALGO_SCENE_EMPTY;

  fixture->samples = picture_samples_new (INPUTS, HIDDEN, 140);
  fixture->sample = scene_sample_new (fixture->samples);
  fixture->run = algo_scene_new (&fixture->sample->parts);
  fixture->ensemble = scene_sample_make_ensemble (fixture->samples);
  fixture->empty = algo_scene_new (&nothing);
  algo_style_init (&fixture->style, ALGO_STYLE_LIGHT);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  algo_scene_unref (fixture->run);
  algo_scene_unref (fixture->ensemble);
  algo_scene_unref (fixture->empty);
  scene_sample_free (fixture->sample);
  picture_samples_free (fixture->samples);
}

/* That which it has something of. */
static const AlgoScene *
get_scene (const Fixture *fixture, const AlgoPanel *panel)
{
  return panel->set == ALGO_PANEL_OF_ENSEMBLE ? fixture->ensemble : fixture->run;
}

static AlgoPanelFrame
make_frame (const Fixture *fixture, const AlgoPanel *panel, const AlgoScene *scene)
{
  return (AlgoPanelFrame){
    .panel = panel, .scene = scene, .width = 400, .height = 300, .style = &fixture->style
  };
}

/* How many pixels it touches. */
static guint
draw (const AlgoPanelFrame *frame)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (frame->width) + 1,
                                  (int) ceil (frame->height) + 1);
  cairo_t *cr = cairo_create (surface);
  guint touched = 0;

  algo_panel_draw (frame, cr);
  algo_panel_draw_cursor (frame, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      {
        const guchar *row = cairo_image_surface_get_data (surface)
                            + (gsize) y * (gsize) cairo_image_surface_get_stride (surface);
        guint32 pixel;

        memcpy (&pixel, row + 4 * x, sizeof pixel);
        touched += pixel != 0;
      }
  cairo_surface_destroy (surface);
  return touched;
}

static void
check_members (Fixture *fixture, const AlgoPanel *panel)
{
  g_assert_true (algo_panel_find (panel->name) == panel);
  g_assert_true (g_regex_match_simple ("^[a-z][a-z-]*$", panel->name, 0, 0));
  g_assert_cmpstr (panel->name, !=, "all");
  g_assert_cmpint (algo_panel_get_title (panel)[0], !=, '\0');
  g_assert_cmpint (panel->label[0], !=, '\0');
  g_assert_cmpint (panel->needs[0], !=, '\0');
  g_assert_cmpfloat (panel->narrow.width, <, panel->wide.width);
  g_assert_cmpfloat (MIN (panel->narrow.height, panel->wide.height), >, 0);
  g_assert_cmpfloat (panel->share, >, 0);
  g_assert_false (panel->is_known (fixture->empty));
  g_assert_true (panel->is_known (get_scene (fixture, panel)));
  g_assert_true (algo_panel_is_same (panel, fixture->run, fixture->run));
  g_assert_false (algo_panel_is_same (panel, get_scene (fixture, panel), fixture->empty));
  g_assert_nonnull (panel->draw);
  g_assert_nonnull (panel->describe);
  g_assert_nonnull (panel->tabulate);
  /* A cursor is something whole. */
  g_assert_true ((panel->pick == NULL) == (panel->move == NULL));
  g_assert_true ((panel->pick == NULL) == (panel->read == NULL));
  g_assert_true (panel->pick != NULL || panel->draw_cursor == NULL);
  g_assert_true (panel->pick != NULL || panel->lead == NULL);
}

static void
test_members (Fixture *fixture, gconstpointer data)
{
  guint count = 0;

  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++, count++)
    check_members (fixture, *panel);
  g_assert_cmpuint (count, >, 20);
  g_assert_null (algo_panel_find ("nothing"));
}

/* Of any scene, from a single pixel to a wide window, on screen and on paper. */
static void
test_draw (Fixture *fixture, gconstpointer data)
{
  static const double sizes[][2] = { { 1, 1 },   { 3, 200 },   { 200, 3 },  { 12, 12 },
                                     { 40, 60 }, { 160, 100 }, { 700, 400 } };
  const AlgoScene *scenes[] = { fixture->run, fixture->ensemble, fixture->empty };

  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
      for (guint j = 0; j < 2 * G_N_ELEMENTS (sizes); j++)
        {
          AlgoPanelFrame frame = make_frame (fixture, *panel, scenes[i]);
          AlgoPanelCursor cursor;
          guint touched;

          frame.width = sizes[j / 2][0];
          frame.height = sizes[j / 2][1];
          frame.option = frame.on_screen = j % 2 == 0;
          if (algo_panel_move (&frame, 0, 0, &cursor))
            frame.cursor = &cursor;
          touched = draw (&frame);
          if (frame.width > 100 && frame.height > 50)
            g_assert_cmpuint (touched, >, 0);
        }
}

/* All that is said of a picture begins with what the scene is of. */
static void
test_describe (Fixture *fixture, gconstpointer data)
{
  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    {
      const AlgoScene *scenes[] = { get_scene (fixture, *panel), fixture->empty };

      for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
        {
          const AlgoPanelFrame frame = make_frame (fixture, *panel, scenes[i]);
          g_autofree char *text = algo_panel_describe (&frame);
          g_autofree char *scene = algo_scene_describe (scenes[i]);

          g_assert_true (g_str_has_prefix (text, scene));
          g_assert_cmpuint (strlen (text), >, strlen (scene) + 2);
          g_assert_cmpuint (g_utf8_validate (text, -1, NULL), ==, TRUE);
        }
    }
}

static void
test_not_measured_yet (Fixture *fixture, gconstpointer data)
{
  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    {
      const AlgoPanelFrame frame = make_frame (fixture, *panel, fixture->empty);
      g_autofree char *text = algo_panel_describe (&frame);
      const char *name;

      g_assert_null (algo_panel_get_number (*panel, fixture->empty, &name));
      /* What is missing there is an ensemble, or another network. */
      if ((*panel)->set == ALGO_PANEL_OF_ENSEMBLE || g_str_equal ((*panel)->name, "comparison"))
        continue;
      assert_contains (text, "Not measured yet");
    }
}

static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    {
      const char *name = NULL;
      g_autofree char *value = algo_panel_get_number (*panel, get_scene (fixture, *panel), &name);

      g_assert_true ((value == NULL) == (name == NULL));
      if (value != NULL)
        g_assert_cmpint (value[0], !=, '\0');
    }
}

/* Each row of a table has as many fields as its header, which names none twice. */
static void
check_table (const AlgoPanel *panel, const AlgoScene *scene)
{
  g_autoptr (AlgoCsv) csv = algo_panel_tabulate (panel, scene);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  gsize length;
  g_auto (GStrv) lines = g_strsplit (algo_csv_get_text (csv, &length), "\r\n", -1);
  g_auto (GStrv) header = g_strsplit (lines[0], ",", -1);
  const guint n_lines = g_strv_length (lines) - 1; /* the last is empty */

  g_assert_cmpuint (n_lines, >, 1);
  for (guint i = 0; header[i] != NULL; i++)
    g_assert_true (g_hash_table_add (names, header[i]));
  for (guint i = 1; i < n_lines; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], ",", -1);

      g_assert_cmpuint (g_strv_length (fields), ==, g_strv_length (header));
    }
}

static void
test_tables (Fixture *fixture, gconstpointer data)
{
  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    check_table (*panel, get_scene (fixture, *panel));
}

/* Arrow keys find a place that can be read, and others from there, as far as there are any. */
static void
check_cursor (const Fixture *fixture, const AlgoPanel *panel)
{
  static const gint ways[][2] = { { 1, 0 }, { 0, 1 }, { 1, 0 }, { -1, 0 }, { 0, -1 } };
  AlgoPanelFrame frame = make_frame (fixture, panel, get_scene (fixture, panel));
  AlgoPanelCursor cursor;
  guint moved = 0;

  if (!algo_panel_move (&frame, 1, 0, &cursor))
    {
      g_assert_null (panel->pick);
      return;
    }
  frame.cursor = &cursor;
  for (guint i = 0; i < 20; i++)
    {
      const AlgoPanelCursor before = cursor;
      AlgoPanelDestination destination;
      AlgoArea area;
      g_autofree char *text = algo_panel_read (&frame, &area);

      if (!g_str_equal (panel->name, "network"))
        g_assert_nonnull (text);
      algo_panel_lead (&frame, &destination);
      moved += algo_panel_move (&frame, ways[i % 5][0], ways[i % 5][1], &cursor)
               && memcmp (&before, &cursor, sizeof cursor) != 0;
    }
  g_assert_cmpuint (moved, >, 0);
}

static void
test_cursor (Fixture *fixture, gconstpointer data)
{
  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    check_cursor (fixture, *panel);
}

/* A cursor that was put where another scene had something is no place, or one, of this one. */
static void
test_stale_cursor (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PictureSamples) large = picture_samples_new (16, 48, 700);
  g_autoptr (AlgoScene) before = scene_sample_make (large);

  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    {
      AlgoPanelFrame frame = make_frame (fixture, *panel, before);
      AlgoPanelCursor cursor;
      AlgoArea area;

      if (!algo_panel_move (&frame, 0, 0, &cursor))
        continue;
      frame.cursor = &cursor;
      for (guint i = 0; i < 60; i++)
        algo_panel_move (&frame, 1, i % 2, &cursor);
      frame.scene = fixture->run;
      g_free (algo_panel_read (&frame, &area));
      draw (&frame);
      algo_panel_move (&frame, -1, 0, &cursor);
      frame.scene = fixture->empty;
      g_assert_null (algo_panel_read (&frame, &area));
      g_assert_false (algo_panel_move (&frame, 1, 0, &cursor));
    }
}

static void
check_basis (const char *name, const AlgoScene *scene, const char *expected)
{
  const AlgoPanel *panel = algo_panel_find (name);
  g_autofree char *basis = algo_panel_describe_basis (panel, scene);

  g_assert_cmpstr (basis, ==, expected);
}

/* What is asked for is another size than the run's: its history says so, what is of the network's
 * own size does not, and none is taken for the other. */
static void
test_other_size (Fixture *fixture, gconstpointer data)
{
  AlgoScene parts = fixture->sample->parts;
  g_autoptr (AlgoNetwork) network = algo_network_new (2, 6);
  g_autoptr (AlgoObservation) small = algo_observation_new_for_network (network, 0);
  g_autoptr (AlgoGrid) grid = scene_sample_make_grid (fixture->samples, parts.step, 2);
  g_autoptr (AlgoObservation) known = algo_observation_amend (small, 5, 5, grid);
  g_autoptr (AlgoScene) measured = NULL, waiting = NULL;
  static const char *const own[] = { "weights", "trade-off", "ribbon", "order" };

  parts.observation = known;
  measured = algo_scene_new (&parts);
  check_basis ("phase-diagram", measured, "n = 4");
  check_basis ("order-steps", measured, "n = 4");
  check_basis ("direct", measured, "n = 4");
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      check_basis (own[i], measured, NULL);
      check_basis (own[i], fixture->run, NULL);
    }
  g_assert_cmpuint (algo_scene_get_history_of_size (measured).count, ==, 0);
  parts.observation = small;
  waiting = algo_scene_new (&parts);
  for (guint i = 1; i < G_N_ELEMENTS (own); i++)
    g_assert_false (algo_panel_find (own[i])->is_known (waiting));
  g_assert_true (algo_panel_find ("phase-diagram")->is_known (waiting));
}

/* The first value of a column. */
static char *
get_value (const AlgoPanel *panel, const AlgoScene *scene, const char *column)
{
  g_autoptr (AlgoCsv) csv = algo_panel_tabulate (panel, scene);
  gsize length;
  g_auto (GStrv) lines = g_strsplit (algo_csv_get_text (csv, &length), "\r\n", 3);
  g_auto (GStrv) header = g_strsplit (lines[0], ",", -1);
  g_auto (GStrv) fields = g_strsplit (lines[1], ",", -1);

  for (guint i = 0; header[i] != NULL; i++)
    if (g_str_equal (header[i], column))
      return g_strdup (fields[i]);
  return NULL;
}

static void
check_value (const char *panel, const AlgoScene *scene, const char *column, const char *expected)
{
  g_autofree char *value = get_value (algo_panel_find (panel), scene, column);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_table_of_other_size (Fixture *fixture, gconstpointer data)
{
  AlgoScene parts = fixture->sample->parts;
  g_autoptr (AlgoNetwork) network = algo_network_new (2, 6);
  g_autoptr (AlgoObservation) small = algo_observation_new_for_network (network, 0);
  g_autoptr (AlgoScene) scene = NULL;

  parts.observation = small; /* whose provenance says inputs=2 */
  scene = algo_scene_new (&parts);
  check_value ("phase", scene, "inputs", "2");
  check_value ("phase-diagram", scene, "inputs", "4");
  check_value ("phase-diagram", scene, "hidden", "12");
  check_value ("order-steps", scene, "inputs", "4");
}

/* With the encoder off all that is of the network says so, and the run's history, which is of the
 * run with it, says that it is not; none is taken for the other. */
static void
test_prior (Fixture *fixture, gconstpointer data)
{
  AlgoScene parts = fixture->sample->parts;
  g_autoptr (AlgoGrid) grid = scene_sample_make_grid (fixture->samples, parts.step, INPUTS);
  g_autoptr (AlgoObservation) known = algo_observation_amend (parts.observation, 5, 5, grid);
  g_autoptr (AlgoObservation) unknown = algo_observation_amend (parts.observation, 5, 5, NULL);
  g_autoptr (AlgoScene) measured = NULL, waiting = NULL;
  static const char *const own[] = { "weights", "trade-off", "ribbon", "order", "phase" };
  static const char *const recorded[] = { "phase-diagram", "order-steps" };
  g_autofree char *text = NULL;
  AlgoPanelFrame frame;

  grid->from_prior = TRUE;
  parts.question.from_prior = TRUE;
  parts.observation = known;
  measured = algo_scene_new (&parts);
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    check_basis (own[i], measured, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (recorded); i++)
    {
      check_basis (recorded[i], measured, "encoder on");
      check_value (recorded[i], measured, "latents", "posterior");
      check_basis (recorded[i], fixture->run, NULL);
    }
  frame = make_frame (fixture, algo_panel_find ("phase"), measured);
  text = algo_panel_describe (&frame);
  assert_contains (text, "h = 12, encoder off. ");
  g_assert_true (algo_scene_get_grid (measured) == grid);
  g_assert_cmpuint (algo_scene_get_history_of_size (measured).count, ==, 0);
  parts.observation = unknown;
  waiting = algo_scene_new (&parts);
  for (guint i = 1; i < 4; i++)
    g_assert_false (algo_panel_find (own[i])->is_known (waiting));
}

/* A grid that is behind says of which step it is: on the picture, in words, and in its table. */
static void
test_other_step (Fixture *fixture, gconstpointer data)
{
  AlgoScene parts = fixture->sample->parts;
  const AlgoPanel *panel = algo_panel_find ("trade-off");
  g_autoptr (AlgoGrid) grid = scene_sample_make_grid (fixture->samples, 1300, INPUTS);
  g_autoptr (AlgoObservation) observation = algo_observation_amend (parts.observation, 5, 4, grid);
  g_autoptr (AlgoScene) scene = NULL;
  g_autofree char *text = NULL;
  AlgoPanelFrame frame, behind;
  AlgoPanelCursor cursor, shifted;
  AlgoArea area, lower;

  parts.step = parts.latest = 1325;
  parts.observation = observation;
  scene = algo_scene_new (&parts);
  check_basis ("trade-off", scene, "step 1300");
  check_basis ("weights", scene, NULL);
  check_value ("trade-off", scene, "step", "1300");
  check_value ("phase", scene, "step", "1");
  g_assert_false (algo_panel_is_same (panel, fixture->run, scene));
  behind = make_frame (fixture, panel, scene);
  text = algo_panel_describe (&behind);
  assert_contains (text, "Here: step 1300. ");
  /* The cursor is where the picture is, below what is said. */
  frame = make_frame (fixture, panel, fixture->run);
  g_assert_true (algo_panel_move (&frame, 0, 0, &cursor));
  frame.cursor = behind.cursor = &cursor;
  g_free (algo_panel_read (&frame, &area));
  g_free (algo_panel_read (&behind, &lower));
  g_assert_cmpfloat (lower.y, >, area.y);
  g_assert_true (algo_panel_pick (&behind, lower.x, lower.y, &shifted));
  g_assert_cmpint (shifted.index, ==, cursor.index);
  g_assert_false (algo_panel_pick (&behind, lower.x, 1, &shifted));
}

/* Beside a network that no run made, the run's pictures say of which step they are. */
static void
test_exhibit (Fixture *fixture, gconstpointer data)
{
  AlgoScene parts = fixture->sample->parts;
  g_autoptr (AlgoNetwork) network = algo_network_new (2, 6);
  g_autoptr (AlgoObservation) opened = algo_observation_new_for_network (network, 0);
  g_autoptr (AlgoScene) scene = NULL;
  g_autofree char *basis = NULL;

  parts.is_exhibit = TRUE;
  parts.observation = opened;
  scene = algo_scene_new (&parts);
  basis = algo_panel_describe_basis (algo_panel_find ("trade-off"), scene);
  assert_contains (basis, "n = 4, step ");
  check_basis ("weights", scene, NULL);
  check_basis ("phase", scene, NULL);
  g_assert_false (algo_panel_find ("ribbon")->is_known (scene));
}

/* The loss is that of the step shown, and none before the first step. */
static void
test_loss_of_step (Fixture *fixture, gconstpointer data)
{
  AlgoScene parts = fixture->sample->parts;
  const AlgoPanel *panel = algo_panel_find ("training");
  AlgoMetrics *metrics = (AlgoMetrics *) (gpointer) parts.metrics->data;
  g_autoptr (AlgoScene) chosen = NULL, before = NULL;
  g_autofree char *value = NULL, *text = NULL;
  AlgoPanelFrame frame;
  const char *name;

  metrics[0].step = 1;
  for (guint i = 0; i < parts.metrics->len; i++)
    metrics[i].loss = i + 1;
  parts.chosen = (gint64) metrics[30].step;
  parts.step = metrics[30].step;
  chosen = algo_scene_new (&parts);
  value = algo_panel_get_number (panel, chosen, &name);
  g_assert_cmpstr (value, ==, "31.0");
  frame = make_frame (fixture, panel, chosen);
  text = algo_panel_describe (&frame);
  assert_contains (text, "loss 31.0");
  parts.chosen = 0;
  parts.step = 0;
  before = algo_scene_new (&parts);
  g_assert_null (algo_panel_get_number (panel, before, &name));
}

/* As many draws as are known, and no more. */
static void
test_draws (Fixture *fixture, gconstpointer data)
{
  AlgoScene parts = fixture->sample->parts;
  const AlgoPanel *panel = algo_panel_find ("phase");
  g_autoptr (AlgoObservation) one = algo_observation_amend (parts.observation, 1, 1, NULL);
  g_autoptr (AlgoScene) scene = NULL;
  AlgoPanelFrame frame = make_frame (fixture, panel, fixture->run);
  g_autofree char *all = algo_panel_describe (&frame), *first = NULL;

  parts.observation = one;
  frame.scene = scene = algo_scene_new (&parts);
  first = algo_panel_describe (&frame);
  assert_contains (all, "4 of 5 draws");
  assert_contains (first, "1 draw");
  g_assert_null (strstr (first, "draws"));
  g_assert_false (algo_panel_is_same (panel, fixture->run, scene));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/ui/scene-panels/members", test_members);
  ADD ("/ui/scene-panels/draw", test_draw);
  ADD ("/ui/scene-panels/describe", test_describe);
  ADD ("/ui/scene-panels/not-measured-yet", test_not_measured_yet);
  ADD ("/ui/scene-panels/numbers", test_numbers);
  ADD ("/ui/scene-panels/tables", test_tables);
  ADD ("/ui/scene-panels/cursor", test_cursor);
  ADD ("/ui/scene-panels/stale-cursor", test_stale_cursor);
  ADD ("/ui/scene-panels/other-size", test_other_size);
  ADD ("/ui/scene-panels/prior", test_prior);
  ADD ("/ui/scene-panels/table-of-other-size", test_table_of_other_size);
  ADD ("/ui/scene-panels/other-step", test_other_step);
  ADD ("/ui/scene-panels/exhibit", test_exhibit);
  ADD ("/ui/scene-panels/loss-of-step", test_loss_of_step);
  ADD ("/ui/scene-panels/draws", test_draws);
  return g_test_run ();
}
