/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values of a tensor in a file as floats, whatever type of real numbers they are stored in. */
#pragma once

#include "engine/formats/tensor-file.h"

/* Bytes that a value takes; 0 if the type is not known. */
gsize algo_tensor_type_size (const char *dtype);
/* Whether it is F32, F64, F16 or BF16. */
gboolean algo_tensor_is_real (const AlgoTensor *tensor);
/* Of such a tensor; `values` (count). What is too large for a float is infinite. */
void algo_tensor_get_reals (const AlgoTensor *tensor, float *values);
