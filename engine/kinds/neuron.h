/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one hidden neuron does, read off its weights alone: its argument w . x + b is normal for
 * x ~ N (0, I), with mean b and deviation |w|, so that nothing need be sampled.
 *
 * All but mean, slope, work and the three shares stays what it is where w and b are multiplied by
 * c > 0 and the output weight divided by it; those do, as far as swish is a relu there. Any thread.
 */
#pragma once

#include "engine/network.h"

typedef struct
{
  double norm;     /* |w|, the deviation of its argument */
  double strength; /* W1 |w|, with its sign */
  double kink;     /* b / |w|: where its argument is 0, in deviations, is at - kink; 0 without w */
  /* Of the two inputs that it reads most: which, their share of |w|^2, and the sign of the weight.
   * The second is the first where there is one input only, its share then being 0. */
  guint inputs[2];
  double shares[2];
  int signs[2];
  double reach;    /* (sum w^2)^2 / sum w^4: how many inputs it reads, 1 to n */
  double lean;     /* sum w / sum |w|: 1 where all its weights are positive, -1 negative */
  double likeness; /* (sum w)^2 / (n sum w^2): 1 where all its weights are the same */
  /* Of its output, W1 swish (w . x + b): */
  double mean;
  double slope; /* W1 E[swish']: of its argument */
  double work;  /* its standard deviation */
  /* How it works in the range that it sees; of sum 1. Linear: what a straight line explains of its
   * variance, 0 being what one explains of a relu at 0. The rest is one-sided as far as it is
   * closer to a relu and curved as far as it is closer to a parabola. */
  double linear, one_sided, curved;
} AlgoNeuron;

/* `neurons` (hidden). A neuron that does nothing is linear. 25 us for 16 inputs and 48 neurons. */
void algo_neurons_measure (const AlgoNetwork *network, AlgoNeuron *neurons);

/* What a straight line explains of the variance of relu (z), z ~ N (0, 1): 1 / (2 - 2 / pi). */
#define ALGO_RELU_LINEAR 0.7334627
