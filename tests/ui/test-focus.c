/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes of keys: where they go after a menu, a popover and a dialog, and what they take back.
 */
#include "tests/ui/window-fixture.h"
#include "ui/widgets/common/message-bar.h"
#include "ui/widgets/panels/weights-view.h"

#include <string.h>

/* They end the program, put another run in place, show a dialog of the desktop, or put away what
 * has the focus; the last is a window of its own that GTK 4.8 lays out with a warning. */
static const char *const left_out[] = { "Quit",        "Open…",           "Save As…",
                                        "Hide",        "Side Pane",       "With the Same Seed",
                                        "Full Window", "With a New Seed", "Keyboard Shortcuts",
                                        NULL };

static void
find_all (GtkWidget *widget, const char *type, GPtrArray *found)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_all (child, type, found);
}

static gboolean
is_unmapped (WindowFixture *fixture, gpointer widget)
{
  return !gtk_widget_get_mapped (widget);
}

static gboolean
is_mapped (WindowFixture *fixture, gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static void
close_dialogs (WindowFixture *fixture)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (at->data != fixture->window)
      gtk_window_destroy (at->data);
  window_fixture_run (50);
}

static GtkWidget *
get_focus (WindowFixture *fixture)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->window));
}

static void
open_menu (WindowFixture *fixture, GtkMenuButton *button)
{
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (button));

  gtk_menu_button_popup (button);
  window_fixture_wait (fixture, is_mapped, popover);
}

/* The page of its menu that an item is on. */
static const char *
find_page (GtkWidget *item)
{
  GtkWidget *stack = gtk_widget_get_ancestor (item, GTK_TYPE_STACK);
  GtkWidget *page = item;

  while (gtk_widget_get_parent (page) != stack)
    page = gtk_widget_get_parent (page);
  return gtk_stack_page_get_name (gtk_stack_get_page (GTK_STACK (stack), page));
}

/* As by arrow keys and Enter. FALSE if that leads nowhere in this test. */
static gboolean
choose (WindowFixture *fixture, GtkMenuButton *button, GtkWidget *item, const char *text)
{
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
  g_autofree char *menu = NULL;

  g_object_get (item, "menu-name", &menu, NULL);
  if (menu != NULL || !gtk_widget_get_sensitive (item) || g_strv_contains (left_out, text))
    return FALSE;
  open_menu (fixture, button);
  g_object_set (popover, "visible-submenu", find_page (item), NULL);
  gtk_widget_grab_focus (item);
  g_assert_true (get_focus (fixture) == item);
  g_signal_emit_by_name (item, "clicked");
  window_fixture_wait (fixture, is_unmapped, popover);
  close_dialogs (fixture);
  return TRUE;
}

static void
assert_focus (WindowFixture *fixture, GtkWidget *expected, const char *after)
{
  GtkWidget *focus = get_focus (fixture);

  if (focus != expected)
    g_error ("after %s the focus is on %s rather than %s", after,
             focus != NULL ? G_OBJECT_TYPE_NAME (focus) : "nothing", G_OBJECT_TYPE_NAME (expected));
}

/* GTK 4.8 looks for the pointer on a menu's surface that has just gone. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  return strstr (message, "gdk_surface_get_device_position: assertion") == NULL;
}

/* All items of all menus of the window, submenus with them. */
static void
test_menus (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *before = window_fixture_find (fixture, "question_pane.slider.scale");
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();
  guint chosen = 0;

  g_test_log_set_fatal_handler (is_fatal, NULL);
  find_all (GTK_WIDGET (fixture->window), "GtkMenuButton", buttons);
  g_assert_cmpuint (buttons->len, >, 3);
  for (guint i = 0; i < buttons->len; i++)
    {
      GtkMenuButton *button = buttons->pdata[i];
      g_autoptr (GPtrArray) items = g_ptr_array_new ();

      if (!gtk_widget_get_mapped (GTK_WIDGET (button)))
        continue;
      find_all (GTK_WIDGET (gtk_menu_button_get_popover (button)), "GtkModelButton", items);
      for (guint j = 0; j < items->len; j++)
        {
          g_autofree char *text = NULL;

          g_object_get (items->pdata[j], "text", &text, NULL);
          gtk_widget_grab_focus (before);
          if (!choose (fixture, button, items->pdata[j], text))
            continue;
          assert_focus (fixture, before, text);
          chosen++;
        }
    }
  g_assert_cmpuint (chosen, >, 20);
}

/* That of a weight. */
static void
test_popover (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *view = window_fixture_find (fixture, "board.weights");
  gpointer popover = gtk_widget_get_template_child (view, ALGO_TYPE_WEIGHTS_VIEW, "popover");

  window_fixture_wait_for_step (fixture, 0);
  gtk_widget_grab_focus (view);
  window_fixture_press_key (view, GDK_KEY_Right);
  for (guint i = 0; i < 2; i++)
    {
      window_fixture_press_key (view, GDK_KEY_Return);
      window_fixture_wait (fixture, is_mapped, popover);
      g_assert_true (gtk_widget_is_ancestor (get_focus (fixture), popover));
      gtk_popover_popdown (popover);
      window_fixture_wait (fixture, is_unmapped, popover);
      assert_focus (fixture, view, "a popover");
    }
}

static gboolean
is_arranged_so (WindowFixture *fixture, gpointer arrangement)
{
  g_autofree char *now = algo_board_get_arrangement (window_fixture_find (fixture, "board"));

  return g_str_equal (now, arrangement);
}

/* A panel that was moved goes back by the key that takes back changes by hand, also after one. */
static void
test_undo (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *toast = window_fixture_find (fixture, "toast");
  g_autofree char *before = algo_board_get_arrangement (window_fixture_find (fixture, "board"));

  window_fixture_wait_for_step (fixture, 0);
  for (guint round = 0; round < 2; round++)
    {
      GtkWidget *view = window_fixture_find (fixture, "board.weights");

      if (round == 1)
        algo_panel_view_toggle_ablation (ALGO_PANEL_VIEW (view), 0);
      gtk_widget_activate_action (view, "card.move", "s", "right");
      g_assert_false (is_arranged_so (fixture, before));
      /* The key comes to the toast where there is no change by hand. */
      if (round == 0)
        gtk_widget_activate_action (toast, "message.take-back", NULL);
      else
        window_fixture_activate (fixture, "win.undo");
      g_assert_true (is_arranged_so (fixture, before));
    }
  g_assert_null (algo_message_bar_get_text (window_fixture_find (fixture, "toast")));
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add ("/ui/focus/menus", WindowFixture, NULL, window_fixture_set_up_paused, test_menus,
              window_fixture_tear_down);
  g_test_add ("/ui/focus/popover", WindowFixture, NULL, window_fixture_set_up_paused, test_popover,
              window_fixture_tear_down);
  g_test_add ("/ui/focus/undo", WindowFixture, NULL, window_fixture_set_up_paused, test_undo,
              window_fixture_tear_down);
  return window_fixture_finish ();
}
