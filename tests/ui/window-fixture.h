/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window on a small, quick run, for tests that drive it in process. */
#pragma once

#include "app/window/application.h"
#include "app/window/window.h"

typedef struct
{
  AlgoApplication *application;
  AlgoWindow *window; /* NULL once closed */
} WindowFixture;

/* gtk_test_init(), with the folders that runs and what is remembered of them go to, of this test
 * alone. */
void window_fixture_init (int *argc, char ***argv);
/* g_test_run(), after which those folders are gone. */
int window_fixture_finish (void);

/* Settings of a run whose steps take a millisecond or so. */
AlgoSettings window_fixture_settings (void);
/* Of a run of five steps. */
extern const AlgoSettings window_fixture_short_run;

/* Opens a window; `user_data` is a const AlgoSettings *, or NULL for those above. */
void window_fixture_set_up (WindowFixture *fixture, gconstpointer user_data);
/* As above, without training. */
void window_fixture_set_up_paused (WindowFixture *fixture, gconstpointer user_data);
void window_fixture_tear_down (WindowFixture *fixture, gconstpointer user_data);

/* A widget by the names of its template, from the window, its run's page or
 * its controls inwards: "question_pane.slider.scale"; of the board, by the names of its panels:
 * "board.weights". */
gpointer window_fixture_find (WindowFixture *fixture, const char *path);
void window_fixture_activate (WindowFixture *fixture, const char *action);
AlgoSessionStatus window_fixture_get_status (WindowFixture *fixture);

/* Where runs without a name are kept in this test. */
char *window_fixture_get_autosave_folder (void);
/* Until all files of runs that are over are closed. */
void window_fixture_wait_for_files (void);

/* Whether something has come about; the main loop runs until it has. */
typedef gboolean (*WindowCondition) (WindowFixture *fixture, gpointer data);

/* Fails the test if it takes longer than anything here should. */
void window_fixture_wait (WindowFixture *fixture, WindowCondition condition, gpointer data);
void window_fixture_wait_for_state (WindowFixture *fixture, AlgoSessionState state);
/* Until the panels show this step of the current run, or a later one. */
void window_fixture_wait_for_step (WindowFixture *fixture, guint64 step);
/* Activates an action that restarts, and waits until the panels show the new run. */
void window_fixture_restart (WindowFixture *fixture, const char *action);
/* Lets the main loop run for a while in which nothing in particular should happen. */
void window_fixture_run (guint milliseconds);

/* A key pressed on a widget with the focus, given to its own key controller. */
gboolean window_fixture_press_key (GtkWidget *widget, guint key);
