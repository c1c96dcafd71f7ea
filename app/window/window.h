/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: a session that trains, an observer that looks at it, and the panels that show what
 * it sees. Main thread, which never waits for training except briefly when a window is closed. */
#pragma once

#include "app/window/application.h"
#include "app/window/window-state.h"
#include "engine/session/observer.h"
#include "ui/pictures/scene/scene.h"

#define ALGO_TYPE_WINDOW (algo_window_get_type ())
G_DECLARE_FINAL_TYPE (AlgoWindow, algo_window, ALGO, WINDOW, GtkApplicationWindow)

/* Starts a session with `settings`, which runs unless `paused`; NULL and ALGO_ERROR_SIZE if they
 * are invalid. `preferences` may be NULL. */
AlgoWindow *algo_window_new (AlgoApplication *application,
                             GSettings *preferences,
                             const AlgoSettings *settings,
                             gboolean paused,
                             GError **error);

/* The same on the run in a file, paused; waits for the disk. NULL and a G_FILE_ERROR or
 * ALGO_ERROR_FORMAT if it cannot be opened. */
AlgoWindow *algo_window_new_for_run (AlgoApplication *application,
                                     GSettings *preferences,
                                     const char *path,
                                     GError **error);
/* The application's window that has the run at an absolute path, borrowed, or NULL. */
AlgoWindow *algo_window_find (GtkApplication *application, const char *path);

/* Another run; on invalid settings a message is shown, and the session is left as it was. */
gboolean algo_window_restart (AlgoWindow *self, const AlgoSettings *settings);
/* Shows `message` above the panels until it is closed. */
void algo_window_show_message (AlgoWindow *self, const char *message);

/* Goes on with the run in a file, in the background; a message if it cannot be opened, and the
 * session is left as it was. */
void algo_window_open_run (AlgoWindow *self, const char *path);
/* Shows the network in a file in place of the run's, in the background; a message if there is none
 * that can be read. */
void algo_window_open_network (AlgoWindow *self, const char *path);
/* Shows the ensemble in a file in place of the run, in the background; likewise. */
void algo_window_open_ensemble (AlgoWindow *self, const char *path);
/* One of these, as the file is. */
void algo_window_open_file (AlgoWindow *self, const char *path);
/* Goes on recording under another name, in the background; a message if it cannot be written. */
void algo_window_save_run_as (AlgoWindow *self, const char *path);
/* Looks, in the background, for a run without a name that was interrupted, and offers it. */
void algo_window_offer_interrupted (AlgoWindow *self);
/* What to keep of it for the next start; FALSE if there is nothing. */
gboolean algo_window_get_state (AlgoWindow *self, AlgoWindowState *state);
/* As it was, of a window on the same run. */
void algo_window_set_state (AlgoWindow *self, const AlgoWindowState *state);
/* Where the run is recorded, an absolute path; borrowed. */
const char *algo_window_get_path (AlgoWindow *self);

/* Borrowed. */
AlgoSession *algo_window_get_session (AlgoWindow *self);
/* The observation that the panels show, borrowed until the main loop runs; NULL if none yet. */
AlgoObservation *algo_window_get_observation (AlgoWindow *self);
/* All that the panels show, borrowed until the main loop runs. */
void algo_window_get_scene (AlgoWindow *self, AlgoScene *scene);
