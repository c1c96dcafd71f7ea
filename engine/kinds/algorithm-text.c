/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/algorithm-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define WORTH 0.01 /* least size of a type of the formula */
#define REST 0.1   /* least share of an argument that weights which are not read are told for */
#define BIAS 0.01  /* and of a bias */

/* What formulas are written with. */
typedef struct
{
  const char *minus, *times;
  const char *all_inputs, *each_input, *others, *each_neuron; /* sums */
  const char *input, *other, *own, *second;                   /* x_i, x_k, x_i(j), x_k(j) */
  const char *direction;
  const char *f_is;
  gboolean is_latex;
} Script;

static const Script plain = {
  .minus = "\u2212",
  .times = " ",
  .all_inputs = "\u2211\u1d62 ",
  .each_input = "\u2211\u1d62 ",
  .others = "\u2211\u2096 ",
  .each_neuron = "\u2211\u2c7c ",
  .input = "x\u1d62",
  .other = "x\u2096",
  .own = "x\u1d62\u208d\u2c7c\u208e",
  .second = "x\u2096\u208d\u2c7c\u208e",
  .direction = "u\u2c7c\u00b7x",
  .f_is = "f \u2248 ",
};

static const Script latex = {
  .minus = "-",
  .times = " ",
  .all_inputs = "\\sum_i ",
  .each_input = "\\sum_i ",
  .others = "\\sum_{k \\neq i} ",
  .each_neuron = "\\sum_j ",
  .input = "x_i",
  .other = "x_k",
  .own = "x_{i(j)}",
  .second = "x_{k(j)}",
  .direction = "\\mathbf{u}_j \\cdot \\mathbf{x}",
  .f_is = "f(x) \\approx ",
  .is_latex = TRUE,
};

/* Three digits, with the script's minus. */
static void
append_number (GString *text, const Script *script, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, "%.3g", value);
  for (const char *at = digits; *at != '\0'; at++)
    if (*at == '-')
      g_string_append (text, script->minus);
    else
      g_string_append_c (text, *at);
}

/* " + 0.3" or " − 0.3". */
static void
append_signed (GString *text, const Script *script, double value)
{
  g_string_append_printf (text, " %s ", value < 0 ? script->minus : "+");
  append_number (text, script, fabs (value));
}

/* x_{i + distance}; the shorter way round of n. */
static void
append_shifted (GString *text, const Script *script, guint distance, guint inputs)
{
  const gboolean back = 2 * distance > inputs;
  const guint by = back ? inputs - distance : distance;
  g_autofree char *digits = g_strdup_printf ("%u", by);

  if (script->is_latex)
    {
      g_string_append_printf (text, "x_{i%c%s}", back ? '-' : '+', digits);
      return;
    }
  g_string_append_printf (text, "x\u1d62%s", back ? "\u208b" : "\u208a");
  for (const char *digit = digits; *digit != '\0'; digit++)
    g_string_append_unichar (text, 0x2080 + (gunichar) (*digit - '0'));
}

static gboolean
is_pair (const AlgoNeuronType *type)
{
  return type->reading == ALGO_READS_OPPOSITE || type->reading == ALGO_READS_EQUAL;
}

/* What all neurons of the type are summed over: inputs where each has as many. */
static gboolean
is_by_input (const AlgoNeuronType *type)
{
  return type->times > 0 && (!is_pair (type) || type->distance > 0);
}

static void
append_pair (GString *text, const Script *script, const AlgoNeuronType *type, guint inputs)
{
  const gboolean by_input = is_by_input (type);

  g_string_append (text, by_input ? script->input : script->own);
  g_string_append_printf (text, " %s ", type->reading == ALGO_READS_OPPOSITE ? script->minus : "+");
  if (by_input)
    append_shifted (text, script, type->distance, inputs);
  else
    g_string_append (text, script->second);
}

/* The argument over its weight, without the bias and what is not read; signs of linear types stand
 * before all of it. */
static void
append_read (GString *text, const Script *script, const AlgoNeuronType *type, guint inputs)
{
  const gboolean is_linear = type->working == ALGO_WORKS_LINEAR;
  const gboolean is_negative = type->sign < 0 && !is_linear;
  const gboolean is_bracketed =
      is_pair (type) && (is_negative || (is_linear && type->reading != ALGO_READS_ONE));

  if (is_negative)
    g_string_append (text, script->minus);
  if (is_bracketed)
    g_string_append_c (text, '(');
  switch (type->reading)
    {
    case ALGO_READS_ONE:
      g_string_append (text, is_by_input (type) ? script->input : script->own);
      break;
    case ALGO_READS_ALIKE:
      g_string_append_printf (text, "%s%s", script->all_inputs, script->input);
      break;
    case ALGO_READS_MANY:
      g_string_append (text, script->direction);
      break;
    default:
      append_pair (text, script, type, inputs);
    }
  if (is_bracketed)
    g_string_append_c (text, ')');
}

static double
norm_of_rest (const AlgoNeuronType *type, guint inputs)
{
  return fabs (type->rest_at) * sqrt (inputs);
}

static void
append_argument (GString *text, const Script *script, const AlgoNeuronType *type, guint inputs)
{
  const double weight = type->weight_at;

  append_read (text, script, type, inputs);
  if (norm_of_rest (type, inputs) > REST * weight)
    {
      append_signed (text, script, type->rest_at / weight);
      g_string_append_printf (text, "%s%s%s", script->times, script->others, script->other);
    }
  if (fabs (type->bias_at) > BIAS * weight)
    append_signed (text, script, type->bias_at / weight);
}

/* What the sum of a type is multiplied by, where its neurons' arguments have a weight of 1. */
static double
coefficient_of (const AlgoNeuronType *type)
{
  const gboolean is_linear = type->working == ALGO_WORKS_LINEAR;
  const guint count = type->reading == ALGO_READS_ALIKE ? type->count
                      : is_by_input (type)              ? type->times
                                                        : 1;
  /* The slope of a linear type is in its weight. */
  return type->scale * type->out_at * type->weight_at * count
         * (is_linear && type->sign < 0 ? -1 : 1);
}

/* Behind the coefficient. */
static void
append_function (GString *text, const Script *script, const AlgoNeuronType *type, guint inputs)
{
  if (type->reading != ALGO_READS_ALIKE)
    g_string_append (text, is_by_input (type) ? script->each_input : script->each_neuron);
  if (type->working == ALGO_WORKS_LINEAR)
    {
      append_read (text, script, type, inputs);
      return;
    }
  g_string_append (text, "s(");
  append_argument (text, script, type, inputs);
  g_string_append (text, "; ");
  append_number (text, script, type->weight_at);
  g_string_append_c (text, ')');
}

static char *
format_type (const AlgoNeuronType *type, guint inputs, const Script *script)
{
  GString *text = g_string_new (NULL);

  if (type->reading != ALGO_READS_NOTHING)
    {
      append_number (text, script, coefficient_of (type));
      g_string_append (text, script->times);
      append_function (text, script, type, inputs);
    }
  return g_string_free (text, FALSE);
}

static char *
format_all (const AlgoNeuronTypes *types, const Script *script)
{
  GString *text = g_string_new (script->f_is);
  gboolean is_first = TRUE;

  for (guint t = 0; t < types->n_types; t++)
    {
      const AlgoNeuronType *type = &types->types[t];
      const double coefficient = coefficient_of (type);

      if (type->reading == ALGO_READS_NOTHING || !(type->size >= WORTH))
        continue;
      if (is_first)
        append_number (text, script, coefficient);
      else
        append_signed (text, script, coefficient);
      is_first = FALSE;
      g_string_append (text, script->times);
      append_function (text, script, type, types->network->inputs);
    }
  if (is_first)
    append_number (text, script, types->offset);
  else
    append_signed (text, script, types->offset);
  return g_string_free (text, FALSE);
}

char *
algo_neuron_types_to_formula (const AlgoNeuronTypes *types)
{
  return format_all (types, &plain);
}

char *
algo_neuron_types_to_latex (const AlgoNeuronTypes *types)
{
  return format_all (types, &latex);
}

char *
algo_neuron_type_to_formula (const AlgoNeuronType *type, guint inputs)
{
  return format_type (type, inputs, &plain);
}

char *
algo_neuron_type_to_latex (const AlgoNeuronType *type, guint inputs)
{
  return format_type (type, inputs, &latex);
}

/* Behind how many neurons. */
static const char *const reading_words[ALGO_N_READINGS] = {
  [ALGO_READS_NOTHING] = N_ ("do next to nothing"),
  [ALGO_READS_ONE] = N_ ("each read one input"),
  [ALGO_READS_OPPOSITE] = N_ ("each read two inputs with opposite signs"),
  [ALGO_READS_EQUAL] = N_ ("each read two inputs with equal signs"),
  [ALGO_READS_ALIKE] = N_ ("read all inputs alike"),
  [ALGO_READS_MANY] = N_ ("each read many inputs in a direction of their own"),
};

static const char *const working_words[ALGO_N_WORKINGS] = {
  [ALGO_WORKS_LINEAR] = N_ ("linear"),
  [ALGO_WORKS_ONE_SIDED] = N_ ("one-sided"),
  [ALGO_WORKS_CURVED] = N_ ("curved"),
};

static void
append_words (GString *text, const AlgoNeuronType *type)
{
  g_string_append_printf (text, "%u %s", type->count, _ (reading_words[type->reading]));
  if (type->reading == ALGO_READS_NOTHING)
    return;
  if (type->sign != 0)
    g_string_append_printf (text, _ (", sign %s"), type->sign > 0 ? "+" : "\u2212");
  g_string_append_printf (text, ", %s", _ (working_words[type->working]));
  if (type->output < 0)
    g_string_append (text, _ (", with negative output"));
}

char *
algo_neuron_type_to_words (const AlgoNeuronType *type)
{
  GString *text = g_string_new (NULL);

  append_words (text, type);
  return g_string_free (text, FALSE);
}

char *
algo_neuron_types_to_words (const AlgoNeuronTypes *types)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Of %u neurons "), types->network->hidden);
  for (guint t = 0; t < types->n_types; t++)
    {
      if (t > 0)
        g_string_append (text, "; ");
      append_words (text, &types->types[t]);
    }
  g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}
