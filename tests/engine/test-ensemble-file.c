/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ensembles written and read, damaged, and files that only look like them. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "engine/ensemble/ensemble-schema.h"
#include "engine/ensemble/ensemble-table.h"
#include "engine/ensemble/ensemble-writer.h"
#include "engine/error.h"
#include "tests/engine/damage.h"
#include "tests/engine/sample-ensembles.h"
#include "tests/folder.h"

#define SEEDS 5
#define STEPS 75
#define FLIPS 300

/* As the file has it. */
static void
take_sign_from_zeros (gpointer data, gpointer nothing)
{
  const AlgoEnsembleMember *member = data;

  for (guint j = 0; member->with_encoder != NULL && j < ALGO_GRID; j++)
    {
      member->with_encoder->points[j].parameters.polarity += 0;
      member->without_encoder->points[j].parameters.polarity += 0;
    }
  for (guint i = 0; i < member->grids->len; i++)
    for (guint j = 0; j < ALGO_GRID; j++)
      ((AlgoGrid *) member->grids->pdata[i])->points[j].parameters.polarity += 0;
}

/* With a file that does not say whose it is, and what is infinite. */
static AlgoEnsemble *
make_sample (void)
{
  AlgoEnsemble *ensemble = ensemble_sample_new (SEEDS, STEPS);
  AlgoEnsembleMember *first = ensemble->members->pdata[0];
  AlgoEnsembleMember *unknown = algo_ensemble_member_new (0, ALGO_MEMBER_DAMAGED);
  AlgoGeneralisation *generalisation = first->generalisations->pdata[3];
  AlgoSizePoint *largest = &generalisation->points[ALGO_SIZES - 1];

  g_ptr_array_foreach (ensemble->members, take_sign_from_zeros, NULL);
  first->checksum = G_MAXUINT64 - 3;
  largest->unexplained = largest->most_unexplained = INFINITY;
  unknown->seed_known = FALSE;
  unknown->path = g_strdup ("sub/ünknown.algoscope");
  unknown->message = g_strdup ("no run");
  algo_ensemble_add_member (ensemble, unknown);
  return ensemble;
}

static void
set_up (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoEnsemble) ensemble = make_sample ();
  g_autoptr (GError) error = NULL;

  file_fixture_set_up (fixture, data);
  algo_ensemble_save (ensemble, fixture->path, &error);
  g_assert_no_error (error);
}

/* All that tables have, which is all but the checksums of parameters. */
static void
assert_same (const AlgoEnsemble *a, const AlgoEnsemble *b)
{
  AlgoCsv *(*const make[]) (const AlgoEnsemble *) = {
    algo_ensemble_table_members, algo_ensemble_table_phases, algo_ensemble_table_generalisation,
    algo_ensemble_table_direct,  algo_ensemble_table_prior,
  };

  g_assert_cmpmem (&a->settings, sizeof a->settings, &b->settings, sizeof b->settings);
  for (guint i = 0; i < a->members->len; i++)
    g_assert_cmpuint (algo_ensemble_get_member (a, i)->checksum, ==,
                      algo_ensemble_get_member (b, i)->checksum);
  for (guint i = 0; i < G_N_ELEMENTS (make); i++)
    {
      g_autoptr (AlgoCsv) of_a = make[i](a), of_b = make[i](b);
      gsize length;

      g_assert_true (
          g_str_equal (algo_csv_get_text (of_a, &length), algo_csv_get_text (of_b, &length)));
      g_assert_cmpuint (length, >, 90);
    }
}

static void
test_round_trip (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoEnsemble) written = make_sample ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoEnsemble) read = algo_ensemble_read (fixture->path, &error);
  const AlgoGeneralisation *of_written, *of_read;

  g_assert_no_error (error);
  g_assert_cmpstr (read->path, ==, fixture->path);
  g_assert_cmpstr (read->version, ==, ALGO_VERSION);
  assert_same (read, written);
  g_assert_cmpuint (read->members->len, ==, SEEDS + 1);
  g_assert_false (algo_ensemble_get_member (read, SEEDS)->seed_known);
  of_written = algo_ensemble_get_member (written, 0)->generalisations->pdata[2];
  of_read = algo_ensemble_get_member (read, 0)->generalisations->pdata[2];
  g_assert_true (algo_question_equal (&of_read->question, &of_written->question));
  g_assert_cmpuint (of_read->points[5].hidden, ==, 3 * of_read->points[5].inputs);
}

static void
test_equal_bytes (FileFixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other.algoscope", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoEnsemble) read = algo_ensemble_read (fixture->path, &error);
  g_autofree char *of_one = NULL, *of_other = NULL;
  gsize length, length_of_other;

  algo_ensemble_save (read, other, &error);
  g_assert_no_error (error);
  of_one = damage_read (fixture->path, &length);
  of_other = damage_read (other, &length_of_other);
  g_assert_cmpmem (of_one, length, of_other, length_of_other);
  g_unlink (other);
}

static void
test_empty (FileFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  g_autoptr (AlgoEnsemble) ensemble = algo_ensemble_new (&settings), read = NULL;
  g_autoptr (GError) error = NULL;

  algo_ensemble_save (ensemble, fixture->path, &error);
  g_assert_no_error (error);
  read = algo_ensemble_read (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->members->len, ==, 0);
}

static void
test_run_path (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoEnsemble) ensemble = algo_ensemble_read (fixture->path, NULL);
  AlgoEnsembleMember *member = ensemble->members->pdata[0];
  g_autofree char *missing = algo_ensemble_get_run_path (ensemble, ensemble->members->pdata[4]);
  g_autofree char *beside = algo_ensemble_get_run_path (ensemble, member);
  g_autofree char *expected = g_build_filename (fixture->folder, "seed-0000.algoscope", NULL);
  g_autofree char *elsewhere = NULL;

  g_assert_null (missing);
  g_assert_cmpstr (beside, ==, expected);
  g_free (member->path);
  member->path = g_strdup ("/runs/a.algoscope");
  elsewhere = algo_ensemble_get_run_path (ensemble, member);
  g_assert_cmpstr (elsewhere, ==, "/runs/a.algoscope");
}

/* A file of before phases without the encoder were measured: nothing is known of them, and all else
 * is as it was. */
static void
test_earlier_version (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoEnsemble) written = make_sample (), read = NULL;
  g_autoptr (GError) error = NULL;

  damage_execute (fixture->path, "DROP TABLE priors; PRAGMA user_version = 1");
  read = algo_ensemble_read (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->members->len, ==, written->members->len);
  for (guint i = 0; i < written->members->len; i++)
    {
      AlgoEnsembleMember *member = written->members->pdata[i];

      g_assert_null (algo_ensemble_get_member (read, i)->with_encoder);
      g_clear_pointer (&member->with_encoder, algo_grid_unref);
      g_clear_pointer (&member->without_encoder, algo_grid_unref);
    }
  assert_same (read, written);
}

/* A DamageOpenFunc. */
static gpointer
open_ensemble (const char *path, GError **error)
{
  return algo_ensemble_read (path, error);
}

/* A byte of the file's header, any, or one of a row. */
static gsize
choose_byte (GRand *random, guint turn, const char *bytes, gsize length)
{
  gsize at;

  do
    at = (gsize) (g_rand_double (random) * (turn % 4 == 0 ? DAMAGE_FILE_HEADER : length));
  while (turn % 4 >= 2 && !damage_is_in_row (bytes, at));
  return at;
}

/* No bit of a row may change unnoticed, and no other bit, noticed or not, may change what is read.
 */
static void
test_bit_flips (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoEnsemble) written = make_sample ();
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree char *bytes = NULL;
  guint in_rows = 0;
  gsize length;

  bytes = damage_read (fixture->path, &length);
  for (guint i = 0; i < FLIPS; i++)
    {
      const gsize at = choose_byte (random, i, bytes, length);
      g_autoptr (AlgoEnsemble) read =
          damage_open_flipped (fixture, open_ensemble, bytes, length, at, random);

      if (read != NULL)
        assert_same (read, written);
      in_rows += damage_is_in_row (bytes, at);
    }
  g_assert_cmpuint (in_rows, >, FLIPS / 2);
}

static void
test_truncations (FileFixture *fixture, gconstpointer data)
{
  damage_assert_whole (fixture, open_ensemble);
}

static void
test_spoilt (FileFixture *fixture, gconstpointer sql)
{
  g_autoptr (GError) error = damage_spoil (fixture, open_ensemble, sql);

  g_assert_true (error->domain == ALGO_ERROR);
}

static void
test_other_versions (FileFixture *fixture, gconstpointer data)
{
  damage_assert_version (fixture, open_ensemble, 0);
}

static void
test_foreign (FileFixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "missing", NULL);
  g_autoptr (GError) foreign = NULL, text = NULL, none = NULL, folder = NULL;

  g_assert_true (algo_ensemble_is_in (fixture->path));
  foreign = damage_spoil (fixture, open_ensemble, "PRAGMA application_id = 1097623407");
  g_assert_nonnull (strstr (foreign->message, "not an Algoscope ensemble"));
  g_assert_false (algo_ensemble_is_in (fixture->path));
  g_assert_null (damage_open (fixture, open_ensemble, "text", 4, &text));
  g_assert_error (text, ALGO_ERROR, ALGO_ERROR_FORMAT);
  g_assert_null (algo_ensemble_read (missing, &none));
  g_assert_error (none, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_null (algo_ensemble_read (fixture->folder, &folder));
  g_assert_error (folder, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_assert_false (algo_ensemble_is_in (missing));
  g_assert_false (algo_ensemble_is_in (fixture->folder));
}

static void
test_unwritable (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoEnsemble) ensemble = make_sample ();
  g_autofree char *path = g_build_filename (fixture->folder, "none", "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (algo_ensemble_save (ensemble, path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  damage_assert_refusal (path, error);
}

#define ADD(path, data, test)                                                                      \
  g_test_add ("/engine/ensemble-file/" path, FileFixture, data, set_up, test,                      \
              file_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("round-trip", NULL, test_round_trip);
  ADD ("equal-bytes", NULL, test_equal_bytes);
  ADD ("empty", NULL, test_empty);
  ADD ("run-path", NULL, test_run_path);
  ADD ("earlier-version", NULL, test_earlier_version);
  ADD ("bit-flips", NULL, test_bit_flips);
  ADD ("truncations", NULL, test_truncations);
  ADD ("other-versions", NULL, test_other_versions);
  ADD ("foreign", NULL, test_foreign);
  ADD ("unwritable", NULL, test_unwritable);
  ADD ("spoilt/missing-member", "DELETE FROM members WHERE number = 1", test_spoilt);
  ADD ("spoilt/last-member", "DELETE FROM members WHERE number = 5", test_spoilt);
  ADD ("spoilt/missing-grid", "DELETE FROM phases WHERE member = 0 AND step = 50", test_spoilt);
  ADD ("spoilt/missing-point", "DELETE FROM phases WHERE point = 32", test_spoilt);
  ADD ("spoilt/missing-size", "DELETE FROM generalisations WHERE inputs = 64", test_spoilt);
  ADD ("spoilt/missing-beta", "DELETE FROM generalisations WHERE point = 32", test_spoilt);
  ADD ("spoilt/missing-prior", "DELETE FROM priors WHERE from_prior = 1", test_spoilt);
  ADD ("spoilt/missing-prior-point", "DELETE FROM priors WHERE point = 7", test_spoilt);
  ADD ("spoilt/no-priors", "DROP TABLE priors", test_spoilt);
  ADD ("spoilt/setting", "DELETE FROM meta WHERE key = 'most'", test_spoilt);
  ADD ("spoilt/version", "DELETE FROM meta WHERE key = 'version'", test_spoilt);
  ADD ("spoilt/phase", "UPDATE phases SET phase = 'mixed' WHERE point = 2", test_spoilt);
  ADD ("spoilt/huge-text", "UPDATE members SET message = hex (zeroblob (100000000))", test_spoilt);
  ADD ("spoilt/extra-table", "CREATE TABLE guests (name)", test_spoilt);
  ADD ("spoilt/missing-table", "DROP TABLE directs", test_spoilt);
  ADD ("spoilt/view",
       "DROP TABLE meta; CREATE VIEW meta AS SELECT 'most' AS key, '1' AS value, 0 AS checksum",
       test_spoilt);
  ADD ("spoilt/trigger",
       "CREATE TRIGGER more AFTER INSERT ON members BEGIN DELETE FROM phases; END", test_spoilt);
  return g_test_run ();
}
