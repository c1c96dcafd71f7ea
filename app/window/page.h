/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window shows: a run, or an ensemble. A page is a widget with a side pane and a board; what
 * it has in the header bar, in the menu of panels and among the actions stands in the window while
 * the page does.
 *
 * Signal "heading-changed": algo_page_get_heading() has another answer. Main thread. */
#pragma once

#include "engine/run/snapshot.h"
#include "ui/widgets/board/board.h"

#define ALGO_TYPE_PAGE (algo_page_get_type ())
G_DECLARE_INTERFACE (AlgoPage, algo_page, ALGO, PAGE, GtkWidget)

/* Borrowed until the page changes. */
typedef struct
{
  const char *title; /* NULL while there is nothing to be told of */
  const char *subtitle;
  const char *tooltip; /* NULL: none */
} AlgoHeading;

/* What there is to export, as it stands at one moment; clear with algo_page_export_clear(). */
typedef struct
{
  AlgoScene *scene;
  AlgoSnapshot *snapshot; /* of a run that goes on; NULL where there is none */
  char *folder;           /* to begin in */
} AlgoPageExport;

void algo_page_export_clear (AlgoPageExport *export);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AlgoPageExport, algo_page_export_clear)

/* All that is returned is borrowed. */
struct _AlgoPageInterface
{
  GTypeInterface parent_interface;

  AlgoBoard *(*get_board) (AlgoPage *self);
  /* For the header bar. */
  GtkWidget *(*get_controls) (AlgoPage *self);
  /* A GActionMap, too, for the window's own "win". */
  GActionGroup *(*get_actions) (AlgoPage *self);
  /* Which panels are shown, and how. */
  GMenuModel *(*get_menu) (AlgoPage *self);
  void (*get_heading) (AlgoPage *self, AlgoHeading *heading);
  /* FALSE while there is nothing. */
  gboolean (*get_export) (AlgoPage *self, AlgoPageExport *export);
  /* Whether anybody can see it. */
  void (*set_looking) (AlgoPage *self, gboolean looking);
};

AlgoBoard *algo_page_get_board (AlgoPage *self);
GtkWidget *algo_page_get_controls (AlgoPage *self);
GActionGroup *algo_page_get_actions (AlgoPage *self);
GMenuModel *algo_page_get_menu (AlgoPage *self);
void algo_page_get_heading (AlgoPage *self, AlgoHeading *heading);
gboolean algo_page_get_export (AlgoPage *self, AlgoPageExport *export);
void algo_page_set_looking (AlgoPage *self, gboolean looking);

/* For pages: emits "heading-changed". */
void algo_page_heading_changed (AlgoPage *self);
/* Adds all actions of `from`, a GActionMap, to `map`. */
void algo_page_add_actions (GActionMap *map, GActionGroup *from);
