/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panels of the window, each on a card, in rows that a person arranges: by dragging a card at
 * its header, or the gaps between cards; by keys; by each card's menu.
 *
 * A row shares the board's width among its panels, and the rows share its height, none below a
 * least size: the board is meant for a GtkScrolledWindow. One panel can have all of it.
 *
 * Properties:
 * - "arrangement" (string): which panels are where, as ui/widgets/board/board-arrangement.h has it.
 * A text that is none gives the default.
 * - "full-panel" (string): the name of the one that has all of the board, or NULL.
 * - "ensemble" (gboolean, when it is made): it has the panels of ensembles, not those of runs.
 *
 * Signals:
 * - "go-to", "edit": those of the panels' views, ui/widgets/panel-view.h.
 * - "export-panel" (const char *name).
 * - "rearranged" (const char *what, const char *before): a person moved or hid something; what, in
 *   words, and the arrangement to set to undo it.
 * - "uncovered": panels came into sight that have to be handed the scene.
 *
 * Main thread. */
#pragma once

#include "ui/widgets/panels/panel-view.h"

#define ALGO_TYPE_BOARD (algo_board_get_type ())
G_DECLARE_FINAL_TYPE (AlgoBoard, algo_board, ALGO, BOARD, GtkWidget)

/* Hands the scene to the panels that can be seen. `at_once`, for an answer to a person, it is shown
 * by all of them that may not follow; otherwise by two at a time, those that have waited longest
 * first, so that no frame takes long. Returns whether others have to follow in the next frames. */
gboolean algo_board_update (AlgoBoard *self, const AlgoScene *scene, gboolean at_once);
/* Writes the numbers of the panels that were updated. Apart from that, as each label that changes
 * has the whole window laid out anew: all of them in one frame, no more often than can be read. */
void algo_board_write_numbers (AlgoBoard *self);
/* The view of a panel, shown or not; borrowed. NULL if no panel has that name. */
AlgoPanelView *algo_board_get_view (AlgoBoard *self, const char *name);

/* A new string. */
char *algo_board_get_arrangement (AlgoBoard *self);
void algo_board_set_arrangement (AlgoBoard *self, const char *text);
gboolean algo_board_is_shown (AlgoBoard *self, const char *name);

/* What a person does; `name` is a panel's. */

/* One of ui/widgets/board-presets.h. */
void algo_board_use_preset (AlgoBoard *self, const char *preset);
/* That which is in force, or NULL. */
const char *algo_board_get_preset (AlgoBoard *self);
/* Makes all panels of a row equally wide, and all rows equally high. */
void algo_board_even_out (AlgoBoard *self);
void algo_board_set_shown (AlgoBoard *self, const char *name, gboolean shown);
void algo_board_set_full_panel (AlgoBoard *self, const char *name);
const char *algo_board_get_full_panel (AlgoBoard *self);
/* Gives all of the board to the panel that has the focus or is pointed at, or takes it back. */
void algo_board_toggle_full (AlgoBoard *self);
/* Gives up what is under way: a card that is carried, or else a panel that has all of the board.
 * FALSE if there is nothing of the kind. */
gboolean algo_board_go_back (AlgoBoard *self);
