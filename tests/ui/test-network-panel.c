/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graph of the network in hand: it settles, neurons are held and let free, ablated and
 * restored, by pointer and by keyboard. */
#include <math.h>
#include <string.h>

#include "engine/run/workbench.h"
#include "tests/ui/panel-fixture.h"
#include "ui/pictures/network/network-picture.h"
#include "ui/widgets/panels/network-view.h"

#define INPUTS 16
#define HIDDEN 48

typedef struct
{
  PanelFixture panel; /* first: its functions take it */
  AlgoNetworkView *view;
  guint edits;
  AlgoEdit edit; /* the last */
} Fixture;

static void
on_edit (Fixture *fixture, const AlgoEdit *edit)
{
  fixture->edits++;
  fixture->edit = *edit;
}

static void
set_animations (gboolean enabled)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", enabled, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  set_animations (TRUE);
  panel_fixture_set_up (&fixture->panel, "network");
  fixture->view = ALGO_NETWORK_VIEW (fixture->panel.view);
  g_signal_connect_swapped (fixture->view, "edit", G_CALLBACK (on_edit), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  panel_fixture_tear_down (&fixture->panel, data);
}

static void
settle (Fixture *fixture)
{
  while (algo_network_view_is_gliding (fixture->view))
    g_main_context_iteration (NULL, TRUE);
}

static const AlgoArrangement *
get_arrangement (Fixture *fixture)
{
  return algo_network_view_get_arrangement (fixture->view);
}

/* The middle of a neuron's disc, where it is now. */
static void
find_neuron (Fixture *fixture, guint neuron, double *x, double *y)
{
  AlgoStyle style;
  AlgoPanelFrame frame = panel_fixture_get_frame (&fixture->panel, &style);
  AlgoScene scene = *frame.scene;
  AlgoNetworkPlaces places;

  scene.arrangement = (AlgoArrangement *) get_arrangement (fixture);
  frame.scene = &scene;
  g_assert_true (algo_network_places_init (&places, &frame));
  algo_network_places_get (&places, neuron, x, y);
}

static void
check_settled (Fixture *fixture)
{
  g_autoptr (AlgoNetworkLayout) settled =
      algo_network_layout_new_settled (fixture->panel.samples->network);
  const AlgoArrangement *expected = algo_network_layout_get (settled);
  const AlgoArrangement *arrangement = get_arrangement (fixture);

  g_assert_cmpuint (arrangement->count, ==, INPUTS + HIDDEN + 1);
  for (guint i = 0; i < arrangement->count; i++)
    {
      g_assert_cmpfloat (arrangement->positions[i].x, ==, expected->positions[i].x);
      g_assert_cmpfloat (arrangement->positions[i].y, ==, expected->positions[i].y);
    }
}

/* It glides to where the layout is at rest, and then stays. */
static void
test_settles (Fixture *fixture, gconstpointer data)
{
  settle (fixture);
  check_settled (fixture);
  panel_fixture_update (&fixture->panel);
  g_assert_false (algo_network_view_is_gliding (fixture->view));
}

static void
test_settles_without_gliding (Fixture *fixture, gconstpointer data)
{
  set_animations (FALSE);
  settle (fixture);
  check_settled (fixture);
}

static AlgoObservation *
observe_changed (AlgoNetwork *network, float factor)
{
  g_autoptr (AlgoNetwork) changed = algo_network_copy (network);

  for (guint i = 0; i < changed->inputs * changed->hidden; i += 3)
    changed->W0[i] *= factor;
  return algo_observation_new_for_network (changed, 1);
}

/* Other weights move it on from where it was; another size starts it anew. */
static void
test_goes_on (Fixture *fixture, gconstpointer data)
{
  AlgoNetwork *network = fixture->panel.samples->network;
  g_autoptr (AlgoObservation) changed = observe_changed (network, 1.02f);
  g_autoptr (AlgoNetwork) small = algo_network_new (4, 12);
  g_autoptr (AlgoObservation) other = algo_observation_new_for_network (small, 1);
  AlgoPosition before;
  double moved;

  settle (fixture);
  before = get_arrangement (fixture)->positions[0];
  fixture->panel.scene.observation = changed;
  panel_fixture_update (&fixture->panel);
  settle (fixture);
  moved = hypot (get_arrangement (fixture)->positions[0].x - before.x,
                 get_arrangement (fixture)->positions[0].y - before.y);
  g_assert_cmpfloat (moved, >, 0);
  g_assert_cmpfloat (moved, <, 0.3 * get_arrangement (fixture)->extent);

  fixture->panel.scene.observation = other;
  panel_fixture_update (&fixture->panel);
  g_assert_cmpuint (get_arrangement (fixture)->count, ==, 4 + 12 + 1);
  fixture->panel.scene.observation = NULL;
  panel_fixture_update (&fixture->panel);
  g_assert_null (get_arrangement (fixture));
}

/* A neuron stays under the pointer, whatever the others do, until it is let free. */
static void
test_drag (Fixture *fixture, gconstpointer data)
{
  double x, y, now_x, now_y;

  settle (fixture);
  find_neuron (fixture, 3, &x, &y);
  panel_fixture_drag (&fixture->panel, x, y, 40, -30);
  g_assert_true (get_arrangement (fixture)->pinned[3]);
  g_assert_cmpuint (fixture->edits, ==, 0);
  find_neuron (fixture, 3, &now_x, &now_y);
  g_assert_cmpfloat (fabs (now_x - (x + 40)), <, 2);
  g_assert_cmpfloat (fabs (now_y - (y - 30)), <, 2);
  settle (fixture);
  g_assert_true (get_arrangement (fixture)->pinned[3]);

  find_neuron (fixture, 3, &now_x, &now_y);
  panel_fixture_click (&fixture->panel, 1, now_x, now_y);
  panel_fixture_click (&fixture->panel, 2, now_x, now_y);
  g_assert_false (get_arrangement (fixture)->pinned[3]);
  g_assert_cmpuint (fixture->edits, ==, 0);
}

static void
test_click (Fixture *fixture, gconstpointer data)
{
  double x, y;

  settle (fixture);
  find_neuron (fixture, INPUTS + 20, &x, &y);
  panel_fixture_click (&fixture->panel, 1, x, y);
  g_assert_cmpuint (fixture->edits, ==, 1);
  g_assert_cmpint (fixture->edit.kind, ==, ALGO_EDIT_ABLATE);
  g_assert_cmpuint (fixture->edit.neuron, ==, 20);
  /* Only hidden neurons can be. */
  find_neuron (fixture, 5, &x, &y);
  panel_fixture_click (&fixture->panel, 1, x, y);
  find_neuron (fixture, INPUTS + HIDDEN, &x, &y);
  panel_fixture_click (&fixture->panel, 1, x, y);
  g_assert_cmpuint (fixture->edits, ==, 1);
}

/* One that is ablated is restored, and looks and reads as what it is. */
static void
test_restore (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoNetwork) ablated = algo_network_copy (fixture->panel.samples->network);
  g_autoptr (AlgoObservation) observation = NULL;
  double x, y;

  ablated->W1[20] = 0;
  observation = algo_observation_new_for_network (ablated, 1);
  fixture->panel.scene.observation = observation;
  panel_fixture_update (&fixture->panel);
  settle (fixture);
  find_neuron (fixture, INPUTS + 20, &x, &y);
  panel_fixture_point (&fixture->panel, x, y);
  g_assert_nonnull (strstr (panel_fixture_get_readout (&fixture->panel), "20, ablated"));
  panel_fixture_click (&fixture->panel, 1, x, y);
  g_assert_cmpint (fixture->edit.kind, ==, ALGO_EDIT_RESTORE);
  g_assert_cmpuint (fixture->edit.neuron, ==, 20);
}

/* A click on a neuron that is held may be the first of two, which would let it free. */
static void
test_click_on_held (Fixture *fixture, gconstpointer data)
{
  double x, y;

  g_object_set (gtk_settings_get_default (), "gtk-double-click-time", 50, NULL);
  settle (fixture);
  find_neuron (fixture, INPUTS + 7, &x, &y);
  panel_fixture_drag (&fixture->panel, x, y, 30, 0);
  settle (fixture);
  find_neuron (fixture, INPUTS + 7, &x, &y);
  panel_fixture_click (&fixture->panel, 1, x, y);
  g_assert_cmpuint (fixture->edits, ==, 0);
  while (fixture->edits == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->edit.neuron, ==, 7);
  g_assert_true (get_arrangement (fixture)->pinned[INPUTS + 7]);
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  PanelFixture *panel = &fixture->panel;
  AlgoPosition before;

  settle (fixture);
  g_assert_false (panel_fixture_press_key (panel, GDK_KEY_h, 0));
  g_assert_true (panel_fixture_press_key (panel, GDK_KEY_Right, 0));
  g_assert_true (g_str_has_prefix (panel_fixture_get_readout (panel), "Input 0,"));
  panel_fixture_press_key (panel, GDK_KEY_Right, 0);
  g_assert_true (g_str_has_prefix (panel_fixture_get_readout (panel), "Hidden neuron 0 "));

  before = get_arrangement (fixture)->positions[INPUTS];
  g_assert_true (panel_fixture_press_key (panel, GDK_KEY_Right, GDK_SHIFT_MASK));
  g_assert_true (get_arrangement (fixture)->pinned[INPUTS]);
  g_assert_cmpfloat (get_arrangement (fixture)->positions[INPUTS].x, >, before.x);
  g_assert_true (panel_fixture_press_key (panel, GDK_KEY_h, 0));
  g_assert_false (get_arrangement (fixture)->pinned[INPUTS]);
  g_assert_true (panel_fixture_press_key (panel, GDK_KEY_h, 0));
  g_assert_true (get_arrangement (fixture)->pinned[INPUTS]);

  g_assert_true (panel_fixture_press_key (panel, GDK_KEY_Delete, 0));
  g_assert_cmpint (fixture->edit.kind, ==, ALGO_EDIT_ABLATE);
  g_assert_cmpuint (fixture->edit.neuron, ==, 0);
}

static void
test_number (Fixture *fixture, gconstpointer data)
{
  panel_fixture_check_number (&fixture->panel, "read one input", "32 of 48");
}

/* A view that cannot be seen does no work. */
static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_visible (GTK_WIDGET (fixture->view), FALSE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (algo_network_view_is_gliding (fixture->view));
  gtk_widget_set_visible (GTK_WIDGET (fixture->view), TRUE);
  settle (fixture);
  check_settled (fixture);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/ui/network-panel/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("settles", test_settles);
  ADD ("settles-without-gliding", test_settles_without_gliding);
  ADD ("goes-on", test_goes_on);
  ADD ("drag", test_drag);
  ADD ("click", test_click);
  ADD ("restore", test_restore);
  ADD ("click-on-held", test_click_on_held);
  ADD ("keys", test_keys);
  ADD ("number", test_number);
  ADD ("hidden", test_hidden);
  return g_test_run ();
}
