/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/pace.h"

#define MILLISECOND (G_TIME_SPAN_SECOND / 1000)

/* Takes steps that last `each` until `until`. */
static void
take_steps (AlgoPace *pace, guint64 *step, gint64 *now, gint64 each, gint64 until)
{
  while (*now + each <= until)
    {
      *now += each;
      ++*step;
      algo_pace_mark (pace, *step, *now);
    }
}

static void
test_unknown_at_first (void)
{
  AlgoPace pace;

  algo_pace_reset (&pace, 0, 0);
  g_assert_cmpfloat (pace.steps_per_second, ==, 0);
  algo_pace_mark (&pace, 1, 5 * MILLISECOND);
  g_assert_cmpfloat (pace.steps_per_second, ==, 0);
  algo_pace_mark (&pace, 2, 200 * MILLISECOND);
  g_assert_cmpfloat_with_epsilon (pace.steps_per_second, 10, 1e-9);
}

static void
test_even_steps (void)
{
  const gint64 lengths[] = { MILLISECOND / 10, 7 * MILLISECOND, 300 * MILLISECOND,
                             4000 * MILLISECOND };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      AlgoPace pace;
      guint64 step = 0;
      gint64 now = 0;

      algo_pace_reset (&pace, 0, 0);
      take_steps (&pace, &step, &now, lengths[i], 20 * G_TIME_SPAN_SECOND);
      g_assert_cmpfloat_with_epsilon (pace.steps_per_second * lengths[i] / G_TIME_SPAN_SECOND, 1,
                                      1e-6);
    }
}

/* Steps that take turns in length make one rate, not two. */
static void
test_uneven_steps (void)
{
  AlgoPace pace;
  guint64 step = 0;
  gint64 now = 0;

  algo_pace_reset (&pace, 0, 0);
  while (now < 3 * G_TIME_SPAN_SECOND)
    {
      now += ++step % 2 == 0 ? 2 * MILLISECOND : 38 * MILLISECOND;
      algo_pace_mark (&pace, step, now);
      if (now > G_TIME_SPAN_SECOND)
        g_assert_cmpfloat_with_epsilon (pace.steps_per_second, 50, 3);
    }
}

static void
test_forgets (void)
{
  AlgoPace pace;
  guint64 step = 0;
  gint64 now = 0;

  algo_pace_reset (&pace, 0, 0);
  take_steps (&pace, &step, &now, 10 * MILLISECOND, 10 * G_TIME_SPAN_SECOND);
  take_steps (&pace, &step, &now, 100 * MILLISECOND, now + 1200 * MILLISECOND);
  g_assert_cmpfloat_with_epsilon (pace.steps_per_second, 10, 0.5);
}

static void
test_pause_does_not_count (void)
{
  AlgoPace pace;
  guint64 step = 0;
  gint64 now = 0;

  algo_pace_reset (&pace, 0, 0);
  take_steps (&pace, &step, &now, 10 * MILLISECOND, 2 * G_TIME_SPAN_SECOND);
  now += 3600 * G_TIME_SPAN_SECOND;
  algo_pace_resume (&pace, step, now);
  g_assert_cmpfloat_with_epsilon (pace.steps_per_second, 100, 1e-6);
  take_steps (&pace, &step, &now, 20 * MILLISECOND, now + G_TIME_SPAN_SECOND);
  g_assert_cmpfloat_with_epsilon (pace.steps_per_second, 50, 1e-6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/pace/unknown-at-first", test_unknown_at_first);
  g_test_add_func ("/engine/pace/even-steps", test_even_steps);
  g_test_add_func ("/engine/pace/uneven-steps", test_uneven_steps);
  g_test_add_func ("/engine/pace/forgets", test_forgets);
  g_test_add_func ("/engine/pace/pause-does-not-count", test_pause_does_not_count);
  return g_test_run ();
}
