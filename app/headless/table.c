/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints what was recorded as a table. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/headless/commands.h"
#include "app/headless/destination.h"
#include "app/headless/options.h"
#include "engine/run-file/run-file.h"
#include "engine/run-file/run-table.h"

static const struct
{
  const char *name;
  AlgoCsv *(*make) (const AlgoRun *run);
} tables[] = {
  { "metrics", algo_run_table_metrics },
  { "phases", algo_run_table_phases },
  { "events", algo_run_table_events },
};

typedef struct
{
  char *what;
  char *output;
  gboolean csv; /* the only form that there is */
  guint table;
} TableOptions;

static void
table_options_clear (TableOptions *options)
{
  g_free (options->what);
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TableOptions, table_options_clear)

static gboolean
choose_table (TableOptions *table)
{
  if (table->what == NULL)
    {
      algo_console_error (_ ("--what is needed; see --help"));
      return FALSE;
    }
  while (table->table < G_N_ELEMENTS (tables)
         && !g_str_equal (table->what, tables[table->table].name))
    table->table++;
  if (table->table < G_N_ELEMENTS (tables))
    return TRUE;
  algo_console_error (_ ("--what: '%s' is not metrics, phases or events"), table->what);
  return FALSE;
}

static gboolean
read_options (char *const *arguments, TableOptions *table, char ***files, AlgoExit *status)
{
  const AlgoCommandHelp help = {
    .name = "algoscope-run table",
    .operands = _ ("RUN"),
    .summary = _ ("Prints what was recorded of a run as a table."),
    .description = _ ("Fields are parted by commas, numbers have a decimal point in every locale, "
                      "and the\nfirst row names the columns."),
  };
  const AlgoOption options[] = {
    { ALGO_OPTION_TEXT, "what", &table->what,
      .description = N_ ("metrics, a row a step; phases, over beta and steps; or events"),
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

static gboolean
write_table (const TableOptions *table, const AlgoRun *run, GError **error)
{
  g_autoptr (AlgoCsv) csv = tables[table->table].make (run);
  const char *text;
  gsize length;

  if (table->output == NULL)
    {
      text = algo_csv_get_text (csv, &length);
      fwrite (text, 1, length, stdout);
      return TRUE;
    }
  if (!algo_csv_save (csv, table->output, error))
    return FALSE;
  algo_console_report_written (table->output);
  return TRUE;
}

AlgoExit
algo_command_table (char *const *arguments)
{
  g_auto (TableOptions) table = { 0 };
  g_auto (GStrv) files = NULL;
  g_autoptr (AlgoRunFile) file = NULL;
  g_autoptr (GError) error = NULL;
  AlgoExit status;

  if (!read_options (arguments, &table, &files, &status))
    return status;
  if ((table.output == NULL || algo_destination_check_file (table.output, &error))
      && (file = algo_run_file_open (files[0], &error)) != NULL
      && write_table (&table, algo_run_file_get_run (file), &error))
    return algo_console_finish (ALGO_EXIT_SUCCESS);
  algo_console_error ("%s", error->message);
  return ALGO_EXIT_FAILED;
}
