/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base of every widget that shows a picture: drawing in the theme's style, a cursor that
 * pointer and arrow keys move over the data, a readout beside it, and what assistive technology
 * is told.
 *
 * The cursor belongs to the subclass, which knows what it points at (a weight, a step).
 *
 * Signal "readout-changed": algo_picture_area_get_readout() has another answer. Main thread. */
#pragma once

#include "ui/pictures/drawing/style.h"

#include <gtk/gtk.h>

#define ALGO_TYPE_PICTURE_AREA (algo_picture_area_get_type ())
G_DECLARE_DERIVABLE_TYPE (AlgoPictureArea, algo_picture_area, ALGO, PICTURE_AREA, GtkWidget)

/* The size that a picture is drawn in, in pixels, and its style. */
typedef struct
{
  double width, height;
  const AlgoStyle *style;
} AlgoPictureFrame;

struct _AlgoPictureAreaClass
{
  GtkWidgetClass parent_class;

  /* Draws the picture, with its cursor. */
  void (*draw) (AlgoPictureArea *self, cairo_t *cr, const AlgoPictureFrame *frame);
  /* Shows it, which has a size; as it is, by draw(). */
  void (*show) (AlgoPictureArea *self, GtkSnapshot *snapshot);
  /* What the picture shows, in a few sentences; a new string. */
  char *(*describe) (AlgoPictureArea *self);
  /* Tells assistive technology; as it is, what algo_picture_area_describe() does. */
  void (*tell) (AlgoPictureArea *self);

  /* The cursor; pictures without one leave these NULL. */

  /* Moves it to what is drawn at (x, y); FALSE, and no cursor, where there is nothing. */
  gboolean (*point) (AlgoPictureArea *self, double x, double y);
  /* Moves it by steps to the right and down; without one, puts it in its first place. FALSE where
   * it cannot go. */
  gboolean (*move) (AlgoPictureArea *self, int right, int down);
  void (*clear) (AlgoPictureArea *self);
  /* The value under it, a new string, and the area that it covers; NULL without a cursor. */
  char *(*read) (AlgoPictureArea *self, AlgoArea *area);
  /* It was clicked, or Enter was pressed on it. FALSE if nothing comes of that. */
  gboolean (*activate) (AlgoPictureArea *self);
};

/* For subclasses. */

/* Tells the readout and assistive technology of what is shown now. What came `by_itself`, and did
 * not follow from what a person did, is told at most once a second where the focus is: it would be
 * read out without end. */
void algo_picture_area_tell (AlgoPictureArea *self, gboolean by_itself);
/* The description, with what is under the cursor before it. */
void algo_picture_area_describe (AlgoPictureArea *self);
/* If the cursor follows the pointer, puts it to what is there now. */
void algo_picture_area_point_again (AlgoPictureArea *self);
/* The size that it is drawn in now, and its style, borrowed until this is called again. */
AlgoPictureFrame algo_picture_area_get_frame (AlgoPictureArea *self);
/* To draw on all of it; to be destroyed. */
cairo_t *algo_picture_area_append_cairo (AlgoPictureArea *self, GtkSnapshot *snapshot);
/* Whether the readout floats beside the cursor (the default), or is only told of. */
void algo_picture_area_set_floating_readout (AlgoPictureArea *self, gboolean floating);

/* The value under the cursor, NULL without one. Borrowed. */
const char *algo_picture_area_get_readout (AlgoPictureArea *self);
