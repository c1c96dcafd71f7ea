/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/readout.h"

#include <math.h>
#include <string.h>

#define D ALGO_CHANNELS

/* The scalars of the readout, in the order of the output's six channels. */
enum
{
  LOG_SCALE_W0,
  LOG_SCALE_W1,
  BIAS,
  EXPONENT_W0,
  EXPONENT_W1,
  EXPONENT_BIAS,
};

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
}

/* ln (n / 16): the size laws are powers of it. */
static AlgoReal
size_law (const AlgoGeometry *geometry)
{
  return log ((double) geometry->inputs / ALGO_REFERENCE_INPUTS);
}

/* By what the mean field is shared among the inputs. */
static AlgoReal
share_of_input (const AlgoGeometry *geometry)
{
  return (AlgoReal) ALGO_REFERENCE_INPUTS / geometry->inputs;
}

void
algo_readout_forward (const AlgoAffineContext *context,
                      const AlgoParameterTable *table,
                      const AlgoGeometry *geometry,
                      const AlgoReal *edge_weight,
                      const AlgoReal *spoke_weight,
                      const AlgoReal *hiddens,
                      const AlgoReal *output,
                      AlgoReadoutTrace *trace)
{
  const guint n = geometry->inputs, h = geometry->hidden;
  const AlgoReal law = size_law (geometry), share = share_of_input (geometry);
  const AlgoReal *scalars = trace->scalars;
  AlgoTarget *target = &trace->target;

  context->kernels->normalise (h, hiddens, trace->hidden_normal, trace->hidden_inverse);
  context->kernels->normalise (1, output, trace->output_normal, trace->output_inverse);
  algo_affine (context, &table->readout_hidden, h, trace->hidden_normal, trace->of_hidden);
  algo_affine (context, &table->readout_output, 1, trace->output_normal, trace->scalars);

  trace->scale_W0 = exp (scalars[LOG_SCALE_W0] + scalars[EXPONENT_W0] * law);
  trace->scale_W1 = exp (scalars[LOG_SCALE_W1] + scalars[EXPONENT_W1] * law);
  for (guint j = 0; j < h; j++)
    {
      const AlgoReal field = trace->of_hidden[2 * j + 1] * share;

      for (guint i = 0; i < n; i++)
        target->W0[j * n + i] = (edge_weight[j * n + i] + field) * trace->scale_W0;
      target->b0[j] = trace->of_hidden[2 * j];
      target->W1[j] = spoke_weight[j] * trace->scale_W1;
    }
  target->b1 = scalars[BIAS] * exp ((1 + scalars[EXPONENT_BIAS]) * law);
  if (table->model == ALGO_MODEL_BALANCED)
    algo_balance_forward (context->kernels, n, h, target, &trace->balance);
}

/* The gradients of the six scalars, the links' weights and what is read of hidden neurons. */
static void
backward_target (const AlgoGeometry *geometry,
                 const AlgoReadoutTrace *trace,
                 gboolean is_balanced,
                 const AlgoTarget *dtarget,
                 const AlgoReadoutGradient *d,
                 AlgoReal *dscalars)
{
  const guint n = geometry->inputs, h = geometry->hidden;
  const AlgoReal law = size_law (geometry), share = share_of_input (geometry);
  const AlgoTarget *target = &trace->target;
  AlgoReal of_scale_W0 = 0, of_scale_W1 = 0;

  for (guint j = 0; j < h; j++)
    {
      const AlgoReal change = is_balanced ? algo_balance_change (&trace->balance, j) : 0;
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
  dscalars[LOG_SCALE_W0] = of_scale_W0;
  dscalars[LOG_SCALE_W1] = of_scale_W1;
  dscalars[BIAS] = dtarget->b1 * exp ((1 + trace->scalars[EXPONENT_BIAS]) * law);
  dscalars[EXPONENT_W0] = of_scale_W0 * law;
  dscalars[EXPONENT_W1] = of_scale_W1 * law;
  dscalars[EXPONENT_BIAS] = dtarget->b1 * target->b1 * law;
}

void
algo_readout_backward (const AlgoAffineContext *context,
                       const AlgoParameterTable *table,
                       const AlgoGeometry *geometry,
                       const AlgoReadoutTrace *trace,
                       AlgoTarget *dtarget,
                       const AlgoReadoutGradient *d)
{
  const AlgoKernels *kernels = context->kernels;
  const guint h = geometry->hidden;
  const gboolean is_balanced = table->model == ALGO_MODEL_BALANCED;
  AlgoReal dscalars[ALGO_READOUT_SCALARS];

  if (is_balanced)
    algo_balance_backward (kernels, geometry->inputs, h, &trace->target, &trace->balance, dtarget);
  backward_target (geometry, trace, is_balanced, dtarget, d, dscalars);
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
