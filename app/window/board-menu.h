/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which panels a board shows, and how: the menu of panels, and the actions of menus and keys.
 *
 * One panel alone has the room of the side pane, too. Main thread. */
#pragma once

#include "ui/pictures/scene/panel.h"
#include "ui/widgets/board/board.h"
#include "ui/widgets/common/toast.h"

typedef struct _AlgoBoardMenu AlgoBoardMenu;

/* Of the panels of `set`, which the board has. Remembers in `preferences`, under `key`, how they
 * are arranged, and whether the side pane is shown. Adds to `actions` "show-" and the name of each
 * panel, "arrange" (s), "even-out", "full-panel", "set-arrangement" (s), "back" and "side-pane",
 * which must be gone before the menu is freed. Board, side pane and actions are borrowed, the
 * others referenced. */
AlgoBoardMenu *algo_board_menu_new (AlgoBoard *board,
                                    AlgoPanelSet set,
                                    GtkRevealer *side,
                                    AlgoToast *toast,
                                    GSettings *preferences,
                                    const char *key,
                                    GActionMap *actions);
void algo_board_menu_free (AlgoBoardMenu *self);
/* Borrowed: items activate actions of "win". */
GMenuModel *algo_board_menu_get_model (AlgoBoardMenu *self);
