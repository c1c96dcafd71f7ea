/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/explanation-view.h"

#include "ui/pictures/approximation/explanation-picture.h"
#include "ui/pictures/approximation/explanation-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* For how long the explanation before stands for one that is being worked out: longer than that
 * takes, and shorter than a person would take it for the network's. */
#define PATIENCE (G_USEC_PER_SEC / 4)

struct _AlgoExplanationView
{
  AlgoPanelView parent_instance;

  AlgoExplanation *explanation; /* owned, or NULL */
  gint64 missing_since;         /* while it is of an earlier network; 0: it is not */
  gboolean has_cursor;
  AlgoExplanationPoint cursor;
};

G_DEFINE_FINAL_TYPE (AlgoExplanationView, algo_explanation_view, ALGO_TYPE_PANEL_VIEW)

static AlgoExplanationPicture
get_picture (AlgoExplanationView *self)
{
  return (AlgoExplanationPicture){ .explanation = self->explanation,
                                   .headed = TRUE,
                                   .hover = self->has_cursor ? &self->cursor : NULL };
}

static void
explanation_view_draw (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  const AlgoExplanationPicture picture = get_picture (ALGO_EXPLANATION_VIEW (area));

  algo_explanation_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static void
explanation_view_draw_cursor (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  const AlgoExplanationPicture picture = get_picture (ALGO_EXPLANATION_VIEW (area));

  algo_explanation_picture_draw_cursor (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
explanation_view_describe (AlgoPictureArea *area)
{
  const AlgoExplanationPicture picture = get_picture (ALGO_EXPLANATION_VIEW (area));

  return algo_explanation_picture_describe (&picture);
}

static gboolean
explanation_view_point (AlgoPictureArea *area, const AlgoPictureFrame *frame, double x, double y)
{
  AlgoExplanationView *self = ALGO_EXPLANATION_VIEW (area);
  const AlgoExplanationPicture picture = get_picture (self);

  self->has_cursor = algo_explanation_picture_pick (&picture, frame->width, frame->height,
                                                    frame->style, x, y, &self->cursor);
  return self->has_cursor;
}

static gboolean
explanation_view_move (AlgoPictureArea *area, const AlgoPictureFrame *frame, int right, int down)
{
  AlgoExplanationView *self = ALGO_EXPLANATION_VIEW (area);
  const AlgoExplanationPicture picture = get_picture (self);
  AlgoExplanationPoint next;

  self->has_cursor =
      algo_explanation_picture_step (&picture, frame->width, frame->height, frame->style,
                                     picture.hover, right, down, &next);
  if (self->has_cursor)
    self->cursor = next;
  return self->has_cursor;
}

static void
explanation_view_clear (AlgoPictureArea *area)
{
  ALGO_EXPLANATION_VIEW (area)->has_cursor = FALSE;
}

static char *
explanation_view_read (AlgoPictureArea *area, const AlgoPictureFrame *frame, AlgoArea *at)
{
  AlgoExplanationView *self = ALGO_EXPLANATION_VIEW (area);
  const AlgoExplanationPicture picture = get_picture (self);

  if (!self->has_cursor
      || !algo_explanation_picture_locate (&picture, frame->width, frame->height, frame->style,
                                           &self->cursor, at))
    return NULL;
  return algo_explanation_picture_describe_point (&picture, &self->cursor);
}

static void
set_explanation (AlgoExplanationView *self, AlgoExplanation *explanation)
{
  AlgoExplanation *old = self->explanation;

  self->missing_since = 0;
  if (explanation == old)
    return;
  self->explanation = explanation != NULL ? algo_explanation_ref (explanation) : NULL;
  g_clear_pointer (&old, algo_explanation_unref);
  algo_picture_area_changed (ALGO_PICTURE_AREA (self));
}

/* A network comes a moment before its explanation. */
static void
explanation_view_update (AlgoPanelView *view, const AlgoScene *scene)
{
  AlgoExplanationView *self = ALGO_EXPLANATION_VIEW (view);
  const gint64 now = g_get_monotonic_time ();

  if (scene->observation == NULL || scene->observation->explanation != NULL)
    set_explanation (self, scene->observation != NULL ? scene->observation->explanation : NULL);
  else if (self->missing_since == 0)
    self->missing_since = now;
  else if (now - self->missing_since > PATIENCE)
    set_explanation (self, NULL);
}

static void
explanation_view_get_number (AlgoPanelView *view, const char **name, char **value)
{
  const AlgoExplanation *explanation = ALGO_EXPLANATION_VIEW (view)->explanation;

  if (explanation == NULL || isnan (explanation->share))
    return;
  *name = _ ("share");
  *value = algo_share_format (explanation->share);
}

static void
algo_explanation_view_finalize (GObject *object)
{
  g_clear_pointer (&ALGO_EXPLANATION_VIEW (object)->explanation, algo_explanation_unref);

  G_OBJECT_CLASS (algo_explanation_view_parent_class)->finalize (object);
}

static void
algo_explanation_view_class_init (AlgoExplanationViewClass *class)
{
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);
  AlgoPanelViewClass *view_class = ALGO_PANEL_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = algo_explanation_view_finalize;
  area_class->draw = explanation_view_draw;
  area_class->draw_cursor = explanation_view_draw_cursor;
  area_class->describe = explanation_view_describe;
  area_class->point = explanation_view_point;
  area_class->move = explanation_view_move;
  area_class->clear = explanation_view_clear;
  area_class->read = explanation_view_read;
  view_class->update = explanation_view_update;
  view_class->get_number = explanation_view_get_number;
}

static void
algo_explanation_view_init (AlgoExplanationView *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Explanation of the network"), -1);
}
