/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base of every widget that shows a picture: drawing in the theme's style, a cursor that
 * pointer and arrow keys move over the data, a readout beside it, and what assistive technology
 * is told.
 *
 * The cursor belongs to the subclass, which knows what it points at (a weight, a step). Main
 * thread. */
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

  /* Draws the picture, with its cursor unless there is draw_cursor(). */
  void (*draw) (AlgoPictureArea *self, cairo_t *cr, const AlgoPictureFrame *frame);
  /* Draws the cursor over the picture, which is then drawn once and kept until
   * algo_picture_area_changed(): so a cursor that moves costs next to nothing. Or NULL. */
  void (*draw_cursor) (AlgoPictureArea *self, cairo_t *cr, const AlgoPictureFrame *frame);
  /* Shows the picture and its cursor; as it is, by the two above. */
  void (*show) (AlgoPictureArea *self, GtkSnapshot *snapshot, const AlgoPictureFrame *frame);
  /* What the picture shows, in a few sentences; a new string. */
  char *(*describe) (AlgoPictureArea *self);

  /* The cursor; pictures without one leave these NULL. */

  /* Moves it to what is drawn at (x, y); FALSE, and no cursor, where there is nothing. */
  gboolean (*point) (AlgoPictureArea *self, const AlgoPictureFrame *frame, double x, double y);
  /* Moves it by steps to the right and down; without one, puts it in its first place. FALSE where
   * it cannot go. */
  gboolean (*move) (AlgoPictureArea *self, const AlgoPictureFrame *frame, int right, int down);
  void (*clear) (AlgoPictureArea *self);
  /* The value under it, a new string, and the area that it covers; NULL without a cursor. */
  char *(*read) (AlgoPictureArea *self, const AlgoPictureFrame *frame, AlgoArea *area);
  /* It was clicked, or Enter was pressed on it. FALSE if nothing comes of that. */
  gboolean (*activate) (AlgoPictureArea *self);
};

/* For subclasses: the data have changed. Draws anew and, a little later (numbers that change 60
 * times a second cannot be read), tells the readout and assistive technology. */
void algo_picture_area_changed (AlgoPictureArea *self);
/* For subclasses: tells the readout and assistive technology at once. */
void algo_picture_area_tell (AlgoPictureArea *self);
/* For subclasses: if the cursor follows the pointer, puts it to what is there now. */
void algo_picture_area_point_again (AlgoPictureArea *self);
/* For subclasses: the size that it is drawn in now; `style` is filled in, and borrowed by `frame`.
 */
void algo_picture_area_get_frame (AlgoPictureArea *self, AlgoStyle *style, AlgoPictureFrame *frame);
/* For subclasses: whether the readout floats beside the cursor (the default), or is only told
 * through the property "readout". */
void algo_picture_area_set_floating_readout (AlgoPictureArea *self, gboolean floating);

/* The value under the cursor, NULL without one. Borrowed. */
const char *algo_picture_area_get_readout (AlgoPictureArea *self);
