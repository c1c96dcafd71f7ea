/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The network that is shown beside the one that is kept. */
#include <string.h>

#include "tests/engine/sample-networks.h"
#include "tests/ui/panel-fixture.h"

static void
set_up (PanelFixture *fixture, gconstpointer data)
{
  panel_fixture_set_up (fixture, "comparison");
}

static const char *
get_number (PanelFixture *fixture)
{
  const char *name;

  return algo_panel_view_get_number (fixture->view, &name);
}

/* Keeps what is there, with one weight changed. */
static AlgoObservation *
keep_changed (PanelFixture *fixture)
{
  g_autoptr (AlgoNetwork) changed = algo_network_copy (fixture->samples->network);

  changed->W0[2 * changed->hidden + 5] += 1;
  fixture->scene.kept = algo_observation_new_for_network (changed, 1);
  panel_fixture_update (fixture);
  return fixture->scene.kept;
}

static void
test_nothing_kept (PanelFixture *fixture, gconstpointer data)
{
  g_assert_null (get_number (fixture));
  g_assert_false (panel_fixture_press_key (fixture, GDK_KEY_Right, 0));
  panel_fixture_point (fixture, 100, 100);
  g_assert_null (panel_fixture_get_readout (fixture));
}

static void
test_same (PanelFixture *fixture, gconstpointer data)
{
  fixture->scene.kept = fixture->observation;
  panel_fixture_update (fixture);
  g_assert_cmpstr (get_number (fixture), ==, "0");
}

/* The keyboard gets to every weight of every part: the cursor goes down until it stops. */
static void
test_reads (PanelFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoObservation) kept = keep_changed (fixture);
  const guint rows = kept->network->inputs + 3;
  const char *readout;
  gboolean found = FALSE;

  g_assert_cmpstr (get_number (fixture), !=, "0");
  g_assert_true (panel_fixture_press_key (fixture, GDK_KEY_Down, 0));
  for (guint column = 0; column < kept->network->hidden && !found; column++)
    {
      for (guint row = 0; row < 3 * rows; row++)
        {
          readout = panel_fixture_get_readout (fixture);
          g_assert_nonnull (strstr (readout, "Kept"));
          found |= strstr (readout, "Input 2 → hidden neuron 5:") != NULL
                   && strstr (readout, "difference −1.00") != NULL;
          panel_fixture_press_key (fixture, GDK_KEY_Down, 0);
        }
      g_assert_nonnull (strstr (panel_fixture_get_readout (fixture), "b₁"));
      for (guint row = 0; row < 3 * rows; row++)
        panel_fixture_press_key (fixture, GDK_KEY_Up, 0);
      panel_fixture_press_key (fixture, GDK_KEY_Right, 0);
    }
  g_assert_true (found);
}

static void
test_points (PanelFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoObservation) kept G_GNUC_UNUSED = keep_changed (fixture);
  AlgoStyle style;
  AlgoPanelFrame frame = panel_fixture_get_frame (fixture, &style);

  for (guint part = 0; part < 3; part++)
    {
      const AlgoPanelCursor cursor = { .part = part, .row = 2, .column = 5 };
      g_autofree char *text = NULL;
      AlgoPanelCursor picked;
      AlgoArea area;
      double x, y;

      frame.cursor = &cursor;
      text = algo_panel_read (&frame, &area);
      g_assert_nonnull (text);
      x = area.x + area.width / 2;
      y = area.y + area.height / 2;
      g_assert_true (algo_panel_pick (&frame, x, y, &picked));
      g_assert_cmpuint (picked.part, ==, part);
      g_assert_cmpuint (picked.row, ==, 2);
      g_assert_cmpuint (picked.column, ==, 5);
      panel_fixture_point (fixture, x, y);
      g_assert_nonnull (strstr (panel_fixture_get_readout (fixture), "difference −1.00"));
    }
}

/* What has another size is shown, and can be read, without a difference. */
static void
test_other_size (PanelFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoNetwork) other = sample_random (8, 10, 1);
  g_autoptr (AlgoObservation) kept = algo_observation_new_for_network (other, 1);

  fixture->scene.kept = kept;
  panel_fixture_update (fixture);
  g_assert_null (get_number (fixture));
  g_assert_true (panel_fixture_press_key (fixture, GDK_KEY_Down, 0));
  for (guint i = 0; i < 60; i++)
    {
      g_assert_nonnull (panel_fixture_get_readout (fixture));
      panel_fixture_press_key (fixture, i % 7 == 6 ? GDK_KEY_Right : GDK_KEY_Down, 0);
    }
}

#define ADD(path, test) g_test_add (path, PanelFixture, NULL, set_up, test, panel_fixture_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("/ui/comparison-panel/nothing-kept", test_nothing_kept);
  ADD ("/ui/comparison-panel/same", test_same);
  ADD ("/ui/comparison-panel/reads", test_reads);
  ADD ("/ui/comparison-panel/points", test_points);
  ADD ("/ui/comparison-panel/other-size", test_other_size);
  return g_test_run ();
}
