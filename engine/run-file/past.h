/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Earlier steps of a run that is being recorded, read in a thread of their own.
 *
 * Keeps the latest wish, never a queue: of what is asked for while something is read only the last
 * is read next. Parameters that were read stay in memory for a while, so that going to and fro
 * costs nothing. Functions may be called from any thread and do not wait, except algo_past_free().
 */
#pragma once

#include "engine/run-file/recorder.h"

#define ALGO_PAST_CACHE 16 /* snapshots, of 0.5 MB with one latent level and 0.9 MB with three */

typedef struct _AlgoPast AlgoPast;

/* Refers to `recorder`. What it finds is of `generation`, which the run has in its session. */
AlgoPast *algo_past_new (AlgoRecorder *recorder, guint64 generation);
/* Waits for what is being read. */
void algo_past_free (AlgoPast *past);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoPast, algo_past_free)

/* Asks for the latest parameters kept at or before `step`, in place of what was asked before. */
void algo_past_ask (AlgoPast *past, guint64 step);
/* Asks for nothing: when this returns no answer to what was asked is being given, or will be. */
void algo_past_cancel (AlgoPast *past);

/* Called in a thread of its own, and keeping it, with each answer: `snapshot` is borrowed, or NULL
 * with an `error`, those of algo_recorder_read_snapshot(). It may ask, but not cancel, set a
 * listener or free. NULL for none; when this returns the old listener is not being called and will
 * not be called again. */
typedef void (*AlgoPastListener) (AlgoSnapshot *snapshot, const GError *error, gpointer data);
void algo_past_set_listener (AlgoPast *past, AlgoPastListener listener, gpointer data);
