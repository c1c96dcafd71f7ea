/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The view of any panel (ui/pictures/scene/panel.h): its picture in the theme's style, a cursor
 * that pointer and arrow keys move over the data, a readout beside it, and what assistive
 * technology is told.
 *
 * It shows what a painter has painted. A scene comes in two steps, so that all panels of a board
 * change in one frame: it is prepared, which lets it be painted beside what is on screen, and
 * shown. Where the picture shown has another size, style, option or cursor now, it is painted anew
 * by itself, and stands until then. Without a painter it is a strip along some control: it is drawn
 * at once, in each frame in which it is drawn, and its readout is only told of.
 *
 * Property "option" (gboolean): the one thing that a person can set of the panel.
 *
 * What a person does on it is told by signals:
 * - "go-to" (gint64 step, double log_beta, guint inputs): show this place; -1, not a number and 0
 *   leave the step, the complexity and the size as they are. The action "win.select-seed" (u, the
 *   index of its member) selects one of an ensemble.
 * - "edit" (AlgoEdit *): change the network.
 * Signal "described": its number and description are others. "readout-changed":
 * algo_panel_view_get_readout() has another answer.
 *
 * Main thread. */
#pragma once

#include "engine/run/workbench.h"
#include "ui/widgets/board/painter.h"

#include <gtk/gtk.h>

/* An edit as signals carry it, whose copies have an order of their own. */
#define ALGO_TYPE_EDIT (algo_edit_get_type ())
GType algo_edit_get_type (void);

#define ALGO_TYPE_PANEL_VIEW (algo_panel_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (AlgoPanelView, algo_panel_view, ALGO, PANEL_VIEW, GtkWidget)

struct _AlgoPanelViewClass
{
  GtkWidgetClass parent_class;

  /* Returns the scene as it is drawn here, a new reference: with what only this view knows, such as
   * where neurons are. NULL: the same. */
  AlgoScene *(*dress) (AlgoPanelView *self, AlgoScene *scene);
  /* The network shown is of another size now: places in the one before are none in it. Or NULL. */
  void (*let_go) (AlgoPanelView *self);
  /* Shows the picture, which has a size and a scene, with its cursor. */
  void (*show) (AlgoPanelView *self, GtkSnapshot *snapshot);
  /* Tells assistive technology: the description, with what is under the cursor before it. */
  void (*tell) (AlgoPanelView *self);
};

/* Floating. */
AlgoPanelView *algo_panel_view_new (const AlgoPanel *panel, AlgoPainter *painter);
/* What it is a view of, to be called once. A reference to the painter is taken, which may be NULL.
 */
void algo_panel_view_set_panel (AlgoPanelView *self, const AlgoPanel *panel, AlgoPainter *painter);

/* Lets the scene be painted; without a picture if that cannot be seen. Does nothing if that is
 * under way. */
void algo_panel_view_prepare (AlgoPanelView *self, AlgoScene *scene, gboolean in_sight);
gboolean algo_panel_view_is_prepared (AlgoPanelView *self);
/* Shows the scene as it was prepared or, if it was not, as soon as it can be seen. */
void algo_panel_view_show_scene (AlgoPanelView *self, AlgoScene *scene);
/* Lets the picture be painted anew if it is not what is to be seen. */
void algo_panel_view_check (AlgoPanelView *self);
/* Whether what is to be seen is on screen. */
gboolean algo_panel_view_is_painted (AlgoPanelView *self);

/* As it is drawn here; borrowed, NULL before the first. */
AlgoScene *algo_panel_view_get_scene (AlgoPanelView *self);
/* What it shows, in words, and its number, of the same scene; borrowed. NULL before the first, and
 * where there is none. */
const char *algo_panel_view_get_description (AlgoPanelView *self);
const char *algo_panel_view_get_number (AlgoPanelView *self, const char **name);
/* The value under the cursor, NULL without one. Borrowed. */
const char *algo_panel_view_get_readout (AlgoPanelView *self);
/* What is drawn, with the cursor; without a scene before the first. Borrowed until this is called
 * again. */
AlgoPanelFrame algo_panel_view_get_frame (AlgoPanelView *self);

/* For subclasses. */

/* That of the scene, borrowed; NULL before there is one. */
AlgoNetwork *algo_panel_view_get_network (AlgoPanelView *self);
/* NULL without one; borrowed until it moves. */
const AlgoPanelCursor *algo_panel_view_get_cursor (AlgoPanelView *self);
void algo_panel_view_set_cursor (AlgoPanelView *self, const AlgoPanelCursor *cursor);
/* Dresses the scene anew, unless another is being painted, which is dressed already: FALSE. */
gboolean algo_panel_view_dress_again (AlgoPanelView *self);
void algo_panel_view_edit (AlgoPanelView *self, const AlgoEdit *edit);
/* To draw on all of it; to be destroyed. */
cairo_t *algo_panel_view_append_cairo (AlgoPanelView *self, GtkSnapshot *snapshot);
/* Ablates that hidden neuron or, if it is ablated, restores it. */
void algo_panel_view_toggle_ablation (AlgoPanelView *self, guint neuron);
