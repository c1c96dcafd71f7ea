/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/board/painter.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#define THREADS 2 /* a whole board is painted while the main thread and training go on */

/* The pool's own tasks are paintings, each of which it has a reference to. */
struct _AlgoPainter
{
  gatomicrefcount references;
  GThreadPool *pool;
};

AlgoPainting *
algo_painting_ref (AlgoPainting *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
algo_painting_unref (AlgoPainting *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  algo_scene_unref (self->scene);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_free (self->description);
  g_free (self->number);
  g_free (self);
}

static gboolean
has_size (const AlgoPanelFrame *frame)
{
  return frame->width >= 1 && frame->height >= 1;
}

/* A cursor that moves apart from the picture is no part of it. */
static const AlgoPanelCursor *
get_drawn_cursor (const AlgoPanelFrame *frame)
{
  return frame->panel->draw_cursor != NULL ? NULL : frame->cursor;
}

static AlgoPainting *
painting_new (const AlgoPanelFrame *frame)
{
  AlgoPainting *self = g_new0 (AlgoPainting, 1);

  g_atomic_ref_count_init (&self->references);
  self->frame = *frame;
  self->frame.scene = self->scene = algo_scene_ref ((AlgoScene *) frame->scene);
  self->style = *frame->style;
  self->frame.style = &self->style;
  self->frame.cursor = NULL;
  if (get_drawn_cursor (frame) != NULL)
    {
      self->cursor = *frame->cursor;
      self->frame.cursor = &self->cursor;
    }
  return self;
}

static cairo_surface_t *
draw (const AlgoPanelFrame *frame)
{
  const double scale = round (1 / frame->style->pixel);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (frame->width * scale),
                                  (int) (frame->height * scale));
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  algo_panel_draw (frame, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
find_words (AlgoPainting *self)
{
  const AlgoPanelFrame *frame = &self->frame;

  self->description = algo_panel_describe (frame);
  self->number = algo_panel_get_number (frame->panel, frame->scene, &self->number_name);
  g_atomic_int_set (&self->done, TRUE);
}

AlgoPainting *
algo_painting_new_words (const AlgoPanelFrame *frame)
{
  AlgoPainting *self = painting_new (frame);

  find_words (self);
  return self;
}

/* In a thread. One that nobody else has any more is not worth the work. */
static void
paint (gpointer data, gpointer user_data)
{
  AlgoPainting *self = data;

  g_atomic_int_get (&self->begun);
  if (!g_atomic_ref_count_compare (&self->references, 1))
    {
      if (has_size (&self->frame))
        self->surface = draw (&self->frame);
      find_words (self);
    }
  algo_painting_unref (self);
}

AlgoPainter *
algo_painter_new (void)
{
  AlgoPainter *self = g_new (AlgoPainter, 1);

  g_atomic_ref_count_init (&self->references);
  self->pool = g_thread_pool_new (paint, NULL, THREADS, TRUE, NULL);
  return self;
}

AlgoPainter *
algo_painter_ref (AlgoPainter *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
algo_painter_unref (AlgoPainter *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_free (self);
}

AlgoPainting *
algo_painter_begin (AlgoPainter *self, const AlgoPanelFrame *frame)
{
  AlgoPainting *painting = painting_new (frame);

  g_atomic_int_set (&painting->begun, TRUE);
  g_thread_pool_push (self->pool, algo_painting_ref (painting), NULL);
  return painting;
}

gboolean
algo_painting_is_done (AlgoPainting *self)
{
  return g_atomic_int_get (&self->done);
}

static gboolean
style_equal (const AlgoStyle *a, const AlgoStyle *b)
{
  return memcmp (a, b, offsetof (AlgoStyle, opaque)) == 0 && a->opaque == b->opaque;
}

static gboolean
cursor_equal (const AlgoPanelCursor *a, const AlgoPanelCursor *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->part == b->part && a->row == b->row && a->column == b->column && a->index == b->index
         && a->step == b->step && a->log_beta == b->log_beta && a->x == b->x && a->y == b->y;
}

gboolean
algo_painting_fits (const AlgoPainting *self, const AlgoPanelFrame *frame)
{
  const AlgoPanelFrame *own = &self->frame;

  return own->panel == frame->panel && own->width == frame->width && own->height == frame->height
         && own->option == frame->option && own->on_screen == frame->on_screen
         && style_equal (own->style, frame->style)
         && cursor_equal (own->cursor, get_drawn_cursor (frame))
         && algo_panel_is_same (frame->panel, own->scene, frame->scene);
}
