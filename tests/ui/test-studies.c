/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window works out only while a panel shows it, and what follows every answer. */
#include "tests/ui/window-fixture.h"

#include "ui/widgets/panels/panel-view.h"

#include <string.h>

typedef struct
{
  const char *panel; /* "board.direct" */
  const char *text;  /* that its description is to have */
} Described;

static gboolean
is_described (WindowFixture *fixture, gpointer data)
{
  const Described *wanted = data;
  AlgoPanelView *view = window_fixture_find (fixture, wanted->panel);
  const char *description = algo_panel_view_get_description (view);

  return description != NULL && strstr (description, wanted->text) != NULL;
}

static void
wait_for (WindowFixture *fixture, const char *panel, const char *text)
{
  window_fixture_wait (fixture, is_described, &(Described){ panel, text });
}

static void
set_inputs (WindowFixture *fixture, guint inputs)
{
  gtk_spin_button_set_value (window_fixture_find (fixture, "question_pane.inputs_spin"), inputs);
}

static void
pause_run (WindowFixture *fixture)
{
  window_fixture_wait_for_state (fixture, ALGO_SESSION_RUNNING);
  window_fixture_activate (fixture, "win.run-pause");
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
}

static void
test_explanation (WindowFixture *fixture, gconstpointer user_data)
{
  wait_for (fixture, "board.explanation", "explained, on fresh inputs");
  pause_run (fixture);
  set_inputs (fixture, 3);
  wait_for (fixture, "board.explanation", "explained, on fresh inputs");
}

/* It has had as many steps as the run, whatever was shown meanwhile. */
static void
test_direct (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *text = NULL;
  AlgoPanelView *view = window_fixture_find (fixture, "board.direct");
  const char *name;

  window_fixture_wait_for_step (fixture, 20);
  g_assert_null (algo_panel_view_get_number (view, &name));
  window_fixture_activate (fixture, "win.show-direct");
  wait_for (fixture, "board.direct", "Step ");
  window_fixture_activate (fixture, "win.show-direct");
  window_fixture_wait_for_step (fixture, window_fixture_get_status (fixture).step + 50);
  pause_run (fixture);
  window_fixture_activate (fixture, "win.show-direct");
  text = g_strdup_printf ("Step %" G_GUINT64_FORMAT ":", window_fixture_get_status (fixture).step);
  wait_for (fixture, "board.direct", text);
  wait_for (fixture, "board.direct", "4 inputs and 12 hidden");
  set_inputs (fixture, 5);
  wait_for (fixture, "board.direct", "5 inputs and 15 hidden");
  wait_for (fixture, "board.direct", text);
}

static void
test_direct_begins_anew (WindowFixture *fixture, gconstpointer user_data)
{
  pause_run (fixture);
  window_fixture_activate (fixture, "win.show-direct");
  window_fixture_restart (fixture, "win.restart-same");
  wait_for (fixture, "board.direct", "Step 0:");
}

static void
test_generalisation (WindowFixture *fixture, gconstpointer user_data)
{
  window_fixture_wait_for_step (fixture, 5);
  pause_run (fixture);
  g_assert_null (window_fixture_get_scene (fixture)->generalisation);
  window_fixture_activate (fixture, "win.show-generalisation");
  set_inputs (fixture, 8);
  wait_for (fixture, "board.generalisation", "Trained on n = 2 to 4. 63 of 63 sizes measured.");
  window_fixture_activate (fixture, "win.show-generalisation");
  window_fixture_activate (fixture, "win.show-generalisation");
  wait_for (fixture, "board.generalisation", "63 of 63 sizes measured.");
}

static void
test_closes_while_busy (WindowFixture *fixture, gconstpointer user_data)
{
  window_fixture_activate (fixture, "win.show-direct");
  window_fixture_activate (fixture, "win.show-generalisation");
  set_inputs (fixture, 64);
  wait_for (fixture, "board.direct", "64 inputs");
  gtk_window_close (GTK_WINDOW (fixture->window));
  window_fixture_run (100);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/ui/studies/" path, WindowFixture, NULL, window_fixture_set_up, test,               \
              window_fixture_tear_down)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  ADD ("explanation", test_explanation);
  ADD ("direct", test_direct);
  ADD ("direct-begins-anew", test_direct_begins_anew);
  ADD ("generalisation", test_generalisation);
  ADD ("closes-while-busy", test_closes_while_busy);
  return window_fixture_finish ();
}
