/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/panel-view-private.h"

#include "ui/widgets/common/widget.h"
#include "ui/widgets/panels/network-view.h"
#include "ui/widgets/panels/weights-view.h"

#include <glib/gi18n-lib.h>

#define PROP_OPTION 1

G_DEFINE_TYPE_WITH_PRIVATE (AlgoPanelView, algo_panel_view, ALGO_TYPE_PICTURE_AREA)

AlgoPanelViewPrivate *
algo_panel_view_get_private (AlgoPanelView *self)
{
  return algo_panel_view_get_instance_private (self);
}

static AlgoEdit *
edit_copy (AlgoEdit *edit)
{
  AlgoEdit *copy = g_memdup2 (edit, sizeof *edit);

  copy->order = g_memdup2 (edit->order, edit->count * sizeof *edit->order);
  return copy;
}

static void
edit_free (AlgoEdit *edit)
{
  g_free ((gpointer) edit->order);
  g_free (edit);
}

G_DEFINE_BOXED_TYPE (AlgoEdit, algo_edit, edit_copy, edit_free)

/* What there is. */

AlgoScene *
algo_panel_view_get_scene (AlgoPanelView *self)
{
  return algo_panel_view_get_private (self)->scene;
}

const char *
algo_panel_view_get_description (AlgoPanelView *self)
{
  const AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  return priv->words != NULL ? priv->words->description : NULL;
}

const char *
algo_panel_view_get_number (AlgoPanelView *self, const char **name)
{
  const AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  *name = priv->words != NULL ? priv->words->number_name : NULL;
  return priv->words != NULL ? priv->words->number : NULL;
}

AlgoNetwork *
algo_panel_view_get_network (AlgoPanelView *self)
{
  const AlgoScene *scene = algo_panel_view_get_scene (self);

  return scene != NULL ? algo_scene_get_network (scene) : NULL;
}

void
algo_panel_view_edit (AlgoPanelView *self, const AlgoEdit *edit)
{
  g_signal_emit_by_name (self, "edit", edit);
}

void
algo_panel_view_toggle_ablation (AlgoPanelView *self, guint neuron)
{
  const gboolean ablated = algo_network_is_ablated (algo_panel_view_get_network (self), neuron);

  algo_panel_view_edit (self, &(AlgoEdit){ .kind = ablated ? ALGO_EDIT_RESTORE : ALGO_EDIT_ABLATE,
                                           .neuron = neuron });
}

/* AlgoPictureArea. */

static void
append_front (AlgoPanelView *self, GtkSnapshot *snapshot)
{
  const AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  const graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) priv->front->frame.width,
                                                   (float) priv->front->frame.height);
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (self)));
  cairo_t *cr;

  if (!GSK_IS_CAIRO_RENDERER (renderer))
    {
      gtk_snapshot_append_texture (snapshot, priv->texture, &area);
      return;
    }
  /* GTK 4.8 converts a texture to floating point and back before Cairo may paint it, which is half
   * of a frame in which all panels change. */
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  cairo_set_source_surface (cr, priv->front->surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static void
panel_view_show (AlgoPictureArea *area, GtkSnapshot *snapshot)
{
  AlgoPanelView *self = ALGO_PANEL_VIEW (area);
  const AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  const AlgoPanelFrame frame = algo_panel_view_get_frame (self);
  cairo_t *cr;

  if (priv->front == NULL)
    return;
  append_front (self, snapshot);
  if (!priv->has_cursor || priv->panel->draw_cursor == NULL)
    return;
  cr = algo_picture_area_append_cairo (area, snapshot);
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
panel_view_point (AlgoPictureArea *area, double x, double y)
{
  AlgoPanelView *self = ALGO_PANEL_VIEW (area);
  const AlgoPanelFrame frame = algo_panel_view_get_frame (self);
  AlgoPanelCursor cursor;
  gboolean found;

  if (frame.scene == NULL)
    return FALSE;
  found = algo_panel_pick (&frame, x, y, &cursor);
  algo_panel_view_set_cursor (self, found ? &cursor : NULL);
  return found;
}

static gboolean
panel_view_move (AlgoPictureArea *area, int right, int down)
{
  AlgoPanelView *self = ALGO_PANEL_VIEW (area);
  const AlgoPanelFrame frame = algo_panel_view_get_frame (self);
  AlgoPanelCursor cursor = { 0 };

  if (frame.cursor != NULL)
    cursor = *frame.cursor;
  if (frame.scene == NULL || !algo_panel_move (&frame, right, down, &cursor))
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
panel_view_read (AlgoPictureArea *area, AlgoArea *at)
{
  const AlgoPanelFrame frame = algo_panel_view_get_frame (ALGO_PANEL_VIEW (area));

  return frame.scene != NULL ? algo_panel_read (&frame, at) : NULL;
}

static gboolean
panel_view_activate (AlgoPictureArea *area)
{
  const AlgoPanelFrame frame = algo_panel_view_get_frame (ALGO_PANEL_VIEW (area));
  AlgoPanelDestination to;

  if (frame.scene == NULL || !algo_panel_lead (&frame, &to))
    return FALSE;
  /* One seed is shown only where the step and the complexity are those that are looked at. */
  if (to.member >= 0)
    gtk_widget_activate_action (GTK_WIDGET (area), "win.select-seed", "u", (guint) to.member);
  else
    g_signal_emit_by_name (area, "go-to", to.step, to.log_beta, to.inputs);
  return TRUE;
}

/* GtkWidget and GObject. */

static void
algo_panel_view_map (GtkWidget *widget)
{
  AlgoPanelView *self = ALGO_PANEL_VIEW (widget);

  GTK_WIDGET_CLASS (algo_panel_view_parent_class)->map (widget);
  algo_panel_view_describe_now (self);
  algo_picture_area_tell (ALGO_PICTURE_AREA (self), FALSE);
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

/* "option" is the only property. */

static void
algo_panel_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, algo_panel_view_get_private (ALGO_PANEL_VIEW (object))->option);
}

static void
algo_panel_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (ALGO_PANEL_VIEW (object));
  const gboolean option = g_value_get_boolean (value);

  if (option == priv->option)
    return;
  priv->option = option;
  algo_panel_view_check (ALGO_PANEL_VIEW (object));
  g_object_notify_by_pspec (object, pspec);
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

  g_object_class_install_property (object_class, PROP_OPTION,
                                   g_param_spec_boolean ("option", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                             | G_PARAM_EXPLICIT_NOTIFY));
  algo_class_add_signal (class, "go-to", 3, G_TYPE_INT64, G_TYPE_DOUBLE, G_TYPE_UINT);
  algo_class_add_signal (class, "edit", 1, ALGO_TYPE_EDIT);
  algo_class_add_signal (class, "described", 0);
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
                                  _ (panel->label), -1);
  return self;
}
