/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/ensemble/sweep-file.h"

#include <glib/gi18n-lib.h>

#include "engine/ensemble/seeds.h"
#include "engine/error.h"
#include "engine/formats/whole-file.h"

#define SWEEP "sweep"
#define SETTINGS "settings"
#define HEADER " What all seeds of this sweep share. Written by algoscope-run sweep."

/* Whole numbers; the rate is the only other. */
static const struct
{
  const char *name;
  gsize offset;
} counts[] = {
  { "least", G_STRUCT_OFFSET (AlgoSettings, least) },
  { "most", G_STRUCT_OFFSET (AlgoSettings, most) },
  { "levels", G_STRUCT_OFFSET (AlgoSettings, levels) },
  { "batch", G_STRUCT_OFFSET (AlgoSettings, batch) },
  { "points", G_STRUCT_OFFSET (AlgoSettings, points) },
  { "steps", G_STRUCT_OFFSET (AlgoSettings, steps) },
};

static gboolean
read_count (GKeyFile *file, const char *name, guint *count, GError **error)
{
  g_autofree char *text = g_key_file_get_value (file, SETTINGS, name, error);
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &value, error))
    return FALSE;
  *count = (guint) value;
  return TRUE;
}

static gboolean
read_settings (GKeyFile *file, AlgoSettings *settings, GError **error)
{
  g_autoptr (GError) reason = NULL;

  *settings = ALGO_SETTINGS_DEFAULT;
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (!read_count (file, counts[i].name, (guint *) G_STRUCT_MEMBER_P (settings, counts[i].offset),
                     error))
      return FALSE;
  settings->rate = g_key_file_get_double (file, SETTINGS, "rate", &reason);
  if (reason == NULL)
    return algo_settings_validate (settings, error);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

gboolean
algo_sweep_file_read (const char *path, AlgoSettings *settings, GArray **seeds, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) reason = NULL;
  g_autofree char *text = NULL;

  *seeds = NULL;
  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &reason)
      && read_settings (file, settings, &reason))
    {
      text = g_key_file_get_value (file, SWEEP, "seeds", &reason);
      *seeds = text != NULL ? algo_seeds_parse (text, &reason) : NULL;
    }
  if (*seeds != NULL)
    return TRUE;
  if (reason->domain == G_FILE_ERROR)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("this is not the file of a sweep: %s"),
                 reason->message);
  algo_error_prefix_path (error, path);
  return FALSE;
}

gboolean
algo_sweep_file_write (const char *path,
                       const AlgoSettings *settings,
                       const GArray *seeds,
                       GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *list = algo_seeds_format (seeds);
  g_autofree char *text = NULL;
  gsize length;

  g_key_file_set_comment (file, NULL, NULL, HEADER, NULL);
  g_key_file_set_value (file, SWEEP, "seeds", list);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_key_file_set_uint64 (file, SETTINGS, counts[i].name,
                           G_STRUCT_MEMBER (guint, settings, counts[i].offset));
  g_key_file_set_double (file, SETTINGS, "rate", settings->rate);
  text = g_key_file_to_data (file, &length, NULL);
  return algo_whole_file_save (path, text, length, error);
}

gboolean
algo_sweep_file_compare (const AlgoSettings *shared, const AlgoSettings *other, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      const guint ours = G_STRUCT_MEMBER (guint, shared, counts[i].offset);
      const guint theirs = G_STRUCT_MEMBER (guint, other, counts[i].offset);

      if (ours == theirs)
        continue;
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                   _ ("all seeds of this sweep have %s = %u, and none can have %u"), counts[i].name,
                   ours, theirs);
      return FALSE;
    }
  if (shared->rate == other->rate)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
               _ ("all seeds of this sweep have %s = %g, and none can have %g"), "rate",
               shared->rate, other->rate);
  return FALSE;
}
