/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints what was recorded as a table. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/headless/command.h"
#include "app/headless/destination.h"
#include "app/headless/progress.h"
#include "app/headless/results.h"
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
  gboolean from_prior;
} TableOptions;

#define AT(member) G_STRUCT_OFFSET (TableOptions, member)

static const AlgoOption options[] = {
  { ALGO_OPTION_TEXT, "what", AT (what), N_ ("Which table"), N_ ("TABLE"), .is_needed = TRUE },
  { ALGO_OPTION_FLAG, "csv", AT (csv), N_ ("As comma-separated values, which is the default") },
  { ALGO_OPTION_FLAG, "prior", AT (from_prior),
    N_ ("Measure the phases of a run without its encoder") },
  { ALGO_OPTION_OUTPUT, "output", AT (output), N_ ("Write to a file instead"), N_ ("FILE"),
    .short_name = 'o' },
  ALGO_OPTION_ENTRY_FORCE,
  { ALGO_OPTION_END },
};

static const Table *
find_table (const char *name, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (name, tables[i].name))
      return &tables[i];
  algo_command_line_refuse (error, _ ("--what: '%s' is not a table; see --help"), name);
  return NULL;
}

static gboolean
add_phases_from_prior (AlgoCsv *csv, AlgoRunFile *file, guint64 step, GError **error)
{
  g_autoptr (AlgoSnapshot) snapshot = algo_run_file_read_snapshot (file, step, error);
  g_autoptr (AlgoGrid) grid =
      snapshot != NULL ? algo_results_measure (snapshot, TRUE, error) : NULL;

  if (grid != NULL)
    algo_csv_add_grid (csv, snapshot->settings.seed, grid);
  return grid != NULL;
}

/* Measures the phases without the encoder at all steps whose parameters were kept, and the last:
 * they are not recorded. */
static AlgoCsv *
measure_phases_from_prior (AlgoRunFile *file, GError **error)
{
  const AlgoRun *run = algo_run_file_get_run (file);
  const GArray *kept = run->snapshots;
  const gboolean has_last =
      kept->len > 0 && g_array_index (kept, guint64, kept->len - 1) == run->step;
  const guint count = kept->len + !has_last;
  g_autoptr (AlgoCsv) csv = algo_csv_new ();
  gboolean succeeded = TRUE;
  AlgoProgress progress;

  algo_csv_add_constant (csv, "latents", "prior");
  algo_csv_add_phases_header (csv);
  algo_interrupt_catch ();
  algo_progress_init_work (&progress);
  for (guint i = 0; i < count && succeeded; i++)
    {
      succeeded = add_phases_from_prior (
          csv, file, i < kept->len ? g_array_index (kept, guint64, i) : run->step, error);
      algo_progress_note (&progress, i + 1, count);
    }
  algo_progress_finish (&progress);
  return succeeded ? g_steal_pointer (&csv) : NULL;
}

/* Returns NULL and the error if the file cannot be read, or has no such table. */
static AlgoCsv *
make_table (const Table *table, const char *path, gboolean from_prior, GError **error)
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
  if (from_prior && (is_ensemble || table->of_run != algo_run_table_phases))
    {
      algo_command_line_refuse (error, _ ("--prior: only of the phases of a run"));
      return NULL;
    }
  if (is_ensemble)
    {
      ensemble = algo_ensemble_read (path, error);
      return ensemble != NULL ? table->of_ensemble (ensemble) : NULL;
    }
  run = algo_run_file_open (path, error);
  if (run == NULL)
    return NULL;
  return from_prior ? measure_phases_from_prior (run, error)
                    : table->of_run (algo_run_file_get_run (run));
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
  return algo_console_report_written (output, algo_csv_save (csv, output, error));
}

static gboolean
run (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const TableOptions *asked = values;
  const Table *table = find_table (asked->what, error);
  g_autoptr (AlgoCsv) csv = NULL;

  return table != NULL
         && (asked->output == NULL
             || algo_destination_check_file (asked->output, line->force, error))
         && (csv = make_table (table, line->operands[0], asked->from_prior, error)) != NULL
         && write_table (csv, asked->output, error);
}

const AlgoCommand algo_command_table = {
  .help = {
    .name = "algoscope-run table",
    .operands = N_ ("RUN|ENSEMBLE"),
    .summary = N_ ("Prints what was recorded of a run, or gathered in an ensemble, as a table."),
    .description =
        N_ ("A run has the tables metrics, a row a step; phases, over beta and steps; and\n"
            "events. An ensemble has phases, of all its runs; generalisation, over beta\n"
            "and sizes; direct, what Adam finds without a hypernetwork; and members.\n"
            "Fields are parted by commas, numbers have a decimal point in every locale,\n"
            "and the first row names the columns."),
  },
  .options = options,
  .size = sizeof (TableOptions),
  .run = run,
};
