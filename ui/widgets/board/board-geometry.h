/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the panels of an arrangement are on a board of some size, and what is at a point of it.
 *
 * A row that has more panels than fit beside each other is wrapped into lines as even as can be;
 * lines share the height, and panels the width of their line, each with its share but none below
 * its least size. Plain data without widgets; lengths in pixels. */
#pragma once

#include "ui/widgets/board/board-arrangement.h"

typedef struct
{
  int width, height;             /* of the board; a lower one than it needs is exceeded */
  int spacing;                   /* between panels */
  int least_width, least_height; /* of a panel */
} AlgoBoardSize;

typedef struct
{
  int x, y, width, height;
} AlgoBoardBox;

typedef struct
{
  const char *name;  /* interned */
  guint row, column; /* in the arrangement */
  guint line;        /* on the board */
  AlgoBoardBox box;
} AlgoBoardCell;

/* The least height that a board of this width needs; `size->height` is not looked at. */
int algo_board_geometry_least_height (const AlgoBoardArrangement *arrangement,
                                      const AlgoBoardSize *size);
/* The panels that are shown, an array of AlgoBoardCell, line by line. */
GArray *algo_board_geometry_new (const AlgoBoardArrangement *arrangement,
                                 const AlgoBoardSize *size);

/* A gap that can be dragged to share out its two sides anew. */
typedef struct
{
  gboolean between_rows; /* or between two panels of a line */
  guint first, second;   /* cells: the panels, or one of the last line of the upper row and one of
                          * the first line of the lower row */
} AlgoBoardGap;

/* FALSE if there is none at (x, y). */
gboolean algo_board_geometry_find_gap (const GArray *cells, double x, double y, AlgoBoardGap *gap);
/* Gives the sides of a gap shares such that its middle comes to `at`, x or y, as far as least sizes
 * let it. `cells` are those of the arrangement at this size, and are then out of date. */
void algo_board_geometry_move_gap (AlgoBoardArrangement *arrangement,
                                   const GArray *cells,
                                   const AlgoBoardSize *size,
                                   const AlgoBoardGap *gap,
                                   double at);

typedef enum
{
  ALGO_BOARD_LEFT,
  ALGO_BOARD_RIGHT,
  ALGO_BOARD_UP,
  ALGO_BOARD_DOWN,
} AlgoBoardDirection;

/* Moves a panel past its neighbour; at the end of its row, on to the next one. Up and down a panel
 * first leaves its row for one of its own, and then joins the next, so that every arrangement can
 * be reached. `cells` are then out of date. FALSE, and nothing changed, at the edge of the board.
 */
gboolean algo_board_geometry_move (AlgoBoardArrangement *arrangement,
                                   const GArray *cells,
                                   const AlgoBoardSize *size,
                                   const char *name,
                                   AlgoBoardDirection direction);

/* Makes a panel wider, ALGO_BOARD_RIGHT, narrower, higher, ALGO_BOARD_DOWN, or lower by so many
 * pixels, as far as least sizes let it, at the cost of its next neighbour or, at the end, the one
 * before. FALSE if it has none. As above, `cells` are then out of date. */
gboolean algo_board_geometry_resize (AlgoBoardArrangement *arrangement,
                                     const GArray *cells,
                                     const AlgoBoardSize *size,
                                     const char *name,
                                     AlgoBoardDirection direction,
                                     int by);

/* Where a panel that is dropped at (x, y) goes, and a bar that shows the place. */
void algo_board_geometry_find_target (const GArray *cells,
                                      const AlgoBoardSize *size,
                                      double x,
                                      double y,
                                      AlgoBoardTarget *target,
                                      AlgoBoardBox *bar);
