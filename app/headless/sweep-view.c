/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/sweep-view.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/headless/bar.h"
#include "app/headless/console.h"

#define BAR_INTERVAL (G_TIME_SPAN_SECOND / 5)
#define LONGEST_SILENCE (10 * G_TIME_SPAN_SECOND)
/* The rate that the time left is told from is that of so many seconds. */
#define MARKS 30
#define MARK_INTERVAL G_TIME_SPAN_SECOND
#define SHORTEST_RATE (2 * G_TIME_SPAN_SECOND)

typedef struct
{
  gint64 time;
  guint64 steps;
} Mark;

struct _AlgoSweepView
{
  const GArray *statuses;
  guint64 steps;
  AlgoSeedState *states; /* as they were when they were shown last */
  gboolean is_terminal;
  guint lines; /* of bars, on the terminal */
  gint64 start_time, shown_time;
  Mark marks[MARKS]; /* a ring, the oldest at `next` once it is full */
  guint next, n_marks;
  double rate; /* steps a second */
};

/* Of all seeds together, finished being those that were reported; the steps that a failed one lacks
 * are no longer to come. */
typedef struct
{
  guint finished;
  guint64 taken, done, left;
} Sum;

static const AlgoSeedStatus *
status_at (const AlgoSweepView *view, guint index)
{
  return &g_array_index (view->statuses, AlgoSeedStatus, index);
}

static Sum
add_up (const AlgoSweepView *view)
{
  Sum sum = { 0 };

  for (guint i = 0; i < view->statuses->len; i++)
    {
      const AlgoSeedStatus *status = status_at (view, i);
      const guint64 step = MIN (status->step, view->steps);
      const gboolean is_over =
          status->state == ALGO_SEED_FINISHED || status->state == ALGO_SEED_FAILED;

      sum.finished += view->states[i] == ALGO_SEED_FINISHED;
      sum.taken += step;
      sum.done += is_over ? view->steps : step;
      sum.left += is_over ? 0 : view->steps - step;
    }
  return sum;
}

AlgoSweepView *
algo_sweep_view_new (const GArray *statuses, guint64 steps)
{
  AlgoSweepView *view = g_new0 (AlgoSweepView, 1);

  view->statuses = statuses;
  view->steps = steps;
  view->states = g_new (AlgoSeedState, statuses->len);
  for (guint i = 0; i < statuses->len; i++)
    view->states[i] = status_at (view, i)->state;
  view->is_terminal = algo_bar_is_possible ();
  view->start_time = view->shown_time = g_get_monotonic_time ();
  return view;
}

void
algo_sweep_view_free (AlgoSweepView *view)
{
  g_free (view->states);
  g_free (view);
}

/* Finds the steps a second over the last marks; 0 if that cannot be said yet. */
static void
mark (AlgoSweepView *view, guint64 taken, gint64 now)
{
  const Mark *newest = &view->marks[(view->next + MARKS - 1) % MARKS], *oldest;

  if (view->n_marks == 0 || now - newest->time >= MARK_INTERVAL)
    {
      view->marks[view->next] = (Mark){ .time = now, .steps = taken };
      view->next = (view->next + 1) % MARKS;
      view->n_marks = MIN (view->n_marks + 1, MARKS);
    }
  oldest = &view->marks[(view->next + MARKS - view->n_marks) % MARKS];
  /* A run that was killed may go on from a little earlier. */
  view->rate = now - oldest->time < SHORTEST_RATE || taken <= oldest->steps
                   ? 0
                   : (double) (taken - oldest->steps) * G_TIME_SPAN_SECOND / (now - oldest->time);
}

/* What is said of the whole, the most important first. */
static GStrv
format_parts (const AlgoSweepView *view, const Sum *sum)
{
  const gint64 now = g_get_monotonic_time ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *seeds = g_strdup_printf (_ ("%u/%u seeds"), sum->finished, view->statuses->len);
  g_autofree char *duration = NULL, *time = NULL, *pace = NULL;

  g_strv_builder_add (builder, seeds);
  if (sum->left == 0)
    {
      duration = algo_bar_format_duration ((double) (now - view->start_time) / G_TIME_SPAN_SECOND);
      time = g_strdup_printf (_ ("took %s"), duration);
      g_strv_builder_add (builder, time);
    }
  else if (view->rate > 0)
    {
      duration = algo_bar_format_duration (sum->left / view->rate);
      time = g_strdup_printf (_ ("%s left"), duration);
      pace = g_strdup_printf (_ ("%5.1f steps/s"), view->rate);
      g_strv_builder_add (builder, time);
      g_strv_builder_add (builder, pace);
    }
  return g_strv_builder_end (builder);
}

/* Takes the bars away. */
static void
clear (AlgoSweepView *view)
{
  if (view->lines > 0)
    fprintf (stderr, "\033[%uA\r\033[J", view->lines);
  view->lines = 0;
}

static char *
format_seed (const AlgoSweepView *view, const AlgoSeedStatus *status, guint columns)
{
  g_autofree char *name = g_strdup_printf (_ ("seed %4" PRIu64), status->seed);
  g_autofree char *all = g_strdup_printf ("%" PRIu64, view->steps);
  g_autofree char *steps =
      g_strdup_printf ("%*" PRIu64 "/%s", (int) strlen (all), MIN (status->step, view->steps), all);
  const gboolean is_elsewhere =
      status->host != NULL && !g_str_equal (status->host, g_get_host_name ());
  const char *parts[] = { name, steps, is_elsewhere ? status->host : NULL, NULL };

  return algo_bar_format (MIN (status->step, view->steps), view->steps, parts, columns);
}

/* All bars that fit, in one go so that nothing flickers. */
static void
draw (AlgoSweepView *view)
{
  const guint columns = algo_bar_get_columns (), rows = algo_bar_get_rows ();
  const Sum sum = add_up (view);
  g_auto (GStrv) parts = format_parts (view, &sum);
  g_autofree char *whole = algo_bar_format (sum.done, view->statuses->len * view->steps,
                                            (const char *const *) parts, columns);
  g_autoptr (GString) text = g_string_new (NULL);
  guint lines = 1;

  g_string_append_printf (text, "%s\033[K\n", whole);
  for (guint i = 0; i < view->statuses->len && lines + 1 < rows; i++)
    {
      g_autofree char *line = NULL;

      if (status_at (view, i)->state != ALGO_SEED_RUNNING)
        continue;
      line = format_seed (view, status_at (view, i), columns);
      g_string_append_printf (text, "%s\033[K\n", line);
      lines++;
    }
  if (view->lines > 0)
    fprintf (stderr, "\033[%uA\r", view->lines);
  fprintf (stderr, "%s\033[J", text->str);
  fflush (stderr);
  view->lines = lines;
}

/* Where there are no bars; `seed` is that which is finished, or NULL. */
static void
write_line (AlgoSweepView *view, const AlgoSeedStatus *seed)
{
  const Sum sum = add_up (view);
  g_auto (GStrv) parts = format_parts (view, &sum);
  g_autofree char *line = g_strjoinv (ALGO_BAR_GAP, parts);

  if (seed != NULL)
    fprintf (stderr, _ ("Seed %" PRIu64 " is finished: %s\n"), seed->seed, line);
  else
    fprintf (stderr, "%s\n", line);
  view->shown_time = g_get_monotonic_time ();
}

/* What happened to seeds since the last time. */
static void
report (AlgoSweepView *view)
{
  for (guint i = 0; i < view->statuses->len; i++)
    {
      const AlgoSeedStatus *status = status_at (view, i);

      if (status->state == view->states[i])
        continue;
      view->states[i] = status->state;
      if (status->state == ALGO_SEED_FAILED)
        {
          clear (view);
          algo_console_error (_ ("seed %" PRIu64 ": %s"), status->seed, status->reason);
        }
      else if (status->state == ALGO_SEED_FINISHED && !view->is_terminal)
        write_line (view, status);
    }
}

void
algo_sweep_view_show (AlgoSweepView *view)
{
  const gint64 now = g_get_monotonic_time (), silence = now - view->shown_time;

  mark (view, add_up (view).taken, now);
  report (view);
  if (silence < (view->is_terminal ? BAR_INTERVAL : LONGEST_SILENCE))
    return;
  if (view->is_terminal)
    draw (view);
  else
    write_line (view, NULL);
  view->shown_time = g_get_monotonic_time ();
}

void
algo_sweep_view_finish (AlgoSweepView *view)
{
  report (view);
  if (view->is_terminal)
    draw (view);
  view->lines = 0;
}
