/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The distribution D of a network's hidden weights W0, from which convexity draws them. */
#pragma once

#include "engine/network.h"

#define ALGO_DISTRIBUTION_BINS 40

typedef struct
{
  gsize count;      /* of weights: inputs times hidden */
  double low, high; /* ends of the histogram, symmetric about 0 and around all weights */
  double density[ALGO_DISTRIBUTION_BINS]; /* share of the weights over the width of a bin */
  double mean, deviation;
  /* 2 where the dip test refuses one hump at the 5 % level, otherwise 1: see dip.h. */
  guint humps;
  double dip, dip_threshold;
} AlgoDistribution;

/* Weights that are not finite are left out. Any thread. */
void algo_distribution_measure (const AlgoNetwork *network, AlgoDistribution *distribution);
