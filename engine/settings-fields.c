/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/settings-fields.h"

typedef enum
{
  FIELD_SEED,  /* guint64 */
  FIELD_COUNT, /* guint */
  FIELD_REAL,  /* double */
  FIELD_MODEL, /* AlgoModel */
} FieldKind;

#define AT(member) G_STRUCT_OFFSET (AlgoSettings, member)

static const struct
{
  const char *name;
  FieldKind kind;
  gsize offset;
} fields[] = {
  { "seed", FIELD_SEED, AT (seed) },
  { "least", FIELD_COUNT, AT (least) },
  { "most", FIELD_COUNT, AT (most) },
  { "levels", FIELD_COUNT, AT (levels) },
  { "batch", FIELD_COUNT, AT (batch) },
  { "points", FIELD_COUNT, AT (points) },
  { "steps", FIELD_COUNT, AT (steps) },
  { "rate", FIELD_REAL, AT (rate) },
  { "model", FIELD_MODEL, AT (model) },
  { "log-beta-from", FIELD_REAL, AT (log_beta_from) },
  { "log-beta-to", FIELD_REAL, AT (log_beta_to) },
};

guint
algo_settings_count_fields (void)
{
  return G_N_ELEMENTS (fields);
}

const char *
algo_settings_field_name (guint field)
{
  return fields[field].name;
}

gboolean
algo_settings_find_field (const char *name, guint *field)
{
  for (*field = 0; *field < G_N_ELEMENTS (fields); ++*field)
    if (g_str_equal (name, fields[*field].name))
      return TRUE;
  return FALSE;
}

char *
algo_settings_format_field (const AlgoSettings *settings, guint field)
{
  const void *value = G_STRUCT_MEMBER_P (settings, fields[field].offset);
  char real[G_ASCII_DTOSTR_BUF_SIZE];

  switch (fields[field].kind)
    {
    case FIELD_SEED:
      return g_strdup_printf ("%" G_GUINT64_FORMAT, *(const guint64 *) value);
    case FIELD_COUNT:
      return g_strdup_printf ("%u", *(const guint *) value);
    case FIELD_MODEL:
      return g_strdup (algo_model_name (*(const AlgoModel *) value));
    default:
      /* As people write it, unless that is another number. */
      g_ascii_formatd (real, sizeof real, "%.9g", *(const double *) value);
      if (g_ascii_strtod (real, NULL) != *(const double *) value)
        g_ascii_dtostr (real, sizeof real, *(const double *) value);
      return g_strdup (real);
    }
}

gboolean
algo_settings_parse_field (AlgoSettings *settings, guint field, const char *text)
{
  void *value = G_STRUCT_MEMBER_P (settings, fields[field].offset);
  guint64 whole;
  double real;
  char *end;

  if (fields[field].kind == FIELD_MODEL)
    return algo_model_find (text, value);
  if (fields[field].kind == FIELD_REAL)
    {
      real = g_ascii_strtod (text, &end);
      if (end == text || *end != '\0')
        return FALSE;
      *(double *) value = real;
      return TRUE;
    }
  if (!g_ascii_string_to_unsigned (
          text, 10, 0, fields[field].kind == FIELD_SEED ? G_MAXUINT64 : G_MAXUINT, &whole, NULL))
    return FALSE;
  if (fields[field].kind == FIELD_SEED)
    *(guint64 *) value = whole;
  else
    *(guint *) value = (guint) whole;
  return TRUE;
}

gboolean
algo_settings_find_difference (const AlgoSettings *a, const AlgoSettings *b, guint *field)
{
  for (*field = 0; *field < G_N_ELEMENTS (fields); ++*field)
    {
      g_autofree char *of_a = algo_settings_format_field (a, *field);
      g_autofree char *of_b = algo_settings_format_field (b, *field);

      if (!g_str_equal (fields[*field].name, "seed") && !g_str_equal (of_a, of_b))
        return TRUE;
    }
  return FALSE;
}
