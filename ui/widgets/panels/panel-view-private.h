/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the panel view share. */
#pragma once

#include "ui/widgets/panels/panel-view.h"

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

/* panel-view.c */

AlgoPanelViewPrivate *algo_panel_view_get_private (AlgoPanelView *self);

/* panel-view-paint.c: what is painted, and when it is shown. */

/* As algo_panel_view_check(), in the next frame, as styles and sizes are being worked out when this
 * is called. */
void algo_panel_view_check_later (AlgoPanelView *self);
/* Describes it now if it has come into sight since it was given its scene. */
void algo_panel_view_describe_now (AlgoPanelView *self);
/* Stops looking for what is painted. */
void algo_panel_view_stop (AlgoPanelView *self);
/* Lets go of all that was painted, and of scenes. */
void algo_panel_view_drop (AlgoPanelView *self);
