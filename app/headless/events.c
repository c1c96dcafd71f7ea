/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes what was recorded for TensorBoard. */
#include <glib/gi18n.h>

#include "app/headless/command.h"
#include "app/headless/destination.h"
#include "engine/run-file/run-file.h"
#include "engine/run-file/run-tensorboard.h"

static const AlgoOption options[] = {
  { ALGO_OPTION_FILE, "tensorboard", 0, N_ ("Where to write"), N_ ("FOLDER"), .is_needed = TRUE },
  ALGO_OPTION_ENTRY_FORCE,
  { ALGO_OPTION_END },
};

static gboolean
save (const AlgoRun *run, const char *folder, gboolean force, GError **error)
{
  g_autoptr (AlgoTensorboard) board = algo_run_to_tensorboard (run);
  g_autofree char *name = algo_run_tensorboard_name (run);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return algo_destination_check_file (path, force, error)
         && algo_console_report_written (path, algo_tensorboard_save (board, path, error));
}

static gboolean
run (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const char *folder = *(char *const *) values;
  g_autoptr (AlgoRunFile) file = algo_run_file_open (line->operands[0], error);

  return file != NULL && algo_destination_make_folder (folder, error)
         && save (algo_run_file_get_run (file), folder, line->force, error);
}

const AlgoCommand algo_command_events = {
  .help = {
    .name = "algoscope-run events",
    .operands = N_ ("RUN"),
    .summary = N_ ("Writes the metrics and events of a run for TensorBoard."),
    .description =
        N_ ("FOLDER is made if it is missing, and receives one file, named after the time\n"
            "at which the run began and its seed. Give each run a folder of its own, and\n"
            "TensorBoard the folder above them."),
  },
  .options = options,
  .size = sizeof (char *),
  .run = run,
};
