/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/panel-fixture.h"

#include <string.h>

#define INPUTS 16
#define STEPS 700
#define WIDTH 480
#define HEIGHT 360

static void
on_go_to (PanelFixture *fixture, gint64 step, double log_beta, guint inputs)
{
  fixture->moves++;
  fixture->step = step;
  fixture->log_beta = log_beta;
  fixture->inputs = inputs;
}

static void
make_scene (PanelFixture *fixture)
{
  PictureSamples *samples = fixture->samples;

  fixture->grids = g_ptr_array_new ();
  for (gsize i = 0; i < samples->history.count; i++)
    g_ptr_array_add (fixture->grids, &samples->grids[i]);
  fixture->metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  g_array_append_vals (fixture->metrics, samples->metrics, STEPS);
  fixture->observation = algo_observation_new_for_network (samples->network, 1);
  fixture->scene =
      (AlgoScene){ .observation = fixture->observation,
                   .generation = 1,
                   .seed = 1,
                   .least = 4,
                   .most = INPUTS,
                   .step = STEPS,
                   .latest = STEPS,
                   .grids = fixture->grids,
                   .metrics = fixture->metrics,
                   .budget = 2 * STEPS,
                   .chosen = -1,
                   .question = { .log_beta = -3.4, .inputs = INPUTS, .hidden = 3 * INPUTS } };
}

void
panel_fixture_paint (PanelFixture *fixture)
{
  while (!algo_panel_view_is_painted (fixture->view))
    g_main_context_iteration (NULL, TRUE);
}

void
panel_fixture_update (PanelFixture *fixture)
{
  g_autoptr (AlgoComparison) comparison = NULL;
  g_autoptr (AlgoScene) scene = NULL;
  AlgoScene parts = fixture->scene;

  if (parts.kept != NULL && parts.observation != NULL)
    parts.comparison = comparison = algo_comparison_new (parts.observation, parts.kept);
  scene = algo_scene_new (&parts);
  algo_panel_view_prepare (fixture->view, scene, TRUE);
  while (!algo_panel_view_is_prepared (fixture->view))
    g_thread_yield ();
  algo_panel_view_show_scene (fixture->view, scene);
  panel_fixture_paint (fixture);
}

void
panel_fixture_check_described (PanelFixture *fixture, const char *part)
{
  const char *text = algo_panel_view_get_description (fixture->view);

  g_assert_nonnull (text);
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

void
panel_fixture_check_number (PanelFixture *fixture, const char *name, const char *number)
{
  const char *own, *value = algo_panel_view_get_number (fixture->view, &own);

  g_assert_cmpstr (value, ==, number);
  g_assert_cmpstr (own, ==, name);
}

static void
run_until_drawn (PanelFixture *fixture)
{
  while (!gtk_widget_get_mapped (GTK_WIDGET (fixture->view))
         || gtk_widget_get_width (GTK_WIDGET (fixture->view)) == 0)
    g_main_context_iteration (NULL, TRUE);
}

void
panel_fixture_set_up (PanelFixture *fixture, gconstpointer user_data)
{
  fixture->samples = picture_samples_new (INPUTS, 3 * INPUTS, STEPS);
  make_scene (fixture);
  fixture->painter = algo_painter_new ();
  fixture->view = algo_panel_view_new (algo_panel_find (user_data), fixture->painter);
  g_signal_connect_swapped (fixture->view, "go-to", G_CALLBACK (on_go_to), fixture);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  g_object_add_weak_pointer (G_OBJECT (fixture->view), (gpointer *) &fixture->view);
  gtk_window_set_default_size (fixture->window, WIDTH, HEIGHT);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->view));
  gtk_window_present (fixture->window);
  run_until_drawn (fixture);
  panel_fixture_update (fixture);
}

void
panel_fixture_tear_down (PanelFixture *fixture, gconstpointer user_data)
{
  gtk_window_destroy (fixture->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  /* Nothing holds on to a view whose window was closed. */
  g_assert_null (fixture->view);
  algo_painter_unref (fixture->painter);
  algo_observation_unref (fixture->observation);
  g_ptr_array_unref (fixture->grids);
  g_array_unref (fixture->metrics);
  picture_samples_free (fixture->samples);
}

AlgoPanelFrame
panel_fixture_get_frame (PanelFixture *fixture, AlgoStyle *style)
{
  AlgoPanelFrame frame = algo_panel_view_get_frame (fixture->view);

  *style = *frame.style;
  frame.style = style;
  return frame;
}

void
panel_fixture_locate (PanelFixture *fixture, const AlgoPanelCursor *cursor, double *x, double *y)
{
  g_autoptr (AlgoScene) scene = algo_scene_new (&fixture->scene);
  g_autofree char *text = NULL;
  AlgoStyle style;
  AlgoPanelFrame frame = panel_fixture_get_frame (fixture, &style);
  AlgoArea area;

  frame.scene = scene;
  frame.cursor = cursor;
  text = algo_panel_read (&frame, &area);
  g_assert_nonnull (text);
  *x = area.x + area.width / 2;
  *y = area.y + area.height / 2;
}

/* The view's controllers of a type, its own and those of the class it derives from. */
static GPtrArray *
find_controllers (PanelFixture *fixture, GType type)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (GTK_WIDGET (fixture->view));
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (all, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        g_ptr_array_add (found, g_steal_pointer (&controller));
    }
  g_assert_cmpuint (found->len, >, 0);
  return found;
}

void
panel_fixture_point (PanelFixture *fixture, double x, double y)
{
  g_autoptr (GPtrArray) motions = find_controllers (fixture, GTK_TYPE_EVENT_CONTROLLER_MOTION);

  for (guint i = 0; i < motions->len; i++)
    g_signal_emit_by_name (motions->pdata[i], "motion", x, y);
}

void
panel_fixture_click (PanelFixture *fixture, int n_press, double x, double y)
{
  g_autoptr (GPtrArray) clicks = find_controllers (fixture, GTK_TYPE_GESTURE_CLICK);

  panel_fixture_point (fixture, x, y);
  for (guint i = 0; i < clicks->len; i++)
    g_signal_emit_by_name (clicks->pdata[i], "pressed", n_press, x, y);
  for (guint i = 0; i < clicks->len; i++)
    g_signal_emit_by_name (clicks->pdata[i], "released", n_press, x, y);
}

void
panel_fixture_drag (PanelFixture *fixture, double x, double y, double right, double down)
{
  g_autoptr (GPtrArray) drags = find_controllers (fixture, GTK_TYPE_GESTURE_DRAG);

  panel_fixture_point (fixture, x, y);
  for (guint i = 0; i < drags->len; i++)
    {
      g_signal_emit_by_name (drags->pdata[i], "drag-begin", x, y);
      g_signal_emit_by_name (drags->pdata[i], "drag-update", right / 2, down / 2);
      g_signal_emit_by_name (drags->pdata[i], "drag-update", right, down);
      g_signal_emit_by_name (drags->pdata[i], "drag-end", right, down);
    }
}

gboolean
panel_fixture_press_key (PanelFixture *fixture, guint key, GdkModifierType modifiers)
{
  g_autoptr (GPtrArray) keys = find_controllers (fixture, GTK_TYPE_EVENT_CONTROLLER_KEY);
  gboolean handled = FALSE;

  for (guint i = 0; i < keys->len && !handled; i++)
    g_signal_emit_by_name (keys->pdata[i], "key-pressed", key, 0, modifiers, &handled);
  return handled;
}

const char *
panel_fixture_get_readout (PanelFixture *fixture)
{
  return algo_panel_view_get_readout (fixture->view);
}
