/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/weights-view-private.h"

G_DEFINE_FINAL_TYPE (AlgoWeightsView, algo_weights_view, ALGO_TYPE_PANEL_VIEW)

static const AlgoNetwork *
find_network (const AlgoScene *scene)
{
  return scene != NULL && scene->observation != NULL ? scene->observation->network : NULL;
}

const AlgoNetwork *
algo_weights_view_get_network (AlgoWeightsView *self)
{
  return find_network (algo_panel_view_get_scene (ALGO_PANEL_VIEW (self)));
}

gboolean
algo_weights_view_get_cell (AlgoWeightsView *self, AlgoWeightsCell *cell)
{
  const AlgoPanelCursor *cursor = algo_panel_view_get_cursor (ALGO_PANEL_VIEW (self));

  if (cursor != NULL)
    *cell = algo_weights_cell_from_cursor (cursor);
  return cursor != NULL;
}

/* Places in a network of another size are none in this one. */
static void
weights_view_shown (AlgoPanelView *view, const AlgoScene *old)
{
  AlgoWeightsView *self = ALGO_WEIGHTS_VIEW (view);
  const AlgoNetwork *before = find_network (old), *now = algo_weights_view_get_network (self);

  if (before == now
      || (before != NULL && now != NULL && before->inputs == now->inputs
          && before->hidden == now->hidden))
    return;
  self->dragging = FALSE;
  algo_panel_view_set_cursor (view, NULL);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static gboolean
weights_view_is_covered (AlgoPanelView *view)
{
  return ALGO_WEIGHTS_VIEW (view)->dragging;
}

/* The matrix while a column is carried over it. */
static void
weights_view_draw_over (AlgoPanelView *view, cairo_t *cr, const AlgoPanelFrame *frame)
{
  AlgoWeightsView *self = ALGO_WEIGHTS_VIEW (view);
  g_autofree guint *order = NULL;
  AlgoWeightsPicture picture = algo_weights_panel_make_picture (frame, &order);

  picture.hover = &self->dragged;
  picture.drop = &self->drop;
  algo_weights_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static void
algo_weights_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (algo_weights_view_parent_class)
      ->size_allocate (widget, width, height, baseline);
  gtk_popover_present (GTK_POPOVER (ALGO_WEIGHTS_VIEW (widget)->popover));
}

static void
algo_weights_view_dispose (GObject *object)
{
  GtkWidget *popover = GTK_WIDGET (ALGO_WEIGHTS_VIEW (object)->popover);

  g_clear_pointer (&popover, gtk_widget_unparent);
  ALGO_WEIGHTS_VIEW (object)->popover = NULL;

  G_OBJECT_CLASS (algo_weights_view_parent_class)->dispose (object);
}

static void
algo_weights_view_class_init (AlgoWeightsViewClass *class)
{
  AlgoPanelViewClass *view_class = ALGO_PANEL_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_weights_view_dispose;
  GTK_WIDGET_CLASS (class)->size_allocate = algo_weights_view_size_allocate;
  view_class->shown = weights_view_shown;
  view_class->is_covered = weights_view_is_covered;
  view_class->draw_over = weights_view_draw_over;
}

static void
algo_weights_view_init (AlgoWeightsView *self)
{
  algo_weights_view_add_editing (self);
}
