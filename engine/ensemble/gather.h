/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs of the same settings, seed apart, gathered into an ensemble.
 *
 * What is recorded of each is copied; how it generalises and what Adam finds without a
 * hypernetwork is measured on its last parameters, some seconds of a processor a run. What an
 * ensemble's file that stands there already knows of a run that has not changed since (the same
 * seed, step and parameters, gathered by the same version) is kept. */
#pragma once

#include "engine/ensemble/ensemble.h"
#include "engine/ensemble/gather-sources.h"

/* How far it is, in pieces of work of about the same size; called in the thread that gathers.
 * Returns FALSE to give up. */
typedef gboolean (*AlgoGatherProgress) (guint done, guint total, gpointer data);

typedef struct
{
  guint measured, kept; /* members that were measured now, and that were before */
} AlgoGatherReport;

/* Writes the ensemble to `path`, in place of what was there unless that is a run, and returns it,
 * as algo_ensemble_read() would. `threads` are those that work, 0 one a processor; the result does
 * not depend on them. `progress` and `report` may be NULL.
 *
 * Runs that are missing, that are partial or being recorded, and files that are no whole run are
 * noted in their members. NULL and a G_FILE_ERROR or ALGO_ERROR, one line, and nothing written if
 * not one run can be read, if two differ in a setting, if two have the same seed, if the rate of
 * one was changed on its way, or if the file cannot be written; ALGO_ERROR_CANCELLED when it was
 * given up. */
AlgoEnsemble *algo_gather (const AlgoGatherSources *sources,
                           const char *path,
                           guint threads,
                           AlgoGatherProgress progress,
                           gpointer data,
                           AlgoGatherReport *report,
                           GError **error);
