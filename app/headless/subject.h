/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a source's networks is drawn or written. */
#pragma once

#include "app/headless/console.h"
#include "app/headless/source.h"
#include "ui/pictures/scene/scene-measure.h"

/* Which of its networks a source is asked for. */
typedef struct
{
  double log_beta; /* not a number: ALGO_SUBJECT_LOG_BETA */
  guint inputs;    /* 0: the most that were trained on */
  guint64 noise_seed;
  guint64 step; /* for algo_source_open() */
} AlgoSubjectOptions;

#define ALGO_SUBJECT_OPTIONS_DEFAULT                                                               \
  ((AlgoSubjectOptions){ .log_beta = NAN, .step = ALGO_SOURCE_LAST_STEP })
#define ALGO_SUBJECT_LOG_BETA (-4.0)

/* The options of a command that fill *`options`. */
#define ALGO_SUBJECT_OPTION_ENTRIES(options)                                                       \
  { ALGO_OPTION_LOG_BETA, "log-beta", &(options)->log_beta,                                        \
    .description = N_ ("Complexity, log10 beta from -6 to -1 (-4)"), .argument = N_ ("NUMBER") },  \
      { ALGO_OPTION_SEED, "step", &(options)->step,                                                \
        .description = N_ ("Step of a run, or the latest kept before it (the last)"),              \
        .argument = N_ ("STEP") },                                                                 \
      { ALGO_OPTION_COUNT, "inputs",        &(options)->inputs,                                    \
        ALGO_MIN_INPUTS,   ALGO_MAX_INPUTS, N_ ("Inputs of the network (the most trained on)"),    \
        N_ ("INPUTS") },                                                                           \
  {                                                                                                \
    ALGO_OPTION_SEED, "noise-seed", &(options)->noise_seed,                                        \
        .description = N_ ("Seed of the noise that draws the network (0)"),                        \
        .argument = N_ ("SEED")                                                                    \
  }

/* A scene of it, with that network and all that `parts` has. NULL, an error line and `status` if
 * the options do not go with the source or the network cannot be made. */
AlgoScene *algo_subject_new (const AlgoSource *source,
                             const AlgoSubjectOptions *options,
                             AlgoSceneParts parts,
                             AlgoExit *status);
/* The same of an ensemble in a file, at log10 beta and step. */
AlgoScene *algo_subject_new_for_ensemble (const char *path,
                                          const AlgoSubjectOptions *options,
                                          AlgoExit *status);
