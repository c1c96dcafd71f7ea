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
 * - "ensemble" (gboolean, when it is made): it has the panels of ensembles, not those of runs.
 *
 * Signals:
 * - "go-to", "edit": those of the panels' views, ui/widgets/panel-view.h.
 * - "export-panel" (const char *name).
 * - "rearranged" (const char *what, const char *before): a person moved or hid something; what, in
 *   words, and the arrangement to set to undo it.
 * - "full-panel-changed": algo_board_get_full_panel() has another answer.
 * - "shown": all panels in sight now show another scene, numbers and accessible descriptions with
 *   them; emitted in the frame in which they do.
 *
 * Main thread. */
#pragma once

#include "ui/widgets/panels/panel-view.h"

#define ALGO_TYPE_BOARD (algo_board_get_type ())
G_DECLARE_FINAL_TYPE (AlgoBoard, algo_board, ALGO, BOARD, GtkWidget)

/* Arrangements that come with the program. */
typedef struct
{
  const char *name;        /* never translated */
  const char *title;       /* marked for translation, with a mnemonic */
  const char *arrangement; /* as ui/widgets/board/board-arrangement.h has it */
} AlgoBoardPreset;

/* The first is the default. */
const AlgoBoardPreset *algo_board_presets_get (AlgoPanelSet set, guint *count);

/* The next scene, of which a reference is taken. It is shown by all panels in sight in one frame,
 * once all of them are painted; if one is being painted, it waits, in the place of any that waits
 * already. A board that is not mapped shows it at once. The board sets no pace: who hands it scenes
 * does, with at most some 20 a second. */
void algo_board_set_scene (AlgoBoard *self, AlgoScene *scene);
/* The one that panels show; borrowed, NULL before the first. */
AlgoScene *algo_board_get_scene (AlgoBoard *self);
/* Whether no scene is being painted or waits. */
gboolean algo_board_is_ready (AlgoBoard *self);
/* The view of a panel, shown or not; borrowed. NULL if no panel has that name. */
AlgoPanelView *algo_board_get_view (AlgoBoard *self, const char *name);

/* A new string. */
char *algo_board_get_arrangement (AlgoBoard *self);
void algo_board_set_arrangement (AlgoBoard *self, const char *text);
gboolean algo_board_is_shown (AlgoBoard *self, const char *name);

/* What a person does; `name` is a panel's. */

/* One of those that come with the program. */
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
