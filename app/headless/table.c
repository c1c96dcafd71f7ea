/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints what was recorded as a table. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/headless/commands.h"
#include "app/headless/destination.h"
#include "app/headless/options.h"
#include "engine/ensemble/ensemble-table.h"
#include "engine/error.h"
#include "engine/run-file/run-file.h"
#include "engine/run-file/run-table.h"

typedef struct
{
  const char *name;
  AlgoCsv *(*of_run) (const AlgoRun *run);                /* NULL if a run has no such table */
  AlgoCsv *(*of_ensemble) (const AlgoEnsemble *ensemble); /* likewise */
} Table;

static const Table tables[] = {
  { "metrics", .of_run = algo_run_table_metrics },
  { "phases", algo_run_table_phases, algo_ensemble_table_phases },
  { "events", .of_run = algo_run_table_events },
  { "generalisation", .of_ensemble = algo_ensemble_table_generalisation },
  { "direct", .of_ensemble = algo_ensemble_table_direct },
  { "prior", .of_ensemble = algo_ensemble_table_prior },
  { "members", .of_ensemble = algo_ensemble_table_members },
};

typedef struct
{
  char *what;
  char *output;
  gboolean csv; /* the only form that there is */
  const Table *table;
} TableOptions;

static void
table_options_clear (TableOptions *options)
{
  g_free (options->what);
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TableOptions, table_options_clear)

static gboolean
choose_table (TableOptions *options)
{
  if (options->what == NULL)
    {
      algo_console_error (_ ("--what is needed; see --help"));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (options->what, tables[i].name))
      options->table = &tables[i];
  if (options->table == NULL)
    algo_console_error (_ ("--what: '%s' is not a table; see --help"), options->what);
  return options->table != NULL;
}

static gboolean
read_options (char *const *arguments, TableOptions *table, char ***files, AlgoExit *status)
{
  const AlgoCommandHelp help = {
    .name = "algoscope-run table",
    .operands = _ ("RUN|ENSEMBLE"),
    .summary = _ ("Prints what was recorded of a run, or gathered in an ensemble, as a table."),
    .description =
        _ ("A run has the tables metrics, a row a step; phases, over beta and steps; and\n"
           "events. An ensemble has phases, of all its runs; generalisation, over beta\n"
           "and sizes; direct, what Adam finds without a hypernetwork; and members.\n"
           "Fields are parted by commas, numbers have a decimal point in every locale,\n"
           "and the first row names the columns."),
  };
  const AlgoOption options[] = {
    { ALGO_OPTION_TEXT, "what", &table->what, .description = N_ ("Which table"),
      .argument = N_ ("TABLE") },
    { ALGO_OPTION_FLAG, "csv", &table->csv,
      .description = N_ ("As comma-separated values, which is the default") },
    { ALGO_OPTION_FILE, "output", &table->output, .description = N_ ("Write to a file instead"),
      .argument = N_ ("FILE"), .short_name = 'o' },
    { ALGO_OPTION_END },
  };

  if (!algo_options_read (&help, options, arguments, files, status))
    return FALSE;
  *status = ALGO_EXIT_USAGE;
  return algo_options_expect_one (*files) && choose_table (table);
}

/* NULL and the error if the file cannot be read, or has no such table. */
static AlgoCsv *
make_table (const Table *table, const char *path, GError **error)
{
  const gboolean is_ensemble = algo_ensemble_is_in (path);
  g_autoptr (AlgoRunFile) run = NULL;
  g_autoptr (AlgoEnsemble) ensemble = NULL;

  if (is_ensemble ? table->of_ensemble == NULL : table->of_run == NULL)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                   is_ensemble ? _ ("an ensemble has no table of %s")
                               : _ ("a run has no table of %s"),
                   table->name);
      algo_error_prefix_path (error, path);
      return NULL;
    }
  if (is_ensemble)
    {
      ensemble = algo_ensemble_read (path, error);
      return ensemble != NULL ? table->of_ensemble (ensemble) : NULL;
    }
  run = algo_run_file_open (path, error);
  return run != NULL ? table->of_run (algo_run_file_get_run (run)) : NULL;
}

static gboolean
write_table (const AlgoCsv *csv, const char *output, GError **error)
{
  const char *text;
  gsize length;

  if (output == NULL)
    {
      text = algo_csv_get_text (csv, &length);
      fwrite (text, 1, length, stdout);
      return TRUE;
    }
  if (!algo_csv_save (csv, output, error))
    return FALSE;
  algo_console_report_written (output);
  return TRUE;
}

AlgoExit
algo_command_table (char *const *arguments)
{
  g_auto (TableOptions) options = { 0 };
  g_auto (GStrv) files = NULL;
  g_autoptr (AlgoCsv) csv = NULL;
  g_autoptr (GError) error = NULL;
  AlgoExit status;

  if (!read_options (arguments, &options, &files, &status))
    return status;
  if ((options.output == NULL || algo_destination_check_file (options.output, &error))
      && (csv = make_table (options.table, files[0], &error)) != NULL
      && write_table (csv, options.output, &error))
    return algo_console_finish (ALGO_EXIT_SUCCESS);
  algo_console_error ("%s", error->message);
  return ALGO_EXIT_FAILED;
}
