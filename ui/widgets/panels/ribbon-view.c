/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/ribbon-view.h"

#include "ui/pictures/phase/ribbon-picture.h"

#include <glib/gi18n-lib.h>

#define HEIGHT 24 /* pixels */

struct _AlgoRibbonView
{
  AlgoPictureArea parent_instance;

  AlgoGrid *grid; /* owned, or NULL */
  char *of;       /* owned, or NULL */
  double log_beta;
  double inset;

  gboolean has_cursor;
  double cursor; /* log10 beta */
};

enum
{
  SIGNAL_PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AlgoRibbonView, algo_ribbon_view, ALGO_TYPE_PICTURE_AREA)

static AlgoRibbonPicture
get_picture (AlgoRibbonView *self)
{
  return (AlgoRibbonPicture){
    .grid = self->grid,
    .range = self->grid != NULL ? algo_grid_get_range (self->grid) : ALGO_DEFAULT_BETA_RANGE,
    .log_beta = self->log_beta,
    .inset = self->inset,
  };
}

static void
ribbon_view_draw (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  AlgoRibbonPicture picture = get_picture (ALGO_RIBBON_VIEW (area));

  algo_ribbon_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
ribbon_view_describe (AlgoPictureArea *area)
{
  AlgoRibbonView *self = ALGO_RIBBON_VIEW (area);
  const AlgoRibbonPicture picture = get_picture (self);
  g_autofree char *phases = algo_ribbon_picture_describe (&picture);

  if (self->of == NULL)
    return g_steal_pointer (&phases);
  return g_strdup_printf ("%s. %s", self->of, phases);
}

static gboolean
ribbon_view_point (AlgoPictureArea *area, const AlgoPictureFrame *frame, double x, double y)
{
  AlgoRibbonView *self = ALGO_RIBBON_VIEW (area);
  AlgoRibbonPicture picture = get_picture (self);

  self->has_cursor = TRUE;
  self->cursor =
      algo_ribbon_picture_log_beta_at (&picture, frame->width, frame->height, frame->style, x);
  return TRUE;
}

/* By points of the grid. */
static gboolean
ribbon_view_move (AlgoPictureArea *area, const AlgoPictureFrame *frame, int right, int down)
{
  AlgoRibbonView *self = ALGO_RIBBON_VIEW (area);
  const AlgoBetaRange range = get_picture (self).range;
  double spacing = (range.to - range.from) / (ALGO_GRID - 1);

  if (down != 0)
    return FALSE;
  if (self->has_cursor)
    self->cursor += right * spacing;
  else
    self->cursor = self->log_beta;
  self->cursor = CLAMP (self->cursor, range.from, range.to);
  self->has_cursor = TRUE;
  return TRUE;
}

static void
ribbon_view_clear (AlgoPictureArea *area)
{
  ALGO_RIBBON_VIEW (area)->has_cursor = FALSE;
}

static char *
ribbon_view_read (AlgoPictureArea *area, const AlgoPictureFrame *frame, AlgoArea *at)
{
  AlgoRibbonView *self = ALGO_RIBBON_VIEW (area);
  AlgoRibbonPicture picture = get_picture (self);

  *at = (AlgoArea){ 0 };
  return self->has_cursor ? algo_ribbon_picture_describe_point (&picture, self->cursor) : NULL;
}

static gboolean
ribbon_view_activate (AlgoPictureArea *area)
{
  AlgoRibbonView *self = ALGO_RIBBON_VIEW (area);

  if (self->has_cursor)
    g_signal_emit (self, signals[SIGNAL_PICKED], 0, self->cursor);
  return self->has_cursor;
}

void
algo_ribbon_view_set_grid (AlgoRibbonView *self, AlgoGrid *grid, const char *of)
{
  AlgoGrid *old = self->grid;
  const gboolean changed = grid != old;

  if (!changed && g_strcmp0 (of, self->of) == 0)
    return;
  self->grid = grid != NULL ? algo_grid_ref (grid) : NULL;
  g_clear_pointer (&old, algo_grid_unref);
  g_free (self->of);
  self->of = g_strdup (of);
  if (changed)
    algo_picture_area_changed (ALGO_PICTURE_AREA (self));
  algo_picture_area_tell (ALGO_PICTURE_AREA (self));
}

void
algo_ribbon_view_set_log_beta (AlgoRibbonView *self, double log_beta)
{
  if (self->log_beta == log_beta)
    return;
  self->log_beta = log_beta;
  algo_picture_area_changed (ALGO_PICTURE_AREA (self));
}

void
algo_ribbon_view_set_inset (AlgoRibbonView *self, double inset)
{
  if (self->inset == inset)
    return;
  self->inset = inset;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
algo_ribbon_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 0;
}

static void
algo_ribbon_view_finalize (GObject *object)
{
  g_clear_pointer (&ALGO_RIBBON_VIEW (object)->grid, algo_grid_unref);
  g_free (ALGO_RIBBON_VIEW (object)->of);

  G_OBJECT_CLASS (algo_ribbon_view_parent_class)->finalize (object);
}

static void
algo_ribbon_view_class_init (AlgoRibbonViewClass *class)
{
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = algo_ribbon_view_finalize;
  GTK_WIDGET_CLASS (class)->measure = algo_ribbon_view_measure;
  area_class->draw = ribbon_view_draw;
  area_class->describe = ribbon_view_describe;
  area_class->point = ribbon_view_point;
  area_class->move = ribbon_view_move;
  area_class->clear = ribbon_view_clear;
  area_class->read = ribbon_view_read;
  area_class->activate = ribbon_view_activate;

  signals[SIGNAL_PICKED] = g_signal_new ("picked", ALGO_TYPE_RIBBON_VIEW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
}

static void
algo_ribbon_view_init (AlgoRibbonView *self)
{
  self->log_beta = ALGO_MIN_LOG_BETA;
  algo_picture_area_set_floating_readout (ALGO_PICTURE_AREA (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Phases by complexity"), -1);
}
