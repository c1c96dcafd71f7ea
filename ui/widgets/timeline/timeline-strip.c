/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/timeline/timeline-strip.h"

#include "ui/pictures/history/timeline-picture.h"
#include "ui/pictures/scene/kept-steps.h"
#include "ui/pictures/scene/panel.h"

#include <glib/gi18n-lib.h>

#define HEIGHT 46 /* pixels */
#define LEAST_WIDTH 160
#define PAGE 10                          /* kept steps, by Page Up and Page Down */
#define TELL_INTERVAL G_TIME_SPAN_SECOND /* between values that training alone changes */

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
  gint64 told; /* when the value last was, in microseconds of the monotonic clock */

  AlgoScene *scene; /* owned */
  guint64 recorded; /* up to which the run's file has it */
  gint64 hover;     /* -1: none */
};

enum
{
  SIGNAL_PICKED,
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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
  AlgoTimelinePicture picture = get_picture (ALGO_TIMELINE_STRIP (area));

  algo_timeline_picture_draw_run (&picture, cr, frame->width, frame->height, frame->style);
}

static void
timeline_strip_draw_cursor (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  AlgoTimelinePicture picture = get_picture (ALGO_TIMELINE_STRIP (area));

  algo_timeline_picture_draw_steps (&picture, cr, frame->width, frame->height, frame->style);
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

static gboolean
timeline_strip_point (AlgoPictureArea *area, const AlgoPictureFrame *frame, double x, double y)
{
  AlgoTimelineStrip *self = ALGO_TIMELINE_STRIP (area);
  AlgoTimelinePicture picture = get_picture (self);

  self->hover = (gint64) algo_timeline_picture_step_at (&picture, frame->width, frame->height,
                                                        frame->style, x);
  return TRUE;
}

static void
timeline_strip_clear (AlgoPictureArea *area)
{
  ALGO_TIMELINE_STRIP (area)->hover = -1;
}

static AlgoArea
locate_hover (AlgoTimelineStrip *self, const AlgoPictureFrame *frame)
{
  AlgoTimelinePicture picture = get_picture (self);

  return algo_timeline_picture_locate (&picture, frame->width, frame->height, frame->style,
                                       (guint64) self->hover);
}

static char *
timeline_strip_read (AlgoPictureArea *area, const AlgoPictureFrame *frame, AlgoArea *at)
{
  AlgoTimelineStrip *self = ALGO_TIMELINE_STRIP (area);
  AlgoTimelinePicture picture = get_picture (self);

  *at = (AlgoArea){ 0 };
  if (self->hover < 0)
    return NULL;
  *at = locate_hover (self, frame);
  return algo_timeline_picture_read (&picture, frame->width, frame->height, frame->style,
                                     (guint64) self->hover);
}

static void
on_readout (AlgoTimelineStrip *self)
{
  const char *readout = algo_picture_area_get_readout (ALGO_PICTURE_AREA (self));
  AlgoPictureFrame frame;
  AlgoStyle style;
  AlgoArea area;

  if (readout == NULL || self->hover < 0)
    {
      gtk_popover_popdown (GTK_POPOVER (self->readout_popover));
      return;
    }
  algo_picture_area_get_frame (ALGO_PICTURE_AREA (self), &style, &frame);
  area = locate_hover (self, &frame);
  gtk_label_set_text (GTK_LABEL (self->readout_label), readout);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->readout_popover),
                               &(GdkRectangle){ (int) area.x, 0, (int) area.width, 1 });
  gtk_popover_popup (GTK_POPOVER (self->readout_popover));
}

/* The slider. */

gint64
algo_timeline_strip_find_kept (AlgoTimelineStrip *self, guint64 step)
{
  return algo_kept_steps_find (self->scene->kept_steps, self->scene->latest, step);
}

gint64
algo_timeline_strip_find_step (AlgoTimelineStrip *self, gint count)
{
  return algo_kept_steps_go (self->scene->kept_steps, get_shown (self->scene), count);
}

static void
tell_value (AlgoTimelineStrip *self)
{
  g_autofree char *text = algo_timeline_strip_describe_step (self);

  self->told = g_get_monotonic_time ();
  g_signal_handler_block (self->adjustment, self->value_handler);
  gtk_adjustment_configure (self->adjustment, (double) get_shown (self->scene), 0,
                            (double) self->scene->latest, 1, PAGE, 0);
  g_signal_handler_unblock (self->adjustment, self->value_handler);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text, -1);
}

char *
algo_timeline_strip_describe_step (AlgoTimelineStrip *self)
{
  AlgoTimelinePicture picture = get_picture (self);

  return algo_timeline_picture_describe_step (&picture, get_shown (self->scene));
}

static void
pick (AlgoTimelineStrip *self, gint64 step)
{
  if (step != get_step (self->scene))
    g_signal_emit (self, signals[SIGNAL_PICKED], 0, step);
}

/* Assistive technology has set it. */
static void
on_value_changed (GtkAdjustment *adjustment, AlgoTimelineStrip *self)
{
  pick (self,
        algo_timeline_strip_find_kept (self, (guint64) gtk_adjustment_get_value (adjustment)));
  tell_value (self);
}

static void
pick_at (AlgoTimelineStrip *self, double x)
{
  AlgoTimelinePicture picture = get_picture (self);
  AlgoPictureFrame frame;
  AlgoStyle style;

  algo_picture_area_get_frame (ALGO_PICTURE_AREA (self), &style, &frame);
  pick (self, algo_timeline_strip_find_kept (
                  self, algo_timeline_picture_step_at (&picture, frame.width, frame.height,
                                                       frame.style, x)));
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, AlgoTimelineStrip *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (self->scale);
  pick_at (self, x);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, AlgoTimelineStrip *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  pick_at (self, x + dx);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                AlgoTimelineStrip *self)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      pick (self, algo_timeline_strip_find_step (self, -1));
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      pick (self, algo_timeline_strip_find_step (self, 1));
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      pick (self, algo_timeline_strip_find_step (self, -PAGE));
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      pick (self, algo_timeline_strip_find_step (self, PAGE));
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      pick (self, algo_timeline_strip_find_kept (self, 0));
      return TRUE;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      pick (self, -1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
has_same_run (const AlgoScene *a, const AlgoScene *b)
{
  return a->grids == b->grids && a->events == b->events && a->kept_steps == b->kept_steps
         && a->question.log_beta == b->question.log_beta && a->budget == b->budget
         && a->latest == b->latest;
}

/* Who has the focus on it would have every step of training read out. */
void
algo_timeline_strip_set_scene (AlgoTimelineStrip *self, AlgoScene *scene)
{
  g_autoptr (AlgoScene) old = g_steal_pointer (&self->scene);
  const gboolean moved = get_step (scene) != get_step (old);

  self->scene = algo_scene_ref (scene);
  if (!has_same_run (scene, old))
    algo_picture_area_changed (ALGO_PICTURE_AREA (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  algo_picture_area_tell (ALGO_PICTURE_AREA (self));
  if (moved || !gtk_widget_has_focus (self->scale)
      || g_get_monotonic_time () - self->told >= TELL_INTERVAL)
    tell_value (self);
}

void
algo_timeline_strip_set_recorded (AlgoTimelineStrip *self, guint64 recorded)
{
  if (recorded == self->recorded)
    return;
  self->recorded = recorded;
  algo_picture_area_changed (ALGO_PICTURE_AREA (self));
}

static void
algo_timeline_strip_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : LEAST_WIDTH;
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
  widget_class->measure = algo_timeline_strip_measure;
  area_class->draw = timeline_strip_draw;
  area_class->draw_cursor = timeline_strip_draw_cursor;
  area_class->describe = timeline_strip_describe;
  area_class->point = timeline_strip_point;
  area_class->clear = timeline_strip_clear;
  area_class->read = timeline_strip_read;

  signals[SIGNAL_PICKED] = g_signal_new ("picked", ALGO_TYPE_TIMELINE_STRIP, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", ALGO_TYPE_TIMELINE_STRIP,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
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
  g_signal_connect (self, "notify::readout", G_CALLBACK (on_readout), NULL);
}

static void
add_scale (AlgoTimelineStrip *self)
{
  self->scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, NULL);
  self->adjustment = gtk_range_get_adjustment (GTK_RANGE (self->scale));
  self->value_handler =
      g_signal_connect (self->adjustment, "value-changed", G_CALLBACK (on_value_changed), self);
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
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  self->scene = algo_scene_new (&ALGO_SCENE_EMPTY);
  self->recorded = G_MAXUINT64;
  self->hover = -1;
  add_scale (self);
  add_readout (self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Phases of the run"), -1);
  tell_value (self);
}
