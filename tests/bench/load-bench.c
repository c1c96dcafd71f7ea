/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How training and who looks at it fare beside other programs: load-bench LOOPS SECONDS
 *
 * Runs endless loops of ordinary priority, and beside them first training alone and then a session
 * as the window has it, with an observer, for so many seconds each. Everything ends by itself. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "app/run/background.h"
#include "engine/session/observer.h"

static const AlgoQuestion question = { .log_beta = -4, .inputs = 16, .hidden = 48 };

static void
start_loops (guint count, guint seconds)
{
  for (guint i = 0; i < count; i++)
    if (fork () == 0)
      {
        alarm (seconds);
        for (volatile guint64 turns = 0;; turns++)
          ;
      }
}

static double
train_alone (guint seconds)
{
  const AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  g_autoptr (AlgoTrainer) trainer = algo_trainer_new (&settings, NULL);
  const gint64 start = g_get_monotonic_time ();
  const gint64 end = start + seconds * G_TIME_SPAN_SECOND;
  guint64 steps = 0;

  for (; g_get_monotonic_time () < end; steps++)
    algo_trainer_step (trainer, NULL, NULL);
  return (double) steps * G_TIME_SPAN_SECOND / (double) (g_get_monotonic_time () - start);
}

typedef struct
{
  guint n_whole, n_answers;
  guint64 step;
  gint64 time, longest; /* of the last whole one, and between two; microseconds */
  gint64 used;          /* of a processor, by the observer's thread */
} Looking;

static void
on_answer (AlgoObserver *observer, gpointer data)
{
  Looking *looking = data;
  g_autoptr (AlgoObservation) latest = algo_observer_ref_latest (observer);
  const gint64 now = g_get_monotonic_time ();
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  looking->used = used.tv_sec * G_TIME_SPAN_SECOND + used.tv_nsec / 1000;
  looking->n_answers++;
  if (!algo_observation_is_whole (latest) || latest->step == looking->step)
    return;
  if (looking->n_whole++ > 0)
    looking->longest = MAX (looking->longest, now - looking->time);
  looking->time = now;
  looking->step = latest->step;
}

static gpointer
new_session (gpointer data)
{
  return algo_session_new (data, NULL);
}

static void
train_in_session (guint seconds, double alone)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  AlgoSession *session = algo_background_call (new_session, &settings);
  AlgoObserver *observer = algo_observer_new (session, &question);
  Looking looking = { 0 };
  AlgoSessionStatus before, after;
  double steps, used;

  algo_session_run (session);
  do
    {
      g_usleep (10000);
      algo_session_get_status (session, &before);
    }
  while (before.step == 0);
  algo_observer_set_listener (observer, on_answer, &looking);
  g_usleep (seconds * G_TIME_SPAN_SECOND);
  algo_observer_set_listener (observer, NULL, NULL);
  algo_session_get_status (session, &after);
  steps = (double) (after.step - before.step) / seconds;
  used = (double) looking.used / (double) (seconds * G_TIME_SPAN_SECOND);
  printf ("training: %.1f steps a second alone, %.1f in a session, %.2f of that\n", alone, steps,
          steps / alone);
  printf ("observer: %.1f whole answers a second, longest wait %.0f ms, %.3f of a processor\n",
          (double) looking.n_whole / seconds, (double) looking.longest / 1000, used);
  algo_observer_free (observer);
  algo_session_free (session);
}

int
main (int argc, char **argv)
{
  const guint loops = argc > 1 ? (guint) atoi (argv[1]) : 0;
  const guint seconds = argc > 2 ? (guint) atoi (argv[2]) : 10;
  double alone;

  start_loops (loops, 2 * seconds + 10);
  alone = train_alone (seconds);
  train_in_session (seconds, alone);
  return 0;
}
