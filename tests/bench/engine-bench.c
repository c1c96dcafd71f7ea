/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the time of a training step goes.
 *
 * usage: engine-bench [--inputs N] [--levels L] [--kernels NAME] [--repeats R]
 *
 * Prints for each kernel, and for the parts of a step made of them, the median time of a call, its
 * GFLOP/s where products are what it is for, and their share of the sgemm peak measured first.
 * Times are of one thread; each case is called until it has taken a few milliseconds, and that
 * repeated. */
#include "engine/blas.h"
#include "engine/compare.h"
#include "engine/kernels/kernels.h"
#include "engine/model/mixer.h"
#include "engine/model/noise.h"
#include "engine/model/target.h"
#include "engine/random.h"
#include "engine/training/optimizer.h"
#include "engine/training/trainer.h"
#include "engine/run/grid.h"

#include <cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define D ALGO_CHANNELS
#define Z ALGO_LATENT
#define POINTS 256
#define BETAS 33
#define BATCH 12
#define SAMPLE_SECONDS 4e-3
#define STAGGER 48 /* floats, whole cache lines */

/* Everything a case may use, made once. */
typedef struct
{
  int inputs, levels, repeats;
  const AlgoKernels *kernels;
  guint hidden;
  gsize edges;

  float *a, *b, *c, *d, *e, *f, *g, *h; /* (edges, 2 d) of normal numbers */
  float *w, *dw, *row;
  float *sum; /* (d), what sums are added to */
  AlgoParameters *parameters, *gradient, *next;
  AlgoGeometry *geometry;
  AlgoHypernetwork *hypernetwork;
  AlgoTargetWorkspace *target_workspace;
  float *weights, *dweights, *noise_block, *x;
  AlgoNoise noise[ALGO_MAX_LEVELS];
  const AlgoTargetWeights *target;
  AlgoTargetWeights dtarget;
  AlgoWorkers *workers;
  AlgoOptimizer *optimizer;
  AlgoTrainer *trainer;
  AlgoGenerator *generator;
  double peak; /* GFLOP/s */
} Bench;

typedef void (*Case) (Bench *bench);

static double
seconds (void)
{
  return g_get_monotonic_time () * 1e-6;
}

/* The median time of a call, in seconds. */
static double
time_of (Bench *self, Case run)
{
  g_autofree double *samples = g_new (double, self->repeats);
  guint calls = 1;
  double start, taken;

  run (self);
  while (TRUE)
    {
      start = seconds ();
      for (guint i = 0; i < calls; i++)
        run (self);
      taken = seconds () - start;
      if (taken >= SAMPLE_SECONDS)
        break;
      calls = taken > 0 ? CLAMP (calls * 1.2 * SAMPLE_SECONDS / taken, calls + 1, calls * 100.0)
                        : calls * 100;
    }
  for (int r = 0; r < self->repeats; r++)
    {
      start = seconds ();
      for (guint i = 0; i < calls; i++)
        run (self);
      samples[r] = (seconds () - start) / calls;
    }
  qsort (samples, self->repeats, sizeof *samples, algo_compare_doubles);
  return samples[self->repeats / 2];
}

static void
run_sgemm (Bench *self)
{
  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, 768, D, D, 1, self->a, D, self->w, D, 0,
               self->b, D);
}

static void
run_affine (Bench *self)
{
  self->kernels->affine (self->edges, D, D, self->a, self->w, self->row, NULL, self->b);
}

static void
run_affine_backward_input (Bench *self)
{
  self->kernels->affine_backward_input (self->edges, D, D, self->a, self->w, FALSE, self->b);
}

static void
run_affine_backward_weights (Bench *self)
{
  memset (self->dw, 0, D * D * sizeof (float));
  self->kernels->affine_backward_weights (self->edges, D, D, self->a, self->b, self->dw, self->sum);
}

static void
run_normalise (Bench *self)
{
  self->kernels->normalise (self->edges, self->a, self->b, self->c);
}

static void
run_normalise_backward (Bench *self)
{
  memset (self->e, 0, self->edges * D * sizeof (float));
  self->kernels->normalise_backward (self->edges, self->a, self->c, self->d, self->e);
}

static void
run_swish_of_sum (Bench *self)
{
  memcpy (self->b, self->a, self->edges * D * sizeof (float));
  self->kernels->swish_of_sum (self->edges, self->b, self->row, self->c, TRUE, self->d);
}

static void
run_swish_of_sum_backward (Bench *self)
{
  memset (self->e, 0, self->edges * D * sizeof (float));
  self->kernels->swish_of_sum_backward (self->edges, self->a, self->b, TRUE, self->d, self->sum,
                                        self->e);
}

static void
run_attend (Bench *self)
{
  for (guint j = 0; j < self->hidden; j++)
    {
      const gsize at = (gsize) j * self->inputs * D;

      self->kernels->attend (self->inputs, 1, self->a, self->b + at, self->c + at, self->d + at,
                             self->row);
    }
}

static void
run_attend_backward (Bench *self)
{
  memset (self->e, 0, self->edges * D * sizeof (float));
  memset (self->f, 0, self->edges * D * sizeof (float));
  for (guint j = 0; j < self->hidden; j++)
    {
      const gsize at = (gsize) j * self->inputs * D;

      self->kernels->attend_backward (self->inputs, 1, self->a, self->b + at, self->c + at,
                                      self->d + at, self->g, self->sum, self->e + at, self->f + at);
    }
}

static void
run_latent (Bench *self)
{
  self->kernels->latent (self->edges, self->a, FALSE, self->b, self->c, self->d);
}

static void
run_latent_backward (Bench *self)
{
  self->kernels->latent_backward (self->edges, self->a, FALSE, self->b, self->c, self->d, 0.1f,
                                  self->sum, self->e);
}

static void
run_random (Bench *self)
{
  AlgoRandom random;

  algo_random_init (&random, 0, 0, 0, ALGO_RANDOM_POINTS);
  algo_random_normal (&random, (gsize) POINTS * self->inputs, self->x);
  algo_random_init (&random, 0, 0, 0, ALGO_RANDOM_NOISE);
  algo_random_normal (&random, algo_noise_count (self->levels, self->inputs, self->hidden),
                      self->noise_block);
}

static void
run_mix (Bench *self)
{
  AlgoMixerTrace trace;

  algo_mixer_forward (self->parameters, -3, &trace);
  algo_mixer_combine (self->kernels, self->parameters, &trace, self->weights);
}

static void
run_forward (Bench *self)
{
  double kl;

  self->target = algo_hypernetwork_forward (self->hypernetwork, self->weights, self->geometry,
                                            self->noise, &kl);
}

static void
run_backward (Bench *self)
{
  const gsize h = self->hidden;

  /* Any values will do, but they are used up. */
  memcpy (self->dtarget.W0, self->target->W0, self->edges * sizeof (float));
  memcpy (self->dtarget.b0, self->target->b0, h * sizeof (float));
  memcpy (self->dtarget.W1, self->target->W1, h * sizeof (float));
  self->dtarget.b1 = self->target->b1;
  memset (self->dweights, 0, self->parameters->table->count * sizeof (float));
  algo_hypernetwork_backward (self->hypernetwork, self->weights, self->geometry, self->noise,
                              &self->dtarget, 1e-3f, self->dweights);
}

static void
run_target (Bench *self)
{
  algo_target_unexplained (self->target_workspace, self->target, self->inputs, self->hidden, POINTS,
                           self->x);
  algo_target_backward (self->target_workspace, self->target, self->inputs, self->hidden, POINTS,
                        self->x, 1);
}

static void
run_optimizer (Bench *self)
{
  const double norm = algo_optimizer_norm (self->optimizer, self->gradient->values);

  algo_optimizer_step (self->optimizer, self->gradient->values, norm, self->parameters->values,
                       self->next->values);
}

static void
run_step (Bench *self)
{
  algo_trainer_step (self->trainer, NULL, NULL);
}

static void
run_network (Bench *self)
{
  algo_network_unref (algo_generator_generate (self->generator, self->parameters,
                                               &(AlgoQuestion){ -3, self->inputs, self->hidden, 0 },
                                               0, NULL, NULL));
}

static void
run_networks (Bench *self)
{
  for (guint i = 0; i < BETAS; i++)
    run_network (self);
}

static void
run_observation (Bench *self)
{
  const AlgoQuestion question = {
    .log_beta = -3, .inputs = self->inputs, .hidden = self->hidden, .noise_seed = 0
  };
  AlgoDraw draw;

  algo_draw_measure (self->generator, self->parameters, &question, 0, &draw, NULL);
}

static float *
new_values (gsize count)
{
  static guint sample;
  /* Each begins elsewhere in its page, as the engine's own arrays do (see arena.c). */
  float *values =
      (float *) g_aligned_alloc (count + STAGGER * sample, sizeof (float), 64) + STAGGER * sample;
  AlgoRandom random;

  algo_random_init (&random, 1, 0, sample++, ALGO_RANDOM_FRESH);
  algo_random_normal (&random, count, values);
  return values;
}

static void
prepare (Bench *self)
{
  const guint n = self->inputs, h = self->hidden = ALGO_HIDDEN_PER_INPUT * n;
  const gsize values = 2 * D * MAX ((gsize) n * h, 768);
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  float **const arrays[] = { &self->a, &self->b, &self->c, &self->d,
                             &self->e, &self->f, &self->g, &self->h };

  self->edges = (gsize) n * h;
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    *arrays[i] = new_values (values);
  self->w = new_values (D * D);
  self->dw = new_values (D * D);
  self->dtarget =
      (AlgoTargetWeights){ new_values (self->edges), new_values (h), new_values (h), 0 };
  self->row = new_values (D);
  self->sum = new_values (D);
  self->parameters = algo_parameters_new (self->levels, ALGO_MODEL_BALANCED);
  self->gradient = algo_parameters_new (self->levels, ALGO_MODEL_BALANCED);
  self->next = algo_parameters_new (self->levels, ALGO_MODEL_BALANCED);
  algo_parameters_initialise (self->parameters, 0);
  algo_parameters_initialise (self->gradient, 1);
  self->geometry = algo_geometry_new (self->parameters->table, n, h);
  algo_geometry_set (self->geometry, n, h);
  self->hypernetwork = algo_hypernetwork_new (self->kernels, self->parameters->table, n, h);
  self->target_workspace = algo_target_workspace_new (self->kernels, n, h, POINTS);
  self->weights = new_values (self->parameters->table->count);
  self->dweights = new_values (self->parameters->table->count);
  self->noise_block = new_values (algo_noise_count (self->levels, n, h));
  algo_noise_split (self->noise_block, self->levels, n, h, self->noise);
  self->x = new_values ((gsize) n * POINTS);
  self->workers = algo_workers_new (1);
  self->optimizer =
      algo_optimizer_new (self->kernels, self->workers, self->parameters->count, 1e-3, 1000);
  settings.least = settings.most = n;
  settings.levels = self->levels;
  settings.threads = 1;
  self->trainer = algo_trainer_new (&settings, NULL);
  self->generator = algo_generator_new ();
}

/* Returns the time, in seconds. */
static double
report (Bench *self, const char *name, Case run, double flop)
{
  const double taken = time_of (self, run);

  g_print ("%-26s %10.2f us", name, taken * 1e6);
  if (flop > 0)
    g_print ("  %7.1f GFLOP/s  %5.1f %% of peak", flop / taken * 1e-9,
             100 * flop / taken * 1e-9 / self->peak);
  g_print ("\n");
  return taken;
}

/* A step and its parts, which add up to it: what is not measured alone is given as the rest. */
static void
run_step_parts (Bench *self)
{
  const double product = 2.0 * self->edges * D * D, neuron = 2.0 * POINTS * self->edges;
  double parts = 0, optimizer, step;

  g_print ("of one sample, of which a step has %d:\n", BATCH);
  parts += report (self, "random numbers", run_random, 0);
  parts += report (self, "mixing of weights", run_mix, 0);
  parts += report (self, "forward", run_forward, self->levels * 4 * product);
  parts += report (self, "backward", run_backward, self->levels * 8 * product);
  parts += report (self, "target, both ways", run_target, 3 * neuron);
  g_print ("of one step:\n");
  optimizer = report (self, "optimizer", run_optimizer, 0);
  step = report (self, "step", run_step, BATCH * (self->levels * 12 * product + 3 * neuron));
  g_print ("%-26s %10.2f us\n", "the rest of it", (step - BATCH * parts - optimizer) * 1e6);
}

static void
run_all (Bench *self)
{
  const double product = 2.0 * self->edges * D * D;
  const double sgemm = 2 * 768.0 * D * D;

  self->peak = sgemm / time_of (self, run_sgemm) * 1e-9;
  g_print ("kernels %s, n = %d, h = %u, L = %d; sgemm of 768 x 16 x 16: %.1f GFLOP/s\n",
           self->kernels->name, self->inputs, self->hidden, self->levels, self->peak);
  report (self, "affine", run_affine, product);
  report (self, "affine_backward_input", run_affine_backward_input, product);
  report (self, "affine_backward_weights", run_affine_backward_weights, product);
  report (self, "normalise", run_normalise, 0);
  report (self, "normalise_backward", run_normalise_backward, 0);
  report (self, "swish_of_sum", run_swish_of_sum, 0);
  report (self, "swish_of_sum_backward", run_swish_of_sum_backward, 0);
  report (self, "attend", run_attend, 0);
  report (self, "attend_backward", run_attend_backward, 0);
  report (self, "latent", run_latent, 0);
  report (self, "latent_backward", run_latent_backward, 0);
  run_step_parts (self);
  g_print ("of one answer:\n");
  report (self, "one network", run_network, self->levels * 4 * product);
  report (self, "33 networks", run_networks, BETAS * self->levels * 4 * product);
  report (self, "one network, judged", run_observation, 0);
}

int
main (int argc, char **argv)
{
  Bench bench = { .inputs = 16, .levels = 1, .repeats = 21 };
  g_autofree char *kernels = NULL;
  const GOptionEntry entries[] = {
    { "inputs", 0, 0, G_OPTION_ARG_INT, &bench.inputs, "n, 2 to 64", "N" },
    { "levels", 0, 0, G_OPTION_ARG_INT, &bench.levels, "L, 1 to 3", "L" },
    { "kernels", 0, 0, G_OPTION_ARG_STRING, &kernels, "plain, vector, avx2 or avx512", "NAME" },
    { "repeats", 0, 0, G_OPTION_ARG_INT, &bench.repeats, "samples of which to take the median",
      "R" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error)
      || !algo_size_validate (bench.inputs, 1, &error))
    {
      g_printerr ("engine-bench: %s\n", error->message);
      return 2;
    }
  if (kernels != NULL && algo_kernels_find (kernels) == NULL)
    {
      g_printerr ("engine-bench: this processor has no kernels '%s'\n", kernels);
      return 2;
    }
  if (kernels != NULL)
    algo_kernels_set_default (algo_kernels_find (kernels));
  bench.kernels = algo_kernels_get_default ();
  bench.levels = CLAMP (bench.levels, 1, ALGO_MAX_LEVELS);
  bench.repeats = CLAMP (bench.repeats, 1, 1000);
  algo_blas_prepare ();
  prepare (&bench);
  run_all (&bench);
  return 0;
}
