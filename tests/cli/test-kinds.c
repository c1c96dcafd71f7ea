/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "tests/cli/program.h"
#include "tests/engine/recorded-run.h"

static void
test_table (FileFixture *fixture, gconstpointer data)
{
  g_auto (ProgramResult) result = RUN ("kinds", "--least-size=5", "--threads=1", fixture->path);

  g_assert_cmpint (result.status, ==, 0);
  g_assert_true (g_str_has_prefix (result.output, "kind,phase,networks,share,runs,unexplained,"));
  g_assert_nonnull (strstr (result.errors, "adjusted Rand index against the phases "));
}

/* Each network of the last step, and what kind it is. */
static void
test_json (FileFixture *fixture, gconstpointer data)
{
  g_auto (ProgramResult) result = RUN ("kinds", "--last", "--json", fixture->path);
  guint members = 0;

  g_assert_cmpint (result.status, ==, 0);
  g_assert_true (g_str_has_prefix (result.output, "{\"agreement\": "));
  for (const char *at = result.output; (at = strstr (at, "\"seed\": 11, ")) != NULL; at++)
    members++;
  g_assert_cmpuint (members, ==, 33);
  g_assert_true (g_str_has_suffix (result.output, "}]}\n"));
}

static void
test_refused (FileFixture *fixture, gconstpointer data)
{
  g_auto (ProgramResult) missing = RUN ("kinds", "missing.algoscope");
  g_auto (ProgramResult) none = RUN ("kinds");
  g_auto (ProgramResult) small = RUN ("kinds", "--least-size=1", fixture->path);

  g_assert_cmpint (missing.status, ==, 1);
  g_assert_nonnull (strstr (missing.errors, "missing.algoscope"));
  g_assert_cmpint (none.status, ==, 2);
  g_assert_cmpint (small.status, ==, 2);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, FileFixture, NULL, recorded_run_set_up, test, recorded_run_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/kinds/table", test_table);
  ADD ("/cli/kinds/json", test_json);
  ADD ("/cli/kinds/refused", test_refused);
  return g_test_run ();
}
