/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/settings-fields.h"

#include "engine/text.h"

/* Those that files keep stand before the others. */
guint
algo_settings_count_fields (void)
{
  guint count = 0;

  while (count < ALGO_N_SETTINGS && algo_setting_rows[count].is_kept)
    count++;
  return count;
}

const char *
algo_settings_field_name (guint field)
{
  return algo_setting_rows[field].name;
}

gboolean
algo_settings_find_field (const char *name, guint *field)
{
  for (*field = 0; *field < algo_settings_count_fields (); ++*field)
    if (g_str_equal (name, algo_setting_rows[*field].name))
      return TRUE;
  return FALSE;
}

char *
algo_settings_format_field (const AlgoSettings *settings, guint field)
{
  const void *value = G_STRUCT_MEMBER_P (settings, algo_setting_rows[field].offset);

  switch (algo_setting_rows[field].kind)
    {
    case ALGO_SETTING_SEED:
      return g_strdup_printf ("%" G_GUINT64_FORMAT, *(const guint64 *) value);
    case ALGO_SETTING_COUNT:
      return g_strdup_printf ("%u", *(const guint *) value);
    case ALGO_SETTING_MODEL:
      return g_strdup (algo_model_name (*(const AlgoModel *) value));
    case ALGO_SETTING_TASK:
      return g_strdup (algo_settings_get_task (settings)->text);
    default:
      return algo_text_of_real (*(const double *) value);
    }
}

gboolean
algo_settings_parse_field (AlgoSettings *settings, guint field, const char *text)
{
  void *value = G_STRUCT_MEMBER_P (settings, algo_setting_rows[field].offset);
  guint64 whole;
  double real;
  char *end;

  if (algo_setting_rows[field].kind == ALGO_SETTING_MODEL)
    return algo_model_find (text, value);
  if (algo_setting_rows[field].kind == ALGO_SETTING_TASK)
    {
      const AlgoTask *task = algo_task_get (text, NULL);

      if (task != NULL)
        *(const AlgoTask **) value = task;
      return task != NULL;
    }
  if (algo_setting_rows[field].kind == ALGO_SETTING_REAL
      || algo_setting_rows[field].kind == ALGO_SETTING_LOG_BETA)
    {
      real = g_ascii_strtod (text, &end);
      if (end == text || *end != '\0')
        return FALSE;
      *(double *) value = real;
      return TRUE;
    }
  if (!g_ascii_string_to_unsigned (
          text, 10, 0, algo_setting_rows[field].kind == ALGO_SETTING_SEED ? G_MAXUINT64 : G_MAXUINT,
          &whole, NULL))
    return FALSE;
  if (algo_setting_rows[field].kind == ALGO_SETTING_SEED)
    *(guint64 *) value = whole;
  else
    *(guint *) value = (guint) whole;
  return TRUE;
}

gboolean
algo_settings_find_difference (const AlgoSettings *a, const AlgoSettings *b, guint *field)
{
  for (*field = 0; *field < algo_settings_count_fields (); ++*field)
    {
      g_autofree char *of_a = algo_settings_format_field (a, *field);
      g_autofree char *of_b = algo_settings_format_field (b, *field);

      if (!g_str_equal (algo_setting_rows[*field].name, "seed") && !g_str_equal (of_a, of_b))
        return TRUE;
    }
  return FALSE;
}
