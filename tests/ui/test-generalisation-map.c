/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map over n and h of the panel of generalisation: where there is room for it, what it says in
 * words and numbers, and what can be read off it with a pointer and a keyboard. */
#include <math.h>
#include <string.h>

#include "tests/ui/picture-fixture.h"

#define UNKNOWN_ROW 6 /* of the last column, a cell that is not measured yet */

/* The curve's sample with a map that is best at h = 3 n, and tilted below. */
static void
add_map (PictureFixture *fixture)
{
  AlgoGeneralisation *made = fixture->samples->generalisation.scene.generalisation;

  for (guint row = 0; row < ALGO_MAP_ROWS; row++)
    for (guint column = 0; column < ALGO_MAP_COLUMNS; column++)
      made->map[row][column] = (AlgoSizePoint){
        .inputs = algo_map_inputs[column],
        .hidden = (row + 1) * algo_map_inputs[column],
        .known = row != UNKNOWN_ROW || column + 1 < ALGO_MAP_COLUMNS,
        .step = 3200,
        .phase = row < 2 ? ALGO_PHASE_TILTED : ALGO_PHASE_DOUBLE_SIDED,
        .confidence = 0.8,
        .unexplained = 0.001 * pow (4, fabs (row - 2.0)),
      };
}

static AlgoPanelFrame
get_frame (const PictureFixture *fixture, double width, double height)
{
  return panel_sample_get_frame (&fixture->samples->generalisation, width, height, &fixture->style);
}

/* Whether any part of the picture is read as part of the map. */
static gboolean
shows_map (AlgoPanelFrame frame)
{
  AlgoPanelCursor cursor;

  for (double x = 1; x < frame.width; x += 4)
    for (double y = 1; y < frame.height; y += 4)
      if (algo_panel_pick (&frame, x, y, &cursor) && cursor.part != 0)
        return TRUE;
  return FALSE;
}

/* Beside the curve, below it, or not at all; never before it is measured. */
static void
test_room (PictureFixture *fixture, gconstpointer data)
{
  g_assert_false (shows_map (get_frame (fixture, 900, 300)));
  add_map (fixture);
  g_assert_true (shows_map (get_frame (fixture, 900, 300)));
  g_assert_true (shows_map (get_frame (fixture, 300, 700)));
  g_assert_false (shows_map (get_frame (fixture, 260, 200)));
}

/* The middle of each cell is picked and read as that cell, and leads to its n. */
static void
check_cells (AlgoPanelFrame frame)
{
  for (guint row = 0; row < ALGO_MAP_ROWS; row++)
    for (guint column = 0; column < ALGO_MAP_COLUMNS; column++)
      {
        const guint n = algo_map_inputs[column];
        AlgoPanelCursor cursor = { .part = 1, .row = row, .column = column };
        g_autofree char *size = g_strdup_printf ("n = %u, h = %u: ", n, (row + 1) * n);
        g_autofree char *text = NULL;
        AlgoPanelDestination destination;
        AlgoArea area;

        frame.cursor = &cursor;
        text = algo_panel_read (&frame, &area);
        assert_contains (text, size);
        g_assert_true (algo_panel_lead (&frame, &destination));
        g_assert_cmpuint (destination.inputs, ==, n);
        g_assert_true (
            algo_panel_pick (&frame, area.x + area.width / 2, area.y + area.height / 2, &cursor));
        g_assert_cmpuint (cursor.part, ==, 1);
        g_assert_cmpuint (cursor.row, ==, row);
        g_assert_cmpuint (cursor.column, ==, column);
      }
}

static void
test_cells (PictureFixture *fixture, gconstpointer data)
{
  const AlgoPanelCursor unknown = { .part = 1, .row = UNKNOWN_ROW, .column = ALGO_MAP_COLUMNS - 1 };
  AlgoPanelFrame frame;
  g_autofree char *text = NULL;
  AlgoArea area;

  add_map (fixture);
  check_cells (get_frame (fixture, 900, 300));
  check_cells (get_frame (fixture, 300, 700));
  frame = get_frame (fixture, 900, 300);
  frame.cursor = &unknown;
  text = algo_panel_read (&frame, &area);
  assert_contains (text, "n = 64, h = 448: not measured yet");
  /* A cursor that stays while the panel gets too small for the map reads nothing. */
  frame.width = 100;
  g_assert_null (algo_panel_read (&frame, &area));
}

static void
check_move (AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor, const char *size)
{
  g_autofree char *text = NULL;
  AlgoArea area;

  frame->cursor = cursor;
  g_assert_true (algo_panel_move (frame, right, down, cursor));
  text = algo_panel_read (frame, &area);
  if (!g_str_has_prefix (text, size))
    g_error ("“%s” does not begin with “%s”", text, size);
}

/* Down from the curve, about the map as far as it goes, and up again. */
static void
test_keys (PictureFixture *fixture, gconstpointer data)
{
  AlgoPanelFrame frame = get_frame (fixture, 900, 300);
  AlgoPanelCursor cursor;

  add_map (fixture);
  g_assert_true (algo_panel_move (&frame, 0, 0, &cursor));
  check_move (&frame, 1, 0, &cursor, "n = 25: ");
  check_move (&frame, 0, 1, &cursor, "n = 32, h = 256: ");
  check_move (&frame, 0, 5, &cursor, "n = 32, h = 96: ");
  check_move (&frame, -1, 0, &cursor, "n = 24, h = 72: ");
  check_move (&frame, -100, 100, &cursor, "n = 2, h = 2: ");
  check_move (&frame, 100, 0, &cursor, "n = 64, h = 64: ");
  check_move (&frame, 0, -7, &cursor, "n = 64, h = 512: ");
  check_move (&frame, 0, -1, &cursor, "n = 64: ");
}

static void
test_words (PictureFixture *fixture, gconstpointer data)
{
  const AlgoPanelFrame frame = get_frame (fixture, 900, 300);
  g_autofree char *before = algo_panel_describe (&frame), *text = NULL;

  g_assert_null (strstr (before, "n = 4, h = 4: "));
  add_map (fixture);
  text = algo_panel_describe (&frame);
  assert_contains (text, "n = 4, h = 4: FVU 0.0160, Tilted.");
  assert_contains (text, "n = 48, h = 384: FVU 1.02, Double-sided.");
}

/* Its sizes follow those of the curve, which are not said twice. */
static void
test_table (PictureFixture *fixture, gconstpointer data)
{
  const AlgoPanelFrame frame = get_frame (fixture, 900, 300);
  AlgoCsv *csv;
  gsize length;
  const char *text;

  add_map (fixture);
  csv = algo_panel_tabulate (frame.panel, frame.scene);
  text = algo_csv_get_text (csv, &length);
  assert_contains (text, "\n16,48,1,double-sided,");
  assert_contains (text, "\n16,16,0,tilted,0.8,0.016,");
  g_assert_null (strstr (strstr (text, "\n16,48,") + 1, "\n16,48,"));
  algo_csv_free (csv);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  picture_fixture_add ("/ui/generalisation-map/room", test_room);
  picture_fixture_add ("/ui/generalisation-map/cells", test_cells);
  picture_fixture_add ("/ui/generalisation-map/keys", test_keys);
  picture_fixture_add ("/ui/generalisation-map/words", test_words);
  picture_fixture_add ("/ui/generalisation-map/table", test_table);
  return g_test_run ();
}
