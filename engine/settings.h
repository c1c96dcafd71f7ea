/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a training run is a function of, and the ranges allowed. */
#pragma once

#include "engine/task/task.h"

#include <glib.h>

#define ALGO_MIN_INPUTS 2
#define ALGO_MAX_INPUTS 64
#define ALGO_MAX_HIDDEN_PER_INPUT 8 /* h runs from 1 to 8 n */
#define ALGO_HIDDEN_PER_INPUT 3     /* h = 3 n while training, as in the paper */
#define ALGO_MAX_LEVELS 3
#define ALGO_MAX_BATCH 64
#define ALGO_MAX_POINTS 4096
#define ALGO_MAX_STEPS 10000000
#define ALGO_MAX_THREADS 64
#define ALGO_MAX_RATE 1.0
#define ALGO_LEAST_LOG_BETA (-12.0) /* log10 (beta) may be trained on from here */
#define ALGO_MOST_LOG_BETA 0.0      /* to here, */
#define ALGO_MIN_LOG_BETA (-6.0)    /* and is from here to there by default and in files that do */
#define ALGO_MAX_LOG_BETA (-1.0)    /* not say */

/* A range of log10 beta, both ends included. */
typedef struct
{
  double from, to;
} AlgoBetaRange;

#define ALGO_DEFAULT_BETA_RANGE ((AlgoBetaRange){ ALGO_MIN_LOG_BETA, ALGO_MAX_LOG_BETA })

/* How target networks are read from what the hypernetwork computes. */
typedef enum
{
  ALGO_MODEL_REFERENCE, /* all size laws are learned */
  ALGO_MODEL_BALANCED,  /* what is known of the norm at every size holds exactly: model/balance.h */
  ALGO_MODEL_PAIRED,    /* that, and hidden neurons in pairs that may lean: model/lean.h */
  ALGO_N_MODELS,
} AlgoModel;

/* "reference", "balanced", "paired": the names in files and on command lines, never translated. */
const char *algo_model_name (AlgoModel model);
/* "Reference", "Balanced"; marked for translation. */
const char *algo_model_title (AlgoModel model);
/* FALSE if there is none of that name. */
gboolean algo_model_find (const char *name, AlgoModel *model);

typedef struct
{
  guint64 seed;
  guint least, most; /* n is drawn uniformly from [least, most] at each step */
  guint levels;      /* L, latent levels, 1 to ALGO_MAX_LEVELS */
  guint batch;       /* B, samples in a step, each with its own beta */
  guint points;      /* X, inputs that each target network is tried on */
  guint steps;       /* length of the rate schedule, and the first step budget */
  guint threads;     /* workers; 0 is one a processor. No effect on the result */
  AlgoModel model;
  const AlgoTask *task;              /* NULL: the L1 norm, see algo_settings_get_task() */
  double log_beta_from, log_beta_to; /* the range of log10 (beta) that is trained on */
  double rate;                       /* Adam's peak rate, above 0 and at most ALGO_MAX_RATE */
} AlgoSettings;

#define ALGO_SETTINGS_DEFAULT                                                                      \
  ((AlgoSettings){ .seed = 0,                                                                      \
                   .least = 4,                                                                     \
                   .most = 16,                                                                     \
                   .levels = 1,                                                                    \
                   .batch = 12,                                                                    \
                   .points = 256,                                                                  \
                   .steps = 8000,                                                                  \
                   .threads = 0,                                                                   \
                   .log_beta_from = ALGO_MIN_LOG_BETA,                                             \
                   .log_beta_to = ALGO_MAX_LOG_BETA,                                               \
                   .task = &algo_task_l1,                                                          \
                   .rate = 3e-3,                                                                   \
                   .model = ALGO_MODEL_PAIRED })

typedef enum
{
  ALGO_SETTING_SEED,     /* guint64 */
  ALGO_SETTING_COUNT,    /* guint */
  ALGO_SETTING_REAL,     /* double, above 0 */
  ALGO_SETTING_MODEL,    /* AlgoModel */
  ALGO_SETTING_TASK,     /* const AlgoTask * */
  ALGO_SETTING_LOG_BETA, /* double, an end of the range of log10 beta */
} AlgoSettingKind;

/* All that is said of a setting; it begins as in ALGO_SETTINGS_DEFAULT. Strings are static; texts
 * are marked for translation. */
typedef struct
{
  const char *name; /* of the option and in files, never translated */
  AlgoSettingKind kind;
  gsize offset;         /* in AlgoSettings */
  gboolean is_kept;     /* in files: a run is a function of it */
  guint least, most;    /* of numbers; a real one has only `most` */
  const char *help;     /* of the option, with the default in brackets */
  const char *argument; /* what stands for its value there */
  /* Where a person chooses the settings of another run: its place among the rest, from 1, 0 if it
   * is not asked for; its title with a mnemonic; a text to point at; a small step and a large one.
   */
  guint row;
  const char *title, *tip;
  double step, page;
} AlgoSettingRow;

#define ALGO_N_SETTINGS 13
extern const AlgoSettingRow algo_setting_rows[ALGO_N_SETTINGS];

const AlgoTask *algo_settings_get_task (const AlgoSettings *settings);

/* FALSE and ALGO_ERROR_SIZE, naming the setting, its value and its range, when one is out of range.
 */
gboolean algo_settings_validate (const AlgoSettings *settings, GError **error);

/* Whether a target network of this size can be asked for: n in 2..64, h in 1..8n. */
gboolean algo_size_validate (guint inputs, guint hidden, GError **error);
