/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/settings.h"

#include <glib/gi18n-lib.h>

#include "engine/error.h"

static const char *const model_names[ALGO_N_MODELS] = { "reference", "balanced", "paired" };

const char *
algo_model_name (AlgoModel model)
{
  g_return_val_if_fail (model < ALGO_N_MODELS, NULL);
  return model_names[model];
}

gboolean
algo_model_find (const char *name, AlgoModel *model)
{
  for (guint i = 0; i < ALGO_N_MODELS; i++)
    if (g_str_equal (name, model_names[i]))
      {
        *model = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
in_range (const char *name, guint value, guint low, guint high, GError **error)
{
  if (value >= low && value <= high)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE, _ ("%s is %u, but must be from %u to %u"), name,
               value, low, high);
  return FALSE;
}

/* Written so that NaN is refused. */
static gboolean
validate_log_beta (const AlgoSettings *settings, GError **error)
{
  if (settings->log_beta_from >= ALGO_LEAST_LOG_BETA && settings->log_beta_to <= ALGO_MOST_LOG_BETA
      && settings->log_beta_from < settings->log_beta_to)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
               _ ("log10 beta goes from %g to %g, but must rise, from %g at least to %g at most"),
               settings->log_beta_from, settings->log_beta_to, ALGO_LEAST_LOG_BETA,
               ALGO_MOST_LOG_BETA);
  return FALSE;
}

gboolean
algo_settings_validate (const AlgoSettings *settings, GError **error)
{
  if (!in_range ("least", settings->least, ALGO_MIN_INPUTS, ALGO_MAX_INPUTS, error)
      || !in_range ("most", settings->most, settings->least, ALGO_MAX_INPUTS, error)
      || !in_range ("levels", settings->levels, 1, ALGO_MAX_LEVELS, error)
      || !in_range ("batch", settings->batch, 1, ALGO_MAX_BATCH, error)
      || !in_range ("points", settings->points, 1, ALGO_MAX_POINTS, error)
      || !in_range ("steps", settings->steps, 1, ALGO_MAX_STEPS, error)
      || !in_range ("threads", settings->threads, 0, ALGO_MAX_THREADS, error)
      || !in_range ("model", settings->model, 0, ALGO_N_MODELS - 1, error))
    return FALSE;
  /* Written so that NaN is refused. */
  if (!(settings->rate > 0 && settings->rate <= ALGO_MAX_RATE))
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                   _ ("rate is %g, but must be above 0 and at most %g"), settings->rate,
                   ALGO_MAX_RATE);
      return FALSE;
    }
  return validate_log_beta (settings, error);
}

gboolean
algo_size_validate (guint inputs, guint hidden, GError **error)
{
  return in_range ("inputs", inputs, ALGO_MIN_INPUTS, ALGO_MAX_INPUTS, error)
         && in_range ("hidden", hidden, 1, ALGO_MAX_HIDDEN_PER_INPUT * inputs, error);
}
