/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One seed in the list of those behind a cell of an ensemble: its phase, FVU and confidence there,
 * or why there is none. Main thread. */
#pragma once

#include "engine/ensemble/ensemble.h"

#include <gtk/gtk.h>

/* Floating. `point` is NULL for a member that does not count there; one without a run file cannot
 * be activated. */
GtkWidget *
algo_seed_row_new (const AlgoEnsembleMember *member, guint index, const AlgoGridPoint *point);
/* The head of the columns. */
GtkWidget *algo_seed_row_new_head (void);
/* The index that it was made with. */
guint algo_seed_row_get_member (GtkListBoxRow *row);
