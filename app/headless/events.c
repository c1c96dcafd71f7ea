/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes what was recorded for TensorBoard. */
#include <glib/gi18n.h>

#include "app/headless/commands.h"
#include "app/headless/destination.h"
#include "app/headless/options.h"
#include "engine/run-file/run-file.h"
#include "engine/run-file/run-tensorboard.h"

static gboolean
read_options (char *const *arguments, char **folder, char ***files, AlgoExit *status)
{
  const AlgoCommandHelp help = {
    .name = "algoscope-run events",
    .operands = _ ("RUN"),
    .summary = _ ("Writes the metrics and events of a run for TensorBoard."),
    .description =
        _ ("FOLDER is made if it is missing, and receives one file, named after the time\n"
           "at which the run began and its seed. Give each run a folder of its own, and\n"
           "TensorBoard the folder above them."),
  };
  const AlgoOption options[] = {
    { ALGO_OPTION_FILE, "tensorboard", folder, .description = N_ ("Where to write"),
      .argument = N_ ("FOLDER") },
    { ALGO_OPTION_END },
  };

  if (!algo_options_read (&help, options, arguments, files, status))
    return FALSE;
  *status = ALGO_EXIT_USAGE;
  if (!algo_options_expect_one (*files))
    return FALSE;
  if (*folder == NULL)
    algo_console_error (_ ("--tensorboard is needed; see --help"));
  return *folder != NULL;
}

static gboolean
save (const AlgoRun *run, const char *folder, GError **error)
{
  g_autoptr (AlgoTensorboard) board = algo_run_to_tensorboard (run);
  g_autofree char *name = algo_run_tensorboard_name (run);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!algo_tensorboard_save (board, path, error))
    return FALSE;
  algo_console_report_written (path);
  return TRUE;
}

AlgoExit
algo_command_events (char *const *arguments)
{
  g_autofree char *folder = NULL;
  g_auto (GStrv) files = NULL;
  g_autoptr (AlgoRunFile) file = NULL;
  g_autoptr (GError) error = NULL;
  AlgoExit status;

  if (!read_options (arguments, &folder, &files, &status))
    return status;
  if ((file = algo_run_file_open (files[0], &error)) == NULL
      || !algo_destination_make_folder (folder, &error)
      || !save (algo_run_file_get_run (file), folder, &error))
    {
      algo_console_error ("%s", error->message);
      return ALGO_EXIT_FAILED;
    }
  return algo_console_finish (ALGO_EXIT_SUCCESS);
}
