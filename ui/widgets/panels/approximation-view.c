/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/approximation-view.h"

#include "ui/pictures/approximation/approximation-picture.h"
#include "ui/pictures/drawing/numbers.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CURSOR_STEP 4.0 /* pixels that an arrow key moves the cursor, at least */

struct _AlgoApproximationView
{
  AlgoPanelView parent_instance;

  AlgoObservation *observation; /* owned, or NULL */
  gboolean residuals;

  gboolean has_cursor;
  double x, y; /* of the cursor, as shares of the picture's width and height */
};

enum
{
  PROP_0,
  PROP_RESIDUALS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (AlgoApproximationView, algo_approximation_view, ALGO_TYPE_PANEL_VIEW)

static AlgoApproximationPicture
get_picture (AlgoApproximationView *self)
{
  AlgoObservation *observation = self->observation;

  return (AlgoApproximationPicture){
    .curves = observation != NULL ? observation->curves : NULL,
    .unexplained = observation != NULL ? observation->parameters.unexplained : NAN,
    .mode = self->residuals ? ALGO_APPROXIMATION_RESIDUAL : ALGO_APPROXIMATION_VALUE
  };
}

/* What there is to read at a place; NULL outside the plots. */
static char *
read_at (AlgoApproximationView *self, const AlgoPictureFrame *frame, double x, double y)
{
  AlgoApproximationPicture picture = get_picture (self);

  return algo_approximation_picture_describe_at (&picture, frame->width, frame->height,
                                                 frame->style, x * frame->width, y * frame->height);
}

static void
draw_cursor (AlgoApproximationView *self, cairo_t *cr, const AlgoPictureFrame *frame)
{
  double x = algo_style_snap (frame->style, self->x * frame->width) + frame->style->pixel / 2;
  double y = algo_style_snap (frame->style, self->y * frame->height) + frame->style->pixel / 2;
  double arm = 2 * frame->style->gap;

  cairo_save (cr);
  algo_colour_set_source (frame->style->foreground, cr);
  cairo_set_line_width (cr, frame->style->pixel);
  cairo_move_to (cr, x - arm, y);
  cairo_line_to (cr, x + arm, y);
  cairo_move_to (cr, x, y - arm);
  cairo_line_to (cr, x, y + arm);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
approximation_view_draw (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  AlgoApproximationView *self = ALGO_APPROXIMATION_VIEW (area);
  AlgoApproximationPicture picture = get_picture (self);

  /* The card says it already. */
  picture.unexplained = NAN;
  algo_approximation_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
  if (self->has_cursor)
    draw_cursor (self, cr, frame);
}

static char *
approximation_view_describe (AlgoPictureArea *area)
{
  AlgoApproximationPicture picture = get_picture (ALGO_APPROXIMATION_VIEW (area));

  return algo_approximation_picture_describe (&picture);
}

static gboolean
set_cursor (AlgoApproximationView *self, const AlgoPictureFrame *frame, double x, double y)
{
  g_autofree char *text = read_at (self, frame, x, y);

  if (text == NULL)
    return FALSE;
  self->has_cursor = TRUE;
  self->x = x;
  self->y = y;
  return TRUE;
}

static gboolean
approximation_view_point (AlgoPictureArea *area, const AlgoPictureFrame *frame, double x, double y)
{
  AlgoApproximationView *self = ALGO_APPROXIMATION_VIEW (area);

  self->has_cursor = FALSE;
  return set_cursor (self, frame, x / frame->width, y / frame->height);
}

/* To the next place where there is something to read: arrow keys cross the space between plots. */
static gboolean
approximation_view_move (AlgoPictureArea *area, const AlgoPictureFrame *frame, int right, int down)
{
  AlgoApproximationView *self = ALGO_APPROXIMATION_VIEW (area);
  double x = self->has_cursor ? self->x : 0;
  double y = self->has_cursor ? self->y : 0.25;
  double step_x = CURSOR_STEP / frame->width * (self->has_cursor ? right : 1);
  double step_y = CURSOR_STEP / frame->height * (self->has_cursor ? down : 0);

  if (step_x == 0 && step_y == 0)
    return FALSE;
  do
    {
      x += step_x;
      y += step_y;
      if (x < 0 || x > 1 || y < 0 || y > 1)
        return FALSE;
    }
  while (!set_cursor (self, frame, x, y));
  return TRUE;
}

static void
approximation_view_clear (AlgoPictureArea *area)
{
  ALGO_APPROXIMATION_VIEW (area)->has_cursor = FALSE;
}

static char *
approximation_view_read (AlgoPictureArea *area, const AlgoPictureFrame *frame, AlgoArea *at)
{
  AlgoApproximationView *self = ALGO_APPROXIMATION_VIEW (area);

  if (!self->has_cursor)
    return NULL;
  *at = (AlgoArea){ self->x * frame->width, self->y * frame->height, 0, 0 };
  return read_at (self, frame, self->x, self->y);
}

static void
approximation_view_update (AlgoPanelView *view, const AlgoScene *scene)
{
  AlgoApproximationView *self = ALGO_APPROXIMATION_VIEW (view);

  if (algo_observation_set (&self->observation, scene->observation))
    algo_picture_area_changed (ALGO_PICTURE_AREA (self));
}

static void
approximation_view_get_number (AlgoPanelView *view, const char **name, char **value)
{
  const AlgoObservation *observation = ALGO_APPROXIMATION_VIEW (view)->observation;

  if (observation == NULL)
    return;
  *name = _ ("FVU");
  *value = algo_number_format (observation->parameters.unexplained);
}

static void
algo_approximation_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_RESIDUALS:
      g_value_set_boolean (value, ALGO_APPROXIMATION_VIEW (object)->residuals);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_approximation_view_set_property (GObject *object,
                                      guint id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  AlgoApproximationView *self = ALGO_APPROXIMATION_VIEW (object);

  switch (id)
    {
    case PROP_RESIDUALS:
      algo_panel_view_set_flag (ALGO_PANEL_VIEW (self), &self->residuals, value, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_approximation_view_finalize (GObject *object)
{
  g_clear_pointer (&ALGO_APPROXIMATION_VIEW (object)->observation, algo_observation_unref);

  G_OBJECT_CLASS (algo_approximation_view_parent_class)->finalize (object);
}

static void
algo_approximation_view_class_init (AlgoApproximationViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);
  AlgoPanelViewClass *view_class = ALGO_PANEL_VIEW_CLASS (class);

  object_class->get_property = algo_approximation_view_get_property;
  object_class->set_property = algo_approximation_view_set_property;
  object_class->finalize = algo_approximation_view_finalize;
  area_class->draw = approximation_view_draw;
  area_class->describe = approximation_view_describe;
  view_class->update = approximation_view_update;
  view_class->get_number = approximation_view_get_number;
  area_class->point = approximation_view_point;
  area_class->move = approximation_view_move;
  area_class->clear = approximation_view_clear;
  area_class->read = approximation_view_read;

  properties[PROP_RESIDUALS] =
      g_param_spec_boolean ("residuals", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
algo_approximation_view_init (AlgoApproximationView *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Approximation of the L1 norm"), -1);
}
