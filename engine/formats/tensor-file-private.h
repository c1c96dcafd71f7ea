/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling a file of arrays: for the readers of its formats. */
#pragma once

#include "engine/formats/tensor-file.h"

/* Reads all of `bytes` into `file`. FALSE and an error that does not say which file. */
typedef gboolean (*AlgoTensorReader) (AlgoTensorFile *file, GBytes *bytes, GError **error);

gboolean algo_safetensors_read (AlgoTensorFile *file, GBytes *bytes, GError **error);
/* An NPZ file, or PyTorch's. */
gboolean algo_zip_read (AlgoTensorFile *file, GBytes *bytes, GError **error);

/* Adds a tensor: name, dtype, shape and bytes are read, and those in memory of `file`, or NULL. */
void algo_tensor_file_add (AlgoTensorFile *file, const AlgoTensor *tensor);
/* The same of values that stand `strides` apart, which are counted in values, from `tensor->bytes`;
 * all of them must lie there. FALSE if there is no memory for them. */
gboolean algo_tensor_file_add_strided (AlgoTensorFile *file,
                                       const AlgoTensor *tensor,
                                       const gsize *strides,
                                       GError **error);
/* The product of a shape; FALSE, and an error, where it is more than memory holds. */
gboolean algo_tensor_count (AlgoTensor *tensor, GError **error);
void algo_tensor_file_add_metadata (AlgoTensorFile *file, const char *key, const char *value);
/* Keeps a reference as long as the file is there. */
void algo_tensor_file_keep (AlgoTensorFile *file, GBytes *bytes);
