/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/settings.h"

#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/settings-fields.h"

static void
assert_refused (const AlgoSettings *settings, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (algo_settings_validate (settings, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
assert_accepted (const AlgoSettings *settings)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (algo_settings_validate (settings, &error));
  g_assert_no_error (error);
}

static void
test_defaults (void)
{
  const AlgoSettings settings = ALGO_SETTINGS_DEFAULT;

  assert_accepted (&settings);
}

static void
test_extremes (void)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;

  settings.least = settings.most = 2;
  settings.levels = settings.batch = settings.points = settings.steps = 1;
  settings.threads = 0;
  settings.rate = 1e-12;
  assert_accepted (&settings);
  settings = (AlgoSettings){ .seed = G_MAXUINT64,
                             .least = 64,
                             .most = 64,
                             .levels = 3,
                             .batch = 64,
                             .points = 4096,
                             .steps = 10000000,
                             .threads = 64,
                             .log_beta_from = ALGO_LEAST_LOG_BETA,
                             .log_beta_to = ALGO_MOST_LOG_BETA,
                             .rate = 1 };
  assert_accepted (&settings);
}

#define ASSERT_REFUSED(field, value, message)                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    AlgoSettings settings = ALGO_SETTINGS_DEFAULT;                                                 \
    settings.field = value;                                                                        \
    assert_refused (&settings, message);                                                           \
  }                                                                                                \
  G_STMT_END

#define RANGE(text) "log10 beta goes from " text ", but must rise, from -12 at least to 0 at most"

/* The message names the setting, its value and its range. */
static void
test_refusals (void)
{
  ASSERT_REFUSED (least, 1, "least is 1, but must be from 2 to 64");
  ASSERT_REFUSED (least, 65, "least is 65, but must be from 2 to 64");
  ASSERT_REFUSED (most, 3, "most is 3, but must be from 4 to 64");
  ASSERT_REFUSED (most, 65, "most is 65, but must be from 4 to 64");
  ASSERT_REFUSED (levels, 0, "levels is 0, but must be from 1 to 3");
  ASSERT_REFUSED (levels, 4, "levels is 4, but must be from 1 to 3");
  ASSERT_REFUSED (batch, 0, "batch is 0, but must be from 1 to 64");
  ASSERT_REFUSED (batch, 65, "batch is 65, but must be from 1 to 64");
  ASSERT_REFUSED (points, 0, "points is 0, but must be from 1 to 4096");
  ASSERT_REFUSED (points, 4097, "points is 4097, but must be from 1 to 4096");
  ASSERT_REFUSED (steps, 0, "steps is 0, but must be from 1 to 10000000");
  ASSERT_REFUSED (steps, 10000001, "steps is 10000001, but must be from 1 to 10000000");
  ASSERT_REFUSED (threads, 65, "threads is 65, but must be from 0 to 64");
  ASSERT_REFUSED (model, 3, "model is 3, but must be from 0 to 2");
  ASSERT_REFUSED (rate, 0, "rate is 0, but must be above 0 and at most 1");
  ASSERT_REFUSED (rate, -1, "rate is -1, but must be above 0 and at most 1");
  ASSERT_REFUSED (rate, 1.5, "rate is 1.5, but must be above 0 and at most 1");
  ASSERT_REFUSED (rate, (double) NAN, "rate is nan, but must be above 0 and at most 1");
  ASSERT_REFUSED (rate, (double) INFINITY, "rate is inf, but must be above 0 and at most 1");
  ASSERT_REFUSED (log_beta_from, -12.5, RANGE ("-12.5 to -1"));
  ASSERT_REFUSED (log_beta_from, -1, RANGE ("-1 to -1"));
  ASSERT_REFUSED (log_beta_from, (double) NAN, RANGE ("nan to -1"));
  ASSERT_REFUSED (log_beta_to, 0.5, RANGE ("-6 to 0.5"));
}

static void
test_size (void)
{
  static const struct
  {
    guint inputs, hidden;
    const char *message; /* NULL where the size is in range */
  } sizes[] = {
    { 2, 1, NULL },
    { 2, 16, NULL },
    { 64, 512, NULL },
    { 5, 13, NULL },
    { 1, 1, "inputs is 1, but must be from 2 to 64" },
    { 65, 1, "inputs is 65, but must be from 2 to 64" },
    { 16, 0, "hidden is 0, but must be from 1 to 128" },
    { 16, 129, "hidden is 129, but must be from 1 to 128" },
    { G_MAXUINT, G_MAXUINT, "inputs is 4294967295, but must be from 2 to 64" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (algo_size_validate (sizes[i].inputs, sizes[i].hidden, &error), ==,
                       sizes[i].message == NULL);
      if (sizes[i].message == NULL)
        g_assert_no_error (error);
      else
        {
          g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
          g_assert_cmpstr (error->message, ==, sizes[i].message);
        }
    }
}

/* Every field goes to text and back, to the bit. */
static void
test_fields (void)
{
  const AlgoSettings settings = { .seed = G_MAXUINT64,
                                  .least = 2,
                                  .most = 63,
                                  .levels = 3,
                                  .batch = 5,
                                  .points = 4096,
                                  .steps = 123,
                                  .model = ALGO_MODEL_PAIRED,
                                  .log_beta_from = -22.0 / 7,
                                  .log_beta_to = -0.1,
                                  .task = algo_task_get ("tilted-l1 t=0.3", NULL),
                                  .rate = 1.0 / 3 };
  AlgoSettings read = { 0 };
  guint found;

  for (guint i = 0; i < algo_settings_count_fields (); i++)
    {
      g_autofree char *text = algo_settings_format_field (&settings, i);

      g_assert_true (algo_settings_find_field (algo_settings_field_name (i), &found));
      g_assert_cmpuint (found, ==, i);
      g_assert_false (algo_settings_parse_field (&read, i, "4x"));
      g_assert_false (algo_settings_parse_field (&read, i, ""));
      g_assert_true (algo_settings_parse_field (&read, i, text));
    }
  g_assert_false (algo_settings_find_field ("threads", &found));
  g_assert_cmpmem (&settings, sizeof settings, &read, sizeof read);
}

/* Every setting has all that is said of one; what files keep stands first, and the help tells the
 * default. */
static void
test_table (void)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  guint rows = 0;

  for (guint i = 0; i < ALGO_N_SETTINGS; i++)
    {
      const AlgoSettingRow *row = &algo_setting_rows[i];
      g_autofree char *value = algo_settings_format_field (&settings, i);

      g_assert_nonnull (row->name);
      g_assert_nonnull (row->argument);
      g_assert_nonnull (strstr (row->help, value));
      g_assert_true (row->kind == ALGO_SETTING_SEED || row->kind == ALGO_SETTING_LOG_BETA
                     || row->kind == ALGO_SETTING_TASK || row->most > row->least);
      g_assert_cmpint (row->is_kept, ==, i < algo_settings_count_fields ());
      g_assert_true (row->row == 0 || row->kind != ALGO_SETTING_COUNT || row->page >= row->step);
      g_assert_true (row->row == 0 || (rows & 1U << row->row) == 0);
      rows |= 1U << row->row;
    }
}

/* Any field but the seed, on which runs that are compared never agree. */
static void
test_difference (void)
{
  const AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  guint difference;

  for (guint i = 0; i < algo_settings_count_fields (); i++)
    {
      AlgoSettings other = settings;
      const gboolean is_seed = g_str_equal (algo_settings_field_name (i), "seed");

      other.threads = 3;
      g_assert_false (algo_settings_find_difference (&settings, &other, &difference));
      if (g_str_equal (algo_settings_field_name (i), "model"))
        g_assert_true (algo_settings_parse_field (&other, i, "reference"));
      else if (g_str_equal (algo_settings_field_name (i), "task"))
        g_assert_true (algo_settings_parse_field (&other, i, "max(x) - min(x)"));
      else
        g_assert_true (algo_settings_parse_field (&other, i, "2"));
      g_assert_cmpint (algo_settings_find_difference (&settings, &other, &difference), ==,
                       !is_seed);
      if (!is_seed)
        g_assert_cmpuint (difference, ==, i);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/settings/defaults", test_defaults);
  g_test_add_func ("/engine/settings/extremes", test_extremes);
  g_test_add_func ("/engine/settings/refusals", test_refusals);
  g_test_add_func ("/engine/settings/size", test_size);
  g_test_add_func ("/engine/settings/fields", test_fields);
  g_test_add_func ("/engine/settings/table", test_table);
  g_test_add_func ("/engine/settings/difference", test_difference);
  return g_test_run ();
}
