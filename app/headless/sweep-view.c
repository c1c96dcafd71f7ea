/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/sweep-view.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/headless/console.h"
#include "app/headless/progress.h"

#define BAR_INTERVAL (G_TIME_SPAN_SECOND / 5)
#define LONGEST_SILENCE (10 * G_TIME_SPAN_SECOND)
/* Over which there is a pace: seeds say now and then how far they are. */
#define WINDOW (30 * G_TIME_SPAN_SECOND)

struct _AlgoSweepView
{
  const AlgoSweep *sweep;
  GArray *statuses;      /* of AlgoSeedStatus */
  AlgoSeedState *states; /* as they were when they were shown last */
  AlgoProgress progress; /* of all steps of all seeds */
  char *count;
  guint64 taken; /* steps */
  guint lines;   /* of bars, on the terminal */
};

AlgoSeedStatus *
algo_sweep_view_at (const AlgoSweepView *view, guint index)
{
  return &g_array_index (view->statuses, AlgoSeedStatus, index);
}

void
algo_sweep_view_look (AlgoSweepView *view, guint index)
{
  AlgoSeedStatus *status = algo_sweep_view_at (view, index);
  const guint64 seed = status->seed;

  algo_seed_status_clear (status);
  algo_sweep_look (view->sweep, seed, status);
}

void
algo_sweep_view_give_up (AlgoSweepView *view, guint index, char *reason)
{
  AlgoSeedStatus *status = algo_sweep_view_at (view, index);

  status->state = ALGO_SEED_FAILED;
  g_free (status->reason);
  status->reason = reason;
}

gboolean
algo_sweep_view_is_over (const AlgoSweepView *view, guint index)
{
  const AlgoSeedState state = algo_sweep_view_at (view, index)->state;

  return state == ALGO_SEED_FINISHED || state == ALGO_SEED_FAILED;
}

static guint64
step_of (const AlgoSweepView *view, guint index)
{
  return MIN (algo_sweep_view_at (view, index)->step, view->sweep->settings.steps);
}

/* Adds up the seeds, finished being those that were reported; the steps that a failed one lacks are
 * no longer to come. */
static void
update (AlgoSweepView *view)
{
  const guint64 steps = view->sweep->settings.steps;
  guint finished = 0;
  guint64 taken = 0;

  view->progress.step = 0;
  for (guint i = 0; i < view->statuses->len; i++)
    {
      finished += view->states[i] == ALGO_SEED_FINISHED;
      taken += step_of (view, i);
      view->progress.step += algo_sweep_view_is_over (view, i) ? steps : step_of (view, i);
    }
  /* A run that was killed may go on from a little earlier. */
  view->taken = MAX (view->taken, taken);
  algo_pace_mark (&view->progress.pace, view->taken, g_get_monotonic_time ());
  g_free (view->count);
  view->count = g_strdup_printf (_ ("%u/%u seeds"), finished, view->statuses->len);
  view->progress.count = view->count;
}

AlgoSweepView *
algo_sweep_view_new (const AlgoSweep *sweep, const GArray *seeds)
{
  AlgoSweepView *view = g_new0 (AlgoSweepView, 1);

  view->sweep = sweep;
  view->statuses = algo_sweep_look_at (sweep, seeds);
  view->states = g_new (AlgoSeedState, seeds->len);
  for (guint i = 0; i < seeds->len; i++)
    {
      view->states[i] = algo_sweep_view_at (view, i)->state;
      view->taken += step_of (view, i);
    }
  algo_progress_init (&view->progress, view->taken, seeds->len * sweep->settings.steps);
  view->progress.pace.window = WINDOW;
  return view;
}

void
algo_sweep_view_free (AlgoSweepView *view)
{
  g_array_unref (view->statuses);
  g_free (view->states);
  g_free (view->count);
  g_free (view);
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
format_seed (const AlgoSweepView *view, guint index, guint columns)
{
  const AlgoSeedStatus *status = algo_sweep_view_at (view, index);
  const guint64 step = step_of (view, index), steps = view->sweep->settings.steps;
  g_autofree char *name = g_strdup_printf (_ ("seed %4" PRIu64), status->seed);
  g_autofree char *all = g_strdup_printf ("%" PRIu64, steps);
  g_autofree char *taken = g_strdup_printf ("%*" PRIu64 "/%s", (int) strlen (all), step, all);
  const gboolean is_elsewhere =
      status->host != NULL && !g_str_equal (status->host, g_get_host_name ());
  const char *parts[] = { name, taken, is_elsewhere ? status->host : NULL, NULL };

  return algo_progress_format_bar (step, steps, parts, columns);
}

/* All bars that fit, in one go so that nothing flickers. */
static void
draw (AlgoSweepView *view)
{
  guint columns, rows, lines = 1;
  g_autofree char *whole = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  algo_progress_get_size (&columns, &rows);
  whole = algo_progress_format (&view->progress, columns);
  g_string_append_printf (text, "%s\033[K\n", whole);
  for (guint i = 0; i < view->statuses->len && lines + 1 < rows; i++)
    if (algo_sweep_view_at (view, i)->state == ALGO_SEED_RUNNING)
      {
        g_autofree char *line = format_seed (view, i, columns);

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
  g_autofree char *line = algo_progress_format (&view->progress, 0);

  if (seed != NULL)
    fprintf (stderr, _ ("Seed %" PRIu64 " is finished: %s\n"), seed->seed, line);
  else
    fprintf (stderr, "%s\n", line);
  view->progress.shown_time = g_get_monotonic_time ();
}

/* What happened to seeds since the last time. */
static void
report (AlgoSweepView *view)
{
  update (view);
  for (guint i = 0; i < view->statuses->len; i++)
    {
      const AlgoSeedStatus *status = algo_sweep_view_at (view, i);

      if (status->state == view->states[i])
        continue;
      view->states[i] = status->state;
      update (view);
      if (status->state == ALGO_SEED_FAILED)
        {
          clear (view);
          algo_console_error (_ ("seed %" PRIu64 ": %s"), status->seed, status->reason);
        }
      else if (status->state == ALGO_SEED_FINISHED && !view->progress.is_terminal)
        write_line (view, status);
    }
}

void
algo_sweep_view_show (AlgoSweepView *view)
{
  const gint64 silence = g_get_monotonic_time () - view->progress.shown_time;

  report (view);
  if (silence < (view->progress.is_terminal ? BAR_INTERVAL : LONGEST_SILENCE))
    return;
  if (view->progress.is_terminal)
    draw (view);
  else
    write_line (view, NULL);
  view->progress.shown_time = g_get_monotonic_time ();
}

guint
algo_sweep_view_finish (AlgoSweepView *view)
{
  guint finished = 0;

  report (view);
  if (view->progress.is_terminal)
    draw (view);
  view->lines = 0;
  for (guint i = 0; i < view->statuses->len; i++)
    finished += view->states[i] == ALGO_SEED_FINISHED;
  return finished;
}
