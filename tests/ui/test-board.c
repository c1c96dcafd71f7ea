/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board as a person arranges it. */
#include "ui/widgets/board/board.h"
#include "ui/widgets/board/card.h"

#include <gtk/gtk.h>
#include <string.h>

#define TEXT "weights phase / approximation training"

typedef struct
{
  GtkWindow *window;
  GtkScrolledWindow *scrolled;
  AlgoBoard *board;
  char *told, *before; /* by the signal "rearranged"; NULL if it was not emitted */
} Fixture;

static void
on_rearranged (AlgoBoard *board, const char *what, const char *before, Fixture *fixture)
{
  g_free (fixture->told);
  g_free (fixture->before);
  fixture->told = g_strdup (what);
  fixture->before = g_strdup (before);
}

/* Until everything has its place. */
static void
settle (Fixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window));
  const gint64 frame = gdk_frame_clock_get_frame_counter (clock) + 3;
  const gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (gdk_frame_clock_get_frame_counter (clock) < frame)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  fixture->window = GTK_WINDOW (window);
  fixture->scrolled = GTK_SCROLLED_WINDOW (scrolled);
  fixture->board = g_object_new (ALGO_TYPE_BOARD, NULL);
  gtk_scrolled_window_set_child (fixture->scrolled, GTK_WIDGET (fixture->board));
  gtk_window_set_child (fixture->window, scrolled);
  gtk_window_set_default_size (fixture->window, 1100, 800);
  algo_board_set_arrangement (fixture->board, TEXT);
  g_signal_connect (fixture->board, "rearranged", G_CALLBACK (on_rearranged), fixture);
  gtk_window_present (fixture->window);
  settle (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  AlgoBoard *board = fixture->board;

  g_object_add_weak_pointer (G_OBJECT (board), (gpointer *) &board);
  gtk_window_destroy (fixture->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (board);
  g_free (fixture->told);
  g_free (fixture->before);
}

static GtkWidget *
get_card (Fixture *fixture, const char *name)
{
  GtkWidget *view = GTK_WIDGET (algo_board_get_view (fixture->board, name));

  return gtk_widget_get_ancestor (view, ALGO_TYPE_CARD);
}

static graphene_rect_t
get_bounds (Fixture *fixture, const char *name)
{
  graphene_rect_t bounds;

  g_assert_true (
      gtk_widget_compute_bounds (get_card (fixture, name), GTK_WIDGET (fixture->board), &bounds));
  return bounds;
}

static void
assert_arrangement (Fixture *fixture, const char *expected)
{
  g_autofree char *text = algo_board_get_arrangement (fixture->board);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_default (Fixture *fixture, gconstpointer user_data)
{
  algo_board_set_arrangement (fixture->board, "no such * text");
  g_assert_cmpstr (algo_board_get_preset (fixture->board), ==, "overview");
  algo_board_set_arrangement (fixture->board, TEXT);
  g_assert_null (algo_board_get_preset (fixture->board));
  algo_board_set_arrangement (fixture->board, "");
  g_assert_cmpstr (algo_board_get_preset (fixture->board), ==, "overview");
}

/* Every panel has a place in one of the arrangements that come with the program, or is shown when
 * there is something to be seen on it. */
static void
test_presets (Fixture *fixture, gconstpointer user_data)
{
  algo_board_use_preset (fixture->board, "everything");
  g_assert_cmpstr (algo_board_get_preset (fixture->board), ==, "everything");
  g_assert_cmpstr (fixture->before, ==, TEXT);
  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    if ((*panel)->set == ALGO_PANEL_OF_RUN && !g_str_equal ((*panel)->name, "comparison"))
      g_assert_true (algo_board_is_shown (fixture->board, (*panel)->name));
}

static void
test_fills (Fixture *fixture, gconstpointer user_data)
{
  const graphene_rect_t weights = get_bounds (fixture, "weights");
  const graphene_rect_t training = get_bounds (fixture, "training");

  g_assert_cmpfloat (weights.origin.x, ==, 0);
  g_assert_cmpfloat (weights.origin.y, ==, 0);
  g_assert_cmpfloat (training.origin.x, >, weights.origin.x + weights.size.width);
  g_assert_cmpfloat (training.origin.x + training.size.width, ==,
                     gtk_widget_get_width (GTK_WIDGET (fixture->board)));
  g_assert_cmpfloat (training.origin.y + training.size.height, ==,
                     gtk_widget_get_height (GTK_WIDGET (fixture->board)));
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (fixture->board)), ==,
                   gtk_widget_get_height (GTK_WIDGET (fixture->scrolled)));
}

static void
test_hide (Fixture *fixture, gconstpointer user_data)
{
  gtk_widget_activate_action (get_card (fixture, "phase"), "card.hide", NULL);
  assert_arrangement (fixture, "weights -phase / approximation training");
  g_assert_false (gtk_widget_get_visible (get_card (fixture, "phase")));
  g_assert_cmpstr (fixture->before, ==, TEXT);
  g_assert_nonnull (strstr (fixture->told, "Phase"));
  settle (fixture);
  g_assert_cmpfloat (get_bounds (fixture, "weights").size.width, ==,
                     gtk_widget_get_width (GTK_WIDGET (fixture->board)));

  algo_board_set_arrangement (fixture->board, fixture->before);
  g_assert_true (gtk_widget_get_visible (get_card (fixture, "phase")));
  algo_board_set_shown (fixture->board, "phase", FALSE);
  algo_board_set_shown (fixture->board, "phase", TRUE);
  assert_arrangement (fixture, TEXT);
}

static void
test_last_cannot_be_hidden (Fixture *fixture, gconstpointer user_data)
{
  algo_board_set_arrangement (fixture->board, "weights");
  gtk_widget_activate_action (get_card (fixture, "weights"), "card.hide", NULL);
  assert_arrangement (fixture, "weights");
  g_assert_null (fixture->told);
}

static void
test_move (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *card = get_card (fixture, "weights");

  gtk_widget_grab_focus (GTK_WIDGET (algo_board_get_view (fixture->board, "weights")));
  gtk_widget_activate_action (card, "card.move", "s", "right");
  assert_arrangement (fixture, "phase weights / approximation training");
  g_assert_cmpstr (fixture->before, ==, TEXT);
  gtk_widget_activate_action (card, "card.move", "s", "down");
  assert_arrangement (fixture, "phase / weights / approximation training");
  gtk_widget_activate_action (card, "card.move", "s", "up");
  assert_arrangement (fixture, "phase weights / approximation training");
  gtk_widget_activate_action (card, "card.move", "s", "left");
  assert_arrangement (fixture, "weights phase / approximation training");
  settle (fixture);
  g_assert_true (
      gtk_widget_has_focus (GTK_WIDGET (algo_board_get_view (fixture->board, "weights"))));
  /* That is also the order in which assistive technology reads them. */
  g_assert_true (gtk_widget_get_first_child (GTK_WIDGET (fixture->board)) == card);
}

static void
test_resize (Fixture *fixture, gconstpointer user_data)
{
  const graphene_rect_t before = get_bounds (fixture, "phase");

  gtk_widget_activate_action (get_card (fixture, "phase"), "card.resize", "s", "right");
  gtk_widget_activate_action (get_card (fixture, "phase"), "card.resize", "s", "down");
  settle (fixture);
  g_assert_cmpfloat (get_bounds (fixture, "phase").size.width, >, before.size.width);
  g_assert_cmpfloat (get_bounds (fixture, "phase").size.height, >, before.size.height);
  algo_board_even_out (fixture->board);
  assert_arrangement (fixture, TEXT);
}

static void
test_full (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *view = GTK_WIDGET (algo_board_get_view (fixture->board, "phase"));

  gtk_widget_grab_focus (view);
  gtk_window_set_focus_visible (fixture->window, TRUE);
  algo_board_toggle_full (fixture->board);
  settle (fixture);
  g_assert_cmpstr (algo_board_get_full_panel (fixture->board), ==, "phase");
  g_assert_false (gtk_widget_get_visible (get_card (fixture, "weights")));
  g_assert_cmpfloat (get_bounds (fixture, "phase").size.width, ==,
                     gtk_widget_get_width (GTK_WIDGET (fixture->board)));
  g_assert_true (gtk_widget_has_focus (view));
  assert_arrangement (fixture, TEXT);

  algo_board_toggle_full (fixture->board);
  g_assert_null (algo_board_get_full_panel (fixture->board));
  g_assert_true (gtk_widget_get_visible (get_card (fixture, "weights")));
  g_assert_true (gtk_widget_has_focus (view));
  g_assert_false (algo_board_go_back (fixture->board));
}

/* By its menu, and back by its button. */
static void
test_full_by_action (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *card = get_card (fixture, "weights");

  gtk_widget_activate_action (card, "card.full", NULL);
  g_assert_cmpstr (algo_board_get_full_panel (fixture->board), ==, "weights");
  g_assert_true (
      gtk_widget_has_focus (GTK_WIDGET (algo_board_get_view (fixture->board, "weights"))));
  gtk_widget_activate_action (card, "card.full", NULL);
  g_assert_null (algo_board_get_full_panel (fixture->board));

  gtk_widget_activate_action (card, "card.full", NULL);
  g_assert_true (algo_board_go_back (fixture->board));
  g_assert_null (algo_board_get_full_panel (fixture->board));

  gtk_widget_activate_action (card, "card.full", NULL);
  gtk_widget_activate_action (card, "card.hide", NULL);
  g_assert_null (algo_board_get_full_panel (fixture->board));
  assert_arrangement (fixture, "-weights phase / approximation training");
}

/* The pointer. */

static GtkGesture *
find_drag (Fixture *fixture)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->board));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        return GTK_GESTURE (controller);
    }
  g_assert_not_reached ();
}

static void
drag (Fixture *fixture, graphene_point_t from, graphene_point_t to)
{
  GtkGesture *gesture = find_drag (fixture);
  const double right = to.x - from.x, down = to.y - from.y;

  g_signal_emit_by_name (gesture, "drag-begin", (double) from.x, (double) from.y);
  for (int i = 1; i <= 4; i++)
    g_signal_emit_by_name (gesture, "drag-update", right * i / 4, down * i / 4);
}

static void
drop (Fixture *fixture)
{
  g_signal_emit_by_name (find_drag (fixture), "drag-end", 0.0, 0.0);
}

static graphene_point_t
get_header (Fixture *fixture, const char *name)
{
  const graphene_rect_t bounds = get_bounds (fixture, name);

  return GRAPHENE_POINT_INIT (bounds.origin.x + 60, bounds.origin.y + 16);
}

static void
test_carry (Fixture *fixture, gconstpointer user_data)
{
  const graphene_rect_t to = get_bounds (fixture, "training");

  drag (fixture, get_header (fixture, "weights"),
        GRAPHENE_POINT_INIT (to.origin.x + to.size.width - 30, to.origin.y + to.size.height / 2));
  g_assert_true (gtk_widget_has_css_class (get_card (fixture, "weights"), "carried"));
  assert_arrangement (fixture, TEXT);
  drop (fixture);
  assert_arrangement (fixture, "phase / approximation training weights");
  g_assert_cmpstr (fixture->before, ==, TEXT);
  g_assert_false (gtk_widget_has_css_class (get_card (fixture, "weights"), "carried"));
}

static void
test_carry_to_own_row (Fixture *fixture, gconstpointer user_data)
{
  const graphene_rect_t to = get_bounds (fixture, "training");

  drag (fixture, get_header (fixture, "weights"),
        GRAPHENE_POINT_INIT (to.origin.x + 10, to.origin.y + 3));
  drop (fixture);
  assert_arrangement (fixture, "phase / weights / approximation training");
}

static void
test_carry_is_given_up (Fixture *fixture, gconstpointer user_data)
{
  const graphene_rect_t to = get_bounds (fixture, "training");

  drag (fixture, get_header (fixture, "weights"),
        GRAPHENE_POINT_INIT (to.origin.x + 10, to.origin.y + 3));
  g_assert_true (algo_board_go_back (fixture->board));
  drop (fixture);
  assert_arrangement (fixture, TEXT);
  g_assert_null (fixture->told);
  g_assert_false (gtk_widget_has_css_class (get_card (fixture, "weights"), "carried"));
}

/* Pictures have their own uses for the pointer. */
static void
test_picture_is_no_handle (Fixture *fixture, gconstpointer user_data)
{
  const graphene_rect_t from = get_bounds (fixture, "weights");
  const graphene_rect_t to = get_bounds (fixture, "training");

  drag (fixture,
        GRAPHENE_POINT_INIT (from.origin.x + from.size.width / 2,
                             from.origin.y + from.size.height / 2),
        GRAPHENE_POINT_INIT (to.origin.x + 10, to.origin.y + 3));
  drop (fixture);
  assert_arrangement (fixture, TEXT);
}

static void
test_drag_gaps (Fixture *fixture, gconstpointer user_data)
{
  const graphene_rect_t weights = get_bounds (fixture, "weights");
  const double right = weights.size.width, bottom = weights.size.height;

  drag (fixture, GRAPHENE_POINT_INIT (right + 6, 100), GRAPHENE_POINT_INIT (right + 106, 120));
  drop (fixture);
  settle (fixture);
  g_assert_cmpfloat_with_epsilon (get_bounds (fixture, "weights").size.width, right + 100, 2);
  g_assert_cmpfloat (get_bounds (fixture, "weights").size.height, ==, bottom);
  g_assert_cmpfloat_with_epsilon (get_bounds (fixture, "approximation").size.width, right, 2);

  drag (fixture, GRAPHENE_POINT_INIT (100, bottom + 6), GRAPHENE_POINT_INIT (120, bottom - 44));
  drop (fixture);
  settle (fixture);
  g_assert_cmpfloat_with_epsilon (get_bounds (fixture, "weights").size.height, bottom - 50, 2);
}

static void
test_narrow (Fixture *fixture, gconstpointer user_data)
{
  gtk_window_set_default_size (fixture->window, 320, 800);
  for (guint i = 0; i < 100 && gtk_widget_get_width (GTK_WIDGET (fixture->board)) > 400; i++)
    settle (fixture);
  g_assert_cmpfloat (get_bounds (fixture, "phase").origin.x, ==, 0);
  g_assert_cmpfloat (get_bounds (fixture, "phase").origin.y, >=,
                     get_bounds (fixture, "weights").size.height);
}

#define ADD(path, test) g_test_add ("/ui/board/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("default", test_default);
  ADD ("presets", test_presets);
  ADD ("fills", test_fills);
  ADD ("hide", test_hide);
  ADD ("last-cannot-be-hidden", test_last_cannot_be_hidden);
  ADD ("move", test_move);
  ADD ("resize", test_resize);
  ADD ("full", test_full);
  ADD ("full-by-action", test_full_by_action);
  ADD ("carry", test_carry);
  ADD ("carry-to-own-row", test_carry_to_own_row);
  ADD ("carry-is-given-up", test_carry_is_given_up);
  ADD ("picture-is-no-handle", test_picture_is_no_handle);
  ADD ("drag-gaps", test_drag_gaps);
  ADD ("narrow", test_narrow);
  return g_test_run ();
}
