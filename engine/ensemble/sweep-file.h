/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file that says what a sweep is: settings and seeds, as GLib's key files are written. */
#pragma once

#include "engine/settings.h"

/* `seeds` receives a new array. FALSE and a G_FILE_ERROR or ALGO_ERROR_FORMAT, which names the
 * file. */
gboolean
algo_sweep_file_read (const char *path, AlgoSettings *settings, GArray **seeds, GError **error);
/* The file appears whole or not at all. */
gboolean algo_sweep_file_write (const char *path,
                                const AlgoSettings *settings,
                                const GArray *seeds,
                                GError **error);

/* FALSE and ALGO_ERROR_SIZE, which names the first difference, unless both are equal, seed and
 * threads apart. */
gboolean
algo_sweep_file_compare (const AlgoSettings *shared, const AlgoSettings *other, GError **error);
