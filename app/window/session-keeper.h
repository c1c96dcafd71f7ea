/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps which windows are open, with which runs, in $XDG_STATE_HOME/algoscope/session, so that they
 * can be opened again when the program is started anew, however it ended. Main thread. */
#pragma once

#include <gtk/gtk.h>

typedef struct _AlgoSessionKeeper AlgoSessionKeeper;

/* Looks once a second whether anything changed. `application` is borrowed and must outlive it. */
AlgoSessionKeeper *algo_session_keeper_new (GtkApplication *application);
void algo_session_keeper_free (AlgoSessionKeeper *keeper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoSessionKeeper, algo_session_keeper_free)

/* Returns what was open when the program ended, an array of AlgoWindowState that owns what is in
 * them; and forgets it, so that what cannot be opened is not tried again and again. Waits for the
 * disk. */
GArray *algo_session_keeper_take (void);
/* Keeps what is open now. */
void algo_session_keeper_save (AlgoSessionKeeper *keeper);
/* Does the same, after which all windows will be closed: that they are closed does not count. */
void algo_session_keeper_finish (AlgoSessionKeeper *keeper);
