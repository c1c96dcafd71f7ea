/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/parameters-file.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "engine/error.h"

#define N_TENSORS 5

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

/* Which borrow the parameters' values. */
static void
get_tensors (const AlgoParameters *parameters, AlgoTensor tensors[N_TENSORS])
{
  tensors[0] = matrix ("theta", ALGO_BASES + 1, parameters->table->count, parameters->theta);
  tensors[1] = matrix ("mixer.w1", ALGO_MIXER_FEATURES, ALGO_MIXER_WIDTH, parameters->mixer_w1);
  tensors[2] = vector ("mixer.b1", ALGO_MIXER_WIDTH, parameters->mixer_b1);
  tensors[3] = matrix ("mixer.w2", ALGO_MIXER_WIDTH, ALGO_BASES, parameters->mixer_w2);
  tensors[4] = vector ("mixer.b2", ALGO_BASES, parameters->mixer_b2);
}

gboolean
algo_parameters_save (const AlgoParameters *parameters,
                      const char *path,
                      GHashTable *metadata,
                      GError **error)
{
  AlgoTensor tensors[N_TENSORS];

  get_tensors (parameters, tensors);
  return algo_safetensors_save (path, tensors, N_TENSORS, metadata, error);
}

gboolean
algo_parameters_are_in (const AlgoSafetensors *file)
{
  return algo_safetensors_find (file, "theta") != NULL;
}

/* 0 if no number of levels has as many parameters as theta has columns. */
static guint
find_levels (const AlgoTensor *theta)
{
  if (theta != NULL && theta->n_dimensions == 2)
    for (guint levels = 1; levels <= ALGO_MAX_LEVELS; levels++)
      if (algo_parameter_table_get (levels)->count == theta->shape[1])
        return levels;
  return 0;
}

static gboolean
check_tensor (const AlgoTensor *tensor, const AlgoTensor *expected, GError **error)
{
  if (tensor == NULL || tensor->data == NULL || tensor->n_dimensions != expected->n_dimensions
      || memcmp (tensor->shape, expected->shape, expected->n_dimensions * sizeof (gsize)) != 0)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                   _ ("tensor “%s” is not there, or is not that of a hypernetwork"),
                   expected->name);
      return FALSE;
    }
  for (gsize i = 0; i < tensor->count; i++)
    if (!isfinite (tensor->data[i]))
      {
        g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("tensor “%s” is not finite"),
                     expected->name);
        return FALSE;
      }
  return TRUE;
}

AlgoParameters *
algo_parameters_read (const AlgoSafetensors *file, GError **error)
{
  /* Where the number of levels is unknown, the check below says that theta is wrong. */
  guint levels = MAX (find_levels (algo_safetensors_find (file, "theta")), 1);
  g_autoptr (AlgoParameters) parameters = algo_parameters_new (levels);
  AlgoTensor tensors[N_TENSORS];

  get_tensors (parameters, tensors);
  for (guint i = 0; i < N_TENSORS; i++)
    {
      const AlgoTensor *tensor = algo_safetensors_find (file, tensors[i].name);

      if (!check_tensor (tensor, &tensors[i], error))
        return NULL;
      memcpy ((float *) tensors[i].data, tensor->data, tensor->count * sizeof (float));
    }
  return g_steal_pointer (&parameters);
}
