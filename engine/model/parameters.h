/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parameter table of the hypernetwork and a block of parameters.
 *
 * Weights come from theta (K + 1, P), row 0 the mean and K rows of deviations, mixed by
 * coefficients that a small MLP makes of log10 beta. Theta and the MLP stand in one flat block. */
#pragma once

#include "engine/kernels/shapes.h"
#include "engine/real.h"
#include "engine/settings.h"

#define ALGO_BASES 4 /* K */
#define ALGO_SLOTS 8 /* copies of the input layer that a hidden index can name */
#define ALGO_PERIODS 8
#define ALGO_WIDTHS 2
#define ALGO_EDGE_FEATURES (2 * ALGO_PERIODS + ALGO_WIDTHS + ALGO_SLOTS)
#define ALGO_COSINES 8
#define ALGO_MIXER_FEATURES (1 + ALGO_COSINES)
#define ALGO_MIXER_WIDTH 32
#define ALGO_REFERENCE_INPUTS 16 /* the n at which the size laws are 1 */

/* The scalars of a network, in the order of the output's channels. */
enum
{
  ALGO_SCALAR_LOG_SCALE_W0,
  ALGO_SCALAR_LOG_SCALE_W1,
  ALGO_SCALAR_BIAS,
  ALGO_SCALAR_LEAN = ALGO_SCALAR_BIAS, /* in the paired model, whose b1 is not learned */
  ALGO_SCALAR_EXPONENT_W0,
  ALGO_SCALAR_EXPONENT_W1,
  ALGO_SCALAR_EXPONENT_BIAS,
  ALGO_SCALAR_HOLD = ALGO_SCALAR_EXPONENT_BIAS, /* in the paired model: its bias alone counts */
  ALGO_READOUT_SCALARS,
};

/* What is read of a hidden neuron. */
enum
{
  ALGO_OF_HIDDEN_BIAS,
  ALGO_OF_HIDDEN_FIELD,
  ALGO_READOUT_OF_HIDDEN,
};

/* An affine map y = x w + b: offsets into a block of weights of w (in, out), row-major, and b
 * (out). */
typedef struct
{
  guint w, b;
  guint in, out;
} AlgoAffine;

typedef struct
{
  AlgoAffine edge_from_input, edge_from_hidden, edge_from_edge, edge_out;
  AlgoAffine spoke_from_output, spoke_from_hidden, spoke_from_spoke, spoke_out;
  AlgoAffine edge_key, edge_value, input_query, hidden_query, input_attend, hidden_attend;
  AlgoAffine spoke_key, spoke_value, output_query, output_attend, hidden_from_spoke;
  AlgoAffine input_up, input_down, hidden_up, hidden_down, output_up, output_down;
} AlgoBlockLayout;

/* Offsets of the five types, (d) each, and of what the kinds of inputs add to theirs, (kinds, d).
 */
typedef struct
{
  guint input, hidden, output, edge, spoke;
  guint kind;
} AlgoTypesLayout;

typedef struct
{
  AlgoAffine prior, posterior, embed;
} AlgoLatentLayout;

typedef struct
{
  AlgoLatentLayout hidden, edge, spoke;
} AlgoLevelLayout;

typedef struct
{
  char name[48]; /* as the reference has it: "decoder.block0.edge.key.w" */
  guint offset;  /* in a block of P weights */
  guint rows;    /* 1 for a vector */
  guint columns;
} AlgoParameterEntry;

/* Where everything stands in a block of P weights, which does not depend on the model, and how it
 * is to be read, which does. What kinds of inputs need stands behind all else. Immutable; one for
 * each L, model and number of kinds, never freed. */
typedef struct
{
  guint levels;
  AlgoModel model;
  guint kinds; /* of inputs; 0 where they are not told apart so */
  guint count; /* P */
  guint n_entries;
  AlgoParameterEntry *entries; /* in order, without gaps */
  AlgoTypesLayout encoder_types, decoder_types;
  AlgoAffine edge_position, hidden_slot;
  AlgoBlockLayout encoder_block;
  AlgoBlockLayout decoder_block[ALGO_MAX_LEVELS + 1];
  AlgoLevelLayout level[ALGO_MAX_LEVELS];
  AlgoAffine readout_edge, readout_spoke, readout_hidden, readout_output;
} AlgoParameterTable;

/* Thread-safe. `levels` from 1 to ALGO_MAX_LEVELS; without kinds of inputs. */
const AlgoParameterTable *algo_parameter_table_get (guint levels, AlgoModel model);
/* The same for 0 to ALGO_MOST_KINDS kinds of inputs. */
const AlgoParameterTable *
algo_parameter_table_get_for_kinds (guint levels, AlgoModel model, guint kinds);

/* All that is trained, one flat block: theta, then the mixer's w1 (features, width), b1 (width),
 * w2 (width, K) and b2 (K). Reference-counted; what several hold is changed by none of them. */
typedef struct
{
  const AlgoParameterTable *table;
  gsize count;      /* of all values */
  AlgoReal *values; /* (count), 64-byte aligned; the pointers below point into it */
  AlgoReal *theta;  /* (K + 1, P) */
  AlgoReal *mixer_w1, *mixer_b1, *mixer_w2, *mixer_b2;
  double log_beta_from, log_beta_to; /* the trained range, which the mixer spans */
  const AlgoTask *task;              /* what the networks are to compute */
  gint references; /* atomic; GLib's own count is nothing that the thread sanitizer could see */
  struct _AlgoParametersPool *pool; /* where it goes back to, or NULL */
} AlgoParameters;

/* All zero, for the range of log10 beta and the task by default. */
AlgoParameters *algo_parameters_new (guint levels, AlgoModel model);
AlgoParameters *algo_parameters_new_of (const AlgoParameterTable *table);
/* All zero, for a run of these settings. */
AlgoParameters *algo_parameters_new_for (const AlgoSettings *settings);
AlgoParameters *algo_parameters_copy (const AlgoParameters *parameters);
AlgoParameters *algo_parameters_ref (AlgoParameters *parameters);
void algo_parameters_unref (AlgoParameters *parameters); /* NULL is allowed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoParameters, algo_parameters_unref)
/* Whether the caller is not the only one who holds them. */
gboolean algo_parameters_is_shared (const AlgoParameters *parameters);

/* Random values keyed by `seed`: every weight normal with deviation gain / sqrt (fan_in), the
 * deviation rows 0.3 / sqrt (K) of that, biases zero; gains as the reference's `initialise`. */
void algo_parameters_initialise (AlgoParameters *parameters, guint64 seed);
