/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps a run, in memory and, once it has been told where, in a run file.
 *
 * The thread that trains notes every step and change, and never waits for the disk: it copies the
 * parameters every 25 steps and the whole state a few times a second. A thread of the recorder's
 * writes them, at least every second, with the phases of those steps whose parameters will not be
 * kept. Phases are measured by a surveyor, most of them in time that nobody else wants; the
 * recorder keeps what is to be measured, and writes what it is given. When the disk or these
 * threads are too slow, snapshots and phases between others are given up, metrics and events never.
 * When the file cannot be written training goes on, everything is kept in memory, and writing is
 * tried again; the run can be saved to another file at any time. */
#pragma once

#include "engine/run-file/run-file.h"

typedef enum
{
  ALGO_RECORDING_NONE, /* in memory only, by intent */
  ALGO_RECORDING_STARTING,
  ALGO_RECORDING_ACTIVE,
  ALGO_RECORDING_FAILED, /* in memory only, until the file can be written again */
} AlgoRecordingState;

typedef struct
{
  AlgoRecordingState state;
  char *path;          /* the file that is or was written last; NULL if none */
  char *message;       /* one line that names the file; NULL unless something failed */
  guint64 step;        /* up to which the file has the run */
} AlgoRecordingStatus; /* clear with algo_recording_status_clear() */

void algo_recording_status_clear (AlgoRecordingStatus *status);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AlgoRecordingStatus, algo_recording_status_clear)

typedef struct _AlgoRecorder AlgoRecorder;

/* For a run that begins; the settings must be valid. */
AlgoRecorder *algo_recorder_new (const AlgoSettings *settings);
/* For a run that goes on, into the same file; `state` receives from where, to be freed by the
 * caller. Waits for the disk. NULL, a G_FILE_ERROR or ALGO_ERROR_FORMAT, and the file as it was, if
 * it is no run, or is damaged, cannot be written, or is being recorded to already. */
AlgoRecorder *algo_recorder_open (const char *path, AlgoTrainerState **state, GError **error);

AlgoRecorder *algo_recorder_ref (AlgoRecorder *recorder);
/* The last one waits until all that was noted is written, if it can be, and closes the file. Phases
 * that are still to be measured wait for the next opening, unless algo_recorder_finish() came
 * before. */
void algo_recorder_unref (AlgoRecorder *recorder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoRecorder, algo_recorder_unref)

/* For the thread that trains. The trainer is the run's. */

/* Once, before the first step, of the trainer as it was made. */
void algo_recorder_begin (AlgoRecorder *recorder, const AlgoTrainer *trainer);
/* After every step. */
void algo_recorder_note_step (AlgoRecorder *recorder,
                              const AlgoTrainer *trainer,
                              const AlgoMetrics *metrics);
/* After a change of the rate, ALGO_RUN_RATE, or of the budget, ALGO_RUN_BUDGET. */
void algo_recorder_note_change (AlgoRecorder *recorder,
                                const AlgoTrainer *trainer,
                                AlgoRunEventKind kind,
                                double value);
/* When training pauses or ends: what was noted up to here will be written without delay. */
void algo_recorder_note_rest (AlgoRecorder *recorder, const AlgoTrainer *trainer);
/* The run is over, and nothing more will be noted. What was noted will be written; phases that are
 * still to be measured will be for `patience` microseconds, -1 for as long as it takes. What then
 * is not will be when the run is opened, where the parameters were kept. */
void algo_recorder_finish (AlgoRecorder *recorder, gint64 patience);
/* Whether all that was to be done is done since, so that nobody will wait for it. */
gboolean algo_recorder_is_closed (AlgoRecorder *recorder);
/* Finishes with all the patience that it takes, waits for it, and closes the file. FALSE and the
 * reason if not all was written. */
gboolean algo_recorder_close (AlgoRecorder *recorder, GError **error);

/* For any thread. */

/* Writes the run, from its first step, to `path`, replacing what is there, and goes on there. The
 * file written before, if any, is left as it is. Returns at once. */
void algo_recorder_record_to (AlgoRecorder *recorder, const char *path);
/* Waits until what was noted before is written; algo_recorder_begin() must have been called. FALSE
 * and the reason if it could not be. */
gboolean algo_recorder_sync (AlgoRecorder *recorder, GError **error);
void algo_recorder_get_status (AlgoRecorder *recorder, AlgoRecordingStatus *status);

const AlgoSettings *algo_recorder_get_settings (const AlgoRecorder *recorder);
guint64 algo_recorder_get_budget (AlgoRecorder *recorder);
/* What there is to plot of them: brings the metrics up to date, as algo_history_read(). */
gboolean algo_recorder_read_metrics (AlgoRecorder *recorder, GArray *metrics);
/* Appends references to the grids measured at steps after `after`, or all if `after` is -1, to a
 * GPtrArray of AlgoGrid, by growing step; returns how many. An earlier one may still come; of a
 * long run those between others are in the file alone. For those who ask again and again some are
 * measured while training takes all processors; else all are afterwards. */
guint algo_recorder_read_grids (AlgoRecorder *recorder, gint64 after, GPtrArray *grids);
/* The grid of this very step, a reference for the caller; NULL while there is none. */
AlgoGrid *algo_recorder_ref_grid (AlgoRecorder *recorder, guint64 step);
/* The run's file, a new string, for someone who reads it: until algo_recorder_end_reading() the
 * recorder keeps it open, so that it can tidy up behind itself. NULL, and nothing to end, if there
 * is none. */
char *algo_recorder_begin_reading (AlgoRecorder *recorder);
void algo_recorder_end_reading (AlgoRecorder *recorder);
/* Appends the events after the first `after` to an array as of algo_run_events_new(); returns how
 * many. */
guint algo_recorder_read_events (AlgoRecorder *recorder, guint after, GArray *events);
/* Appends the steps, growing, whose parameters are kept, to a GArray of guint64; returns how many.
 * Some of them may be given up later, as long as they are in memory only. */
guint algo_recorder_read_snapshot_steps (AlgoRecorder *recorder, GArray *steps);
/* The latest parameters kept at or before `step`, from memory or, in a few milliseconds, from the
 * file, from which the recorder goes on recording meanwhile. Of generation 1. NULL and
 * ALGO_ERROR_SIZE if there are none so early; a G_FILE_ERROR or ALGO_ERROR_FORMAT if they cannot be
 * read. */
AlgoSnapshot *algo_recorder_read_snapshot (AlgoRecorder *recorder, guint64 step, GError **error);
