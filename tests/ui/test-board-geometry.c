/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where panels are on a board, and what is at a point of it. */
#include "ui/widgets/board/board-geometry.h"

#include <math.h>
#include <string.h>

#define SPACING 12

static const char *const names[] = { "a", "b", "c", "d", "e", "f", NULL };

typedef struct
{
  AlgoBoardArrangement *arrangement;
  AlgoBoardSize size;
  GArray *cells;
} Board;

static Board
board_new (const char *text, int width, int height)
{
  Board board = { .size = { .width = width,
                            .height = height,
                            .spacing = SPACING,
                            .least_width = 240,
                            .least_height = 200 } };

  board.arrangement = algo_board_arrangement_parse (text, names);
  g_assert_nonnull (board.arrangement);
  board.cells = algo_board_geometry_new (board.arrangement, &board.size);
  return board;
}

static void
board_clear (Board *board)
{
  algo_board_arrangement_free (board->arrangement);
  g_array_unref (board->cells);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Board, board_clear)

static const AlgoBoardCell *
get_cell (const Board *board, const char *name)
{
  for (guint i = 0; i < board->cells->len; i++)
    if (strcmp (g_array_index (board->cells, AlgoBoardCell, i).name, name) == 0)
      return &g_array_index (board->cells, AlgoBoardCell, i);
  g_assert_not_reached ();
}

static void
assert_box (const Board *board, const char *name, int x, int y, int width, int height)
{
  const AlgoBoardBox *box = &get_cell (board, name)->box;

  g_assert_cmpint (box->x, ==, x);
  g_assert_cmpint (box->y, ==, y);
  g_assert_cmpint (box->width, ==, width);
  g_assert_cmpint (box->height, ==, height);
}

static void
test_shares (void)
{
  g_auto (Board) board = board_new ("2: a*2 b / -c d", 912, 912);

  assert_box (&board, "a", 0, 0, 600, 600);
  assert_box (&board, "b", 612, 0, 300, 600);
  assert_box (&board, "d", 0, 612, 912, 300);
  g_assert_cmpuint (board.cells->len, ==, 3);
}

/* Nothing gets less than its least size; the others share what is left. */
static void
test_least (void)
{
  g_auto (Board) board = board_new ("5: a*10 b*0.1 c*0.1 / d", 1000, 600);

  assert_box (&board, "b", 508, 0, 240, 388);
  assert_box (&board, "c", 760, 0, 240, 388);
  assert_box (&board, "a", 0, 0, 496, 388);
  assert_box (&board, "d", 0, 400, 1000, 200);
}

static void
assert_fills (const Board *board)
{
  int y = 0;

  for (guint i = 0; i < board->cells->len;)
    {
      const AlgoBoardCell *cell = &g_array_index (board->cells, AlgoBoardCell, i);
      const guint line = cell->line;
      const int height = cell->box.height;
      int x = 0;

      for (; i < board->cells->len && cell->line == line; cell++, i++)
        {
          g_assert_cmpint (cell->box.x, ==, x);
          g_assert_cmpint (cell->box.y, ==, y);
          g_assert_cmpint (cell->box.height, ==, height);
          g_assert_cmpint (cell->box.width, >=, 240);
          g_assert_cmpint (cell->box.height, >=, 200);
          x += cell->box.width + SPACING;
        }
      g_assert_cmpint (x - SPACING, ==, board->size.width);
      y += height + SPACING;
    }
  g_assert_cmpint (y - SPACING, ==, board->size.height);
}

/* To the last pixel, whatever the size. */
static void
test_fills (void)
{
  for (int width = 240; width < 1600; width += 37)
    for (int height = 0; height < 1400; height += 97)
      {
        Board board = board_new ("1.3: a*1.7 b / c*0.7 d e*3 / 0.3: f", width, 1000);
        const int least = algo_board_geometry_least_height (board.arrangement, &board.size);

        board_clear (&board);
        board = board_new ("1.3: a*1.7 b / c*0.7 d e*3 / 0.3: f", width, MAX (height, least));
        assert_fills (&board);
        board_clear (&board);
      }
}

static guint
count_lines (const Board *board)
{
  return g_array_index (board->cells, AlgoBoardCell, board->cells->len - 1).line + 1;
}

static void
test_wraps (void)
{
  static const struct
  {
    int width;
    guint lines;
  } cases[] = { { 240, 6 }, { 491, 6 }, { 492, 4 }, { 744, 2 }, { 5000, 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Board) board = board_new ("a b c / d e f", cases[i].width, 2000);
      const int least = (int) cases[i].lines * (200 + SPACING) - SPACING;

      g_assert_cmpuint (count_lines (&board), ==, cases[i].lines);
      g_assert_cmpint (algo_board_geometry_least_height (board.arrangement, &board.size), ==,
                       least);
    }
}

static void
test_gaps (void)
{
  g_auto (Board) board = board_new ("a b / c", 1012, 812);
  AlgoBoardGap gap;

  g_assert_false (algo_board_geometry_find_gap (board.cells, 499, 100, &gap));
  g_assert_true (algo_board_geometry_find_gap (board.cells, 500, 100, &gap));
  g_assert_false (gap.between_rows);
  g_assert_cmpuint (gap.first, ==, 0);
  g_assert_cmpuint (gap.second, ==, 1);
  g_assert_false (algo_board_geometry_find_gap (board.cells, 512, 100, &gap));
  g_assert_true (algo_board_geometry_find_gap (board.cells, 100, 400, &gap));
  g_assert_true (gap.between_rows);
  g_assert_false (algo_board_geometry_find_gap (board.cells, 100, 412, &gap));
}

/* There is nothing to share out between two lines of one row. */
static void
test_no_gap_in_wrapped_row (void)
{
  g_auto (Board) board = board_new ("a b", 300, 812);
  AlgoBoardGap gap;

  g_assert_cmpuint (count_lines (&board), ==, 2);
  g_assert_false (algo_board_geometry_find_gap (board.cells, 100, 406, &gap));
}

static void
move_gap (Board *board, double x, double y, double at)
{
  AlgoBoardGap gap;

  g_assert_true (algo_board_geometry_find_gap (board->cells, x, y, &gap));
  algo_board_geometry_move_gap (board->arrangement, board->cells, &board->size, &gap, at);
  g_array_unref (board->cells);
  board->cells = algo_board_geometry_new (board->arrangement, &board->size);
}

static void
test_move_gap (void)
{
  g_auto (Board) board = board_new ("a b c*0.1 / d / e", 1264, 824);

  g_assert_cmpint (get_cell (&board, "c")->box.width, ==, 240);
  move_gap (&board, 506, 100, 606);
  assert_box (&board, "a", 0, 0, 600, 267);
  assert_box (&board, "b", 612, 0, 400, 267);
  assert_box (&board, "c", 1024, 0, 240, 267);
  move_gap (&board, 606, 100, 5000);
  assert_box (&board, "a", 0, 0, 760, 267);
  assert_box (&board, "b", 772, 0, 240, 267);

  move_gap (&board, 606, 273, 306);
  g_assert_cmpint (get_cell (&board, "a")->box.height, ==, 300);
  g_assert_cmpint (get_cell (&board, "d")->box.height, ==, 233);
  g_assert_cmpint (get_cell (&board, "e")->box.height, ==, 267);
  move_gap (&board, 606, 306, -5000);
  g_assert_cmpint (get_cell (&board, "a")->box.height, ==, 200);
}

/* The lines of a wrapped row share what its gap is moved by. */
static void
test_move_gap_of_wrapped_row (void)
{
  g_auto (Board) board = board_new ("a b / c", 300, 924);

  assert_box (&board, "b", 0, 312, 300, 300);
  move_gap (&board, 100, 618, 658);
  assert_box (&board, "a", 0, 0, 300, 320);
  assert_box (&board, "b", 0, 332, 300, 320);
  assert_box (&board, "c", 0, 664, 300, 260);
}

static gboolean
resize (Board *board, const char *name, AlgoBoardDirection direction)
{
  if (!algo_board_geometry_resize (board->arrangement, board->cells, &board->size, name, direction,
                                   30))
    return FALSE;
  g_array_unref (board->cells);
  board->cells = algo_board_geometry_new (board->arrangement, &board->size);
  return TRUE;
}

static void
test_resize (void)
{
  g_auto (Board) board = board_new ("a b / c / d", 1012, 1224);

  g_assert_true (resize (&board, "a", ALGO_BOARD_RIGHT));
  assert_box (&board, "a", 0, 0, 530, 400);
  g_assert_true (resize (&board, "b", ALGO_BOARD_RIGHT));
  g_assert_true (resize (&board, "b", ALGO_BOARD_RIGHT));
  assert_box (&board, "b", 482, 0, 530, 400);
  g_assert_true (resize (&board, "b", ALGO_BOARD_LEFT));
  assert_box (&board, "b", 512, 0, 500, 400);
  g_assert_false (resize (&board, "c", ALGO_BOARD_RIGHT));

  g_assert_true (resize (&board, "b", ALGO_BOARD_DOWN));
  g_assert_cmpint (get_cell (&board, "a")->box.height, ==, 430);
  g_assert_cmpint (get_cell (&board, "c")->box.height, ==, 370);
  g_assert_true (resize (&board, "c", ALGO_BOARD_UP));
  g_assert_cmpint (get_cell (&board, "c")->box.height, ==, 340);
  g_assert_cmpint (get_cell (&board, "d")->box.height, ==, 430);
  g_assert_true (resize (&board, "d", ALGO_BOARD_DOWN));
  g_assert_cmpint (get_cell (&board, "c")->box.height, ==, 310);
  g_assert_false (resize (&board, "e", ALGO_BOARD_DOWN));
}

static void
assert_target (const Board *board, double x, double y, AlgoBoardTarget expected, AlgoBoardBox place)
{
  AlgoBoardTarget target;
  AlgoBoardBox bar;

  algo_board_geometry_find_target (board->cells, &board->size, x, y, &target, &bar);
  g_assert_cmpuint (target.row, ==, expected.row);
  g_assert_cmpuint (target.column, ==, expected.column);
  g_assert_true (target.own_row == expected.own_row);
  g_assert_cmpmem (&bar, sizeof bar, &place, sizeof place);
}

static void
test_targets (void)
{
  g_auto (Board) board = board_new ("a -d b / c", 1012, 812);

  assert_target (&board, 100, 200, (AlgoBoardTarget){ 0, 0, FALSE },
                 (AlgoBoardBox){ -8, 0, 4, 400 });
  assert_target (&board, 400, 200, (AlgoBoardTarget){ 0, 1, FALSE },
                 (AlgoBoardBox){ 504, 0, 4, 400 });
  assert_target (&board, 600, 200, (AlgoBoardTarget){ 0, 2, FALSE },
                 (AlgoBoardBox){ 504, 0, 4, 400 });
  assert_target (&board, 1000, 200, (AlgoBoardTarget){ 0, 3, FALSE },
                 (AlgoBoardBox){ 1016, 0, 4, 400 });
  assert_target (&board, 100, 10, (AlgoBoardTarget){ 0, 0, TRUE },
                 (AlgoBoardBox){ 0, -8, 1012, 4 });
  assert_target (&board, 600, 390, (AlgoBoardTarget){ 1, 0, TRUE },
                 (AlgoBoardBox){ 0, 404, 1012, 4 });
  assert_target (&board, 600, 420, (AlgoBoardTarget){ 1, 0, TRUE },
                 (AlgoBoardBox){ 0, 404, 1012, 4 });
  assert_target (&board, 600, 9999, (AlgoBoardTarget){ 2, 0, TRUE },
                 (AlgoBoardBox){ 0, 816, 1012, 4 });
}

static void
assert_moves (const char *from, const char *name, AlgoBoardDirection direction, const char *to)
{
  g_auto (Board) board = board_new (from, 1200, 900);
  g_autofree char *text = NULL;

  g_assert_true (
      algo_board_geometry_move (board.arrangement, board.cells, &board.size, name, direction)
      == (strcmp (from, to) != 0));
  text = algo_board_arrangement_to_text (board.arrangement);
  g_assert_cmpstr (text, ==, to);
}

static void
test_move (void)
{
  assert_moves ("a b", "a", ALGO_BOARD_RIGHT, "b a");
  assert_moves ("a -b c", "a", ALGO_BOARD_RIGHT, "-b c a");
  assert_moves ("a -b c", "c", ALGO_BOARD_LEFT, "c a -b");
  assert_moves ("a b / c", "b", ALGO_BOARD_RIGHT, "a / b c");
  assert_moves ("a b / c", "c", ALGO_BOARD_LEFT, "a b c");
  assert_moves ("a / -b / c", "a", ALGO_BOARD_RIGHT, "-b / a c");
  assert_moves ("a b", "a", ALGO_BOARD_LEFT, "a b");
  assert_moves ("a b", "b", ALGO_BOARD_RIGHT, "a b");

  assert_moves ("a b / c", "a", ALGO_BOARD_DOWN, "b / a / c");
  assert_moves ("b / a / c d", "a", ALGO_BOARD_DOWN, "b / c a d");
  assert_moves ("b / a / c*3 d", "a", ALGO_BOARD_DOWN, "b / c*3 a d");
  assert_moves ("a b", "a", ALGO_BOARD_UP, "a / b");
  assert_moves ("a / b", "a", ALGO_BOARD_UP, "a / b");
  assert_moves ("a / b", "b", ALGO_BOARD_UP, "a b");
  assert_moves ("a", "b", ALGO_BOARD_UP, "a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/board-geometry/shares", test_shares);
  g_test_add_func ("/ui/board-geometry/least", test_least);
  g_test_add_func ("/ui/board-geometry/fills", test_fills);
  g_test_add_func ("/ui/board-geometry/wraps", test_wraps);
  g_test_add_func ("/ui/board-geometry/gaps", test_gaps);
  g_test_add_func ("/ui/board-geometry/no-gap-in-wrapped-row", test_no_gap_in_wrapped_row);
  g_test_add_func ("/ui/board-geometry/move-gap", test_move_gap);
  g_test_add_func ("/ui/board-geometry/move-gap-of-wrapped-row", test_move_gap_of_wrapped_row);
  g_test_add_func ("/ui/board-geometry/resize", test_resize);
  g_test_add_func ("/ui/board-geometry/targets", test_targets);
  g_test_add_func ("/ui/board-geometry/move", test_move);
  return g_test_run ();
}
