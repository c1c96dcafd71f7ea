/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All panels of the window, each on a card. Forwards the signals "go-to" and "edit" of its views
 * (ui/widgets/panel-view.h). Main thread. */
#pragma once

#include "ui/widgets/panel-view.h"

#define ALGO_TYPE_BOARD (algo_board_get_type ())
G_DECLARE_FINAL_TYPE (AlgoBoard, algo_board, ALGO, BOARD, GtkWidget)

/* Hands the scene to the panels that can be seen. `at_once`, for an answer to a person, it is shown
 * by all of them; otherwise a few at a time, those that have waited longest first, so that no frame
 * takes long. */
void algo_board_update (AlgoBoard *self, const AlgoScene *scene, gboolean at_once);
/* The view of a panel, shown or not; borrowed. NULL if no panel has that name. */
AlgoPanelView *algo_board_get_view (AlgoBoard *self, const char *name);
