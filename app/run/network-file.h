/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of single networks that a person opens. Any thread. */
#pragma once

#include "engine/network.h"

#define ALGO_NETWORK_SUFFIX ".safetensors"

/* Whether a file is to be read as a network, rather than as a run. */
gboolean algo_network_file_is_one (const char *path);
/* The most weights in W0 that are drawn as they change: 256 inputs and 1024 hidden neurons, say. */
#define ALGO_NETWORK_MOST_WEIGHTS (1 << 18)

/* NULL, and a G_FILE_ERROR, ALGO_ERROR_FORMAT or ALGO_ERROR_SIZE that names the file, if it holds
 * no network, or one with more weights. */
AlgoNetwork *algo_network_file_load (const char *path, GError **error);
