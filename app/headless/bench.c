/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the speed of training. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/headless/command.h"
#include "engine/training/trainer.h"

#define MOST_SECONDS 86400
/* These are taken before the clock starts, so that memory is touched and processors are awake. */
#define WARM_UP_STEPS 3

typedef struct
{
  AlgoSettings settings;
  guint inputs; /* of all networks */
  double seconds;
} BenchOptions;

#define AT(member) G_STRUCT_OFFSET (BenchOptions, member)

static const AlgoOption options[] = {
  { ALGO_OPTION_COUNT, "inputs", AT (inputs), N_ ("Inputs of the networks (16)"), N_ ("INPUTS"),
    ALGO_MIN_INPUTS, ALGO_MAX_INPUTS },
  { ALGO_OPTION_COUNT, "least", AT (settings.least), N_ ("Fewest inputs, drawn anew in each step"),
    N_ ("INPUTS"), ALGO_MIN_INPUTS, ALGO_MAX_INPUTS },
  { ALGO_OPTION_COUNT, "most", AT (settings.most), N_ ("Most inputs"), N_ ("INPUTS"),
    ALGO_MIN_INPUTS, ALGO_MAX_INPUTS },
  { ALGO_OPTION_SETTINGS, "levels batch points model log-beta-from log-beta-to task threads",
    AT (settings) },
  { ALGO_OPTION_REAL, "seconds", AT (seconds), N_ ("How long to measure (5)"), N_ ("SECONDS"), 0,
    MOST_SECONDS },
  { ALGO_OPTION_END },
};

static gboolean
choose_sizes (AlgoSettings *settings, guint inputs, const AlgoCommandLine *line, GError **error)
{
  const gboolean has_least = algo_command_line_has (line, "least"),
                 has_most = algo_command_line_has (line, "most");

  if (algo_command_line_has (line, "inputs") && (has_least || has_most))
    return algo_command_line_refuse (error,
                                     _ ("--inputs does not go together with --least and --most"));
  if (has_least != has_most)
    return algo_command_line_refuse (error, _ ("--least and --most go together"));
  if (!has_least)
    settings->least = settings->most = inputs;
  return algo_command_check_settings (settings, error);
}

/* Takes steps until the time is over, at least one. Returns FALSE if training diverges. */
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

static gboolean
run (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const BenchOptions *bench = values;
  AlgoSettings settings = bench->settings;
  g_autoptr (AlgoTrainer) trainer = NULL;
  double taken;
  guint steps;

  /* No measurement comes to the end of this schedule. */
  settings.steps = ALGO_MAX_STEPS;
  if (!choose_sizes (&settings, bench->inputs, line, error)
      || (trainer = algo_trainer_new (&settings, error)) == NULL
      || !measure (trainer, bench->seconds, &steps, &taken, error))
    return FALSE;
  printf ("version: %s\n", ALGO_VERSION);
  printf ("least: %u\nmost: %u\nlevels: %u\nbatch: %u\npoints: %u\n", settings.least, settings.most,
          settings.levels, settings.batch, settings.points);
  printf ("task: %s\n", settings.task->text);
  printf ("threads: %u\n", settings.threads != 0 ? settings.threads : g_get_num_processors ());
  printf ("steps: %u\nseconds: %.3f\nsteps_per_second: %.2f\n", steps, taken, steps / taken);
  return TRUE;
}

const AlgoCommand algo_command_bench = {
  .help = {
    .name = "algoscope-run bench",
    .summary = N_ ("Measures the speed of training."),
    .description = N_ ("Writes lines of the form “key: value”, the speed as steps_per_second."),
  },
  .options = options,
  .size = sizeof (BenchOptions),
  .defaults = &(const BenchOptions){ .inputs = 16, .seconds = 5 },
  .run = run,
};
