/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/ribbon-view.h"

#include "ui/pictures/phase/ribbon-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define HEIGHT 24 /* pixels */

struct _AlgoRibbonView
{
  AlgoPictureArea parent_instance;

  GtkAdjustment *adjustment; /* owned */
  AlgoGrid *grid;            /* owned, or NULL */
  char *of;                  /* owned, or NULL */
  gboolean has_cursor;
  double cursor; /* log10 beta */
};

G_DEFINE_FINAL_TYPE (AlgoRibbonView, algo_ribbon_view, ALGO_TYPE_PICTURE_AREA)

static AlgoRibbonPicture
get_picture (AlgoRibbonView *self)
{
  return (AlgoRibbonPicture){ .grid = self->grid,
                              .range = { gtk_adjustment_get_lower (self->adjustment),
                                         gtk_adjustment_get_upper (self->adjustment) },
                              .log_beta = gtk_adjustment_get_value (self->adjustment),
                              .inset = ALGO_RIBBON_INSET };
}

static void
ribbon_view_draw (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  const AlgoRibbonPicture picture = get_picture (ALGO_RIBBON_VIEW (area));

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
ribbon_view_point (AlgoPictureArea *area, double x, double y)
{
  AlgoRibbonView *self = ALGO_RIBBON_VIEW (area);
  const AlgoPictureFrame frame = algo_picture_area_get_frame (area);
  const AlgoRibbonPicture picture = get_picture (self);

  self->has_cursor = TRUE;
  self->cursor =
      algo_ribbon_picture_log_beta_at (&picture, frame.width, frame.height, frame.style, x);
  return TRUE;
}

/* By points of the grid. */
static gboolean
ribbon_view_move (AlgoPictureArea *area, int right, int down)
{
  AlgoRibbonView *self = ALGO_RIBBON_VIEW (area);
  const AlgoBetaRange range = get_picture (self).range;
  const double step = (range.to - range.from) / (ALGO_GRID - 1);

  if (down != 0)
    return FALSE;
  if (self->has_cursor)
    self->cursor = CLAMP (self->cursor + right * step, range.from, range.to);
  else
    self->cursor = gtk_adjustment_get_value (self->adjustment);
  self->has_cursor = TRUE;
  return TRUE;
}

static void
ribbon_view_clear (AlgoPictureArea *area)
{
  ALGO_RIBBON_VIEW (area)->has_cursor = FALSE;
}

static char *
ribbon_view_read (AlgoPictureArea *area, AlgoArea *at)
{
  AlgoRibbonView *self = ALGO_RIBBON_VIEW (area);
  const AlgoRibbonPicture picture = get_picture (self);

  *at = (AlgoArea){ 0 };
  return self->has_cursor ? algo_ribbon_picture_describe_point (&picture, self->cursor) : NULL;
}

static gboolean
ribbon_view_activate (AlgoPictureArea *area)
{
  AlgoRibbonView *self = ALGO_RIBBON_VIEW (area);

  if (self->has_cursor)
    gtk_adjustment_set_value (self->adjustment, round (100 * self->cursor) / 100);
  return self->has_cursor;
}

void
algo_ribbon_view_set_adjustment (AlgoRibbonView *self, GtkAdjustment *adjustment)
{
  self->adjustment = g_object_ref (adjustment);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

void
algo_ribbon_view_set_grid (AlgoRibbonView *self, AlgoGrid *grid, const char *of, gboolean by_itself)
{
  g_autoptr (AlgoGrid) old = g_steal_pointer (&self->grid);

  if (grid != NULL)
    self->grid = algo_grid_ref (grid);
  if (grid == old && g_strcmp0 (of, self->of) == 0)
    return;
  g_free (self->of);
  self->of = g_strdup (of);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  algo_picture_area_tell (ALGO_PICTURE_AREA (self), by_itself);
}

AlgoGrid *
algo_ribbon_view_get_grid (AlgoRibbonView *self)
{
  return self->grid;
}

static void
algo_ribbon_view_finalize (GObject *object)
{
  AlgoRibbonView *self = ALGO_RIBBON_VIEW (object);

  g_clear_object (&self->adjustment);
  g_clear_pointer (&self->grid, algo_grid_unref);
  g_free (self->of);

  G_OBJECT_CLASS (algo_ribbon_view_parent_class)->finalize (object);
}

static void
algo_ribbon_view_class_init (AlgoRibbonViewClass *class)
{
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = algo_ribbon_view_finalize;
  area_class->draw = ribbon_view_draw;
  area_class->describe = ribbon_view_describe;
  area_class->point = ribbon_view_point;
  area_class->move = ribbon_view_move;
  area_class->clear = ribbon_view_clear;
  area_class->read = ribbon_view_read;
  area_class->activate = ribbon_view_activate;
}

static void
algo_ribbon_view_init (AlgoRibbonView *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, HEIGHT);
  algo_picture_area_set_floating_readout (ALGO_PICTURE_AREA (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Phases by complexity"), -1);
}
