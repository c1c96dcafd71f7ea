/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which panels stand where on a board: rows of panels, each row with a share of the height and each
 * panel with a share of its row's width. Hidden panels keep their place.
 *
 * Plain data without widgets. As text, which settings remember,
 *
 *     1.3: weights*1.7 network / approximation -phase training
 *
 * has two rows, the first 1.3 times as high as the other, with weights 1.7 times as wide as the
 * network, and the phase hidden. Shares of 1 are left out. */
#pragma once

#include <glib.h>

/* Shares outside are as if at the end of the range. */
#define ALGO_BOARD_LEAST_SHARE 0.1
#define ALGO_BOARD_MOST_SHARE 10.0

typedef struct
{
  const char *name; /* interned */
  double share;     /* of the width, against the others of its row that are shown */
  gboolean shown;
  guint row;
} AlgoBoardPlace;

typedef struct
{
  GArray *places;  /* of AlgoBoardPlace, row by row from the top, in each from the left */
  GArray *heights; /* of double, for each row, none of which is empty: its share of the height,
                    * against the other rows that show something */
} AlgoBoardArrangement;

/* NULL unless the text is as above, no name stands in it twice, and at least one panel is shown.
 * Those not among `names` (NULL-terminated) are left out: another version may have had them. */
AlgoBoardArrangement *algo_board_arrangement_parse (const char *text, const char *const *names);
/* A new string. */
char *algo_board_arrangement_to_text (const AlgoBoardArrangement *arrangement);
AlgoBoardArrangement *algo_board_arrangement_copy (const AlgoBoardArrangement *arrangement);
void algo_board_arrangement_free (AlgoBoardArrangement *arrangement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoBoardArrangement, algo_board_arrangement_free)

/* Its place, borrowed until something is moved, and where that is (optional); NULL if the panel has
 * none. */
AlgoBoardPlace *algo_board_arrangement_find (const AlgoBoardArrangement *arrangement,
                                             const char *name,
                                             guint *row,
                                             guint *column);
gboolean algo_board_arrangement_is_shown (const AlgoBoardArrangement *arrangement,
                                          const char *name);
guint algo_board_arrangement_count_shown (const AlgoBoardArrangement *arrangement);
/* How many are shown in that row. */
guint algo_board_arrangement_count_row (const AlgoBoardArrangement *arrangement, guint row);
/* Borrowed until something is moved. */
AlgoBoardPlace *algo_board_arrangement_get (const AlgoBoardArrangement *arrangement, guint index);
double *algo_board_arrangement_get_height (const AlgoBoardArrangement *arrangement, guint row);

/* A panel that is shown again comes back to its place; one without a place goes to the end of a row
 * that has room. FALSE, and nothing changed, if that is how it was, or it is the last one shown. */
gboolean algo_board_arrangement_set_shown (AlgoBoardArrangement *arrangement,
                                           const char *name,
                                           gboolean shown);

/* Where a panel can be put. */
typedef struct
{
  guint row;
  guint column;     /* before what stands there, hidden panels counted */
  gboolean own_row; /* in a new row, before `row` */
} AlgoBoardTarget;

/* FALSE, and nothing changed, if the panel is there already. */
gboolean algo_board_arrangement_move_to (AlgoBoardArrangement *arrangement,
                                         const char *name,
                                         const AlgoBoardTarget *target);

/* Makes all shares 1. */
void algo_board_arrangement_even_out (AlgoBoardArrangement *arrangement);
