/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds the engine against recorded results of an independent implementation.
 *
 * usage: parity FIXTURE...
 *
 * A fixture gives parameters, noise and points, and for every optimizer step the loss and the
 * gradient's norm; for the first also networks, KL, FVU and gradients. One of no steps gives its
 * networks, KL, FVU and loss alone, and without the loss where the metadata says that "latents" are
 * of the "prior". The metadata may name a model, else it is the reference, and a task. Prints
 * the largest error of each tensor, and exits with 1 when one is over its limit, 2 when a fixture
 * cannot be read. */
#include "engine/blas.h"
#include "engine/formats/tensor-file.h"
#include "engine/model/mixer.h"
#include "engine/model/noise.h"
#include "engine/model/target.h"
#include "engine/training/batch.h"
#include "engine/training/optimizer.h"

#include <math.h>
#include <string.h>

#define NETWORK_LIMIT                                                                              \
  1e-4                      /* of the largest value of a tensor of weights, or of each KL and FVU  \
                             */
#define GRADIENT_LIMIT 1e-3 /* of the gradient's norm */
#define LOSS_LIMIT 1e-3

typedef struct
{
  const char *path;
  AlgoTensorFile *file;
  AlgoModel model;
  const AlgoTask *task;
  const AlgoParameterTable *table; /* once levels, model and task are known */
  gboolean from_prior;
  guint inputs, hidden, levels, batch, points, steps;
  double anneal, rate;
  guint step; /* whose tensors fill_sample() reads */
  guint failures;
} Fixture;

static gboolean
fixture_error (const Fixture *self, const char *what)
{
  g_printerr ("parity: %s: %s\n", self->path, what);
  return FALSE;
}

G_GNUC_PRINTF (3, 4)
static const AlgoTensor *
find_tensor (const Fixture *self, gsize count, const char *format, ...)
{
  g_autofree char *name = NULL;
  const AlgoTensor *tensor;
  va_list arguments;

  va_start (arguments, format);
  name = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  tensor = algo_tensor_file_find (self->file, name);
  if (tensor == NULL || tensor->data == NULL || tensor->count != count)
    {
      g_autofree char *what = g_strdup_printf ("no tensor %s of %zu values", name, count);

      fixture_error (self, what);
      return NULL;
    }
  return tensor;
}

static double
metadata_number (const Fixture *self, const char *key)
{
  const char *text = algo_tensor_file_metadata (self->file, key);

  return text != NULL ? g_ascii_strtod (text, NULL) : NAN;
}

static gboolean
read_model (Fixture *self)
{
  const char *name = algo_tensor_file_metadata (self->file, "model");
  const char *task = algo_tensor_file_metadata (self->file, "task");

  self->from_prior = g_strcmp0 (algo_tensor_file_metadata (self->file, "latents"), "prior") == 0;
  self->model = ALGO_MODEL_REFERENCE;
  self->task = algo_task_get (task != NULL ? task : "l1", NULL);
  if (self->task == NULL || (name != NULL && !algo_model_find (name, &self->model)))
    return FALSE;
  self->table =
      algo_parameter_table_get_for_kinds (self->levels, self->model, self->task->row->kinds);
  return TRUE;
}

static gboolean
open_fixture (const char *path, Fixture *self)
{
  g_autoptr (GError) error = NULL;
  const AlgoTensor *log_beta, *x;

  *self = (Fixture){ .path = path, .file = algo_tensor_file_load (path, &error) };
  if (self->file == NULL)
    {
      g_printerr ("parity: %s\n", error->message);
      return FALSE;
    }
  log_beta = algo_tensor_file_find (self->file, "0/log_beta");
  x = algo_tensor_file_find (self->file, "0/x");
  self->inputs = metadata_number (self, "inputs");
  self->hidden = metadata_number (self, "hidden");
  self->levels = metadata_number (self, "levels");
  self->anneal = metadata_number (self, "anneal");
  self->rate = metadata_number (self, "rate");
  self->steps = metadata_number (self, "steps");
  if (log_beta == NULL || x == NULL || x->n_dimensions != 3)
    return fixture_error (self, "no 0/log_beta or 0/x");
  self->batch = log_beta->count;
  self->points = x->shape[1];
  if (!algo_size_validate (self->inputs, self->hidden, &error) || self->levels < 1
      || self->levels > ALGO_MAX_LEVELS || self->batch == 0 || self->points == 0
      || !read_model (self) || !isfinite (self->anneal) || !isfinite (self->rate))
    return fixture_error (self, error != NULL ? error->message : "metadata out of range");
  return TRUE;
}

static gboolean
load_parameters (const Fixture *self, AlgoParameters *parameters)
{
  const struct
  {
    const char *name;
    AlgoReal *values;
    gsize count;
  } parts[] = {
    { "theta", parameters->theta, (ALGO_BASES + 1) * (gsize) parameters->table->count },
    { "mixer.w1", parameters->mixer_w1, ALGO_MIXER_FEATURES * ALGO_MIXER_WIDTH },
    { "mixer.b1", parameters->mixer_b1, ALGO_MIXER_WIDTH },
    { "mixer.w2", parameters->mixer_w2, ALGO_MIXER_WIDTH * ALGO_BASES },
    { "mixer.b2", parameters->mixer_b2, ALGO_BASES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const AlgoTensor *tensor = find_tensor (self, parts[i].count, "%s", parts[i].name);

      if (tensor == NULL)
        return FALSE;
      memcpy (parts[i].values, tensor->data, parts[i].count * sizeof (AlgoReal));
    }
  return TRUE;
}

/* Whether a step has all that fill_sample() will read. */
static gboolean
step_is_complete (const Fixture *self, guint step)
{
  const gsize B = self->batch, n = self->inputs, h = self->hidden, Z = ALGO_LATENT;
  gboolean complete =
      find_tensor (self, B, "%u/log_beta", step) != NULL
      && find_tensor (self, B * self->points * n, "%u/x", step) != NULL
      && find_tensor (self, 1, "%u/loss", step) != NULL
      && (self->steps == 0 || find_tensor (self, 1, "%u/norm", step) != NULL)
      && (self->model != ALGO_MODEL_PAIRED || find_tensor (self, B, "%u/background", step) != NULL);

  for (guint level = 0; complete && level < self->levels; level++)
    complete = find_tensor (self, B * h * Z, "%u/noise.%u.hidden", step, level) != NULL
               && find_tensor (self, B * h * n * Z, "%u/noise.%u.edge", step, level) != NULL
               && find_tensor (self, B * h * Z, "%u/noise.%u.spoke", step, level) != NULL;
  return complete;
}

/* The fixture's arrays stand by point and by input, the engine's by input and by hidden neuron. */
static void
fill_sample (guint sample,
             const AlgoGeometry *geometry,
             guint points,
             AlgoSampleInput *input,
             gpointer data)
{
  const Fixture *self = data;
  const gsize n = self->inputs, h = self->hidden, Z = ALGO_LATENT;
  const gsize B = self->batch;
  AlgoReal *noise = input->noise;
  const float *x = find_tensor (self, B * points * n, "%u/x", self->step)->data;

  input->log_beta = find_tensor (self, B, "%u/log_beta", self->step)->data[sample];
  x += sample * points * n;
  for (gsize p = 0; p < points; p++)
    for (gsize i = 0; i < n; i++)
      input->x[i * points + p] = x[p * n + i];
  for (guint level = 0; level < self->levels; level++)
    {
      const float *hidden =
          find_tensor (self, B * h * Z, "%u/noise.%u.hidden", self->step, level)->data;
      const float *edge =
          find_tensor (self, B * h * n * Z, "%u/noise.%u.edge", self->step, level)->data;
      const float *spoke =
          find_tensor (self, B * h * Z, "%u/noise.%u.spoke", self->step, level)->data;

      for (gsize at = 0; at < h * Z; at++)
        *noise++ = hidden[sample * h * Z + at];
      for (gsize j = 0; j < h; j++)
        for (gsize i = 0; i < n; i++)
          for (gsize z = 0; z < Z; z++)
            *noise++ = edge[((sample * n + i) * h + j) * Z + z];
      for (gsize at = 0; at < h * Z; at++)
        *noise++ = spoke[sample * h * Z + at];
    }
  *noise = self->model == ALGO_MODEL_PAIRED
               ? find_tensor (self, B, "%u/background", self->step)->data[sample]
               : 0;
}

static void
report (Fixture *self, const char *tensor, double error, double limit)
{
  const gboolean good = error <= limit; /* so that NaN is not */

  g_print ("%-24s %9.2e  (limit %.0e)%s\n", tensor, error, limit, good ? "" : "  TOO LARGE");
  if (!good)
    self->failures++;
}

/* Largest difference over the largest value. */
static double
error_of_largest (const float *got, const float *expected, gsize count)
{
  double error = 0, largest = 0;

  for (gsize i = 0; i < count; i++)
    {
      error = isfinite (got[i]) ? fmax (error, fabs ((double) got[i] - expected[i])) : INFINITY;
      largest = fmax (largest, fabs (expected[i]));
    }
  return error / fmax (largest, 1e-30);
}

/* Largest relative difference of any one value. */
static double
error_of_each (const float *got, const float *expected, gsize count)
{
  double error = 0;

  for (gsize i = 0; i < count; i++)
    error = fmax (error, error_of_largest (got + i, expected + i, 1));
  return error;
}

static double
error_of_norm (const float *got, const float *expected, gsize count)
{
  double difference = 0, norm = 0;

  for (gsize i = 0; i < count; i++)
    {
      difference += ((double) got[i] - expected[i]) * ((double) got[i] - expected[i]);
      norm += (double) expected[i] * expected[i];
    }
  return sqrt (difference / fmax (norm, 1e-60));
}

/* The networks of the first step, in the fixture's order. */
typedef struct
{
  float *W0, *b0, *W1, *b1, *kl, *unexplained;
} Networks;

static void
write_networks (Fixture *self, const AlgoParameters *parameters, Networks *networks)
{
  const gsize n = self->inputs, h = self->hidden, P = parameters->table->count;
  const AlgoKernels *kernels = algo_kernels_get_default ();
  g_autoptr (AlgoGeometry) geometry = algo_geometry_new (parameters->table, n, h);
  g_autoptr (AlgoHypernetwork) hypernetwork =
      algo_hypernetwork_new (kernels, parameters->table, n, h);
  g_autoptr (AlgoTargetWorkspace) workspace =
      algo_target_workspace_new (kernels, n, h, self->points);
  g_autofree float *weights = g_new (float, P);
  g_autofree float *block = g_new (float, algo_noise_count (self->levels, n, h));
  g_autofree float *x = g_new (float, n * self->points);

  algo_geometry_set_task (geometry, self->task);
  algo_geometry_set (geometry, n, h);
  algo_target_workspace_set_task (workspace, self->task);
  for (guint b = 0; b < self->batch; b++)
    {
      AlgoSampleInput input = { .noise = block, .x = x };
      AlgoNoise noise[ALGO_MAX_LEVELS];
      AlgoMixerTrace mixer;
      const AlgoTargetWeights *target;
      double kl = 0;

      fill_sample (b, geometry, self->points, &input, self);
      algo_noise_split (block, self->levels, n, h, noise);
      algo_mixer_forward (parameters, input.log_beta, &mixer);
      algo_mixer_combine (kernels, parameters, &mixer, weights);
      target = self->from_prior
                   ? algo_hypernetwork_forward_from_prior (hypernetwork, weights, geometry, noise)
                   : algo_hypernetwork_forward (hypernetwork, weights, geometry, noise, &kl);
      for (gsize i = 0; i < n; i++)
        for (gsize j = 0; j < h; j++)
          networks->W0[(b * n + i) * h + j] = target->W0[j * n + i];
      memcpy (networks->b0 + b * h, target->b0, h * sizeof (float));
      memcpy (networks->W1 + b * h, target->W1, h * sizeof (float));
      networks->b1[b] = target->b1;
      networks->kl[b] = kl;
      networks->unexplained[b] = algo_target_unexplained (workspace, target, n, h, self->points, x);
    }
}

static gboolean
compare_networks (Fixture *self, const AlgoParameters *parameters)
{
  const gsize B = self->batch, n = self->inputs, h = self->hidden;
  g_autofree float *values = g_new0 (float, B *(n * h + 2 * h + 3));
  Networks networks = { .W0 = values };
  const struct
  {
    const char *name;
    float **got;
    gsize count;
    gboolean each;
  } parts[] = {
    { "0/W0", &networks.W0, B * n * h, FALSE }, { "0/b0", &networks.b0, B * h, FALSE },
    { "0/W1", &networks.W1, B * h, FALSE },     { "0/b1", &networks.b1, B, FALSE },
    { "0/kl", &networks.kl, B, TRUE },          { "0/unexplained", &networks.unexplained, B, TRUE },
  };
  float *at = values;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      *parts[i].got = at;
      at += parts[i].count;
    }
  write_networks (self, parameters, &networks);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const AlgoTensor *expected = find_tensor (self, parts[i].count, "%s", parts[i].name);

      if (expected == NULL)
        return FALSE;
      report (self, parts[i].name,
              parts[i].each ? error_of_each (*parts[i].got, expected->data, parts[i].count)
                            : error_of_largest (*parts[i].got, expected->data, parts[i].count),
              NETWORK_LIMIT);
    }
  return TRUE;
}

static gboolean
compare_gradient (Fixture *self, const AlgoParameters *gradient)
{
  const struct
  {
    const char *name;
    const AlgoReal *got;
    gsize count;
  } parts[] = {
    { "0/grad.theta", gradient->theta, (ALGO_BASES + 1) * (gsize) gradient->table->count },
    { "0/grad.mixer.w1", gradient->mixer_w1, ALGO_MIXER_FEATURES * ALGO_MIXER_WIDTH },
    { "0/grad.mixer.b1", gradient->mixer_b1, ALGO_MIXER_WIDTH },
    { "0/grad.mixer.w2", gradient->mixer_w2, ALGO_MIXER_WIDTH * ALGO_BASES },
    { "0/grad.mixer.b2", gradient->mixer_b2, ALGO_BASES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const AlgoTensor *expected = find_tensor (self, parts[i].count, "%s", parts[i].name);

      if (expected == NULL)
        return FALSE;
      report (self, parts[i].name, error_of_norm (parts[i].got, expected->data, parts[i].count),
              GRADIENT_LIMIT);
    }
  return TRUE;
}

/* Steps of Adam from the recorded parameters, as many as are recorded. */
static gboolean
compare_steps (Fixture *self, AlgoParameters *parameters)
{
  const AlgoKernels *kernels = algo_kernels_get_default ();
  g_autoptr (AlgoWorkers) workers = algo_workers_new (1);
  g_autoptr (AlgoBatch) batch = algo_batch_new (kernels, workers, parameters->table, self->batch,
                                                self->points, self->inputs, self->hidden);
  g_autoptr (AlgoParameters) gradient = algo_parameters_new_of (self->table);
  g_autoptr (AlgoOptimizer) optimizer =
      algo_optimizer_new (kernels, workers, parameters->count, self->rate, self->steps);

  for (self->step = 0; self->step < self->steps; self->step++)
    {
      g_autofree char *loss_name = g_strdup_printf ("%u/loss", self->step);
      g_autofree char *norm_name = g_strdup_printf ("%u/norm", self->step);
      float loss, norm;

      if (!step_is_complete (self, self->step))
        return FALSE;
      loss = algo_batch_evaluate (batch, parameters, self->inputs, self->hidden, self->anneal,
                                  fill_sample, self, gradient);
      norm = algo_optimizer_norm (optimizer, gradient->values);
      if (self->step == 0 && !compare_gradient (self, gradient))
        return FALSE;
      report (self, loss_name,
              error_of_each (&loss, find_tensor (self, 1, "%s", loss_name)->data, 1), LOSS_LIMIT);
      report (self, norm_name,
              error_of_each (&norm, find_tensor (self, 1, "%s", norm_name)->data, 1),
              GRADIENT_LIMIT);
      algo_optimizer_step (optimizer, gradient->values, norm, parameters->values,
                           parameters->values);
    }
  return TRUE;
}

static void
compare_loss (Fixture *self, const AlgoParameters *parameters)
{
  g_autoptr (AlgoWorkers) workers = algo_workers_new (1);
  g_autoptr (AlgoBatch) batch =
      algo_batch_new (algo_kernels_get_default (), workers, parameters->table, self->batch,
                      self->points, self->inputs, self->hidden);
  g_autoptr (AlgoParameters) gradient = algo_parameters_new_of (self->table);
  const float loss = algo_batch_evaluate (batch, parameters, self->inputs, self->hidden,
                                          self->anneal, fill_sample, self, gradient);

  report (self, "0/loss", error_of_each (&loss, find_tensor (self, 1, "0/loss")->data, 1),
          LOSS_LIMIT);
}

static int
compare_fixture (const char *path)
{
  Fixture fixture;
  g_autoptr (AlgoParameters) parameters = NULL;
  gboolean readable = open_fixture (path, &fixture);

  if (readable)
    {
      g_print ("# %s: n = %u, h = %u, L = %u, B = %u, kernels %s\n", path, fixture.inputs,
               fixture.hidden, fixture.levels, fixture.batch, algo_kernels_get_default ()->name);
      parameters = algo_parameters_new_of (fixture.table);
      parameters->task = fixture.task;
      readable = step_is_complete (&fixture, 0) && load_parameters (&fixture, parameters)
                 && compare_networks (&fixture, parameters) && compare_steps (&fixture, parameters);
      if (readable && fixture.steps == 0 && !fixture.from_prior)
        compare_loss (&fixture, parameters);
    }
  g_clear_pointer (&fixture.file, algo_tensor_file_free);
  return !readable ? 2 : fixture.failures > 0 ? 1 : 0;
}

int
main (int argc, char **argv)
{
  int status = 0;

  if (argc < 2)
    {
      g_printerr ("usage: parity FIXTURE...\n");
      return 2;
    }
  algo_blas_prepare ();
  for (int i = 1; i < argc; i++)
    {
      const int of_fixture = compare_fixture (argv[i]);

      status = MAX (status, of_fixture);
    }
  return status;
}
