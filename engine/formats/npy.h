/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NumPy's arrays, NPY files and NPZ's entries: reading. */
#pragma once

#include "engine/formats/tensor-file.h"

#define ALGO_NPY_MAGIC "\x93NUMPY"
#define ALGO_NPY_MAGIC_LENGTH 6

/* Adds the array to `file`, which keeps `bytes`; text without dimensions becomes metadata of that
 * name, "metadata" itself a JSON object of it. Of objects only the name and the shape are there.
 * FALSE and ALGO_ERROR_FORMAT, which does not name the file. */
gboolean algo_npy_read (AlgoTensorFile *file, const char *name, GBytes *bytes, GError **error);
