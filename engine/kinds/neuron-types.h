/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One network's hidden neurons, grouped by what they do, whatever the network computes; and how
 * much of its output is explained where each neuron is replaced by its type's ideal.
 *
 * The ideal of a type is its mean neuron: the weights that it reads at their mean, the others at
 * theirs, the mean bias and the mean strength; of neurons that are linear in the range that they
 * see, the straight line. Of neurons that read many inputs the directions stay their own. Types are
 * then scaled by least squares, drawn towards 1 with a weight of about a hundredth, because arms of
 * either side and a straight part are all but dependent.
 *
 * Immutable and reference-counted. Any thread. */
#pragma once

#include "engine/kinds/neuron.h"

typedef enum
{
  ALGO_READS_NOTHING,  /* or gives nothing that matters */
  ALGO_READS_ONE,      /* one input */
  ALGO_READS_OPPOSITE, /* two, with weights of opposite signs */
  ALGO_READS_EQUAL,    /* two, of the same sign */
  ALGO_READS_ALIKE,    /* all, with nearly the same weight */
  ALGO_READS_MANY,     /* in a direction of its own */
  ALGO_N_READINGS,
} AlgoReading;

/* In the range that it sees of x ~ N (0, I). */
typedef enum
{
  ALGO_WORKS_LINEAR,
  ALGO_WORKS_ONE_SIDED,
  ALGO_WORKS_CURVED,
  ALGO_N_WORKINGS,
} AlgoWorking;

/* "nothing", "one", "opposite", "equal", "alike", "many"; "linear", "one-sided", "curved": never
 * translated. */
const char *algo_reading_name (AlgoReading reading);
const char *algo_working_name (AlgoWorking working);

typedef struct
{
  double mean, spread; /* and the standard deviation */
} AlgoMeanSpread;

typedef struct
{
  AlgoReading reading;
  AlgoWorking working;
  /* Of the weights that are read: 1 or -1, 0 where they have both or many are read. Of a linear
   * type, of weight times slope and output weight, which alone matters, and `output` is 1. */
  int sign;
  int output; /* the sign of the output weight */
  guint count;
  guint *neurons;        /* (count), growing */
  AlgoMeanSpread weight; /* of what is read, without its sign; of many, |w| */
  AlgoMeanSpread rest;   /* of the other weights; 0 where none are others */
  AlgoMeanSpread bias, out;
  /* Of pairs, from the input of the first sign to the other, round the ring, where it is the same
   * in all of them; 0 where it is not. */
  guint distance;
  guint times; /* how many of them each input, or place of a pair on the ring, has; 0: not alike */

  /* Of the ideal: */
  double weight_at, rest_at, bias_at; /* of a linear type: of slope times weight, and 0 */
  double out_at;                      /* output weight; of a linear type 1 */
  double scale;                       /* by least squares */

  /* Shares of the variance of the network's output, on points not used for the fit: what this type
   * explains alone, what it and those before it in the list explain together, and what is lost
   * where it is left out and the others are scaled anew. */
  double alone, together, lost;
  double size; /* the variance of what it gives in the ideal network, over that of the output; of
                  types that cancel each other each may be above 1 */
  double unexplained; /* FVU of the network against its task, this type's output held at its mean */
} AlgoNeuronType;

typedef struct
{
  AlgoNetwork *network;
  guint n_types;
  AlgoNeuronType *types; /* by what each adds; that of nothing last */
  guint *type_of;        /* (hidden), the index of a neuron's type */
  double offset;         /* of the ideal network */
  double explained;      /* by all types together; not a number of a constant network */
  AlgoNetwork *ideal;    /* a linear type is two neurons in it: swish (t) - swish (-t) = t */
  double unexplained;    /* FVU of the ideal network, and of the network itself */
  double own_unexplained;
} AlgoNeuronTypes;

/* Refers to the network. Random points are keyed by `seed`. Equal arguments give equal bits. 3 ms
 * for 16 inputs and 48 neurons. */
AlgoNeuronTypes *algo_neuron_types_new (AlgoNetwork *network, guint64 seed);
AlgoNeuronTypes *algo_neuron_types_ref (AlgoNeuronTypes *types);
void algo_neuron_types_unref (AlgoNeuronTypes *types);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoNeuronTypes, algo_neuron_types_unref)

/* The network without the neurons of a type, whose mean output is given to b1: what a person sees
 * who takes that type away. */
AlgoNetwork *algo_neuron_types_ablate (const AlgoNeuronTypes *types, guint type);
