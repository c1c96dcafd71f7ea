/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/picture-area.h"

#include "ui/widgets/common/theme-style.h"

#include <math.h>

#define READOUT_INTERVAL 100      /* ms between readouts of data that change */
#define DESCRIPTION_INTERVAL 1000 /* ms between descriptions told to assistive technology */
#define READOUT_DISTANCE 8        /* pixels from the cursor */

/* Pixels from which on text and lines grow with the picture. */
#define LARGE_WIDTH 800.0
#define LARGE_HEIGHT 520.0
#define MOST_MAGNIFICATION 1.4

typedef struct
{
  GtkWidget *readout_label; /* child */
  AlgoArea readout_area;    /* what the label stands beside */

  char *readout; /* owned */
  gboolean floating;
  gboolean pointing;           /* the cursor follows the pointer, and goes with it */
  double pointer_x, pointer_y; /* where that was last */
  guint readout_timer;         /* 0: none under way */
  guint description_timer;

  cairo_surface_t *kept; /* the picture without its cursor; NULL: to be drawn */
} AlgoPictureAreaPrivate;

enum
{
  PROP_0,
  PROP_READOUT,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AlgoPictureArea, algo_picture_area, GTK_TYPE_WIDGET)

static AlgoPictureAreaPrivate *
get_private (AlgoPictureArea *self)
{
  return algo_picture_area_get_instance_private (self);
}

/* A picture that has the whole window is seen from farther away, by a class perhaps. By steps, as
 * text of every size is laid out anew. */
static double
choose_magnification (double width, double height)
{
  double times = MIN (width / LARGE_WIDTH, height / LARGE_HEIGHT);

  return floor (10 * CLAMP (times, 1, MOST_MAGNIFICATION)) / 10;
}

void
algo_picture_area_get_frame (AlgoPictureArea *self, AlgoStyle *style, AlgoPictureFrame *frame)
{
  algo_style_init_from_widget (style, GTK_WIDGET (self));
  frame->width = gtk_widget_get_width (GTK_WIDGET (self));
  frame->height = gtk_widget_get_height (GTK_WIDGET (self));
  frame->style = style;
  algo_style_magnify (style, choose_magnification (frame->width, frame->height));
}

/* Assistive technology. */

static void
update_description (AlgoPictureArea *self)
{
  AlgoPictureAreaPrivate *priv = get_private (self);
  g_autofree char *picture = ALGO_PICTURE_AREA_GET_CLASS (self)->describe (self);
  g_autofree char *description = NULL;

  /* What is under the cursor goes first: it is what was just asked for. */
  description = priv->readout == NULL ? g_steal_pointer (&picture)
                                      : g_strdup_printf ("%s\n%s", priv->readout, picture);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
}

static gboolean
on_description_timer (gpointer user_data)
{
  AlgoPictureArea *self = user_data;

  get_private (self)->description_timer = 0;
  update_description (self);
  return G_SOURCE_REMOVE;
}

/* The readout. */

static gboolean
area_equal (const AlgoArea *a, const AlgoArea *b)
{
  return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

static void
update_readout (AlgoPictureArea *self)
{
  AlgoPictureAreaPrivate *priv = get_private (self);
  AlgoPictureAreaClass *class = ALGO_PICTURE_AREA_GET_CLASS (self);
  g_autofree char *readout = NULL;
  AlgoArea area = priv->readout_area;
  AlgoStyle style;
  AlgoPictureFrame frame;
  gboolean is_same;

  if (class->read == NULL)
    return;
  algo_picture_area_get_frame (self, &style, &frame);
  readout = class->read (self, &frame, &area);
  is_same = g_strcmp0 (readout, priv->readout) == 0;
  /* To be laid out anew is to be drawn anew. */
  if (!is_same || (readout != NULL && !area_equal (&area, &priv->readout_area)))
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  priv->readout_area = area;
  if (is_same)
    return;

  g_free (priv->readout);
  priv->readout = g_steal_pointer (&readout);
  if (priv->readout != NULL)
    gtk_label_set_text (GTK_LABEL (priv->readout_label), priv->readout);
  gtk_widget_set_child_visible (priv->readout_label, priv->floating && priv->readout != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READOUT]);
}

static gboolean
on_readout_timer (gpointer user_data)
{
  AlgoPictureArea *self = user_data;

  get_private (self)->readout_timer = 0;
  update_readout (self);
  return G_SOURCE_REMOVE;
}

static void
drop_kept (AlgoPictureArea *self)
{
  g_clear_pointer (&get_private (self)->kept, cairo_surface_destroy);
}

void
algo_picture_area_changed (AlgoPictureArea *self)
{
  AlgoPictureAreaPrivate *priv = get_private (self);

  drop_kept (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (priv->readout_timer == 0 && ALGO_PICTURE_AREA_GET_CLASS (self)->read != NULL)
    priv->readout_timer = g_timeout_add (READOUT_INTERVAL, on_readout_timer, self);
  if (priv->description_timer == 0)
    priv->description_timer = g_timeout_add (DESCRIPTION_INTERVAL, on_description_timer, self);
}

void
algo_picture_area_tell (AlgoPictureArea *self)
{
  AlgoPictureAreaPrivate *priv = get_private (self);

  g_clear_handle_id (&priv->readout_timer, g_source_remove);
  g_clear_handle_id (&priv->description_timer, g_source_remove);
  update_readout (self);
  update_description (self);
}

void
algo_picture_area_set_floating_readout (AlgoPictureArea *self, gboolean floating)
{
  get_private (self)->floating = floating;
}

const char *
algo_picture_area_get_readout (AlgoPictureArea *self)
{
  return get_private (self)->readout;
}

/* The cursor. */

static void
cursor_moved (AlgoPictureArea *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  update_readout (self);
}

static void
clear_cursor (AlgoPictureArea *self)
{
  AlgoPictureAreaClass *class = ALGO_PICTURE_AREA_GET_CLASS (self);

  get_private (self)->pointing = FALSE;
  if (class->clear == NULL)
    return;
  class->clear (self);
  cursor_moved (self);
}

static void
point_at (AlgoPictureArea *self, double x, double y)
{
  AlgoPictureAreaClass *class = ALGO_PICTURE_AREA_GET_CLASS (self);
  AlgoStyle style;
  AlgoPictureFrame frame;

  if (class->point == NULL)
    return;
  get_private (self)->pointing = TRUE;
  algo_picture_area_get_frame (self, &style, &frame);
  class->point (self, &frame, x, y);
  cursor_moved (self);
}

void
algo_picture_area_point_again (AlgoPictureArea *self)
{
  const AlgoPictureAreaPrivate *priv = get_private (self);

  if (priv->pointing)
    point_at (self, priv->pointer_x, priv->pointer_y);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, AlgoPictureArea *self)
{
  AlgoPictureAreaPrivate *priv = get_private (self);
  const gboolean moved = x != priv->pointer_x || y != priv->pointer_y;

  /* It is also told to lie where it lay, when something around it changes: a cursor that keys have
   * moved stays where it is. */
  priv->pointer_x = x;
  priv->pointer_y = y;
  if (moved || priv->pointing || priv->readout == NULL)
    point_at (self, x, y);
}

static void
on_leave (GtkEventControllerMotion *controller, AlgoPictureArea *self)
{
  if (get_private (self)->pointing)
    clear_cursor (self);
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, AlgoPictureArea *self)
{
  AlgoPictureAreaClass *class = ALGO_PICTURE_AREA_GET_CLASS (self);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  point_at (self, x, y);
  if (class->activate != NULL)
    class->activate (self);
}

static gboolean
move_cursor (AlgoPictureArea *self, int right, int down)
{
  AlgoPictureAreaClass *class = ALGO_PICTURE_AREA_GET_CLASS (self);
  AlgoStyle style;
  AlgoPictureFrame frame;

  get_private (self)->pointing = FALSE;
  algo_picture_area_get_frame (self, &style, &frame);
  if (!class->move (self, &frame, right, down))
    return FALSE;
  cursor_moved (self);
  /* A person who moves the cursor by keys is told at once. */
  update_description (self);
  return TRUE;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                AlgoPictureArea *self)
{
  AlgoPictureAreaClass *class = ALGO_PICTURE_AREA_GET_CLASS (self);

  if (class->move == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return move_cursor (self, -1, 0);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return move_cursor (self, 1, 0);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move_cursor (self, 0, -1);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move_cursor (self, 0, 1);
    case GDK_KEY_Escape:
      if (get_private (self)->readout == NULL)
        return FALSE;
      clear_cursor (self);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return class->activate != NULL && class->activate (self);
    default:
      return FALSE;
    }
}

static void
on_focus_leave (GtkEventControllerFocus *controller, AlgoPictureArea *self)
{
  if (!get_private (self)->pointing)
    clear_cursor (self);
}

/* GtkWidget. */

/* Draws the picture anew if it is not kept, or kept in another size. */
static void
keep_picture (AlgoPictureArea *self, const AlgoPictureFrame *frame)
{
  AlgoPictureAreaPrivate *priv = get_private (self);
  double scale = round (1 / frame->style->pixel);
  int width = (int) (frame->width * scale), height = (int) (frame->height * scale);
  cairo_t *cr;

  if (priv->kept != NULL && cairo_image_surface_get_width (priv->kept) == width
      && cairo_image_surface_get_height (priv->kept) == height)
    return;
  drop_kept (self);
  priv->kept = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_surface_set_device_scale (priv->kept, scale, scale);
  cr = cairo_create (priv->kept);
  ALGO_PICTURE_AREA_GET_CLASS (self)->draw (self, cr, frame);
  cairo_destroy (cr);
}

static void
draw_kept (AlgoPictureArea *self, cairo_t *cr, const AlgoPictureFrame *frame)
{
  AlgoPictureAreaPrivate *priv = get_private (self);

  keep_picture (self, frame);
  cairo_set_source_surface (cr, priv->kept, 0, 0);
  cairo_paint (cr);
  ALGO_PICTURE_AREA_GET_CLASS (self)->draw_cursor (self, cr, frame);
}

static void
picture_area_show (AlgoPictureArea *self, GtkSnapshot *snapshot, const AlgoPictureFrame *frame)
{
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) frame->width, (float) frame->height));

  if (ALGO_PICTURE_AREA_GET_CLASS (self)->draw_cursor != NULL)
    draw_kept (self, cr, frame);
  else
    ALGO_PICTURE_AREA_GET_CLASS (self)->draw (self, cr, frame);
  cairo_destroy (cr);
}

static void
algo_picture_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AlgoPictureArea *self = ALGO_PICTURE_AREA (widget);
  AlgoStyle style;
  AlgoPictureFrame frame;

  algo_picture_area_get_frame (self, &style, &frame);
  if (frame.width < 1 || frame.height < 1)
    return;
  ALGO_PICTURE_AREA_GET_CLASS (self)->show (self, snapshot, &frame);
  gtk_widget_snapshot_child (widget, get_private (self)->readout_label, snapshot);
}

/* Beside the cursor, on the side with more room, kept inside the picture. */
static void
algo_picture_area_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AlgoPictureArea *self = ALGO_PICTURE_AREA (widget);
  AlgoPictureAreaPrivate *priv = get_private (self);
  AlgoArea *area = &priv->readout_area;
  g_autofree char *readout = NULL;
  AlgoStyle style;
  AlgoPictureFrame frame;
  GtkAllocation allocation;
  int natural_width, natural_height;

  if (!gtk_widget_get_child_visible (priv->readout_label))
    return;
  /* At another size, what is under the cursor is elsewhere. */
  algo_picture_area_get_frame (self, &style, &frame);
  readout = ALGO_PICTURE_AREA_GET_CLASS (self)->read (self, &frame, area);
  gtk_widget_measure (priv->readout_label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural_width,
                      NULL, NULL);
  allocation.width = MIN (natural_width, width);
  gtk_widget_measure (priv->readout_label, GTK_ORIENTATION_VERTICAL, allocation.width, NULL,
                      &natural_height, NULL, NULL);
  allocation.height = MIN (natural_height, height);

  allocation.x = area->x + area->width + READOUT_DISTANCE;
  if (area->x + area->width / 2 > width / 2.0)
    allocation.x = area->x - READOUT_DISTANCE - allocation.width;
  allocation.y = area->y - READOUT_DISTANCE - allocation.height;
  if (allocation.y < 0)
    allocation.y = area->y + area->height + READOUT_DISTANCE;
  allocation.x = CLAMP (allocation.x, 0, width - allocation.width);
  allocation.y = CLAMP (allocation.y, 0, height - allocation.height);
  gtk_widget_size_allocate (priv->readout_label, &allocation, -1);
}

/* Another theme, text size or state. */
static void
algo_picture_area_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (algo_picture_area_parent_class)->css_changed (widget, change);
  drop_kept (ALGO_PICTURE_AREA (widget));
}

static void
algo_picture_area_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_READOUT:
      g_value_set_string (value, get_private (ALGO_PICTURE_AREA (object))->readout);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_picture_area_dispose (GObject *object)
{
  AlgoPictureAreaPrivate *priv = get_private (ALGO_PICTURE_AREA (object));

  g_clear_handle_id (&priv->readout_timer, g_source_remove);
  g_clear_handle_id (&priv->description_timer, g_source_remove);
  drop_kept (ALGO_PICTURE_AREA (object));
  g_clear_pointer (&priv->readout_label, gtk_widget_unparent);
  g_clear_pointer (&priv->readout, g_free);

  G_OBJECT_CLASS (algo_picture_area_parent_class)->dispose (object);
}

static void
algo_picture_area_class_init (AlgoPictureAreaClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = algo_picture_area_get_property;
  object_class->dispose = algo_picture_area_dispose;
  widget_class->snapshot = algo_picture_area_snapshot;
  widget_class->size_allocate = algo_picture_area_size_allocate;
  widget_class->css_changed = algo_picture_area_css_changed;
  class->show = picture_area_show;

  properties[PROP_READOUT] =
      g_param_spec_string ("readout", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
add_controllers (AlgoPictureArea *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_leave), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, key);
  gtk_widget_add_controller (widget, focus);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}

static void
algo_picture_area_init (AlgoPictureArea *self)
{
  AlgoPictureAreaPrivate *priv = get_private (self);

  priv->floating = TRUE;
  priv->readout_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (priv->readout_label), 0);
  gtk_label_set_wrap (GTK_LABEL (priv->readout_label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (priv->readout_label), GTK_NATURAL_WRAP_NONE);
  gtk_widget_add_css_class (priv->readout_label, "readout");
  gtk_widget_set_can_target (priv->readout_label, FALSE);
  gtk_widget_set_parent (priv->readout_label, GTK_WIDGET (self));
  gtk_widget_set_child_visible (priv->readout_label, FALSE);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_controllers (self);
}
