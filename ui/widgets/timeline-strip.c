/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/timeline-strip.h"

#include "ui/pictures/timeline-picture.h"

#include <glib/gi18n-lib.h>

#define HEIGHT 46 /* pixels */
#define LEAST_WIDTH 160
#define PAGE 10 /* kept steps, by Page Up and Page Down */

struct _AlgoTimelineStrip
{
  AlgoPictureArea parent_instance;

  AlgoTimelineRun run; /* its arrays owned */
  gint64 step;
  gint64 hover; /* -1: none */
};

enum
{
  SIGNAL_PICKED,
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AlgoTimelineStrip, algo_timeline_strip, ALGO_TYPE_PICTURE_AREA)

static AlgoTimelinePicture
get_picture (AlgoTimelineStrip *self)
{
  const AlgoTimelineRun *run = &self->run;
  AlgoTimelinePicture picture = { .history = { .budget = run->budget },
                                  .log_beta = run->log_beta,
                                  .latest = run->latest,
                                  .recorded = run->recorded,
                                  .step = self->step,
                                  .hover = self->hover };

  if (run->grids != NULL)
    {
      picture.history.grids = (const AlgoGrid *const *) run->grids->pdata;
      picture.history.count = run->grids->len;
    }
  if (run->events != NULL)
    {
      picture.events = (const AlgoRunEvent *) run->events->data;
      picture.n_events = run->events->len;
    }
  return picture;
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
  AlgoTimelinePicture picture = get_picture (ALGO_TIMELINE_STRIP (area));

  return algo_timeline_picture_describe (&picture);
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

static char *
timeline_strip_read (AlgoPictureArea *area, const AlgoPictureFrame *frame, AlgoArea *at)
{
  AlgoTimelineStrip *self = ALGO_TIMELINE_STRIP (area);
  AlgoTimelinePicture picture = get_picture (self);

  *at = (AlgoArea){ 0 };
  if (self->hover < 0)
    return NULL;
  *at = algo_timeline_picture_locate (&picture, frame->width, frame->height, frame->style,
                                      (guint64) self->hover);
  return algo_timeline_picture_read (&picture, frame->width, frame->height, frame->style,
                                     (guint64) self->hover);
}

/* What was kept. */

/* How many are at or before `step`. */
static guint
count_kept (AlgoTimelineStrip *self, guint64 step)
{
  const GArray *kept = self->run.kept;
  guint low = 0, high = kept != NULL ? kept->len : 0;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (g_array_index (kept, guint64, middle) <= step)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* -1 for one that is not there. */
static gint64
get_kept (AlgoTimelineStrip *self, guint index)
{
  const GArray *kept = self->run.kept;

  return kept != NULL && index < kept->len ? (gint64) g_array_index (kept, guint64, index) : -1;
}

gint64
algo_timeline_strip_find_kept (AlgoTimelineStrip *self, guint64 step)
{
  const guint count = count_kept (self, step);

  return step >= self->run.latest || count == 0 ? -1 : get_kept (self, count - 1);
}

gint64
algo_timeline_strip_find_step (AlgoTimelineStrip *self, gint count)
{
  const guint64 shown = self->step >= 0 ? (guint64) self->step : self->run.latest;
  const gint64 at_or_before = count_kept (self, shown);
  gint64 index = at_or_before - 1 + count;

  /* Where the step shown is not one of them itself, the one before is nearer. */
  if (count < 0 && at_or_before > 0
      && (guint64) get_kept (self, (guint) (at_or_before - 1)) < shown)
    index++;
  if (self->run.kept == NULL || self->run.kept->len == 0 || index >= (gint64) self->run.kept->len)
    return -1;
  return get_kept (self, (guint) MAX (index, 0));
}

/* The slider. */

static void
tell_value (AlgoTimelineStrip *self)
{
  const double latest = (double) self->run.latest;
  g_autofree char *text = algo_timeline_strip_describe_step (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, latest,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  self->step >= 0 ? (double) self->step : latest,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

char *
algo_timeline_strip_describe_step (AlgoTimelineStrip *self)
{
  AlgoTimelinePicture picture = get_picture (self);

  return algo_timeline_picture_describe_step (&picture, self->step >= 0 ? (guint64) self->step
                                                                        : self->run.latest);
}

static void
pick (AlgoTimelineStrip *self, gint64 step)
{
  if (step != self->step)
    g_signal_emit (self, signals[SIGNAL_PICKED], 0, step);
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
  gtk_widget_grab_focus (GTK_WIDGET (self));
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

static GArray *
ref_array (GArray *array)
{
  return array != NULL ? g_array_ref (array) : NULL;
}

static void
clear_run (AlgoTimelineRun *run)
{
  g_clear_pointer (&run->grids, g_ptr_array_unref);
  g_clear_pointer (&run->events, g_array_unref);
  g_clear_pointer (&run->kept, g_array_unref);
}

static gboolean
run_equal (const AlgoTimelineRun *a, const AlgoTimelineRun *b)
{
  return a->grids == b->grids && a->events == b->events && a->kept == b->kept
         && a->log_beta == b->log_beta && a->budget == b->budget && a->latest == b->latest
         && a->recorded == b->recorded;
}

void
algo_timeline_strip_set_run (AlgoTimelineStrip *self, const AlgoTimelineRun *run)
{
  AlgoTimelineRun old = self->run;

  if (run_equal (run, &old))
    return;
  self->run = *run;
  self->run.grids = run->grids != NULL ? g_ptr_array_ref (run->grids) : NULL;
  self->run.events = ref_array (run->events);
  self->run.kept = ref_array (run->kept);
  clear_run (&old);
  algo_picture_area_changed (ALGO_PICTURE_AREA (self));
  tell_value (self);
}

void
algo_timeline_strip_set_step (AlgoTimelineStrip *self, gint64 step)
{
  if (step == self->step)
    return;
  self->step = step;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tell_value (self);
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
algo_timeline_strip_finalize (GObject *object)
{
  clear_run (&ALGO_TIMELINE_STRIP (object)->run);

  G_OBJECT_CLASS (algo_timeline_strip_parent_class)->finalize (object);
}

static void
algo_timeline_strip_class_init (AlgoTimelineStripClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = algo_timeline_strip_finalize;
  widget_class->measure = algo_timeline_strip_measure;
  area_class->draw = timeline_strip_draw;
  area_class->draw_cursor = timeline_strip_draw_cursor;
  area_class->describe = timeline_strip_describe;
  area_class->point = timeline_strip_point;
  area_class->clear = timeline_strip_clear;
  area_class->read = timeline_strip_read;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);

  signals[SIGNAL_PICKED] = g_signal_new ("picked", ALGO_TYPE_TIMELINE_STRIP, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", ALGO_TYPE_TIMELINE_STRIP,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
algo_timeline_strip_init (AlgoTimelineStrip *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  self->step = self->hover = -1;
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Step of the run"), -1);
  tell_value (self);
}
