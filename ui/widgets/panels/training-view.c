/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/training-view.h"

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/history/training-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CURSOR_STEPS 100 /* arrow presses from one end of the steps to the other */

struct _AlgoTrainingView
{
  AlgoPanelView parent_instance;

  GArray *metrics; /* AlgoMetrics, owned */
  guint drawn;     /* of them, as of the last update */
  guint64 budget;
  double steps_per_second;

  gint64 step; /* the earlier one that is shown; -1: the latest */

  gint64 cursor; /* a step, or -1 */
  double x, y;   /* of the pointer, near which the readout stands */
};

G_DEFINE_FINAL_TYPE (AlgoTrainingView, algo_training_view, ALGO_TYPE_PANEL_VIEW)

static AlgoTrainingPicture
get_picture (AlgoTrainingView *self)
{
  return (AlgoTrainingPicture){ .metrics = (const AlgoMetrics *) (gpointer) self->metrics->data,
                                .count = self->metrics->len,
                                .budget = self->budget,
                                .steps_per_second = self->steps_per_second,
                                .cursor = self->step };
}

static void
training_view_draw (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  AlgoTrainingPicture picture = get_picture (ALGO_TRAINING_VIEW (area));

  algo_training_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static void
training_view_draw_cursor (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  AlgoTrainingView *self = ALGO_TRAINING_VIEW (area);
  AlgoTrainingPicture picture = get_picture (self);

  picture.cursor = self->cursor;
  algo_training_picture_draw_cursor (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
training_view_describe (AlgoPictureArea *area)
{
  AlgoTrainingPicture picture = get_picture (ALGO_TRAINING_VIEW (area));

  return algo_training_picture_describe (&picture);
}

static gboolean
training_view_point (AlgoPictureArea *area, const AlgoPictureFrame *frame, double x, double y)
{
  AlgoTrainingView *self = ALGO_TRAINING_VIEW (area);
  AlgoTrainingPicture picture = get_picture (self);
  guint64 step;

  self->cursor = -1;
  if (self->metrics->len == 0
      || !algo_training_picture_pick (&picture, frame->width, frame->height, frame->style, x, y,
                                      &step))
    return FALSE;
  self->cursor = (gint64) step;
  self->x = x;
  self->y = y;
  return TRUE;
}

static gboolean
training_view_move (AlgoPictureArea *area, const AlgoPictureFrame *frame, int right, int down)
{
  AlgoTrainingView *self = ALGO_TRAINING_VIEW (area);
  const AlgoMetrics *metrics = (const AlgoMetrics *) (gpointer) self->metrics->data;
  gint64 last;

  if (self->metrics->len == 0)
    return FALSE;
  last = metrics[self->metrics->len - 1].step;
  if (self->cursor < 0)
    self->cursor = last;
  else
    self->cursor += right * MAX (1, last / CURSOR_STEPS);
  self->cursor = CLAMP (self->cursor, (gint64) metrics[0].step, last);
  self->x = self->y = 0;
  return TRUE;
}

static void
training_view_clear (AlgoPictureArea *area)
{
  ALGO_TRAINING_VIEW (area)->cursor = -1;
}

static char *
training_view_read (AlgoPictureArea *area, const AlgoPictureFrame *frame, AlgoArea *at)
{
  AlgoTrainingView *self = ALGO_TRAINING_VIEW (area);
  AlgoTrainingPicture picture = get_picture (self);

  if (self->cursor < 0 || self->metrics->len == 0)
    return NULL;
  *at = algo_training_picture_locate (&picture, frame->width, frame->height, frame->style,
                                      (guint64) self->cursor, self->x, self->y);
  return algo_training_picture_describe_step (&picture, (guint64) self->cursor);
}

/* There is nothing to go to beyond the last step. */
static void
training_view_activate (AlgoPictureArea *area)
{
  AlgoTrainingView *self = ALGO_TRAINING_VIEW (area);
  const GArray *metrics = self->metrics;
  gint64 last;

  if (self->cursor < 0 || metrics->len == 0)
    return;
  last = (gint64) g_array_index (metrics, AlgoMetrics, metrics->len - 1).step;
  if (self->cursor < last || self->step >= 0)
    algo_panel_view_go_to (ALGO_PANEL_VIEW (self), MIN (self->cursor, last), NAN, 0);
}

static void
training_view_update (AlgoPanelView *view, const AlgoScene *scene)
{
  AlgoTrainingView *self = ALGO_TRAINING_VIEW (view);
  guint count = scene->metrics->len;

  self->steps_per_second = scene->steps_per_second;
  if (self->metrics == scene->metrics && self->drawn == count && self->budget == scene->budget
      && self->step == scene->chosen)
    return;
  if (self->metrics != scene->metrics)
    {
      g_clear_pointer (&self->metrics, g_array_unref);
      self->metrics = g_array_ref (scene->metrics);
      self->cursor = -1;
    }
  self->drawn = count;
  self->budget = scene->budget;
  self->step = scene->chosen;
  algo_picture_area_changed (ALGO_PICTURE_AREA (self));
}

static void
training_view_get_number (AlgoPanelView *view, const char **name, char **value)
{
  const GArray *metrics = ALGO_TRAINING_VIEW (view)->metrics;

  if (metrics->len == 0)
    return;
  *name = _ ("loss");
  *value = algo_number_format (g_array_index (metrics, AlgoMetrics, metrics->len - 1).loss);
}

static void
algo_training_view_finalize (GObject *object)
{
  g_clear_pointer (&ALGO_TRAINING_VIEW (object)->metrics, g_array_unref);

  G_OBJECT_CLASS (algo_training_view_parent_class)->finalize (object);
}

static void
algo_training_view_class_init (AlgoTrainingViewClass *class)
{
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);
  AlgoPanelViewClass *view_class = ALGO_PANEL_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = algo_training_view_finalize;
  area_class->draw = training_view_draw;
  area_class->draw_cursor = training_view_draw_cursor;
  area_class->describe = training_view_describe;
  area_class->point = training_view_point;
  area_class->move = training_view_move;
  area_class->clear = training_view_clear;
  area_class->read = training_view_read;
  area_class->activate = training_view_activate;
  view_class->update = training_view_update;
  view_class->get_number = training_view_get_number;
}

static void
algo_training_view_init (AlgoTrainingView *self)
{
  self->metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  self->step = -1;
  self->cursor = -1;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Training"), -1);
}
