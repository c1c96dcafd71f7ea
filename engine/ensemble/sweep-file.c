/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/ensemble/sweep-file.h"

#include <glib/gi18n-lib.h>

#include "engine/ensemble/seeds.h"
#include "engine/error.h"
#include "engine/formats/whole-file.h"
#include "engine/settings-fields.h"

#define SWEEP "sweep"
#define SETTINGS "settings"
#define HEADER " What all seeds of this sweep share. Written by algoscope-run sweep."

/* Each seed has its own. */
static gboolean
is_shared (guint field)
{
  return !g_str_equal (algo_settings_field_name (field), "seed");
}

/* Files from before runs had a range of log10 beta of their own do not say. */
static gboolean
may_be_missing (const char *name)
{
  return g_str_has_prefix (name, "log-beta-");
}

static gboolean
read_settings (GKeyFile *file, AlgoSettings *settings, GError **error)
{
  *settings = ALGO_SETTINGS_DEFAULT;
  for (guint i = 0; i < algo_settings_count_fields (); i++)
    {
      const char *name = algo_settings_field_name (i);
      g_autofree char *text = NULL;

      if (!is_shared (i)
          || (may_be_missing (name) && !g_key_file_has_key (file, SETTINGS, name, NULL)))
        continue;
      text = g_key_file_get_value (file, SETTINGS, name, error);
      if (text == NULL)
        return FALSE;
      if (!algo_settings_parse_field (settings, i, text))
        {
          g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, "%s = %s", name, text);
          return FALSE;
        }
    }
  return algo_settings_validate (settings, error);
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
  for (guint i = 0; i < algo_settings_count_fields (); i++)
    {
      g_autofree char *value = algo_settings_format_field (settings, i);

      if (is_shared (i))
        g_key_file_set_value (file, SETTINGS, algo_settings_field_name (i), value);
    }
  text = g_key_file_to_data (file, &length, NULL);
  return algo_whole_file_save (path, text, length, error);
}

gboolean
algo_sweep_file_compare (const AlgoSettings *shared, const AlgoSettings *other, GError **error)
{
  g_autofree char *ours = NULL, *theirs = NULL;
  guint field;

  if (!algo_settings_find_difference (shared, other, &field))
    return TRUE;
  ours = algo_settings_format_field (shared, field);
  theirs = algo_settings_format_field (other, field);
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
               _ ("all seeds of this sweep have %s = %s, and none can have %s"),
               algo_settings_field_name (field), ours, theirs);
  return FALSE;
}
