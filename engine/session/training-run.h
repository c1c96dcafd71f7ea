/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The run of a session, as its training thread has it: from one state to the next.
 *
 * Only that thread calls these. */
#pragma once

#include "engine/run/history.h"
#include "engine/session/pace.h"
#include "engine/session/session.h"

typedef struct
{
  AlgoHistory *history; /* borrowed; restarted with the run */
  AlgoTrainer *trainer; /* NULL while another run has to be prepared, or could not be */
  AlgoSettings settings;
  AlgoRecorder *recorder;  /* or NULL */
  AlgoTrainerState *begin; /* where to go on from, until it is prepared; NULL for the beginning */
  AlgoSessionState state;
  gboolean run_when_prepared;
  guint64 generation;
  guint64 budget;
  double rate;
  AlgoPace pace;
} AlgoTrainingRun;

/* Gives up what a start refers to. */
void algo_session_start_clear (AlgoSessionStart *start);

/* Gives up the run there was; the one that takes its place is prepared by
 * algo_training_run_prepare(), so that of several restarts in a row only the last is. `start` is
 * emptied. */
void algo_training_run_begin (AlgoTrainingRun *run, AlgoSessionStart *start, guint64 generation);
void algo_training_run_prepare (AlgoTrainingRun *run);
/* Nothing more will be noted of it. */
void algo_training_run_clear (AlgoTrainingRun *run);

guint64 algo_training_run_get_step (const AlgoTrainingRun *run);

/* What commands do, and a step of a run that runs. */
void algo_training_run_start (AlgoTrainingRun *run);
void algo_training_run_pause (AlgoTrainingRun *run);
void algo_training_run_step (AlgoTrainingRun *run);
void algo_training_run_step_once (AlgoTrainingRun *run);
void algo_training_run_extend (AlgoTrainingRun *run, guint steps);
void algo_training_run_set_rate (AlgoTrainingRun *run, double rate);
