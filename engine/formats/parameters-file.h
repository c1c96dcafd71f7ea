/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hypernetwork's parameters as a safetensors file. */
#pragma once

#include "engine/model/parameters.h"

/* Writes theta (K + 1, P), mixer.w1 (features, width), mixer.b1 (width), mixer.w2 (width, K) and
 * mixer.b2 (K). The file appears whole or not at all. FALSE and a G_FILE_ERROR if it cannot be
 * written. Any thread. */
gboolean algo_parameters_save (const AlgoParameters *parameters, const char *path,
                               GHashTable *metadata, /* may be NULL */
                               GError **error);
