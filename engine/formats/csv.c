/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/csv.h"

#include <math.h>
#include <string.h>

#include "engine/formats/whole-file.h"

struct _AlgoCsv
{
  GString *text;
  gboolean in_row; /* a field has been added to it */
  GPtrArray *constant_names, *constants;
};

AlgoCsv *
algo_csv_new (void)
{
  AlgoCsv *csv = g_new0 (AlgoCsv, 1);

  csv->text = g_string_new (NULL);
  csv->constant_names = g_ptr_array_new_with_free_func (g_free);
  csv->constants = g_ptr_array_new_with_free_func (g_free);
  return csv;
}

void
algo_csv_free (AlgoCsv *csv)
{
  g_string_free (csv->text, TRUE);
  g_ptr_array_unref (csv->constant_names);
  g_ptr_array_unref (csv->constants);
  g_free (csv);
}

static void
begin_field (AlgoCsv *csv)
{
  if (csv->in_row)
    g_string_append_c (csv->text, ',');
  csv->in_row = TRUE;
}

void
algo_csv_add_text (AlgoCsv *csv, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  begin_field (csv);
  if (strpbrk (valid, ",\"\r\n") == NULL)
    {
      g_string_append (csv->text, valid);
      return;
    }
  g_string_append_c (csv->text, '"');
  for (const char *at = valid; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (csv->text, '"');
      g_string_append_c (csv->text, *at);
    }
  g_string_append_c (csv->text, '"');
}

void
algo_csv_add_whole (AlgoCsv *csv, guint64 value)
{
  begin_field (csv);
  g_string_append_printf (csv->text, "%" G_GUINT64_FORMAT, value);
}

void
algo_csv_add_real (AlgoCsv *csv, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  begin_field (csv);
  /* Without the sign that printf() gives to some that are not a number. */
  g_string_append (csv->text,
                   isnan (value) ? "nan" : g_ascii_formatd (digits, sizeof digits, "%.9g", value));
}

void
algo_csv_add_empty (AlgoCsv *csv)
{
  begin_field (csv);
}

static void
end_row (AlgoCsv *csv, const GPtrArray *constants)
{
  for (guint i = 0; i < constants->len; i++)
    algo_csv_add_text (csv, constants->pdata[i]);
  g_string_append (csv->text, "\r\n");
  csv->in_row = FALSE;
}

void
algo_csv_end_row (AlgoCsv *csv)
{
  end_row (csv, csv->constants);
}

void
algo_csv_add_constant (AlgoCsv *csv, const char *name, const char *value)
{
  g_ptr_array_add (csv->constant_names, g_strdup (name));
  g_ptr_array_add (csv->constants, g_strdup (value));
}

void
algo_csv_add_index (AlgoCsv *csv, gint64 index)
{
  if (index < 0)
    algo_csv_add_empty (csv);
  else
    algo_csv_add_whole (csv, (guint64) index);
}

/* A column says it row by row. */
static void
drop_constant (AlgoCsv *csv, const char *name)
{
  guint index;

  if (!g_ptr_array_find_with_equal_func (csv->constant_names, name, g_str_equal, &index))
    return;
  g_ptr_array_remove_index (csv->constant_names, index);
  g_ptr_array_remove_index (csv->constants, index);
}

void
algo_csv_add_header (AlgoCsv *csv, const char *const *names, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      algo_csv_add_text (csv, names[i]);
      drop_constant (csv, names[i]);
    }
  end_row (csv, csv->constant_names);
}

void
algo_csv_add_names (AlgoCsv *csv, const char *first, ...)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  va_list more;

  va_start (more, first);
  for (const char *name = first; name != NULL; name = va_arg (more, const char *))
    g_ptr_array_add (names, (gpointer) name);
  va_end (more);
  algo_csv_add_header (csv, (const char *const *) names->pdata, names->len);
}

const char *
algo_csv_get_text (const AlgoCsv *csv, gsize *length)
{
  *length = csv->text->len;
  return csv->text->str;
}

gboolean
algo_csv_save (const AlgoCsv *csv, const char *path, GError **error)
{
  return algo_whole_file_save (path, csv->text->str, csv->text->len, error);
}
