/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/sweep-view.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/headless/console.h"

#define BAR_INTERVAL (G_TIME_SPAN_SECOND / 5)
#define LONGEST_SILENCE (10 * G_TIME_SPAN_SECOND)
/* The pace is of this time, as seeds say only now and then how far they are. */
#define WINDOW (30 * G_TIME_SPAN_SECOND)

/* Takes the bars away. */
static void
clear (AlgoSweepView *view)
{
  if (view->lines > 0)
    fprintf (stderr, "\033[%uA\r\033[J", view->lines);
  view->lines = 0;
}

void
algo_sweep_view_look (AlgoSweepView *view, AlgoSweepSeed *seed)
{
  const guint64 number = seed->status.seed;
  const gboolean was_stopped = seed->status.is_stopped;

  algo_seed_status_clear (&seed->status);
  algo_sweep_look (view->sweep, number, &seed->status);
  if (seed->status.state == ALGO_SEED_FAILED && seed->retries)
    seed->status.state = ALGO_SEED_WAITING;
  seed->look_time = g_get_monotonic_time ();
  if (seed->status.is_stopped && !was_stopped)
    {
      clear (view);
      algo_console_error (_ ("seed %" PRIu64 ": its process, %d, is stopped until a signal lets it "
                             "go on"),
                          number, seed->status.process);
    }
}

void
algo_sweep_seed_give_up (AlgoSweepSeed *seed, char *reason)
{
  seed->status.state = ALGO_SEED_FAILED;
  g_free (seed->status.reason);
  seed->status.reason = reason;
}

gboolean
algo_sweep_seed_is_over (const AlgoSweepSeed *seed)
{
  return seed->status.state == ALGO_SEED_FINISHED || seed->status.state == ALGO_SEED_FAILED;
}

gboolean
algo_sweep_view_is_over (const AlgoSweepView *view)
{
  for (guint i = 0; i < view->count; i++)
    if (!algo_sweep_seed_is_over (&view->seeds[i]))
      return FALSE;
  return TRUE;
}

static guint64
step_of (const AlgoSweepView *view, const AlgoSweepSeed *seed)
{
  return MIN (seed->status.step, view->sweep->settings.steps);
}

/* Adds up the seeds, finished being those that were reported; the steps that a failed one lacks are
 * no longer to come. */
static guint
update (AlgoSweepView *view)
{
  guint finished = 0;
  guint64 taken = 0;

  view->progress.step = 0;
  for (guint i = 0; i < view->count; i++)
    {
      const AlgoSweepSeed *seed = &view->seeds[i];
      const guint64 step = step_of (view, seed);

      finished += seed->shown == ALGO_SEED_FINISHED;
      taken += step;
      view->progress.step += algo_sweep_seed_is_over (seed) ? view->sweep->settings.steps : step;
    }
  /* A run that was killed may go on from a little earlier. */
  view->taken = MAX (view->taken, taken);
  algo_pace_mark (&view->progress.pace, view->taken, g_get_monotonic_time ());
  g_free (view->text);
  view->text = g_strdup_printf (_ ("%u/%u seeds"), finished, view->count);
  view->progress.count = view->text;
  return finished;
}

void
algo_sweep_view_init (AlgoSweepView *view, const AlgoSweep *sweep, const GArray *seeds)
{
  *view = (AlgoSweepView){ .sweep = sweep,
                           .seeds = g_new0 (AlgoSweepSeed, seeds->len),
                           .count = seeds->len };
  for (guint i = 0; i < seeds->len; i++)
    {
      AlgoSweepSeed *seed = &view->seeds[i];

      seed->status.seed = g_array_index (seeds, guint64, i);
      algo_sweep_view_look (view, seed);
      seed->retries = seed->status.state == ALGO_SEED_FAILED;
      if (seed->retries)
        seed->status.state = ALGO_SEED_WAITING;
      seed->shown = seed->status.state;
      view->taken += step_of (view, seed);
    }
  algo_progress_init (&view->progress, view->taken, seeds->len * sweep->settings.steps);
  view->progress.pace.window = WINDOW;
}

void
algo_sweep_view_clear (AlgoSweepView *view)
{
  for (guint i = 0; i < view->count; i++)
    algo_seed_status_clear (&view->seeds[i].status);
  g_free (view->seeds);
  g_free (view->text);
}

static char *
format_seed (const AlgoSweepView *view, const AlgoSweepSeed *seed, guint columns)
{
  const AlgoSeedStatus *status = &seed->status;
  const guint64 step = step_of (view, seed), steps = view->sweep->settings.steps;
  g_autofree char *name = g_strdup_printf (_ ("seed %4" PRIu64), status->seed);
  g_autofree char *all = g_strdup_printf ("%" PRIu64, steps);
  g_autofree char *taken = g_strdup_printf ("%*" PRIu64 "/%s", (int) strlen (all), step, all);
  const gboolean is_elsewhere =
      status->host != NULL && !g_str_equal (status->host, g_get_host_name ());
  const char *parts[] = { name, taken,
                          status->is_stopped ? _ ("stopped")
                          : is_elsewhere     ? status->host
                                             : NULL,
                          NULL };

  return algo_progress_format_bar (step, steps, parts, columns);
}

/* Draws all bars that fit, in one go so that nothing flickers. */
static void
draw (AlgoSweepView *view)
{
  guint columns, rows, lines = 1;
  g_autofree char *whole = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  algo_progress_get_size (&columns, &rows);
  whole = algo_progress_format (&view->progress, columns);
  g_string_append_printf (text, "%s\033[K\n", whole);
  for (guint i = 0; i < view->count && lines + 1 < rows; i++)
    if (view->seeds[i].status.state == ALGO_SEED_RUNNING)
      {
        g_autofree char *line = format_seed (view, &view->seeds[i], columns);

        g_string_append_printf (text, "%s\033[K\n", line);
        lines++;
      }
  if (view->lines > 0)
    fprintf (stderr, "\033[%uA\r", view->lines);
  fprintf (stderr, "%s\033[J", text->str);
  fflush (stderr);
  view->lines = lines;
}

/* Writes a line where there are no bars; `seed` is that which is finished, or NULL. */
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

/* Tells what happened to seeds since the last time. Returns how many are finished. */
static guint
report (AlgoSweepView *view)
{
  guint finished = update (view);

  for (guint i = 0; i < view->count; i++)
    {
      AlgoSweepSeed *seed = &view->seeds[i];
      const AlgoSeedStatus *status = &seed->status;

      if (status->state == seed->shown)
        continue;
      seed->shown = status->state;
      finished = update (view);
      if (status->state == ALGO_SEED_FAILED)
        {
          clear (view);
          algo_console_error (_ ("seed %" PRIu64 ": %s"), status->seed, status->reason);
        }
      else if (status->state == ALGO_SEED_FINISHED && !view->progress.is_terminal)
        write_line (view, status);
    }
  return finished;
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
  const guint finished = report (view);

  if (view->progress.is_terminal)
    draw (view);
  view->lines = 0;
  return finished;
}
