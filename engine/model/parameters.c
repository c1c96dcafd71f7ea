/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/parameters.h"

#include "engine/model/lean.h"

#include "engine/model/parameters-pool.h"
#include "engine/random.h"

#include <math.h>
#include <string.h>

#define ALIGNMENT 64
/* Three times a type's, so that inputs differ by their kinds from the start. */
#define KIND_DEVIATION 0.3

/* Collects entries while the layout structs are filled in. */
typedef struct
{
  AlgoParameterTable *table;
  GArray *entries;
} Builder;

static guint
add_entry (Builder *builder, const char *name, guint rows, guint columns)
{
  AlgoParameterEntry entry = { .offset = builder->table->count, .rows = rows, .columns = columns };

  g_strlcpy (entry.name, name, sizeof entry.name);
  g_array_append_val (builder->entries, entry);
  builder->table->count += rows * columns;
  return entry.offset;
}

static AlgoAffine
add_affine (Builder *builder, const char *prefix, const char *name, guint in, guint out)
{
  g_autofree char *w = g_strdup_printf ("%s%s.w", prefix, name);
  g_autofree char *b = g_strdup_printf ("%s%s.b", prefix, name);
  AlgoAffine affine = { .in = in, .out = out };

  affine.w = add_entry (builder, w, in, out);
  affine.b = add_entry (builder, b, 1, out);
  return affine;
}

static void
add_block (Builder *builder, const char *prefix, AlgoBlockLayout *block)
{
  const guint d = ALGO_CHANNELS;
  const struct
  {
    AlgoAffine *affine;
    const char *name;
    guint in, out;
  } parts[] = {
    { &block->edge_from_input, "edge.from_input", d, d },
    { &block->edge_from_hidden, "edge.from_hidden", d, d },
    { &block->edge_from_edge, "edge.from_edge", d, d },
    { &block->edge_out, "edge.out", d, d },
    { &block->spoke_from_output, "spoke.from_output", d, d },
    { &block->spoke_from_hidden, "spoke.from_hidden", d, d },
    { &block->spoke_from_spoke, "spoke.from_spoke", d, d },
    { &block->spoke_out, "spoke.out", d, d },
    { &block->edge_key, "edge.key", d, d },
    { &block->edge_value, "edge.value", d, d },
    { &block->input_query, "input.query", d, d },
    { &block->hidden_query, "hidden.query", d, d },
    { &block->input_attend, "input.attend", d, d },
    { &block->hidden_attend, "hidden.attend", d, d },
    { &block->spoke_key, "spoke.key", d, d },
    { &block->spoke_value, "spoke.value", d, d },
    { &block->output_query, "output.query", d, d },
    { &block->output_attend, "output.attend", d, d },
    { &block->hidden_from_spoke, "hidden.from_spoke", d, d },
    { &block->input_up, "input.up", d, 2 * d },
    { &block->input_down, "input.down", 2 * d, d },
    { &block->hidden_up, "hidden.up", d, 2 * d },
    { &block->hidden_down, "hidden.down", 2 * d, d },
    { &block->output_up, "output.up", d, 2 * d },
    { &block->output_down, "output.down", 2 * d, d },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    *parts[i].affine = add_affine (builder, prefix, parts[i].name, parts[i].in, parts[i].out);
}

static void
add_types (Builder *builder, const char *stream, AlgoTypesLayout *types)
{
  const struct
  {
    guint *offset;
    const char *kind;
  } parts[] = {
    { &types->input, "input" }, { &types->hidden, "hidden" }, { &types->output, "output" },
    { &types->edge, "edge" },   { &types->spoke, "spoke" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%s.type", stream, parts[i].kind);

      *parts[i].offset = add_entry (builder, name, 1, ALGO_CHANNELS);
    }
}

static void
add_latent (Builder *builder, const char *prefix, AlgoLatentLayout *latent)
{
  const guint d = ALGO_CHANNELS;

  latent->prior = add_affine (builder, prefix, "prior", d, 2 * ALGO_LATENT);
  latent->posterior = add_affine (builder, prefix, "posterior", 2 * d, 2 * ALGO_LATENT);
  latent->embed = add_affine (builder, prefix, "embed", ALGO_LATENT, d);
}

static void
add_level (Builder *builder, guint index, AlgoLevelLayout *level)
{
  const struct
  {
    AlgoLatentLayout *latent;
    const char *kind;
  } parts[] = { { &level->hidden, "hidden" },
                { &level->edge, "edge" },
                { &level->spoke, "spoke" } };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *prefix = g_strdup_printf ("latent%u.%s.", index, parts[i].kind);

      add_latent (builder, prefix, parts[i].latent);
    }
}

static AlgoParameterTable *
build_table (guint levels, AlgoModel model, guint kinds)
{
  const guint d = ALGO_CHANNELS;
  AlgoParameterTable *table = g_new0 (AlgoParameterTable, 1);
  Builder builder = { table, g_array_new (FALSE, TRUE, sizeof (AlgoParameterEntry)) };

  table->levels = levels;
  table->model = model;
  table->kinds = kinds;
  add_types (&builder, "encoder", &table->encoder_types);
  add_types (&builder, "decoder", &table->decoder_types);
  table->edge_position = add_affine (&builder, "encoder.", "edge.position", ALGO_EDGE_FEATURES, d);
  table->hidden_slot = add_affine (&builder, "encoder.", "hidden.slot", ALGO_SLOTS, d);
  add_block (&builder, "encoder.block.", &table->encoder_block);
  for (guint level = 0; level <= levels; level++)
    {
      g_autofree char *prefix = g_strdup_printf ("decoder.block%u.", level);

      add_block (&builder, prefix, &table->decoder_block[level]);
      if (level < levels)
        add_level (&builder, level, &table->level[level]);
    }
  table->readout_edge = add_affine (&builder, "readout.", "edge", d, 1);
  table->readout_spoke = add_affine (&builder, "readout.", "spoke", d, 1);
  table->readout_hidden = add_affine (&builder, "readout.", "hidden", d, ALGO_READOUT_OF_HIDDEN);
  table->readout_output = add_affine (&builder, "readout.", "output", d, ALGO_READOUT_SCALARS);
  if (kinds > 0)
    {
      table->encoder_types.kind = add_entry (&builder, "encoder.input.kind", kinds, d);
      table->decoder_types.kind = add_entry (&builder, "decoder.input.kind", kinds, d);
    }

  table->n_entries = builder.entries->len;
  table->entries = (AlgoParameterEntry *) (gpointer) g_array_free (builder.entries, FALSE);
  return table;
}

const AlgoParameterTable *
algo_parameter_table_get_for_kinds (guint levels, AlgoModel model, guint kinds)
{
  static AlgoParameterTable *tables[ALGO_MAX_LEVELS][ALGO_N_MODELS][ALGO_MOST_KINDS + 1];
  AlgoParameterTable **table;

  g_return_val_if_fail (levels >= 1 && levels <= ALGO_MAX_LEVELS, NULL);
  g_return_val_if_fail (model < ALGO_N_MODELS && kinds <= ALGO_MOST_KINDS, NULL);
  table = &tables[levels - 1][model][kinds];
  if (g_once_init_enter (table))
    g_once_init_leave (table, build_table (levels, model, kinds));
  return *table;
}

const AlgoParameterTable *
algo_parameter_table_get (guint levels, AlgoModel model)
{
  return algo_parameter_table_get_for_kinds (levels, model, 0);
}

AlgoParameters *
algo_parameters_new_of (const AlgoParameterTable *table)
{
  AlgoParameters *parameters = g_new0 (AlgoParameters, 1);
  const gsize theta = (gsize) (ALGO_BASES + 1) * table->count;

  parameters->references = 1;
  parameters->log_beta_from = ALGO_MIN_LOG_BETA;
  parameters->log_beta_to = ALGO_MAX_LOG_BETA;
  parameters->task = &algo_task_l1;
  parameters->table = table;
  parameters->count = theta + ALGO_MIXER_FEATURES * ALGO_MIXER_WIDTH + ALGO_MIXER_WIDTH
                      + ALGO_MIXER_WIDTH * ALGO_BASES + ALGO_BASES;
  parameters->values = g_aligned_alloc0 (parameters->count, sizeof (AlgoReal), ALIGNMENT);
  parameters->theta = parameters->values;
  parameters->mixer_w1 = parameters->theta + theta;
  parameters->mixer_b1 = parameters->mixer_w1 + ALGO_MIXER_FEATURES * ALGO_MIXER_WIDTH;
  parameters->mixer_w2 = parameters->mixer_b1 + ALGO_MIXER_WIDTH;
  parameters->mixer_b2 = parameters->mixer_w2 + ALGO_MIXER_WIDTH * ALGO_BASES;
  return parameters;
}

AlgoParameters *
algo_parameters_new (guint levels, AlgoModel model)
{
  return algo_parameters_new_of (algo_parameter_table_get (levels, model));
}

AlgoParameters *
algo_parameters_new_for (const AlgoSettings *settings)
{
  const AlgoTask *task = algo_settings_get_task (settings);
  AlgoParameters *parameters = algo_parameters_new_of (
      algo_parameter_table_get_for_kinds (settings->levels, settings->model, task->row->kinds));

  parameters->log_beta_from = settings->log_beta_from;
  parameters->log_beta_to = settings->log_beta_to;
  parameters->task = task;
  return parameters;
}

AlgoParameters *
algo_parameters_copy (const AlgoParameters *parameters)
{
  AlgoParameters *copy = algo_parameters_new_of (parameters->table);

  copy->log_beta_from = parameters->log_beta_from;
  copy->log_beta_to = parameters->log_beta_to;
  copy->task = parameters->task;
  memcpy (copy->values, parameters->values, parameters->count * sizeof (AlgoReal));
  return copy;
}

AlgoParameters *
algo_parameters_ref (AlgoParameters *parameters)
{
  g_atomic_int_inc (&parameters->references);
  return parameters;
}

void
algo_parameters_unref (AlgoParameters *parameters)
{
  if (parameters == NULL || !g_atomic_int_dec_and_test (&parameters->references)
      || (parameters->pool != NULL && algo_parameters_pool_put_back (parameters)))
    return;
  g_aligned_free (parameters->values);
  g_free (parameters);
}

gboolean
algo_parameters_is_shared (const AlgoParameters *parameters)
{
  return g_atomic_int_get (&parameters->references) > 1;
}

/* The gain of row `row` of a weight matrix `part`: it keeps the first generated networks diverse
 * and the residual branches quiet. */
static double
weight_gain (AlgoModel model, const char *part, guint row)
{
  static const char *const quiet[] = { ".edge.out",         ".spoke.out", ".attend",
                                       "hidden.from_spoke", ".down",      ".prior" };

  for (guint i = 0; i < G_N_ELEMENTS (quiet); i++)
    if (g_str_has_suffix (part, quiet[i]))
      return 0.3;
  if (g_str_has_suffix (part, ".posterior"))
    return row < ALGO_CHANNELS ? 0.15 : 1.5; /* it listens to the encoder first */
  if (g_str_has_suffix (part, ".embed"))
    return 1.5;
  if (g_str_equal (part, "encoder.edge.position"))
    return 2;
  if (g_str_equal (part, "readout.spoke"))
    return model == ALGO_MODEL_PAIRED ? 0.15 : 0.03;
  if (g_str_equal (part, "readout.hidden") || g_str_equal (part, "readout.output"))
    return 0.1;
  return 1;
}

static void
fill_normal (AlgoRandom *random, gsize count, double deviation, AlgoReal *out)
{
  g_autofree float *normal = g_new (float, count);

  algo_random_normal (random, count, normal);
  for (gsize i = 0; i < count; i++)
    out[i] = deviation * normal[i];
}

/* What the encoder is told of a pair's slots is weak at first in the paired model, so that its two
 * hidden neurons start out as opposites. */
static double
slot_gain (const AlgoParameterTable *table, const char *part, guint row)
{
  const gboolean is_slot =
      g_str_equal (part, "encoder.hidden.slot")
      || (g_str_equal (part, "encoder.edge.position") && row >= ALGO_EDGE_FEATURES - ALGO_SLOTS);

  return is_slot && table->model == ALGO_MODEL_PAIRED ? 0.5 : 1;
}

static void
initialise_weights (AlgoParameters *parameters, const AlgoParameterEntry *entry, AlgoRandom *random)
{
  g_autofree char *part = g_strndup (entry->name, strlen (entry->name) - strlen (".w"));

  for (guint base = 0; base <= ALGO_BASES; base++)
    for (guint row = 0; row < entry->rows; row++)
      {
        const double gain = slot_gain (parameters->table, part, row)
                            * weight_gain (parameters->table->model, part, row)
                            / sqrt (entry->rows);
        const double deviation = base == 0 ? gain : 0.3 / sqrt (ALGO_BASES) * gain;
        const gsize at =
            (gsize) base * parameters->table->count + entry->offset + (gsize) row * entry->columns;

        fill_normal (random, entry->columns, deviation, parameters->theta + at);
      }
}

void
algo_parameters_initialise (AlgoParameters *parameters, guint64 seed)
{
  const AlgoParameterTable *table = parameters->table;
  AlgoRandom random;

  memset (parameters->values, 0, parameters->count * sizeof (AlgoReal));
  for (guint i = 0; i < table->n_entries; i++)
    {
      const AlgoParameterEntry *entry = &table->entries[i];

      algo_random_init (&random, seed, 0, i, ALGO_RANDOM_INITIALISE);
      if (g_str_has_suffix (entry->name, ".type"))
        fill_normal (&random, entry->columns, 0.1, parameters->theta + entry->offset);
      else if (g_str_has_suffix (entry->name, ".kind"))
        fill_normal (&random, (gsize) entry->rows * entry->columns, KIND_DEVIATION,
                     parameters->theta + entry->offset);
      else if (g_str_has_suffix (entry->name, ".w"))
        initialise_weights (parameters, entry, &random);
    }
  if (table->model == ALGO_MODEL_PAIRED)
    algo_lean_close (parameters);
  /* Swish units of weight 1/4 each: a network that starts on the convex side of the constant. */
  parameters->theta[table->readout_spoke.b] = 0.25;

  algo_random_init (&random, seed, 0, table->n_entries, ALGO_RANDOM_INITIALISE);
  fill_normal (&random, ALGO_MIXER_FEATURES * ALGO_MIXER_WIDTH, 1 / sqrt (ALGO_MIXER_FEATURES),
               parameters->mixer_w1);
  fill_normal (&random, ALGO_MIXER_WIDTH * ALGO_BASES, 1 / sqrt (ALGO_MIXER_WIDTH),
               parameters->mixer_w2);
}
