/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arithmetic of the model, as a table of functions.
 *
 * There is one table of plain loops, which says what each function means, and one of vector code
 * for each processor family. They agree within rounding; tests hold one against the other. In
 * double precision only the plain table exists.
 *
 * Matrices are row-major. Activations, rows of d = 16 channels, start at 64-byte boundaries. All
 * functions are thread-safe, allocate nothing and leave their inputs alone. Names: a leading d is
 * the gradient of the objective with respect to what follows. "Adds" means that the result is added
 * to what stands there; otherwise it replaces it. */
#pragma once

#include "engine/real.h"

#include <glib.h>

/* One step of Adam (Kingma and Ba, 2015) as the optimizer asks for it. */
typedef struct
{
  AlgoReal gradient_scale; /* from clipping */
  AlgoReal rate;           /* with the first moment's bias correction in it */
  AlgoReal beta1, beta2;
  AlgoReal correction2; /* 1 / (1 - beta2^t) */
  AlgoReal epsilon;
} AlgoAdamStep;

typedef struct
{
  const char *name;

  /* y = addend + x w + b. `b` may be NULL, and so may `addend`, or be y. */
  void (*affine) (gsize rows,
                  guint in,
                  guint out,
                  const AlgoReal *x,      /* (rows, in) */
                  const AlgoReal *w,      /* (in, out) */
                  const AlgoReal *b,      /* (out) */
                  const AlgoReal *addend, /* (rows, out) */
                  AlgoReal *y);           /* (rows, out) */

  /* dx = dy w^T, or adds it. */
  void (*affine_backward_input) (gsize rows,
                                 guint in,
                                 guint out,
                                 const AlgoReal *dy, /* (rows, out) */
                                 const AlgoReal *w,  /* (in, out) */
                                 gboolean adds,
                                 AlgoReal *dx); /* (rows, in) */

  /* Adds x^T dy to dw and the column sums of dy to db; `db` may be NULL. */
  void (*affine_backward_weights) (gsize rows,
                                   guint in,
                                   guint out,
                                   const AlgoReal *x,  /* (rows, in) */
                                   const AlgoReal *dy, /* (rows, out) */
                                   AlgoReal *dw,       /* (in, out) */
                                   AlgoReal *db);      /* (out) */

  /* Layer norm over the d channels, epsilon 1e-5, no affine part. */
  void (*normalise) (gsize rows,
                     const AlgoReal *x,            /* (rows, d) */
                     AlgoReal *y,                  /* (rows, d) */
                     AlgoReal *inverse_deviation); /* (rows) */

  /* Adds to dx. */
  void (*normalise_backward) (gsize rows,
                              const AlgoReal *y,
                              const AlgoReal *inverse_deviation,
                              const AlgoReal *dy,
                              AlgoReal *dx);

  /* y = x sigmoid (x); x and y may be the same. */
  void (*swish) (gsize count, const AlgoReal *x, AlgoReal *y);

  /* dx = dy swish' (x); dx and dy may be the same. */
  void (*swish_backward) (gsize count, const AlgoReal *x, const AlgoReal *dy, AlgoReal *dx);

  /* y = swish (x row + a + b[row]) with a (d) the same in all rows, and the argument itself in x.
   */
  void (*swish_of_sum) (gsize rows,
                        AlgoReal *x,       /* (rows, d): a summand in, the argument out */
                        const AlgoReal *a, /* (d) */
                        const AlgoReal *b, /* (rows, d), or (1, d) where not `b_varies` */
                        gboolean b_varies,
                        AlgoReal *y); /* (rows, d) */

  /* Given dy and the argument x: dx replaced, the column sums of dx added to da, and to db too, or
   * its rows to those of db where `b_varies`; dx and dy may be the same. */
  void (*swish_of_sum_backward) (gsize rows,
                                 const AlgoReal *x,
                                 const AlgoReal *dy,
                                 gboolean b_varies,
                                 AlgoReal *dx,
                                 AlgoReal *da,
                                 AlgoReal *db);

  /* One query's attention over `rows` keys, `stride` rows apart, with a softmax for each head. A
   * head's weight is stored once for each of its channels. */
  void (*attend) (gsize rows,
                  gsize stride,
                  const AlgoReal *query, /* (d) */
                  const AlgoReal *key,   /* (rows, d), strided */
                  const AlgoReal *value, /* (rows, d), strided */
                  AlgoReal *weights,     /* (rows, d), contiguous */
                  AlgoReal *y);          /* (d) */

  /* Adds to dquery, dkey and dvalue. */
  void (*attend_backward) (gsize rows,
                           gsize stride,
                           const AlgoReal *query,
                           const AlgoReal *key,
                           const AlgoReal *value,
                           const AlgoReal *weights,
                           const AlgoReal *dy, /* (d) */
                           AlgoReal *dquery,
                           AlgoReal *dkey,
                           AlgoReal *dvalue);

  /* Samples latents from posteriors that are offsets from their priors. A row of `prior` holds Z
   * means and Z raw log deviations, a row of `offset` Z values of m and Z of raw r;
   * log sigma = 3 tanh (raw / 3), r = 8 tanh ((raw - 2) / 8), z = mu + sigma (m + e^r noise).
   * Returns KL = sum of -r + (e^2r + m^2 - 1) / 2, in nats. */
  double (*latent) (gsize rows,
                    const AlgoReal *prior, /* (rows, 2 Z), or (1, 2 Z) where not `prior_varies` */
                    gboolean prior_varies,
                    const AlgoReal *offset, /* (rows, 2 Z) */
                    const AlgoReal *noise,  /* (rows, Z) */
                    AlgoReal *z);           /* (rows, Z) */

  /* Given dz and the gradient `dkl` of the KL; doffset is replaced, dprior added to. */
  void (*latent_backward) (gsize rows,
                           const AlgoReal *prior,
                           gboolean prior_varies,
                           const AlgoReal *offset,
                           const AlgoReal *noise,
                           const AlgoReal *dz, /* (rows, Z) */
                           AlgoReal dkl,
                           AlgoReal *dprior,   /* as prior */
                           AlgoReal *doffset); /* (rows, 2 Z) */

  /* One hidden neuron of a target network on many points: adds the bias to the argument in place
   * and W1 swish (argument) to y. */
  void (*neuron) (gsize points,
                  AlgoReal b0,
                  AlgoReal W1,
                  AlgoReal *argument, /* (points) */
                  AlgoReal *y);       /* (points) */

  /* Given dy, turns the argument into its gradient; replaces db0 and dW1. */
  void (*neuron_backward) (gsize points,
                           AlgoReal W1,
                           const AlgoReal *dy, /* (points) */
                           AlgoReal *argument, /* (points) */
                           AlgoReal *db0,
                           AlgoReal *dW1);

  /* c = a b, or adds it, with a (m, k) or, where `a_transposed`, (k, m), and b alike. */
  void (*multiply) (gboolean a_transposed,
                    gboolean b_transposed,
                    gsize m,
                    gsize n,
                    gsize k,
                    const AlgoReal *a,
                    const AlgoReal *b,
                    gboolean adds,
                    AlgoReal *c); /* (m, n) */

  /* y = sum_r coefficients[r] x[r], the rows of x `stride` values apart, in the order of r. */
  void (*combine) (gsize count,
                   guint rows,
                   const AlgoReal *coefficients, /* (rows) */
                   const AlgoReal *x,
                   gsize stride,
                   AlgoReal *y); /* (count) */

  /* sum_i x[i] y[i], in an order that depends on count alone. */
  double (*dot) (gsize count, const AlgoReal *x, const AlgoReal *y);

  /* Moments in place; next = parameters less the step. */
  void (*adam) (gsize count,
                const AlgoAdamStep *step,
                const AlgoReal *gradient,
                AlgoReal *first_moment,
                AlgoReal *second_moment,
                const AlgoReal *parameters,
                AlgoReal *next);

  /* Number by number, infinite or no number where C's function of the name is; x and y may be the
   * same. */
  void (*exponential) (gsize count, const AlgoReal *x, AlgoReal *y);
  void (*logarithm) (gsize count, const AlgoReal *x, AlgoReal *y);
  void (*sine) (gsize count, const AlgoReal *x, AlgoReal *y);
  void (*cosine) (gsize count, const AlgoReal *x, AlgoReal *y);
  void (*hyperbolic_tangent) (gsize count, const AlgoReal *x, AlgoReal *y);

  /* Exchanges each two numbers of which the first is larger. Where one is not a number, both are
   * not. */
  void (*order) (gsize count, AlgoReal *low, AlgoReal *high);
} AlgoKernels;

/* The tables that this processor can run, the plain one first, the fastest last. */
guint algo_kernels_count (void);
const AlgoKernels *algo_kernels_nth (guint index);

/* NULL when there is none of that name, or this processor cannot run it. */
const AlgoKernels *algo_kernels_find (const char *name);

/* What new trainers and generators use: what was last set, else what ALGOSCOPE_KERNELS names in the
 * environment if it can run here, else the fastest. */
const AlgoKernels *algo_kernels_get_default (void);
void algo_kernels_set_default (const AlgoKernels *kernels);
