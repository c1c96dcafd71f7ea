/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/settings.h"

#include <glib/gi18n-lib.h>

#include "engine/error.h"

static const struct
{
  const char *name, *title;
} models[ALGO_N_MODELS] = {
  [ALGO_MODEL_REFERENCE] = { "reference", N_ ("Reference") },
  [ALGO_MODEL_BALANCED] = { "balanced", N_ ("Balanced") },
  [ALGO_MODEL_PAIRED] = { "paired", N_ ("Paired") },
};

#define AT(member) G_STRUCT_OFFSET (AlgoSettings, member)

#define RANGE_TIP                                                                                  \
  N_ ("Each network of a step is trained at a complexity of its own, drawn from this range")

/* By their order in files. */
const AlgoSettingRow algo_setting_rows[ALGO_N_SETTINGS] = {
  { .name = "seed",
    .kind = ALGO_SETTING_SEED,
    .offset = AT (seed),
    .is_kept = TRUE,
    .help = N_ ("Seed of the run (0)"),
    .argument = N_ ("SEED"),
    .row = 1,
    .title = N_ ("S_eed") },
  { .name = "least",
    .kind = ALGO_SETTING_COUNT,
    .offset = AT (least),
    .is_kept = TRUE,
    .least = ALGO_MIN_INPUTS,
    .most = ALGO_MAX_INPUTS,
    .help = N_ ("Fewest inputs to train on (4)"),
    .argument = N_ ("INPUTS"),
    .row = 4,
    .title = N_ ("_Fewest inputs"),
    .step = 1,
    .page = 8 },
  { .name = "most",
    .kind = ALGO_SETTING_COUNT,
    .offset = AT (most),
    .is_kept = TRUE,
    .least = ALGO_MIN_INPUTS,
    .most = ALGO_MAX_INPUTS,
    .help = N_ ("Most inputs to train on (16)"),
    .argument = N_ ("INPUTS"),
    .row = 5,
    .title = N_ ("_Most inputs"),
    .step = 1,
    .page = 8 },
  { .name = "levels",
    .kind = ALGO_SETTING_COUNT,
    .offset = AT (levels),
    .is_kept = TRUE,
    .least = 1,
    .most = ALGO_MAX_LEVELS,
    .help = N_ ("Latent levels (1)"),
    .argument = N_ ("LEVELS"),
    .row = 6,
    .title = N_ ("Latent le_vels"),
    .step = 1,
    .page = 1 },
  { .name = "batch",
    .kind = ALGO_SETTING_COUNT,
    .offset = AT (batch),
    .is_kept = TRUE,
    .least = 1,
    .most = ALGO_MAX_BATCH,
    .help = N_ ("Networks in a step, each at its own beta (12)"),
    .argument = N_ ("NETWORKS"),
    .row = 7,
    .title = N_ ("Networks in a s_tep"),
    .step = 1,
    .page = 8 },
  { .name = "points",
    .kind = ALGO_SETTING_COUNT,
    .offset = AT (points),
    .is_kept = TRUE,
    .least = 1,
    .most = ALGO_MAX_POINTS,
    .help = N_ ("Points that each network is tried on (256)"),
    .argument = N_ ("POINTS") },
  { .name = "steps",
    .kind = ALGO_SETTING_COUNT,
    .offset = AT (steps),
    .is_kept = TRUE,
    .least = 1,
    .most = ALGO_MAX_STEPS,
    .help = N_ ("Training steps (8000)"),
    .argument = N_ ("STEPS"),
    .row = 3,
    .title = N_ ("_Steps"),
    .step = 100,
    .page = 1000 },
  { .name = "rate",
    .kind = ALGO_SETTING_REAL,
    .offset = AT (rate),
    .is_kept = TRUE,
    .most = ALGO_MAX_RATE,
    .help = N_ ("Peak learning rate (0.003)"),
    .argument = N_ ("RATE"),
    .row = 2,
    .title = N_ ("Peak _learning rate") },
  { .name = "model",
    .kind = ALGO_SETTING_MODEL,
    .offset = AT (model),
    .is_kept = TRUE,
    .most = ALGO_N_MODELS - 1,
    .help = N_ ("“reference”; “balanced”, which carries over to larger n; or “paired”, in which "
                "double-sided networks turn into pudding (paired)"),
    .argument = N_ ("MODEL"),
    .row = 10,
    .title = N_ ("M_odel"),
    .tip = N_ ("Paired networks turn from double-sided to pudding to convexity as they become "
               "simpler; balanced ones carry over to larger sizes; those of the reference have "
               "their size laws learned") },
  { .name = "log-beta-from",
    .kind = ALGO_SETTING_LOG_BETA,
    .offset = AT (log_beta_from),
    .is_kept = TRUE,
    .help = N_ ("Smallest log10 beta to train on (-6)"),
    .argument = N_ ("LOG10-BETA"),
    .row = 8,
    .title = N_ ("Sm_allest log₁₀ β"),
    .tip = RANGE_TIP,
    .step = 0.5,
    .page = 1 },
  { .name = "log-beta-to",
    .kind = ALGO_SETTING_LOG_BETA,
    .offset = AT (log_beta_to),
    .is_kept = TRUE,
    .help = N_ ("Largest log10 beta to train on (-1)"),
    .argument = N_ ("LOG10-BETA"),
    .row = 9,
    .title = N_ ("Lar_gest log₁₀ β"),
    .tip = RANGE_TIP,
    .step = 0.5,
    .page = 1 },
  { .name = "task",
    .kind = ALGO_SETTING_TASK,
    .offset = AT (task),
    .is_kept = TRUE,
    .help = N_ ("The function to compute: a name that “tasks” lists, or an expression such as "
                "“max(x) - min(x)” (l1)"),
    .argument = N_ ("TASK") },
  { .name = "threads",
    .kind = ALGO_SETTING_COUNT,
    .offset = AT (threads),
    .most = ALGO_MAX_THREADS,
    .help = N_ ("Worker threads; 0, the default, is one a processor"),
    .argument = N_ ("THREADS") },
};

const char *
algo_model_name (AlgoModel model)
{
  g_return_val_if_fail (model < ALGO_N_MODELS, NULL);
  return models[model].name;
}

const char *
algo_model_title (AlgoModel model)
{
  g_return_val_if_fail (model < ALGO_N_MODELS, NULL);
  return models[model].title;
}

gboolean
algo_model_find (const char *name, AlgoModel *model)
{
  for (guint i = 0; i < ALGO_N_MODELS; i++)
    if (g_str_equal (name, models[i].name))
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

/* The fewest inputs are the least that the most may be. */
static guint
find_least (const AlgoSettings *settings, const AlgoSettingRow *row)
{
  return row->offset == AT (most) ? settings->least : row->least;
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

const AlgoTask *
algo_settings_get_task (const AlgoSettings *settings)
{
  return settings->task != NULL ? settings->task : &algo_task_l1;
}

gboolean
algo_settings_validate (const AlgoSettings *settings, GError **error)
{
  for (guint i = 0; i < ALGO_N_SETTINGS; i++)
    {
      const AlgoSettingRow *row = &algo_setting_rows[i];
      const void *value = G_STRUCT_MEMBER_P (settings, row->offset);
      const double real = row->kind == ALGO_SETTING_REAL ? *(const double *) value : 0;

      if (row->kind == ALGO_SETTING_SEED || row->kind == ALGO_SETTING_LOG_BETA
          || row->kind == ALGO_SETTING_TASK)
        continue;
      if (row->kind != ALGO_SETTING_REAL)
        {
          if (!in_range (row->name, *(const guint *) value, find_least (settings, row), row->most,
                         error))
            return FALSE;
        }
      /* Written so that NaN is refused. */
      else if (!(real > 0 && real <= row->most))
        {
          g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                       _ ("%s is %g, but must be above 0 and at most %u"), row->name, real,
                       row->most);
          return FALSE;
        }
    }
  return validate_log_beta (settings, error);
}

gboolean
algo_size_validate (guint inputs, guint hidden, GError **error)
{
  return in_range ("inputs", inputs, ALGO_MIN_INPUTS, ALGO_MAX_INPUTS, error)
         && in_range ("hidden", hidden, 1, ALGO_MAX_HIDDEN_PER_INPUT * inputs, error);
}
