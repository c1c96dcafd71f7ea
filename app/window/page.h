/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window shows: a run, or an ensemble. A page is a widget with a side pane and a board; what
 * it has in the header bar, in the menu of panels and among the actions stands in the window while
 * the page does.
 *
 * Signal "heading-changed": algo_page_get_heading() has another answer. Main thread. */
#pragma once

#include "engine/run/snapshot.h"
#include "ui/widgets/board/board.h"
#include "ui/widgets/common/toast.h"

#define ALGO_TYPE_PAGE (algo_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (AlgoPage, algo_page, ALGO, PAGE, GtkWidget)

/* The texts are borrowed until the page changes. */
typedef struct
{
  char *title; /* NULL while there is nothing to be told of */
  char *subtitle;
  char *tooltip; /* NULL: none */
} AlgoHeading;

/* This is what there is to export, as it stands at one moment; clear it with
 * algo_page_export_clear(). */
typedef struct
{
  AlgoScene *scene;
  AlgoSnapshot *snapshot; /* of a run that goes on; NULL where there is none */
  char *folder;           /* to begin in */
} AlgoPageExport;

void algo_page_export_clear (AlgoPageExport *export);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AlgoPageExport, algo_page_export_clear)

struct _AlgoPageClass
{
  GtkWidgetClass parent_class;

  /* Returns the scene as it is now, a reference for the caller, the same as before if nothing is
   * new; NULL for none. */
  AlgoScene *(*make_scene) (AlgoPage *self);
  /* Returns FALSE while there is nothing. */
  gboolean (*get_export) (AlgoPage *self, AlgoPageExport *export);
  /* Is called when algo_page_is_seen() may have another answer; `looking` is the window's. NULL is
   * where nobody asks. */
  void (*looking_changed) (AlgoPage *self, gboolean looking);
};

/* The page shows nothing more once it is closed. */
void algo_page_close (AlgoPage *self);
gboolean algo_page_is_closed (AlgoPage *self);

/* All of these are borrowed. The controls are for the header bar. */
AlgoBoard *algo_page_get_board (AlgoPage *self);
GtkWidget *algo_page_get_controls (AlgoPage *self);
/* The actions are a GActionMap, too, for the window's own "win". */
GActionGroup *algo_page_get_actions (AlgoPage *self);
/* The menu says which panels are shown, and how. */
GMenuModel *algo_page_get_menu (AlgoPage *self);
AlgoHeading algo_page_get_heading (AlgoPage *self);
gboolean algo_page_get_export (AlgoPage *self, AlgoPageExport *export);
/* Says whether it can be seen, as far as the window knows. */
void algo_page_set_looking (AlgoPage *self, gboolean looking);

/* For pages. */

/* The template has the children "box", which is all of it, "revealer" of the side pane, "board" and
 * "controls". */
void algo_page_class_set_template (AlgoPageClass *class, const char *resource);
/* To be called once, when the template is there. The board has the panels of `set`; how they are
 * arranged is remembered under `key` of the preferences, and whether the side pane is shown. Toast
 * and preferences are referenced.
 *
 * Adds the actions "show-" and the name of each panel, "arrange" (s), "even-out", "full-panel",
 * "set-arrangement" (s), "back" and "side-pane". One panel alone has the room of the side pane,
 * too. */
void algo_page_set_up (AlgoPage *self,
                       AlgoPanelSet set,
                       AlgoToast *toast,
                       GSettings *preferences,
                       const char *key);
/* A scene that is made now may differ. */
void algo_page_wake (AlgoPage *self);
/* Tells whether it can be seen, and frames come. */
gboolean algo_page_is_seen (AlgoPage *self);
/* Takes all three, and emits "heading-changed". */
void algo_page_set_heading (AlgoPage *self, AlgoHeading heading);
