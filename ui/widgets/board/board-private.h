/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the board share. */
#pragma once

#include "ui/widgets/board/board-geometry.h"
#include "ui/widgets/board/board.h"
#include "ui/widgets/board/card.h"

/* What the pointer does on the board. */
typedef struct
{
  GtkGesture *drag;        /* borrowed */
  AlgoCard *over;          /* the card under it, or NULL */
  const char *cursor;      /* its look, a literal; NULL for the usual one */
  double x, y;             /* while it is pressed, ... */
  double start_x, start_y; /* ... since it was here */

  AlgoCard *pressed; /* at a place that it can be carried by, or NULL */
  gboolean carrying; /* it, already */
  AlgoBoardTarget target;
  AlgoBoardBox bar_box;
  guint scroll_tick; /* 0: no tick callback */

  gboolean resizing;
  AlgoBoardGap gap;
} AlgoBoardPointer;

struct _AlgoBoard
{
  GtkWidget parent_instance;

  AlgoPanelSet set;         /* of the panels that it has */
  GPtrArray *cards;         /* of AlgoCard, children, in the order of the panels */
  const char **names;       /* of the panels, NULL-terminated */
  GtkWidget *bar;           /* child: where a card that is carried would go */
  GtkAdjustment *scrolling; /* of the parent, owned, while there is one */

  AlgoBoardArrangement *arrangement;
  AlgoCard *full; /* that has all of the board, or NULL */

  /* As it is laid out. */
  AlgoBoardSize size;
  GArray *cells; /* of AlgoBoardCell */

  AlgoBoardPointer pointer;

  /* board-scene.c */
  AlgoPainter *painter; /* owned */
  AlgoScene *shown;     /* by all panels; NULL before the first */
  AlgoScene *next;      /* being painted, or NULL */
  AlgoScene *waiting;   /* to be painted after that, or NULL */
  guint tick;           /* 0: no tick callback */
  guint looks;          /* that are still to be taken, one a frame, for what came into sight */
};

/* board.c */

/* The arrangement was changed: lays out anew, and tells. */
void algo_board_changed (AlgoBoard *self);
AlgoCard *algo_board_find_card (AlgoBoard *self, const char *name);
/* Where everything is at this size. */
void algo_board_lay_out (AlgoBoard *self, int width, int height);

/* board-actions.c */

void algo_board_add_keys (AlgoBoard *self);
/* What a card asks for (ui/widgets/board/card.h). */
void algo_board_obey (AlgoBoard *self, const char *action, guint direction, AlgoCard *card);
/* A person moved the card from where it was in the arrangement `before`. */
void algo_board_tell_moved (AlgoBoard *self, const char *before, AlgoCard *card);

/* board-pointer.c */

void algo_board_add_pointer (AlgoBoard *self);
/* Gives up carrying or resizing. FALSE if nothing of the kind was under way. */
gboolean algo_board_cancel_pointer (AlgoBoard *self);
/* Cards are elsewhere now: whatever the pointer did is over. */
void algo_board_forget_pointer (AlgoBoard *self);

/* board-scene.c */

/* Panels may have come into sight, which have to show the scene. */
void algo_board_uncovered (AlgoBoard *self);
/* None is in sight any more. */
void algo_board_covered (AlgoBoard *self);
void algo_board_drop_scenes (AlgoBoard *self);
