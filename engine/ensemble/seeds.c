/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/ensemble/seeds.h"

#include <glib/gi18n-lib.h>

#include "engine/compare.h"
#include "engine/error.h"

/* Growing, and each once. */
static void
tidy (GArray *seeds)
{
  guint kept = 0;

  g_array_sort (seeds, algo_compare_wholes);
  for (guint i = 0; i < seeds->len; i++)
    {
      const guint64 seed = g_array_index (seeds, guint64, i);

      if (kept == 0 || g_array_index (seeds, guint64, kept - 1) != seed)
        g_array_index (seeds, guint64, kept++) = seed;
    }
  g_array_set_size (seeds, kept);
}

/* "7" or "5-9". */
static gboolean
parse_range (const char *text, guint64 *first, guint64 *last)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);

  if (ends[0] == NULL
      || !g_ascii_string_to_unsigned (ends[0], 10, 0, ALGO_SEEDS_GREATEST, first, NULL))
    return FALSE;
  *last = *first;
  return ends[1] == NULL
         || g_ascii_string_to_unsigned (ends[1], 10, *first, ALGO_SEEDS_GREATEST, last, NULL);
}

GArray *
algo_seeds_parse (const char *text, GError **error)
{
  g_autoptr (GArray) seeds = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_auto (GStrv) ranges = g_strsplit (text, ",", -1);

  for (guint i = 0; i == 0 || ranges[i] != NULL; i++)
    {
      guint64 first, last;

      if (ranges[i] == NULL || !parse_range (ranges[i], &first, &last))
        {
          g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                       _ ("'%s' is not a list of seeds such as 0-32 or 0,3,5-9"), text);
          return NULL;
        }
      if (last - first >= ALGO_SEEDS_MOST - seeds->len)
        {
          g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE, _ ("'%s' is more than %u seeds"), text,
                       ALGO_SEEDS_MOST);
          return NULL;
        }
      for (guint64 seed = first; seed <= last; seed++)
        g_array_append_val (seeds, seed);
    }
  tidy (seeds);
  return g_steal_pointer (&seeds);
}

char *
algo_seeds_format (const GArray *seeds)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0, end; i < seeds->len; i = end)
    {
      const guint64 first = g_array_index (seeds, guint64, i);

      end = i + 1;
      while (end < seeds->len && g_array_index (seeds, guint64, end) == first + (end - i))
        end++;
      g_string_append_printf (text, "%s%" G_GUINT64_FORMAT, i > 0 ? "," : "", first);
      if (end > i + 1)
        g_string_append_printf (text, "-%" G_GUINT64_FORMAT, first + (end - i) - 1);
    }
  return g_string_free (text, FALSE);
}

gboolean
algo_seeds_contain (const GArray *seeds, guint64 seed)
{
  return seeds->len > 0
         && bsearch (&seed, seeds->data, seeds->len, sizeof (guint64), algo_compare_wholes) != NULL;
}

GArray *
algo_seeds_unite (const GArray *a, const GArray *b)
{
  GArray *both = g_array_new (FALSE, FALSE, sizeof (guint64));

  g_array_append_vals (both, a->data, a->len);
  g_array_append_vals (both, b->data, b->len);
  tidy (both);
  return both;
}
