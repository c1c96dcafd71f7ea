/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kernels/vector/vector.h"

const AlgoKernels ALGO_VECTOR (table) = {
  .name = G_STRINGIFY (ALGO_VECTOR_NAME),
  .affine = ALGO_VECTOR (affine),
  .affine_backward_input = ALGO_VECTOR (affine_backward_input),
  .affine_backward_weights = ALGO_VECTOR (affine_backward_weights),
  .normalise = ALGO_VECTOR (normalise),
  .normalise_backward = ALGO_VECTOR (normalise_backward),
  .swish = ALGO_VECTOR (swish),
  .swish_backward = ALGO_VECTOR (swish_backward),
  .swish_of_sum = ALGO_VECTOR (swish_of_sum),
  .swish_of_sum_backward = ALGO_VECTOR (swish_of_sum_backward),
  .attend = ALGO_VECTOR (attend),
  .attend_backward = ALGO_VECTOR (attend_backward),
  .latent = ALGO_VECTOR (latent),
  .latent_backward = ALGO_VECTOR (latent_backward),
  .neuron = ALGO_VECTOR (neuron),
  .neuron_backward = ALGO_VECTOR (neuron_backward),
  .multiply = ALGO_VECTOR (multiply),
  .combine = ALGO_VECTOR (combine),
  .dot = ALGO_VECTOR (dot),
  .adam = ALGO_VECTOR (adam),
};
