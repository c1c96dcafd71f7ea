/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hypernetwork's parameters as a safetensors file: theta (K + 1, P), mixer.w1 (features, width),
 * mixer.b1 (width), mixer.w2 (width, K) and mixer.b2 (K); the metadata names the "model" that they
 * are of and the range of log10 beta, "log-beta-from" and "log-beta-to". Any thread. */
#pragma once

#include "engine/formats/tensor-file.h"
#include "engine/model/parameters.h"

/* The file appears whole or not at all. FALSE and a G_FILE_ERROR if it cannot be written. */
gboolean algo_parameters_save (const AlgoParameters *parameters,
                               const char *path,
                               GHashTable *metadata, /* may be NULL */
                               GError **error);

/* Whether the file has the tensor that such files, and no networks, have. */
gboolean algo_parameters_are_in (const AlgoTensorFile *file);
/* NULL and ALGO_ERROR_FORMAT, which does not say in which file, unless all tensors are there, have
 * the shapes of some number of latent levels and are finite, and the model and the range, if named,
 * are known. */
AlgoParameters *algo_parameters_read (const AlgoTensorFile *file, GError **error);
