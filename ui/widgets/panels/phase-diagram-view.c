/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/phase-diagram-view.h"

#include "ui/pictures/history/phase-diagram-picture.h"
#include "ui/widgets/panels/history-scene.h"

#include <glib/gi18n-lib.h>

#define CURSOR_STEPS 60 /* arrow presses from one end of the grids to the other */

struct _AlgoPhaseDiagramView
{
  AlgoPanelView parent_instance;

  AlgoHistoryScene scene;

  gboolean has_cursor;
  AlgoPhaseDiagramPlace cursor;
};

G_DEFINE_FINAL_TYPE (AlgoPhaseDiagramView, algo_phase_diagram_view, ALGO_TYPE_PANEL_VIEW)

static AlgoPhaseDiagramPicture
get_picture (AlgoPhaseDiagramView *self)
{
  return (AlgoPhaseDiagramPicture){ .history = algo_history_scene_get_history (&self->scene),
                                    .log_beta = self->scene.log_beta,
                                    .step = self->scene.step };
}

static void
phase_diagram_view_draw (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  AlgoPhaseDiagramPicture picture = get_picture (ALGO_PHASE_DIAGRAM_VIEW (area));

  algo_phase_diagram_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static void
phase_diagram_view_draw_cursor (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  AlgoPhaseDiagramView *self = ALGO_PHASE_DIAGRAM_VIEW (area);
  AlgoPhaseDiagramPicture picture = get_picture (self);

  picture.hover = self->has_cursor ? &self->cursor : NULL;
  algo_phase_diagram_picture_draw_cursor (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
phase_diagram_view_describe (AlgoPictureArea *area)
{
  AlgoPhaseDiagramPicture picture = get_picture (ALGO_PHASE_DIAGRAM_VIEW (area));

  return algo_phase_diagram_picture_describe (&picture);
}

static gboolean
phase_diagram_view_point (AlgoPictureArea *area, const AlgoPictureFrame *frame, double x, double y)
{
  AlgoPhaseDiagramView *self = ALGO_PHASE_DIAGRAM_VIEW (area);
  AlgoPhaseDiagramPicture picture = get_picture (self);

  self->has_cursor = picture.history.count > 0
                     && algo_phase_diagram_picture_pick (&picture, frame->width, frame->height,
                                                         frame->style, x, y, &self->cursor);
  return self->has_cursor;
}

/* By points of the grid upwards, and by as many grids as make it a short way to the other end. */
static gboolean
phase_diagram_view_move (AlgoPictureArea *area, const AlgoPictureFrame *frame, int right, int down)
{
  AlgoPhaseDiagramView *self = ALGO_PHASE_DIAGRAM_VIEW (area);
  AlgoPhaseDiagramPicture picture = get_picture (self);
  int stride = (int) MAX (1, picture.history.count / CURSOR_STEPS);

  if (picture.history.count == 0)
    return FALSE;
  if (!self->has_cursor)
    {
      self->cursor = (AlgoPhaseDiagramPlace){
        .log_beta = picture.log_beta,
        .step = algo_grid_history_get (&picture.history, picture.step)->step,
      };
      right = down = 0;
    }
  self->cursor = algo_phase_diagram_picture_move (&picture, &self->cursor, stride * right, -down);
  self->has_cursor = TRUE;
  return TRUE;
}

static void
phase_diagram_view_clear (AlgoPictureArea *area)
{
  ALGO_PHASE_DIAGRAM_VIEW (area)->has_cursor = FALSE;
}

static char *
phase_diagram_view_read (AlgoPictureArea *area, const AlgoPictureFrame *frame, AlgoArea *at)
{
  AlgoPhaseDiagramView *self = ALGO_PHASE_DIAGRAM_VIEW (area);
  AlgoPhaseDiagramPicture picture = get_picture (self);

  if (!self->has_cursor
      || !algo_phase_diagram_picture_locate (&picture, frame->width, frame->height, frame->style,
                                             &self->cursor, at))
    return NULL;
  return algo_phase_diagram_picture_describe_place (&picture, &self->cursor);
}

static void
phase_diagram_view_activate (AlgoPictureArea *area)
{
  AlgoPhaseDiagramView *self = ALGO_PHASE_DIAGRAM_VIEW (area);
  AlgoPhaseDiagramPicture picture = get_picture (self);
  const AlgoGrid *grid;
  const AlgoGridPoint *point;

  if (self->has_cursor && algo_phase_diagram_picture_find (&picture, &self->cursor, &grid, &point))
    algo_panel_view_go_to (ALGO_PANEL_VIEW (self),
                           algo_history_scene_choose_step (&self->scene, self->cursor.step),
                           self->cursor.log_beta, 0);
}

static void
phase_diagram_view_update (AlgoPanelView *view, const AlgoScene *scene)
{
  AlgoPhaseDiagramView *self = ALGO_PHASE_DIAGRAM_VIEW (view);

  if (algo_history_scene_take (&self->scene, scene))
    algo_picture_area_changed (ALGO_PICTURE_AREA (self));
}

/* How many phases there are at the step that is shown. */
static void
phase_diagram_view_get_number (AlgoPanelView *view, const char **name, char **value)
{
  AlgoPhaseDiagramView *self = ALGO_PHASE_DIAGRAM_VIEW (view);
  const AlgoGridHistory history = algo_history_scene_get_history (&self->scene);
  const AlgoGrid *grid = algo_grid_history_get (&history, self->scene.step);
  gboolean seen[ALGO_N_PHASES] = { FALSE };
  guint count = 0;

  if (grid == NULL)
    return;
  for (guint i = 0; i < ALGO_GRID; i++)
    if (grid->points[i].phase < ALGO_N_PHASES && !seen[grid->points[i].phase])
      {
        seen[grid->points[i].phase] = TRUE;
        count++;
      }
  *name = _ ("phases");
  *value = g_strdup_printf ("%u", count);
}

static void
algo_phase_diagram_view_finalize (GObject *object)
{
  algo_history_scene_clear (&ALGO_PHASE_DIAGRAM_VIEW (object)->scene);

  G_OBJECT_CLASS (algo_phase_diagram_view_parent_class)->finalize (object);
}

static void
algo_phase_diagram_view_class_init (AlgoPhaseDiagramViewClass *class)
{
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);
  AlgoPanelViewClass *view_class = ALGO_PANEL_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = algo_phase_diagram_view_finalize;
  area_class->draw = phase_diagram_view_draw;
  area_class->draw_cursor = phase_diagram_view_draw_cursor;
  area_class->describe = phase_diagram_view_describe;
  area_class->point = phase_diagram_view_point;
  area_class->move = phase_diagram_view_move;
  area_class->clear = phase_diagram_view_clear;
  area_class->read = phase_diagram_view_read;
  area_class->activate = phase_diagram_view_activate;
  view_class->update = phase_diagram_view_update;
  view_class->get_number = phase_diagram_view_get_number;
}

static void
algo_phase_diagram_view_init (AlgoPhaseDiagramView *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Phases over training"), -1);
}
