/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Earlier steps of a run that is being recorded, from memory and from its file, to the bit. */
#include <glib/gstdio.h>
#include <string.h>

#include "engine/error.h"
#include "engine/run-file/past.h"
#include "engine/run-file/schema.h"
#include "engine/condition.h"
#include "tests/engine/recorded-run.h"
#include "tests/folder.h"

#define STEPS 160
#define GENERATION 7
#define PATIENCE (20 * G_TIME_SPAN_SECOND)

/* What the listener was given. */
typedef struct
{
  pthread_mutex_t lock;
  pthread_cond_t news;
  guint answers;
  AlgoSnapshot *snapshot; /* the latest, or NULL */
  GError *error;
} Answers;

typedef struct
{
  char *folder, *path, *other;
  AlgoTrainer *trainer;
  AlgoRecorder *recorder;
  AlgoPast *past;
  GPtrArray *expected; /* of AlgoSnapshot, one for each 25 steps of an equal run */
  Answers answers;
} Fixture;

static void
on_answer (AlgoSnapshot *snapshot, const GError *error, gpointer data)
{
  Answers *answers = data;

  pthread_mutex_lock (&answers->lock);
  g_clear_pointer (&answers->snapshot, algo_snapshot_unref);
  g_clear_error (&answers->error);
  answers->snapshot = snapshot != NULL ? algo_snapshot_ref (snapshot) : NULL;
  answers->error = error != NULL ? g_error_copy (error) : NULL;
  answers->answers++;
  pthread_cond_broadcast (&answers->news);
  pthread_mutex_unlock (&answers->lock);
}

static GPtrArray *
make_expected (guint64 steps)
{
  const AlgoSettings settings = RECORDED_SETTINGS;
  g_autoptr (AlgoTrainer) trainer = algo_trainer_new (&settings, NULL);
  g_autoptr (AlgoRecorder) recorder = algo_recorder_new (&settings);
  GPtrArray *expected = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_snapshot_unref);

  algo_recorder_begin (recorder, trainer);
  for (guint64 step = 0; step <= steps; step += ALGO_RUN_PHASE_INTERVAL)
    {
      recorded_run_advance (trainer, recorder, step);
      g_ptr_array_add (expected, algo_snapshot_take (&settings, GENERATION, trainer));
    }
  return expected;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = RECORDED_SETTINGS;

  fixture->folder = folder_new ();
  fixture->path = g_build_filename (fixture->folder, "run.algoscope", NULL);
  fixture->other = g_build_filename (fixture->folder, "other.algoscope", NULL);
  fixture->trainer = algo_trainer_new (&settings, NULL);
  fixture->recorder = algo_recorder_new (&settings);
  algo_recorder_begin (fixture->recorder, fixture->trainer);
  pthread_mutex_init (&fixture->answers.lock, NULL);
  algo_condition_init (&fixture->answers.news);
  fixture->past = algo_past_new (fixture->recorder, GENERATION);
  algo_past_set_listener (fixture->past, on_answer, &fixture->answers);
  fixture->expected = make_expected (STEPS);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->past, algo_past_free);
  g_clear_pointer (&fixture->recorder, algo_recorder_unref);
  g_clear_pointer (&fixture->trainer, algo_trainer_free);
  g_ptr_array_unref (fixture->expected);
  g_clear_pointer (&fixture->answers.snapshot, algo_snapshot_unref);
  g_clear_error (&fixture->answers.error);
  pthread_cond_destroy (&fixture->answers.news);
  pthread_mutex_destroy (&fixture->answers.lock);
  g_free (fixture->path);
  g_free (fixture->other);
  folder_free (fixture->folder);
}

static void
advance (Fixture *fixture, guint64 until)
{
  recorded_run_advance (fixture->trainer, fixture->recorder, until);
}

/* Until all of the run is in its file. */
static void
rest (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  algo_recorder_note_rest (fixture->recorder, fixture->trainer);
  algo_recorder_sync (fixture->recorder, &error);
  g_assert_no_error (error);
}

/* Waits for an answer that was not there before; the lock is held on return. */
static void
wait_for_answer (Answers *answers, guint before)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE;

  pthread_mutex_lock (&answers->lock);
  while (answers->answers == before)
    g_assert_true (algo_condition_wait_until (&answers->news, &answers->lock, end));
}

static void
ask (Fixture *fixture, guint64 step)
{
  guint before;

  pthread_mutex_lock (&fixture->answers.lock);
  before = fixture->answers.answers;
  pthread_mutex_unlock (&fixture->answers.lock);
  algo_past_ask (fixture->past, step);
  wait_for_answer (&fixture->answers, before);
}

/* With the lock of the answers held. */
static void
assert_is_kept (Fixture *fixture, const AlgoSnapshot *snapshot)
{
  const AlgoSnapshot *expected;

  g_assert_cmpuint (snapshot->step % ALGO_RUN_PHASE_INTERVAL, ==, 0);
  expected = g_ptr_array_index (fixture->expected, snapshot->step / ALGO_RUN_PHASE_INTERVAL);
  g_assert_cmpuint (snapshot->generation, ==, GENERATION);
  g_assert_cmpuint (snapshot->settings.seed, ==, expected->settings.seed);
  g_assert_cmpmem (snapshot->parameters->values, snapshot->parameters->count * sizeof (AlgoReal),
                   expected->parameters->values, expected->parameters->count * sizeof (AlgoReal));
}

static void
assert_answer (Fixture *fixture, guint64 step, guint64 found)
{
  ask (fixture, step);
  g_assert_no_error (fixture->answers.error);
  g_assert_cmpuint (fixture->answers.snapshot->step, ==, found);
  assert_is_kept (fixture, fixture->answers.snapshot);
  pthread_mutex_unlock (&fixture->answers.lock);
}

static void
assert_answers (Fixture *fixture)
{
  assert_answer (fixture, 0, 0);
  assert_answer (fixture, 24, 0);
  assert_answer (fixture, 25, 25);
  assert_answer (fixture, 130, 125);
  assert_answer (fixture, 60, 50);
  assert_answer (fixture, G_MAXUINT64, 150);
}

static void
assert_steps (Fixture *fixture)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (guint64));

  g_assert_cmpuint (algo_recorder_read_snapshot_steps (fixture->recorder, steps), ==,
                    1 + STEPS / ALGO_RUN_PHASE_INTERVAL);
  for (guint i = 0; i < steps->len; i++)
    g_assert_cmpuint (g_array_index (steps, guint64, i), ==, i * ALGO_RUN_PHASE_INTERVAL);
}

static void
test_from_memory (Fixture *fixture, gconstpointer data)
{
  advance (fixture, STEPS);
  assert_steps (fixture);
  assert_answers (fixture);
}

static void
test_from_file (Fixture *fixture, gconstpointer data)
{
  recorded_run_record_to (fixture->recorder, fixture->path);
  advance (fixture, STEPS);
  rest (fixture);
  assert_steps (fixture);
  assert_answers (fixture);
  /* What was read does not keep the recorder from tidying up behind itself. */
  g_assert_true (algo_recorder_close (fixture->recorder, NULL));
  g_assert_cmpuint (folder_count (fixture->folder), ==, 1);
  assert_answers (fixture);
  g_assert_cmpuint (folder_count (fixture->folder), ==, 1);
}

/* Part of it in the file, the rest in memory. */
static void
test_from_both (Fixture *fixture, gconstpointer data)
{
  advance (fixture, 60);
  recorded_run_record_to (fixture->recorder, fixture->path);
  advance (fixture, STEPS);
  assert_steps (fixture);
  assert_answers (fixture);
}

static void
test_gone_on_with (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoTrainerState) state = NULL;
  g_autoptr (GError) error = NULL;

  recorded_run_record_to (fixture->recorder, fixture->path);
  advance (fixture, 60);
  rest (fixture);
  g_clear_pointer (&fixture->past, algo_past_free);
  g_clear_pointer (&fixture->recorder, algo_recorder_unref);
  g_clear_pointer (&fixture->trainer, algo_trainer_free);
  fixture->recorder = algo_recorder_open (fixture->path, &state, &error);
  g_assert_no_error (error);
  fixture->trainer = algo_trainer_new_from_state (state, NULL);
  algo_recorder_begin (fixture->recorder, fixture->trainer);
  fixture->past = algo_past_new (fixture->recorder, GENERATION);
  algo_past_set_listener (fixture->past, on_answer, &fixture->answers);
  advance (fixture, STEPS);
  assert_steps (fixture);
  assert_answers (fixture);
}

static void
test_saved_elsewhere (Fixture *fixture, gconstpointer data)
{
  recorded_run_record_to (fixture->recorder, fixture->path);
  advance (fixture, STEPS);
  rest (fixture);
  assert_answer (fixture, 130, 125);
  recorded_run_record_to (fixture->recorder, fixture->other);
  g_unlink (fixture->path);
  assert_steps (fixture);
  assert_answers (fixture);
}

/* What cannot be read is said; what is in memory needs no file. */
static void
test_lost_file (Fixture *fixture, gconstpointer data)
{
  recorded_run_record_to (fixture->recorder, fixture->path);
  advance (fixture, STEPS);
  rest (fixture);
  assert_answer (fixture, 60, 50);
  g_unlink (fixture->path);
  ask (fixture, 130);
  g_assert_null (fixture->answers.snapshot);
  g_assert_error (fixture->answers.error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (fixture->answers.error->message, fixture->path));
  pthread_mutex_unlock (&fixture->answers.lock);
  /* Read before. */
  assert_answer (fixture, 60, 50);
}

static void
test_nothing_yet (void)
{
  const AlgoSettings settings = RECORDED_SETTINGS;
  g_autoptr (AlgoRecorder) recorder = algo_recorder_new (&settings);
  g_autoptr (GError) error = NULL;

  g_assert_null (algo_recorder_read_snapshot (recorder, 100, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
}

/* Cancelled at any moment, nothing comes any more; asked again, it does. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  advance (fixture, STEPS);
  for (guint i = 0; i < 200; i++)
    {
      guint before;

      algo_past_ask (fixture->past, i % STEPS);
      if (i % 3 == 0)
        g_usleep (i);
      algo_past_cancel (fixture->past);
      pthread_mutex_lock (&fixture->answers.lock);
      before = fixture->answers.answers;
      pthread_mutex_unlock (&fixture->answers.lock);
      g_usleep (200);
      pthread_mutex_lock (&fixture->answers.lock);
      g_assert_cmpuint (fixture->answers.answers, ==, before);
      pthread_mutex_unlock (&fixture->answers.lock);
    }
  assert_answer (fixture, 75, 75);
}

static gpointer
train (gpointer data)
{
  Fixture *fixture = data;

  for (guint64 until = 20; until <= STEPS; until += 20)
    {
      advance (fixture, until);
      g_usleep (10 * G_TIME_SPAN_MILLISECOND);
    }
  algo_recorder_note_rest (fixture->recorder, fixture->trainer);
  return NULL;
}

/* While another thread trains and the recorder's write: every answer is the run's, and the last is
 * that to the last wish. */
static void
test_while_training (Fixture *fixture, gconstpointer data)
{
  GThread *thread;
  guint64 step = 0;

  algo_recorder_record_to (fixture->recorder, fixture->path);
  thread = g_thread_new ("training", train, fixture);
  for (guint i = 0; i < 300; i++)
    {
      step = (step + 37) % STEPS;
      if (i == 150)
        algo_recorder_record_to (fixture->recorder, fixture->other);
      if (i % 4 != 0)
        {
          algo_past_ask (fixture->past, step);
          continue;
        }
      ask (fixture, step);
      g_assert_no_error (fixture->answers.error);
      assert_is_kept (fixture, fixture->answers.snapshot);
      pthread_mutex_unlock (&fixture->answers.lock);
      g_usleep (G_TIME_SPAN_MILLISECOND);
    }
  g_thread_join (thread);
  rest (fixture);
  /* The last answer may be one that was under way. */
  ask (fixture, 110);
  while (fixture->answers.snapshot->step != 100)
    {
      const guint before = fixture->answers.answers;

      pthread_mutex_unlock (&fixture->answers.lock);
      wait_for_answer (&fixture->answers, before);
    }
  pthread_mutex_unlock (&fixture->answers.lock);
  assert_answers (fixture);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/engine/past/from-memory", test_from_memory);
  ADD ("/engine/past/from-file", test_from_file);
  ADD ("/engine/past/from-both", test_from_both);
  ADD ("/engine/past/gone-on-with", test_gone_on_with);
  ADD ("/engine/past/saved-elsewhere", test_saved_elsewhere);
  ADD ("/engine/past/lost-file", test_lost_file);
  g_test_add_func ("/engine/past/nothing-yet", test_nothing_yet);
  ADD ("/engine/past/cancel", test_cancel);
  ADD ("/engine/past/while-training", test_while_training);
  return g_test_run ();
}
