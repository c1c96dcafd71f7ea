/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/kinds-file.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/formats/json-reader.h"
#include "engine/formats/whole-file.h"

#define FORMAT "algoscope kinds"
#define VERSION 1

/* Wong 2011, "Points of view: Color blindness", Nature Methods 8:441, but for black. */
static const char *const colours[] = {
  "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7",
};

AlgoNamedKinds *
algo_named_kinds_of (const AlgoKinds *kinds, const AlgoSamples *samples)
{
  AlgoNamedKinds *named = g_new0 (AlgoNamedKinds, 1);

  named->count = kinds->n_kinds;
  named->kinds = g_new0 (AlgoNamedKind, MAX (kinds->n_kinds, 1));
  for (guint i = 0; i < kinds->n_kinds; i++)
    {
      const AlgoKind *of = &kinds->kinds[i];
      AlgoNamedKind *kind = &named->kinds[i];

      kind->letter = algo_kind_letter (i);
      kind->name = g_strdup_printf ("%s (%s)", kind->letter, algo_phase_name (of->phase));
      kind->colour = g_strdup (colours[i % G_N_ELEMENTS (colours)]);
      kind->note = g_strdup ("");
      kind->provenance = g_strdup_printf ("%u of %u networks of %u runs", of->count, kinds->count,
                                          samples->n_runs);
      memcpy (kind->centre, of->centre, sizeof kind->centre);
      memcpy (kind->spread, of->spread, sizeof kind->spread);
      for (guint k = 0; k < ALGO_N_FEATURES; k++)
        kind->has_feature[k] = TRUE;
    }
  return named;
}

static void
append_text (GString *json, const char *key, const char *text)
{
  g_string_append_printf (json, "\"%s\": ", key);
  algo_json_append_string (json, text);
  g_string_append (json, ", ");
}

static void
append_kind (GString *json, const AlgoNamedKind *kind)
{
  gboolean is_first = TRUE;

  g_string_append_c (json, '{');
  append_text (json, "name", kind->name);
  append_text (json, "letter", kind->letter);
  append_text (json, "colour", kind->colour);
  append_text (json, "note", kind->note);
  append_text (json, "provenance", kind->provenance);
  g_string_append (json, "\"features\": {");
  for (guint i = 0; i < ALGO_N_FEATURES; i++)
    if (kind->has_feature[i])
      {
        g_string_append_printf (json, "%s\n  \"%s\": {\"centre\": ", is_first ? "" : ",",
                                algo_feature_rows[i].name);
        algo_json_append_real (json, kind->centre[i]);
        g_string_append (json, ", \"spread\": ");
        algo_json_append_real (json, kind->spread[i]);
        g_string_append_c (json, '}');
        is_first = FALSE;
      }
  g_string_append (json, "}}");
}

gboolean
algo_named_kinds_save (const AlgoNamedKinds *kinds, const char *path, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_append_printf (json, "{\"format\": \"%s\", \"version\": %d, \"kinds\": [", FORMAT,
                          VERSION);
  for (guint i = 0; i < kinds->count; i++)
    {
      g_string_append (json, i == 0 ? "\n" : ",\n");
      append_kind (json, &kinds->kinds[i]);
    }
  g_string_append (json, "]}\n");
  return algo_whole_file_save (path, json->str, json->len, error);
}

/* Where a number of a feature goes. */
typedef struct
{
  AlgoNamedKind *kind;
  AlgoFeature feature;
} Place;

static gboolean
read_number (AlgoJsonReader *reader, const char *key, gpointer data, GError **error)
{
  const Place *place = data;

  if (g_str_equal (key, "centre"))
    return algo_json_read_real (reader, &place->kind->centre[place->feature], error);
  if (g_str_equal (key, "spread"))
    return algo_json_read_real (reader, &place->kind->spread[place->feature], error)
           && (place->kind->spread[place->feature] >= 0
               || algo_json_fail (reader, error, "%s", _ ("a spread below 0")));
  return algo_json_fail (reader, error, "%s", _ ("unknown key"));
}

static gboolean
read_feature (AlgoJsonReader *reader, const char *key, gpointer data, GError **error)
{
  Place place = { .kind = data };

  if (!algo_feature_find (key, &place.feature))
    return algo_json_fail (reader, error, "%s", _ ("unknown feature"));
  place.kind->has_feature[place.feature] = TRUE;
  return algo_json_read_object (reader, read_number, &place, error);
}

static gboolean
read_member (AlgoJsonReader *reader, const char *key, gpointer data, GError **error)
{
  AlgoNamedKind *kind = data;

  if (g_str_equal (key, "name"))
    return algo_json_read_string (reader, &kind->name, error);
  if (g_str_equal (key, "letter"))
    return algo_json_read_string (reader, &kind->letter, error);
  if (g_str_equal (key, "colour"))
    return algo_json_read_string (reader, &kind->colour, error);
  if (g_str_equal (key, "note"))
    return algo_json_read_string (reader, &kind->note, error);
  if (g_str_equal (key, "provenance"))
    return algo_json_read_string (reader, &kind->provenance, error);
  if (g_str_equal (key, "features"))
    return algo_json_read_object (reader, read_feature, kind, error);
  return algo_json_fail (reader, error, "%s", _ ("unknown key"));
}

static void
fill_missing (char **text)
{
  if (*text == NULL)
    *text = g_strdup ("");
}

static gboolean
read_kind (AlgoJsonReader *reader, gpointer data, GError **error)
{
  AlgoNamedKinds *kinds = data;
  AlgoNamedKind *kind;

  if (kinds->count == ALGO_MOST_NAMED_KINDS)
    return algo_json_fail (reader, error, _ ("more than %d kinds"), ALGO_MOST_NAMED_KINDS);
  kinds->kinds = g_renew (AlgoNamedKind, kinds->kinds, kinds->count + 1);
  kind = &kinds->kinds[kinds->count++];
  *kind = (AlgoNamedKind){ 0 };
  if (!algo_json_read_object (reader, read_member, kind, error))
    return FALSE;
  if (kind->name == NULL)
    return algo_json_fail (reader, error, "%s", _ ("a kind without a name"));
  fill_missing (&kind->letter);
  fill_missing (&kind->colour);
  fill_missing (&kind->note);
  fill_missing (&kind->provenance);
  return TRUE;
}

static gboolean
read_file (AlgoJsonReader *reader, const char *key, gpointer data, GError **error)
{
  if (g_str_equal (key, "format"))
    {
      g_autofree char *format = NULL;

      return algo_json_read_string (reader, &format, error)
             && (g_str_equal (format, FORMAT)
                 || algo_json_fail (reader, error, "%s", _ ("not a file of kinds")));
    }
  if (g_str_equal (key, "version"))
    {
      double version;

      return algo_json_read_real (reader, &version, error)
             && (version == VERSION
                 || algo_json_fail (reader, error, "%s", _ ("of another version")));
    }
  if (g_str_equal (key, "kinds"))
    return algo_json_read_array (reader, read_kind, data, error);
  return algo_json_fail (reader, error, "%s", _ ("unknown key"));
}

AlgoNamedKinds *
algo_named_kinds_load (const char *path, GError **error)
{
  g_autoptr (AlgoNamedKinds) kinds = g_new0 (AlgoNamedKinds, 1);
  g_autofree char *text = NULL;
  AlgoJsonReader reader;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  if (algo_json_reader_init (&reader, text, length, error)
      && algo_json_read_object (&reader, read_file, kinds, error)
      && algo_json_read_end (&reader, error))
    return g_steal_pointer (&kinds);
  algo_error_prefix_path (error, path);
  return NULL;
}

void
algo_named_kinds_free (AlgoNamedKinds *kinds)
{
  if (kinds == NULL)
    return;
  for (guint i = 0; i < kinds->count; i++)
    {
      g_free (kinds->kinds[i].name);
      g_free (kinds->kinds[i].letter);
      g_free (kinds->kinds[i].colour);
      g_free (kinds->kinds[i].note);
      g_free (kinds->kinds[i].provenance);
    }
  g_free (kinds->kinds);
  g_free (kinds);
}

static double
distance_from (const AlgoNamedKind *kind, const double *features)
{
  double sum = 0;
  guint count = 0;

  for (guint i = 0; i < ALGO_N_FEATURES; i++)
    if (kind->has_feature[i])
      {
        sum += pow ((features[i] - kind->centre[i])
                        / hypot (kind->spread[i], algo_feature_rows[i].unit),
                    2);
        count++;
      }
  return count > 0 ? sqrt (sum / count) : INFINITY;
}

const AlgoNamedKind *
algo_named_kinds_find (const AlgoNamedKinds *kinds, const double *features, double *distance)
{
  const AlgoNamedKind *nearest = NULL;

  *distance = INFINITY;
  for (guint i = 0; i < kinds->count; i++)
    {
      const double apart = distance_from (&kinds->kinds[i], features);

      if (nearest == NULL || apart < *distance)
        {
          nearest = &kinds->kinds[i];
          *distance = apart;
        }
    }
  return nearest;
}
