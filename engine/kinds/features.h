/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tells networks apart, whatever their task: numbers that do not depend on the order of
 * neurons or of inputs, nor, as far as a swish is a relu, on what is taken from a neuron's weights
 * and given to its output, and little on n.
 *
 * With s_j = |W1_j| |w_j| the strength of neuron j; "over neurons" is weighted by it, and "by work"
 * by the deviation of a neuron's output. See neuron.h. A network's features stand in an array by
 * AlgoFeature. */
#pragma once

#include "engine/analysis/order-parameters.h"
#include "engine/kinds/neuron.h"

typedef enum
{
  ALGO_FEATURE_LOCALISATION,
  ALGO_FEATURE_COVERAGE,
  ALGO_FEATURE_EVENNESS,
  ALGO_FEATURE_DOUBLE_SIDEDNESS,
  ALGO_FEATURE_POLARITY,
  ALGO_FEATURE_UNANIMITY,
  ALGO_FEATURE_CORRELATION,
  ALGO_FEATURE_UNEXPLAINED,
  ALGO_FEATURE_REACH,
  ALGO_FEATURE_ONE_SIGN,
  ALGO_FEATURE_LEAN,
  ALGO_FEATURE_OPPOSITION,
  ALGO_FEATURE_LIKENESS,
  ALGO_FEATURE_READERS,
  ALGO_FEATURE_INPUTS_USED,
  ALGO_FEATURE_NEURONS_USED,
  ALGO_FEATURE_NEGATIVE,
  ALGO_FEATURE_KINK,
  ALGO_FEATURE_KINK_SPREAD,
  ALGO_FEATURE_RANK,
  ALGO_FEATURE_TOP,
  ALGO_FEATURE_LINEAR,
  ALGO_FEATURE_ONE_SIDED,
  ALGO_FEATURE_CURVED,
  ALGO_FEATURE_EVEN,
  ALGO_FEATURE_PERMUTABLE,
  ALGO_FEATURE_ADDITIVE,
  ALGO_N_FEATURES,
} AlgoFeature;

/* What a feature is read off. */
typedef enum
{
  ALGO_SOURCE_ORDER,    /* the order parameters */
  ALGO_SOURCE_WEIGHTS,  /* all weights */
  ALGO_SOURCE_WORK,     /* what neurons do with normal arguments */
  ALGO_SOURCE_FUNCTION, /* what the network computes at random points */
} AlgoFeatureSource;

/* Strings are static. */
typedef struct
{
  const char *name;    /* "double_sidedness": in files and tables, never translated */
  const char *title;   /* marked for translation, as is the next */
  const char *meaning; /* in half a sentence */
  AlgoFeatureSource source;
  double least, most; /* it lies in between; what is beyond counts as the bound */
  double unit;        /* networks of one kind differ by about this: distances count in it */
} AlgoFeatureRow;

extern const AlgoFeatureRow algo_feature_rows[ALGO_N_FEATURES];

/* "order", "weights", "work", "function": never translated. */
const char *algo_feature_source_name (AlgoFeatureSource source);
/* FALSE if there is none of that name. */
gboolean algo_feature_find (const char *name, AlgoFeature *feature);

/* Points at which networks of a number of inputs are evaluated, and workspace. One thread at a
 * time. */
typedef struct _AlgoFeatureProbe AlgoFeatureProbe;

AlgoFeatureProbe *algo_feature_probe_new (guint inputs);
void algo_feature_probe_free (AlgoFeatureProbe *probe);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoFeatureProbe, algo_feature_probe_free)

/* Fills `features` (ALGO_N_FEATURES), all finite. `neurons` (hidden) are the network's; `order` its
 * order parameters. Equal arguments give equal bits. 0.3 ms for 16 inputs and 48 neurons, with
 * those. */
void algo_features_measure (AlgoFeatureProbe *probe,
                            const AlgoNetwork *network,
                            const AlgoOrderParameters *order,
                            const AlgoNeuron *neurons,
                            double *features);

/* The same of a network alone, on points of its own. */
void algo_features_of (const AlgoNetwork *network, double *features);
