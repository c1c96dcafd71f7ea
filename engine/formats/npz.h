/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing NPZ files: what numpy.load() reads.
 *
 * A zip of NPY files, version 1.0: arrays of '<f4' in C order, stored without compression as
 * numpy.savez() does. */
#pragma once

#include "engine/formats/tensor-file.h"

/* Writes the tensors under their names, in the order given, and `metadata` (strings to strings, may
 * be NULL) as an array "metadata" of one string, a JSON object sorted by its keys. Equal arguments
 * give equal bytes. The file appears whole or not at all. FALSE and a G_FILE_ERROR, or
 * ALGO_ERROR_SIZE for what the format cannot hold. Any thread. */
gboolean algo_npz_save (const char *path,
                        const AlgoTensor *tensors,
                        guint n_tensors,
                        GHashTable *metadata,
                        GError **error);
