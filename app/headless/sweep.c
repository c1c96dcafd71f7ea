/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trains an ensemble: one run for each of many seeds. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/headless/command.h"
#include "app/headless/sweep-here.h"
#include "app/headless/sweep-program.h"
#include "app/headless/sweep-slurm.h"
#include "engine/ensemble/seeds.h"
#include "engine/error.h"
#include "engine/settings-fields.h"

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

#define AT(member) G_STRUCT_OFFSET (SweepOptions, member)

static const AlgoOption options[] = {
  { ALGO_OPTION_FILE, "directory", AT (directory), N_ ("Where the runs are, or will be"),
    N_ ("FOLDER"), .is_needed = TRUE },
  { ALGO_OPTION_TEXT, "seeds", AT (seeds),
    N_ ("Seeds to train, such as 0-32 or 0,3,5-9 (those of the folder)"), N_ ("SEEDS") },
  { ALGO_OPTION_SETTINGS,
    "steps least most levels batch points rate model log-beta-from log-beta-to task",
    AT (settings) },
  { ALGO_OPTION_COUNT, "jobs", AT (jobs),
    N_ ("Seeds to train at a time (one a processor; all with --slurm)"), N_ ("JOBS"), 1,
    ALGO_SEEDS_MOST },
  { ALGO_OPTION_COUNT, "threads", AT (threads), N_ ("Worker threads of each (1)"), N_ ("THREADS"),
    1, ALGO_MAX_THREADS },
  { ALGO_OPTION_SEED, "only", AT (only),
    N_ ("Train this seed of the folder in this process, as each job does"), N_ ("SEED") },
  { ALGO_OPTION_OPTIONAL_TEXT, "slurm", AT (slurm),
    N_ ("Submit the seeds to Slurm; the options of sbatch may be left out"), N_ ("OPTIONS") },
  { ALGO_OPTION_FLAG, "no-wait", AT (no_wait), N_ ("Return as soon as they are submitted") },
  { ALGO_OPTION_FLAG, "state", AT (state), N_ ("Print how each seed stands") },
  { ALGO_OPTION_END },
};

/* Checks that what was given goes together. */
static gboolean
check_options (const SweepOptions *asked, GError **error)
{
  if ((asked->only != NO_SEED) + asked->state + (asked->slurm != NULL) > 1)
    return algo_command_line_refuse (error,
                                     _ ("only one of --only, --slurm and --state can be given"));
  if (asked->no_wait && asked->slurm == NULL)
    return algo_command_line_refuse (error, _ ("--no-wait is of no use without --slurm"));
  return TRUE;
}

/* The settings that are not given are as they are in a folder that has some. */
static gboolean
complete_settings (const AlgoSweep *known,
                   const AlgoCommandLine *line,
                   AlgoSettings *settings,
                   GError **error)
{
  for (guint i = 0; known != NULL && i < algo_settings_count_fields (); i++)
    if (!algo_command_line_has (line, algo_settings_field_name (i)))
      {
        g_autofree char *value = algo_settings_format_field (&known->settings, i);

        algo_settings_parse_field (settings, i, value);
      }
  return algo_command_check_settings (settings, error);
}

/* Reads the seeds asked for, those of the folder if none were; NULL if that makes no sense. */
static GArray *
read_seeds (const char *text, const AlgoSweep *known, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  GArray *seeds;

  if (text == NULL && known != NULL)
    return g_array_ref (known->seeds);
  if (text == NULL)
    {
      algo_command_line_refuse (error,
                                _ ("--seeds is needed where no sweep has begun; see --help"));
      return NULL;
    }
  seeds = algo_seeds_parse (text, &refusal);
  if (seeds == NULL)
    algo_command_line_refuse (error, "--seeds: %s", refusal->message);
  return seeds;
}

static gboolean
train (const SweepOptions *asked, const AlgoSettings *settings, const GArray *seeds, GError **error)
{
  const guint processors = g_get_num_processors ();
  g_autoptr (GError) refusal = NULL;
  g_autoptr (AlgoSweep) sweep = algo_sweep_join (asked->directory, settings, seeds, &refusal);

  if (g_error_matches (refusal, ALGO_ERROR, ALGO_ERROR_SIZE))
    return algo_command_line_refuse (error, "%s", refusal->message);
  if (sweep == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  if (asked->slurm != NULL)
    return algo_sweep_run_slurm (sweep, seeds, asked->jobs, asked->threads, asked->slurm,
                                 !asked->no_wait, error);
  return algo_sweep_run_here (sweep, seeds,
                              asked->jobs > 0 ? asked->jobs : MAX (processors / asked->threads, 1),
                              asked->threads, error);
}

static gboolean
run (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const SweepOptions *asked = values;
  const gboolean is_served = asked->state || asked->only != NO_SEED;
  AlgoSettings settings = asked->settings;
  g_autoptr (AlgoSweep) known = NULL;
  g_autoptr (GArray) seeds = NULL;

  if (!check_options (asked, error))
    return FALSE;
  if ((is_served || algo_sweep_is_in (asked->directory))
      && (known = algo_sweep_open (asked->directory, error)) == NULL)
    return FALSE;
  if (!complete_settings (known, line, &settings, error))
    return FALSE;
  if (asked->state)
    {
      algo_sweep_print_state (known, known->seeds);
      return TRUE;
    }
  if (asked->only == NO_SEED)
    return (seeds = read_seeds (asked->seeds, known, error)) != NULL
           && train (asked, &settings, seeds, error);
  if (!algo_seeds_contain (known->seeds, asked->only))
    return algo_command_line_refuse (error, _ ("seed %" PRIu64 " is not one of the sweep"),
                                     asked->only);
  return algo_sweep_program_run (known, asked->only, asked->threads, error);
}

const AlgoCommand algo_command_sweep = {
  .help = {
    .name = "algoscope-run sweep",
    .summary = N_ ("Trains runs that differ in their seed alone, and records each in a file."),
    .description =
        N_ ("FOLDER receives a file seed-NNNN.algoscope for each seed, and remembers the settings,\n"
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
  },
  .options = options,
  .size = sizeof (SweepOptions),
  .defaults = &(const SweepOptions){ .threads = 1, .only = NO_SEED },
  .run = run,
};
