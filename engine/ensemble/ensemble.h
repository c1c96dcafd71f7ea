/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What runs of the same settings, seed apart, have in common: the phases, generalisation and direct
 * networks of all of them, gathered in one file (see gather.h).
 *
 * An ensemble is reference-counted and, once shared, immutable; whoever made it may add members
 * until then. Functions on it may be called from any thread. */
#pragma once

#include "engine/run/generalisation.h"

/* Generalisation is measured at every fourth point of the grid over log10 beta. */
#define ALGO_ENSEMBLE_STRIDE 4
#define ALGO_ENSEMBLE_BETAS ((ALGO_GRID - 1) / ALGO_ENSEMBLE_STRIDE + 1)

typedef enum
{
  ALGO_MEMBER_COMPLETE, /* trained for all steps of the settings, or more */
  ALGO_MEMBER_PARTIAL,  /* for fewer: stopped, or still being trained when it was gathered */
  ALGO_MEMBER_MISSING,  /* no run file of this seed */
  ALGO_MEMBER_DAMAGED,  /* a file that cannot be read as a run */
  ALGO_N_MEMBER_STATES,
} AlgoMemberState;

/* "complete", "partial", "missing", "damaged": never translated. */
const char *algo_member_state_name (AlgoMemberState state);

/* The network that Adam trained directly, from the member's seed, for as many steps as the member,
 * with `inputs`, the most that were trained on, and `hidden`, of the grids. */
typedef struct
{
  guint64 step; /* 0: unknown, and so is the rest */
  guint inputs, hidden;
  gboolean diverged; /* at that step, and went no further */
  AlgoPhase phase;
  double confidence;              /* of one classification */
  AlgoOrderParameters parameters; /* FVU is one of them */
} AlgoMemberDirect;

typedef struct
{
  guint64 seed;
  gboolean seed_known; /* FALSE only of a damaged file that does not say whose it is; seed 0 */
  AlgoMemberState state;
  char *path;       /* of its run file, relative to the folder of the ensemble's file, or absolute;
                       UTF-8; NULL if missing, or if its name is not UTF-8 */
  char *message;    /* why it is partial or damaged, one line; NULL if complete or missing */
  guint64 step;     /* the last recorded */
  guint64 checksum; /* XXH3 of 64 bits of the parameters at that step */
  /* AlgoGrid by growing step, each of another: every 25 steps, with gaps where none was measured.
   * Of the most inputs trained on. Empty if missing or damaged. */
  GPtrArray *grids;
  /* AlgoGeneralisation of the last step by growing log10 beta, that of every ALGO_ENSEMBLE_STRIDEth
   * point of the grid: ALGO_ENSEMBLE_BETAS of them, or none where it was not measured. The coarse
   * sizes are known, that is n = 4, 8 ... 64. */
  GPtrArray *generalisations;
  AlgoMemberDirect direct;
  /* Of the last step and the most inputs trained on, from ALGO_DRAWS draws; both NULL where they
   * were not measured. */
  AlgoGrid *with_encoder, *without_encoder;
} AlgoEnsembleMember;

/* Without path, message and measurements: those are for the caller to set and to add, who owns it.
 */
AlgoEnsembleMember *algo_ensemble_member_new (guint64 seed, AlgoMemberState state);
void algo_ensemble_member_free (AlgoEnsembleMember *member);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoEnsembleMember, algo_ensemble_member_free)

/* The generalisation at a point of the grid, or the measured one next to it; NULL if there is none.
 * Borrowed. */
const AlgoGeneralisation *
algo_ensemble_member_find_generalisation (const AlgoEnsembleMember *member, guint point);

typedef struct
{
  AlgoSettings settings; /* of all members, seed apart, which has no meaning; threads 0 */
  char *path;            /* of the file that it was read from, absolute; NULL if it was not */
  char *version;         /* of the software that gathered it; NULL likewise */
  GPtrArray *members;    /* AlgoEnsembleMember by growing seed, those without one last */
} AlgoEnsemble;

/* Without members. */
AlgoEnsemble *algo_ensemble_new (const AlgoSettings *settings);
/* Takes the member, and puts it in its place. */
void algo_ensemble_add_member (AlgoEnsemble *ensemble, AlgoEnsembleMember *member);
AlgoEnsemble *algo_ensemble_ref (AlgoEnsemble *ensemble);
void algo_ensemble_unref (AlgoEnsemble *ensemble);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoEnsemble, algo_ensemble_unref)

/* Borrowed; `index` below members->len. */
const AlgoEnsembleMember *algo_ensemble_get_member (const AlgoEnsemble *ensemble, guint index);
/* What is asked at a point of the grid: the most inputs trained on, three times as many hidden
 * neurons, noise of seed 0. */
AlgoQuestion algo_ensemble_question (const AlgoSettings *settings, guint point);
/* An empty grid, or generalisation at a point of the grid, for the caller to fill until it is
 * shared: of the settings' most inputs, and of `step`. */
AlgoGrid *algo_ensemble_grid_new (const AlgoSettings *settings, guint64 step);
AlgoGeneralisation *
algo_ensemble_generalisation_new (const AlgoSettings *settings, guint point, guint64 step);
/* How many are in a state. */
guint algo_ensemble_count_members (const AlgoEnsemble *ensemble, AlgoMemberState state);
/* Where the member's run file should be, whether it is there or not: a new string; NULL if it has
 * none. */
char *algo_ensemble_get_run_path (const AlgoEnsemble *ensemble, const AlgoEnsembleMember *member);

/* Whether a file begins as an ensemble's does. What cannot be read does not. */
gboolean algo_ensemble_is_in (const char *path);

/* Reads all of an ensemble's file and believes nothing: application, version, schema, structure,
 * checksums, ranges and order. NULL and a G_FILE_ERROR or ALGO_ERROR_FORMAT, one line that names
 * the file. Takes some tenths of a second for 33 members, and is for a thread that may wait. */
AlgoEnsemble *algo_ensemble_read (const char *path, GError **error);
