/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathers runs into an ensemble. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/headless/commands.h"
#include "app/headless/destination.h"
#include "app/headless/interrupt.h"
#include "app/headless/options.h"
#include "app/headless/progress.h"
#include "engine/ensemble/gather.h"
#include "engine/error.h"

typedef struct
{
  char *output;
  guint threads;
} GatherOptions;

static gboolean
read_options (char *const *arguments, GatherOptions *gather, char ***operands, AlgoExit *status)
{
  const AlgoCommandHelp help = {
    .name = "algoscope-run gather",
    .operands = _ ("DIR|RUN…"),
    .summary = _ ("Gathers runs of the same settings, seed apart, into one file, an ensemble."),
    .description =
        _ ("Of a directory all run files count that are right in it. How each run generalises,\n"
           "and what Adam finds without a hypernetwork, is measured, some seconds a run. What\n"
           "FILE already holds of a run that has not changed is kept. Runs that are missing,\n"
           "partial or damaged are noted."),
  };
  const AlgoOption options[] = {
    { ALGO_OPTION_COUNT, "threads", &gather->threads, 0, ALGO_MAX_THREADS,
      N_ ("Worker threads; 0, the default, is one a processor"), N_ ("THREADS") },
    { ALGO_OPTION_FILE, "output", &gather->output, .description = N_ ("Where to write"),
      .argument = N_ ("FILE"), .short_name = 'o' },
    { ALGO_OPTION_END },
  };

  if (!algo_options_read (&help, options, arguments, operands, status))
    return FALSE;
  *status = ALGO_EXIT_USAGE;
  if (*operands == NULL)
    algo_console_error (_ ("A directory or runs are needed; see --help"));
  else if (gather->output == NULL)
    algo_console_error (_ ("--output is needed; see --help"));
  return *operands != NULL && gather->output != NULL;
}

static gboolean
show_progress (guint done, guint total, gpointer progress)
{
  algo_progress_note (progress, done, total);
  return algo_interrupt_count () == 0;
}

/* One line for each seed of which there is something to say. */
static void
print_member (const AlgoEnsembleMember *member)
{
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, member->seed);
  g_autofree char *path = member->path != NULL ? algo_console_escape (member->path) : NULL;

  switch (member->state)
    {
    case ALGO_MEMBER_PARTIAL:
      printf (_ ("seed %s is partial: %s\n"), seed, member->message);
      break;
    case ALGO_MEMBER_MISSING:
      printf (_ ("seed %s is missing\n"), seed);
      break;
    case ALGO_MEMBER_DAMAGED:
      printf (_ ("%s is left out: %s\n"), path != NULL ? path : seed, member->message);
      break;
    default:
      break;
    }
}

static void
print_ensemble (const AlgoEnsemble *ensemble, const AlgoGatherReport *report)
{
  for (guint i = 0; i < ensemble->members->len; i++)
    print_member (algo_ensemble_get_member (ensemble, i));
  printf (_ ("%u complete, %u partial, %u missing, %u damaged; %u measured, %u kept\n"),
          algo_ensemble_count_members (ensemble, ALGO_MEMBER_COMPLETE),
          algo_ensemble_count_members (ensemble, ALGO_MEMBER_PARTIAL),
          algo_ensemble_count_members (ensemble, ALGO_MEMBER_MISSING),
          algo_ensemble_count_members (ensemble, ALGO_MEMBER_DAMAGED), report->measured,
          report->kept);
}

static AlgoExit
gather_runs (const GatherOptions *gather, char *const *operands, GError **error)
{
  g_autoptr (AlgoGatherSources) sources = NULL;
  g_autoptr (AlgoEnsemble) ensemble = NULL;
  AlgoGatherReport report;
  AlgoProgress progress;

  if (!algo_destination_check_file (gather->output, error))
    return ALGO_EXIT_FAILED;
  sources = algo_gather_sources_new ((const char *const *) operands, error);
  if (sources == NULL)
    return ALGO_EXIT_FAILED;
  algo_interrupt_catch ();
  algo_progress_init_work (&progress);
  ensemble = algo_gather (sources, gather->output, gather->threads, show_progress, &progress,
                          &report, error);
  algo_progress_finish (&progress);
  if (ensemble == NULL)
    return ALGO_EXIT_FAILED;
  print_ensemble (ensemble, &report);
  algo_console_report_written (gather->output);
  return algo_console_finish (ALGO_EXIT_SUCCESS);
}

AlgoExit
algo_command_gather (char *const *arguments)
{
  GatherOptions gather = { 0 };
  g_auto (GStrv) operands = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  AlgoExit status;
  gboolean ready;

  ready = read_options (arguments, &gather, &operands, &status);
  output = gather.output;
  if (!ready)
    return status;
  status = gather_runs (&gather, operands, &error);
  if (error != NULL)
    algo_console_error ("%s", error->message);
  return status;
}
