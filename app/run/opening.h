/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a file, whatever is in it: a run goes on in the place of the one there is, a network is
 * shown in place of its own, an ensemble is for the caller. What is in it is looked at, and read,
 * in a thread, while the run there is goes on. Main thread. */
#pragma once

#include "app/run/exhibits.h"
#include "ui/pictures/ensemble/ensemble-consensus.h"

/* So many weights in W0, at most, are drawn as they change: 256 inputs and 1024 hidden neurons. */
#define ALGO_NETWORK_MOST_WEIGHTS (1 << 18)

typedef enum
{
  ALGO_CONTENTS_RUN,
  ALGO_CONTENTS_NETWORK, /* on its own, or one with more weights: ALGO_ERROR_SIZE */
  ALGO_CONTENTS_ENSEMBLE,
} AlgoContents;

/* Sets a G_FILE_ERROR, ALGO_ERROR_FORMAT or ALGO_ERROR_SIZE that names the file if there is nothing
 * in it that can be shown; ALGO_ERROR_CHOICE where a person must say how it is to be read. Where
 * there is no run one begins with `settings`, unless that is opened. The callback, which gets no
 * source object, is always called: where another run was begun or file asked for since, or the run
 * was closed, with G_IO_ERROR_CANCELLED, which nobody need be told of. */
void algo_open_async (AlgoRunModel *run,
                      AlgoExhibits *exhibits,
                      const char *path,
                      const AlgoSettings *settings,
                      GAsyncReadyCallback callback,
                      gpointer data);
/* `consensus` is that of an ensemble, a reference for the caller, or NULL; `notes` is what was
 * assumed in reading a network, a new string, or NULL. Each may be NULL. */
gboolean algo_open_finish (GAsyncResult *result,
                           AlgoContents *contents,
                           AlgoConsensus **consensus,
                           char **notes,
                           GError **error);
