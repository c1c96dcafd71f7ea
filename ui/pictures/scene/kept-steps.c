/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/scene/kept-steps.h"

/* How many are at or before `step`. */
static guint
count_kept (const GArray *kept, guint64 step)
{
  guint low = 0, high = kept != NULL ? kept->len : 0;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (g_array_index (kept, guint64, middle) <= step)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* -1 for one that is not there. */
static gint64
get_kept (const GArray *kept, guint index)
{
  return kept != NULL && index < kept->len ? (gint64) g_array_index (kept, guint64, index) : -1;
}

gint64
algo_kept_steps_find (const GArray *kept, guint64 latest, guint64 step)
{
  const guint count = count_kept (kept, step);

  return step >= latest || count == 0 ? -1 : get_kept (kept, count - 1);
}

gint64
algo_kept_steps_go (const GArray *kept, guint64 shown, gint count)
{
  const gint64 at_or_before = count_kept (kept, shown);
  gint64 index = at_or_before - 1 + count;

  /* Where the step shown is not one of them itself, the one before is nearer. */
  if (count < 0 && at_or_before > 0
      && (guint64) get_kept (kept, (guint) (at_or_before - 1)) < shown)
    index++;
  if (kept == NULL || kept->len == 0 || index >= (gint64) kept->len)
    return -1;
  return get_kept (kept, (guint) MAX (index, 0));
}
