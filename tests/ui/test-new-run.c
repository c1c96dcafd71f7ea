/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog in which the function of another run is chosen or written, and the run that follows.
 */
#include "app/window/restart-dialog.h"
#include "app/window/task-chooser.h"
#include "tests/ui/window-fixture.h"
#include "ui/widgets/board/board.h"

#include <string.h>

typedef struct
{
  AlgoRestartDialog *dialog;
  GtkListBox *list;
  GtkEditable *expression;
  GtkSpinButton *parameter;
  GtkLabel *verdict, *note;
  GtkWidget *accept;
} Dialog;

static gpointer
find (gpointer widget, GType type, const char *name)
{
  return gtk_widget_get_template_child (widget, type, name);
}

static Dialog
open_dialog (WindowFixture *fixture)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
  Dialog dialog = { 0 };
  gpointer chooser;

  window_fixture_activate (fixture, "win.restart-with");
  for (guint i = 0; dialog.dialog == NULL; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ALGO_IS_RESTART_DIALOG (window))
        dialog.dialog = ALGO_RESTART_DIALOG (window);
    }
  chooser = find (dialog.dialog, ALGO_TYPE_RESTART_DIALOG, "task");
  dialog.accept = find (dialog.dialog, ALGO_TYPE_RESTART_DIALOG, "accept_button");
  dialog.list = find (chooser, ALGO_TYPE_TASK_CHOOSER, "list");
  dialog.expression = find (chooser, ALGO_TYPE_TASK_CHOOSER, "expression");
  dialog.parameter = find (chooser, ALGO_TYPE_TASK_CHOOSER, "parameter_spin");
  dialog.verdict = find (chooser, ALGO_TYPE_TASK_CHOOSER, "verdict");
  dialog.note = find (chooser, ALGO_TYPE_TASK_CHOOSER, "note");
  return dialog;
}

static void
choose (const Dialog *dialog, const char *name)
{
  for (guint i = 0; i < algo_task_rows_count (); i++)
    if (g_str_equal (algo_task_rows[i]->name, name))
      gtk_list_box_select_row (dialog->list, gtk_list_box_get_row_at_index (dialog->list, (int) i));
}

static gboolean
says (WindowFixture *fixture, gpointer data)
{
  const gpointer *what = data;

  return strstr (gtk_label_get_text (what[0]), what[1]) != NULL;
}

/* Until the dialog says so of what is written. */
static void
write_function (WindowFixture *fixture, const Dialog *dialog, const char *text, const char *verdict)
{
  const gpointer what[] = { dialog->verdict, (gpointer) verdict };

  gtk_editable_set_text (dialog->expression, text);
  window_fixture_wait (fixture, says, (gpointer) what);
}

static gboolean
has_task (WindowFixture *fixture, gpointer data)
{
  const AlgoScene *scene = window_fixture_get_scene (fixture);

  return scene != NULL && scene->observation != NULL && scene->latest >= 20
         && g_str_equal (algo_scene_get_task (scene)->text, data);
}

static void
start (WindowFixture *fixture, const Dialog *dialog, const char *task)
{
  g_assert_true (gtk_widget_get_sensitive (dialog->accept));
  g_signal_emit_by_name (dialog->accept, "clicked");
  window_fixture_wait (fixture, has_task, (gpointer) task);
}

/* It is trained, the window says so everywhere, and a restart trains it again. */
static void
test_written (WindowFixture *fixture, gconstpointer data)
{
  static const char *const text = "max(x) - 2 * min(x)";
  const Dialog dialog = open_dialog (fixture);
  const AlgoScene *scene;
  g_autofree char *title = NULL;

  write_function (fixture, &dialog, text, "Understood");
  g_assert_nonnull (strstr (gtk_label_get_text (dialog.note), "whatever order"));
  start (fixture, &dialog, text);
  g_assert_true (g_str_has_prefix (
      gtk_label_get_text (window_fixture_find (fixture, "subtitle_label")), text));
  scene = window_fixture_get_scene (fixture);
  title = algo_scene_describe (scene);
  g_assert_nonnull (strstr (title, text));
  g_assert_null (scene->observation->explanation);
  window_fixture_restart (fixture, "win.restart-new");
  window_fixture_wait (fixture, has_task, (gpointer) text);
}

/* What cannot be trained cannot be started, says why, and stays as it was written. */
static void
test_wrong (WindowFixture *fixture, gconstpointer data)
{
  const guint64 generation = window_fixture_get_status (fixture).generation;
  Dialog dialog = open_dialog (fixture);

  write_function (fixture, &dialog, "max(x", "')' expected");
  g_assert_false (gtk_widget_get_sensitive (dialog.accept));
  gtk_widget_activate_default (GTK_WIDGET (dialog.expression));
  choose (&dialog, "squares");
  g_assert_true (gtk_widget_get_sensitive (dialog.accept));
  g_assert_cmpstr (gtk_editable_get_text (dialog.expression), ==, "max(x");
  gtk_window_close (GTK_WINDOW (dialog.dialog));
  window_fixture_run (50);
  g_assert_cmpuint (window_fixture_get_status (fixture).generation, ==, generation);
  dialog = open_dialog (fixture);
  g_assert_cmpstr (gtk_editable_get_text (dialog.expression), ==, "max(x");
  write_function (fixture, &dialog, "x[1] * x[2]", "Understood");
  g_assert_nonnull (strstr (gtk_label_get_text (dialog.note), "cannot do all of it"));
  write_function (fixture, &dialog, "sum(abs(x - roll(x, 1)))", "Understood");
  g_assert_nonnull (strstr (gtk_label_get_text (dialog.note), "shifted round, but not"));
  gtk_editable_set_text (dialog.expression, " ");
  g_assert_false (gtk_widget_get_sensitive (dialog.accept));
  gtk_window_destroy (GTK_WINDOW (dialog.dialog));
}

/* Parameters are each task's own. */
static void
test_parameter (WindowFixture *fixture, gconstpointer data)
{
  Dialog dialog = open_dialog (fixture);
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (dialog.parameter));

  g_assert_false (gtk_widget_get_visible (box));
  choose (&dialog, "tilted-l1");
  g_assert_true (gtk_widget_get_visible (box));
  gtk_spin_button_set_value (dialog.parameter, -0.25);
  choose (&dialog, "partial-l1");
  g_assert_cmpuint (gtk_spin_button_get_digits (dialog.parameter), ==, 0);
  choose (&dialog, "tilted-l1");
  g_assert_cmpfloat (gtk_spin_button_get_value (dialog.parameter), ==, -0.25);
  start (fixture, &dialog, "tilted-l1 t=-0.25");
  dialog = open_dialog (fixture);
  g_assert_cmpfloat (gtk_spin_button_get_value (dialog.parameter), ==, -0.25);
  gtk_window_destroy (GTK_WINDOW (dialog.dialog));
}

#define ADD(name, test)                                                                            \
  g_test_add ("/ui/new-run/" name, WindowFixture, NULL, window_fixture_set_up_paused, test,        \
              window_fixture_tear_down)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  ADD ("written", test_written);
  ADD ("wrong", test_wrong);
  ADD ("parameter", test_parameter);
  return window_fixture_finish ();
}
