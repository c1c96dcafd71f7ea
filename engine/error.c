/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"

GQuark
algo_error_quark (void)
{
  return g_quark_from_static_string ("algo-error-quark");
}
