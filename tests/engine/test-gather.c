/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs gathered: whole, partial, missing, damaged, of other settings, and once more. */
#include "engine/ensemble/gather.h"

#include <glib/gstdio.h>
#include <string.h>

#include "engine/ensemble/seeds.h"
#include "engine/ensemble/sweep.h"
#include "engine/error.h"
#include "engine/run/direct-trajectory.h"
#include "tests/engine/damage.h"
#include "tests/engine/recorded-run.h"

#define STEPS 28 /* before which recorded_run_advance() changes nothing */
#define SEEDS 2

typedef struct
{
  char *folder; /* of the runs */
  char *output; /* in another */
} Fixture;

static AlgoSettings
settings_of (guint64 seed)
{
  AlgoSettings settings = RECORDED_SETTINGS;

  settings.seed = seed;
  settings.steps = STEPS;
  return settings;
}

static char *
path_of (const Fixture *fixture, guint64 seed)
{
  g_autofree char *name = g_strdup_printf ("seed-%04" G_GUINT64_FORMAT ".algoscope", seed);

  return g_build_filename (fixture->folder, name, NULL);
}

/* Records a run up to a step; the recorder, which is still at it. */
static AlgoRecorder *
begin_run (const char *path, const AlgoSettings *settings, guint64 until)
{
  g_autoptr (AlgoTrainer) trainer = algo_trainer_new (settings, NULL);
  AlgoRecorder *recorder = algo_recorder_new (settings);
  g_autoptr (GError) error = NULL;

  algo_recorder_begin (recorder, trainer);
  algo_recorder_record_to (recorder, path);
  recorded_run_advance (trainer, recorder, until);
  algo_recorder_note_rest (recorder, trainer);
  algo_recorder_sync (recorder, &error);
  g_assert_no_error (error);
  return recorder;
}

static void
make_run_of (const char *path, const AlgoSettings *settings, guint64 until)
{
  g_autoptr (AlgoRecorder) recorder = begin_run (path, settings, until);
  g_autoptr (GError) error = NULL;

  algo_recorder_close (recorder, &error);
  g_assert_no_error (error);
}

static void
make_run (const Fixture *fixture, guint64 seed, guint64 until)
{
  g_autofree char *path = path_of (fixture, seed);
  const AlgoSettings settings = settings_of (seed);

  make_run_of (path, &settings, until);
}

/* Every test has these, and only the first makes them. */
static void
place_run (const Fixture *fixture, guint seed)
{
  static char *made[SEEDS];
  static gsize lengths[SEEDS];
  g_autofree char *path = path_of (fixture, seed);

  if (made[seed] == NULL)
    {
      make_run (fixture, seed, STEPS);
      made[seed] = damage_read (path, &lengths[seed]);
    }
  else
    damage_write (path, made[seed], lengths[seed]);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = folder_new ();

  fixture->folder = folder_new ();
  fixture->output = g_build_filename (folder, "ensemble.algoscope", NULL);
  for (guint seed = 0; seed < SEEDS; seed++)
    place_run (fixture, seed);
}

static AlgoEnsemble *gather (const Fixture *fixture, AlgoGatherReport *report);

/* With an ensemble of the runs already there, so that they need not be measured again. */
static void
set_up_measured (Fixture *fixture, gconstpointer data)
{
  static char *measured;
  static gsize length;

  set_up (fixture, data);
  if (measured == NULL)
    {
      algo_ensemble_unref (gather (fixture, NULL));
      measured = damage_read (fixture->output, &length);
    }
  else
    damage_write (fixture->output, measured, length);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  folder_free (g_path_get_dirname (fixture->output));
  folder_free (fixture->folder);
  g_free (fixture->output);
}

static AlgoEnsemble *
gather_operands (const char *const *operands,
                 const char *output,
                 guint threads,
                 AlgoGatherReport *report,
                 GError **error)
{
  g_autoptr (AlgoGatherSources) sources = algo_gather_sources_new (operands, error);

  return sources != NULL ? algo_gather (sources, output, threads, NULL, NULL, report, error) : NULL;
}

/* That it works. */
static AlgoEnsemble *
gather (const Fixture *fixture, AlgoGatherReport *report)
{
  const char *const operands[] = { fixture->folder, NULL };
  g_autoptr (GError) error = NULL;
  AlgoEnsemble *ensemble = gather_operands (operands, fixture->output, 2, report, &error);

  g_assert_no_error (error);
  return ensemble;
}

/* That it does not, saying so in a line with `part`. */
static void
assert_refused (const Fixture *fixture, const char *const *operands, const char *part)
{
  const char *const folder[] = { fixture->folder, NULL };
  g_autoptr (GError) error = NULL;
  AlgoEnsemble *ensemble;

  g_unlink (fixture->output);
  ensemble =
      gather_operands (operands != NULL ? operands : folder, fixture->output, 1, NULL, &error);
  g_assert_null (ensemble);
  g_assert_nonnull (error);
  if (strstr (error->message, part) == NULL)
    g_error ("'%s' does not say '%s'", error->message, part);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_false (g_file_test (fixture->output, G_FILE_TEST_EXISTS));
}

static void
assert_member (const AlgoEnsemble *ensemble,
               guint index,
               guint64 seed,
               AlgoMemberState state,
               guint64 step)
{
  const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, index);
  const gboolean is_run = state == ALGO_MEMBER_COMPLETE || state == ALGO_MEMBER_PARTIAL;

  g_assert_true (member->seed_known);
  g_assert_cmpuint (member->seed, ==, seed);
  g_assert_cmpint (member->state, ==, state);
  g_assert_cmpuint (member->step, ==, step);
  g_assert_cmpuint (member->generalisations->len, ==, is_run ? ALGO_ENSEMBLE_BETAS : 0);
  g_assert_cmpuint (member->direct.step, ==, is_run ? step : 0);
  g_assert_cmpint (member->with_encoder != NULL, ==, is_run && step > 0);
  g_assert_cmpint (member->without_encoder != NULL, ==, member->with_encoder != NULL);
  g_assert_cmpint (member->path != NULL, ==, state != ALGO_MEMBER_MISSING);
  g_assert_cmpint (member->message != NULL, ==,
                   state == ALGO_MEMBER_PARTIAL || state == ALGO_MEMBER_DAMAGED);
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  AlgoGatherReport report;
  g_autoptr (AlgoEnsemble) ensemble = gather (fixture, &report), read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (ensemble->members->len, ==, SEEDS);
  g_assert_cmpuint (report.measured + report.kept, ==, SEEDS);
  for (guint i = 0; i < SEEDS; i++)
    {
      g_autofree char *expected = path_of (fixture, i);
      g_autofree char *path = NULL;

      assert_member (ensemble, i, i, ALGO_MEMBER_COMPLETE, STEPS);
      path = algo_ensemble_get_run_path (ensemble, ensemble->members->pdata[i]);
      g_assert_cmpstr (path, ==, expected);
    }
  read = algo_ensemble_read (fixture->output, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->members->len, ==, SEEDS);
  g_assert_cmpstr (read->path, ==, ensemble->path);
  g_assert_cmpuint (read->settings.most, ==, settings_of (0).most);
}

/* Grids are those of the run; the rest is what anybody measures of its last parameters. */
static void
test_measurements (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoEnsemble) ensemble = gather (fixture, NULL);
  const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, 1);
  const AlgoSettings settings = settings_of (1);
  const AlgoQuestion question = algo_ensemble_question (&settings, 16);
  const AlgoDirectSettings of_direct =
      algo_direct_settings_beside (&settings, question.inputs, question.hidden);
  g_autoptr (AlgoDirectTrajectory) direct = algo_direct_trajectory_new (&of_direct, STEPS, NULL);
  g_autofree char *path = path_of (fixture, 1);
  g_autoptr (AlgoRunFile) file = recorded_run_open (path);
  g_autoptr (AlgoSnapshot) snapshot = algo_run_file_read_snapshot (file, STEPS, NULL);
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  const AlgoRun *run = algo_run_file_get_run (file);
  const AlgoGeneralisation *generalisation = member->generalisations->pdata[4];
  const AlgoSizePoint *size = &generalisation->points[12 - ALGO_MIN_INPUTS];
  AlgoQuestion asked = question;
  AlgoGridPoint expected;

  g_assert_cmpuint (member->grids->len, ==, run->grids->len);
  for (guint i = 0; i < run->grids->len; i++)
    g_assert_cmpmem (((AlgoGrid *) member->grids->pdata[i])->points, sizeof expected * ALGO_GRID,
                     ((AlgoGrid *) run->grids->pdata[i])->points, sizeof expected * ALGO_GRID);
  asked.inputs = 12;
  asked.hidden = 36;
  g_assert_true (
      algo_grid_point_measure (generator, snapshot->parameters, &asked, &expected, NULL));
  g_assert_true (size->known && size->step == STEPS && size->hidden == 36);
  g_assert_cmpint (size->phase, ==, expected.phase);
  g_assert_cmpfloat (size->confidence, ==, expected.confidence);
  g_assert_cmpfloat (size->unexplained, ==, expected.unexplained);
  g_assert_false (generalisation->points[13 - ALGO_MIN_INPUTS].known);
  g_assert_cmpuint (member->direct.inputs, ==, settings.most);
  g_assert_cmpint (member->direct.phase, ==, direct->observation->classification.phase);
  g_assert_cmpmem (&member->direct.parameters, sizeof member->direct.parameters,
                   &direct->observation->parameters, sizeof member->direct.parameters);
}

/* The same with the encoder and without it, at the last step, of all draws. */
static void
test_encoder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoEnsemble) ensemble = gather (fixture, NULL);
  const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, 0);
  const AlgoSettings settings = settings_of (0);
  g_autofree char *path = path_of (fixture, 0);
  g_autoptr (AlgoRunFile) file = recorded_run_open (path);
  g_autoptr (AlgoSnapshot) snapshot = algo_run_file_read_snapshot (file, STEPS, NULL);
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();

  for (guint i = 0; i < 2; i++)
    {
      const AlgoGrid *grid = i == 0 ? member->with_encoder : member->without_encoder;
      AlgoQuestion question = algo_ensemble_question (&settings, 5);
      AlgoGridPoint expected;

      question.from_prior = i == 1;
      g_assert_true (
          algo_grid_point_measure (generator, snapshot->parameters, &question, &expected, NULL));
      g_assert_cmpint (grid->from_prior, ==, question.from_prior);
      g_assert_cmpuint (grid->step, ==, STEPS);
      g_assert_cmpint (grid->points[5].phase, ==, expected.phase);
      g_assert_cmpfloat (grid->points[5].unexplained, ==, expected.unexplained);
      g_assert_cmpfloat (grid->points[5].kl, ==, expected.kl);
    }
}

static void
test_threads (Fixture *fixture, gconstpointer data)
{
  g_autofree char *run = path_of (fixture, 1);
  const char *const operands[] = { run, NULL };
  g_autofree char *of_one = NULL, *of_five = NULL;
  gsize length_of_one, length_of_five;

  algo_ensemble_unref (gather_operands (operands, fixture->output, 1, NULL, NULL));
  of_one = damage_read (fixture->output, &length_of_one);
  g_unlink (fixture->output);
  algo_ensemble_unref (gather_operands (operands, fixture->output, 5, NULL, NULL));
  of_five = damage_read (fixture->output, &length_of_five);
  g_assert_cmpmem (of_one, length_of_one, of_five, length_of_five);
}

/* Only what is new or has changed is measured, and the file is as if all was. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  AlgoGatherReport report;
  g_autofree char *again = NULL, *anew = NULL;
  gsize length_again, length_anew;

  algo_ensemble_unref (gather (fixture, &report));
  g_assert_true (report.measured == 0 && report.kept == SEEDS);
  make_run (fixture, 1, STEPS - 3);
  make_run (fixture, 8, STEPS);
  algo_ensemble_unref (gather (fixture, &report));
  g_assert_true (report.measured == 2 && report.kept == SEEDS - 1);
  again = damage_read (fixture->output, &length_again);
  g_unlink (fixture->output);
  algo_ensemble_unref (gather (fixture, &report));
  g_assert_true (report.measured == SEEDS + 1 && report.kept == 0);
  anew = damage_read (fixture->output, &length_anew);
  g_assert_cmpmem (again, length_again, anew, length_anew);
}

/* What stands there and is no ensemble any more is of no use, and no harm. */
static void
test_over_damage (Fixture *fixture, gconstpointer data)
{
  g_autofree char *run = path_of (fixture, 0);
  const char *const operands[] = { run, NULL };
  AlgoGatherReport report;
  gsize length;
  g_autofree char *contents = damage_read (fixture->output, &length);

  damage_write (fixture->output, contents, length / 2);
  algo_ensemble_unref (gather_operands (operands, fixture->output, 1, &report, NULL));
  g_assert_true (report.measured == 1 && report.kept == 0);
}

static void
test_partial (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoEnsemble) ensemble = NULL;

  make_run (fixture, 1, STEPS / 2);
  make_run (fixture, 5, 0);
  ensemble = gather (fixture, NULL);
  g_assert_cmpuint (ensemble->members->len, ==, SEEDS + 1);
  assert_member (ensemble, 1, 1, ALGO_MEMBER_PARTIAL, STEPS / 2);
  g_assert_nonnull (strstr (algo_ensemble_get_member (ensemble, 1)->message, "14 of 28"));
  /* Nothing to be measured, but the first grid. */
  g_assert_cmpint (algo_ensemble_get_member (ensemble, SEEDS)->state, ==, ALGO_MEMBER_PARTIAL);
  g_assert_cmpuint (algo_ensemble_get_member (ensemble, SEEDS)->generalisations->len, ==, 0);
}

static void
test_recording (Fixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = settings_of (9);
  g_autofree char *path = path_of (fixture, 9);
  g_autoptr (AlgoRecorder) recorder G_GNUC_UNUSED = begin_run (path, &settings, 10);
  g_autoptr (AlgoEnsemble) ensemble = gather (fixture, NULL);

  assert_member (ensemble, SEEDS, 9, ALGO_MEMBER_PARTIAL, 10);
  g_assert_nonnull (strstr (algo_ensemble_get_member (ensemble, SEEDS)->message, "recorded"));
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = settings_of (0);
  g_autoptr (GArray) seeds = algo_seeds_parse ("0-4,7", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoSweep) sweep = algo_sweep_join (fixture->folder, &settings, seeds, &error);
  g_autoptr (AlgoEnsemble) ensemble = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (sweep->seeds->len, ==, 6);
  make_run (fixture, 5, STEPS); /* which is not of the sweep, and counts */
  ensemble = gather (fixture, NULL);
  g_assert_cmpuint (ensemble->members->len, ==, 7);
  assert_member (ensemble, 1, 1, ALGO_MEMBER_COMPLETE, STEPS);
  assert_member (ensemble, 2, 2, ALGO_MEMBER_MISSING, 0);
  assert_member (ensemble, 3, 3, ALGO_MEMBER_MISSING, 0);
  assert_member (ensemble, 4, 4, ALGO_MEMBER_MISSING, 0);
  assert_member (ensemble, 5, 5, ALGO_MEMBER_COMPLETE, STEPS);
  assert_member (ensemble, 6, 7, ALGO_MEMBER_MISSING, 0);
}

static void
write_text (const Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  damage_write (path, text, strlen (text));
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = path_of (fixture, 1);
  gsize length;
  g_autofree char *contents = damage_read (path, &length);
  g_autoptr (AlgoEnsemble) ensemble = NULL;
  const AlgoEnsembleMember *member;

  damage_write (path, contents, length / 2);
  write_text (fixture, "seed-0004.algoscope", "no run");
  write_text (fixture, "seed-0005.algoscope", "");
  write_text (fixture, "notes.algoscope", "no run");
  write_text (fixture, "notes.txt", "not even by its name");
  /* The seed is another's, of which there is a run. */
  write_text (fixture, "seed-0.algoscope", "no run");
  ensemble = gather (fixture, NULL);
  g_assert_cmpuint (ensemble->members->len, ==, 6);
  assert_member (ensemble, 0, 0, ALGO_MEMBER_COMPLETE, STEPS);
  assert_member (ensemble, 1, 1, ALGO_MEMBER_DAMAGED, 0);
  assert_member (ensemble, 2, 4, ALGO_MEMBER_DAMAGED, 0);
  assert_member (ensemble, 3, 5, ALGO_MEMBER_DAMAGED, 0);
  for (guint i = 4; i < 6; i++)
    {
      member = algo_ensemble_get_member (ensemble, i);
      g_assert_false (member->seed_known);
      g_assert_cmpstr (member->message, ==, "this is not an Algoscope run");
    }
}

/* Any bit of what was recorded. */
static void
test_flipped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = path_of (fixture, 1);
  g_autoptr (AlgoEnsemble) ensemble = NULL;

  damage_execute (path, "UPDATE steps SET loss = loss + 1 WHERE step = 7");
  ensemble = gather (fixture, NULL);
  assert_member (ensemble, 1, 1, ALGO_MEMBER_DAMAGED, 0);
  g_assert_nonnull (strstr (algo_ensemble_get_member (ensemble, 1)->message, "steps"));
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = path_of (fixture, 0), *other = path_of (fixture, 4);

  for (guint i = 0; i < 2; i++, g_unlink (other))
    {
      AlgoSettings settings = settings_of (4);

      settings.batch += i;
      settings.task = algo_task_get (i == 0 ? "products" : "l1", NULL);
      make_run_of (other, &settings, STEPS);
      assert_refused (fixture, NULL, first);
      assert_refused (fixture, NULL, other);
      assert_refused (fixture, NULL, i == 0 ? "task" : "batch");
    }
}

static void
test_rate (Fixture *fixture, gconstpointer data)
{
  AlgoSettings settings = settings_of (4);
  g_autofree char *path = path_of (fixture, 4);

  make_run_of (path, &settings, 40);
  assert_refused (fixture, NULL, "rate");
}

static void
test_same_seed (Fixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = settings_of (1);
  g_autofree char *path = g_build_filename (fixture->folder, "copy.algoscope", NULL);
  g_autofree char *first = path_of (fixture, 1);

  make_run_of (path, &settings, STEPS);
  assert_refused (fixture, NULL, path);
  assert_refused (fixture, NULL, first);
}

static void
test_operands (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = path_of (fixture, 0), *second = path_of (fixture, 1);
  g_autofree char *empty = folder_new ();
  g_autofree char *text = g_build_filename (fixture->folder, "text", NULL);
  g_autofree char *inside = g_build_filename (fixture->folder, "all.algoscope", NULL);
  const char *const two[] = { second, one, one, NULL };
  const char *const folder[] = { fixture->folder, NULL };
  g_autoptr (AlgoEnsemble) of_two = NULL, of_folder = NULL, again = NULL;

  of_two = gather_operands (two, fixture->output, 1, NULL, NULL);
  g_assert_cmpuint (of_two->members->len, ==, 2);
  assert_refused (fixture, (const char *const[]){ NULL }, "no run");
  assert_refused (fixture, (const char *const[]){ empty, NULL }, empty);
  assert_refused (fixture, (const char *const[]){ "/none/run.algoscope", NULL }, "/none");
  write_text (fixture, "text", "no run");
  assert_refused (fixture, (const char *const[]){ text, NULL }, "not an Algoscope run");
  /* An ensemble beside its runs is not one of them. */
  of_folder = gather_operands (folder, inside, 1, NULL, NULL);
  again = gather_operands (folder, inside, 1, NULL, NULL);
  g_assert_cmpuint (again->members->len, ==, SEEDS);
  g_assert_cmpstr (algo_ensemble_get_member (again, 0)->path, ==, "seed-0000.algoscope");
  assert_refused (fixture, (const char *const[]){ inside, NULL }, "ensemble");
  folder_free (g_steal_pointer (&empty));
}

static void
test_destination (Fixture *fixture, gconstpointer data)
{
  g_autofree char *run = path_of (fixture, 0);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "file", NULL);
  const char *const operands[] = { run, NULL };
  g_autoptr (GError) over_run = NULL, to_nowhere = NULL;

  g_assert_null (gather_operands (operands, run, 1, NULL, &over_run));
  damage_assert_refusal (run, over_run);
  algo_run_file_free (recorded_run_open (run));
  g_assert_null (gather_operands (operands, nowhere, 1, NULL, &to_nowhere));
  damage_assert_refusal (nowhere, to_nowhere);
}

typedef struct
{
  guint calls, most; /* after which it is given up */
  guint done, total;
} Watch;

static gboolean
watch_progress (guint done, guint total, gpointer data)
{
  Watch *watch = data;

  g_assert_cmpuint (done, >=, watch->done);
  g_assert_cmpuint (done, <=, total);
  watch->done = done;
  watch->total = total;
  return ++watch->calls < watch->most;
}

static void
test_progress (Fixture *fixture, gconstpointer data)
{
  const char *const operands[] = { fixture->folder, NULL };
  g_autoptr (AlgoGatherSources) sources = algo_gather_sources_new (operands, NULL);
  g_autoptr (AlgoEnsemble) ensemble = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { .most = G_MAXUINT };

  ensemble = algo_gather (sources, fixture->output, 2, watch_progress, &watch, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (watch.done, ==, watch.total);
  g_assert_cmpuint (watch.calls, >, SEEDS);
  g_unlink (fixture->output);
  for (guint most = 1; most < 8; most++)
    {
      g_autoptr (GError) cancelled = NULL;

      watch = (Watch){ .most = most };
      g_assert_null (
          algo_gather (sources, fixture->output, 2, watch_progress, &watch, NULL, &cancelled));
      g_assert_error (cancelled, ALGO_ERROR, ALGO_ERROR_CANCELLED);
      g_assert_false (g_file_test (fixture->output, G_FILE_TEST_EXISTS));
    }
}

#define ADD(path, set_up, test)                                                                    \
  g_test_add ("/engine/gather/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("whole", set_up_measured, test_whole);
  ADD ("measurements", set_up_measured, test_measurements);
  ADD ("encoder", set_up_measured, test_encoder);
  ADD ("threads", set_up, test_threads);
  ADD ("again", set_up_measured, test_again);
  ADD ("over-damage", set_up_measured, test_over_damage);
  ADD ("partial", set_up_measured, test_partial);
  ADD ("recording", set_up_measured, test_recording);
  ADD ("missing", set_up_measured, test_missing);
  ADD ("damaged", set_up_measured, test_damaged);
  ADD ("flipped", set_up_measured, test_flipped);
  ADD ("settings", set_up, test_settings);
  ADD ("rate", set_up, test_rate);
  ADD ("same-seed", set_up, test_same_seed);
  ADD ("operands", set_up_measured, test_operands);
  ADD ("destination", set_up, test_destination);
  ADD ("progress", set_up, test_progress);
  return g_test_run ();
}
