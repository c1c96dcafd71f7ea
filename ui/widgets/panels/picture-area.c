/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/picture-area.h"

#include "ui/widgets/common/keys.h"
#include "ui/widgets/common/theme-style.h"
#include "ui/widgets/common/widget.h"

#include <math.h>

#define TELL_INTERVAL 1000 /* ms between what a person with the focus is told of training */
#define READOUT_DISTANCE 8 /* pixels from the cursor */

/* Pixels from which on text and lines grow with the picture. */
#define LARGE_WIDTH 800.0
#define LARGE_HEIGHT 520.0
#define MOST_MAGNIFICATION 1.4

typedef struct
{
  GtkWidget *readout_label; /* child */
  AlgoArea readout_area;    /* what the label stands beside */

  AlgoStyle style; /* as it was last asked for */
  char *readout;   /* owned */
  gboolean floating;
  gboolean pointing;           /* the cursor follows the pointer, and goes with it */
  double pointer_x, pointer_y; /* where that was last */
  guint tell_timer;            /* 0: none under way */
  gint64 told;                 /* when, in microseconds of the monotonic clock */
} AlgoPictureAreaPrivate;

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

AlgoPictureFrame
algo_picture_area_get_frame (AlgoPictureArea *self)
{
  AlgoStyle *style = &get_private (self)->style;
  const double width = gtk_widget_get_width (GTK_WIDGET (self));
  const double height = gtk_widget_get_height (GTK_WIDGET (self));

  algo_style_init_from_widget (style, GTK_WIDGET (self));
  algo_style_magnify (style, choose_magnification (width, height));
  return (AlgoPictureFrame){ width, height, style };
}

/* Assistive technology. */

void
algo_picture_area_describe (AlgoPictureArea *self)
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

static void
tell_now (AlgoPictureArea *self)
{
  AlgoPictureAreaPrivate *priv = get_private (self);

  g_clear_handle_id (&priv->tell_timer, g_source_remove);
  priv->told = g_get_monotonic_time ();
  ALGO_PICTURE_AREA_GET_CLASS (self)->tell (self);
}

static gboolean
on_tell_timer (gpointer user_data)
{
  get_private (user_data)->tell_timer = 0;
  tell_now (user_data);
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
  gboolean is_same;

  if (class->read == NULL)
    return;
  readout = class->read (self, &area);
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
  g_signal_emit_by_name (self, "readout-changed");
}

void
algo_picture_area_tell (AlgoPictureArea *self, gboolean by_itself)
{
  AlgoPictureAreaPrivate *priv = get_private (self);
  const GtkStateFlags state = gtk_widget_get_state_flags (GTK_WIDGET (self));
  const gint64 passed = (g_get_monotonic_time () - priv->told) / 1000;

  update_readout (self);
  if (!by_itself || (state & GTK_STATE_FLAG_FOCUS_WITHIN) == 0 || passed >= TELL_INTERVAL)
    tell_now (self);
  else if (priv->tell_timer == 0)
    priv->tell_timer = g_timeout_add ((guint) (TELL_INTERVAL - passed), on_tell_timer, self);
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

  if (class->point == NULL)
    return;
  get_private (self)->pointing = TRUE;
  class->point (self, x, y);
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
  get_private (self)->pointing = FALSE;
  if (!ALGO_PICTURE_AREA_GET_CLASS (self)->move (self, right, down))
    return FALSE;
  cursor_moved (self);
  /* A person who moves the cursor by keys is told at once. */
  tell_now (self);
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
  int right, down;

  if (class->move == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  if (algo_key_get_direction (key, &right, &down))
    return move_cursor (self, right, down);
  if (key == GDK_KEY_Escape && get_private (self)->readout != NULL)
    {
      clear_cursor (self);
      return TRUE;
    }
  return algo_key_without_keypad (key) == GDK_KEY_Return && class->activate != NULL
         && class->activate (self);
}

static void
on_focus_leave (GtkEventControllerFocus *controller, AlgoPictureArea *self)
{
  if (!get_private (self)->pointing)
    clear_cursor (self);
}

/* GtkWidget. */

cairo_t *
algo_picture_area_append_cairo (AlgoPictureArea *self, GtkSnapshot *snapshot)
{
  const float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  const float height = (float) gtk_widget_get_height (GTK_WIDGET (self));

  return gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
}

static void
picture_area_show (AlgoPictureArea *self, GtkSnapshot *snapshot)
{
  const AlgoPictureFrame frame = algo_picture_area_get_frame (self);
  cairo_t *cr = algo_picture_area_append_cairo (self, snapshot);

  ALGO_PICTURE_AREA_GET_CLASS (self)->draw (self, cr, &frame);
  cairo_destroy (cr);
}

static void
algo_picture_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AlgoPictureArea *self = ALGO_PICTURE_AREA (widget);

  if (gtk_widget_get_width (widget) < 1 || gtk_widget_get_height (widget) < 1)
    return;
  ALGO_PICTURE_AREA_GET_CLASS (self)->show (self, snapshot);
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
  GtkAllocation allocation;
  int natural_width, natural_height;

  if (!gtk_widget_get_child_visible (priv->readout_label))
    return;
  /* At another size, what is under the cursor is elsewhere. */
  readout = ALGO_PICTURE_AREA_GET_CLASS (self)->read (self, area);
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

static void
algo_picture_area_dispose (GObject *object)
{
  AlgoPictureAreaPrivate *priv = get_private (ALGO_PICTURE_AREA (object));

  g_clear_handle_id (&priv->tell_timer, g_source_remove);
  g_clear_pointer (&priv->readout_label, gtk_widget_unparent);
  g_clear_pointer (&priv->readout, g_free);

  G_OBJECT_CLASS (algo_picture_area_parent_class)->dispose (object);
}

static void
algo_picture_area_class_init (AlgoPictureAreaClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_picture_area_dispose;
  widget_class->snapshot = algo_picture_area_snapshot;
  widget_class->size_allocate = algo_picture_area_size_allocate;
  class->show = picture_area_show;
  class->tell = algo_picture_area_describe;

  algo_class_add_signal (class, "readout-changed", 0);
  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
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
  algo_widget_add_controller (self, gtk_event_controller_motion_new (), "enter", on_motion,
                              "motion", on_motion, "leave", on_leave, NULL);
  algo_widget_add_controller (self, gtk_event_controller_key_new (), "key-pressed", on_key_pressed,
                              NULL);
  algo_widget_add_controller (self, gtk_event_controller_focus_new (), "leave", on_focus_leave,
                              NULL);
  algo_widget_add_controller (self, gtk_gesture_click_new (), "pressed", on_pressed, NULL);
}
