/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/lean.h"

#include <math.h>
#include <string.h>

#define GAIN 4          /* so that the lean learns as fast as what it is to be weighed against */
#define FIRST 0.05f     /* of the scalar */
#define HELD_FROM -4.75 /* log10 beta */
#define HELD_OVER 0.3

void
algo_lean_trace_layout (AlgoLeanTrace *trace, AlgoArena *arena, gsize n, gsize h)
{
  trace->edge = algo_arena_take (arena, h * n);
  trace->shape = algo_arena_take (arena, h * n);
  trace->sum = algo_arena_take (arena, h);
}

void
algo_lean_forward (guint n,
                   guint h,
                   const AlgoReal *edge,
                   AlgoReal scalar,
                   AlgoReal hold,
                   AlgoLeanTrace *trace)
{
  const AlgoReal own = tanh (GAIN * scalar), held = CLAMP (hold, -1, 1);
  const AlgoReal share = 1 - fabs (held), lean = share * own + held;

  trace->lean = lean;
  trace->by_scalar = share * GAIN * (1 - own * own);
  trace->by_hold = held != hold ? 0 : hold < 0 ? 1 + own : 1 - own;
  memcpy (trace->edge, edge, (gsize) h * n * sizeof (AlgoReal));
  for (guint j = 0; j < h; j++)
    {
      AlgoReal squares = 0;

      for (gsize at = (gsize) j * n; at < (gsize) (j + 1) * n; at++)
        {
          const AlgoReal square = edge[at] * edge[at];

          trace->shape[at] = edge[at] < 0 ? (lean - 1) * square : (lean + 1) * square;
          squares += square;
        }
      trace->sum[j] = lean * squares;
    }
}

AlgoReal
algo_lean_backward (guint n, guint h, const AlgoLeanTrace *trace, const AlgoReal *dsum, AlgoReal *d)
{
  const AlgoReal lean = trace->lean;
  AlgoReal dlean = 0;

  for (guint j = 0; j < h; j++)
    for (gsize at = (gsize) j * n; at < (gsize) (j + 1) * n; at++)
      {
        const AlgoReal edge = trace->edge[at];
        const AlgoReal of_lean = d[at] + dsum[j];

        dlean += edge * edge * of_lean;
        d[at] = 2 * edge * (edge < 0 ? lean * of_lean - d[at] : lean * of_lean + d[at]);
      }
  return dlean;
}

static void
close_column (AlgoParameters *parameters, const AlgoAffine *readout, guint column)
{
  for (guint base = 0; base <= ALGO_BASES; base++)
    {
      AlgoReal *row = parameters->theta + (gsize) base * parameters->table->count;

      for (guint c = 0; c < readout->in; c++)
        row[readout->w + c * readout->out + column] = 0;
      row[readout->b + column] = 0;
    }
}

void
algo_lean_close (AlgoParameters *parameters)
{
  close_column (parameters, &parameters->table->readout_output, ALGO_SCALAR_LEAN);
  close_column (parameters, &parameters->table->readout_hidden, ALGO_OF_HIDDEN_FIELD);
}

static int
side_of (guint64 seed)
{
  return seed % 2 == 1 ? 1 : -1;
}

void
algo_lean_open (AlgoParameters *parameters, guint64 seed)
{
  const AlgoAffine *readout = &parameters->table->readout_output;

  parameters->theta[readout->b + ALGO_SCALAR_LEAN] = side_of (seed) * FIRST;
}

AlgoReal
algo_lean_share_of_hold (AlgoReal log_beta)
{
  return CLAMP ((log_beta - HELD_FROM) / HELD_OVER, 0, 1);
}

void
algo_lean_hold (AlgoParameters *parameters, guint64 seed, double strength)
{
  const AlgoAffine *readout = &parameters->table->readout_output;

  parameters->theta[readout->b + ALGO_SCALAR_HOLD] = side_of (seed) * strength;
}

void
algo_lean_close_hold (AlgoParameters *gradient)
{
  close_column (gradient, &gradient->table->readout_output, ALGO_SCALAR_HOLD);
}
