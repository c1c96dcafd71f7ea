/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says which algorithm the networks in files are. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/headless/commands.h"
#include "app/headless/options.h"
#include "engine/analysis/phase.h"
#include "engine/formats/safetensors.h"

/* On which the thresholds between phases were set. */
#define POINTS 4096
#define POINTS_SEED 0

static gboolean
classify_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoNetwork) network = algo_network_load (path, NULL, &error);
  g_autofree char *column = algo_console_escape (path);
  AlgoOrderParameters order;
  AlgoClassification classification;

  if (network == NULL)
    {
      algo_console_error ("%s", error->message);
      return FALSE;
    }
  algo_order_parameters_measure (network, algo_network_unexplained (network, POINTS, POINTS_SEED),
                                 &order);
  algo_classify (&order, &classification);
  printf ("%s\t%s\t%.6g\t%.6g\t%.6g\t%.6g\t%.6g\t%.6g\t%.6g\t%.6g\n", column,
          algo_phase_name (classification.phase), classification.confidence, order.localisation,
          order.coverage, order.evenness, order.double_sidedness, order.polarity, order.unanimity,
          order.unexplained);
  return TRUE;
}

AlgoExit
algo_command_classify (char *const *arguments)
{
  const AlgoCommandHelp help = {
    .name = "algoscope-run classify",
    .operands = _ ("FILE…"),
    .summary = _ ("Says which algorithm the networks in safetensors files (W0, b0, W1, b1) are."),
    .description =
        _ ("Writes one line a file, columns parted by tabs: path, phase, confidence,\n"
           "localisation, coverage, evenness, double-sidedness, polarity, unanimity,\n"
           "unexplained. The phases are unformed, convexity, pudding+, pudding-, tilted,\n"
           "double-sided, mixed, scattered and unrecognised. A file that cannot be read\n"
           "is named on standard error, the others are classified all the same, and the\n"
           "exit status is 1."),
  };
  gboolean header = FALSE;
  const AlgoOption options[] = {
    { ALGO_OPTION_FLAG, "header", &header,
      .description = N_ ("Begin with the names of the columns") },
    { ALGO_OPTION_END },
  };
  g_auto (GStrv) files = NULL;
  AlgoExit status;

  if (!algo_options_read (&help, options, arguments, &files, &status))
    return status;
  if (files == NULL)
    {
      algo_console_error (_ ("A file is needed; see --help"));
      return ALGO_EXIT_USAGE;
    }
  if (header)
    puts ("path\tphase\tconfidence\tlocalisation\tcoverage\tevenness\tdouble-sidedness\tpolarity\t"
          "unanimity\tunexplained");
  for (guint i = 0; files[i] != NULL; i++)
    if (!classify_file (files[i]))
      status = ALGO_EXIT_FAILED;
  return algo_console_finish (status);
}
