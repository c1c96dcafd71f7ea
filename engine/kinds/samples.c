/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/samples.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/error.h"
#include "engine/run-file/run-file.h"
#include "engine/run/grid.h"

#define POINTS 512 /* as in engine/run/grid.c */

AlgoSamples *
algo_samples_new (void)
{
  AlgoSamples *samples = g_new0 (AlgoSamples, 1);

  samples->values = g_array_new (FALSE, FALSE, sizeof (AlgoSample));
  return samples;
}

void
algo_samples_free (AlgoSamples *samples)
{
  if (samples == NULL)
    return;
  for (guint i = 0; i < samples->n_runs; i++)
    g_free (samples->paths[i]);
  g_free (samples->paths);
  g_array_unref (samples->values);
  g_free (samples);
}

const AlgoSample *
algo_samples_get (const AlgoSamples *samples, guint index)
{
  return &g_array_index (samples->values, AlgoSample, index);
}

/* Some of the steps, for one thread: every `threads`th from `first`. */
typedef struct
{
  const char *path;
  const guint64 *steps;
  guint n_steps, first, threads, run;
  AlgoSample *values; /* (n_steps, ALGO_GRID) */
  gint *done;         /* atomic; below 0: give up */
  GError *error;
} Part;

/* What a thread measures with. */
typedef struct
{
  AlgoGenerator *generator;
  AlgoFeatureProbe *probe;
  AlgoNeuron *neurons; /* (hidden) */
} Tools;

static gboolean
measure_point (Tools *tools,
               const AlgoSnapshot *snapshot,
               const AlgoQuestion *question,
               AlgoSample *sample,
               GError **error)
{
  g_autoptr (AlgoNetwork) network = algo_generator_generate (tools->generator, snapshot->parameters,
                                                             question, 0, &sample->kl, error);
  AlgoClassification classification;
  AlgoOrderParameters order;

  if (network == NULL)
    return FALSE;
  algo_order_parameters_probe (network,
                               algo_generator_get_probe (tools->generator, network->task,
                                                         question->inputs, POINTS,
                                                         question->noise_seed),
                               &order);
  algo_classify (&order, &classification);
  sample->phase = classification.phase;
  sample->confidence = classification.confidence;
  sample->unexplained = order.unexplained;
  algo_neurons_measure (network, tools->neurons);
  algo_features_measure (tools->probe, network, &order, tools->neurons, sample->features);
  return TRUE;
}

static gboolean
measure_step (const Part *part, Tools *tools, AlgoRunFile *file, guint index, GError **error)
{
  g_autoptr (AlgoSnapshot) snapshot = algo_run_file_read_snapshot (file, part->steps[index], error);

  if (snapshot == NULL)
    return FALSE;
  for (guint point = 0; point < ALGO_GRID; point++)
    {
      AlgoSample *sample = &part->values[(gsize) index * ALGO_GRID + point];
      const AlgoSettings *settings = &snapshot->settings;
      const AlgoQuestion question = {
        .log_beta = algo_grid_log_beta (algo_settings_get_beta_range (settings), point),
        .inputs = settings->most,
        .hidden = ALGO_HIDDEN_PER_INPUT * settings->most
      };

      if (g_atomic_int_get (part->done) < 0)
        return FALSE;
      *sample = (AlgoSample){ .run = part->run,
                              .seed = settings->seed,
                              .step = snapshot->step,
                              .point = point,
                              .log_beta = question.log_beta };
      if (!measure_point (tools, snapshot, &question, sample, error))
        return FALSE;
      g_atomic_int_inc (part->done);
    }
  return TRUE;
}

/* A run file is for one thread. */
static gpointer
measure_part (gpointer data)
{
  Part *part = data;
  g_autoptr (AlgoRunFile) file = algo_run_file_open (part->path, &part->error);
  Tools tools = { 0 };
  guint most;

  if (file == NULL)
    return NULL;
  most = algo_run_file_get_run (file)->settings.most;
  tools.generator = algo_generator_new ();
  tools.probe = algo_feature_probe_new (most);
  tools.neurons = g_new (AlgoNeuron, ALGO_HIDDEN_PER_INPUT * most);
  for (guint i = part->first; i < part->n_steps; i += part->threads)
    if (!measure_step (part, &tools, file, i, &part->error))
      break;
  algo_generator_free (tools.generator);
  algo_feature_probe_free (tools.probe);
  g_free (tools.neurons);
  return NULL;
}

/* The steps to be measured, as guint64, growing: kept ones, and the last. */
static GArray *
list_steps (const AlgoRun *run, guint stride)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (guint64));
  GArray *all = g_array_copy (run->snapshots);

  if (all->len == 0 || g_array_index (all, guint64, all->len - 1) != run->step)
    g_array_append_val (all, run->step);
  for (guint i = 0; i < all->len; i++)
    {
      const guint from_last = all->len - 1 - i;

      if (stride == 0 ? from_last == 0 : from_last % stride == 0)
        g_array_append_val (steps, g_array_index (all, guint64, i));
    }
  g_array_unref (all);
  return steps;
}

/* In threads; this one tells how far it is. */
static gboolean
measure_all (Part *parts,
             guint count,
             guint total,
             AlgoSamplesProgress progress,
             gpointer data,
             GError **error)
{
  g_autofree GThread **threads = g_new (GThread *, count);
  gboolean is_whole = TRUE;

  for (guint i = 0; i < count; i++)
    threads[i] = g_thread_new ("samples", measure_part, &parts[i]);
  for (guint i = 0; i < count; i++)
    {
      const gint done = g_atomic_int_get (parts[i].done);

      if (progress != NULL && done >= 0 && !progress ((guint) done, total, data))
        g_atomic_int_set (parts[i].done, G_MININT / 2);
      g_thread_join (threads[i]);
    }
  if (progress != NULL && g_atomic_int_get (parts[0].done) >= 0)
    progress (total, total, data);
  for (guint i = 0; i < count; i++)
    if (parts[i].error != NULL)
      {
        if (is_whole)
          g_propagate_error (error, g_steal_pointer (&parts[i].error));
        g_clear_error (&parts[i].error);
        is_whole = FALSE;
      }
  if (is_whole && g_atomic_int_get (parts[0].done) < 0)
    {
      g_set_error_literal (error, ALGO_ERROR, ALGO_ERROR_CANCELLED, _ ("given up"));
      is_whole = FALSE;
    }
  return is_whole;
}

static gboolean
check_size (AlgoSamples *samples, const char *path, guint inputs, GError **error)
{
  if (samples->inputs == 0 || samples->inputs == inputs)
    {
      samples->inputs = inputs;
      return TRUE;
    }
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE, _ ("%u inputs, where those before have %u"),
               inputs, samples->inputs);
  algo_error_prefix_path (error, path);
  return FALSE;
}

gboolean
algo_samples_add_run (AlgoSamples *samples,
                      const char *path,
                      guint stride,
                      guint threads,
                      AlgoSamplesProgress progress,
                      gpointer data,
                      GError **error)
{
  g_autoptr (AlgoRunFile) file = algo_run_file_open (path, error);
  g_autoptr (GArray) steps = NULL;
  g_autofree AlgoSample *values = NULL;
  g_autofree Part *parts = NULL;
  guint count, total;
  gint done = 0;

  if (file == NULL
      || !check_size (samples, path, algo_run_file_get_run (file)->settings.most, error))
    return FALSE;
  steps = list_steps (algo_run_file_get_run (file), stride);
  g_clear_pointer (&file, algo_run_file_free);
  total = steps->len * ALGO_GRID;
  count = MIN (threads > 0 ? threads : g_get_num_processors (), steps->len);
  values = g_new (AlgoSample, total);
  parts = g_new (Part, count);
  for (guint i = 0; i < count; i++)
    parts[i] = (Part){ .path = path,
                       .steps = (const guint64 *) steps->data,
                       .n_steps = steps->len,
                       .first = i,
                       .threads = count,
                       .run = samples->n_runs,
                       .values = values,
                       .done = &done };
  if (!measure_all (parts, count, total, progress, data, error))
    return FALSE;
  g_array_append_vals (samples->values, values, total);
  samples->paths = g_renew (char *, samples->paths, samples->n_runs + 1);
  samples->paths[samples->n_runs++] = g_strdup (path);
  return TRUE;
}
