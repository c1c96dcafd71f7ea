/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says what a run or an ensemble is and how it stands. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/headless/commands.h"
#include "app/headless/options.h"
#include "engine/ensemble/ensemble-statistics.h"
#include "engine/ensemble/seeds.h"
#include "engine/run-file/run-file.h"

static gboolean
read_options (char *const *arguments, char ***files, AlgoExit *status)
{
  const AlgoCommandHelp help = {
    .name = "algoscope-run info",
    .operands = _ ("RUN|ENSEMBLE"),
    .summary = _ ("Says what a run or an ensemble is and how it stands, one line each."),
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
print_settings (const AlgoSettings *settings)
{
  printf ("least: %u\n", settings->least);
  printf ("most: %u\n", settings->most);
  printf ("levels: %u\n", settings->levels);
  printf ("batch: %u\n", settings->batch);
  printf ("points: %u\n", settings->points);
  printf ("steps: %u\n", settings->steps);
  printf ("model: %s\n", algo_model_name (settings->model));
  printf ("log-beta-from: %g\n", settings->log_beta_from);
  printf ("log-beta-to: %g\n", settings->log_beta_to);
}

static void
print_rate (const char *name, double rate)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  printf ("%s: %s\n", name, g_ascii_formatd (text, sizeof text, "%.9g", rate));
}

static void
print_run (const AlgoRun *run)
{
  printf ("created: %s\n", run->created);
  printf ("version: %s\n", run->version);
  printf ("kernels: %s\n", run->kernels);
  printf ("seed: %" PRIu64 "\n", run->settings.seed);
  print_settings (&run->settings);
  print_rate ("initial_rate", run->settings.rate);
  print_rate ("rate", run->rate);
  printf ("step: %" PRIu64 "\n", run->step);
  printf ("budget: %" PRIu64 "\n", run->budget);
  printf ("events: %u\n", run->events->len);
  printf ("phases: %u\n", run->grids->len);
  printf ("phases_missing: %u\n", algo_run_count_missing_phases (run));
  printf ("snapshots: %u\n", run->snapshots->len);
}

/* The members in a state, their numbers and their seeds: "partial: 2", "partial_seeds: 3,7". */
static void
print_members (const AlgoEnsemble *ensemble, AlgoMemberState state)
{
  const char *name = algo_member_state_name (state);
  g_autoptr (GArray) seeds = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autofree char *text = NULL;

  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, i);

      if (member->state == state && member->seed_known)
        g_array_append_val (seeds, member->seed);
    }
  printf ("%s: %u\n", name, algo_ensemble_count_members (ensemble, state));
  if (seeds->len == 0)
    return;
  text = algo_seeds_format (seeds);
  printf ("%s_seeds: %s\n", name, text);
}

static void
print_ensemble (const AlgoEnsemble *ensemble)
{
  guint measured = 0;

  for (guint i = 0; i < ensemble->members->len; i++)
    measured += algo_ensemble_get_member (ensemble, i)->generalisations->len > 0;
  printf ("version: %s\n", ensemble->version);
  print_settings (&ensemble->settings);
  print_rate ("rate", ensemble->settings.rate);
  printf ("members: %u\n", ensemble->members->len);
  for (AlgoMemberState state = 0; state < ALGO_N_MEMBER_STATES; state++)
    print_members (ensemble, state);
  printf ("usual_step: %" PRIu64 "\n", algo_ensemble_get_usual_step (ensemble));
  printf ("measured: %u\n", measured);
}

static gboolean
print_file (const char *path, GError **error)
{
  g_autoptr (AlgoRunFile) run = NULL;
  g_autoptr (AlgoEnsemble) ensemble = NULL;

  if (algo_ensemble_is_in (path))
    {
      ensemble = algo_ensemble_read (path, error);
      if (ensemble != NULL)
        print_ensemble (ensemble);
      return ensemble != NULL;
    }
  run = algo_run_file_open (path, error);
  if (run != NULL)
    print_run (algo_run_file_get_run (run));
  return run != NULL;
}

AlgoExit
algo_command_info (char *const *arguments)
{
  g_auto (GStrv) files = NULL;
  g_autoptr (GError) error = NULL;
  AlgoExit status;

  if (!read_options (arguments, &files, &status))
    return status;
  if (print_file (files[0], &error))
    return algo_console_finish (ALGO_EXIT_SUCCESS);
  algo_console_error ("%s", error->message);
  return ALGO_EXIT_FAILED;
}
