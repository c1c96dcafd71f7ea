/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/parameters-file.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/formats/safetensors.h"
#include "engine/settings-fields.h"
#include "engine/text.h"

#define N_TENSORS 5

/* In the metadata. */
#define FROM "log-beta-from"
#define TO "log-beta-to"

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
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  AlgoTensor tensors[N_TENSORS];
  GHashTableIter iter;
  gpointer key, value;
  char from[G_ASCII_DTOSTR_BUF_SIZE], to[G_ASCII_DTOSTR_BUF_SIZE];

  if (metadata != NULL)
    {
      g_hash_table_iter_init (&iter, metadata);
      while (g_hash_table_iter_next (&iter, &key, &value))
        g_hash_table_insert (all, key, value);
    }
  g_hash_table_insert (all, (gpointer) FROM,
                       g_ascii_dtostr (from, sizeof from, parameters->log_beta_from));
  g_hash_table_insert (all, (gpointer) TO, g_ascii_dtostr (to, sizeof to, parameters->log_beta_to));
  g_hash_table_insert (all, (gpointer) "model",
                       (gpointer) algo_model_name (parameters->table->model));
  g_hash_table_insert (all, (gpointer) "task", (gpointer) parameters->task->text);
  get_tensors (parameters, tensors);
  return algo_safetensors_save (path, tensors, N_TENSORS, all, error);
}

gboolean
algo_parameters_are_in (const AlgoTensorFile *file)
{
  return algo_tensor_file_find (file, "theta") != NULL;
}

/* The table of as many parameters as theta has columns, which no two of a model have; NULL if there
 * is none. */
static const AlgoParameterTable *
find_table (const AlgoTensor *theta, AlgoModel model)
{
  if (theta != NULL && theta->n_dimensions == 2)
    for (guint levels = 1; levels <= ALGO_MAX_LEVELS; levels++)
      for (guint kinds = 0; kinds <= ALGO_MOST_KINDS; kinds++)
        {
          const AlgoParameterTable *table =
              algo_parameter_table_get_for_kinds (levels, model, kinds);

          if (table->count == theta->shape[1])
            return table;
        }
  return NULL;
}

/* Files from before there were models do not name theirs, the reference. */
static gboolean
read_model (const AlgoTensorFile *file, AlgoModel *model, GError **error)
{
  const char *name = algo_tensor_file_metadata (file, "model");
  g_autofree char *printable = NULL;

  *model = ALGO_MODEL_REFERENCE;
  if (name == NULL || algo_model_find (name, model))
    return TRUE;
  printable = algo_text_printable (name);
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("there is no model “%s”"), printable);
  return FALSE;
}

/* Files from before there were others do not name the range, that by default. */
static gboolean
read_range (const AlgoTensorFile *file, AlgoParameters *parameters, GError **error)
{
  const char *const names[] = { FROM, TO };
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *text = algo_tensor_file_metadata (file, names[i]);
      guint field;

      if (text != NULL
          && (!algo_settings_find_field (names[i], &field)
              || !algo_settings_parse_field (&settings, field, text)))
        {
          g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("“%s” is not a number"), names[i]);
          return FALSE;
        }
    }
  parameters->log_beta_from = settings.log_beta_from;
  parameters->log_beta_to = settings.log_beta_to;
  return algo_settings_validate (&settings, error);
}

/* Files from before there were other tasks do not name theirs, the L1 norm. Parameters without
 * kinds of inputs may be of any task, others of one that has as many. */
static gboolean
read_task (const AlgoTensorFile *file, AlgoParameters *parameters, GError **error)
{
  const char *text = algo_tensor_file_metadata (file, "task");

  parameters->task = text != NULL ? algo_task_get (text, error) : &algo_task_l1;
  if (parameters->task == NULL)
    return FALSE;
  if (parameters->table->kinds == 0 || parameters->table->kinds == parameters->task->row->kinds)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               _ ("tensor “%s” is not there, or is not that of a hypernetwork"), "theta");
  return FALSE;
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
algo_parameters_read (const AlgoTensorFile *file, GError **error)
{
  const AlgoParameterTable *table;
  g_autoptr (AlgoParameters) parameters = NULL;
  AlgoTensor tensors[N_TENSORS];
  AlgoModel model;

  if (!read_model (file, &model, error))
    return NULL;
  table = find_table (algo_tensor_file_find (file, "theta"), model);
  /* Where there is none, the check below says that theta is wrong. */
  parameters = table != NULL ? algo_parameters_new_of (table) : algo_parameters_new (1, model);
  if (!read_range (file, parameters, error) || !read_task (file, parameters, error))
    return NULL;
  get_tensors (parameters, tensors);
  for (guint i = 0; i < N_TENSORS; i++)
    {
      const AlgoTensor *tensor = algo_tensor_file_find (file, tensors[i].name);

      if (!check_tensor (tensor, &tensors[i], error))
        return NULL;
      memcpy ((float *) tensors[i].data, tensor->data, tensor->count * sizeof (float));
    }
  return g_steal_pointer (&parameters);
}
