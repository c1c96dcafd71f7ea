/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as text: quoting, numbers in any locale, and that they appear whole or not at all. */
#include "engine/formats/csv.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "tests/folder.h"

static void
assert_text (const AlgoCsv *csv, const char *expected)
{
  gsize length;

  g_assert_cmpstr (algo_csv_get_text (csv, &length), ==, expected);
  g_assert_cmpuint (length, ==, strlen (expected));
}

static void
test_text (void)
{
  g_autoptr (AlgoCsv) csv = algo_csv_new ();
  const char *const names[] = { "plain", "with space", "" };

  algo_csv_add_header (csv, names, G_N_ELEMENTS (names));
  algo_csv_add_text (csv, "a,b");
  algo_csv_add_text (csv, "say \"so\"");
  algo_csv_add_text (csv, "two\r\nlines\n");
  algo_csv_end_row (csv);
  algo_csv_add_empty (csv);
  algo_csv_add_text (csv, NULL);
  algo_csv_add_text (csv, "\xff\xce\xb2");
  algo_csv_end_row (csv);
  assert_text (csv, "plain,with space,\r\n"
                    "\"a,b\",\"say \"\"so\"\"\",\"two\r\nlines\n\"\r\n"
                    ",,\xef\xbf\xbd\xce\xb2\r\n");
}

static void
test_numbers (void)
{
  g_autoptr (AlgoCsv) csv = algo_csv_new ();
  const double values[] = { 0, -0.5, 1.0 / 3, 1e-300, 12345678.5, NAN, -NAN, INFINITY, -INFINITY };

  algo_csv_add_whole (csv, G_MAXUINT64);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    algo_csv_add_real (csv, values[i]);
  algo_csv_end_row (csv);
  assert_text (csv,
               "18446744073709551615,0,-0.5,0.333333333,1e-300,12345678.5,nan,nan,inf,-inf\r\n");
}

/* Nine digits are enough for every float to come back. */
static void
test_floats_come_back (void)
{
  const float values[] = { FLT_MIN, FLT_MAX, -FLT_EPSILON, 0.1f, 16777216, 1 + FLT_EPSILON };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (AlgoCsv) csv = algo_csv_new ();
      gsize length;

      algo_csv_add_real (csv, values[i]);
      g_assert_true ((float) g_ascii_strtod (algo_csv_get_text (csv, &length), NULL) == values[i]);
    }
}

/* A locale with a decimal comma, compiled into a folder of the test's own, as a machine may have
 * none. FALSE if it cannot be had, which is then a failure, not a skipped test. */
static gboolean
use_comma_locale (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "de_DE.UTF-8", NULL);
  const char *const command[] = {
    "localedef", "--no-warnings=ascii", "-i", "de_DE", "-f", "UTF-8", path, NULL
  };
  g_autofree char *log = NULL;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &log, NULL,
                NULL);
  g_setenv ("LOCPATH", folder, TRUE);
  return setlocale (LC_ALL, "de_DE.UTF-8") != NULL;
}

static void
test_decimal_comma (void)
{
  char *folder = folder_new ();
  g_autoptr (AlgoCsv) csv = algo_csv_new ();
  char seen[16];

  g_assert_true (use_comma_locale (folder));
  g_snprintf (seen, sizeof seen, "%.1f", 0.5);
  g_assert_cmpstr (seen, ==, "0,5");

  algo_csv_add_real (csv, -1234.5);
  algo_csv_add_whole (csv, 1234567);
  algo_csv_end_row (csv);
  setlocale (LC_ALL, "C");
  folder_free (folder);
  assert_text (csv, "-1234.5,1234567\r\n");
}

static void
test_constants (void)
{
  g_autoptr (AlgoCsv) csv = algo_csv_new ();
  const char *const names[] = { "x" };

  algo_csv_add_constant (csv, "seed", "7");
  algo_csv_add_constant (csv, "note", "a,b");
  algo_csv_add_header (csv, names, G_N_ELEMENTS (names));
  for (guint i = 0; i < 2; i++)
    {
      algo_csv_add_whole (csv, i);
      algo_csv_end_row (csv);
    }
  assert_text (csv, "x,seed,note\r\n0,7,\"a,b\"\r\n1,7,\"a,b\"\r\n");
}

static void
test_save (void)
{
  char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "missing", "table.csv", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (AlgoCsv) csv = algo_csv_new ();
  g_autoptr (GError) error = NULL;

  algo_csv_add_text (csv, "β");
  algo_csv_end_row (csv);
  g_assert_true (algo_csv_save (csv, path, NULL));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "β\r\n");

  g_assert_false (algo_csv_save (csv, nowhere, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, nowhere));
  g_assert_cmpuint (folder_count (folder), ==, 1);
  folder_free (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/csv/text", test_text);
  g_test_add_func ("/engine/csv/numbers", test_numbers);
  g_test_add_func ("/engine/csv/floats-come-back", test_floats_come_back);
  g_test_add_func ("/engine/csv/decimal-comma", test_decimal_comma);
  g_test_add_func ("/engine/csv/constants", test_constants);
  g_test_add_func ("/engine/csv/save", test_save);
  return g_test_run ();
}
