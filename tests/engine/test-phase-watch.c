/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/phase-watch.h"

static AlgoObservation
observe (guint64 step, AlgoPhase phase, guint agreeing)
{
  return (AlgoObservation){ .question = { .log_beta = -3.5, .inputs = 16, .hidden = 48 },
                            .generation = 2,
                            .step = step,
                            .classification = { .phase = phase },
                            .draws = ALGO_DRAWS,
                            .draws_agreeing = agreeing };
}

static gboolean
take (AlgoPhaseWatch *watch, AlgoObservation observation, AlgoPhaseChange *change)
{
  return algo_phase_watch_take (watch, &observation, change);
}

static void
test_sees_change (void)
{
  AlgoPhaseWatch watch = { 0 };
  AlgoPhaseChange change = { 0 };

  g_assert_false (take (&watch, observe (10, ALGO_PHASE_UNFORMED, 5), &change));
  g_assert_false (take (&watch, observe (20, ALGO_PHASE_UNFORMED, 3), &change));
  g_assert_true (take (&watch, observe (40, ALGO_PHASE_CONVEXITY, 3), &change));
  g_assert_cmpint (change.before, ==, ALGO_PHASE_UNFORMED);
  g_assert_cmpint (change.after, ==, ALGO_PHASE_CONVEXITY);
  g_assert_cmpuint (change.last, ==, 20);
  g_assert_cmpuint (change.first, ==, 40);
  g_assert_cmpfloat (change.log_beta, ==, -3.5);
  g_assert_false (take (&watch, observe (50, ALGO_PHASE_CONVEXITY, 5), &change));
  g_assert_true (take (&watch, observe (60, ALGO_PHASE_UNFORMED, 5), &change));
}

/* One draw, or few of them. */
static void
test_doubts (void)
{
  AlgoPhaseWatch watch = { 0 };
  AlgoPhaseChange change;
  AlgoObservation alone = observe (30, ALGO_PHASE_CONVEXITY, 1);

  g_assert_false (take (&watch, observe (10, ALGO_PHASE_UNFORMED, 5), &change));
  g_assert_false (take (&watch, observe (20, ALGO_PHASE_CONVEXITY, 2), &change));
  alone.draws = 1;
  g_assert_false (take (&watch, alone, &change));
  g_assert_false (take (&watch, observe (40, ALGO_PHASE_UNFORMED, 5), &change));
  g_assert_true (take (&watch, observe (50, ALGO_PHASE_CONVEXITY, 5), &change));
  g_assert_cmpuint (change.last, ==, 40);
}

/* What differs is no change of the run. */
static void
test_begins_again (void)
{
  AlgoObservation others[5];
  AlgoPhaseChange change;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    others[i] = observe (50, ALGO_PHASE_CONVEXITY, 5);
  others[0].question.log_beta = -3;
  others[1].question.inputs = 8;
  others[2].question.hidden = 24;
  others[3].generation = 3;
  others[4].question.from_prior = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      AlgoPhaseWatch watch = { 0 };

      g_assert_false (take (&watch, observe (10, ALGO_PHASE_UNFORMED, 5), &change));
      g_assert_false (take (&watch, others[i], &change));
      others[i].step += 10;
      others[i].classification.phase = ALGO_PHASE_TILTED;
      g_assert_true (take (&watch, others[i], &change));
      g_assert_cmpint (change.before, ==, ALGO_PHASE_CONVEXITY);
    }
}

/* Noise that is drawn anew is no other question. */
static void
test_other_noise (void)
{
  AlgoPhaseWatch watch = { 0 };
  AlgoPhaseChange change;
  AlgoObservation other = observe (20, ALGO_PHASE_CONVEXITY, 4);

  other.question.noise_seed = 77;
  g_assert_false (take (&watch, observe (10, ALGO_PHASE_UNFORMED, 5), &change));
  g_assert_true (take (&watch, other, &change));
}

static void
test_earlier_step (void)
{
  AlgoPhaseWatch watch = { 0 };
  AlgoPhaseChange change;

  g_assert_false (take (&watch, observe (40, ALGO_PHASE_CONVEXITY, 5), &change));
  g_assert_false (take (&watch, observe (10, ALGO_PHASE_UNFORMED, 5), &change));
  g_assert_false (take (&watch, observe (50, ALGO_PHASE_CONVEXITY, 5), &change));
}

static void
test_reset (void)
{
  AlgoPhaseWatch watch = { 0 };
  AlgoPhaseChange change;

  g_assert_false (take (&watch, observe (10, ALGO_PHASE_UNFORMED, 5), &change));
  algo_phase_watch_reset (&watch);
  g_assert_false (take (&watch, observe (20, ALGO_PHASE_CONVEXITY, 5), &change));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/phase-watch/sees-change", test_sees_change);
  g_test_add_func ("/engine/phase-watch/doubts", test_doubts);
  g_test_add_func ("/engine/phase-watch/begins-again", test_begins_again);
  g_test_add_func ("/engine/phase-watch/other-noise", test_other_noise);
  g_test_add_func ("/engine/phase-watch/earlier-step", test_earlier_step);
  g_test_add_func ("/engine/phase-watch/reset", test_reset);
  return g_test_run ();
}
