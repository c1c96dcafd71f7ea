/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of single networks that a person opens. Any thread. */
#pragma once

#include "engine/network.h"

#define ALGO_NETWORK_SUFFIX ".safetensors"

/* Whether a file is to be read as a network, rather than as a run. */
gboolean algo_network_file_is_one (const char *path);
/* NULL, and a G_FILE_ERROR or ALGO_ERROR_FORMAT that names the file, if it holds no network. */
AlgoNetwork *algo_network_file_load (const char *path, GError **error);
