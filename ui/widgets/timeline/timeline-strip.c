/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/timeline/timeline-strip.h"

#include "ui/pictures/history/timeline-picture.h"
#include "ui/pictures/scene/scene.h"
#include "ui/pictures/scene/panel.h"
#include "ui/widgets/common/widget.h"

#include <glib/gi18n-lib.h>

#define HEIGHT 46 /* pixels */
#define LEAST_WIDTH 160
#define PAGE 10 /* kept steps, by Page Up and Page Down */

struct _AlgoTimelineStrip
{
  AlgoPictureArea parent_instance;

  /* Children: what is pointed at, above the strip rather than over it; and a scale that is not
   * seen, but has the focus and the value for assistive technology, which GTK gives to no other
   * slider. */
  GtkWidget *readout_popover;
  GtkWidget *readout_label;
  GtkWidget *scale;
  GtkAdjustment *adjustment; /* the scale's */
  gulong value_handler;

  AlgoScene *scene; /* owned */
  guint64 recorded; /* up to which the run's file has it */
  gint64 hover;     /* -1: none */
};

G_DEFINE_FINAL_TYPE (AlgoTimelineStrip, algo_timeline_strip, ALGO_TYPE_PICTURE_AREA)

/* Beside a network that no run made, the run's latest. */
static gint64
get_step (const AlgoScene *scene)
{
  return scene->is_exhibit ? -1 : scene->chosen;
}

static guint64
get_shown (const AlgoScene *scene)
{
  return get_step (scene) >= 0 ? (guint64) get_step (scene) : scene->latest;
}

static AlgoTimelinePicture
get_picture (AlgoTimelineStrip *self)
{
  const AlgoScene *scene = self->scene;
  const GArray *events = scene->events;

  return (AlgoTimelinePicture){
    .history = algo_scene_get_history (scene),
    .log_beta = scene->question.log_beta,
    .events = events != NULL ? (const AlgoRunEvent *) events->data : NULL,
    .n_events = events != NULL ? events->len : 0,
    .latest = scene->latest,
    .recorded = MIN (self->recorded, scene->latest),
    .step = get_step (scene),
    .hover = self->hover,
  };
}

/* That of the phase diagram, which shows the same grids. */
char *
algo_timeline_describe_basis (const AlgoScene *scene)
{
  return algo_panel_describe_basis (algo_panel_find ("phase-diagram"), scene);
}

/* AlgoPictureArea. */

static void
timeline_strip_draw (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  const AlgoTimelinePicture picture = get_picture (ALGO_TIMELINE_STRIP (area));

  algo_timeline_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
timeline_strip_describe (AlgoPictureArea *area)
{
  AlgoTimelineStrip *self = ALGO_TIMELINE_STRIP (area);
  const AlgoTimelinePicture picture = get_picture (self);
  g_autofree char *scene = algo_scene_describe (self->scene);
  g_autofree char *basis = algo_timeline_describe_basis (self->scene);
  g_autofree char *run = algo_timeline_picture_describe (&picture);

  if (basis == NULL)
    return g_strdup_printf ("%s. %s", scene, run);
  return g_strdup_printf (_ ("%s. Here: %s. %s"), scene, basis, run);
}

static guint64
find_step_at (AlgoTimelineStrip *self, double x)
{
  const AlgoPictureFrame frame = algo_picture_area_get_frame (ALGO_PICTURE_AREA (self));
  const AlgoTimelinePicture picture = get_picture (self);

  return algo_timeline_picture_step_at (&picture, frame.width, frame.height, frame.style, x);
}

static gboolean
timeline_strip_point (AlgoPictureArea *area, double x, double y)
{
  ALGO_TIMELINE_STRIP (area)->hover = (gint64) find_step_at (ALGO_TIMELINE_STRIP (area), x);
  return TRUE;
}

static void
timeline_strip_clear (AlgoPictureArea *area)
{
  ALGO_TIMELINE_STRIP (area)->hover = -1;
}

static char *
timeline_strip_read (AlgoPictureArea *area, AlgoArea *at)
{
  AlgoTimelineStrip *self = ALGO_TIMELINE_STRIP (area);
  const AlgoPictureFrame frame = algo_picture_area_get_frame (area);
  const AlgoTimelinePicture picture = get_picture (self);

  *at = (AlgoArea){ 0 };
  if (self->hover < 0)
    return NULL;
  *at = algo_timeline_picture_locate (&picture, frame.width, frame.height, frame.style,
                                      (guint64) self->hover);
  return algo_timeline_picture_read (&picture, frame.width, frame.height, frame.style,
                                     (guint64) self->hover);
}

static void
on_readout_changed (AlgoTimelineStrip *self)
{
  AlgoArea area;
  g_autofree char *readout = timeline_strip_read (ALGO_PICTURE_AREA (self), &area);

  if (readout == NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (self->readout_popover));
      return;
    }
  gtk_label_set_text (GTK_LABEL (self->readout_label), readout);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->readout_popover),
                               &(GdkRectangle){ (int) area.x, 0, (int) area.width, 1 });
  gtk_popover_popup (GTK_POPOVER (self->readout_popover));
}

/* The slider. */

static void
tell_value (AlgoTimelineStrip *self)
{
  AlgoTimelinePicture picture = get_picture (self);
  const guint64 shown = get_shown (self->scene);
  g_autofree char *text = algo_timeline_picture_describe_step (&picture, shown);

  g_signal_handler_block (self->adjustment, self->value_handler);
  gtk_adjustment_configure (self->adjustment, (double) shown, 0, (double) self->scene->latest, 1,
                            PAGE, 0);
  g_signal_handler_unblock (self->adjustment, self->value_handler);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text, -1);
}

static void
timeline_strip_tell (AlgoPictureArea *area)
{
  algo_picture_area_describe (area);
  tell_value (ALGO_TIMELINE_STRIP (area));
}

static void
pick (AlgoTimelineStrip *self, gint64 step)
{
  if (step != get_step (self->scene))
    g_signal_emit_by_name (self, "picked", step);
}

/* The latest one kept at or before `step`. */
static void
pick_kept (AlgoTimelineStrip *self, guint64 step)
{
  pick (self, algo_kept_steps_find (self->scene->kept_steps, self->scene->latest, step));
}

/* Assistive technology has set it. */
static void
on_value_changed (GtkAdjustment *adjustment, AlgoTimelineStrip *self)
{
  pick_kept (self, (guint64) gtk_adjustment_get_value (adjustment));
  tell_value (self);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, AlgoTimelineStrip *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (self->scale);
  pick_kept (self, find_step_at (self, x));
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, AlgoTimelineStrip *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  pick_kept (self, find_step_at (self, x + dx));
}

/* By keys. Steps that were kept are not evenly spaced, as those of a scale would be. */
static void
on_move_slider (GtkRange *scale, GtkScrollType type, AlgoTimelineStrip *self)
{
  static const gint counts[] = {
    [GTK_SCROLL_STEP_BACKWARD] = -1,    [GTK_SCROLL_STEP_FORWARD] = 1,
    [GTK_SCROLL_STEP_LEFT] = -1,        [GTK_SCROLL_STEP_RIGHT] = 1,
    [GTK_SCROLL_STEP_DOWN] = -1,        [GTK_SCROLL_STEP_UP] = 1,
    [GTK_SCROLL_PAGE_BACKWARD] = -PAGE, [GTK_SCROLL_PAGE_FORWARD] = PAGE,
    [GTK_SCROLL_PAGE_LEFT] = -PAGE,     [GTK_SCROLL_PAGE_RIGHT] = PAGE,
    [GTK_SCROLL_PAGE_DOWN] = -PAGE,     [GTK_SCROLL_PAGE_UP] = PAGE,
    [GTK_SCROLL_START] = G_MININT,      [GTK_SCROLL_END] = G_MAXINT,
  };

  g_signal_stop_emission_by_name (scale, "move-slider");
  if (type < G_N_ELEMENTS (counts) && counts[type] != 0)
    pick (self,
          algo_kept_steps_go (self->scene->kept_steps, get_shown (self->scene), counts[type]));
}

void
algo_timeline_strip_set_scene (AlgoTimelineStrip *self, AlgoScene *scene)
{
  g_autoptr (AlgoScene) old = g_steal_pointer (&self->scene);

  self->scene = algo_scene_ref (scene);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  algo_picture_area_tell (ALGO_PICTURE_AREA (self), algo_scene_only_went_on (old, scene));
}

void
algo_timeline_strip_set_recorded (AlgoTimelineStrip *self, guint64 recorded)
{
  self->recorded = recorded;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
algo_timeline_strip_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (algo_timeline_strip_parent_class)
      ->size_allocate (widget, width, height, baseline);
  gtk_widget_size_allocate (ALGO_TIMELINE_STRIP (widget)->scale,
                            &(GtkAllocation){ 0, 0, width, height }, -1);
  gtk_popover_present (GTK_POPOVER (ALGO_TIMELINE_STRIP (widget)->readout_popover));
}

/* The scale's are the focus and its outline. */
static void
algo_timeline_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GTK_WIDGET_CLASS (algo_timeline_strip_parent_class)->snapshot (widget, snapshot);
  gtk_widget_snapshot_child (widget, ALGO_TIMELINE_STRIP (widget)->scale, snapshot);
}

static gboolean
algo_timeline_strip_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (ALGO_TIMELINE_STRIP (widget)->scale);
}

static void
algo_timeline_strip_dispose (GObject *object)
{
  g_clear_pointer (&ALGO_TIMELINE_STRIP (object)->readout_popover, gtk_widget_unparent);
  g_clear_pointer (&ALGO_TIMELINE_STRIP (object)->scale, gtk_widget_unparent);

  G_OBJECT_CLASS (algo_timeline_strip_parent_class)->dispose (object);
}

static void
algo_timeline_strip_finalize (GObject *object)
{
  algo_scene_unref (ALGO_TIMELINE_STRIP (object)->scene);

  G_OBJECT_CLASS (algo_timeline_strip_parent_class)->finalize (object);
}

static void
algo_timeline_strip_class_init (AlgoTimelineStripClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_timeline_strip_dispose;
  G_OBJECT_CLASS (class)->finalize = algo_timeline_strip_finalize;
  widget_class->size_allocate = algo_timeline_strip_size_allocate;
  widget_class->snapshot = algo_timeline_strip_snapshot;
  widget_class->grab_focus = algo_timeline_strip_grab_focus;
  area_class->draw = timeline_strip_draw;
  area_class->describe = timeline_strip_describe;
  area_class->point = timeline_strip_point;
  area_class->clear = timeline_strip_clear;
  area_class->read = timeline_strip_read;
  area_class->tell = timeline_strip_tell;

  algo_class_add_signal (class, "picked", 1, G_TYPE_INT64);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "win.play", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "win.play", NULL);
}

static void
add_readout (AlgoTimelineStrip *self)
{
  algo_picture_area_set_floating_readout (ALGO_PICTURE_AREA (self), FALSE);
  self->readout_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->readout_label, "numeric");
  self->readout_popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->readout_popover), self->readout_label);
  gtk_popover_set_autohide (GTK_POPOVER (self->readout_popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->readout_popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->readout_popover), GTK_POS_TOP);
  gtk_widget_set_can_target (self->readout_popover, FALSE);
  gtk_widget_set_can_focus (self->readout_popover, FALSE);
  gtk_widget_add_css_class (self->readout_popover, "readout");
  gtk_widget_set_parent (self->readout_popover, GTK_WIDGET (self));
  g_signal_connect (self, "readout-changed", G_CALLBACK (on_readout_changed), NULL);
}

static void
add_scale (AlgoTimelineStrip *self)
{
  self->scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, NULL);
  self->adjustment = gtk_range_get_adjustment (GTK_RANGE (self->scale));
  self->value_handler =
      g_signal_connect (self->adjustment, "value-changed", G_CALLBACK (on_value_changed), self);
  g_signal_connect (self->scale, "move-slider", G_CALLBACK (on_move_slider), self);
  gtk_scale_set_draw_value (GTK_SCALE (self->scale), FALSE);
  gtk_widget_set_can_target (self->scale, FALSE);
  gtk_widget_set_parent (self->scale, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Step of the run"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("Arrow keys go to the step recorded before or after, Page Up "
                                     "and Page Down by ten of them, End to the latest"),
                                  -1);
}

static void
algo_timeline_strip_init (AlgoTimelineStrip *self)
{
  self->scene = algo_scene_new (&ALGO_SCENE_EMPTY);
  self->recorded = G_MAXUINT64;
  self->hover = -1;
  add_scale (self);
  add_readout (self);
  algo_widget_add_controller (self, gtk_gesture_drag_new (), "drag-begin", on_drag_begin,
                              "drag-update", on_drag_update, NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self), LEAST_WIDTH, HEIGHT);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Phases of the run"), -1);
  tell_value (self);
}
