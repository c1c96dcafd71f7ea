/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/board.h"

#include "ui/widgets/card.h"
#include "ui/widgets/panel-layout.h"
#include "ui/widgets/panels.h"

#define UPDATES_A_FRAME 2 /* of panels that nobody waits for */

struct _AlgoBoard
{
  GtkWidget parent_instance;
};

enum
{
  SIGNAL_GO_TO,
  SIGNAL_EDIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AlgoBoard, algo_board, GTK_TYPE_WIDGET)

static AlgoCard *
find_most_overdue (AlgoBoard *self, gint64 now)
{
  AlgoCard *found = NULL;
  gint64 longest = -1;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gint64 delay = algo_panel_view_get_delay (algo_card_get_view (ALGO_CARD (child)), now);

      if (!gtk_widget_get_mapped (child) || delay <= longest)
        continue;
      longest = delay;
      found = ALGO_CARD (child);
    }
  return found;
}

void
algo_board_update (AlgoBoard *self, const AlgoScene *scene, gboolean at_once)
{
  gint64 now = g_get_monotonic_time ();

  if (at_once)
    {
      for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        if (gtk_widget_get_mapped (child))
          algo_card_update (ALGO_CARD (child), scene, TRUE);
      return;
    }
  for (guint i = 0; i < UPDATES_A_FRAME; i++)
    {
      AlgoCard *card = find_most_overdue (self, now);

      if (card == NULL)
        break;
      algo_card_update (card, scene, FALSE);
    }
}

AlgoPanelView *
algo_board_get_view (AlgoBoard *self, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (algo_card_get_name (ALGO_CARD (child)), name))
      return algo_card_get_view (ALGO_CARD (child));
  return NULL;
}

static void
on_go_to (AlgoBoard *self, gint64 step, double log_beta, guint inputs)
{
  g_signal_emit (self, signals[SIGNAL_GO_TO], 0, step, log_beta, inputs);
}

static void
on_edit (AlgoBoard *self, gpointer edit)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0, edit);
}

static void
algo_board_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (algo_board_parent_class)->dispose (object);
}

static void
algo_board_class_init (AlgoBoardClass *class)
{
  G_OBJECT_CLASS (class)->dispose = algo_board_dispose;

  signals[SIGNAL_GO_TO] =
      g_signal_new ("go-to", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_DOUBLE, G_TYPE_UINT);
  signals[SIGNAL_EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), ALGO_TYPE_PANEL_LAYOUT);
}

static void
algo_board_init (AlgoBoard *self)
{
  for (guint i = 0; i < algo_panels_count (); i++)
    {
      AlgoCard *card = algo_card_new (algo_panels_get_panel (i)->name);

      g_signal_connect_object (algo_card_get_view (card), "go-to", G_CALLBACK (on_go_to), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (algo_card_get_view (card), "edit", G_CALLBACK (on_edit), self,
                               G_CONNECT_SWAPPED);
      gtk_widget_set_parent (GTK_WIDGET (card), GTK_WIDGET (self));
    }
}
