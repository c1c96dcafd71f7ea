/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ensembles, written to files. Any thread. */
#pragma once

#include "engine/ensemble/ensemble.h"

/* The file appears whole or not at all, in place of what was there. FALSE and a G_FILE_ERROR that
 * names the file if it cannot be written. */
gboolean algo_ensemble_save (const AlgoEnsemble *ensemble, const char *path, GError **error);
