/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cursors of panels that go along complexity or along training: what arrow keys do to
 * AlgoPanelCursor.index, and where it leads. */
#pragma once

#include "ui/pictures/scene/panel.h"

/* From point to point of the grid over beta, the chosen one first. */
void algo_beta_cursor_move (const AlgoPanelFrame *frame, gint by, AlgoPanelCursor *cursor);
gboolean algo_beta_cursor_lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination);

/* How many grids an arrow key takes at once, so that it is a short way to the other end. */
gint algo_grid_cursor_stride (const AlgoGridHistory *history);
/* From grid to grid of the run, the one shown first. */
void algo_grid_cursor_move (const AlgoPanelFrame *frame, gint by, AlgoPanelCursor *cursor);
gboolean algo_grid_cursor_lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination);
