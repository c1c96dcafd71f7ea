/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The matrix of weights in hand: neurons are ablated, restored and moved, weights are set, by
 * pointer and by keyboard. */
#include <string.h>

#include "engine/run/workbench.h"
#include "tests/ui/panel-fixture.h"
#include "ui/widgets/panels/weight-popover.h"

#define INPUTS 16
#define HIDDEN 48

typedef struct
{
  PanelFixture panel; /* first: its functions take it */
  guint edits;
  AlgoEdit edit; /* the last */
  guint order[HIDDEN];
} Fixture;

static void
on_edit (Fixture *fixture, const AlgoEdit *edit)
{
  fixture->edits++;
  fixture->edit = *edit;
  if (fixture->edit.kind == ALGO_EDIT_ARRANGE)
    memcpy (fixture->order, fixture->edit.order, sizeof fixture->order);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  panel_fixture_set_up (&fixture->panel, "weights");
  g_signal_connect_swapped (fixture->panel.view, "edit", G_CALLBACK (on_edit), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  panel_fixture_tear_down (&fixture->panel, data);
}

static gboolean
is_sorted (Fixture *fixture)
{
  gboolean sorted;

  g_object_get (fixture->panel.view, "option", &sorted, NULL);
  return sorted;
}

/* As the view draws it, in that order where it is sorted. */
static AlgoWeightsPicture
get_picture (Fixture *fixture, const guint *order)
{
  return (AlgoWeightsPicture){ .network = fixture->panel.samples->network,
                               .order = is_sorted (fixture) ? order : NULL,
                               .heads = TRUE };
}

/* A place on it: for a neuron, its head. */
static void
find_cell (Fixture *fixture, AlgoWeightsCell cell, double *x, double *y)
{
  g_autofree guint *order = algo_weights_sort (fixture->panel.samples->network);
  const AlgoWeightsPicture picture = get_picture (fixture, order);
  AlgoStyle style;
  const AlgoPanelFrame frame = panel_fixture_get_frame (&fixture->panel, &style);
  AlgoArea area;

  g_assert_true (
      algo_weights_picture_locate (&picture, frame.width, frame.height, &style, &cell, &area));
  *x = area.x + area.width / 2;
  *y = cell.tensor == ALGO_WEIGHTS_NEURON ? area.y + 4 : area.y + area.height / 2;
}

static void
point_at (Fixture *fixture, AlgoWeightsCell cell)
{
  double x, y;

  find_cell (fixture, cell, &x, &y);
  panel_fixture_point (&fixture->panel, x, y);
}

static void
click (Fixture *fixture, AlgoWeightsCell cell)
{
  double x, y;

  find_cell (fixture, cell, &x, &y);
  panel_fixture_click (&fixture->panel, 1, x, y);
}

static void
assert_edit (Fixture *fixture, guint edits, AlgoEditKind kind, guint neuron)
{
  g_assert_cmpuint (fixture->edits, ==, edits);
  g_assert_cmpint (fixture->edit.kind, ==, kind);
  g_assert_cmpuint (fixture->edit.neuron, ==, neuron);
}

static AlgoWeightPopover *
get_popover (Fixture *fixture)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->panel.view));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    if (ALGO_IS_WEIGHT_POPOVER (child))
      return ALGO_WEIGHT_POPOVER (child);
  g_assert_not_reached ();
}

static gpointer
popover_child (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (get_popover (fixture)),
                                        ALGO_TYPE_WEIGHT_POPOVER, name);
}

static gboolean
is_open (Fixture *fixture)
{
  return gtk_widget_get_visible (GTK_WIDGET (get_popover (fixture)));
}

/* Replaces the number and presses Enter. */
static void
enter_value (Fixture *fixture, const char *text)
{
  GtkWidget *entry = popover_child (fixture, "value_entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

static void
test_head_ablates (Fixture *fixture, gconstpointer data)
{
  const AlgoWeightsCell head = { ALGO_WEIGHTS_NEURON, 0, 12 };

  click (fixture, head);
  assert_edit (fixture, 1, ALGO_EDIT_ABLATE, 12);
  fixture->panel.samples->network->W1[12] = 0;
  click (fixture, head);
  assert_edit (fixture, 2, ALGO_EDIT_RESTORE, 12);
}

/* A click on a weight does nothing but point at it. */
static void
test_cell_is_safe (Fixture *fixture, gconstpointer data)
{
  click (fixture, (AlgoWeightsCell){ ALGO_WEIGHTS_W0, 3, 12 });
  g_assert_cmpuint (fixture->edits, ==, 0);
  g_assert_nonnull (strstr (panel_fixture_get_readout (&fixture->panel), "hidden neuron 12"));
}

static void
test_delete_ablates (Fixture *fixture, gconstpointer data)
{
  g_assert_false (panel_fixture_press_key (&fixture->panel, GDK_KEY_Delete, 0));
  point_at (fixture, (AlgoWeightsCell){ ALGO_WEIGHTS_B0, 0, 30 });
  g_assert_true (panel_fixture_press_key (&fixture->panel, GDK_KEY_Delete, 0));
  assert_edit (fixture, 1, ALGO_EDIT_ABLATE, 30);
}

static void
test_double_click_sets (Fixture *fixture, gconstpointer data)
{
  double x, y;

  find_cell (fixture, (AlgoWeightsCell){ ALGO_WEIGHTS_W0, 3, 12 }, &x, &y);
  panel_fixture_click (&fixture->panel, 2, x, y);
  g_assert_true (is_open (fixture));
  enter_value (fixture, "0.25");
  assert_edit (fixture, 1, ALGO_EDIT_SET, 12);
  g_assert_cmpint (fixture->edit.weight, ==, ALGO_WEIGHT_W0);
  g_assert_cmpuint (fixture->edit.input, ==, 3);
  g_assert_cmpfloat (fixture->edit.value, ==, 0.25f);
}

static void
test_enter_sets (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    AlgoWeightsTensor tensor;
    AlgoWeight weight;
  } cases[] = { { ALGO_WEIGHTS_B0, ALGO_WEIGHT_B0 },
                { ALGO_WEIGHTS_W1, ALGO_WEIGHT_W1 },
                { ALGO_WEIGHTS_B1, ALGO_WEIGHT_B1 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      point_at (fixture, (AlgoWeightsCell){ .tensor = cases[i].tensor });
      g_assert_true (panel_fixture_press_key (&fixture->panel, GDK_KEY_Return, 0));
      enter_value (fixture, "\u22122,5");
      assert_edit (fixture, i + 1, ALGO_EDIT_SET, 0);
      g_assert_cmpint (fixture->edit.weight, ==, cases[i].weight);
      g_assert_cmpfloat (fixture->edit.value, ==, -2.5f);
    }
}

static void
test_popover_refuses (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "", "x", "1 2", "1e99", "nan", "inf", "0.5x" };
  GtkWidget *error;

  point_at (fixture, (AlgoWeightsCell){ ALGO_WEIGHTS_W0, 3, 12 });
  panel_fixture_press_key (&fixture->panel, GDK_KEY_Return, 0);
  error = popover_child (fixture, "error_label");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      enter_value (fixture, texts[i]);
      g_assert_true (is_open (fixture));
      g_assert_true (gtk_widget_get_visible (error));
      gtk_editable_set_text (popover_child (fixture, "value_entry"), "1");
      g_assert_false (gtk_widget_get_visible (error));
    }
  g_assert_cmpuint (fixture->edits, ==, 0);
}

/* The number is rounded as it is shown: leaving it as it is must not change the weight. */
static void
test_unchanged_value (Fixture *fixture, gconstpointer data)
{
  point_at (fixture, (AlgoWeightsCell){ ALGO_WEIGHTS_W0, 3, 12 });
  panel_fixture_press_key (&fixture->panel, GDK_KEY_Return, 0);
  g_signal_emit_by_name (popover_child (fixture, "value_entry"), "activate");
  g_assert_cmpuint (fixture->edits, ==, 0);
}

static void
test_popover_ablates (Fixture *fixture, gconstpointer data)
{
  point_at (fixture, (AlgoWeightsCell){ ALGO_WEIGHTS_NEURON, 0, 20 });
  panel_fixture_press_key (&fixture->panel, GDK_KEY_Menu, 0);
  g_assert_true (is_open (fixture));
  g_assert_false (gtk_widget_get_visible (popover_child (fixture, "value_box")));
  g_signal_emit_by_name (popover_child (fixture, "ablate_button"), "clicked");
  assert_edit (fixture, 1, ALGO_EDIT_ABLATE, 20);
}

static void
drag (Fixture *fixture, guint neuron, guint to)
{
  double x, y, end, other;

  find_cell (fixture, (AlgoWeightsCell){ ALGO_WEIGHTS_W0, 5, neuron }, &x, &y);
  find_cell (fixture, (AlgoWeightsCell){ ALGO_WEIGHTS_W0, 5, to }, &end, &other);
  /* On to the middle's right, so that it is dropped behind that neuron, or to its left. */
  panel_fixture_drag (&fixture->panel, x, y, end - x + (end > x ? 2 : -2), 3);
}

static void
test_drag_moves (Fixture *fixture, gconstpointer data)
{
  drag (fixture, 5, 20);
  assert_edit (fixture, 1, ALGO_EDIT_MOVE, 5);
  g_assert_cmpuint (fixture->edit.place, ==, 20);
  drag (fixture, 47, 0);
  assert_edit (fixture, 2, ALGO_EDIT_MOVE, 47);
  g_assert_cmpuint (fixture->edit.place, ==, 0);
}

/* What is dropped stays where it was dropped, among its neighbours as they were seen. */
static void
test_drag_sorted (Fixture *fixture, gconstpointer data)
{
  g_autofree guint *sorted = algo_weights_sort (fixture->panel.samples->network);
  guint expected[HIDDEN];

  g_object_set (fixture->panel.view, "option", TRUE, NULL);
  memcpy (expected, sorted + 1, 9 * sizeof *sorted);
  expected[9] = sorted[0];
  memcpy (expected + 10, sorted + 10, (HIDDEN - 10) * sizeof *sorted);

  drag (fixture, sorted[0], sorted[9]);
  g_assert_cmpuint (fixture->edits, ==, 1);
  g_assert_cmpint (fixture->edit.kind, ==, ALGO_EDIT_ARRANGE);
  g_assert_cmpmem (fixture->order, sizeof fixture->order, expected, sizeof expected);
  g_assert_false (is_sorted (fixture));
}

static void
test_keys_move (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint neuron, key, place;
  } cases[] = { { 10, GDK_KEY_Left, 9 },
                { 10, GDK_KEY_Right, 11 },
                { 10, GDK_KEY_Home, 0 },
                { 10, GDK_KEY_End, 47 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      point_at (fixture, (AlgoWeightsCell){ ALGO_WEIGHTS_W0, 2, cases[i].neuron });
      g_assert_true (panel_fixture_press_key (&fixture->panel, cases[i].key, GDK_SHIFT_MASK));
      assert_edit (fixture, i + 1, ALGO_EDIT_MOVE, cases[i].neuron);
      g_assert_cmpuint (fixture->edit.place, ==, cases[i].place);
    }
  /* There is no further place. */
  point_at (fixture, (AlgoWeightsCell){ ALGO_WEIGHTS_W0, 2, 0 });
  panel_fixture_press_key (&fixture->panel, GDK_KEY_Left, GDK_SHIFT_MASK);
  g_assert_cmpuint (fixture->edits, ==, G_N_ELEMENTS (cases));
}

static void
test_ablated_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoNetwork) changed = algo_network_copy (fixture->panel.samples->network);
  g_autoptr (AlgoObservation) observation = NULL;

  changed->W1[7] = 0;
  observation = algo_observation_new_for_network (changed, 1);
  fixture->panel.scene.observation = observation;
  panel_fixture_update (&fixture->panel);
  point_at (fixture, (AlgoWeightsCell){ ALGO_WEIGHTS_W0, 2, 7 });
  g_assert_nonnull (strstr (panel_fixture_get_readout (&fixture->panel), "(ablated)"));
  point_at (fixture, (AlgoWeightsCell){ ALGO_WEIGHTS_W0, 2, 8 });
  g_assert_null (strstr (panel_fixture_get_readout (&fixture->panel), "(ablated)"));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("/ui/weights-panel/head-ablates", test_head_ablates);
  ADD ("/ui/weights-panel/cell-is-safe", test_cell_is_safe);
  ADD ("/ui/weights-panel/delete-ablates", test_delete_ablates);
  ADD ("/ui/weights-panel/double-click-sets", test_double_click_sets);
  ADD ("/ui/weights-panel/enter-sets", test_enter_sets);
  ADD ("/ui/weights-panel/popover-refuses", test_popover_refuses);
  ADD ("/ui/weights-panel/unchanged-value", test_unchanged_value);
  ADD ("/ui/weights-panel/popover-ablates", test_popover_ablates);
  ADD ("/ui/weights-panel/drag-moves", test_drag_moves);
  ADD ("/ui/weights-panel/drag-sorted", test_drag_sorted);
  ADD ("/ui/weights-panel/keys-move", test_keys_move);
  ADD ("/ui/weights-panel/ablated-is-told", test_ablated_is_told);
  return g_test_run ();
}
