/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/phase-view.h"

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _AlgoPhaseView
{
  AlgoPanelView parent_instance;

  AlgoObservation *observation; /* owned, or NULL */
};

G_DEFINE_FINAL_TYPE (AlgoPhaseView, algo_phase_view, ALGO_TYPE_PANEL_VIEW)

static AlgoPhasePicture
get_picture (AlgoPhaseView *self)
{
  AlgoObservation *observation = self->observation;

  if (observation == NULL)
    return (AlgoPhasePicture){ .kl = NAN };
  return (AlgoPhasePicture){ .classification = &observation->classification,
                             .parameters = &observation->parameters,
                             .kl = observation->kl,
                             .draws_agreeing = observation->draws_agreeing,
                             .draws = isnan (observation->question.log_beta) ? 0 : ALGO_DRAWS,
                             .headed = TRUE };
}

static void
phase_view_draw (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  AlgoPhasePicture picture = get_picture (ALGO_PHASE_VIEW (area));

  algo_phase_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
phase_view_describe (AlgoPictureArea *area)
{
  AlgoPhasePicture picture = get_picture (ALGO_PHASE_VIEW (area));

  return algo_phase_picture_describe (&picture);
}

static void
phase_view_update (AlgoPanelView *view, const AlgoScene *scene)
{
  AlgoPhaseView *self = ALGO_PHASE_VIEW (view);

  if (algo_observation_set (&self->observation, scene->observation))
    algo_picture_area_changed (ALGO_PICTURE_AREA (self));
}

static void
phase_view_get_number (AlgoPanelView *view, const char **name, char **value)
{
  const AlgoObservation *observation = ALGO_PHASE_VIEW (view)->observation;

  if (observation == NULL)
    return;
  *name = _ ("confidence");
  *value = algo_number_format_percent (observation->classification.confidence);
}

static void
algo_phase_view_finalize (GObject *object)
{
  g_clear_pointer (&ALGO_PHASE_VIEW (object)->observation, algo_observation_unref);

  G_OBJECT_CLASS (algo_phase_view_parent_class)->finalize (object);
}

static void
algo_phase_view_class_init (AlgoPhaseViewClass *class)
{
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);
  AlgoPanelViewClass *view_class = ALGO_PANEL_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = algo_phase_view_finalize;
  area_class->draw = phase_view_draw;
  area_class->describe = phase_view_describe;
  view_class->update = phase_view_update;
  view_class->get_number = phase_view_get_number;
}

static void
algo_phase_view_init (AlgoPhaseView *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Phase of the network"), -1);
}
