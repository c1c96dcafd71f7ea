/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/panel-view.h"

#include "ui/widgets/panels/network-view.h"
#include "ui/widgets/panels/weights-view.h"

typedef struct
{
  const AlgoPanel *panel;
  AlgoPainter *painter; /* owned */
  gboolean option;

  AlgoScene *plain; /* what is shown, owned, ... */
  AlgoScene *scene; /* ... and as it is drawn here */
  gboolean has_cursor;
  AlgoPanelCursor cursor;

  AlgoPainting *front; /* on screen, owned; NULL: nothing */
  GdkTexture *texture; /* of that */
  AlgoPainting *words; /* whose description and number are shown, owned, or NULL */

  AlgoScene *next_plain;
  AlgoPainting *next;  /* prepared, owned, or NULL */
  AlgoPainting *fresh; /* in place of the front, of the same scene, owned, or NULL */
  guint tick;          /* 0: nothing to wait for */
} AlgoPanelViewPrivate;

enum
{
  PROP_0,
  PROP_OPTION,
  N_PROPERTIES
};

enum
{
  SIGNAL_GO_TO,
  SIGNAL_EDIT,
  SIGNAL_DESCRIBED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_TYPE_WITH_PRIVATE (AlgoPanelView, algo_panel_view, ALGO_TYPE_PICTURE_AREA)

static AlgoPanelViewPrivate *
get_private (AlgoPanelView *self)
{
  return algo_panel_view_get_instance_private (self);
}

static void
make_frame (AlgoPanelView *self, AlgoScene *scene, AlgoStyle *style, AlgoPanelFrame *frame)
{
  const AlgoPanelViewPrivate *priv = get_private (self);
  AlgoPictureFrame picture;

  algo_picture_area_get_frame (ALGO_PICTURE_AREA (self), style, &picture);
  *frame = (AlgoPanelFrame){ .panel = priv->panel,
                             .scene = scene,
                             .width = picture.width,
                             .height = picture.height,
                             .style = style,
                             .option = priv->option,
                             .on_screen = TRUE,
                             .cursor = priv->has_cursor ? &priv->cursor : NULL };
}

static AlgoScene *
dress (AlgoPanelView *self, AlgoScene *scene)
{
  return ALGO_PANEL_VIEW_GET_CLASS (self)->dress (self, scene);
}

/* The picture. */

static GdkTexture *
make_texture (cairo_surface_t *surface)
{
  const int height = cairo_image_surface_get_height (surface);
  const gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes =
      g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) height * stride,
                                  (GDestroyNotify) cairo_surface_destroy,
                                  cairo_surface_reference (surface));

  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height,
                                 GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
drop_front (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = get_private (self);

  g_clear_pointer (&priv->front, algo_painting_unref);
  g_clear_object (&priv->texture);
}

/* Takes `painting`, which is done and has a picture. */
static void
set_front (AlgoPanelView *self, AlgoPainting *painting)
{
  AlgoPanelViewPrivate *priv = get_private (self);

  drop_front (self);
  priv->front = painting;
  priv->texture = make_texture (algo_painting_get_surface (painting));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Whether what is on screen is what should be; also while there is nothing to be seen. */
static gboolean
is_right (AlgoPanelView *self)
{
  const AlgoPanelViewPrivate *priv = get_private (self);
  AlgoStyle style;
  AlgoPanelFrame frame;

  if (priv->scene == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return TRUE;
  make_frame (self, priv->scene, &style, &frame);
  return frame.width < 1 || frame.height < 1
         || (priv->front != NULL && algo_painting_fits (priv->front, &frame));
}

/* One that is under way is awaited, though something changed since: where something changes in
 * every frame, none would ever be seen. */
static void
freshen (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = get_private (self);
  AlgoStyle style;
  AlgoPanelFrame frame;

  if (priv->fresh != NULL && algo_painting_is_done (priv->fresh))
    set_front (self, g_steal_pointer (&priv->fresh));
  if (priv->fresh != NULL || is_right (self))
    return;
  make_frame (self, priv->scene, &style, &frame);
  priv->fresh = algo_painter_begin (priv->painter, &frame);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  AlgoPanelView *self = ALGO_PANEL_VIEW (widget);
  AlgoPanelViewPrivate *priv = get_private (self);

  freshen (self);
  if (priv->fresh != NULL)
    return G_SOURCE_CONTINUE;
  priv->tick = 0;
  return G_SOURCE_REMOVE;
}

/* In the next frame, as styles and sizes are being worked out when this is called. */
static void
check_later (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = get_private (self);

  if (priv->tick == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    priv->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

void
algo_panel_view_check (AlgoPanelView *self)
{
  freshen (self);
  if (get_private (self)->fresh != NULL)
    check_later (self);
}

gboolean
algo_panel_view_is_painted (AlgoPanelView *self)
{
  return get_private (self)->fresh == NULL && is_right (self);
}

/* The scene. */

/* What is said of it. Takes `painting`, which is done. */
static void
set_words (AlgoPanelView *self, AlgoPainting *painting)
{
  AlgoPanelViewPrivate *priv = get_private (self);

  g_clear_pointer (&priv->words, algo_painting_unref);
  priv->words = painting;
  g_signal_emit (self, signals[SIGNAL_DESCRIBED], 0);
}

/* Nobody hears of one that is out of sight: it is described when it comes into sight, and then at
 * once. */
static void
describe_now (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = get_private (self);
  AlgoStyle style;
  AlgoPanelFrame frame;

  if (priv->words != NULL || priv->scene == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  make_frame (self, priv->scene, &style, &frame);
  set_words (self, algo_painting_new_words (&frame));
}

/* A place that is none of this scene is left. */
static void
check_cursor (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = get_private (self);
  g_autofree char *text = NULL;
  AlgoStyle style;
  AlgoPanelFrame frame;
  AlgoArea area;

  if (priv->has_cursor)
    {
      make_frame (self, priv->scene, &style, &frame);
      text = algo_panel_read (&frame, &area);
    }
  priv->has_cursor = text != NULL;
  if (!priv->has_cursor)
    algo_picture_area_point_again (ALGO_PICTURE_AREA (self));
}

void
algo_panel_view_prepare (AlgoPanelView *self, AlgoScene *scene, gboolean in_sight)
{
  AlgoPanelViewPrivate *priv = get_private (self);
  g_autoptr (AlgoScene) dressed = NULL;
  AlgoStyle style;
  AlgoPanelFrame frame;

  if (priv->next != NULL && priv->next_plain == scene)
    return;
  g_clear_pointer (&priv->next, algo_painting_unref);
  g_clear_pointer (&priv->next_plain, algo_scene_unref);
  priv->next_plain = algo_scene_ref (scene);
  dressed = dress (self, scene);
  make_frame (self, dressed, &style, &frame);
  if (!in_sight || (priv->front != NULL && algo_painting_fits (priv->front, &frame)))
    frame.width = frame.height = 0;
  priv->next = algo_painter_begin (priv->painter, &frame);
}

gboolean
algo_panel_view_is_prepared (AlgoPanelView *self)
{
  const AlgoPanelViewPrivate *priv = get_private (self);

  return priv->next != NULL && algo_painting_is_done (priv->next);
}

/* What was on screen stands only if it looks the same. */
static void
use_next (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = get_private (self);
  AlgoPainting *next = g_steal_pointer (&priv->next);

  if (algo_painting_get_surface (next) != NULL)
    {
      set_front (self, algo_painting_ref (next));
    }
  else if (priv->front != NULL
           && !algo_panel_is_same (priv->panel, algo_painting_get_frame (priv->front)->scene,
                                   priv->scene))
    drop_front (self);
  set_words (self, next);
}

void
algo_panel_view_show_scene (AlgoPanelView *self, AlgoScene *scene)
{
  AlgoPanelViewPrivate *priv = get_private (self);
  const gboolean prepared = priv->next_plain == scene && algo_panel_view_is_prepared (self);
  g_autoptr (AlgoScene) old = g_steal_pointer (&priv->scene);

  g_clear_pointer (&priv->plain, algo_scene_unref);
  g_clear_pointer (&priv->fresh, algo_painting_unref);
  g_clear_pointer (&priv->next_plain, algo_scene_unref);
  priv->plain = algo_scene_ref (scene);
  if (prepared)
    priv->scene = algo_scene_ref ((AlgoScene *) algo_painting_get_frame (priv->next)->scene);
  else
    priv->scene = dress (self, scene);
  if (prepared)
    use_next (self);
  else
    {
      g_clear_pointer (&priv->next, algo_painting_unref);
      g_clear_pointer (&priv->words, algo_painting_unref);
      drop_front (self);
    }
  describe_now (self);
  if (ALGO_PANEL_VIEW_GET_CLASS (self)->shown != NULL)
    ALGO_PANEL_VIEW_GET_CLASS (self)->shown (self, old);
  check_cursor (self);
  algo_picture_area_tell (ALGO_PICTURE_AREA (self));
  if (priv->front != NULL)
    check_later (self);
}

void
algo_panel_view_dress_again (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = get_private (self);

  if (priv->plain == NULL || priv->next != NULL)
    return;
  g_clear_pointer (&priv->scene, algo_scene_unref);
  priv->scene = dress (self, priv->plain);
  algo_panel_view_check (self);
}

/* What there is. */

const AlgoPanel *
algo_panel_view_get_panel (AlgoPanelView *self)
{
  return get_private (self)->panel;
}

AlgoScene *
algo_panel_view_get_scene (AlgoPanelView *self)
{
  return get_private (self)->scene;
}

const char *
algo_panel_view_get_description (AlgoPanelView *self)
{
  const AlgoPanelViewPrivate *priv = get_private (self);

  return priv->words != NULL ? algo_painting_get_description (priv->words) : NULL;
}

const char *
algo_panel_view_get_number (AlgoPanelView *self, const char **name)
{
  const AlgoPanelViewPrivate *priv = get_private (self);

  *name = NULL;
  return priv->words != NULL ? algo_painting_get_number (priv->words, name) : NULL;
}

gboolean
algo_panel_view_get_frame (AlgoPanelView *self, AlgoStyle *style, AlgoPanelFrame *frame)
{
  make_frame (self, get_private (self)->scene, style, frame);
  return frame->scene != NULL;
}

void
algo_panel_view_edit (AlgoPanelView *self, const AlgoEdit *edit)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0, edit);
}

/* AlgoPictureArea. */

static void
panel_view_show (AlgoPictureArea *area, GtkSnapshot *snapshot, const AlgoPictureFrame *picture)
{
  AlgoPanelView *self = ALGO_PANEL_VIEW (area);
  const AlgoPanelViewPrivate *priv = get_private (self);
  const AlgoPanelViewClass *class = ALGO_PANEL_VIEW_GET_CLASS (self);
  const gboolean covered = class->is_covered != NULL && class->is_covered (self);
  AlgoPanelFrame frame;
  AlgoStyle style;
  cairo_t *cr;

  if (priv->front == NULL)
    return;
  frame = *algo_painting_get_frame (priv->front);
  if (!covered)
    gtk_snapshot_append_texture (snapshot, priv->texture,
                                 &GRAPHENE_RECT_INIT (0, 0, (float) frame.width,
                                                      (float) frame.height));
  if (!covered && (!priv->has_cursor || !algo_panel_has_cursor_of_its_own (priv->panel)))
    return;
  make_frame (self, priv->scene, &style, &frame);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) picture->width,
                                                                 (float) picture->height));
  if (covered)
    class->draw_over (self, cr, &frame);
  else
    algo_panel_draw_cursor (&frame, cr);
  cairo_destroy (cr);
}

static char *
panel_view_describe (AlgoPictureArea *area)
{
  const char *text = algo_panel_view_get_description (ALGO_PANEL_VIEW (area));

  return g_strdup (text != NULL ? text : "");
}

const AlgoPanelCursor *
algo_panel_view_get_cursor (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = get_private (self);

  return priv->has_cursor ? &priv->cursor : NULL;
}

/* The picture may be drawn with it. */
void
algo_panel_view_set_cursor (AlgoPanelView *self, const AlgoPanelCursor *cursor)
{
  AlgoPanelViewPrivate *priv = get_private (self);

  priv->has_cursor = cursor != NULL;
  if (cursor != NULL)
    priv->cursor = *cursor;
  algo_panel_view_check (self);
}

static gboolean
panel_view_point (AlgoPictureArea *area, const AlgoPictureFrame *picture, double x, double y)
{
  AlgoPanelView *self = ALGO_PANEL_VIEW (area);
  AlgoPanelCursor cursor;
  AlgoPanelFrame frame;
  AlgoStyle style;
  gboolean found;

  if (!algo_panel_view_get_frame (self, &style, &frame))
    return FALSE;
  found = algo_panel_pick (&frame, x, y, &cursor);
  algo_panel_view_set_cursor (self, found ? &cursor : NULL);
  return found;
}

static gboolean
panel_view_move (AlgoPictureArea *area, const AlgoPictureFrame *picture, int right, int down)
{
  AlgoPanelView *self = ALGO_PANEL_VIEW (area);
  AlgoPanelCursor cursor = { 0 };
  AlgoPanelFrame frame;
  AlgoStyle style;

  if (!algo_panel_view_get_frame (self, &style, &frame))
    return FALSE;
  if (frame.cursor != NULL)
    cursor = *frame.cursor;
  if (!algo_panel_move (&frame, right, down, &cursor))
    return FALSE;
  algo_panel_view_set_cursor (self, &cursor);
  return TRUE;
}

static void
panel_view_clear (AlgoPictureArea *area)
{
  algo_panel_view_set_cursor (ALGO_PANEL_VIEW (area), NULL);
}

static char *
panel_view_read (AlgoPictureArea *area, const AlgoPictureFrame *picture, AlgoArea *at)
{
  AlgoPanelFrame frame;
  AlgoStyle style;

  if (!algo_panel_view_get_frame (ALGO_PANEL_VIEW (area), &style, &frame))
    return NULL;
  return algo_panel_read (&frame, at);
}

static gboolean
panel_view_activate (AlgoPictureArea *area)
{
  AlgoPanelDestination to;
  AlgoPanelFrame frame;
  AlgoStyle style;

  if (!algo_panel_view_get_frame (ALGO_PANEL_VIEW (area), &style, &frame)
      || !algo_panel_lead (&frame, &to))
    return FALSE;
  /* One seed is shown only where the step and the complexity are those that are looked at. */
  if (to.member >= 0)
    gtk_widget_activate_action (GTK_WIDGET (area), "win.select-seed", "u", (guint) to.member);
  else
    g_signal_emit (area, signals[SIGNAL_GO_TO], 0, to.step, to.log_beta, to.inputs);
  return TRUE;
}

/* GtkWidget and GObject. */

static void
algo_panel_view_map (GtkWidget *widget)
{
  AlgoPanelView *self = ALGO_PANEL_VIEW (widget);

  GTK_WIDGET_CLASS (algo_panel_view_parent_class)->map (widget);
  describe_now (self);
  algo_picture_area_tell (ALGO_PICTURE_AREA (self));
  check_later (self);
}

static void
algo_panel_view_unmap (GtkWidget *widget)
{
  AlgoPanelViewPrivate *priv = get_private (ALGO_PANEL_VIEW (widget));

  if (priv->tick != 0)
    gtk_widget_remove_tick_callback (widget, priv->tick);
  priv->tick = 0;
  g_clear_pointer (&priv->fresh, algo_painting_unref);
  GTK_WIDGET_CLASS (algo_panel_view_parent_class)->unmap (widget);
}

static void
algo_panel_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (algo_panel_view_parent_class)->size_allocate (widget, width, height, baseline);
  check_later (ALGO_PANEL_VIEW (widget));
}

static void
algo_panel_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (algo_panel_view_parent_class)->css_changed (widget, change);
  check_later (ALGO_PANEL_VIEW (widget));
}

static void
algo_panel_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_OPTION:
      g_value_set_boolean (value, get_private (ALGO_PANEL_VIEW (object))->option);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_option (AlgoPanelView *self, gboolean option)
{
  AlgoPanelViewPrivate *priv = get_private (self);

  if (option == priv->option)
    return;
  priv->option = option;
  algo_panel_view_check (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPTION]);
}

static void
algo_panel_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_OPTION:
      set_option (ALGO_PANEL_VIEW (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_panel_view_dispose (GObject *object)
{
  AlgoPanelViewPrivate *priv = get_private (ALGO_PANEL_VIEW (object));

  drop_front (ALGO_PANEL_VIEW (object));
  g_clear_pointer (&priv->words, algo_painting_unref);
  g_clear_pointer (&priv->next, algo_painting_unref);
  g_clear_pointer (&priv->next_plain, algo_scene_unref);
  g_clear_pointer (&priv->fresh, algo_painting_unref);
  g_clear_pointer (&priv->plain, algo_scene_unref);
  g_clear_pointer (&priv->scene, algo_scene_unref);
  g_clear_pointer (&priv->painter, algo_painter_unref);

  G_OBJECT_CLASS (algo_panel_view_parent_class)->dispose (object);
}

static AlgoScene *
panel_view_dress (AlgoPanelView *self, AlgoScene *scene)
{
  return algo_scene_ref (scene);
}

static guint
add_signal (const char *name, guint n_arguments, GType first, GType second, GType third)
{
  return g_signal_new (name, ALGO_TYPE_PANEL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_arguments, first, second, third);
}

static void
add_members (GObjectClass *class)
{
  properties[PROP_OPTION] =
      g_param_spec_boolean ("option", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (class, N_PROPERTIES, properties);
  signals[SIGNAL_GO_TO] = add_signal ("go-to", 3, G_TYPE_INT64, G_TYPE_DOUBLE, G_TYPE_UINT);
  signals[SIGNAL_EDIT] = add_signal ("edit", 1, ALGO_TYPE_EDIT, 0, 0);
  signals[SIGNAL_DESCRIBED] = add_signal ("described", 0, 0, 0, 0);
}

static void
algo_panel_view_class_init (AlgoPanelViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);

  object_class->get_property = algo_panel_view_get_property;
  object_class->set_property = algo_panel_view_set_property;
  object_class->dispose = algo_panel_view_dispose;
  widget_class->map = algo_panel_view_map;
  widget_class->unmap = algo_panel_view_unmap;
  widget_class->size_allocate = algo_panel_view_size_allocate;
  widget_class->css_changed = algo_panel_view_css_changed;
  area_class->show = panel_view_show;
  area_class->describe = panel_view_describe;
  area_class->point = panel_view_point;
  area_class->move = panel_view_move;
  area_class->clear = panel_view_clear;
  area_class->read = panel_view_read;
  area_class->activate = panel_view_activate;
  class->dress = panel_view_dress;

  add_members (object_class);
}

static void
algo_panel_view_init (AlgoPanelView *self)
{
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (check_later), NULL);
}

/* Two have a life of their own. */
static GType
choose_type (const AlgoPanel *panel)
{
  if (g_str_equal (panel->name, "weights"))
    return ALGO_TYPE_WEIGHTS_VIEW;
  return g_str_equal (panel->name, "network") ? ALGO_TYPE_NETWORK_VIEW : ALGO_TYPE_PANEL_VIEW;
}

AlgoPanelView *
algo_panel_view_new (const AlgoPanel *panel, AlgoPainter *painter)
{
  AlgoPanelView *self = g_object_new (choose_type (panel), NULL);
  AlgoPanelViewPrivate *priv = get_private (self);

  priv->panel = panel;
  priv->painter = algo_painter_ref (painter);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  algo_panel_get_label (panel), -1);
  return self;
}
