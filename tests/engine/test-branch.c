/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs that branch off others: they have the bits that the other had, and go on with them. */
#include <glib/gstdio.h>
#include <string.h>

#include "engine/error.h"
#include "engine/run-file/branch.h"
#include "engine/run-file/replay.h"
#include "engine/run-file/run-writer.h"
#include "engine/run-file/schema.h"
#include "tests/engine/recorded-run.h"

#define STEPS 1100 /* past two steps at which moments are kept */
#define MOMENTS 500

typedef struct
{
  char *folder, *path, *other;
} Fixture;

/* On a slow disk, and before there is a file, moments may be given up: it is waited for. */
static void
make_run (const char *path)
{
  const AlgoSettings settings = RECORDED_SETTINGS;
  g_autoptr (AlgoTrainer) trainer = algo_trainer_new (&settings, NULL);
  g_autoptr (AlgoRecorder) recorder = algo_recorder_new (&settings);

  algo_recorder_begin (recorder, trainer);
  recorded_run_record_to (recorder, path);
  for (guint64 until = MOMENTS; until < STEPS; until += MOMENTS)
    {
      recorded_run_advance (trainer, recorder, until);
      g_assert_true (algo_recorder_sync (recorder, NULL));
    }
  recorded_run_advance (trainer, recorder, STEPS);
  recorded_run_close (recorder, trainer);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->path = g_build_filename (fixture->folder, "run.algoscope", NULL);
  fixture->other = g_build_filename (fixture->folder, "branch.algoscope", NULL);
  make_run (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->path);
  g_free (fixture->other);
  folder_free (fixture->folder);
}

typedef struct
{
  guint64 total, told, give_up_at;
} Progress;

static gboolean
on_progress (guint64 taken, guint64 total, gpointer data)
{
  Progress *progress = data;

  g_assert_cmpuint (taken, ==, progress->told);
  g_assert_cmpuint (taken, <=, total);
  progress->total = total;
  progress->told++;
  return taken != progress->give_up_at;
}

/* Returns how many steps were taken once more. */
static guint64
branch (Fixture *fixture, guint64 step)
{
  g_autoptr (AlgoRunFile) parent = algo_run_file_open (fixture->path, NULL);
  Progress progress = { .give_up_at = G_MAXUINT64 };
  g_autoptr (GError) error = NULL;

  algo_branch_write (parent, "run.algoscope", step, 1, fixture->other, on_progress, &progress,
                     &error);
  g_assert_no_error (error);
  g_assert_cmpuint (progress.told, ==, progress.total + 1);
  return progress.total;
}

/* What a run of the same settings has after `steps` steps. */
static AlgoTrainerState *
make_state (guint64 steps, gboolean changes_rate)
{
  const AlgoSettings settings = RECORDED_SETTINGS;
  g_autoptr (AlgoTrainer) trainer = algo_trainer_new (&settings, NULL);
  AlgoTrainerState *state = algo_trainer_state_new (&settings);

  for (guint64 step = 0; step < steps; step++)
    {
      AlgoMetrics metrics;

      if (changes_rate && step == 30)
        algo_trainer_set_rate (trainer, 1e-3, NULL);
      g_assert_true (algo_trainer_step (trainer, &metrics, NULL));
    }
  algo_trainer_get_state (trainer, state);
  return state;
}

static void
assert_parameters_equal (const AlgoParameters *a, const AlgoParameters *b)
{
  g_assert_cmpmem (a->values, a->count * sizeof (AlgoReal), b->values,
                   b->count * sizeof (AlgoReal));
}

static void
assert_state (AlgoRunFile *file, const AlgoTrainerState *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoTrainerState) state = algo_run_file_read_state (file, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (state->step, ==, expected->step);
  g_assert_cmpfloat (state->settings.rate, ==, expected->settings.rate);
  assert_parameters_equal (state->parameters, expected->parameters);
  assert_parameters_equal (state->first_moment, expected->first_moment);
  assert_parameters_equal (state->second_moment, expected->second_moment);
}

/* All but the state and the last event, which is that it branches. */
static void
assert_history (Fixture *fixture, AlgoRunFile *file, guint64 step)
{
  g_autoptr (AlgoRunFile) parent = algo_run_file_open (fixture->path, NULL);
  const AlgoRun *run = algo_run_file_get_run (file), *other = algo_run_file_get_run (parent);
  const AlgoRunEvent *last = &g_array_index (run->events, AlgoRunEvent, run->events->len - 1);

  g_assert_cmpuint (run->step, ==, step);
  g_assert_cmpmem (run->metrics->data, run->metrics->len * sizeof (AlgoMetrics),
                   other->metrics->data, step * sizeof (AlgoMetrics));
  g_assert_cmpint (last->kind, ==, ALGO_RUN_BRANCH);
  g_assert_cmpuint (last->step, ==, step);
  g_assert_cmpstr (last->text, ==, "run.algoscope");
  g_assert_cmpuint (run->settings.seed, ==, other->settings.seed);
  g_assert_cmpstr (run->kernels, ==, other->kernels);
  for (guint i = 0; i < run->snapshots->len; i++)
    {
      const guint64 kept = g_array_index (run->snapshots, guint64, i);
      g_autoptr (AlgoSnapshot) a = algo_run_file_read_snapshot (file, kept, NULL);
      g_autoptr (AlgoSnapshot) b = algo_run_file_read_snapshot (parent, kept, NULL);

      g_assert_cmpuint (kept, <=, step);
      g_assert_cmpuint (kept, ==, g_array_index (other->snapshots, guint64, i));
      if (kept < step)
        assert_parameters_equal (a->parameters, b->parameters);
    }
  g_assert_true (run->snapshots->len == other->snapshots->len
                 || g_array_index (other->snapshots, guint64, run->snapshots->len) > step);
  g_assert_cmpuint (run->grids->len, >, 0);
  g_assert_cmpuint (((AlgoGrid *) g_ptr_array_index (run->grids, run->grids->len - 1))->step, <=,
                    step);
}

static void
assert_branch (Fixture *fixture, guint64 step, guint64 retaken)
{
  g_autoptr (AlgoTrainerState) expected = make_state (step, step > 30);
  g_autoptr (AlgoRunFile) file = NULL;

  g_assert_cmpuint (branch (fixture, step), ==, retaken);
  file = recorded_run_open (fixture->other);
  assert_state (file, expected);
  assert_history (fixture, file, step);
  g_assert_cmpuint (algo_run_file_get_run (file)->budget, ==, 120);
}

/* From the beginning, just before and after a change, from kept moments and past them, the end. */
static void
test_steps (Fixture *fixture, gconstpointer data)
{
  assert_branch (fixture, 0, 0);
  assert_branch (fixture, 1, 1);
  assert_branch (fixture, 30, 30);
  assert_branch (fixture, 31, 31);
  assert_branch (fixture, MOMENTS, 0);
  assert_branch (fixture, MOMENTS + 23, 23);
  assert_branch (fixture, 2 * MOMENTS - 1, MOMENTS - 1);
  assert_branch (fixture, 2 * MOMENTS + 1, 1);
  assert_branch (fixture, STEPS, 0);
}

/* It goes on as the parent did, and is itself a run that can be taken once more and branched from.
 */
static void
test_goes_on (Fixture *fixture, gconstpointer data)
{
  g_autofree char *second = g_build_filename (fixture->folder, "second.algoscope", NULL);
  g_autoptr (AlgoTrainerState) state = NULL, expected = make_state (640, TRUE);
  g_autoptr (AlgoRunFile) file = NULL, branched = NULL;
  g_autoptr (AlgoRecorder) recorder = NULL;
  g_autoptr (AlgoTrainer) trainer = NULL;
  g_autoptr (AlgoReplay) replay = NULL;
  g_autoptr (GError) error = NULL;

  branch (fixture, 520);
  recorder = algo_recorder_open (fixture->other, &state, &error);
  g_assert_no_error (error);
  trainer = algo_trainer_new_from_state (state, NULL);
  algo_recorder_begin (recorder, trainer);
  recorded_run_advance (trainer, recorder, 640);
  algo_recorder_note_rest (recorder, trainer);
  g_assert_true (algo_recorder_close (recorder, NULL));
  file = recorded_run_open (fixture->other);
  assert_state (file, expected);

  replay = algo_replay_new (file, 1, &error);
  g_assert_no_error (error);
  for (guint64 step = 0; step < 640; step++)
    {
      AlgoMetrics metrics;

      algo_replay_step (replay, &metrics, &error);
      g_assert_no_error (error);
    }
  g_assert_true (algo_replay_check_state (replay, NULL));

  g_assert_true (algo_branch_write (file, "branch.algoscope", 610, 1, second, NULL, NULL, &error));
  branched = recorded_run_open (second);
  g_assert_cmpuint (algo_run_file_get_run (branched)->step, ==, 610);
}

/* A file written elsewhere has them too. */
static void
test_after_saving_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.algoscope", NULL);
  g_autoptr (AlgoTrainer) trainer = NULL;
  g_autoptr (AlgoRecorder) recorder = recorded_run_go_on (fixture->path, &trainer);

  recorded_run_record_to (recorder, copy);
  g_assert_true (algo_recorder_close (recorder, NULL));
  g_assert_cmpint (g_rename (copy, fixture->path), ==, 0);
  g_assert_cmpuint (branch (fixture, MOMENTS + 3), ==, 3);
}

static void
assert_refused (Fixture *fixture, guint64 step, Progress *progress, int code)
{
  g_autoptr (AlgoRunFile) parent = algo_run_file_open (fixture->path, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (algo_branch_write (parent, "run.algoscope", step, 1, fixture->other, on_progress,
                                     progress, &error));
  g_assert_error (error, ALGO_ERROR, code);
  g_assert_false (g_file_test (fixture->other, G_FILE_TEST_EXISTS));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, STEPS + 1, &(Progress){ 0 }, ALGO_ERROR_SIZE);
  assert_refused (fixture, 540, &(Progress){ .give_up_at = 7 }, ALGO_ERROR_CANCELLED);
  assert_refused (fixture, 540, &(Progress){ .give_up_at = 40 }, ALGO_ERROR_CANCELLED);
}

/* Kernels of another name took the steps from 520 on: none of those can be taken once more, all
 * others can. */
static void
test_other_kernels (Fixture *fixture, gconstpointer data)
{
  const AlgoRunEvent event = { .step = 520, .kind = ALGO_RUN_CONTINUE, .text = (char *) "others" };
  g_autoptr (AlgoTrainerState) state = NULL;
  g_autoptr (AlgoRunFile) file = algo_run_file_open (fixture->path, NULL);
  AlgoRunWriter *writer = algo_run_writer_open (fixture->path, STEPS, NULL);
  AlgoRunCut cut = { .budget = 120, .events = &event, .n_events = 1 };
  g_autoptr (GError) error = NULL;

  cut.state = state = algo_run_file_read_state (file, NULL);
  g_clear_pointer (&file, algo_run_file_free);
  algo_run_writer_append (writer, &cut, &error);
  g_assert_no_error (error);
  algo_run_writer_free (writer);

  assert_refused (fixture, 521, &(Progress){ .give_up_at = G_MAXUINT64 }, ALGO_ERROR_SIZE);
  g_assert_cmpuint (branch (fixture, 520), ==, 20);
  g_assert_cmpuint (branch (fixture, 2 * MOMENTS), ==, 0);
  g_assert_cmpuint (branch (fixture, STEPS), ==, 0);
}

static void
test_when_moments_are_due (void)
{
  guint due = 0;

  for (guint64 step = 0; step <= 4000; step++)
    {
      due += algo_run_moments_are_due (step);
      for (guint levels = 1; levels <= ALGO_MAX_LEVELS; levels++)
        g_assert_true (!algo_run_moments_are_due (step) || algo_run_snapshot_is_due (levels, step));
    }
  g_assert_cmpuint (due, ==, 8);
  g_assert_true (algo_run_moments_are_due (5000));
  g_assert_false (algo_run_moments_are_due (5500));
  g_assert_true (algo_run_moments_are_due (64000));
  g_assert_false (algo_run_moments_are_due (66000));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/engine/branch/steps", test_steps);
  ADD ("/engine/branch/goes-on", test_goes_on);
  ADD ("/engine/branch/after-saving-elsewhere", test_after_saving_elsewhere);
  ADD ("/engine/branch/refused", test_refused);
  ADD ("/engine/branch/other-kernels", test_other_kernels);
  g_test_add_func ("/engine/branch/when-moments-are-due", test_when_moments_are_due);
  return g_test_run ();
}
