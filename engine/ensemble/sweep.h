/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of runs with the same settings and a seed each, which programs train together.
 *
 *   sweep.ini               the settings that all share, and the seeds
 *   seed-0007.algoscope     the run of a seed
 *   status/seed-0007.ini    how far it is, as whoever trains it says
 *   status/lock             a byte of it is locked by whoever trains a seed
 *
 * Several programs may work on a folder, on several machines too. Nobody reads a run that another
 * is recording, which SQLite allows on one machine only. Errors are G_FILE_ERROR or ALGO_ERROR, one
 * line that names the file. A sweep is immutable, and its functions are for any thread. */
#pragma once

#include "engine/ensemble/claim.h"
#include "engine/settings.h"

#define ALGO_SWEEP_FILE "sweep.ini"

typedef enum
{
  ALGO_SEED_WAITING,  /* nobody has begun with it */
  ALGO_SEED_RUNNING,  /* somebody is training it */
  ALGO_SEED_PARTIAL,  /* somebody was */
  ALGO_SEED_FINISHED, /* it has all steps, and its phases are measured */
  ALGO_SEED_FAILED,   /* it could not be trained to its end */
  ALGO_N_SEED_STATES,
} AlgoSeedState;

/* "waiting", "running", "partial", "finished", "failed": never translated. */
const char *algo_seed_state_name (AlgoSeedState state);

typedef struct
{
  guint64 seed;
  AlgoSeedState state;
  guint64 step;        /* about how many are taken */
  char *host;          /* of whoever trains it, or did last; NULL if unknown */
  int process;         /* its number there, 0 if unknown */
  gboolean is_stopped; /* whoever trains it, on this machine, by a signal */
  char *reason;        /* why it failed, one line; NULL if it did not */
} AlgoSeedStatus;

void algo_seed_status_clear (AlgoSeedStatus *status);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AlgoSeedStatus, algo_seed_status_clear)

typedef struct
{
  char *folder;          /* absolute */
  AlgoSettings settings; /* seed and threads of no meaning */
  GArray *seeds;         /* as of algo_seeds_parse() */
} AlgoSweep;

/* Whether there is a sweep in a folder. */
gboolean algo_sweep_is_in (const char *folder);
AlgoSweep *algo_sweep_open (const char *folder, GError **error);
/* Makes the sweep, and the folder, or joins the one that is there, to which it adds the seeds that
 * it lacks. NULL and ALGO_ERROR_SIZE if that one has other settings. */
AlgoSweep *algo_sweep_join (const char *folder,
                            const AlgoSettings *settings,
                            const GArray *seeds,
                            GError **error);
void algo_sweep_free (AlgoSweep *sweep);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoSweep, algo_sweep_free)

/* Where the run of a seed is or will be, a new string. */
char *algo_sweep_get_run_path (const AlgoSweep *sweep, guint64 seed);
/* The right to train a seed, and the right to choose what others are to train. NULL without an
 * error if another has it; the second waits for that one. */
AlgoClaim *algo_sweep_claim_seed (const AlgoSweep *sweep, guint64 seed, GError **error);
AlgoClaim *algo_sweep_claim_choice (const AlgoSweep *sweep, GError **error);

/* How a seed stands; `status` is to be cleared. Takes no time worth mentioning, but for a run that
 * nobody has said anything of, which is then read as a whole. */
void algo_sweep_look (const AlgoSweep *sweep, guint64 seed, AlgoSeedStatus *status);
/* The same of several, an array of AlgoSeedStatus that owns what is in it. */
GArray *algo_sweep_look_at (const AlgoSweep *sweep, const GArray *seeds);
/* Says how a seed stands, for whoever has claimed it: `state` is that which others see once the
 * claim is released. What cannot be written is left out. */
void algo_sweep_say (const AlgoSweep *sweep,
                     guint64 seed,
                     AlgoSeedState state,
                     guint64 step,
                     const char *reason);

/* Whether a run in the folder has the settings of the sweep; `settings` with a seed. FALSE and
 * ALGO_ERROR_SIZE if not. */
gboolean
algo_sweep_check_settings (const AlgoSweep *sweep, const AlgoSettings *settings, GError **error);
