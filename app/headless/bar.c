/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/bar.h"

#include <math.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define MOST_BAR 40
#define LEAST_BAR 8
#define DEFAULT_COLUMNS 80
#define DEFAULT_ROWS 24

gboolean
algo_bar_is_possible (void)
{
  return isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

guint
algo_bar_get_columns (void)
{
  struct winsize size;

  return ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col
                                                                          : DEFAULT_COLUMNS;
}

guint
algo_bar_get_rows (void)
{
  struct winsize size;

  return ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 ? size.ws_row
                                                                          : DEFAULT_ROWS;
}

static char *
draw_bar (guint done, guint width)
{
  const gboolean is_utf8 = g_get_charset (NULL);
  GString *bar = g_string_new (NULL);

  for (guint i = 0; i < width; i++)
    if (is_utf8)
      g_string_append (bar, i < done ? "━" : "╌");
    else
      g_string_append_c (bar, i < done ? '#' : '-');
  return g_string_free (bar, FALSE);
}

char *
algo_bar_format (guint64 done, guint64 total, const char *const *parts, guint columns)
{
  const guint gap = strlen (ALGO_BAR_GAP);
  guint room = MAX (columns, 1) - 1, used = 0, width;
  g_autoptr (GString) numbers = g_string_new (NULL);
  g_autofree char *bar = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint length = (guint) g_utf8_strlen (parts[i], -1) + (i > 0 ? gap : 0);

      if (used + length > room)
        break;
      g_string_append_printf (numbers, "%s%s", i > 0 ? ALGO_BAR_GAP : "", parts[i]);
      used += length;
    }
  width = room > used + gap ? MIN (room - used - gap, MOST_BAR) : 0;
  if (width < LEAST_BAR)
    return g_strdup (numbers->str);
  bar = draw_bar ((guint) (done * width / total), width);
  return g_strconcat (bar, ALGO_BAR_GAP, numbers->str, NULL);
}

char *
algo_bar_format_duration (double seconds)
{
  const guint64 whole = (guint64) ceil (MIN (seconds, 1e9));

  if (whole >= 3600)
    return g_strdup_printf ("%" G_GUINT64_FORMAT ":%02u:%02u", whole / 3600,
                            (guint) (whole / 60 % 60), (guint) (whole % 60));
  return g_strdup_printf ("%u:%02u", (guint) (whole / 60), (guint) (whole % 60));
}
