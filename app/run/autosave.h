/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs without a name of their own: every run is recorded from its first step, into a file in
 * $XDG_STATE_HOME/algoscope, until it is saved under another name.
 *
 * They are kept for 30 days and up to 1 GB altogether, the newest first; the newest of all is
 * always kept, and so is one that is being recorded. Any thread; all but the first two wait for the
 * disk. */
#pragma once

#include <glib.h>

/* Returns a path for a run that begins now, a new string; the folder is made if it is missing. */
char *algo_autosave_new_path (guint64 seed);
/* Tells whether a file is one of these. */
gboolean algo_autosave_contains (const char *path);

typedef struct
{
  char *path;
  guint64 seed; /* of its run, as its name has it */
  gint64 time;  /* of the last change, seconds since 1970 */
} AlgoAutosave;

/* Lists all of them in an array of AlgoAutosave that owns them, the newest first. */
GArray *algo_autosave_list (void);

/* Removes what is not to be kept. */
void algo_autosave_prune (void);
/* Removes one, unless a program is recording to it. */
gboolean algo_autosave_remove (const char *path);

/* This is a run that a program was recording when it, or the computer, was stopped. */
typedef struct
{
  char *path;
  guint64 seed, step;
} AlgoInterruptedRun;

/* Finds the newest of them; NULL if there is none with a step to go on from. */
AlgoInterruptedRun *algo_autosave_find_interrupted (void);
void algo_interrupted_run_free (AlgoInterruptedRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoInterruptedRun, algo_interrupted_run_free)
/* Closes it as its program would have, so that it is no longer found to be interrupted. */
void algo_autosave_settle (const char *path);
