/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One scene for all panels of a board: what is in sight never shows a mixture. */
#include "tests/ui/picture-samples.h"
#include "ui/widgets/board/board.h"
#include "ui/widgets/board/card.h"

#include <string.h>

#define INPUTS 16
#define STEPS 700
#define ALL "weights network approximation / phase explanation trade-off / phase-diagram training"
#define COLUMN "weights / network / phase / phase-diagram / training"

typedef struct
{
  PictureSamples *samples;
  GPtrArray *grids;
  GArray *metrics;
  AlgoObservation *observation;

  GtkWindow *window;
  GtkScrolledWindow *scrolled;
  AlgoBoard *board;
  guint shown; /* how often it told */
} Fixture;

/* What a person is told of every panel in sight begins with what the board's scene is of. */
static void
check_agree (Fixture *fixture)
{
  const AlgoScene *scene = algo_board_get_scene (fixture->board);
  g_autofree char *start = scene != NULL ? algo_scene_describe (scene) : NULL;
  guint count = 0;

  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    {
      AlgoPanelView *view = algo_board_get_view (fixture->board, (*panel)->name);
      const char *name, *number;
      g_autofree char *own = NULL;

      if (view == NULL || !gtk_widget_get_mapped (GTK_WIDGET (view)) || scene == NULL)
        continue;
      count++;
      g_assert_true (g_str_has_prefix (algo_panel_view_get_description (view), start));
      number = algo_panel_view_get_number (view, &name);
      own = algo_panel_get_number (*panel, scene, &name);
      g_assert_cmpstr (number, ==, own);
    }
  g_assert_true (scene == NULL || count > 0
                 || !gtk_widget_get_mapped (GTK_WIDGET (fixture->board)));
}

static void
on_shown (Fixture *fixture)
{
  fixture->shown++;
  check_agree (fixture);
}

static void
iterate (Fixture *fixture)
{
  g_main_context_iteration (NULL, TRUE);
  check_agree (fixture);
}

static AlgoPanelView *
get_view (Fixture *fixture, const char *name)
{
  return algo_board_get_view (fixture->board, name);
}

static gboolean
is_painted (Fixture *fixture)
{
  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    if (get_view (fixture, (*panel)->name) != NULL
        && !g_str_equal ((*panel)->name, "network") /* which glides on */
        && !algo_panel_view_is_painted (get_view (fixture, (*panel)->name)))
      return FALSE;
  return TRUE;
}

static void
wait_ready (Fixture *fixture)
{
  while (!algo_board_is_ready (fixture->board))
    iterate (fixture);
}

static void
paint (Fixture *fixture)
{
  wait_ready (fixture);
  while (!is_painted (fixture))
    iterate (fixture);
}

static AlgoScene *
make_scene (Fixture *fixture, guint64 step)
{
  return algo_scene_new (&(AlgoScene){
      .generation = 1,
      .seed = 1,
      .least = 4,
      .most = INPUTS,
      .budget = 2 * STEPS,
      .step = step,
      .latest = step,
      .chosen = -1,
      .question = { .log_beta = -4 + (double) (step % 17) / 8, INPUTS, 3 * INPUTS, 0 },
      .observation = fixture->observation,
      .metrics = fixture->metrics,
      .grids = fixture->grids });
}

static void
set_scene (Fixture *fixture, guint64 step)
{
  g_autoptr (AlgoScene) scene = make_scene (fixture, step);

  algo_board_set_scene (fixture->board, scene);
}

static void
set_up (Fixture *fixture, gconstpointer arrangement)
{
  PictureSamples *samples = picture_samples_new (INPUTS, 3 * INPUTS, STEPS);

  fixture->samples = samples;
  fixture->grids = g_ptr_array_new ();
  for (gsize i = 0; i < samples->history.count; i++)
    g_ptr_array_add (fixture->grids, &samples->grids[i]);
  fixture->metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  g_array_append_vals (fixture->metrics, samples->metrics, STEPS);
  fixture->observation = algo_observation_new_for_network (samples->network, 1);

  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  fixture->board = g_object_new (ALGO_TYPE_BOARD, NULL);
  gtk_scrolled_window_set_child (fixture->scrolled, GTK_WIDGET (fixture->board));
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->scrolled));
  gtk_window_set_default_size (fixture->window, 1100, arrangement == NULL ? 800 : 420);
  algo_board_set_arrangement (fixture->board, arrangement == NULL ? ALL : arrangement);
  g_signal_connect_swapped (fixture->board, "shown", G_CALLBACK (on_shown), fixture);
  gtk_window_present (fixture->window);
  while (gtk_widget_get_width (GTK_WIDGET (fixture->board)) == 0)
    iterate (fixture);
}

static void
destroy (Fixture *fixture)
{
  AlgoBoard *board = fixture->board;

  if (fixture->window == NULL)
    return;
  g_object_add_weak_pointer (G_OBJECT (board), (gpointer *) &board);
  gtk_window_destroy (g_steal_pointer (&fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (board);
}

static void
tear_down (Fixture *fixture, gconstpointer arrangement)
{
  destroy (fixture);
  algo_observation_unref (fixture->observation);
  g_ptr_array_unref (fixture->grids);
  g_array_unref (fixture->metrics);
  picture_samples_free (fixture->samples);
}

/* It is shown some frames later, in one of them, and told. */
static void
test_in_one_frame (Fixture *fixture, gconstpointer data)
{
  g_assert_null (algo_board_get_scene (fixture->board));
  g_assert_true (algo_board_is_ready (fixture->board));
  set_scene (fixture, 10);
  g_assert_false (algo_board_is_ready (fixture->board));
  g_assert_null (algo_board_get_scene (fixture->board));
  wait_ready (fixture);
  g_assert_cmpuint (fixture->shown, ==, 1);
  g_assert_cmpuint (algo_board_get_scene (fixture->board)->step, ==, 10);
  g_assert_true (algo_panel_view_is_painted (get_view (fixture, "phase-diagram")));
  g_assert_true (algo_panel_view_is_painted (get_view (fixture, "weights")));
}

/* Handed in faster than they can be painted, some are left out, but never the last. */
static void
test_latest_wins (Fixture *fixture, gconstpointer data)
{
  guint64 before = 0;

  set_scene (fixture, 10);
  set_scene (fixture, 20);
  set_scene (fixture, 30);
  while (fixture->shown == 0)
    iterate (fixture);
  g_assert_cmpuint (algo_board_get_scene (fixture->board)->step, ==, 10);
  wait_ready (fixture);
  g_assert_cmpuint (algo_board_get_scene (fixture->board)->step, ==, 30);
  g_assert_cmpuint (fixture->shown, ==, 2);

  for (guint step = 31; step < 60; step++)
    {
      set_scene (fixture, step);
      iterate (fixture);
      g_assert_cmpuint (algo_board_get_scene (fixture->board)->step, >=, before);
      before = algo_board_get_scene (fixture->board)->step;
    }
  wait_ready (fixture);
  g_assert_cmpuint (algo_board_get_scene (fixture->board)->step, ==, 59);
}

/* The main thread is not kept from its frames: it only looks on. */
static void
test_painted_beside (Fixture *fixture, gconstpointer data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->board));
  gint64 frame;

  set_scene (fixture, 10);
  frame = gdk_frame_clock_get_frame_counter (clock);
  wait_ready (fixture);
  g_assert_cmpint (gdk_frame_clock_get_frame_counter (clock), >, frame);
}

static void
test_resized_while_painting (Fixture *fixture, gconstpointer data)
{
  set_scene (fixture, 10);
  paint (fixture);
  for (guint i = 0; i < 12; i++)
    {
      const char *arrangement = i % 2 == 0 ? "weights*2 phase / training*0.5 order" : ALL;

      set_scene (fixture, 20 + i);
      algo_board_set_arrangement (fixture->board, arrangement);
      iterate (fixture);
      iterate (fixture);
    }
  paint (fixture);
  g_assert_cmpuint (algo_board_get_scene (fixture->board)->step, ==, 31);
}

/* What is hidden while scenes come shows the last of them when it is shown again. */
static void
test_hidden_and_shown (Fixture *fixture, gconstpointer data)
{
  set_scene (fixture, 10);
  paint (fixture);
  set_scene (fixture, 20);
  algo_board_set_shown (fixture->board, "weights", FALSE);
  wait_ready (fixture);
  set_scene (fixture, 30);
  wait_ready (fixture);
  algo_board_set_shown (fixture->board, "weights", TRUE);
  check_agree (fixture);
  paint (fixture);
  g_assert_cmpuint (algo_panel_view_get_scene (get_view (fixture, "weights"))->step, ==, 30);

  /* Hidden in the midst of it, and one alone. */
  set_scene (fixture, 40);
  algo_board_set_full_panel (fixture->board, "training");
  paint (fixture);
  set_scene (fixture, 50);
  algo_board_set_full_panel (fixture->board, NULL);
  paint (fixture);
  g_assert_cmpuint (algo_board_get_scene (fixture->board)->step, ==, 50);
}

/* What is scrolled out of sight says what it is of, but is painted only when it comes into sight,
 * and by itself. */
static void
test_only_in_sight (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *scrolling = gtk_scrolled_window_get_vadjustment (fixture->scrolled);

  g_assert_cmpfloat (gtk_adjustment_get_upper (scrolling), >,
                     gtk_adjustment_get_page_size (scrolling));
  set_scene (fixture, 10);
  wait_ready (fixture);
  set_scene (fixture, 20);
  wait_ready (fixture);
  g_assert_true (algo_panel_view_is_painted (get_view (fixture, "weights")));
  g_assert_false (algo_panel_view_is_painted (get_view (fixture, "training")));
  gtk_adjustment_set_value (scrolling, gtk_adjustment_get_upper (scrolling));
  while (!algo_panel_view_is_painted (get_view (fixture, "training")))
    iterate (fixture);
}

/* A board that nobody sees takes every scene at once, and shows the last when it is seen. */
static void
test_not_mapped (Fixture *fixture, gconstpointer data)
{
  set_scene (fixture, 10);
  gtk_widget_set_visible (GTK_WIDGET (fixture->scrolled), FALSE);
  g_assert_true (algo_board_is_ready (fixture->board));
  g_assert_cmpuint (algo_board_get_scene (fixture->board)->step, ==, 10);
  set_scene (fixture, 20);
  g_assert_cmpuint (fixture->shown, ==, 2);
  g_assert_cmpuint (algo_board_get_scene (fixture->board)->step, ==, 20);
  gtk_widget_set_visible (GTK_WIDGET (fixture->scrolled), TRUE);
  paint (fixture);
}

static void
test_destroyed_while_painting (Fixture *fixture, gconstpointer data)
{
  set_scene (fixture, 10);
  set_scene (fixture, 20);
  destroy (fixture);
  g_assert_cmpuint (fixture->shown, <=, 2);
}

static void
test_theme (Fixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();

  set_scene (fixture, 10);
  paint (fixture);
  for (guint i = 0; i < 4; i++)
    {
      g_object_set (settings, "gtk-application-prefer-dark-theme", i % 2 == 0, NULL);
      set_scene (fixture, 20 + i);
      while (is_painted (fixture) && !algo_board_is_ready (fixture->board))
        iterate (fixture);
    }
  paint (fixture);
  g_assert_cmpuint (algo_board_get_scene (fixture->board)->step, ==, 23);
}

/* A new run: everything is cleared in the same frame. */
static void
test_nothing_known (Fixture *fixture, gconstpointer data)
{
  const AlgoScene parts = ALGO_SCENE_EMPTY;
  g_autoptr (AlgoScene) scene = algo_scene_new (&parts);

  set_scene (fixture, 10);
  paint (fixture);
  algo_board_set_scene (fixture->board, scene);
  wait_ready (fixture);
  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    {
      AlgoPanelView *view = get_view (fixture, (*panel)->name);
      const char *name;

      if (view == NULL || !gtk_widget_get_mapped (GTK_WIDGET (view)))
        continue;
      g_assert_nonnull (strstr (algo_panel_view_get_description (view), "Not measured yet"));
      g_assert_null (algo_panel_view_get_number (view, &name));
    }
}

/* A panel whose picture another scene does not change keeps it. */
static void
test_keeps_pictures (Fixture *fixture, gconstpointer data)
{
  set_scene (fixture, 17);
  paint (fixture);
  set_scene (fixture, 34); /* of the same complexity */
  wait_ready (fixture);
  g_assert_true (algo_panel_view_is_painted (get_view (fixture, "weights")));
  g_assert_true (algo_panel_view_is_painted (get_view (fixture, "phase")));
}

#define ADD(path, arrangement, test)                                                               \
  g_test_add ("/ui/board-scene/" path, Fixture, arrangement, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("in-one-frame", NULL, test_in_one_frame);
  ADD ("latest-wins", NULL, test_latest_wins);
  ADD ("painted-beside", NULL, test_painted_beside);
  ADD ("resized-while-painting", NULL, test_resized_while_painting);
  ADD ("hidden-and-shown", NULL, test_hidden_and_shown);
  ADD ("only-in-sight", COLUMN, test_only_in_sight);
  ADD ("not-mapped", NULL, test_not_mapped);
  ADD ("destroyed-while-painting", NULL, test_destroyed_while_painting);
  ADD ("theme", NULL, test_theme);
  ADD ("nothing-known", NULL, test_nothing_known);
  ADD ("keeps-pictures", NULL, test_keeps_pictures);
  return g_test_run ();
}
