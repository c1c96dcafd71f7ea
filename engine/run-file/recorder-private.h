/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a recorder, for its own files. */
#pragma once

#include "engine/run-file/recorder.h"
#include "engine/run-file/run-writer.h"
#include "engine/condition.h"
#include "engine/run/history.h"
#include "engine/run/surveyor.h"

#define ALGO_RECORDER_GENERATION 1 /* of all snapshots and grids of a recorder */
#define ALGO_RECORDER_CUTS 3       /* one being written, the latest, and room for the next */
#define ALGO_RECORDER_GRIDS 2048   /* that are kept in memory: 7 MB */

/* The run at one step, with all that belongs to it by then. */
typedef struct
{
  AlgoTrainerState *state;
  guint64 budget;
  guint n_events;
  gint64 time; /* by the monotonic clock */
} AlgoRecorderCut;

struct _AlgoRecorder
{
  AlgoHistory *history;   /* for those who plot it */
  GThread *writer_thread; /* NULL until there is a file to be written */
  AlgoSurveyor *surveyor; /* likewise; measures here and now in the writer's thread only */

  /* Only the training thread touches these. */
  gint64 cut_time, cut_interval;
  guint64 cut_step;
  gboolean goes_on;      /* from a file, and no step has been taken yet */
  gboolean has_diverged; /* that is noted */

  /* Only the writer's thread touches these, once it runs. */
  AlgoRunWriter *writer;
  guint64 file_step; /* what the file has */
  guint file_events;

  /* Held for reading by those who read the file, and for writing while a file is closed: SQLite
   * tidies up behind the last one who has it open, and that should be the writer. Taken before the
   * lock below. */
  pthread_rwlock_t reading;

  pthread_mutex_t lock; /* held briefly only, and guards what follows */
  pthread_cond_t wake;  /* for the writer's thread: there may be work */
  pthread_cond_t lack;  /* for the surveyor: phases may be missing */
  pthread_cond_t news;  /* for those who wait for the writer */
  AlgoRun *run;         /* its metrics unused, its snapshots those in the file, and its grids those
                         * of the multiples of `spacing`, less than ALGO_RECORDER_GRIDS */
  guint64 spacing;
  AlgoRecorderCut cuts[ALGO_RECORDER_CUTS];
  int latest, writing; /* indices, -1 for none */
  guint64 cut_number, written_number;
  gint64 writing_time; /* that cuts take to get into the file: of the last, or most of one before */
  gboolean wants_cut;
  gboolean rests;        /* the trainer takes no steps */
  GArray *metrics;       /* not in the file yet */
  GPtrArray *snapshots;  /* not in the file yet */
  GPtrArray *in_writing; /* snapshots on their way to the file, borrowed; or NULL */
  GPtrArray *grids;      /* not in the file yet */
  GPtrArray *unmeasured; /* snapshots of which there is no grid yet: the latest, and all others
                          * that are not kept besides */
  GArray *measured;      /* of guint64, growing: steps of which there is a grid */
  GArray *measuring;     /* of guint64: steps of those that are with a thread */
  GArray *unmeasurable;  /* of guint64: steps that no phases come of */
  gint64 measure_time;   /* when phases were measured last */
  gint64 watch_time;     /* when somebody asked for them last */
  gboolean takes_all;    /* processors: training does */
  gboolean hurries;      /* the writer waits for what the surveyor measures */
  char *path_wanted;     /* where to go on, as soon as there is a cut */
  gboolean is_saving;    /* there, at this moment */
  gboolean has_file;     /* there is one being written */
  gint64 retry_time;     /* no earlier, after a failure */
  gboolean finishing;    /* no more is noted */
  gint64 finish_time;    /* no phases are measured after it */
  gboolean ended;        /* the writer is done */
  gboolean gave_up;      /* of what was noted last */
  char *path, *message;  /* as the status has them */
  gboolean failed;
  guint64 recorded_step;
};

/* Keeps what is needed of the trainer as it is now, with the lock free. */
void algo_recorder_keep_snapshot (AlgoRecorder *self, const AlgoTrainer *trainer);
/* Drops every second snapshot that waits for the file while they take too much memory, with the
 * lock held. */
void algo_recorder_thin_unwritten (AlgoRecorder *self);
/* Whether the snapshot of a step is kept in the file, whatever becomes of its phases. */
gboolean algo_recorder_keeps_step (const AlgoRecorder *self, guint64 step);

/* Whether phases are missing that can be measured by now, and that no thread has: of snapshots that
 * wait for it, and while training rests or is over of all that are kept. With the lock held. */
gboolean algo_recorder_lacks_phases (const AlgoRecorder *self);
/* Takes the first up to step `until` of those that wait to be measured and are not kept besides:
 * once it is forgotten nobody can measure it. NULL if there are none. With the lock free. */
AlgoSnapshot *algo_recorder_take_unkept (AlgoRecorder *self, guint64 until);
/* Adds the grid of a step of which there is none. With the lock held. */
void algo_recorder_add_grid (AlgoRecorder *self, AlgoGrid *grid);
/* Whether there is no more time for it. With the lock held. */
gboolean algo_recorder_measuring_is_over (const AlgoRecorder *self);
/* Whether somebody asks for phases now and then. With the lock held. */
gboolean algo_recorder_is_watched (const AlgoRecorder *self);
/* Whether phases are to be left to a time when training does not take all processors. With the lock
 * held. */
gboolean algo_recorder_puts_off_phases (const AlgoRecorder *self);

/* What the surveyor is to measure; the data is the recorder. */
extern const AlgoSurveyorSource algo_recorder_lacks;

/* The writer's thread; its data is the recorder. */
gpointer algo_recorder_write (gpointer data);
