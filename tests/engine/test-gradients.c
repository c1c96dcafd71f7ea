/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every backward function against central differences, in double precision: this test links the
 * model's sources compiled with ALGO_DOUBLE_PRECISION, in which the plain loops are all there is.
 */
#include "engine/kernels/kernels.h"
#include "engine/model/noise.h"
#include "engine/random.h"
#include "engine/training/batch.h"

#include <math.h>
#include <string.h>

#define D ALGO_CHANNELS
#define Z ALGO_LATENT
#define MOST_ARGUMENTS 5
#define MOST_VALUES 2048
#define STEP 1e-5
#define LIMIT 1e-7 /* of the gradient's largest value: what STEP squared and rounding leave */

G_STATIC_ASSERT (sizeof (AlgoReal) == sizeof (double));

/* A function of some arrays, reduced to a number by fixed weights on its result, and the gradients
 * that its backward function gives. */
typedef struct Case Case;
struct Case
{
  guint rows, in, out;
  gboolean varies;
  guint n_arguments;
  gsize count[MOST_ARGUMENTS];
  double argument[MOST_ARGUMENTS][MOST_VALUES];
  double gradient[MOST_ARGUMENTS][MOST_VALUES];
  double weight[MOST_VALUES], result[MOST_VALUES], scratch[MOST_VALUES];
  double (*evaluate) (Case *);
};

static const AlgoKernels *
plain (void)
{
  return algo_kernels_find ("plain");
}

static void
fill_normal (guint32 sample, double scale, gsize count, double *out)
{
  g_autofree float *normal = g_new (float, count);
  AlgoRandom random;

  algo_random_init (&random, 7, 0, sample, ALGO_RANDOM_FRESH);
  algo_random_normal (&random, count, normal);
  for (gsize i = 0; i < count; i++)
    out[i] = scale * normal[i];
}

static Case *
case_new (double (*evaluate) (Case *), guint n_arguments, ...)
{
  Case *self = g_new0 (Case, 1);
  va_list counts;

  self->evaluate = evaluate;
  self->n_arguments = n_arguments;
  va_start (counts, n_arguments);
  for (guint k = 0; k < n_arguments; k++)
    {
      self->count[k] = va_arg (counts, guint);
      g_assert_cmpuint (self->count[k], <=, MOST_VALUES);
      fill_normal (k, 1, self->count[k], self->argument[k]);
    }
  va_end (counts);
  fill_normal (n_arguments, 1, MOST_VALUES, self->weight);
  return self;
}

static double
weigh (const Case *self, gsize count)
{
  double sum = 0;

  for (gsize i = 0; i < count; i++)
    sum += self->weight[i] * self->result[i];
  return sum;
}

/* Every gradient of every argument; consumes the case. */
static void
check (Case *self)
{
  for (guint k = 0; k < self->n_arguments; k++)
    {
      double largest = 0;

      for (gsize i = 0; i < self->count[k]; i++)
        largest = fmax (largest, fabs (self->gradient[k][i]));
      g_assert_cmpfloat (largest, >, 0);
      for (gsize i = 0; i < self->count[k]; i++)
        {
          const double value = self->argument[k][i];
          double above, below;

          self->argument[k][i] = value + STEP;
          above = self->evaluate (self);
          self->argument[k][i] = value - STEP;
          below = self->evaluate (self);
          self->argument[k][i] = value;
          g_assert_true (isfinite (self->gradient[k][i]));
          g_assert_cmpfloat_with_epsilon ((above - below) / (2 * STEP), self->gradient[k][i],
                                          LIMIT * largest);
        }
    }
  g_free (self);
}

static double
evaluate_affine (Case *self)
{
  plain ()->affine (self->rows, self->in, self->out, self->argument[0], self->argument[1],
                    self->argument[2], NULL, self->result);
  return weigh (self, self->rows * self->out);
}

static void
test_affine (void)
{
  const guint sizes[][3] = {
    { 5, 16, 16 }, { 3, 26, 16 }, { 4, 16, 1 }, { 7, 2, 16 }, { 2, 32, 4 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const guint rows = sizes[i][0], in = sizes[i][1], out = sizes[i][2];
      Case *self = case_new (evaluate_affine, 3, rows * in, in * out, out);

      self->rows = rows;
      self->in = in;
      self->out = out;
      plain ()->affine_backward_input (rows, in, out, self->weight, self->argument[1], FALSE,
                                       self->gradient[0]);
      plain ()->affine_backward_weights (rows, in, out, self->argument[0], self->weight,
                                         self->gradient[1], self->gradient[2]);
      check (self);
    }
}

static double
evaluate_normalise (Case *self)
{
  plain ()->normalise (self->rows, self->argument[0], self->result, self->scratch);
  return weigh (self, self->rows * D);
}

static void
test_normalise (void)
{
  Case *self = case_new (evaluate_normalise, 1, 6 * D);

  self->rows = 6;
  self->evaluate (self);
  plain ()->normalise_backward (6, self->result, self->scratch, self->weight, self->gradient[0]);
  check (self);
}

static double
evaluate_swish (Case *self)
{
  plain ()->swish (self->count[0], self->argument[0], self->result);
  return weigh (self, self->count[0]);
}

static void
test_swish (void)
{
  Case *self = case_new (evaluate_swish, 1, 77);

  plain ()->swish_backward (77, self->argument[0], self->weight, self->gradient[0]);
  check (self);
}

static double
evaluate_swish_of_sum (Case *self)
{
  memcpy (self->scratch, self->argument[0], self->rows * D * sizeof (double));
  plain ()->swish_of_sum (self->rows, self->scratch, self->argument[1], self->argument[2],
                          self->varies, self->result);
  return weigh (self, self->rows * D);
}

static void
test_swish_of_sum (void)
{
  for (guint varies = 0; varies < 2; varies++)
    {
      Case *self = case_new (evaluate_swish_of_sum, 3, 5 * D, D, varies ? 5 * D : D);

      self->rows = 5;
      self->varies = varies;
      self->evaluate (self);
      plain ()->swish_of_sum_backward (5, self->scratch, self->weight, varies, self->gradient[0],
                                       self->gradient[1], self->gradient[2]);
      check (self);
    }
}

/* The argument `in` is the stride here. */
static double
evaluate_attend (Case *self)
{
  plain ()->attend (self->rows, self->in, self->argument[0], self->argument[1], self->argument[2],
                    self->scratch, self->result);
  return weigh (self, D);
}

static void
test_attend (void)
{
  for (guint stride = 1; stride <= 3; stride += 2)
    {
      /* The keys' last row ends with the array, so every value has an effect where stride is 1. */
      const guint rows = 6, values = ((rows - 1) * stride + 1) * D;
      Case *self = case_new (evaluate_attend, 3, D, values, values);

      self->rows = rows;
      self->in = stride;
      self->evaluate (self);
      plain ()->attend_backward (rows, stride, self->argument[0], self->argument[1],
                                 self->argument[2], self->scratch, self->weight, self->gradient[0],
                                 self->gradient[1], self->gradient[2]);
      check (self);
    }
}

#define DKL 0.37

static double
evaluate_latent (Case *self)
{
  const double kl = plain ()->latent (self->rows, self->argument[0], self->varies,
                                      self->argument[1], self->scratch, self->result);

  return weigh (self, self->rows * Z) + DKL * kl;
}

static void
test_latent (void)
{
  for (guint varies = 0; varies < 2; varies++)
    {
      const guint rows = 7;
      Case *self = case_new (evaluate_latent, 2, (varies ? rows : 1) * 2 * Z, rows * 2 * Z);

      self->rows = rows;
      self->varies = varies;
      fill_normal (9, 1, rows * Z, self->scratch);
      plain ()->latent_backward (rows, self->argument[0], varies, self->argument[1], self->scratch,
                                 self->weight, DKL, self->gradient[0], self->gradient[1]);
      check (self);
    }
}

static double
evaluate_neuron (Case *self)
{
  memcpy (self->scratch, self->argument[0], self->count[0] * sizeof (double));
  memset (self->result, 0, self->count[0] * sizeof (double));
  plain ()->neuron (self->count[0], self->argument[1][0], self->argument[2][0], self->scratch,
                    self->result);
  return weigh (self, self->count[0]);
}

static void
test_neuron (void)
{
  Case *self = case_new (evaluate_neuron, 3, 41, 1, 1);

  self->evaluate (self);
  memcpy (self->gradient[0], self->scratch, 41 * sizeof (double));
  plain ()->neuron_backward (41, self->argument[2][0], self->weight, self->gradient[0],
                             self->gradient[1], self->gradient[2]);
  check (self);
}

/* The whole objective. */

#define SAMPLES 2
#define POINTS 9
#define SEED 11

static void
fill_sample (guint sample,
             const AlgoGeometry *geometry,
             guint points,
             AlgoSampleInput *input,
             gpointer data)
{
  const gsize noise = algo_noise_count (*(const guint *) data, geometry->inputs, geometry->hidden);

  input->log_beta = -4.3 + 2 * sample;
  fill_normal (100 + sample, 1, noise, input->noise);
  fill_normal (200 + sample, 1, (gsize) geometry->inputs * points, input->x);
}

typedef struct
{
  guint levels, inputs, hidden;
  AlgoBatch *batch;
  AlgoParameters *parameters, *gradient, *other;
} Objective;

static double
evaluate_objective (Objective *self, AlgoParameters *gradient)
{
  return algo_batch_evaluate (self->batch, self->parameters, self->inputs, self->hidden, 0.5,
                              fill_sample, &self->levels, gradient);
}

/* The derivative on `count` values at `at` along some direction, against the gradient's. Adds to
 * the sum of squares and returns the norm of the gradient there. */
static double
check_direction (Objective *self, const char *name, gsize at, gsize count, double *sum_of_squares)
{
  g_autofree double *direction = g_new (double, count);
  double *values = self->parameters->values + at;
  const double step = 1e-5 / sqrt (count); /* so that the displacement is that long */
  double along = 0, above, below, norm = 0, measured;

  fill_normal (300, 1, count, direction);
  for (gsize i = 0; i < count; i++)
    {
      const double d = self->gradient->values[at + i];

      g_assert_true (isfinite (d));
      along += d * direction[i];
      norm += d * d;
    }
  *sum_of_squares += norm;
  for (gsize i = 0; i < count; i++)
    values[i] += step * direction[i];
  above = evaluate_objective (self, self->other);
  for (gsize i = 0; i < count; i++)
    values[i] -= 2 * step * direction[i];
  below = evaluate_objective (self, self->other);
  for (gsize i = 0; i < count; i++)
    values[i] += step * direction[i];
  measured = (above - below) / (2 * step);
  if (!(fabs (measured - along) <= 1e-6 * sqrt (norm) + 1e-9))
    g_error ("%s: the gradient says %.12g, differences say %.12g, norm %g", name, along, measured,
             sqrt (norm));
  return sqrt (norm);
}

/* What the encoder computes for its inputs, output and spokes' keys is read by nobody, nor what the
 * last block computes for the inputs. */
static gboolean
is_unread (const char *name, guint levels)
{
  const char *const of_encoder[] = { "input.query",  "input.attend",  "spoke.key",
                                     "output.query", "output.attend", "input.up",
                                     "input.down",   "output.up",     "output.down" };
  const char *const of_last[] = { "input.query", "input.attend", "input.up", "input.down" };
  g_autofree char *last = g_strdup_printf ("decoder.block%u.", levels);

  for (guint i = 0; i < G_N_ELEMENTS (of_encoder); i++)
    if (g_str_has_prefix (name, "encoder.block.") && strstr (name, of_encoder[i]) != NULL)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (of_last); i++)
    if (g_str_has_prefix (name, last) && strstr (name, of_last[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
check_objective (AlgoModel model, guint levels, guint inputs, guint hidden, const char *task)
{
  g_autoptr (AlgoWorkers) workers = algo_workers_new (1);
  const guint kinds = algo_task_get (task, NULL)->row->kinds;
  const AlgoParameterTable *table = algo_parameter_table_get_for_kinds (levels, model, kinds);
  g_autoptr (AlgoParameters) parameters = algo_parameters_new_of (table);
  g_autoptr (AlgoParameters) gradient = algo_parameters_new_of (table);
  g_autoptr (AlgoParameters) other = algo_parameters_new_of (table);
  g_autoptr (AlgoBatch) batch =
      algo_batch_new (plain (), workers, table, SAMPLES, POINTS, inputs, hidden);
  Objective self = { levels, inputs, hidden, batch, parameters, gradient, other };
  const gsize theta = (gsize) (ALGO_BASES + 1) * table->count;
  g_autofree double *jitter = g_new (double, parameters->count);
  double squares = 0;

  parameters->task = algo_task_get (task, NULL);
  /* Away from the start, where biases and much else are zero. */
  algo_parameters_initialise (parameters, SEED);
  fill_normal (400, 0.05, parameters->count, jitter);
  for (gsize i = 0; i < parameters->count; i++)
    parameters->values[i] += jitter[i];
  g_assert_true (isfinite (evaluate_objective (&self, gradient)));

  for (guint e = 0; e < table->n_entries; e++)
    {
      const AlgoParameterEntry *entry = &table->entries[e];
      const gsize base = e % (ALGO_BASES + 1);
      const double norm = check_direction (&self, entry->name, base * table->count + entry->offset,
                                           (gsize) entry->rows * entry->columns, &squares);

      if (is_unread (entry->name, levels))
        g_assert_cmpfloat (norm, ==, 0);
      if (g_str_has_suffix (entry->name, ".kind"))
        g_assert_cmpfloat (norm, >, 0);
    }
  check_direction (&self, "theta", 0, theta, &squares);
  check_direction (&self, "mixer", theta, parameters->count - theta, &squares);
  g_assert_cmpfloat (squares, >, 0);
}

static void
test_objective (gconstpointer data)
{
  const guint *sizes = data;

  check_objective (sizes[0], sizes[1], sizes[2], sizes[3], "l1");
}

/* With a slope, and with moments that are measured. */
static void
test_tasks (void)
{
  for (AlgoModel model = 0; model < ALGO_N_MODELS; model++)
    {
      check_objective (model, 1, 3, 9, "tilted-l1 t=0.7");
      check_objective (model, 1, 4, 8, "sum(x * x) + max(x)");
    }
}

/* Inputs of several kinds: all of them, some, and where h is no multiple of n or below it. */
static void
test_kinds (void)
{
  for (AlgoModel model = 0; model < ALGO_N_MODELS; model++)
    {
      check_objective (model, 1, 5, 8, "products");
      check_objective (model, 1, 4, 12, "products");
      check_objective (model, 2, 3, 7, "products");
      check_objective (model, 1, 4, 3, "partial-l1 k=2");
      check_objective (model, 1, 3, 9, "partial-l1 k=8");
    }
}

int
main (int argc, char **argv)
{
  /* Model, levels, inputs, hidden: also h below n, h no multiple of n, and the most slots. */
  static const guint sizes[][4] = {
    { ALGO_MODEL_REFERENCE, 1, 3, 9 }, { ALGO_MODEL_REFERENCE, 1, 4, 10 },
    { ALGO_MODEL_REFERENCE, 1, 5, 2 }, { ALGO_MODEL_REFERENCE, 1, 2, 16 },
    { ALGO_MODEL_REFERENCE, 2, 3, 7 }, { ALGO_MODEL_REFERENCE, 2, 2, 6 },
    { ALGO_MODEL_REFERENCE, 3, 3, 4 }, { ALGO_MODEL_BALANCED, 1, 3, 9 },
    { ALGO_MODEL_BALANCED, 1, 4, 10 }, { ALGO_MODEL_BALANCED, 1, 5, 2 },
    { ALGO_MODEL_BALANCED, 1, 2, 16 }, { ALGO_MODEL_BALANCED, 2, 3, 7 },
    { ALGO_MODEL_PAIRED, 1, 3, 9 },    { ALGO_MODEL_PAIRED, 1, 4, 10 },
    { ALGO_MODEL_PAIRED, 1, 5, 2 },    { ALGO_MODEL_PAIRED, 1, 2, 16 },
    { ALGO_MODEL_PAIRED, 2, 3, 7 },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gradients/affine", test_affine);
  g_test_add_func ("/gradients/normalise", test_normalise);
  g_test_add_func ("/gradients/swish", test_swish);
  g_test_add_func ("/gradients/swish-of-sum", test_swish_of_sum);
  g_test_add_func ("/gradients/attend", test_attend);
  g_test_add_func ("/gradients/latent", test_latent);
  g_test_add_func ("/gradients/neuron", test_neuron);
  g_test_add_func ("/gradients/tasks", test_tasks);
  g_test_add_func ("/gradients/kinds", test_kinds);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/gradients/objective/%s/levels-%u/inputs-%u/hidden-%u",
                           algo_model_name (sizes[i][0]), sizes[i][1], sizes[i][2], sizes[i][3]);

      g_test_add_data_func (path, sizes[i], test_objective);
    }
  return g_test_run ();
}
