/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PyTorch's files: a zip with a pickle, and the values of tensors beside it. */
#pragma once

#include "engine/formats/tensor-file.h"

/* Adds the tensors of what was saved, by the path to them, "model.fc1.weight"; those of a module
 * that was saved whole are named as in its state dict. `entries` has paths (char *) and what is
 * there (GBytes). FALSE and ALGO_ERROR_FORMAT, which does not name the file. */
gboolean algo_torch_read (AlgoTensorFile *file, GHashTable *entries, GError **error);
