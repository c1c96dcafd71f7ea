/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every task of every round is done once, by one of the workers, before the round is over. */
#include "engine/settings.h"
#include "engine/training/workers.h"

#define MOST_TASKS 61
#define ROUNDS 2000

typedef struct
{
  guint workers, round;
  guint done[MOST_TASKS];       /* how often, in this round; no task writes another's */
  guint64 by[ALGO_MAX_THREADS]; /* all rounds' tasks that each worker did */
  gboolean naps;
} Tally;

static void
count_task (guint task, guint worker, gpointer data)
{
  Tally *tally = data;

  g_assert_cmpuint (worker, <, tally->workers);
  /* Now and then one is late, and the others are through with everything else meanwhile. */
  if (tally->naps && (tally->round * 31 + task) % 97 == 0)
    g_usleep (300);
  tally->done[task]++;
  tally->by[worker]++;
}

static void
do_rounds (guint count, guint rounds, gboolean naps)
{
  g_autoptr (AlgoWorkers) workers = algo_workers_new (count);
  Tally tally = { .workers = algo_workers_count (workers), .naps = naps };
  guint64 total = 0, by_all = 0;

  for (; tally.round < rounds; tally.round++)
    {
      const guint tasks = tally.round % (MOST_TASKS + 1);

      for (guint i = 0; i < MOST_TASKS; i++)
        tally.done[i] = 0;
      algo_workers_run (workers, tasks, count_task, &tally);
      for (guint i = 0; i < MOST_TASKS; i++)
        g_assert_cmpuint (tally.done[i], ==, i < tasks);
      total += tasks;
    }
  for (guint i = 0; i < tally.workers; i++)
    by_all += tally.by[i];
  g_assert_cmpuint (by_all, ==, total);
}

static void
test_one (void)
{
  do_rounds (1, ROUNDS, FALSE);
}

static void
test_two (void)
{
  do_rounds (2, ROUNDS, FALSE);
}

/* More than there are processors, perhaps: who has no processor keeps nobody waiting. */
static void
test_many (void)
{
  do_rounds (7, ROUNDS, FALSE);
}

static void
test_late (void)
{
  do_rounds (3, ROUNDS / 4, TRUE);
}

/* Workers that were never given anything, or that sleep, end. */
static void
test_ends (void)
{
  for (guint i = 0; i < 50; i++)
    do_rounds (1 + i % 4, i % 3, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/workers/one", test_one);
  g_test_add_func ("/engine/workers/two", test_two);
  g_test_add_func ("/engine/workers/many", test_many);
  g_test_add_func ("/engine/workers/late", test_late);
  g_test_add_func ("/engine/workers/ends", test_ends);
  return g_test_run ();
}
