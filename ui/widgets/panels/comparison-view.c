/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/comparison-view.h"

#include "ui/pictures/weights/comparison-picture.h"
#include "ui/pictures/drawing/numbers.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _AlgoComparisonView
{
  AlgoPanelView parent_instance;

  AlgoComparison *comparison; /* owned, or NULL */
  gboolean has_cursor;
  AlgoComparedCell cursor;
};

G_DEFINE_FINAL_TYPE (AlgoComparisonView, algo_comparison_view, ALGO_TYPE_PANEL_VIEW)

static AlgoComparisonPicture
get_picture (AlgoComparisonView *self)
{
  return (AlgoComparisonPicture){ .comparison = self->comparison,
                                  .first = _ ("Shown"),
                                  .second = _ ("Kept"),
                                  .hover = self->has_cursor ? &self->cursor : NULL };
}

static void
comparison_view_draw (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  const AlgoComparisonPicture picture = get_picture (ALGO_COMPARISON_VIEW (area));

  algo_comparison_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
comparison_view_describe (AlgoPictureArea *area)
{
  const AlgoComparisonPicture picture = get_picture (ALGO_COMPARISON_VIEW (area));

  return algo_comparison_picture_describe (&picture);
}

static gboolean
comparison_view_point (AlgoPictureArea *area, const AlgoPictureFrame *frame, double x, double y)
{
  AlgoComparisonView *self = ALGO_COMPARISON_VIEW (area);
  const AlgoComparisonPicture picture = get_picture (self);

  self->has_cursor = algo_comparison_picture_pick (&picture, frame->width, frame->height,
                                                   frame->style, x, y, &self->cursor);
  return self->has_cursor;
}

static gboolean
comparison_view_move (AlgoPictureArea *area, const AlgoPictureFrame *frame, int right, int down)
{
  AlgoComparisonView *self = ALGO_COMPARISON_VIEW (area);
  const AlgoComparisonPicture picture = get_picture (self);

  if (self->comparison == NULL)
    return FALSE;
  if (self->has_cursor)
    self->cursor = algo_comparison_picture_step (&picture, &self->cursor, right, down);
  else
    self->cursor = algo_comparison_picture_first (&picture);
  self->has_cursor = TRUE;
  return TRUE;
}

static void
comparison_view_clear (AlgoPictureArea *area)
{
  ALGO_COMPARISON_VIEW (area)->has_cursor = FALSE;
}

static char *
comparison_view_read (AlgoPictureArea *area, const AlgoPictureFrame *frame, AlgoArea *at)
{
  AlgoComparisonView *self = ALGO_COMPARISON_VIEW (area);
  const AlgoComparisonPicture picture = get_picture (self);

  if (!self->has_cursor
      || !algo_comparison_picture_locate (&picture, frame->width, frame->height, frame->style,
                                          &self->cursor, at))
    return NULL;
  return algo_comparison_picture_describe_cell (&picture, &self->cursor);
}

static gboolean
is_of (const AlgoComparison *comparison, const AlgoScene *scene)
{
  return comparison->first->network == scene->observation->network
         && comparison->second->network == scene->kept->network;
}

static void
comparison_view_update (AlgoPanelView *view, const AlgoScene *scene)
{
  AlgoComparisonView *self = ALGO_COMPARISON_VIEW (view);
  const gboolean known = scene->observation != NULL && scene->kept != NULL;

  if (known ? self->comparison != NULL && is_of (self->comparison, scene)
            : self->comparison == NULL)
    return;
  g_clear_pointer (&self->comparison, algo_comparison_unref);
  if (known)
    self->comparison = algo_comparison_new (scene->observation, scene->kept);
  /* There may be no third picture for it to be in. */
  if (self->comparison == NULL || self->comparison->partners == NULL)
    self->has_cursor = FALSE;
  algo_picture_area_changed (ALGO_PICTURE_AREA (self));
}

static void
comparison_view_get_number (AlgoPanelView *view, const char **name, char **value)
{
  const AlgoComparison *comparison = ALGO_COMPARISON_VIEW (view)->comparison;

  if (comparison == NULL || isnan (comparison->distance))
    return;
  *name = _ ("difference");
  *value = algo_number_format (comparison->distance);
}

static void
algo_comparison_view_finalize (GObject *object)
{
  g_clear_pointer (&ALGO_COMPARISON_VIEW (object)->comparison, algo_comparison_unref);

  G_OBJECT_CLASS (algo_comparison_view_parent_class)->finalize (object);
}

static void
algo_comparison_view_class_init (AlgoComparisonViewClass *class)
{
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);
  AlgoPanelViewClass *view_class = ALGO_PANEL_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = algo_comparison_view_finalize;
  area_class->draw = comparison_view_draw;
  area_class->describe = comparison_view_describe;
  area_class->point = comparison_view_point;
  area_class->move = comparison_view_move;
  area_class->clear = comparison_view_clear;
  area_class->read = comparison_view_read;
  view_class->update = comparison_view_update;
  view_class->get_number = comparison_view_get_number;
}

static void
algo_comparison_view_init (AlgoComparisonView *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Comparison with the network that is kept"), -1);
}
