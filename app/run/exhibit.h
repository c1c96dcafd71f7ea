/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network that is shown in place of the run's: one that was opened, or one of the run as a person
 * has changed it by hand. Main thread. */
#pragma once

#include "engine/run/workbench.h"

typedef struct
{
  AlgoWorkbench *workbench;
  char *name;             /* of the file that it was opened from, as shown; NULL: from the run */
  AlgoObservation *shown; /* the latest there is: of an earlier edit where one takes its time */
} AlgoExhibit;

/* `name` may be NULL. */
AlgoExhibit *algo_exhibit_new (AlgoObservation *observation, const char *name);
void algo_exhibit_free (AlgoExhibit *exhibit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoExhibit, algo_exhibit_free)

/* Is to be called after an edit: measures the network as it stands, if that takes no longer than a
 * frame or two, and otherwise returns FALSE. */
gboolean algo_exhibit_refresh (AlgoExhibit *exhibit);
/* Takes what was measured elsewhere; returns FALSE if the network has changed since. */
gboolean algo_exhibit_take (AlgoExhibit *exhibit, AlgoObservation *observation);

/* Says where it comes from, as strings to strings: of a run's network "seed", "step", "log_beta"
 * and "noise_seed", of an opened one "opened", its file's name; and how many changes were made by
 * hand, "edits". */
GHashTable *algo_exhibit_make_provenance (const AlgoExhibit *exhibit);

/* Writes "Edited by hand: 3 changes to the network of step 1 200, log₁₀ β −4.28"; a new string. */
char *algo_exhibit_describe (const AlgoExhibit *exhibit);
