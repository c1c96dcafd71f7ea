/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/readout.h"

#include <math.h>
#include <string.h>

#define D ALGO_CHANNELS

/* The relative deviation with which the paired model makes a background. So that has a price in
 * FVU, some 0.0006 where it takes the place of one of two arms, and none where there is no need of
 * it.
 */
#define BACKGROUND_DEVIATION 0.015

void
algo_readout_trace_layout (AlgoReadoutTrace *trace, AlgoArena *arena, gsize n, gsize h)
{
  trace->hidden_normal = algo_arena_take (arena, h * D);
  trace->hidden_inverse = algo_arena_take (arena, h);
  trace->output_normal = algo_arena_take (arena, D);
  trace->output_inverse = algo_arena_take (arena, 1);
  trace->of_hidden = algo_arena_take (arena, 2 * h);
  trace->target.W0 = algo_arena_take (arena, h * n);
  trace->target.b0 = algo_arena_take (arena, h);
  trace->target.W1 = algo_arena_take (arena, h);
  algo_balance_trace_layout (&trace->balance, arena, h);
  algo_lean_trace_layout (&trace->lean, arena, n, h);
  trace->dleaned = algo_arena_take (arena, h);
}

/* ln (n / 16): the size laws are powers of it. */
static AlgoReal
size_law (const AlgoGeometry *geometry)
{
  return log ((double) geometry->inputs / ALGO_REFERENCE_INPUTS);
}

/* By what the mean field is shared among the inputs. */
static AlgoReal
share_of_input (const AlgoGeometry *geometry, const AlgoReadoutTrace *trace)
{
  return trace->precision * ALGO_REFERENCE_INPUTS / geometry->inputs;
}

/* The paired model's one bias for all hidden neurons. */
static void
share_bias (guint h, AlgoReal *b0)
{
  AlgoReal sum = 0;

  for (guint j = 0; j < h; j++)
    sum += b0[j];
  for (guint j = 0; j < h; j++)
    b0[j] = sum / h;
}

/* What each model makes of the weights as they are read. */
static void
complete (const AlgoKernels *kernels,
          const AlgoParameterTable *table,
          const AlgoGeometry *geometry,
          AlgoReadoutTrace *trace)
{
  const guint n = geometry->inputs, h = geometry->hidden;
  AlgoReal *leaned = trace->lean.sum;

  if (table->model == ALGO_MODEL_BALANCED)
    algo_balance_forward (kernels, &geometry->moments, n, h, NULL, 1, &trace->target,
                          &trace->balance);
  if (table->model != ALGO_MODEL_PAIRED)
    return;
  share_bias (h, trace->target.b0);
  for (guint j = 0; j < h; j++)
    leaned[j] *= trace->scale_W0;
  algo_balance_forward (kernels, &geometry->moments, n, h, leaned, trace->precision, &trace->target,
                        &trace->balance);
}

void
algo_readout_forward (const AlgoAffineContext *context,
                      const AlgoParameterTable *table,
                      const AlgoGeometry *geometry,
                      const AlgoReal *edge_weight,
                      const AlgoReal *spoke_weight,
                      const AlgoReal *hiddens,
                      const AlgoReal *output,
                      AlgoReal background,
                      AlgoReadoutTrace *trace)
{
  const guint n = geometry->inputs, h = geometry->hidden;
  const gboolean is_paired = table->model == ALGO_MODEL_PAIRED;
  const AlgoReal *scalars = trace->scalars, law = size_law (geometry);
  AlgoTargetWeights *target = &trace->target;
  AlgoReal share;

  trace->precision = is_paired ? 1 + BACKGROUND_DEVIATION * background : 1;
  share = share_of_input (geometry, trace);
  context->kernels->normalise (h, hiddens, trace->hidden_normal, trace->hidden_inverse);
  context->kernels->normalise (1, output, trace->output_normal, trace->output_inverse);
  algo_affine (context, &table->readout_hidden, h, trace->hidden_normal, trace->of_hidden);
  algo_affine (context, &table->readout_output, 1, trace->output_normal, trace->scalars);

  trace->scale_W0 =
      exp (scalars[ALGO_SCALAR_LOG_SCALE_W0] + scalars[ALGO_SCALAR_EXPONENT_W0] * law);
  trace->scale_W1 =
      exp (scalars[ALGO_SCALAR_LOG_SCALE_W1] + scalars[ALGO_SCALAR_EXPONENT_W1] * law);
  if (is_paired)
    {
      algo_lean_forward (n, h, edge_weight, scalars[ALGO_SCALAR_LEAN],
                         context->weights[table->readout_output.b + ALGO_SCALAR_HOLD],
                         &trace->lean);
      edge_weight = trace->lean.shape;
    }
  for (guint j = 0; j < h; j++)
    {
      const AlgoReal field = trace->of_hidden[2 * j + 1] * share;

      for (guint i = 0; i < n; i++)
        target->W0[j * n + i] = (edge_weight[j * n + i] + field) * trace->scale_W0;
      target->b0[j] = trace->of_hidden[2 * j];
      target->W1[j] = spoke_weight[j] * trace->scale_W1;
    }
  target->b1 = scalars[ALGO_SCALAR_BIAS] * exp ((1 + scalars[ALGO_SCALAR_EXPONENT_BIAS]) * law);
  complete (context->kernels, table, geometry, trace);
}

/* The gradients of the six scalars, the links' weights and what is read of hidden neurons. */
static void
backward_target (const AlgoGeometry *geometry,
                 const AlgoReadoutTrace *trace,
                 AlgoModel model,
                 const AlgoTargetWeights *dtarget,
                 const AlgoReadoutGradient *d,
                 AlgoReal *dscalars)
{
  const guint n = geometry->inputs, h = geometry->hidden;
  const AlgoReal law = size_law (geometry), share = share_of_input (geometry, trace);
  const AlgoTargetWeights *target = &trace->target;
  AlgoReal of_scale_W0 = 0, of_scale_W1 = 0;

  for (guint j = 0; j < h; j++)
    {
      const AlgoReal change =
          model != ALGO_MODEL_REFERENCE ? algo_balance_change (&trace->balance, j) : 0;
      AlgoReal sum = 0;

      for (guint i = 0; i < n; i++)
        {
          const AlgoReal dW0 = dtarget->W0[j * n + i];

          of_scale_W0 += dW0 * (target->W0[j * n + i] - change);
          d->edge_weight[j * n + i] = dW0 * trace->scale_W0;
          sum += dW0;
        }
      d->of_hidden[2 * j] = dtarget->b0[j];
      d->of_hidden[2 * j + 1] = sum * trace->scale_W0 * share;
      of_scale_W1 += dtarget->W1[j] * target->W1[j];
      d->spoke_weight[j] = dtarget->W1[j] * trace->scale_W1;
    }
  dscalars[ALGO_SCALAR_LOG_SCALE_W0] = of_scale_W0;
  dscalars[ALGO_SCALAR_LOG_SCALE_W1] = of_scale_W1;
  dscalars[ALGO_SCALAR_BIAS] =
      dtarget->b1 * exp ((1 + trace->scalars[ALGO_SCALAR_EXPONENT_BIAS]) * law);
  dscalars[ALGO_SCALAR_EXPONENT_W0] = of_scale_W0 * law;
  dscalars[ALGO_SCALAR_EXPONENT_W1] = of_scale_W1 * law;
  dscalars[ALGO_SCALAR_EXPONENT_BIAS] = dtarget->b1 * target->b1 * law;
}

/* What the paired model makes otherwise: of d, which backward_target() has filled, and of the
 * scalars. Returns the gradient of the lean. */
static AlgoReal
backward_paired (const AlgoGeometry *geometry,
                 const AlgoReadoutTrace *trace,
                 const AlgoReadoutGradient *d,
                 AlgoReal *dscalars)
{
  const guint h = geometry->hidden;
  AlgoReal dbias = 0, of_scale = 0, dlean;

  for (guint j = 0; j < h; j++)
    {
      dbias += d->of_hidden[2 * j] / h;
      of_scale += trace->dleaned[j] * trace->lean.sum[j];
      trace->dleaned[j] *= trace->scale_W0;
    }
  for (guint j = 0; j < h; j++)
    d->of_hidden[2 * j] = dbias;
  dscalars[ALGO_SCALAR_LOG_SCALE_W0] += of_scale;
  dscalars[ALGO_SCALAR_EXPONENT_W0] += of_scale * size_law (geometry);
  dlean = algo_lean_backward (geometry->inputs, h, &trace->lean, trace->dleaned, d->edge_weight);
  dscalars[ALGO_SCALAR_LEAN] = dlean * trace->lean.by_scalar;
  return dlean;
}

void
algo_readout_backward (const AlgoAffineContext *context,
                       const AlgoParameterTable *table,
                       const AlgoGeometry *geometry,
                       const AlgoReadoutTrace *trace,
                       AlgoTargetWeights *dtarget,
                       const AlgoReadoutGradient *d)
{
  const AlgoKernels *kernels = context->kernels;
  const guint h = geometry->hidden;
  const gboolean is_paired = table->model == ALGO_MODEL_PAIRED;
  AlgoReal dscalars[ALGO_READOUT_SCALARS];

  if (table->model != ALGO_MODEL_REFERENCE)
    algo_balance_backward (kernels, geometry->inputs, h, &trace->target, &trace->balance,
                           is_paired ? trace->dleaned : NULL, dtarget);
  backward_target (geometry, trace, table->model, dtarget, d, dscalars);
  if (is_paired)
    context->dweights[table->readout_output.b + ALGO_SCALAR_HOLD] +=
        backward_paired (geometry, trace, d, dscalars) * trace->lean.by_hold;
  memset (d->hiddens, 0, h * D * sizeof (AlgoReal));
  algo_affine_backward (context, &table->readout_hidden, h, trace->hidden_normal, d->of_hidden,
                        d->inner);
  kernels->normalise_backward (h, trace->hidden_normal, trace->hidden_inverse, d->inner,
                               d->hiddens);
  memset (d->output, 0, D * sizeof (AlgoReal));
  algo_affine_backward (context, &table->readout_output, 1, trace->output_normal, dscalars,
                        d->inner);
  kernels->normalise_backward (1, trace->output_normal, trace->output_inverse, d->inner, d->output);
}
