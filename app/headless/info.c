/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says what a run is and how it stands. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/headless/commands.h"
#include "app/headless/options.h"
#include "engine/run-file/run-file.h"

static gboolean
read_options (char *const *arguments, char ***files, AlgoExit *status)
{
  const AlgoCommandHelp help = {
    .name = "algoscope-run info",
    .operands = _ ("RUN"),
    .summary = _ ("Says what a run is and how it stands, one line each."),
    .description = _ ("The whole file is checked, and left as it is."),
  };
  const AlgoOption options[] = { { ALGO_OPTION_END } };

  if (!algo_options_read (&help, options, arguments, files, status))
    return FALSE;
  *status = ALGO_EXIT_USAGE;
  return algo_options_expect_one (*files);
}

/* Names are those of the file's tables, and are not translated: programs read them. */
static void
print_run (const AlgoRun *run)
{
  const AlgoSettings *settings = &run->settings;
  char initial[G_ASCII_DTOSTR_BUF_SIZE], rate[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (initial, sizeof initial, "%.9g", settings->rate);
  g_ascii_formatd (rate, sizeof rate, "%.9g", run->rate);
  printf ("created: %s\n", run->created);
  printf ("version: %s\n", run->version);
  printf ("kernels: %s\n", run->kernels);
  printf ("seed: %" PRIu64 "\n", settings->seed);
  printf ("least: %u\n", settings->least);
  printf ("most: %u\n", settings->most);
  printf ("levels: %u\n", settings->levels);
  printf ("batch: %u\n", settings->batch);
  printf ("points: %u\n", settings->points);
  printf ("steps: %u\n", settings->steps);
  printf ("initial_rate: %s\n", initial);
  printf ("rate: %s\n", rate);
  printf ("step: %" PRIu64 "\n", run->step);
  printf ("budget: %" PRIu64 "\n", run->budget);
  printf ("events: %u\n", run->events->len);
  printf ("phases: %u\n", run->grids->len);
  printf ("phases_missing: %u\n", algo_run_count_missing_phases (run));
  printf ("snapshots: %u\n", run->snapshots->len);
}

AlgoExit
algo_command_info (char *const *arguments)
{
  g_auto (GStrv) files = NULL;
  g_autoptr (AlgoRunFile) file = NULL;
  g_autoptr (GError) error = NULL;
  AlgoExit status;

  if (!read_options (arguments, &files, &status))
    return status;
  file = algo_run_file_open (files[0], &error);
  if (file == NULL)
    {
      algo_console_error ("%s", error->message);
      return ALGO_EXIT_FAILED;
    }
  print_run (algo_run_file_get_run (file));
  return algo_console_finish (ALGO_EXIT_SUCCESS);
}
