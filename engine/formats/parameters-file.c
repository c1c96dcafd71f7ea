/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/parameters-file.h"

#include "engine/formats/safetensors.h"

static AlgoTensor
matrix (const char *name, gsize rows, gsize columns, const float *values)
{
  return (AlgoTensor){ .name = name,
                       .n_dimensions = 2,
                       .shape = { rows, columns },
                       .count = rows * columns,
                       .data = values };
}

static AlgoTensor
vector (const char *name, gsize length, const float *values)
{
  return (AlgoTensor){
    .name = name, .n_dimensions = 1, .shape = { length }, .count = length, .data = values
  };
}

gboolean
algo_parameters_save (const AlgoParameters *parameters, const char *path, GHashTable *metadata,
                      GError **error)
{
  const AlgoTensor tensors[] = {
    matrix ("theta", ALGO_BASES + 1, parameters->table->count, parameters->theta),
    matrix ("mixer.w1", ALGO_MIXER_FEATURES, ALGO_MIXER_WIDTH, parameters->mixer_w1),
    vector ("mixer.b1", ALGO_MIXER_WIDTH, parameters->mixer_b1),
    matrix ("mixer.w2", ALGO_MIXER_WIDTH, ALGO_BASES, parameters->mixer_w2),
    vector ("mixer.b2", ALGO_BASES, parameters->mixer_b2),
  };

  return algo_safetensors_save (path, tensors, G_N_ELEMENTS (tensors), metadata, error);
}
