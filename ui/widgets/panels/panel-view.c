/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/panel-view-private.h"

#include "ui/widgets/panels/network-view.h"
#include "ui/widgets/panels/weights-view.h"

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

AlgoPanelViewPrivate *
algo_panel_view_get_private (AlgoPanelView *self)
{
  return algo_panel_view_get_instance_private (self);
}

void
algo_panel_view_tell_described (AlgoPanelView *self)
{
  g_signal_emit (self, signals[SIGNAL_DESCRIBED], 0);
}

/* What there is. */

const AlgoPanel *
algo_panel_view_get_panel (AlgoPanelView *self)
{
  return algo_panel_view_get_private (self)->panel;
}

AlgoScene *
algo_panel_view_get_scene (AlgoPanelView *self)
{
  return algo_panel_view_get_private (self)->scene;
}

const char *
algo_panel_view_get_description (AlgoPanelView *self)
{
  const AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  return priv->words != NULL ? algo_painting_get_description (priv->words) : NULL;
}

const char *
algo_panel_view_get_number (AlgoPanelView *self, const char **name)
{
  const AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  *name = NULL;
  return priv->words != NULL ? algo_painting_get_number (priv->words, name) : NULL;
}

gboolean
algo_panel_view_get_frame (AlgoPanelView *self, AlgoStyle *style, AlgoPanelFrame *frame)
{
  algo_panel_view_make_frame (self, algo_panel_view_get_private (self)->scene, style, frame);
  return frame->scene != NULL;
}

void
algo_panel_view_edit (AlgoPanelView *self, const AlgoEdit *edit)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0, edit);
}

/* AlgoPictureArea. */

static void
append_front (AlgoPanelView *self, GtkSnapshot *snapshot)
{
  const AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  const AlgoPanelFrame *frame = algo_painting_get_frame (priv->front);
  const graphene_rect_t area =
      GRAPHENE_RECT_INIT (0, 0, (float) frame->width, (float) frame->height);
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (self)));
  cairo_surface_t *surface = algo_painting_get_surface (priv->front);
  cairo_t *cr;

  if (!GSK_IS_CAIRO_RENDERER (renderer))
    {
      gtk_snapshot_append_texture (snapshot, priv->texture, &area);
      return;
    }
  /* GTK 4.8 converts a texture to floating point and back before Cairo may paint it, which is half
   * of a frame in which all panels change. */
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static void
panel_view_show (AlgoPictureArea *area, GtkSnapshot *snapshot, const AlgoPictureFrame *picture)
{
  AlgoPanelView *self = ALGO_PANEL_VIEW (area);
  const AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  const AlgoPanelViewClass *class = ALGO_PANEL_VIEW_GET_CLASS (self);
  const gboolean covered = class->is_covered != NULL && class->is_covered (self);
  AlgoPanelFrame frame;
  AlgoStyle style;
  cairo_t *cr;

  if (priv->front == NULL)
    return;
  frame = *algo_painting_get_frame (priv->front);
  if (!covered)
    append_front (self, snapshot);
  if (!covered && (!priv->has_cursor || !algo_panel_has_cursor_of_its_own (priv->panel)))
    return;
  algo_panel_view_make_frame (self, priv->scene, &style, &frame);
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
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  return priv->has_cursor ? &priv->cursor : NULL;
}

/* The picture may be drawn with it. */
void
algo_panel_view_set_cursor (AlgoPanelView *self, const AlgoPanelCursor *cursor)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

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
  algo_panel_view_describe_now (self);
  algo_picture_area_tell (ALGO_PICTURE_AREA (self));
  algo_panel_view_check_later (self);
}

static void
algo_panel_view_unmap (GtkWidget *widget)
{
  algo_panel_view_stop (ALGO_PANEL_VIEW (widget));
  GTK_WIDGET_CLASS (algo_panel_view_parent_class)->unmap (widget);
}

static void
algo_panel_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (algo_panel_view_parent_class)->size_allocate (widget, width, height, baseline);
  algo_panel_view_check_later (ALGO_PANEL_VIEW (widget));
}

static void
algo_panel_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (algo_panel_view_parent_class)->css_changed (widget, change);
  algo_panel_view_check_later (ALGO_PANEL_VIEW (widget));
}

static void
algo_panel_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_OPTION:
      g_value_set_boolean (value, algo_panel_view_get_private (ALGO_PANEL_VIEW (object))->option);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_option (AlgoPanelView *self, gboolean option)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

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
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (ALGO_PANEL_VIEW (object));

  algo_panel_view_drop (ALGO_PANEL_VIEW (object));
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
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (algo_panel_view_check_later), NULL);
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
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  priv->panel = panel;
  priv->painter = algo_painter_ref (painter);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  algo_panel_get_label (panel), -1);
  return self;
}
