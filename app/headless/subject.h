/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What networks and figures are made from: a recorded run, a file of a hypernetwork's parameters or
 * of a network, or an ensemble; and which of its networks is drawn or written. */
#pragma once

#include "app/command-line.h"
#include "ui/pictures/scene/scene-measure.h"

#define ALGO_SUBJECT_LAST_STEP G_MAXUINT64

typedef struct
{
  double log_beta; /* not a number: -4, or what is nearest in the range that was trained on */
  guint inputs;    /* 0: the most that were trained on */
  guint64 noise_seed;
  gboolean from_prior;
  guint64 step;       /* of a run, or the latest kept before it */
  gboolean may_yield; /* a network's file, of which there is nothing to choose, is taken as it is */
} AlgoSubjectOptions;

#define ALGO_SUBJECT_OPTIONS_DEFAULT                                                               \
  {                                                                                                \
    .log_beta = NAN, .step = ALGO_SUBJECT_LAST_STEP                                                \
  }

/* The options of a command whose values have AlgoSubjectOptions as `member`. */
#define ALGO_SUBJECT_OPTION_ENTRIES(member)                                                        \
  { ALGO_OPTION_LOG_BETA, "log-beta", AT (member.log_beta),                                        \
    N_ ("Complexity, log10 beta in the range trained on (-4)"), N_ ("NUMBER") },                   \
      { ALGO_OPTION_SEED, "step", AT (member.step),                                                \
        N_ ("Step of a run, or the latest kept before it (the last)"), N_ ("STEP") },              \
      { ALGO_OPTION_COUNT,  "inputs",                                                              \
        AT (member.inputs), N_ ("Inputs of the network (the most trained on)"),                    \
        N_ ("INPUTS"),      ALGO_MIN_INPUTS,                                                       \
        ALGO_MAX_INPUTS },                                                                         \
      { ALGO_OPTION_SEED, "noise-seed", AT (member.noise_seed),                                    \
        N_ ("Seed of the noise that draws the network (0)"), N_ ("SEED") },                        \
  {                                                                                                \
    ALGO_OPTION_FLAG, "prior", AT (member.from_prior),                                             \
        N_ ("Without the encoder: draw the latents from the prior")                                \
  }

/* Makes a scene of what is in the file, with the network asked for and all that `parts` has.
 * Returns NULL and an error that names the file or the option if it cannot be read, is an ensemble,
 * or has no such step; G_OPTION_ERROR if the options do not go with it; or the generator's error.
 * */
AlgoScene *algo_subject_open (const char *path,
                              const AlgoSubjectOptions *options,
                              AlgoSceneParts parts,
                              GError **error);
/* Does the same of an ensemble, at log10 beta and step. */
AlgoScene *
algo_subject_open_ensemble (const char *path, const AlgoSubjectOptions *options, GError **error);
