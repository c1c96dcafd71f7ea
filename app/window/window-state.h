/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of the windows that are open, to open them again when the program starts: a text in
 * the form of GLib's key files, a group a window. Any thread. */
#pragma once

#include "engine/run/observation.h"

typedef struct
{
  char *path;     /* of its run, absolute; owned; NULL, with an ensemble, if that is none yet */
  char *ensemble; /* likewise of the ensemble that is shown in place of it; NULL: none */
  gboolean training;
  AlgoQuestion question;
  gboolean resample; /* the noise is drawn anew continually */
  gint64 step;       /* the earlier one that is shown; -1: the latest */
} AlgoWindowState;   /* clear with algo_window_state_clear() */

void algo_window_state_clear (AlgoWindowState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AlgoWindowState, algo_window_state_clear)

/* The copy is to be cleared and freed. */
AlgoWindowState *algo_window_state_copy (const AlgoWindowState *state);

/* Makes an array of AlgoWindowState that owns what is in them. */
GArray *algo_window_states_new (void);
/* Returns a new string. */
char *algo_window_states_to_text (const GArray *states);
/* Windows that the text does not describe completely, and in range, are left out; none may be
 * left. */
GArray *algo_window_states_parse (const char *text);
