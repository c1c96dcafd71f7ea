/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the panel view share. */
#pragma once

#include "ui/widgets/panels/panel-view.h"

typedef struct
{
  const AlgoPanel *panel;
  AlgoPainter *painter; /* owned; NULL: a strip */
  gboolean option;

  AlgoScene *plain; /* what is shown, owned, ... */
  AlgoScene *scene; /* ... and as it is drawn here */
  gboolean has_cursor;
  AlgoPanelCursor cursor;
  gboolean pointing;           /* the cursor follows the pointer, and goes with it */
  double pointer_x, pointer_y; /* where that was last */

  AlgoStyle style;          /* as it was last asked for */
  GtkWidget *readout_label; /* child */
  AlgoArea readout_area;    /* what the label stands beside */
  char *readout;            /* owned, or NULL */
  guint tell_timer;         /* 0: none under way */
  gint64 told;              /* when, in microseconds of the monotonic clock */

  AlgoPainting *front; /* on screen, owned; NULL: nothing */
  AlgoPainting *words; /* whose description and number are shown, owned, or NULL */

  AlgoScene *next_plain;
  AlgoPainting *next;  /* prepared, owned, or NULL */
  AlgoPainting *fresh; /* in place of the front, of the same scene, owned, or NULL */
  guint tick;          /* 0: nothing to wait for */
} AlgoPanelViewPrivate;

/* panel-view.c */

AlgoPanelViewPrivate *algo_panel_view_get_private (AlgoPanelView *self);
/* Tells the readout and assistive technology of what is shown now. What came `by_itself`, and did
 * not follow from what a person did, is told at most once a second where the focus is: it would be
 * read out without end. */
void algo_panel_view_tell (AlgoPanelView *self, gboolean by_itself);
/* If the cursor follows the pointer, puts it to what is there now. */
void algo_panel_view_point_again (AlgoPanelView *self);

/* panel-view-paint.c: what is painted, and when it is shown. */

/* As the class has it. */
void algo_panel_view_show (AlgoPanelView *self, GtkSnapshot *snapshot);
/* As algo_panel_view_check(), in the next frame, as styles and sizes are being worked out when this
 * is called. */
void algo_panel_view_check_later (AlgoPanelView *self);
/* Describes it now if it has come into sight since it was given its scene. */
void algo_panel_view_describe_now (AlgoPanelView *self);
/* Stops looking for what is painted. */
void algo_panel_view_stop (AlgoPanelView *self);
/* Lets go of all that was painted, and of scenes. */
void algo_panel_view_drop (AlgoPanelView *self);
