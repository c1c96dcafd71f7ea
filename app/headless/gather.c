/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathers runs into an ensemble. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/headless/command.h"
#include "app/headless/destination.h"
#include "app/headless/progress.h"
#include "engine/ensemble/gather.h"

typedef struct
{
  char *output;
  guint threads;
} GatherOptions;

#define AT(member) G_STRUCT_OFFSET (GatherOptions, member)

static const AlgoOption options[] = {
  { ALGO_OPTION_COUNT, "threads", AT (threads),
    N_ ("Worker threads; 0, the default, is one a processor"), N_ ("THREADS"), 0,
    ALGO_MAX_THREADS },
  { ALGO_OPTION_OUTPUT, "output", AT (output), N_ ("Where to write"), N_ ("FILE"),
    .short_name = 'o', .is_needed = TRUE },
  ALGO_OPTION_ENTRY_FORCE,
  { ALGO_OPTION_END },
};

static gboolean
show_progress (guint done, guint total, gpointer progress)
{
  algo_progress_note (progress, done, total);
  return algo_interrupt_count () == 0;
}

/* Prints a line for a seed of which there is something to say. */
static void
print_member (FILE *to, const AlgoEnsembleMember *member)
{
  g_autofree char *seed = g_strdup_printf ("%" PRIu64, member->seed);
  g_autofree char *path = member->path != NULL ? algo_console_escape (member->path) : NULL;

  if (member->state == ALGO_MEMBER_PARTIAL)
    fprintf (to, _ ("seed %s is partial: %s\n"), seed, member->message);
  else if (member->state == ALGO_MEMBER_MISSING)
    fprintf (to, _ ("seed %s is missing\n"), seed);
  else if (member->state == ALGO_MEMBER_DAMAGED)
    fprintf (to, _ ("%s is left out: %s\n"), path != NULL ? path : seed, member->message);
}

static void
print_ensemble (FILE *to, const AlgoEnsemble *ensemble, const AlgoGatherReport *report)
{
  for (guint i = 0; i < ensemble->members->len; i++)
    print_member (to, algo_ensemble_get_member (ensemble, i));
  fprintf (to, _ ("%u complete, %u partial, %u missing, %u damaged; %u measured, %u kept\n"),
           algo_ensemble_count_members (ensemble, ALGO_MEMBER_COMPLETE),
           algo_ensemble_count_members (ensemble, ALGO_MEMBER_PARTIAL),
           algo_ensemble_count_members (ensemble, ALGO_MEMBER_MISSING),
           algo_ensemble_count_members (ensemble, ALGO_MEMBER_DAMAGED), report->measured,
           report->kept);
}

static gboolean
run (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const GatherOptions *gather = values;
  g_autoptr (AlgoGatherSources) sources = NULL;
  g_autoptr (AlgoEnsemble) ensemble = NULL;
  AlgoGatherReport report;
  AlgoProgress progress;

  if (!algo_destination_check_file (gather->output, line->force, error))
    return FALSE;
  sources = algo_gather_sources_new ((const char *const *) line->operands, error);
  if (sources == NULL)
    return FALSE;
  algo_interrupt_catch ();
  algo_progress_init_work (&progress);
  ensemble = algo_gather (sources, gather->output, gather->threads, show_progress, &progress,
                          &report, error);
  algo_progress_finish (&progress);
  if (ensemble == NULL)
    return FALSE;
  print_ensemble (algo_destination_is_stdout (gather->output) ? stderr : stdout, ensemble, &report);
  return algo_console_report_written (gather->output, TRUE);
}

const AlgoCommand algo_command_gather = {
  .help = {
    .name = "algoscope-run gather",
    .operands = N_ ("DIR|RUN…"),
    .summary = N_ ("Gathers runs of the same settings, seed apart, into one file, an ensemble."),
    .description =
        N_ ("Of a directory all run files count that are right in it. How each run generalises,\n"
            "and what Adam finds without a hypernetwork, is measured, some seconds a run. With\n"
            "--force, what FILE already holds of a run that has not changed is kept. Runs that\n"
            "are missing, partial or damaged are noted."),
  },
  .takes_many = TRUE,
  .options = options,
  .size = sizeof (GatherOptions),
  .run = run,
};
