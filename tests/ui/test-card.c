/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of the heading of a panel is seen, at which width. */
#include "ui/widgets/board/card.h"

#define SPACING 6

typedef struct
{
  AlgoCard *card;
  GtkWidget *heading;
  GtkWidget *title, *name, *value;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoPainter) painter = algo_painter_new ();

  fixture->card = g_object_ref_sink (algo_card_new (algo_panel_find ("phase-diagram"), painter));
  algo_card_set_number (fixture->card, "read one input", "16 of 48");
  fixture->heading = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->card), ALGO_TYPE_CARD, "heading"));
  fixture->title = gtk_widget_get_first_child (fixture->heading);
  fixture->name = gtk_widget_get_next_sibling (fixture->title);
  fixture->value = gtk_widget_get_next_sibling (fixture->name);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->card);
}

static int
measure (GtkWidget *widget, int *least)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, least, &natural, NULL, NULL);
  return natural;
}

static void
give (Fixture *fixture, int width)
{
  int height;

  gtk_widget_measure (fixture->heading, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  gtk_widget_size_allocate (fixture->heading, &(GtkAllocation){ .width = width, .height = height },
                            -1);
}

/* The width that a label has; 0: it is not seen. */
static int
get_width (GtkWidget *label)
{
  return gtk_widget_get_child_visible (label) ? gtk_widget_get_width (label) : 0;
}

static void
test_room (Fixture *fixture, gconstpointer data)
{
  int least, least_name;
  const int all = measure (fixture->heading, &least);
  const int title = measure (fixture->title, NULL), value = measure (fixture->value, NULL);
  const int name = measure (fixture->name, &least_name);

  g_assert_cmpint (all, ==, title + name + value + 2 * SPACING);
  g_assert_cmpint (least, <, title);
  g_assert_cmpint (least_name, <, name);

  give (fixture, all + 50);
  g_assert_cmpint (get_width (fixture->title), >=, title);
  g_assert_cmpint (get_width (fixture->name), ==, name);
  g_assert_cmpint (get_width (fixture->value), ==, value);

  give (fixture, all - 1);
  g_assert_cmpint (get_width (fixture->title), ==, title);
  g_assert_cmpint (get_width (fixture->name), ==, name - 1);
  g_assert_cmpint (get_width (fixture->value), ==, value);

  give (fixture, all - name + least_name - 1);
  g_assert_cmpint (get_width (fixture->title), >=, title);
  g_assert_cmpint (get_width (fixture->name), ==, 0);
  g_assert_cmpint (get_width (fixture->value), ==, 0);

  give (fixture, least);
  g_assert_cmpint (get_width (fixture->title), ==, least);
}

/* The name is read in full in its tooltip, and a panel without a number has none. */
static void
test_number (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture->name), ==, "read one input");
  algo_card_set_number (fixture->card, NULL, NULL);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (fixture->name)), ==, "");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (fixture->value)), ==, "");
  g_assert_false (gtk_widget_get_has_tooltip (fixture->name));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/ui/card/room", Fixture, NULL, set_up, test_room, tear_down);
  g_test_add ("/ui/card/number", Fixture, NULL, set_up, test_number, tear_down);
  return g_test_run ();
}
