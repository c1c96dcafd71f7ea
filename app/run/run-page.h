/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a run: its panels, the question that is asked of it, its timeline, and the strip of a
 * network in place of its own.
 *
 * It shows one scene at a time: panels, title, side pane and timeline take the same one in the same
 * frame. Main thread. */
#pragma once

#include "app/run/exhibits.h"
#include "app/run/playhead.h"
#include "app/window/page.h"
#include "app/window/window-state.h"
#include "ui/widgets/common/message-bar.h"

#define ALGO_TYPE_RUN_PAGE (algo_run_page_get_type ())
G_DECLARE_FINAL_TYPE (AlgoRunPage, algo_run_page, ALGO, RUN_PAGE, AlgoPage)

/* Makes a page without a run, which references all three: where messages go, and what is
 * remembered. */
AlgoRunPage *algo_run_page_new (GSettings *preferences, AlgoToast *toast, AlgoMessageBar *messages);
/* Ends the run, now rather than with the last reference. */
void algo_run_page_close (AlgoRunPage *self);

/* All of these are borrowed. */
AlgoRunModel *algo_run_page_get_run (AlgoRunPage *self);
AlgoExhibits *algo_run_page_get_exhibits (AlgoRunPage *self);
/* Returns the scene that is shown, borrowed until the main loop runs; NULL before the first. */
AlgoScene *algo_run_page_get_scene (AlgoRunPage *self);

/* Shows another place: a negative step, not a number, and 0 leave it as it is. */
void algo_run_page_go_to (AlgoRunPage *self, gint64 step, double log_beta, guint inputs);
/* Returns FALSE, and shows a message, if closing would lose something, which is said once. */
gboolean algo_run_page_may_close (AlgoRunPage *self);
/* Gives what to keep of it for the next start; FALSE if there is nothing. */
gboolean algo_run_page_get_state (AlgoRunPage *self, AlgoWindowState *state);
/* Makes it as it was, where it is on the same run. */
void algo_run_page_set_state (AlgoRunPage *self, const AlgoWindowState *state);
