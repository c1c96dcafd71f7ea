/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people call the tensors of a network. Internal to engine/formats. */
#pragma once

#include "engine/formats/tensor-file.h"

/* Whether the name has a word for a bias: "fc1.bias", "b0", "intercepts_1". */
gboolean algo_name_is_bias (const char *name);
/* Whether it is of what an optimizer keeps. */
gboolean algo_name_is_kept_aside (const char *name);
/* Whether it is of that, or of a normalization, neither of which is a layer. */
gboolean algo_name_is_other (const char *name);
/* Below 0 where the first name is the second with a lower number in it, above 0 with a higher one,
 * and else 0. */
int algo_name_compare_numbers (const char *first, const char *second);

/* The bias that goes with a weight by its name, "fc1.bias" with "fc1.weight", or NULL. */
const AlgoTensor *algo_tensor_find_bias (const AlgoTensorFile *file, const AlgoTensor *weight);
