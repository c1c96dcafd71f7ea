/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/rand-index.h"

static double
pairs_of (double count)
{
  return count * (count - 1) / 2;
}

/* Pairs in one class, over classes counted in a table. */
static double
count_pairs (GHashTable *counts)
{
  GHashTableIter iter;
  gpointer value;
  double pairs = 0;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    pairs += pairs_of (GPOINTER_TO_UINT (value));
  return pairs;
}

static void
count_one (GHashTable *counts, gint64 key)
{
  gint64 *copy = g_new (gint64, 1);
  const guint before = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &key));

  *copy = key;
  g_hash_table_replace (counts, copy, GUINT_TO_POINTER (before + 1));
}

static GHashTable *
counts_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

double
algo_rand_index (guint count, const gint *a, const gint *b)
{
  g_autoptr (GHashTable) of_a = counts_new (), of_b = counts_new (), of_both = counts_new ();
  double in_a, in_b, in_both, expected, all = 0;

  for (guint i = 0; i < count; i++)
    if (a[i] >= -1 && b[i] >= -1)
      {
        count_one (of_a, a[i]);
        count_one (of_b, b[i]);
        count_one (of_both, ((gint64) a[i] + 1) << 32 | (guint32) (b[i] + 1));
        all++;
      }
  in_a = count_pairs (of_a);
  in_b = count_pairs (of_b);
  in_both = count_pairs (of_both);
  expected = all > 1 ? in_a * in_b / pairs_of (all) : 0;
  if ((in_a + in_b) / 2 - expected == 0)
    return 1;
  return (in_both - expected) / ((in_a + in_b) / 2 - expected);
}
