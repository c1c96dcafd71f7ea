/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/timeline/timeline-strip.h"

#include "ui/pictures/history/timeline-picture.h"
#include "ui/pictures/scene/scene.h"
#include "ui/widgets/common/widget.h"

#include <glib/gi18n-lib.h>

#define PAGE 10 /* kept steps, by Page Up and Page Down */

struct _AlgoTimelineStrip
{
  AlgoPanelView parent_instance;

  /* Template children. */
  GtkPopover *readout_popover;
  GtkLabel *readout_label;
  GtkWidget *scale;
  GtkAdjustment *adjustment; /* the scale's */

  AlgoPanel panel;  /* whose kind this is */
  guint64 recorded; /* up to which the run's file has it */
};

G_DEFINE_FINAL_TYPE (AlgoTimelineStrip, algo_timeline_strip, ALGO_TYPE_PANEL_VIEW)

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

/* The panel, whose cursor has a step. */

static AlgoTimelinePicture
make_picture (const AlgoPanelFrame *frame)
{
  const AlgoTimelineStrip *self = frame->panel->kind;
  const AlgoScene *scene = frame->scene;
  const GArray *events = scene->events;

  return (AlgoTimelinePicture){
    .history = algo_scene_get_history (scene),
    .log_beta = scene->question.log_beta,
    .events = events != NULL ? (const AlgoRunEvent *) events->data : NULL,
    .n_events = events != NULL ? events->len : 0,
    .latest = scene->latest,
    .recorded = MIN (self->recorded, scene->latest),
    .step = get_step (scene),
    .hover = frame->cursor != NULL ? frame->cursor->step : -1,
  };
}

static gboolean
is_known (const AlgoScene *scene)
{
  return TRUE;
}

/* As the phase diagram has it, which shows the same grids. */
static void
get_basis (const AlgoScene *scene, AlgoPanelBasis *basis)
{
  *basis = algo_panel_get_basis (algo_panel_find ("phase-diagram"), scene);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoTimelinePicture picture = make_picture (frame);

  algo_timeline_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoTimelinePicture picture = make_picture (frame);

  return algo_timeline_picture_describe (&picture);
}

static gint64
find_step_at (const AlgoPanelFrame *frame, double x)
{
  const AlgoTimelinePicture picture = make_picture (frame);

  return (gint64) algo_timeline_picture_step_at (&picture, frame->width, frame->height,
                                                 frame->style, x);
}

static gboolean
pick_step (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  cursor->step = find_step_at (frame, x);
  return TRUE;
}

static char *
read_step (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoTimelinePicture picture = make_picture (frame);
  const guint64 step = (guint64) frame->cursor->step;

  *area = algo_timeline_picture_locate (&picture, frame->width, frame->height, frame->style, step);
  return algo_timeline_picture_read (&picture, frame->width, frame->height, frame->style, step);
}

static const AlgoPanel timeline = {
  .name = "timeline",
  .label = N_ ("Phases of the run"),
  .set = ALGO_PANEL_OF_CONTROL,
  .is_known = is_known,
  .get_basis = get_basis,
  .draw = draw,
  .describe = describe,
  .pick = pick_step,
  .read = read_step,
};

/* The readout. */

static void
on_readout_changed (AlgoTimelineStrip *self)
{
  const AlgoPanelFrame frame = algo_panel_view_get_frame (ALGO_PANEL_VIEW (self));
  AlgoArea area;
  g_autofree char *readout = algo_panel_read (&frame, &area);

  if (readout == NULL)
    {
      gtk_popover_popdown (self->readout_popover);
      return;
    }
  gtk_label_set_text (self->readout_label, readout);
  gtk_popover_set_pointing_to (self->readout_popover,
                               &(GdkRectangle){ (int) area.x, 0, (int) area.width, 1 });
  gtk_popover_popup (self->readout_popover);
}

/* The slider. */

static AlgoScene *
get_scene (AlgoTimelineStrip *self)
{
  return algo_panel_view_get_scene (ALGO_PANEL_VIEW (self));
}

static void on_value_changed (AlgoTimelineStrip *self);

static void
tell_value (AlgoTimelineStrip *self)
{
  const AlgoPanelFrame frame = algo_panel_view_get_frame (ALGO_PANEL_VIEW (self));
  const AlgoTimelinePicture picture = make_picture (&frame);
  const guint64 shown = get_shown (frame.scene);
  g_autofree char *text = algo_timeline_picture_describe_step (&picture, shown);

  g_signal_handlers_block_by_func (self->adjustment, on_value_changed, self);
  gtk_adjustment_configure (self->adjustment, (double) shown, 0, (double) frame.scene->latest, 1,
                            PAGE, 0);
  g_signal_handlers_unblock_by_func (self->adjustment, on_value_changed, self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text, -1);
}

static void
timeline_strip_tell (AlgoPanelView *view)
{
  ALGO_PANEL_VIEW_CLASS (algo_timeline_strip_parent_class)->tell (view);
  tell_value (ALGO_TIMELINE_STRIP (view));
}

static void
pick (AlgoTimelineStrip *self, gint64 step)
{
  if (step != get_step (get_scene (self)))
    g_signal_emit_by_name (self, "picked", step);
}

/* The latest one kept at or before `step`. */
static void
pick_kept (AlgoTimelineStrip *self, guint64 step)
{
  const AlgoScene *scene = get_scene (self);

  pick (self, algo_kept_steps_find (scene->kept_steps, scene->latest, step));
}

static void
pick_at (AlgoTimelineStrip *self, double x)
{
  const AlgoPanelFrame frame = algo_panel_view_get_frame (ALGO_PANEL_VIEW (self));

  pick_kept (self, (guint64) find_step_at (&frame, x));
}

/* Assistive technology has set it. */
static void
on_value_changed (AlgoTimelineStrip *self)
{
  pick_kept (self, (guint64) gtk_adjustment_get_value (self->adjustment));
  tell_value (self);
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
    pick (self, algo_kept_steps_go (get_scene (self)->kept_steps, get_shown (get_scene (self)),
                                    counts[type]));
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
  gtk_popover_present (ALGO_TIMELINE_STRIP (widget)->readout_popover);
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
  gtk_widget_dispose_template (GTK_WIDGET (object), ALGO_TYPE_TIMELINE_STRIP);

  G_OBJECT_CLASS (algo_timeline_strip_parent_class)->dispose (object);
}

static void
algo_timeline_strip_class_init (AlgoTimelineStripClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_timeline_strip_dispose;
  widget_class->size_allocate = algo_timeline_strip_size_allocate;
  widget_class->snapshot = algo_timeline_strip_snapshot;
  widget_class->grab_focus = algo_timeline_strip_grab_focus;
  ALGO_PANEL_VIEW_CLASS (class)->tell = timeline_strip_tell;

  algo_class_add_signal (class, "picked", 1, G_TYPE_INT64);
  algo_widget_class_use_template (widget_class, "timeline-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoTimelineStrip, readout_popover);
  gtk_widget_class_bind_template_child (widget_class, AlgoTimelineStrip, readout_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoTimelineStrip, scale);
  gtk_widget_class_bind_template_child (widget_class, AlgoTimelineStrip, adjustment);
  gtk_widget_class_bind_template_callback (widget_class, on_readout_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_value_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_move_slider);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_begin);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_update);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "win.play", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "win.play", NULL);
}

static void
algo_timeline_strip_init (AlgoTimelineStrip *self)
{
  g_autoptr (AlgoScene) scene = algo_scene_new (&ALGO_SCENE_EMPTY);

  self->recorded = G_MAXUINT64;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->panel = timeline;
  self->panel.kind = self;
  algo_panel_view_set_panel (ALGO_PANEL_VIEW (self), &self->panel, NULL);
  algo_panel_view_show_scene (ALGO_PANEL_VIEW (self), scene);
}
