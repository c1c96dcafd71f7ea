/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arrays in files, whoever wrote them: safetensors, NumPy's NPZ and NPY, PyTorch's zip.
 *
 * Which it is, the file's first bytes tell. Everything is checked before anything is believed, and
 * nothing in a file is run. Errors are ALGO_ERROR_FORMAT or G_FILE_ERROR and say which file and
 * what. A file is not changed once it is read; any thread. */
#pragma once

#include <glib.h>

#define ALGO_TENSOR_MAX_DIMENSIONS 8
#define ALGO_TENSOR_FILE_MAX                                                                       \
  (G_GINT64_CONSTANT (1) << 30) /* bytes that are read, and unpacked, into memory */

typedef struct
{
  const char *name;
  const char *dtype; /* "F32" ...; of no account in saving, which writes F32 */
  guint n_dimensions;
  gsize shape[ALGO_TENSOR_MAX_DIMENSIONS];
  gsize count;       /* product of the shape */
  const float *data; /* (shape), aligned; NULL where the type is not F32 */
  const void *bytes; /* the values as they stand in the file, not aligned; of no account in saving;
                        NULL where what is in the file is no numbers */
} AlgoTensor;

typedef struct _AlgoTensorFile AlgoTensorFile;

/* An NPY file holds one array: those of the same folder are read with it, under the names of their
 * files, it first. */
AlgoTensorFile *algo_tensor_file_load (const char *path, GError **error);
/* As above from memory, without others of a folder; `name` is for error messages. */
AlgoTensorFile *algo_tensor_file_parse (const char *name, GBytes *bytes, GError **error);
void algo_tensor_file_free (AlgoTensorFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoTensorFile, algo_tensor_file_free)

/* NULL, with no error, where there is none. Borrowed from the file. */
const AlgoTensor *algo_tensor_file_find (const AlgoTensorFile *file, const char *tensor);
const char *algo_tensor_file_metadata (const AlgoTensorFile *file, const char *key);
/* All of it, strings to strings; borrowed from the file. */
GHashTable *algo_tensor_file_get_metadata (const AlgoTensorFile *file);
guint algo_tensor_file_count (const AlgoTensorFile *file);
const AlgoTensor *algo_tensor_file_nth (const AlgoTensorFile *file, guint index);

/* "“fc1.weight” (48, 16)", with its type where that is not F32; a new string. */
char *algo_tensor_describe (const AlgoTensor *tensor);
