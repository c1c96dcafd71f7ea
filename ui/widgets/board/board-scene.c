/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One scene for all panels: it is painted beside the one that they show, and shown by all of them
 * in one frame. */
#include "ui/widgets/board/board-private.h"

#include "ui/widgets/common/widget.h"

/* Panels are where the frame's layout puts them, which comes after its tick. */
#define LOOKS 2

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

static AlgoPanelView *
get_view (AlgoBoard *self, guint index)
{
  return algo_card_get_view (self->cards->pdata[index]);
}

/* All of them at once, and whoever asks is told in the same frame. */
static void
flip (AlgoBoard *self)
{
  g_autoptr (AlgoScene) scene = g_steal_pointer (&self->next);

  g_clear_pointer (&self->shown, algo_scene_unref);
  self->shown = algo_scene_ref (scene);
  for (guint i = 0; i < self->cards->len; i++)
    algo_panel_view_show_scene (get_view (self, i), scene);
  g_signal_emit_by_name (self, "shown");
}

/* Whether all panels that can be seen are painted for the next scene; those that came into sight
 * since it was begun are begun now. Those that are scrolled out of sight say what they are of. */
static gboolean
prepare (AlgoBoard *self)
{
  gboolean is_prepared = TRUE;

  for (guint i = 0; i < self->cards->len; i++)
    {
      AlgoPanelView *view = get_view (self, i);

      if (!gtk_widget_get_mapped (GTK_WIDGET (view)))
        continue;
      algo_panel_view_prepare (view, self->next, is_in_sight (self, self->cards->pdata[i]));
      is_prepared = algo_panel_view_is_prepared (view) && is_prepared;
    }
  return is_prepared;
}

/* The one that waits is next, if none is. */
static gboolean
begin (AlgoBoard *self)
{
  if (self->next != NULL || self->waiting == NULL)
    return FALSE;
  self->next = g_steal_pointer (&self->waiting);
  return TRUE;
}

static void
check_views (AlgoBoard *self)
{
  for (guint i = 0; i < self->cards->len; i++)
    if (is_in_sight (self, self->cards->pdata[i]))
      algo_panel_view_check (get_view (self, i));
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  AlgoBoard *self = ALGO_BOARD (widget);

  if (self->next != NULL && prepare (self))
    flip (self);
  if (begin (self))
    prepare (self);
  if (self->next != NULL)
    return G_SOURCE_CONTINUE;
  check_views (self);
  if (self->looks > 0 && --self->looks > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

void
algo_board_uncovered (AlgoBoard *self)
{
  self->looks = LOOKS;
  if (self->shown != NULL)
    algo_widget_start_ticking (GTK_WIDGET (self), &self->tick, on_tick);
}

/* There are no frames any more, and nothing has to be painted. */
void
algo_board_covered (AlgoBoard *self)
{
  algo_widget_stop_ticking (GTK_WIDGET (self), &self->tick);
  while (self->next != NULL || begin (self))
    flip (self);
}

void
algo_board_set_scene (AlgoBoard *self, AlgoScene *scene)
{
  g_clear_pointer (&self->waiting, algo_scene_unref);
  self->waiting = algo_scene_ref (scene);
  if (!begin (self))
    return;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    flip (self);
  else
    {
      prepare (self);
      algo_widget_start_ticking (GTK_WIDGET (self), &self->tick, on_tick);
    }
}

AlgoScene *
algo_board_get_scene (AlgoBoard *self)
{
  return self->shown;
}

gboolean
algo_board_is_ready (AlgoBoard *self)
{
  return self->next == NULL && self->waiting == NULL;
}

void
algo_board_drop_scenes (AlgoBoard *self)
{
  algo_widget_stop_ticking (GTK_WIDGET (self), &self->tick);
  g_clear_pointer (&self->shown, algo_scene_unref);
  g_clear_pointer (&self->next, algo_scene_unref);
  g_clear_pointer (&self->waiting, algo_scene_unref);
}
