/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing safetensors files: u64 little-endian N; N bytes of UTF-8 JSON; the data, all F32. */
#pragma once

#include "engine/formats/tensor-file.h"

#define ALGO_SAFETENSORS_MAX_HEADER 100000000 /* bytes, as the format has it */

/* Writes to a temporary name beside `path`, syncs and renames: an interrupted write leaves what was
 * there. Tensors are written in the order given; metadata maps strings to strings, may be NULL. */
gboolean algo_safetensors_save (const char *path,
                                const AlgoTensor *tensors,
                                guint n_tensors,
                                GHashTable *metadata,
                                GError **error);
