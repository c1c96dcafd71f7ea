/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/network-file.h"

#include "engine/error.h"
#include "engine/formats/parameters-file.h"
#include "engine/run-file/run-file.h"
#include "engine/run-file/schema.h"

#include <glib/gi18n-lib.h>

gboolean
algo_network_file_is_one (const char *path)
{
  return !algo_run_file_is_run (path) && !g_str_has_suffix (path, ALGO_RUN_SUFFIX);
}

static gboolean
check_size (const AlgoNetwork *network, GError **error)
{
  if ((guint64) network->inputs * network->hidden <= ALGO_NETWORK_MOST_WEIGHTS)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
               _ ("holds a network of %u inputs and %u hidden neurons, too large for the window; "
                  "“algoscope-run figure” and “algoscope-run classify” take it"),
               network->inputs, network->hidden);
  return FALSE;
}

AlgoNetwork *
algo_network_file_load (const char *path, GError **error)
{
  g_autoptr (AlgoSafetensors) file = algo_safetensors_load (path, error);
  g_autoptr (AlgoNetwork) network = NULL;

  if (file == NULL)
    return NULL;
  if (algo_parameters_are_in (file))
    g_set_error_literal (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                         _ ("holds the parameters of a hypernetwork, not a network; "
                            "“algoscope-run network” writes one of its networks"));
  else
    network = algo_network_read (file, error);
  if (network != NULL && check_size (network, error))
    return g_steal_pointer (&network);
  algo_error_prefix_path (error, path);
  return NULL;
}
