/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-opening.h"

#include "app/run/background.h"

typedef struct
{
  const char *path;
  AlgoTrainerState **state;
  GError **error;
} Opening;

static gpointer
open_recorder (gpointer data)
{
  const Opening *opening = data;

  return algo_recorder_open (opening->path, opening->state, opening->error);
}

AlgoRecorder *
algo_run_open_recorder (const char *path, AlgoTrainerState **state, GError **error)
{
  return algo_background_call (ALGO_BACKGROUND_OBSERVING, open_recorder,
                               &(Opening){ path, state, error });
}
