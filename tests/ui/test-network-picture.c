/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be read off the network picture: with a pointer, by keyboard, in words, by eye. */
#include <math.h>

#include "engine/formats/network-file.h"
#include "tests/ui/picture-fixture.h"
#include "ui/pictures/network/network-picture.h"

#define MINUS "\u2212"
#define WIDTH 480
#define HEIGHT 360

static AlgoPanelFrame
get_frame (const PictureFixture *fixture, double width, double height)
{
  return panel_sample_get_frame (&fixture->samples->graph, width, height, &fixture->style);
}

/* The middle of every disc is read as that neuron, and leads back to where it is in the layout. */
static void
check_places (const PictureFixture *fixture, double width, double height)
{
  const AlgoArrangement *arrangement = fixture->samples->graph.scene.arrangement;
  AlgoPanelFrame frame = get_frame (fixture, width, height);
  AlgoNetworkPlaces places;

  g_assert_true (algo_network_places_init (&places, &frame));
  for (guint neuron = 0; neuron < arrangement->count; neuron++)
    {
      const AlgoPanelCursor cursor = { .index = neuron };
      g_autofree char *text = NULL;
      AlgoPanelCursor found;
      AlgoPosition position;
      AlgoArea area;
      double x, y;

      frame.cursor = &cursor;
      text = algo_panel_read (&frame, &area);
      g_assert_nonnull (text);
      g_assert_cmpfloat (area.x, >=, 0);
      g_assert_cmpfloat (area.y, >=, 0);
      g_assert_cmpfloat (area.x + area.width, <=, width);
      g_assert_cmpfloat (area.y + area.height, <=, height);
      x = area.x + area.width / 2;
      y = area.y + area.height / 2;
      g_assert_true (algo_panel_pick (&frame, x, y, &found));
      g_assert_cmpint (found.index, ==, neuron);
      position = algo_network_places_unplace (&places, x, y);
      g_assert_cmpfloat (fabs (position.x - arrangement->positions[neuron].x), <, 1e-5);
      g_assert_cmpfloat (fabs (position.y - arrangement->positions[neuron].y), <, 1e-5);
    }
}

static void
test_pick (PictureFixture *fixture, gconstpointer data)
{
  AlgoPanelFrame frame;
  AlgoPanelCursor cursor;
  AlgoArea area;

  check_places (fixture, WIDTH, HEIGHT);
  check_places (fixture, 1200, 300);
  check_places (fixture, 250, 700);
  algo_style_init (&fixture->style, ALGO_STYLE_FIGURE);
  check_places (fixture, 252, 180);
  frame = get_frame (fixture, WIDTH, HEIGHT);
  g_assert_false (algo_panel_pick (&frame, 1, 1, &cursor));
  cursor = (AlgoPanelCursor){ .index = 65 };
  frame.cursor = &cursor;
  g_assert_null (algo_panel_read (&frame, &area));
  frame.width = frame.height = 2;
  cursor.index = 0;
  g_assert_null (algo_panel_read (&frame, &area));
}

/* A neuron that was dragged out of sight is drawn at the edge, and found there. */
static void
test_outside (PictureFixture *fixture, gconstpointer data)
{
  const AlgoPanelFrame frame = get_frame (fixture, WIDTH, HEIGHT);
  AlgoPosition *positions = (AlgoPosition *) fixture->samples->arrangement.positions;
  AlgoNetworkPlaces places;
  AlgoPosition position;
  double x, y, radius;
  guint found;

  positions[3] = (AlgoPosition){ 40, -1e6f };
  g_assert_true (algo_network_places_init (&places, &frame));
  algo_network_places_get (&places, 3, &x, &y);
  radius = places.radius[ALGO_NEURON_INPUT];
  g_assert_cmpfloat (x + radius, <=, WIDTH);
  g_assert_cmpfloat (y - radius, >=, 0);
  g_assert_true (algo_network_places_find (&places, x, y - radius, &found));
  g_assert_cmpuint (found, ==, 3);
  position = algo_network_places_unplace (&places, 1e9, -1e9);
  g_assert_cmpfloat (position.x, <, 3);
  g_assert_cmpfloat (position.y, >, -3);
}

/* Keys come to each neuron once: an input, then the neurons that read it, the positive one first.
 */
static void
test_order (PictureFixture *fixture, gconstpointer data)
{
  AlgoPanelFrame frame = get_frame (fixture, WIDTH, HEIGHT);
  gboolean seen[65] = { FALSE };
  AlgoPanelCursor cursor;
  gint64 order[65];

  g_assert_true (algo_panel_move (&frame, 0, 0, &cursor));
  frame.cursor = &cursor;
  for (guint i = 0; i < 65; i++)
    {
      order[i] = cursor.index;
      g_assert_cmpint (order[i], <, 65);
      g_assert_false (seen[order[i]]);
      seen[order[i]] = TRUE;
      g_assert_true (algo_panel_move (&frame, 1, 0, &cursor));
    }
  for (guint i = 0; i < 16; i++)
    {
      g_assert_cmpint (order[3 * i], ==, i);
      g_assert_cmpint (order[3 * i + 1], ==, 16 + i);
      g_assert_cmpint (order[3 * i + 2], ==, 16 + 16 + i);
    }
  g_assert_cmpint (order[64], ==, 64);
}

static void
test_describe (PictureFixture *fixture, gconstpointer data)
{
  const AlgoNetwork *network = fixture->samples->network;
  g_autofree char *whole = algo_network_describe (network);
  g_autofree char *input = algo_network_describe_neuron (network, 3);
  g_autofree char *hidden = algo_network_describe_neuron (network, 16 + 3);
  g_autofree char *output = algo_network_describe_neuron (network, 64);
  g_autofree char *none = algo_network_describe_neuron (network, 65);

  assert_contains (whole, "16 inputs, 48 hidden neurons and the output: 16 hidden neurons read one "
                          "input with positive weight, 16 with negative weight, 16 read many");
  assert_contains (whole, "Strong edges: 16 above zero, 16 below");
  assert_contains (whole, "Of 736 weak ones, 0");
  g_assert_cmpstr (input, ==, "Input 3, read most by hidden neuron 3 (+5.00), 19 (" MINUS "3.00)");
  assert_contains (hidden, "Hidden neuron 3 reads input 3 (+5.00); b\u2080 = ");
  assert_contains (output, "Output: b\u2081 = +1.25, most from hidden neuron ");
  g_assert_null (none);
}

/* Red less blue of the whole picture, 0 to 255 a pixel: what colour its edges are as a haze. */
static double
redness (const PanelSample *sample, const AlgoStyle *style)
{
  const AlgoPanelFrame frame = panel_sample_get_frame (sample, WIDTH, HEIGHT, style);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  const guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  double sum = 0;

  algo_style_paint_card (style, cr, WIDTH, HEIGHT);
  algo_panel_draw (&frame, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        const guchar *pixel = data + y * stride + 4 * x;

        sum += (double) pixel[2] - pixel[0];
      }
  cairo_surface_destroy (surface);
  return sum / (WIDTH * HEIGHT);
}

/* The graph of a network alone. */
static PanelSample
make_graph (const PictureFixture *fixture, AlgoObservation *observation, AlgoNetwork *network)
{
  PanelSample graph = fixture->samples->graph;

  *observation = fixture->samples->observation;
  observation->network = network;
  graph.scene.observation = observation;
  graph.scene.arrangement = NULL;
  return graph;
}

static AlgoNetwork *
load (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".safetensors", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "labelled", file, NULL);
  g_autoptr (GError) error = NULL;
  AlgoNetwork *network = algo_network_load (path, NULL, &error);

  g_assert_no_error (error);
  return network;
}

/* The mean redness of a real network without its edges to the output: what is left is the plums
 * and the pudding. */
static double
redness_of (const PictureFixture *fixture, const char *name, double scale)
{
  g_autoptr (AlgoNetwork) network = load (name);
  g_autoptr (AlgoNetwork) flipped = algo_network_copy (network);
  AlgoObservation observation;
  const PanelSample graph = make_graph (fixture, &observation, flipped);

  for (guint j = 0; j < network->hidden; j++)
    flipped->W1[j] = 0;
  for (guint i = 0; i < network->inputs * network->hidden; i++)
    flipped->W0[i] *= (float) scale;
  return redness (&graph, &fixture->style);
}

/* Haze can be seen, in its own colour: blue in pudding +, red in pudding -; and the mirrored
 * network has it the other way. */
static void
test_haze (PictureFixture *fixture, gconstpointer data)
{
  for (guint variant = ALGO_STYLE_LIGHT; variant <= ALGO_STYLE_DARK; variant++)
    {
      double zero;

      algo_style_init (&fixture->style, (AlgoStyleVariant) variant);
      zero = redness_of (fixture, "pudding+-a00", 0);
      g_assert_cmpfloat (redness_of (fixture, "pudding+-a00", 1), <, zero - 0.5);
      g_assert_cmpfloat (redness_of (fixture, "pudding+-a00", -1), >, zero + 0.5);
      g_assert_cmpfloat (redness_of (fixture, "pudding--c00", 1), >, zero + 0.5);
      g_assert_cmpfloat (fabs (redness_of (fixture, "double-sided-j00", 1) - zero), <, 5);
    }
}

/* Without an arrangement one is made, the same each time. */
static void
test_settled (PictureFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoNetwork) network = load ("double-sided-b01");
  AlgoObservation observation;
  PanelSample graph = make_graph (fixture, &observation, network);
  AlgoPanelFrame frame = panel_sample_get_frame (&graph, WIDTH, HEIGHT, &fixture->style);
  const double once = redness (&graph, &fixture->style);
  AlgoPanelCursor cursor;

  g_assert_cmpfloat (redness (&graph, &fixture->style), ==, once);
  g_assert_false (algo_panel_pick (&frame, 240, 150, &cursor));
  /* One of another network's is not used. */
  graph.scene.arrangement = &fixture->samples->arrangement;
  g_assert_false (algo_panel_pick (&frame, 240, 150, &cursor));
}

static guint
count_dark (cairo_surface_t *surface)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint sum = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      sum += 255u - data[y * stride + 4 * x];
  return sum;
}

static cairo_surface_t *
draw_marks (gboolean on_screen)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 120, 100);
  cairo_t *cr = cairo_create (surface);
  AlgoColour ink = { 0, 0, 0, 0.6 };
  AlgoStyle style;
  AlgoMarks marks;

  algo_style_init (&style, on_screen ? ALGO_STYLE_LIGHT : ALGO_STYLE_FIGURE);
  algo_style_paint_card (&style, cr, 120, 100);
  algo_marks_begin (&marks, cr, 120, 100, &style);
  algo_marks_add_line (&marks, ink, 2.5, 10, 10, 110, 30);
  algo_marks_add_line (&marks, ink, 0.5, 20, 95, 30, 15);
  algo_marks_add_disc (&marks, ink, 80.5, 60, 12);
  algo_marks_add_ring (&marks, ink, 2, 80, 60, 20);
  algo_marks_end (&marks);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
is_near_end (int x, int y)
{
  static const int ends[][2] = { { 10, 10 }, { 110, 30 }, { 20, 95 }, { 30, 15 } };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (ABS (x - ends[i][0]) <= 3 && ABS (y - ends[i][1]) <= 3)
      return TRUE;
  return FALSE;
}

/* Pixels of the screen and strokes of a figure put down the same ink in the same places, but for
 * the ends of lines. */
static void
test_marks (void)
{
  cairo_surface_t *screen = draw_marks (TRUE), *figure = draw_marks (FALSE);
  const guchar *a = cairo_image_surface_get_data (screen);
  const guchar *b = cairo_image_surface_get_data (figure);
  int stride = cairo_image_surface_get_stride (screen);
  double ink_a = count_dark (screen), ink_b = count_dark (figure);

  g_assert_cmpfloat (ink_b, >, 100000);
  g_assert_cmpfloat (fabs (ink_a / ink_b - 1), <, 0.02);
  for (int y = 0; y < 100; y++)
    for (int x = 0; x < 120; x++)
      if (!is_near_end (x, y))
        g_assert_cmpint (ABS (a[y * stride + 4 * x] - b[y * stride + 4 * x]), <, 40);
  cairo_surface_destroy (screen);
  cairo_surface_destroy (figure);
}

/* Thousands of faint lines of two colours, from left to right. */
static cairo_surface_t *
draw_crowd (gboolean hazy)
{
  const AlgoColour colours[2] = { { 0, 0, 1, 1 }, { 1, 0, 0, 1 } };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 121, 100);
  cairo_t *cr = cairo_create (surface);
  AlgoStyle style;
  AlgoMarks marks;
  AlgoHaze haze;

  algo_style_init (&style, ALGO_STYLE_LIGHT);
  if (!hazy)
    style.pixel = 0;
  algo_style_paint_card (&style, cr, 121, 100);
  algo_marks_begin (&marks, cr, 121, 100, &style);
  if (hazy)
    algo_haze_begin (&haze, &marks, colours);
  for (guint i = 0; i < 2000; i++)
    {
      guint colour = i % 3 == 0;
      double from = i * 7 % 100, to = 20 + i * 13 % 60;

      if (hazy)
        algo_haze_add_line (&haze, colour, 0.02, 0.8, -5, from, 125, to);
      else
        algo_marks_add_line (&marks, algo_colour_with_alpha (colours[colour], 0.02), 0.8, -5, from,
                             125, to);
    }
  if (hazy)
    algo_haze_end (&haze);
  algo_marks_end (&marks);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static double
mean_channel (cairo_surface_t *surface, guint channel, int from, int to)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  double sum = 0;

  for (int y = from; y < to; y++)
    for (int x = 0; x < 121; x++)
      sum += data[y * stride + 4 * x + (int) channel];
  return sum / (121 * (to - from));
}

/* A haze is as deep and of the same colour as the lines it is made of, at the edge too. */
static void
test_crowd (void)
{
  cairo_surface_t *haze = draw_crowd (TRUE), *lines = draw_crowd (FALSE);

  g_assert_cmpfloat (mean_channel (lines, 1, 40, 60), <, 200);
  for (guint channel = 0; channel < 3; channel++)
    for (int y = 0; y < 100; y += 20)
      g_assert_cmpfloat (fabs (mean_channel (haze, channel, y, y + 20)
                               - mean_channel (lines, channel, y, y + 20)),
                         <, 4);
  cairo_surface_destroy (haze);
  cairo_surface_destroy (lines);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  picture_fixture_add ("/ui/network-picture/pick", test_pick);
  picture_fixture_add ("/ui/network-picture/outside", test_outside);
  picture_fixture_add ("/ui/network-picture/order", test_order);
  picture_fixture_add ("/ui/network-picture/describe", test_describe);
  picture_fixture_add ("/ui/network-picture/haze", test_haze);
  picture_fixture_add ("/ui/network-picture/settled", test_settled);
  g_test_add_func ("/ui/network-picture/marks", test_marks);
  g_test_add_func ("/ui/network-picture/crowd", test_crowd);
  return g_test_run ();
}
