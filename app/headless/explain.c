/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/explain.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "engine/formats/json-reader.h"
#include "engine/kinds/algorithm-text.h"
#include "engine/kinds/features.h"

static void
print_type (const AlgoNeuronType *type, guint inputs)
{
  g_autofree char *words = algo_neuron_type_to_words (type);
  g_autofree char *formula = algo_neuron_type_to_formula (type, inputs);

  printf ("  %s\n", words);
  printf (
      _ ("      weights %.4g ± %.2g, others %.4g ± %.2g, bias %.4g ± %.2g, output %.4g ± %.2g\n"),
      type->weight.mean, type->weight.spread, type->rest.mean, type->rest.spread, type->bias.mean,
      type->bias.spread, type->out.mean, type->out.spread);
  if (type->reading != ALGO_READS_NOTHING)
    printf (_ ("      explained alone %.1f %%, with those above %.1f %%; lost without %.1f %%\n"),
            100 * type->alone, 100 * type->together, 100 * type->lost);
  printf (_ ("      FVU of the network without them %.4g\n"), type->unexplained);
  if (formula[0] != '\0')
    printf ("      %s\n", formula);
}

void
algo_explain_print (const AlgoNeuronTypes *types)
{
  g_autofree char *words = algo_neuron_types_to_words (types);
  g_autofree char *formula = algo_neuron_types_to_formula (types);
  g_autofree char *latex = algo_neuron_types_to_latex (types);

  printf ("  %s\n  %s\n  %s\n", words, formula, latex);
  printf (_ ("  explained by ideal types %.1f %%; FVU %.4g, of the ideal network %.4g\n"),
          100 * types->explained, types->own_unexplained, types->unexplained);
  for (guint t = 0; t < types->n_types; t++)
    print_type (&types->types[t], types->network->inputs);
}

static void
append_key (GString *json, const char *key)
{
  const char last = json->len > 0 ? json->str[json->len - 1] : '\0';

  if (last != '{' && last != '[')
    g_string_append (json, ", ");
  algo_json_append_string (json, key);
  g_string_append (json, ": ");
}

static void
append_text (GString *json, const char *key, const char *value)
{
  append_key (json, key);
  algo_json_append_string (json, value);
}

static void
append_real (GString *json, const char *key, double value)
{
  append_key (json, key);
  algo_json_append_real (json, value);
}

static void
append_mean_spread (GString *json, const char *key, const AlgoMeanSpread *of)
{
  append_key (json, key);
  g_string_append_c (json, '{');
  append_real (json, "mean", of->mean);
  append_real (json, "spread", of->spread);
  g_string_append_c (json, '}');
}

static void
append_type (GString *json, const AlgoNeuronType *type, guint inputs)
{
  g_autofree char *words = algo_neuron_type_to_words (type);
  g_autofree char *formula = algo_neuron_type_to_formula (type, inputs);
  g_autofree char *latex = algo_neuron_type_to_latex (type, inputs);

  g_string_append_c (json, '{');
  append_text (json, "reads", algo_reading_name (type->reading));
  append_text (json, "works", algo_working_name (type->working));
  append_real (json, "sign", type->sign);
  append_real (json, "output_sign", type->output);
  append_real (json, "count", type->count);
  append_key (json, "neurons");
  for (guint k = 0; k < type->count; k++)
    g_string_append_printf (json, "%c%u", k == 0 ? '[' : ',', type->neurons[k]);
  g_string_append_c (json, ']');
  append_real (json, "times", type->times);
  append_real (json, "distance", type->distance);
  append_mean_spread (json, "weights", &type->weight);
  append_mean_spread (json, "other_weights", &type->rest);
  append_mean_spread (json, "bias", &type->bias);
  append_mean_spread (json, "output", &type->out);
  append_real (json, "scale", type->scale);
  append_real (json, "explained_alone", type->alone);
  append_real (json, "explained_together", type->together);
  append_real (json, "lost_without", type->lost);
  append_real (json, "size", type->size);
  append_real (json, "unexplained_without", type->unexplained);
  append_text (json, "words", words);
  append_text (json, "formula", formula);
  append_text (json, "latex", latex);
  g_string_append_c (json, '}');
}

static void
append_types (GString *json, const AlgoNeuronTypes *types)
{
  g_autofree char *words = algo_neuron_types_to_words (types);
  g_autofree char *formula = algo_neuron_types_to_formula (types);
  g_autofree char *latex = algo_neuron_types_to_latex (types);

  append_text (json, "words", words);
  append_text (json, "formula", formula);
  append_text (json, "latex", latex);
  append_real (json, "explained", types->explained);
  append_real (json, "unexplained_of_ideal", types->unexplained);
  append_real (json, "offset", types->offset);
  append_key (json, "types");
  g_string_append_c (json, '[');
  for (guint t = 0; t < types->n_types; t++)
    {
      g_string_append (json, t == 0 ? "" : ", ");
      append_type (json, &types->types[t], types->network->inputs);
    }
  g_string_append_c (json, ']');
}

void
algo_explain_append_json (GString *json,
                          const char *path,
                          const AlgoOrderParameters *order,
                          const AlgoClassification *classification,
                          const double *features,
                          const AlgoNeuronTypes *types)
{
  g_string_append_c (json, '{');
  append_text (json, "path", path);
  append_text (json, "phase", algo_phase_name (classification->phase));
  append_real (json, "confidence", classification->confidence);
  append_key (json, "order_parameters");
  g_string_append_c (json, '{');
  for (guint i = 0; i < ALGO_N_ORDER_PARAMETERS; i++)
    append_real (json, algo_order_rows[i].column, algo_order_parameters_get (order, i));
  g_string_append (json, "}");
  append_key (json, "features");
  g_string_append_c (json, '{');
  for (guint i = 0; i < ALGO_N_FEATURES; i++)
    append_real (json, algo_feature_rows[i].name, features[i]);
  g_string_append (json, "}");
  if (types != NULL)
    append_types (json, types);
  g_string_append_c (json, '}');
}
