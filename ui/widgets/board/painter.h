/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads that draw panels, so that the main thread stays free however long a picture takes.
 *
 * What is painted copies the frame that it is painted from, and takes a reference to the scene;
 * nothing calls back: whoever asked looks from frame to frame whether it is done. Main thread,
 * which only waits for these threads when the last reference to a painter goes. */
#pragma once

#include "ui/pictures/scene/panel.h"

typedef struct _AlgoPainter AlgoPainter;

/* To be read only; of one that is done, all of it stays as it is. */
typedef struct
{
  AlgoPanelFrame frame; /* that it is made from, which points to what comes next */
  AlgoScene *scene;
  AlgoStyle style;
  AlgoPanelCursor cursor;

  /* Of one that is done. */
  cairo_surface_t *surface; /* NULL without a size */
  char *description;
  char *number; /* the panel's, NULL where there is none, */
  const char *number_name;

  /* Private. `begun` and `done` are atomic: what stands above is the thread's to read, and it is
   * through with it. The locks between threads say as much, but in futexes, which the thread
   * sanitizer cannot see. */
  gatomicrefcount references;
  gint begun, done;
} AlgoPainting;

AlgoPainter *algo_painter_new (void);
AlgoPainter *algo_painter_ref (AlgoPainter *self);
void algo_painter_unref (AlgoPainter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoPainter, algo_painter_unref)

/* Begins a painting: the picture, unless the frame has no size, and what is said of it. */
AlgoPainting *algo_painter_begin (AlgoPainter *self, const AlgoPanelFrame *frame);
/* Done at once, without a picture. */
AlgoPainting *algo_painting_new_words (const AlgoPanelFrame *frame);
AlgoPainting *algo_painting_ref (AlgoPainting *self);
/* Gives up one reference; without another, it is not begun if it was not yet. */
void algo_painting_unref (AlgoPainting *self);
gboolean algo_painting_is_done (AlgoPainting *self);

/* Whether its picture, done or not, is what this frame would be drawn as, the cursor included where
 * that is part of the picture. */
gboolean algo_painting_fits (const AlgoPainting *self, const AlgoPanelFrame *frame);
