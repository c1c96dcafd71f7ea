/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One scene for all panels. */
#include "ui/widgets/board/board-private.h"

/* The parent's size is what of the board can be seen, if it scrolls. */
static gboolean
is_in_sight (AlgoBoard *self, AlgoCard *card)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (GTK_WIDGET (card))
      || !gtk_widget_compute_bounds (GTK_WIDGET (card), parent, &bounds))
    return FALSE;
  return bounds.origin.y < gtk_widget_get_height (parent)
         && bounds.origin.y + bounds.size.height > 0;
}

static void
flip (AlgoBoard *self)
{
  const gboolean is_new = self->waiting != NULL;

  if (is_new)
    {
      g_clear_pointer (&self->shown, algo_scene_unref);
      self->shown = g_steal_pointer (&self->waiting);
    }
  for (guint i = 0; self->shown != NULL && i < self->cards->len; i++)
    if (is_in_sight (self, self->cards->pdata[i]))
      algo_card_update (self->cards->pdata[i], self->shown);
  if (is_new)
    algo_board_tell_shown (self);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  AlgoBoard *self = ALGO_BOARD (widget);

  self->tick = 0;
  flip (self);
  return G_SOURCE_REMOVE;
}

void
algo_board_uncovered (AlgoBoard *self)
{
  if (self->tick == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

void
algo_board_set_scene (AlgoBoard *self, AlgoScene *scene)
{
  g_clear_pointer (&self->waiting, algo_scene_unref);
  self->waiting = algo_scene_ref (scene);
  algo_board_uncovered (self);
  if (self->tick == 0)
    flip (self);
}

AlgoScene *
algo_board_get_scene (AlgoBoard *self)
{
  return self->shown;
}

gboolean
algo_board_is_ready (AlgoBoard *self)
{
  return self->waiting == NULL;
}

void
algo_board_drop_scenes (AlgoBoard *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_pointer (&self->shown, algo_scene_unref);
  g_clear_pointer (&self->waiting, algo_scene_unref);
}
