/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows an observer earlier steps of a run: those asked for are read in a thread, and what was read
 * is shown from there, unless that is no longer wanted. Main thread. */
#pragma once

#include "engine/run-file/past.h"
#include "engine/session/observer.h"

typedef struct _AlgoPastReader AlgoPastReader;

/* References the recorder; `observer` and `wakeup`, which is called when reading has failed, are
 * borrowed until the reader is freed. What is read is of `generation`. */
AlgoPastReader *algo_past_reader_new (AlgoRecorder *recorder,
                                      AlgoObserver *observer,
                                      guint64 generation,
                                      GSource *wakeup);
/* When this returns neither observer nor wakeup is used any more; the rest ends in the background.
 * The observer looks at the latest step again. */
void algo_past_reader_free (AlgoPastReader *reader);

/* Reads the latest step kept at or before `step`, and has the observer look at it and no other. */
void algo_past_reader_show (AlgoPastReader *reader, guint64 step);
/* Has the observer look at the latest. */
void algo_past_reader_show_latest (AlgoPastReader *reader);
/* Tells whether the observer was shown this step since the latest was shown: an answer of that step
 * is one that was asked for. */
gboolean algo_past_reader_has_shown (AlgoPastReader *reader, guint64 step);
/* Says why the last step asked for could not be read, a new string, once; NULL if nothing failed.
 */
char *algo_past_reader_take_failure (AlgoPastReader *reader);
