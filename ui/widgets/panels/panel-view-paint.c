/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a panel's view lets be painted, and when that is shown. */
#include "ui/widgets/panels/panel-view-private.h"

void
algo_panel_view_make_frame (AlgoPanelView *self,
                            AlgoScene *scene,
                            AlgoStyle *style,
                            AlgoPanelFrame *frame)
{
  const AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
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
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  g_clear_pointer (&priv->front, algo_painting_unref);
  g_clear_object (&priv->texture);
}

/* Takes `painting`, which is done and has a picture. */
static void
set_front (AlgoPanelView *self, AlgoPainting *painting)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  drop_front (self);
  priv->front = painting;
  priv->texture = make_texture (algo_painting_get_surface (painting));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Whether what is on screen is what should be; also while there is nothing to be seen. */
static gboolean
is_right (AlgoPanelView *self)
{
  const AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  AlgoStyle style;
  AlgoPanelFrame frame;

  if (priv->scene == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return TRUE;
  algo_panel_view_make_frame (self, priv->scene, &style, &frame);
  return frame.width < 1 || frame.height < 1
         || (priv->front != NULL && algo_painting_fits (priv->front, &frame));
}

/* One that is under way is awaited, though something changed since: where something changes in
 * every frame, none would ever be seen. */
static void
freshen (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  AlgoStyle style;
  AlgoPanelFrame frame;

  if (priv->fresh != NULL && algo_painting_is_done (priv->fresh))
    set_front (self, g_steal_pointer (&priv->fresh));
  if (priv->fresh != NULL || is_right (self))
    return;
  algo_panel_view_make_frame (self, priv->scene, &style, &frame);
  priv->fresh = algo_painter_begin (priv->painter, &frame);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  AlgoPanelView *self = ALGO_PANEL_VIEW (widget);
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  freshen (self);
  if (priv->fresh != NULL)
    return G_SOURCE_CONTINUE;
  priv->tick = 0;
  return G_SOURCE_REMOVE;
}

void
algo_panel_view_check_later (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  if (priv->tick == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    priv->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

void
algo_panel_view_check (AlgoPanelView *self)
{
  freshen (self);
  if (algo_panel_view_get_private (self)->fresh != NULL)
    algo_panel_view_check_later (self);
}

gboolean
algo_panel_view_is_painted (AlgoPanelView *self)
{
  return algo_panel_view_get_private (self)->fresh == NULL && is_right (self);
}

/* The scene. */

/* What is said of it. Takes `painting`, which is done. */
static void
set_words (AlgoPanelView *self, AlgoPainting *painting)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  g_clear_pointer (&priv->words, algo_painting_unref);
  priv->words = painting;
  algo_panel_view_tell_described (self);
}

/* Nobody hears of one that is out of sight. */
void
algo_panel_view_describe_now (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  AlgoStyle style;
  AlgoPanelFrame frame;

  if (priv->words != NULL || priv->scene == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  algo_panel_view_make_frame (self, priv->scene, &style, &frame);
  set_words (self, algo_painting_new_words (&frame));
}

/* A place that is none of this scene is left. */
static void
check_cursor (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  g_autofree char *text = NULL;
  AlgoStyle style;
  AlgoPanelFrame frame;
  AlgoArea area;

  if (priv->has_cursor)
    {
      algo_panel_view_make_frame (self, priv->scene, &style, &frame);
      text = algo_panel_read (&frame, &area);
    }
  priv->has_cursor = text != NULL;
  if (!priv->has_cursor)
    algo_picture_area_point_again (ALGO_PICTURE_AREA (self));
}

void
algo_panel_view_prepare (AlgoPanelView *self, AlgoScene *scene, gboolean in_sight)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  g_autoptr (AlgoScene) dressed = NULL;
  AlgoStyle style;
  AlgoPanelFrame frame;

  if (priv->next != NULL && priv->next_plain == scene)
    return;
  g_clear_pointer (&priv->next, algo_painting_unref);
  g_clear_pointer (&priv->next_plain, algo_scene_unref);
  priv->next_plain = algo_scene_ref (scene);
  dressed = dress (self, scene);
  algo_panel_view_make_frame (self, dressed, &style, &frame);
  if (!in_sight || (priv->front != NULL && algo_painting_fits (priv->front, &frame)))
    frame.width = frame.height = 0;
  priv->next = algo_painter_begin (priv->painter, &frame);
}

gboolean
algo_panel_view_is_prepared (AlgoPanelView *self)
{
  const AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  return priv->next != NULL && algo_painting_is_done (priv->next);
}

/* What was on screen stands only if it looks the same. */
static void
use_next (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
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
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
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
  algo_panel_view_describe_now (self);
  if (ALGO_PANEL_VIEW_GET_CLASS (self)->shown != NULL)
    ALGO_PANEL_VIEW_GET_CLASS (self)->shown (self, old);
  check_cursor (self);
  algo_picture_area_tell (ALGO_PICTURE_AREA (self));
  if (priv->front != NULL)
    algo_panel_view_check_later (self);
}

void
algo_panel_view_dress_again (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  if (priv->plain == NULL || priv->next != NULL)
    return;
  g_clear_pointer (&priv->scene, algo_scene_unref);
  priv->scene = dress (self, priv->plain);
  algo_panel_view_check (self);
}

void
algo_panel_view_stop (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  if (priv->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), priv->tick);
  priv->tick = 0;
  g_clear_pointer (&priv->fresh, algo_painting_unref);
}

void
algo_panel_view_drop (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  drop_front (self);
  g_clear_pointer (&priv->words, algo_painting_unref);
  g_clear_pointer (&priv->next, algo_painting_unref);
  g_clear_pointer (&priv->next_plain, algo_scene_unref);
  g_clear_pointer (&priv->fresh, algo_painting_unref);
  g_clear_pointer (&priv->plain, algo_scene_unref);
  g_clear_pointer (&priv->scene, algo_scene_unref);
}
