/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says which algorithm the networks in files are. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/headless/command.h"
#include "app/headless/explain.h"
#include "app/headless/subject.h"
#include "engine/analysis/phases.h"
#include "engine/kinds/features.h"
#include "engine/settings.h"

/* On which the thresholds between phases were set. */
#define POINTS 4096
#define POINTS_SEED 0

typedef struct
{
  gboolean has_header, explains, as_json;
  AlgoSettings settings; /* of which the task is asked for */
  AlgoNetworkReading reading;
} ClassifyOptions;

#define AT(member) G_STRUCT_OFFSET (ClassifyOptions, member)

/* How well the network computes each built-in task. */
static void
write_tasks (const AlgoNetwork *network)
{
  for (guint i = 0; i < algo_task_rows_count (); i++)
    printf ("\t%.6g",
            algo_network_unexplained_of (network, algo_task_get (algo_task_rows[i]->name, NULL),
                                         POINTS, POINTS_SEED));
}

static void
write_line (const char *path,
            const AlgoNetwork *network,
            const AlgoOrderParameters *order,
            const AlgoClassification *classification)
{
  g_autofree char *column = algo_console_escape (path);

  printf ("%s\t%s\t%.6g", column, algo_phase_name (classification->phase),
          classification->confidence);
  for (guint i = 0; i < ALGO_N_ORDER_PARAMETERS; i++)
    if (algo_order_rows[i].is_told)
      printf ("\t%.6g", algo_order_parameters_get (order, i));
  write_tasks (network);
  puts ("");
}

static void
append_object (GString *json,
               const char *path,
               const AlgoNetwork *network,
               const AlgoOrderParameters *order,
               const AlgoClassification *classification,
               const AlgoNeuronTypes *types)
{
  double features[ALGO_N_FEATURES];

  algo_features_of (network, features);
  g_string_append (json, json->len == 0 ? "[\n" : ",\n");
  algo_explain_append_json (json, path, order, classification, features, types);
}

/* Into `json`, or on stdout where that is NULL; against the task that is asked for, or the
 * network's own. FALSE after an error line, or with an error of the command line. */
static gboolean
classify_file (const char *path,
               const ClassifyOptions *options,
               gboolean has_task,
               GString *json,
               GError **usage)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoTensorFile) file = algo_tensor_file_load (path, &error);
  g_autoptr (AlgoNetwork) network =
      file != NULL ? algo_subject_read_network (file, path, &options->reading, &error) : NULL;
  g_autoptr (AlgoNeuronTypes) types = NULL;
  AlgoOrderParameters order;
  AlgoClassification classification;

  if (network == NULL)
    {
      if (error->domain == G_OPTION_ERROR)
        g_propagate_error (usage, g_steal_pointer (&error));
      else
        algo_console_error ("%s", error->message);
      return FALSE;
    }
  if (has_task)
    network->task = options->settings.task;
  algo_order_parameters_measure (network, algo_network_unexplained (network, POINTS, POINTS_SEED),
                                 &order);
  algo_classify (&order, &classification);
  if (options->explains)
    types = algo_neuron_types_new (network, POINTS_SEED);
  if (json != NULL)
    append_object (json, path, network, &order, &classification, types);
  else
    write_line (path, network, &order, &classification);
  if (json == NULL && types != NULL)
    algo_explain_print (types);
  return TRUE;
}

static void
write_header (void)
{
  printf ("path\tphase\tconfidence");
  for (guint i = 0; i < ALGO_N_ORDER_PARAMETERS; i++)
    if (algo_order_rows[i].is_told)
      printf ("\t%s", algo_order_rows[i].name);
  for (guint i = 0; i < algo_task_rows_count (); i++)
    printf ("\tunexplained of %s", algo_task_rows[i]->name);
  puts ("");
}

/* With what each order parameter and each phase is: the tables have it. */
static char *
make_description (void)
{
  GString *text =
      g_string_new (_ ("Writes one line a file, columns parted by tabs: path, phase, "
                       "confidence, the\norder parameters, and the FVU as of each "
                       "built-in function that networks may be\ntrained to compute. "
                       "A file that cannot be read is named on standard error, the\n"
                       "others are classified all the same, and the exit status is 1.\n"
                       "\n"
                       "With --explain the hidden neurons are grouped by what they do, and\n"
                       "the algorithm is told in words, as a formula and for LaTeX, below\n"
                       "each line. In formulas s(t; k) = t / (1 + exp(-k t))."));
  g_string_append_printf (
      text, "\n\n%s",
      _ ("Tensors may have any names and lie either way, (inputs, hidden) or (hidden,\n"
         "inputs); biases that are not there are 0. Of an .npy file, those beside it are read\n"
         "too. Nothing in a file is run. Networks are taken to be swish where neither\n"
         "--activation nor the metadata “activation” says otherwise."));

  g_string_append_printf (text, "\n\n%s", _ ("Order parameters:"));
  for (guint i = 0; i < ALGO_N_ORDER_PARAMETERS; i++)
    if (algo_order_rows[i].is_told)
      g_string_append_printf (text, "\n  %s (%s): %s", algo_order_rows[i].name,
                              algo_order_rows[i].symbol, _ (algo_order_rows[i].meaning));
  g_string_append_printf (text, "\n\n%s", _ ("Phases:"));
  for (guint i = 0; i < ALGO_N_PHASES; i++)
    g_string_append_printf (text, "\n  %s: %s", algo_phase_rows[i].name,
                            _ (algo_phase_rows[i].summary));
  return g_string_free (text, FALSE);
}

static const AlgoOption options[] = {
  { ALGO_OPTION_FLAG, "header", AT (has_header), N_ ("Begin with the names of the columns") },
  { ALGO_OPTION_FLAG, "explain", AT (explains), N_ ("Take networks apart into types of neurons") },
  { ALGO_OPTION_FLAG, "json", AT (as_json),
    N_ ("Write a JSON array with an object a file instead of lines") },
  { ALGO_OPTION_SETTINGS, "task", AT (settings) },
  ALGO_READING_OPTION_ENTRIES (reading),
  { ALGO_OPTION_END },
};

static gboolean
run (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const ClassifyOptions *classify = values;
  const gboolean has_task = algo_command_line_has (line, "task");
  g_autoptr (GString) json = classify->as_json ? g_string_new (NULL) : NULL;
  gboolean succeeded = TRUE;

  if (classify->has_header && json == NULL)
    write_header ();
  for (char **path = line->operands; *path != NULL && *error == NULL; path++)
    succeeded &= classify_file (*path, classify, has_task, json, error);
  if (json != NULL)
    printf ("%s%s\n", json->len > 0 ? json->str : "[", "\n]");
  return succeeded;
}

const AlgoCommand algo_command_classify = {
  .help = {
    .name = "algoscope-run classify",
    .operands = N_ ("FILE…"),
    .summary =
        N_ ("Says which algorithm the networks in files are: safetensors, NumPy’s .npz and .npy,\n"
            "PyTorch’s .pt, with a state dict or any two matrices that fit one after the other."),
  },
  .takes_many = TRUE,
  .describe = make_description,
  .options = options,
  .size = sizeof (ClassifyOptions),
  .defaults = &(const ClassifyOptions){ .reading = ALGO_NETWORK_READING_DEFAULT },
  .run = run,
};
