/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing safetensors files.
 *
 * u64 little-endian N; N bytes of UTF-8 JSON; the data, all F32 in what is written. Everything is
 * checked before anything is believed; errors are ALGO_ERROR_FORMAT or G_FILE_ERROR and say which
 * file and what.
 */
#pragma once

#include "engine/network.h"

typedef struct _AlgoSafetensors AlgoSafetensors;

#define ALGO_SAFETENSORS_MAX_DIMENSIONS 8
#define ALGO_SAFETENSORS_MAX_HEADER 100000000 /* bytes, as the format has it */
#define ALGO_SAFETENSORS_MAX_FILE                                                                  \
  (G_GINT64_CONSTANT (1) << 30) /* bytes that are read into memory */

typedef struct
{
  const char *name;
  const char *dtype; /* "F32" ...; of no account in saving, which writes F32 */
  guint n_dimensions;
  gsize shape[ALGO_SAFETENSORS_MAX_DIMENSIONS];
  gsize count;       /* product of the shape */
  const float *data; /* (shape), aligned; NULL where the type is not F32 */
  const void
      *bytes; /* the values as they stand in the file, not aligned; of no account in saving */
} AlgoTensor;

AlgoSafetensors *algo_safetensors_load (const char *path, GError **error);
/* As above from memory, which is copied; `name` is for error messages. */
AlgoSafetensors *algo_safetensors_parse (const char *name, GBytes *bytes, GError **error);
void algo_safetensors_free (AlgoSafetensors *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoSafetensors, algo_safetensors_free)

/* NULL, with no error, where there is none. Borrowed from the file. */
const AlgoTensor *algo_safetensors_find (const AlgoSafetensors *file, const char *tensor);
const char *algo_safetensors_metadata (const AlgoSafetensors *file, const char *key);
/* All of it, strings to strings; borrowed from the file. */
GHashTable *algo_safetensors_get_metadata (const AlgoSafetensors *file);
guint algo_safetensors_count (const AlgoSafetensors *file);
const AlgoTensor *algo_safetensors_nth (const AlgoSafetensors *file, guint index);

/* Writes to a temporary name beside `path`, syncs and renames: an interrupted write leaves what was
 * there. Tensors are written in the order given; metadata maps strings to strings, may be NULL. */
gboolean algo_safetensors_save (const char *path,
                                const AlgoTensor *tensors,
                                guint n_tensors,
                                GHashTable *metadata,
                                GError **error);

/* Networks in files may be larger than those that a hypernetwork writes. */
#define ALGO_NETWORK_MAX_INPUTS 1024
#define ALGO_NETWORK_MAX_HIDDEN 8192

#define ALGO_NETWORK_TENSORS 4

/* W0 (n, h), b0 (h), W1 (h) and b1 (1), which borrow the network's weights. */
void algo_network_get_tensors (const AlgoNetwork *network,
                               AlgoTensor tensors[ALGO_NETWORK_TENSORS]);

/* A network from W0 (n, h), b0 (h), W1 (h), b1 (1), where a vector may also be a row or a column
 * and b1 a scalar, of any type of real numbers. W0 may also be (h, n), as PyTorch's nn.Linear has
 * it: where n is not h, the length of b0 tells, and where it is, that W1 is a row. Shapes must
 * agree, sizes be in range and all weights finite. `label` (optional) receives the metadata's label
 * or NULL, owned by the caller. */
AlgoNetwork *algo_network_load (const char *path, char **label, GError **error);
/* As above from a file that is open; the error does not say which. */
AlgoNetwork *algo_network_read (const AlgoSafetensors *file, GError **error);
gboolean algo_network_save (const AlgoNetwork *network,
                            const char *path,
                            GHashTable *metadata, /* may be NULL */
                            GError **error);
