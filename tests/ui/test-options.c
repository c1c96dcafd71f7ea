/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of the window program. */
#include "app/window/options.h"

#include "engine/error.h"

#include <gio/gio.h>
#include <string.h>

static void
test_defaults (void)
{
  const char *const arguments[] = { "algoscope", NULL };
  const AlgoSettings defaults = ALGO_SETTINGS_DEFAULT;
  g_autoptr (GError) error = NULL;
  g_auto (AlgoOptions) options = { 0 };

  g_assert_true (algo_options_parse (arguments, &options, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (options.settings.steps, ==, defaults.steps);
  g_assert_cmpuint (options.settings.most, ==, defaults.most);
  g_assert_cmpint (options.settings.model, ==, ALGO_MODEL_PAIRED);
  g_assert_false (options.paused || options.has_steps || options.help || options.version);
}

static void
test_values (void)
{
  const char *const arguments[] = { "algoscope",  "--seed=18446744073709551615",
                                    "--steps",    "7",
                                    "--least",    "3",
                                    "--most",     "5",
                                    "--levels=2", "--batch",
                                    "6",          "--threads",
                                    "2",          "--rate",
                                    "1e-3",       "--model=reference",
                                    "--paused",   NULL };
  g_autoptr (GError) error = NULL;
  g_auto (AlgoOptions) options = { 0 };

  g_assert_true (algo_options_parse (arguments, &options, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (options.settings.seed, ==, G_MAXUINT64);
  g_assert_cmpuint (options.settings.steps, ==, 7);
  g_assert_cmpuint (options.settings.least, ==, 3);
  g_assert_cmpuint (options.settings.most, ==, 5);
  g_assert_cmpuint (options.settings.levels, ==, 2);
  g_assert_cmpuint (options.settings.batch, ==, 6);
  g_assert_cmpuint (options.settings.threads, ==, 2);
  g_assert_cmpfloat (options.settings.rate, ==, 1e-3);
  g_assert_cmpint (options.settings.model, ==, ALGO_MODEL_REFERENCE);
  g_assert_true (options.paused && options.has_steps && !options.begin);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *argument;
    const char *named; /* in the message */
  } cases[] = {
    { "--sed=1", "--sed" },     { "--seed=-1", "--seed" },  { "--seed=", "--seed" },
    { "--seed=1x", "'1x'" },    { "--steps=0", "steps" },   { "--least=1", "least" },
    { "--most=65", "most" },    { "--levels=4", "levels" }, { "--batch=99999999999", "--batch" },
    { "--threads=65", "thre" }, { "--rate=nan", "--rate" }, { "--rate=0x1p-3", "--rate" },
    { "--rate=0", "rate" },     { "--least=17", "most" },   { "--model=best", "'best'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const arguments[] = { "algoscope", cases[i].argument, NULL };
      g_autoptr (GError) error = NULL;
      g_auto (AlgoOptions) options = { 0 };

      g_assert_false (algo_options_parse (arguments, &options, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, cases[i].named));
      g_assert_null (strchr (error->message, '\n'));
    }
}

static void
test_run (void)
{
  const char *const arguments[] = { "algoscope", "--threads=2", "a run.algoscope", NULL };
  const char *const refused[][4] = {
    { "algoscope", "one.algoscope", "two.algoscope", NULL },
    { "algoscope", "one.algoscope", "--seed=1", NULL },
  };
  const char *const named[] = { "two.algoscope", "--seed" };
  g_autoptr (GError) error = NULL;
  g_auto (AlgoOptions) options = { 0 };

  g_assert_true (algo_options_parse (arguments, &options, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (options.file, ==, "a run.algoscope");
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) refusal = NULL;
      AlgoOptions none;

      g_assert_false (algo_options_parse (refused[i], &none, &refusal));
      g_assert_nonnull (strstr (refusal->message, named[i]));
    }
}

/* The program itself; returns its exit status. */
static int
run_program (const char *argument, char **out, char **err)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                        g_getenv ("ALGOSCOPE"), argument, NULL);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, out, err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static void
test_program (void)
{
  g_autofree char *help = NULL, *help_error = NULL;
  g_autofree char *version = NULL, *version_error = NULL;
  g_autofree char *shown = NULL, *shown_error = NULL;
  g_autofree char *out = NULL, *err = NULL;

  g_assert_cmpint (run_program ("--help", &help, &help_error), ==, 0);
  g_assert_nonnull (strstr (help, "--levels"));
  g_assert_cmpstr (help_error, ==, "");
  g_assert_cmpint (run_program ("--version", &version, &version_error), ==, 0);
  g_assert_cmpstr (version, ==, "algoscope " ALGO_VERSION "\n");
  g_assert_cmpint (run_program ("--check-display", &shown, &shown_error), ==, 0);
  g_assert_cmpstr (shown, ==, "");
  g_assert_cmpstr (shown_error, ==, "");
  g_assert_cmpint (run_program ("--most=1000", &out, &err), ==, 2);
  g_assert_cmpstr (out, ==, "");
  g_assert_nonnull (strstr (err, "most"));
  g_assert_true (strchr (err, '\n') == err + strlen (err) - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/options/defaults", test_defaults);
  g_test_add_func ("/ui/options/values", test_values);
  g_test_add_func ("/ui/options/refused", test_refused);
  g_test_add_func ("/ui/options/run", test_run);
  g_test_add_func ("/ui/options/program", test_program);
  return g_test_run ();
}
