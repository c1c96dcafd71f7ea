/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weights of a target network, as the hypernetwork writes them. */
#pragma once

#include "engine/real.h"

/* A target network, or the gradient with respect to one. W0 stands by hidden neuron here. */
typedef struct
{
  AlgoReal *W0; /* (h, n) */
  AlgoReal *b0; /* (h) */
  AlgoReal *W1; /* (h) */
  AlgoReal b1;
} AlgoTargetWeights;
