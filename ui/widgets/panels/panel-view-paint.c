/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a panel's view lets be painted, and when that is shown. */
#include "ui/widgets/panels/panel-view-private.h"

#include "ui/widgets/common/theme-style.h"
#include "ui/widgets/common/widget.h"

#include <math.h>

/* Pixels from which on text and lines grow with the picture. */
#define LARGE_WIDTH 800.0
#define LARGE_HEIGHT 520.0
#define MOST_MAGNIFICATION 1.4

/* A picture that has the whole window is seen from farther away, by a class perhaps. By steps, as
 * text of every size is laid out anew. */
static double
choose_magnification (double width, double height)
{
  double times = MIN (width / LARGE_WIDTH, height / LARGE_HEIGHT);

  return floor (10 * CLAMP (times, 1, MOST_MAGNIFICATION)) / 10;
}

AlgoPanelFrame
algo_panel_view_get_frame (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  const double width = gtk_widget_get_width (GTK_WIDGET (self));
  const double height = gtk_widget_get_height (GTK_WIDGET (self));

  algo_style_init_from_widget (&priv->style, GTK_WIDGET (self));
  algo_style_magnify (&priv->style, choose_magnification (width, height));
  return (AlgoPanelFrame){ .panel = priv->panel,
                           .scene = priv->scene,
                           .width = width,
                           .height = height,
                           .style = &priv->style,
                           .option = priv->option,
                           .on_screen = TRUE,
                           .cursor = algo_panel_view_get_cursor (self) };
}

static AlgoScene *
dress (AlgoPanelView *self, AlgoScene *scene)
{
  AlgoPanelViewClass *class = ALGO_PANEL_VIEW_GET_CLASS (self);

  return class->dress != NULL ? class->dress (self, scene) : algo_scene_ref (scene);
}

/* The picture. */

/* Takes `painting`, which is done and has a picture. */
static void
set_front (AlgoPanelView *self, AlgoPainting *painting)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  g_clear_pointer (&priv->front, algo_painting_unref);
  priv->front = painting;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Whether what is on screen is what should be; also while there is nothing to be seen. */
static gboolean
is_right (AlgoPanelView *self, const AlgoPanelFrame *frame)
{
  const AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  return priv->painter == NULL || frame->scene == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self))
         || frame->width < 1 || frame->height < 1
         || (priv->front != NULL && algo_painting_fits (priv->front, frame));
}

/* One that is under way is awaited, though something changed since: where something changes in
 * every frame, none would ever be seen. */
static void
freshen (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  const AlgoPanelFrame frame = algo_panel_view_get_frame (self);

  if (priv->fresh != NULL && algo_painting_is_done (priv->fresh))
    set_front (self, g_steal_pointer (&priv->fresh));
  if (priv->fresh == NULL && !is_right (self, &frame))
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
  algo_widget_start_ticking (GTK_WIDGET (self), &algo_panel_view_get_private (self)->tick, on_tick);
}

void
algo_panel_view_check (AlgoPanelView *self)
{
  freshen (self);
  if (algo_panel_view_get_private (self)->fresh != NULL)
    algo_panel_view_check_later (self);
}

cairo_t *
algo_panel_view_append_cairo (AlgoPanelView *self, GtkSnapshot *snapshot)
{
  const float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  const float height = (float) gtk_widget_get_height (GTK_WIDGET (self));

  return gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
}

void
algo_panel_view_show (AlgoPanelView *self, GtkSnapshot *snapshot)
{
  const AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  const AlgoPanelFrame frame = algo_panel_view_get_frame (self);
  cairo_t *cr = algo_panel_view_append_cairo (self, snapshot);

  if (priv->painter == NULL)
    algo_panel_draw (&frame, cr);
  else if (priv->front != NULL)
    {
      cairo_set_source_surface (cr, priv->front->surface, 0, 0);
      cairo_paint (cr);
    }
  if (priv->painter == NULL || priv->front != NULL)
    algo_panel_draw_cursor (&frame, cr);
  cairo_destroy (cr);
}

gboolean
algo_panel_view_is_painted (AlgoPanelView *self)
{
  const AlgoPanelFrame frame = algo_panel_view_get_frame (self);

  return algo_panel_view_get_private (self)->fresh == NULL && is_right (self, &frame);
}

/* The scene. */

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

/* What is said of it. Takes `painting`, which is done. */
static void
set_words (AlgoPanelView *self, AlgoPainting *painting)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  g_clear_pointer (&priv->words, algo_painting_unref);
  priv->words = painting;
  g_signal_emit_by_name (self, "described");
}

/* Nobody hears of one that is out of sight. */
void
algo_panel_view_describe_now (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  const AlgoPanelFrame frame = algo_panel_view_get_frame (self);

  if (priv->words == NULL && priv->scene != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    set_words (self, algo_painting_new_words (&frame));
}

/* A place that is none of this scene is left. */
static void
check_cursor (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  const AlgoPanelFrame frame = algo_panel_view_get_frame (self);
  AlgoArea area;
  g_autofree char *text = priv->has_cursor ? algo_panel_read (&frame, &area) : NULL;

  priv->has_cursor = text != NULL;
  if (!priv->has_cursor)
    algo_panel_view_point_again (self);
}

void
algo_panel_view_prepare (AlgoPanelView *self, AlgoScene *scene, gboolean in_sight)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  g_autoptr (AlgoScene) dressed = NULL;
  AlgoPanelFrame frame;

  if (priv->next != NULL && priv->next_plain == scene)
    return;
  g_clear_pointer (&priv->next, algo_painting_unref);
  g_clear_pointer (&priv->next_plain, algo_scene_unref);
  priv->next_plain = algo_scene_ref (scene);
  dressed = dress (self, scene);
  frame = algo_panel_view_get_frame (self);
  frame.scene = dressed;
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

  if (next->surface != NULL)
    set_front (self, algo_painting_ref (next));
  else if (priv->front != NULL
           && !algo_panel_is_same (priv->panel, priv->front->scene, priv->scene))
    g_clear_pointer (&priv->front, algo_painting_unref);
  set_words (self, next);
}

/* Whether the networks of two scenes, either of which may be NULL, are of one size. */
static gboolean
has_same_places (const AlgoScene *a, const AlgoScene *b)
{
  const AlgoNetwork *first = a != NULL ? algo_scene_get_network (a) : NULL;
  const AlgoNetwork *second = algo_scene_get_network (b);

  return first == second
         || (first != NULL && second != NULL && first->inputs == second->inputs
             && first->hidden == second->hidden);
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
    {
      priv->scene = algo_scene_ref ((AlgoScene *) priv->next->scene);
      use_next (self);
    }
  else
    {
      priv->scene = dress (self, scene);
      g_clear_pointer (&priv->next, algo_painting_unref);
      g_clear_pointer (&priv->words, algo_painting_unref);
      g_clear_pointer (&priv->front, algo_painting_unref);
    }
  algo_panel_view_describe_now (self);
  if (ALGO_PANEL_VIEW_GET_CLASS (self)->let_go != NULL && !has_same_places (old, scene))
    {
      priv->has_cursor = FALSE;
      ALGO_PANEL_VIEW_GET_CLASS (self)->let_go (self);
    }
  check_cursor (self);
  algo_panel_view_tell (self, old != NULL && algo_scene_only_went_on (old, scene));
  if (priv->painter == NULL)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  else if (priv->front != NULL)
    algo_panel_view_check_later (self);
}

gboolean
algo_panel_view_dress_again (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  if (priv->next != NULL)
    return FALSE;
  if (priv->plain == NULL)
    return TRUE;
  g_clear_pointer (&priv->scene, algo_scene_unref);
  priv->scene = dress (self, priv->plain);
  algo_panel_view_check (self);
  return TRUE;
}

void
algo_panel_view_stop (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  algo_widget_stop_ticking (GTK_WIDGET (self), &priv->tick);
  g_clear_pointer (&priv->fresh, algo_painting_unref);
}

void
algo_panel_view_drop (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  g_clear_pointer (&priv->front, algo_painting_unref);
  g_clear_pointer (&priv->words, algo_painting_unref);
  g_clear_pointer (&priv->next, algo_painting_unref);
  g_clear_pointer (&priv->next_plain, algo_scene_unref);
  g_clear_pointer (&priv->fresh, algo_painting_unref);
  g_clear_pointer (&priv->plain, algo_scene_unref);
  g_clear_pointer (&priv->scene, algo_scene_unref);
}
