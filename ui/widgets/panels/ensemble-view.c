/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/ensemble-view.h"

struct _AlgoEnsembleView
{
  AlgoPanelView parent_instance;

  const AlgoEnsembleKind *kind;
  AlgoConsensus *consensus; /* owned, or NULL */
  double log_beta;
  gint64 step;

  gboolean has_cursor;
  AlgoEnsemblePlace cursor;
};

G_DEFINE_FINAL_TYPE (AlgoEnsembleView, algo_ensemble_view, ALGO_TYPE_PANEL_VIEW)

static AlgoEnsemblePicture
get_picture (AlgoEnsembleView *self)
{
  return (AlgoEnsemblePicture){
    .kind = self->kind, .consensus = self->consensus, .log_beta = self->log_beta, .step = self->step
  };
}

static void
ensemble_view_draw (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  const AlgoEnsemblePicture picture = get_picture (ALGO_ENSEMBLE_VIEW (area));

  algo_ensemble_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static void
ensemble_view_draw_cursor (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  AlgoEnsembleView *self = ALGO_ENSEMBLE_VIEW (area);
  AlgoEnsemblePicture picture = get_picture (self);

  picture.hover = self->has_cursor ? &self->cursor : NULL;
  algo_ensemble_picture_draw_cursor (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
ensemble_view_describe (AlgoPictureArea *area)
{
  const AlgoEnsemblePicture picture = get_picture (ALGO_ENSEMBLE_VIEW (area));

  return algo_ensemble_picture_describe (&picture);
}

static gboolean
ensemble_view_point (AlgoPictureArea *area, const AlgoPictureFrame *frame, double x, double y)
{
  AlgoEnsembleView *self = ALGO_ENSEMBLE_VIEW (area);
  const AlgoEnsemblePicture picture = get_picture (self);

  self->has_cursor = algo_ensemble_picture_pick (&picture, frame->width, frame->height,
                                                 frame->style, x, y, &self->cursor);
  return self->has_cursor;
}

static gboolean
ensemble_view_move (AlgoPictureArea *area, const AlgoPictureFrame *frame, int right, int down)
{
  AlgoEnsembleView *self = ALGO_ENSEMBLE_VIEW (area);
  const AlgoEnsemblePicture picture = get_picture (self);

  if (!self->has_cursor)
    {
      self->cursor = ALGO_ENSEMBLE_PLACE_NONE;
      right = down = 0;
    }
  self->has_cursor = algo_ensemble_picture_move (&picture, right, down, &self->cursor);
  return self->has_cursor;
}

static void
ensemble_view_clear (AlgoPictureArea *area)
{
  ALGO_ENSEMBLE_VIEW (area)->has_cursor = FALSE;
}

static char *
ensemble_view_read (AlgoPictureArea *area, const AlgoPictureFrame *frame, AlgoArea *at)
{
  AlgoEnsembleView *self = ALGO_ENSEMBLE_VIEW (area);
  const AlgoEnsemblePicture picture = get_picture (self);

  if (!self->has_cursor
      || !algo_ensemble_picture_locate (&picture, frame->width, frame->height, frame->style,
                                        &self->cursor, at))
    return NULL;
  return algo_ensemble_picture_describe_place (&picture, &self->cursor);
}

static void
ensemble_view_activate (AlgoPictureArea *area)
{
  AlgoEnsembleView *self = ALGO_ENSEMBLE_VIEW (area);

  if (!self->has_cursor)
    return;
  /* One seed is shown only where the step and the complexity are those that are looked at. */
  if (self->cursor.member >= 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.select-seed", "u",
                                (guint) self->cursor.member);
  else
    algo_panel_view_go_to (ALGO_PANEL_VIEW (self), self->cursor.step, self->cursor.log_beta, 0);
}

static void
ensemble_view_update (AlgoPanelView *view, const AlgoScene *scene)
{
  AlgoEnsembleView *self = ALGO_ENSEMBLE_VIEW (view);
  const gboolean same_beta =
      scene->question.log_beta == self->log_beta
      || (!isfinite (scene->question.log_beta) && !isfinite (self->log_beta));

  if (scene->consensus == self->consensus && same_beta && scene->chosen == self->step)
    return;
  if (scene->consensus != self->consensus)
    {
      self->has_cursor = FALSE;
      g_clear_pointer (&self->consensus, algo_consensus_unref);
      if (scene->consensus != NULL)
        self->consensus = algo_consensus_ref (scene->consensus);
    }
  self->log_beta = scene->question.log_beta;
  self->step = scene->chosen;
  algo_picture_area_changed (ALGO_PICTURE_AREA (self));
}

static void
ensemble_view_get_number (AlgoPanelView *view, const char **name, char **value)
{
  const AlgoEnsemblePicture picture = get_picture (ALGO_ENSEMBLE_VIEW (view));

  algo_ensemble_picture_get_number (&picture, name, value);
}

static void
algo_ensemble_view_finalize (GObject *object)
{
  g_clear_pointer (&ALGO_ENSEMBLE_VIEW (object)->consensus, algo_consensus_unref);

  G_OBJECT_CLASS (algo_ensemble_view_parent_class)->finalize (object);
}

static void
algo_ensemble_view_class_init (AlgoEnsembleViewClass *class)
{
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);
  AlgoPanelViewClass *view_class = ALGO_PANEL_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = algo_ensemble_view_finalize;
  area_class->draw = ensemble_view_draw;
  area_class->draw_cursor = ensemble_view_draw_cursor;
  area_class->describe = ensemble_view_describe;
  area_class->point = ensemble_view_point;
  area_class->move = ensemble_view_move;
  area_class->clear = ensemble_view_clear;
  area_class->read = ensemble_view_read;
  area_class->activate = ensemble_view_activate;
  view_class->update = ensemble_view_update;
  view_class->get_number = ensemble_view_get_number;
}

static void
algo_ensemble_view_init (AlgoEnsembleView *self)
{
  self->log_beta = NAN;
  self->step = -1;
}

AlgoPanelView *
algo_ensemble_view_new (const AlgoPanel *panel)
{
  AlgoEnsembleView *self = g_object_new (ALGO_TYPE_ENSEMBLE_VIEW, NULL);

  self->kind = panel->kind;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  algo_panel_get_label (panel), -1);
  return ALGO_PANEL_VIEW (self);
}
