/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/generalisation-view.h"

#include "ui/pictures/history/generalisation-picture.h"
#include "ui/pictures/drawing/numbers.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _AlgoGeneralisationView
{
  AlgoPanelView parent_instance;

  AlgoGeneralisation *generalisation; /* owned, or NULL */
  guint inputs;                       /* of the network shown; 0: none */
  guint cursor;                       /* n; 0: none */
};

G_DEFINE_FINAL_TYPE (AlgoGeneralisationView, algo_generalisation_view, ALGO_TYPE_PANEL_VIEW)

static AlgoGeneralisationPicture
get_picture (AlgoGeneralisationView *self)
{
  return (AlgoGeneralisationPicture){ .generalisation = self->generalisation,
                                      .inputs = self->inputs,
                                      .hover = self->cursor };
}

static void
generalisation_view_draw (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  const AlgoGeneralisationPicture picture = get_picture (ALGO_GENERALISATION_VIEW (area));

  algo_generalisation_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static void
generalisation_view_draw_cursor (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  const AlgoGeneralisationPicture picture = get_picture (ALGO_GENERALISATION_VIEW (area));

  algo_generalisation_picture_draw_cursor (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
generalisation_view_describe (AlgoPictureArea *area)
{
  const AlgoGeneralisationPicture picture = get_picture (ALGO_GENERALISATION_VIEW (area));

  return algo_generalisation_picture_describe (&picture);
}

static gboolean
generalisation_view_point (AlgoPictureArea *area, const AlgoPictureFrame *frame, double x, double y)
{
  AlgoGeneralisationView *self = ALGO_GENERALISATION_VIEW (area);
  const AlgoGeneralisationPicture picture = get_picture (self);

  if (!algo_generalisation_picture_pick (&picture, frame->width, frame->height, frame->style, x, y,
                                         &self->cursor))
    self->cursor = 0;
  return self->cursor > 0;
}

/* From the size shown. */
static gboolean
generalisation_view_move (AlgoPictureArea *area, const AlgoPictureFrame *frame, int right, int down)
{
  AlgoGeneralisationView *self = ALGO_GENERALISATION_VIEW (area);
  const int from = (int) (self->cursor > 0 ? self->cursor : self->inputs);

  if (self->generalisation == NULL)
    return FALSE;
  self->cursor = (guint) CLAMP (self->cursor > 0 ? from + right - down : from, ALGO_MIN_INPUTS,
                                ALGO_MAX_INPUTS);
  return TRUE;
}

static void
generalisation_view_clear (AlgoPictureArea *area)
{
  ALGO_GENERALISATION_VIEW (area)->cursor = 0;
}

static char *
generalisation_view_read (AlgoPictureArea *area, const AlgoPictureFrame *frame, AlgoArea *at)
{
  AlgoGeneralisationView *self = ALGO_GENERALISATION_VIEW (area);
  const AlgoGeneralisationPicture picture = get_picture (self);

  if (self->cursor == 0
      || !algo_generalisation_picture_locate (&picture, frame->width, frame->height, frame->style,
                                              self->cursor, at))
    return NULL;
  return algo_generalisation_picture_describe_size (&picture, self->cursor);
}

static void
generalisation_view_activate (AlgoPictureArea *area)
{
  AlgoGeneralisationView *self = ALGO_GENERALISATION_VIEW (area);

  if (self->cursor > 0)
    algo_panel_view_go_to (ALGO_PANEL_VIEW (self), -1, NAN, self->cursor);
}

static void
generalisation_view_update (AlgoPanelView *view, const AlgoScene *scene)
{
  AlgoGeneralisationView *self = ALGO_GENERALISATION_VIEW (view);
  const guint inputs = scene->observation != NULL ? scene->observation->question.inputs : 0;

  if (self->generalisation == scene->generalisation && self->inputs == inputs)
    return;
  if (self->generalisation != scene->generalisation)
    {
      g_clear_pointer (&self->generalisation, algo_generalisation_unref);
      if (scene->generalisation != NULL)
        self->generalisation = algo_generalisation_ref (scene->generalisation);
    }
  self->inputs = inputs;
  if (self->generalisation == NULL)
    self->cursor = 0;
  algo_picture_area_changed (ALGO_PICTURE_AREA (self));
}

/* How far it carries: the FVU of the largest networks. */
static void
generalisation_view_get_number (AlgoPanelView *view, const char **name, char **value)
{
  const AlgoGeneralisation *generalisation = ALGO_GENERALISATION_VIEW (view)->generalisation;
  const AlgoSizePoint *largest;

  G_STATIC_ASSERT (ALGO_MAX_INPUTS == 64);
  if (generalisation == NULL)
    return;
  largest = &generalisation->points[ALGO_SIZES - 1];
  if (!largest->known)
    return;
  *name = _ ("n = 64");
  *value = algo_number_format (largest->unexplained);
}

static void
algo_generalisation_view_finalize (GObject *object)
{
  g_clear_pointer (&ALGO_GENERALISATION_VIEW (object)->generalisation, algo_generalisation_unref);

  G_OBJECT_CLASS (algo_generalisation_view_parent_class)->finalize (object);
}

static void
algo_generalisation_view_class_init (AlgoGeneralisationViewClass *class)
{
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);
  AlgoPanelViewClass *view_class = ALGO_PANEL_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = algo_generalisation_view_finalize;
  area_class->draw = generalisation_view_draw;
  area_class->draw_cursor = generalisation_view_draw_cursor;
  area_class->describe = generalisation_view_describe;
  area_class->point = generalisation_view_point;
  area_class->move = generalisation_view_move;
  area_class->clear = generalisation_view_clear;
  area_class->read = generalisation_view_read;
  area_class->activate = generalisation_view_activate;
  view_class->update = generalisation_view_update;
  view_class->get_number = generalisation_view_get_number;
}

static void
algo_generalisation_view_init (AlgoGeneralisationView *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Generalisation to other sizes"), -1);
}
