/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/progress.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define BAR_INTERVAL (G_TIME_SPAN_SECOND / 10)
/* There is a plain line every 20th of the way, but not in a flood or after a long silence. */
#define LINES 20
#define SHORTEST_SILENCE G_TIME_SPAN_SECOND
#define LONGEST_SILENCE (10 * G_TIME_SPAN_SECOND)
/* This is the share of the newest step in the FVU shown, which differs much from one step to the
 * next. */
#define SMOOTHING 0.05
#define GAP "  " /* between what stands on a line */
#define MOST_BAR 40
#define LEAST_BAR 8
#define DEFAULT_COLUMNS 80
#define DEFAULT_ROWS 24

void
algo_progress_init (AlgoProgress *progress, guint64 step, guint64 total)
{
  *progress = (AlgoProgress){
    .is_training = TRUE,
    .total = total,
    .step = step,
    .shown_step = step,
    .is_terminal = isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0,
    .start_time = g_get_monotonic_time (),
  };
  progress->shown_time = progress->start_time;
  algo_pace_reset (&progress->pace, step, progress->start_time);
}

void
algo_progress_init_work (AlgoProgress *progress)
{
  algo_progress_init (progress, 0, 1);
  progress->is_training = FALSE;
}

void
algo_progress_get_size (guint *columns, guint *rows)
{
  struct winsize size = { 0 };

  ioctl (STDERR_FILENO, TIOCGWINSZ, &size);
  *columns = size.ws_col > 0 ? size.ws_col : DEFAULT_COLUMNS;
  *rows = size.ws_row > 0 ? size.ws_row : DEFAULT_ROWS;
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
algo_progress_format_bar (guint64 done, guint64 total, const char *const *parts, guint columns)
{
  const guint gap = strlen (GAP);
  guint room = MAX (columns, 1) - 1, used = 0, width;
  g_autoptr (GString) numbers = g_string_new (NULL);
  g_autofree char *bar = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint length = (guint) g_utf8_strlen (parts[i], -1) + (i > 0 ? gap : 0);

      if (used + length > room)
        break;
      g_string_append_printf (numbers, "%s%s", i > 0 ? GAP : "", parts[i]);
      used += length;
    }
  width = room > used + gap ? MIN (room - used - gap, MOST_BAR) : 0;
  if (width < LEAST_BAR)
    return g_strdup (numbers->str);
  bar = draw_bar ((guint) (done * width / total), width);
  return g_strconcat (bar, GAP, numbers->str, NULL);
}

/* Formats a time as "0:38" or "1:02:03". */
static char *
format_duration (double seconds)
{
  const guint64 whole = (guint64) ceil (MIN (seconds, 1e9));

  if (whole >= 3600)
    return g_strdup_printf ("%" G_GUINT64_FORMAT ":%02u:%02u", whole / 3600,
                            (guint) (whole / 60 % 60), (guint) (whole % 60));
  return g_strdup_printf ("%u:%02u", (guint) (whole / 60), (guint) (whole % 60));
}

/* Tells the time that is left, for which the pace must be known; at the end the time that it took.
 */
static char *
format_time (const AlgoProgress *progress)
{
  const gboolean is_over = progress->step == progress->total;
  g_autofree char *duration = format_duration (
      is_over ? (double) (g_get_monotonic_time () - progress->start_time) / G_TIME_SPAN_SECOND
              : (progress->total - progress->step) / progress->pace.steps_per_second);

  return g_strdup_printf (is_over ? _ ("took %s") : _ ("%s left"), duration);
}

/* Tells the steps of all, or the percentage of other work. */
static char *
format_count (const AlgoProgress *progress)
{
  g_autofree char *total = g_strdup_printf ("%" G_GUINT64_FORMAT, progress->total);

  if (progress->count != NULL)
    return g_strdup (progress->count);
  if (!progress->is_training)
    return g_strdup_printf (_ ("%3u %%"), (guint) (100 * progress->step / progress->total));
  return g_strdup_printf ("%*" G_GUINT64_FORMAT "/%s", (int) strlen (total), progress->step, total);
}

/* The numbers keep their places while they grow. */
char *
algo_progress_format (const AlgoProgress *progress, guint columns)
{
  const double pace = progress->pace.steps_per_second;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (parts, format_count (progress));
  if (pace > 0 || progress->step == progress->total)
    g_ptr_array_add (parts, format_time (progress));
  if (pace > 0 && progress->is_training)
    g_ptr_array_add (parts, g_strdup_printf (_ ("%5.1f steps/s"), pace));
  if (progress->unexplained > 0)
    g_ptr_array_add (parts, g_strdup_printf (_ ("FVU %.3f at small beta"), progress->unexplained));
  g_ptr_array_add (parts, NULL);
  return columns > 0 ? algo_progress_format_bar (progress->step, progress->total,
                                                 (const char *const *) parts->pdata, columns)
                     : g_strjoinv (GAP, (char **) parts->pdata);
}

static void
show (AlgoProgress *progress)
{
  guint columns = 0, rows;
  g_autofree char *line = NULL;

  if (progress->is_terminal)
    algo_progress_get_size (&columns, &rows);
  line = algo_progress_format (progress, columns);
  fprintf (stderr, progress->is_terminal ? "\r%s\033[K" : "%s\n", line);
  fflush (stderr);
  progress->shown_step = progress->step;
}

static gboolean
is_time_to_show (const AlgoProgress *progress, gint64 now)
{
  gint64 silence = now - progress->shown_time;

  if (progress->is_terminal)
    return silence >= BAR_INTERVAL;
  return silence >= LONGEST_SILENCE
         || (silence >= SHORTEST_SILENCE
             && (progress->step - progress->shown_step) * LINES >= progress->total);
}

static void
advance (AlgoProgress *progress, guint64 step)
{
  const gint64 now = g_get_monotonic_time ();

  progress->step = step;
  algo_pace_mark (&progress->pace, step, now);
  if (is_time_to_show (progress, now))
    {
      show (progress);
      progress->shown_time = now;
    }
}

void
algo_progress_step (AlgoProgress *progress, const AlgoMetrics *metrics)
{
  const double latest = MAX (metrics->unexplained[0], G_MINFLOAT);

  progress->unexplained = progress->unexplained == 0 ? latest
                                                     : pow (progress->unexplained, 1 - SMOOTHING)
                                                           * pow (latest, SMOOTHING);
  advance (progress, metrics->step);
}

void
algo_progress_note (AlgoProgress *progress, guint64 done, guint64 total)
{
  progress->total = total;
  advance (progress, done);
}

void
algo_progress_finish (AlgoProgress *progress)
{
  if (progress->is_terminal || progress->shown_step != progress->step)
    show (progress);
  if (progress->is_terminal)
    fputc ('\n', stderr);
}
