/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the speed of training. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/headless/commands.h"
#include "app/headless/options.h"
#include "app/settings-options.h"
#include "engine/training/trainer.h"

#define DEFAULT_INPUTS 16
#define DEFAULT_SECONDS 5.0
#define MOST_SECONDS 86400
/* Before the clock starts, so that memory is touched and processors are awake. */
#define WARM_UP_STEPS 3

static gboolean
read_options (char *const *arguments, AlgoSettings *settings, double *seconds, AlgoExit *status)
{
  const AlgoCommandHelp help = {
    .name = "algoscope-run bench",
    .summary = _ ("Measures the speed of training."),
    .description = _ ("Writes lines of the form “key: value”, the speed as steps_per_second."),
  };
  guint inputs = 0;
  const AlgoOption options[] = {
    { ALGO_OPTION_COUNT, "inputs", &inputs, ALGO_MIN_INPUTS, ALGO_MAX_INPUTS,
      N_ ("Inputs of the networks (16)"), N_ ("INPUTS") },
    { ALGO_OPTION_COUNT, "least", &settings->least, ALGO_MIN_INPUTS, ALGO_MAX_INPUTS,
      N_ ("Fewest inputs, drawn anew in each step"), N_ ("INPUTS") },
    { ALGO_OPTION_COUNT, "most", &settings->most, ALGO_MIN_INPUTS, ALGO_MAX_INPUTS,
      N_ ("Most inputs"), N_ ("INPUTS") },
    algo_settings_option (settings, "levels"),
    algo_settings_option (settings, "batch"),
    algo_settings_option (settings, "points"),
    algo_settings_option (settings, "model"),
    algo_settings_option (settings, "log-beta-from"),
    algo_settings_option (settings, "log-beta-to"),
    algo_settings_option (settings, "threads"),
    { ALGO_OPTION_REAL, "seconds", seconds, 0, MOST_SECONDS, N_ ("How long to measure (5)"),
      N_ ("SECONDS") },
    { ALGO_OPTION_END },
  };
  g_auto (GStrv) operands = NULL;
  g_autoptr (GError) error = NULL;

  if (!algo_options_read (&help, options, arguments, &operands, status))
    return FALSE;
  *status = ALGO_EXIT_USAGE;
  if (inputs != 0 && (settings->least != 0 || settings->most != 0))
    {
      algo_console_error (_ ("--inputs does not go together with --least and --most"));
      return FALSE;
    }
  if (inputs == 0 && settings->least == 0 && settings->most == 0)
    inputs = DEFAULT_INPUTS;
  if (inputs != 0)
    settings->least = settings->most = inputs;
  else if (settings->least == 0 || settings->most == 0)
    {
      algo_console_error (_ ("--least and --most go together"));
      return FALSE;
    }
  if (algo_settings_validate (settings, &error))
    return TRUE;
  algo_console_error ("%s", error->message);
  return FALSE;
}

/* Takes steps until the time is over, at least one. FALSE if training diverges. */
static gboolean
measure (AlgoTrainer *trainer, double seconds, guint *steps, double *taken, GError **error)
{
  gint64 start;

  for (guint i = 0; i < WARM_UP_STEPS; i++)
    if (!algo_trainer_step (trainer, NULL, error))
      return FALSE;
  start = g_get_monotonic_time ();
  *steps = 0;
  do
    {
      if (!algo_trainer_step (trainer, NULL, error))
        return FALSE;
      ++*steps;
      *taken = (double) (g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND;
    }
  while (*taken < seconds);
  return TRUE;
}

AlgoExit
algo_command_bench (char *const *arguments)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  g_autoptr (AlgoTrainer) trainer = NULL;
  g_autoptr (GError) error = NULL;
  double seconds = DEFAULT_SECONDS, taken;
  guint steps;
  AlgoExit status;

  /* Not given, until they are; and a schedule that no measurement comes to the end of. */
  settings.least = settings.most = 0;
  settings.steps = ALGO_MAX_STEPS;
  if (!read_options (arguments, &settings, &seconds, &status))
    return status;
  trainer = algo_trainer_new (&settings, &error);
  if (trainer == NULL || !measure (trainer, seconds, &steps, &taken, &error))
    {
      algo_console_error ("%s", error->message);
      return ALGO_EXIT_FAILED;
    }
  printf ("version: %s\n", ALGO_VERSION);
  printf ("least: %u\n", settings.least);
  printf ("most: %u\n", settings.most);
  printf ("levels: %u\n", settings.levels);
  printf ("batch: %u\n", settings.batch);
  printf ("points: %u\n", settings.points);
  printf ("threads: %u\n", settings.threads != 0 ? settings.threads : g_get_num_processors ());
  printf ("steps: %u\n", steps);
  printf ("seconds: %.3f\n", taken);
  printf ("steps_per_second: %.2f\n", steps / taken);
  return algo_console_finish (ALGO_EXIT_SUCCESS);
}
