/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: pages, of a run and of an ensemble, of which one is shown; messages; files that are
 * opened. Main thread, which waits neither for training nor for the disk except briefly when a
 * window is closed. */
#pragma once

#include "app/ensemble/ensemble-page.h"
#include "app/run/run-page.h"
#include "app/window/window-state.h"

#define ALGO_TYPE_WINDOW (algo_window_get_type ())
G_DECLARE_FINAL_TYPE (AlgoWindow, algo_window, ALGO, WINDOW, GtkApplicationWindow)

/* Makes a window without a run, for a file that is to be opened. */
AlgoWindow *algo_window_new (GtkApplication *application, GSettings *preferences);
/* Makes one with a run that begins with `settings`, and is trained unless `paused`; NULL and
 * ALGO_ERROR_SIZE if they are invalid. */
AlgoWindow *algo_window_new_with_run (GtkApplication *application,
                                      GSettings *preferences,
                                      const AlgoSettings *settings,
                                      gboolean paused,
                                      GError **error);
/* Finds the application's window that has the run at an absolute path, or is about to, borrowed, or
 * NULL. */
AlgoWindow *algo_window_find (GtkApplication *application, const char *path);

/* Shows what is in a file, a run, a network or an ensemble, which is read in threads. Where that
 * fails, a message says so, and all else is as it was; a window without a run then has one that
 * waits, begun with `settings`, as it has beside a network or an ensemble. */
void algo_window_open_async (AlgoWindow *self,
                             const char *path,
                             const AlgoSettings *settings,
                             GAsyncReadyCallback callback,
                             gpointer data);
/* Sets the error of which the message told. */
gboolean algo_window_open_finish (GAsyncResult *result, GError **error);
/* Does the same where nobody waits for it, with default settings. */
void algo_window_open_file (AlgoWindow *self, const char *path);
/* Opens a run, and then shows this step and log10 beta, in the window that has it. */
void algo_window_open_run_at (AlgoWindow *self, const char *path, gint64 step, double log_beta);
/* Makes a window without a run as one was; `settings` are as above. */
void
algo_window_restore (AlgoWindow *self, const AlgoWindowState *state, const AlgoSettings *settings);
/* Looks, in the background, for a run without a name that was interrupted, and offers it. */
void algo_window_offer_interrupted (AlgoWindow *self);

/* Gives what to keep of it for the next start; FALSE if there is nothing. */
gboolean algo_window_get_state (AlgoWindow *self, AlgoWindowState *state);
/* Returns where the run is recorded, an absolute path, or is being opened from; borrowed. */
const char *algo_window_get_path (AlgoWindow *self);

/* Both are borrowed. */
AlgoRunPage *algo_window_get_run_page (AlgoWindow *self);
AlgoRunModel *algo_window_get_run (AlgoWindow *self);

/* Between opening.c and the window. */

/* Shows the run's page. */
void algo_window_show_run (AlgoWindow *self);
/* Shows an ensemble, of which a reference is taken. */
void algo_window_show_ensemble (AlgoWindow *self, AlgoConsensus *consensus);
/* Shows a message above the panels, until it is closed; NULL closes what is there. */
void algo_window_show_message (AlgoWindow *self, const char *message);
/* Looks, in a thread, for a run without a name that was interrupted, and offers there to open it.
 * One that is refused is not offered again. */
void algo_interrupted_offer (AlgoMessageBar *notice);
/* Shows a text over the panels, for a while. */
void algo_window_say (AlgoWindow *self, const char *text);
/* Adds the actions "open" and "open-run" (s), and what is dropped. */
void algo_window_add_opening (AlgoWindow *self);
