/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a hidden neuron of a network makes of its argument: swish in those that a hypernetwork
 * writes, others in those of other people. */
#pragma once

#include <glib.h>

typedef enum
{
  ALGO_ACTIVATION_SWISH,
  ALGO_ACTIVATION_RELU,
  ALGO_ACTIVATION_GELU,
  ALGO_ACTIVATION_TANH,
  ALGO_ACTIVATION_SOFTPLUS,
  ALGO_ACTIVATION_IDENTITY,
  ALGO_N_ACTIVATIONS,
} AlgoActivation;

/* "swish", "relu" ...: the names of options and of files' metadata, never translated. */
const char *algo_activation_name (AlgoActivation activation);
/* "swish, relu, ..."; a new string. */
char *algo_activation_list (void);
/* By its name or another that is usual ("SiLU", "linear"), in capitals or not. */
gboolean algo_activation_find (const char *name, AlgoActivation *activation);

/* Puts a(values[i]) in the place of values[i]. Any thread. */
void algo_activation_apply (AlgoActivation activation, gsize count, float *values);
