/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trains an ensemble: one run for each of many seeds. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/headless/commands.h"
#include "app/headless/options.h"
#include "app/headless/sweep-here.h"
#include "app/headless/sweep-program.h"
#include "app/headless/sweep-slurm.h"
#include "app/settings-options.h"
#include "engine/ensemble/seeds.h"
#include "engine/error.h"

#define NO_SEED G_MAXUINT64

typedef struct
{
  AlgoSettings settings;
  char *directory, *seeds;
  guint jobs, threads;
  guint64 only;
  gboolean state, no_wait;
  char *slurm; /* options of sbatch, or NULL */
} SweepOptions;

static void
sweep_options_clear (SweepOptions *options)
{
  g_clear_pointer (&options->directory, g_free);
  g_clear_pointer (&options->seeds, g_free);
  g_clear_pointer (&options->slurm, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SweepOptions, sweep_options_clear)

/* What is not given is left as it is. */
static gboolean
read_line (char *const *arguments, SweepOptions *sweep, AlgoExit *status)
{
  const AlgoCommandHelp help = {
    .name = "algoscope-run sweep",
    .summary = _ ("Trains runs that differ in their seed alone, and records each in a file."),
    .description =
        _ ("FOLDER receives a file seed-NNNN.algoscope for each seed, and remembers the settings,\n"
           "so that the same command, or --directory alone, goes on with what is not finished\n"
           "after whatever ended it. Several programs, on several machines that share the folder\n"
           "too, train its seeds together. A seed that fails is left until the next time. The\n"
           "exit status is 0 when all seeds are finished. What each process says is in\n"
           "FOLDER/logs.\n"
           "\n"
           "With --slurm the seeds that are not finished are submitted to Slurm as one job array,\n"
           "with the options of sbatch that follow a '=', such as\n"
           "--slurm='--partition=long --time=1:00:00'. Each job runs this program with --only.\n"
           "Ctrl-C ends waiting for them, and not the jobs.\n"
           "\n"
           "--state prints a table of the seeds: waiting, running, partial, finished or failed,\n"
           "the steps taken, and the job of each where it was submitted."),
  };
  AlgoSettings *settings = &sweep->settings;
  const AlgoOption options[] = {
    { ALGO_OPTION_FILE, "directory", &sweep->directory,
      .description = N_ ("Where the runs are, or will be"), .argument = N_ ("FOLDER") },
    { ALGO_OPTION_TEXT, "seeds", &sweep->seeds,
      .description = N_ ("Seeds to train, such as 0-32 or 0,3,5-9 (those of the folder)"),
      .argument = N_ ("SEEDS") },
    algo_settings_option (settings, "steps"),
    algo_settings_option (settings, "least"),
    algo_settings_option (settings, "most"),
    algo_settings_option (settings, "levels"),
    algo_settings_option (settings, "batch"),
    algo_settings_option (settings, "points"),
    algo_settings_option (settings, "rate"),
    algo_settings_option (settings, "model"),
    algo_settings_option (settings, "log-beta-from"),
    algo_settings_option (settings, "log-beta-to"),
    { ALGO_OPTION_COUNT, "jobs", &sweep->jobs, 1, ALGO_SEEDS_MOST,
      N_ ("Seeds to train at a time (one a processor; all with --slurm)"), N_ ("JOBS") },
    { ALGO_OPTION_COUNT, "threads", &sweep->threads, 1, ALGO_MAX_THREADS,
      N_ ("Worker threads of each (1)"), N_ ("THREADS") },
    { ALGO_OPTION_SEED, "only", &sweep->only,
      .description = N_ ("Train this seed of the folder in this process, as each job does"),
      .argument = N_ ("SEED") },
    { ALGO_OPTION_OPTIONAL_TEXT, "slurm", &sweep->slurm,
      .description = N_ ("Submit the seeds to Slurm; the options of sbatch may be left out"),
      .argument = N_ ("OPTIONS") },
    { ALGO_OPTION_FLAG, "no-wait", &sweep->no_wait,
      .description = N_ ("Return as soon as they are submitted") },
    { ALGO_OPTION_FLAG, "state", &sweep->state, .description = N_ ("Print how each seed stands") },
    { ALGO_OPTION_END },
  };
  g_auto (GStrv) operands = NULL;

  return algo_options_read (&help, options, arguments, &operands, status);
}

/* Whether what was given goes together. */
static gboolean
check_options (const SweepOptions *sweep)
{
  const guint modes = (sweep->only != NO_SEED) + sweep->state + (sweep->slurm != NULL);

  if (modes > 1)
    algo_console_error (_ ("only one of --only, --slurm and --state can be given"));
  else if (sweep->no_wait && sweep->slurm == NULL)
    algo_console_error (_ ("--no-wait is of no use without --slurm"));
  else
    return TRUE;
  return FALSE;
}

/* Twice where the folder is a sweep: what is not given is then as it is there. */
static gboolean
read_options (char *const *arguments, SweepOptions *sweep, AlgoExit *status)
{
  g_autoptr (AlgoSweep) known = NULL;
  g_autoptr (GError) error = NULL;

  if (!read_line (arguments, sweep, status))
    return FALSE;
  *status = ALGO_EXIT_USAGE;
  if (sweep->directory == NULL)
    {
      algo_console_error (_ ("--directory is needed; see --help"));
      return FALSE;
    }
  if (!check_options (sweep))
    return FALSE;
  if (algo_sweep_is_in (sweep->directory))
    {
      known = algo_sweep_open (sweep->directory, &error);
      if (known == NULL)
        {
          algo_console_error ("%s", error->message);
          *status = ALGO_EXIT_FAILED;
          return FALSE;
        }
      sweep->settings = known->settings;
      if (!read_line (arguments, sweep, status))
        return FALSE;
      if (sweep->seeds == NULL)
        sweep->seeds = algo_seeds_format (known->seeds);
    }
  if (algo_settings_validate (&sweep->settings, &error))
    return TRUE;
  algo_console_error ("%s", error->message);
  return FALSE;
}

/* The seeds asked for; NULL, an error line and `status` if they make no sense. */
static GArray *
read_seeds (const SweepOptions *options, AlgoExit *status)
{
  g_autoptr (GError) error = NULL;
  GArray *seeds = NULL;

  *status = ALGO_EXIT_USAGE;
  if (options->seeds == NULL)
    {
      algo_console_error (_ ("--seeds is needed where no sweep has begun; see --help"));
      return NULL;
    }
  seeds = algo_seeds_parse (options->seeds, &error);
  if (seeds == NULL)
    algo_console_error ("--seeds: %s", error->message);
  return seeds;
}

/* The one that is there already. */
static AlgoExit
serve (const SweepOptions *options, GError **error)
{
  g_autoptr (AlgoSweep) sweep = algo_sweep_open (options->directory, error);

  if (sweep == NULL)
    return ALGO_EXIT_FAILED;
  if (options->state)
    return algo_sweep_print_state (sweep, sweep->seeds);
  if (algo_seeds_contain (sweep->seeds, options->only))
    return algo_sweep_program_run (sweep, options->only, options->threads);
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE, _ ("seed %" PRIu64 " is not one of the sweep"),
               options->only);
  return ALGO_EXIT_USAGE;
}

static AlgoExit
train (const SweepOptions *options, const GArray *seeds, GError **error)
{
  g_autoptr (AlgoSweep) sweep =
      algo_sweep_join (options->directory, &options->settings, seeds, error);
  const guint processors = g_get_num_processors ();

  if (sweep == NULL)
    return g_error_matches (*error, ALGO_ERROR, ALGO_ERROR_SIZE) ? ALGO_EXIT_USAGE
                                                                 : ALGO_EXIT_FAILED;
  if (options->slurm != NULL)
    return algo_sweep_run_slurm (sweep, seeds, options->jobs, options->threads, options->slurm,
                                 !options->no_wait);
  return algo_sweep_run_here (sweep, seeds,
                              options->jobs > 0 ? options->jobs
                                                : MAX (processors / options->threads, 1),
                              options->threads);
}

AlgoExit
algo_command_sweep (char *const *arguments)
{
  g_auto (SweepOptions)
      options = { .settings = ALGO_SETTINGS_DEFAULT, .threads = 1, .only = NO_SEED };
  g_autoptr (GArray) seeds = NULL;
  g_autoptr (GError) error = NULL;
  AlgoExit status;

  if (!read_options (arguments, &options, &status))
    return status;
  if (options.state || options.only != NO_SEED)
    status = serve (&options, &error);
  else
    {
      seeds = read_seeds (&options, &status);
      if (seeds == NULL)
        return status;
      status = train (&options, seeds, &error);
    }
  if (error != NULL)
    algo_console_error ("%s", error->message);
  return status;
}
