/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a file's tensors are a network. Internal to engine/formats. */
#pragma once

#include "engine/formats/network-file.h"

typedef struct
{
  const AlgoTensor *W0, *b0, *W1, *b1; /* the biases may be NULL: 0 */
  gsize inputs, hidden, outputs;
  gboolean transposed;   /* W0 is (hidden, inputs), and W1 (outputs, hidden) */
  gboolean is_ambiguous; /* it may as well be the other way */
} AlgoNetworkLayers;

/* Errors and notes are as of algo_network_read(). */
gboolean algo_network_layers_find (const AlgoTensorFile *file,
                                   const AlgoNetworkReading *how,
                                   AlgoNetworkLayers *layers,
                                   GPtrArray *notes,
                                   GError **error);
