/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which panels stand where, as text and after moves. */
#include "ui/widgets/board/board-arrangement.h"

static const char *const names[] = { "weights",       "network",  "phase",
                                     "phase-diagram", "training", NULL };

static AlgoBoardArrangement *
parse (const char *text)
{
  AlgoBoardArrangement *arrangement = algo_board_arrangement_parse (text, names);

  g_assert_nonnull (arrangement);
  return arrangement;
}

static void
assert_text (const AlgoBoardArrangement *arrangement, const char *expected)
{
  g_autofree char *text = algo_board_arrangement_to_text (arrangement);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_text (void)
{
  static const char *const texts[] = {
    "weights",
    "1.3: weights*1.7 network / phase -phase-diagram*0.5 training",
    "-weights phase / -network / 0.25: training",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (AlgoBoardArrangement) arrangement = parse (texts[i]);

      assert_text (arrangement, texts[i]);
    }
}

/* What means the same is written in one way. */
static void
test_normal_form (void)
{
  static const char *const texts[][2] = {
    { " 1: weights*1.0   network/phase ", "weights network / phase" },
    { "weights*1.23456", "weights*1.23" },
    { "weights*0.001 network*1000", "weights*0.1 network*10" },
    { "weights unheard-of*2 phase", "weights phase" },
    { "weights / unheard-of / phase", "weights / phase" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (AlgoBoardArrangement) arrangement = parse (texts[i][0]);

      assert_text (arrangement, texts[i][1]);
    }
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "/",
    ":",
    "1:",
    "*",
    "-",
    "--weights",
    "-weights -network / -phase",
    "unheard-of",
    "weights weights",
    "weights / -weights",
    "weights*",
    "weights*0",
    "weights*-1",
    "weights*nan",
    "weights*1e3",
    "weights*0x10",
    "weights*1.2.3",
    "weights*1*2",
    "*2 weights",
    "0: weights",
    "x: weights",
    "weights 2: network",
    "weights, network",
    "Weights",
    "weights\nnetwork",
    "wei\xffghts",
  };
  g_autofree char *endless = g_strnfill (100000, '/');

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (algo_board_arrangement_parse (texts[i], names));
  g_assert_null (algo_board_arrangement_parse (endless, names));
}

/* No text makes it fail otherwise than by saying so, and what it takes it writes and reads again.
 */
static void
test_any_text (void)
{
  static const char characters[] = "weights network phase-*:/.0123456789 \t\xff";

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (AlgoBoardArrangement) arrangement = NULL;
      g_autoptr (AlgoBoardArrangement) again = NULL;
      char text[60] = "weights*2 phase / 2: network";
      g_autofree char *written = NULL;

      for (int n = g_test_rand_int_range (1, 6); n > 0; n--)
        text[g_test_rand_int_range (0, 28)] =
            characters[g_test_rand_int_range (0, sizeof characters - 1)];
      arrangement = algo_board_arrangement_parse (text, names);
      if (arrangement == NULL)
        continue;
      written = algo_board_arrangement_to_text (arrangement);
      again = parse (written);
      assert_text (again, written);
    }
}

static void
test_find (void)
{
  g_autoptr (AlgoBoardArrangement) arrangement = parse ("weights network / -phase training*2");
  guint row, column;

  g_assert_cmpfloat (algo_board_arrangement_find (arrangement, "training", &row, &column)->share,
                     ==, 2);
  g_assert_cmpuint (row, ==, 1);
  g_assert_cmpuint (column, ==, 1);
  g_assert_null (algo_board_arrangement_find (arrangement, "phase-diagram", NULL, NULL));
  g_assert_false (algo_board_arrangement_is_shown (arrangement, "phase"));
  g_assert_false (algo_board_arrangement_is_shown (arrangement, "phase-diagram"));
  g_assert_true (algo_board_arrangement_is_shown (arrangement, "weights"));
  g_assert_cmpuint (algo_board_arrangement_count_shown (arrangement), ==, 3);
}

static void
test_show_and_hide (void)
{
  g_autoptr (AlgoBoardArrangement) arrangement = parse ("weights network*2 / phase");

  g_assert_true (algo_board_arrangement_set_shown (arrangement, "network", FALSE));
  g_assert_false (algo_board_arrangement_set_shown (arrangement, "network", FALSE));
  assert_text (arrangement, "weights -network*2 / phase");
  g_assert_true (algo_board_arrangement_set_shown (arrangement, "network", TRUE));
  assert_text (arrangement, "weights network*2 / phase");
  /* One without a place goes to the emptiest row, until all are full. */
  g_assert_true (algo_board_arrangement_set_shown (arrangement, "training", TRUE));
  assert_text (arrangement, "weights network*2 / phase training");
  g_assert_false (algo_board_arrangement_set_shown (arrangement, "phase-diagram", FALSE));
}

static void
test_full_rows (void)
{
  g_autoptr (AlgoBoardArrangement) arrangement = parse ("weights network phase training");

  g_assert_true (algo_board_arrangement_set_shown (arrangement, "phase-diagram", TRUE));
  assert_text (arrangement, "weights network phase training / phase-diagram");
}

static void
test_last_stays (void)
{
  g_autoptr (AlgoBoardArrangement) arrangement = parse ("weights -network / -phase");

  g_assert_false (algo_board_arrangement_set_shown (arrangement, "weights", FALSE));
  assert_text (arrangement, "weights -network / -phase");
}

static void
test_move_to (void)
{
  static const struct
  {
    AlgoBoardTarget target;
    const char *expected; /* NULL: nothing changes */
  } cases[] = {
    { { 0, 0, FALSE }, NULL },
    { { 0, 1, FALSE }, NULL },
    { { 0, 2, FALSE }, "network weights*2 / phase training" },
    { { 1, 0, FALSE }, "network / weights*2 phase training" },
    { { 1, 2, FALSE }, "network / phase training weights*2" },
    { { 1, 99, FALSE }, "network / phase training weights*2" },
    { { 0, 0, TRUE }, "weights*2 / network / phase training" },
    { { 1, 0, TRUE }, "network / weights*2 / phase training" },
    { { 2, 0, TRUE }, "network / phase training / weights*2" },
    { { 99, 0, TRUE }, "network / phase training / weights*2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AlgoBoardArrangement) arrangement = parse ("weights*2 network / phase training");

      g_assert_true (algo_board_arrangement_move_to (arrangement, "weights", &cases[i].target)
                     == (cases[i].expected != NULL));
      if (cases[i].expected != NULL)
        assert_text (arrangement, cases[i].expected);
    }
}

/* Where it was alone, its row goes with it, and takes its height along to a new one. */
static void
test_move_whole_row (void)
{
  g_autoptr (AlgoBoardArrangement) arrangement = parse ("2: weights / network phase");

  g_assert_false (algo_board_arrangement_move_to (arrangement, "weights",
                                                  &(AlgoBoardTarget){ .own_row = TRUE }));
  g_assert_false (algo_board_arrangement_move_to (arrangement, "weights",
                                                  &(AlgoBoardTarget){ .row = 1, .own_row = TRUE }));
  g_assert_true (algo_board_arrangement_move_to (arrangement, "weights",
                                                 &(AlgoBoardTarget){ .row = 2, .own_row = TRUE }));
  assert_text (arrangement, "network phase / 2: weights");
  g_assert_true (algo_board_arrangement_move_to (arrangement, "weights",
                                                 &(AlgoBoardTarget){ .row = 0, .column = 1 }));
  assert_text (arrangement, "network weights phase");
}

static void
test_even_out (void)
{
  g_autoptr (AlgoBoardArrangement) arrangement =
      parse ("1.3: weights*1.7 network / 2: -phase*0.2 training");
  g_autoptr (AlgoBoardArrangement) copy = algo_board_arrangement_copy (arrangement);

  algo_board_arrangement_even_out (arrangement);
  assert_text (arrangement, "weights network / -phase training");
  assert_text (copy, "1.3: weights*1.7 network / 2: -phase*0.2 training");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/board-arrangement/text", test_text);
  g_test_add_func ("/ui/board-arrangement/normal-form", test_normal_form);
  g_test_add_func ("/ui/board-arrangement/refused", test_refused);
  g_test_add_func ("/ui/board-arrangement/any-text", test_any_text);
  g_test_add_func ("/ui/board-arrangement/find", test_find);
  g_test_add_func ("/ui/board-arrangement/show-and-hide", test_show_and_hide);
  g_test_add_func ("/ui/board-arrangement/full-rows", test_full_rows);
  g_test_add_func ("/ui/board-arrangement/last-stays", test_last_stays);
  g_test_add_func ("/ui/board-arrangement/move-to", test_move_to);
  g_test_add_func ("/ui/board-arrangement/move-whole-row", test_move_whole_row);
  g_test_add_func ("/ui/board-arrangement/even-out", test_even_out);
  return g_test_run ();
}
