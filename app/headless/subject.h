/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What networks and figures are made from: a recorded run, a file of a hypernetwork's parameters or
 * of a network, or an ensemble; and which of its networks is drawn or written. */
#pragma once

#include "app/command-line.h"
#include "engine/formats/network-file.h"
#include "ui/pictures/scene/scene-measure.h"

#define ALGO_SUBJECT_LAST_STEP G_MAXUINT64

typedef struct
{
  double log_beta; /* not a number: -4, or what is nearest in the range that was trained on */
  guint inputs;    /* 0: the most that were trained on */
  guint64 noise_seed;
  gboolean from_prior;
  guint64 step; /* of a run, or the latest kept before it */
  AlgoNetworkReading reading;
  gboolean may_yield; /* a network's file, of which there is nothing to choose, is taken as it is */
} AlgoSubjectOptions;

#define ALGO_SUBJECT_OPTIONS_DEFAULT                                                               \
  {                                                                                                \
    .log_beta = NAN, .step = ALGO_SUBJECT_LAST_STEP, .reading = ALGO_NETWORK_READING_DEFAULT       \
  }

/* The options of a command whose values have AlgoNetworkReading as `member`. */
#define ALGO_READING_OPTION_ENTRIES(member)                                                        \
  { ALGO_OPTION_TEXT, "layers", AT (member.layers),                                                \
    N_ ("Names of a file’s two matrices, or their layers: A,B; with biases, "                    \
        "A,a,B,b"),                                                                                \
    N_ ("NAMES") },                                                                                \
      { ALGO_OPTION_OPTIONAL_TEXT, "transpose", AT (member.transpose),                             \
        N_ ("The first is (hidden, inputs), as PyTorch has it; “no”: it is not"), N_ ("yes|no") }, \
      { ALGO_OPTION_SEED, "output-index", AT (member.output_index),                                \
        N_ ("Which of several outputs to look at, from 0"), N_ ("INDEX") },                        \
  {                                                                                                \
    ALGO_OPTION_TEXT, "activation", AT (member.activation),                                        \
        N_ ("swish, relu, gelu, tanh, softplus or identity (what the file’s "                    \
            "metadata says, or swish)"),                                                           \
        N_ ("NAME")                                                                                \
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
      { ALGO_OPTION_FLAG, "prior", AT (member.from_prior),                                         \
        N_ ("Without the encoder: draw the latents from the prior") },                             \
      ALGO_READING_OPTION_ENTRIES (member.reading)

/* The network in an open file, with what was assumed told as warnings in the file's name. NULL, and
 * G_OPTION_ERROR for a value of an option that cannot be, or algo_network_read()'s error, in the
 * file's name. */
AlgoNetwork *algo_subject_read_network (const AlgoTensorFile *file,
                                        const char *path,
                                        const AlgoNetworkReading *how,
                                        GError **error);

/* Makes a scene of what is in the file, with the network asked for and all that `parts` has.
 * Returns NULL and an error that names the file or the option if it cannot be read, is an ensemble,
 * or has no such step; G_OPTION_ERROR if the options do not go with it; or the generator's error.
 */
AlgoScene *algo_subject_open (const char *path,
                              const AlgoSubjectOptions *options,
                              AlgoSceneParts parts,
                              GError **error);
/* Does the same of an ensemble, at log10 beta and step. */
AlgoScene *
algo_subject_open_ensemble (const char *path, const AlgoSubjectOptions *options, GError **error);
