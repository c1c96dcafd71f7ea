/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/progress.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/headless/bar.h"

#define BAR_INTERVAL (G_TIME_SPAN_SECOND / 10)
/* A plain line every 20th of the way, but not in a flood or after a long silence. */
#define LINES 20
#define SHORTEST_SILENCE G_TIME_SPAN_SECOND
#define LONGEST_SILENCE (10 * G_TIME_SPAN_SECOND)
/* The share of the newest step in the FVU shown, which differs much from one step to the next. */
#define SMOOTHING 0.05

void
algo_progress_init (AlgoProgress *progress, guint64 step, guint64 total)
{
  *progress = (AlgoProgress){
    .is_training = TRUE,
    .total = total,
    .step = step,
    .shown_step = step,
    .is_terminal = algo_bar_is_possible (),
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

/* The time that is left, at the end the time that it took. The pace must be known. */
static char *
format_time (const AlgoProgress *progress)
{
  g_autofree char *duration = NULL;

  if (progress->step == progress->total)
    {
      duration = algo_bar_format_duration ((double) (g_get_monotonic_time () - progress->start_time)
                                           / G_TIME_SPAN_SECOND);
      return g_strdup_printf (_ ("took %s"), duration);
    }
  duration = algo_bar_format_duration ((progress->total - progress->step)
                                       / progress->pace.steps_per_second);
  return g_strdup_printf (_ ("%s left"), duration);
}

/* The steps of all, or the percentage of other work. */
static char *
format_count (const AlgoProgress *progress)
{
  g_autofree char *total = g_strdup_printf ("%" G_GUINT64_FORMAT, progress->total);

  if (!progress->is_training)
    return g_strdup_printf (_ ("%3u %%"), (guint) (100 * progress->step / progress->total));
  return g_strdup_printf ("%*" G_GUINT64_FORMAT "/%s", (int) strlen (total), progress->step, total);
}

/* The numbers, the most important first. They keep their places while they grow. */
static GStrv
format_parts (const AlgoProgress *progress)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *count = format_count (progress);
  g_autofree char *pace = g_strdup_printf (_ ("%5.1f steps/s"), progress->pace.steps_per_second);
  g_autofree char *unexplained =
      g_strdup_printf (_ ("FVU %.3f at small beta"), progress->unexplained);
  g_autofree char *duration = NULL;

  g_strv_builder_add (builder, count);
  if (progress->pace.steps_per_second > 0)
    {
      duration = format_time (progress);
      g_strv_builder_add (builder, duration);
      if (progress->is_training)
        g_strv_builder_add (builder, pace);
    }
  if (progress->unexplained > 0)
    g_strv_builder_add (builder, unexplained);
  return g_strv_builder_end (builder);
}

char *
algo_progress_format (const AlgoProgress *progress, guint columns)
{
  g_auto (GStrv) parts = format_parts (progress);

  return algo_bar_format (progress->step, progress->total, (const char *const *) parts, columns);
}

static void
show (AlgoProgress *progress)
{
  if (progress->is_terminal)
    {
      g_autofree char *line = algo_progress_format (progress, algo_bar_get_columns ());

      fprintf (stderr, "\r%s\033[K", line);
      fflush (stderr);
    }
  else
    {
      g_auto (GStrv) parts = format_parts (progress);
      g_autofree char *line = g_strjoinv (ALGO_BAR_GAP, parts);

      fprintf (stderr, "%s\n", line);
    }
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
