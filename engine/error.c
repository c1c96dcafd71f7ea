/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"

#include "engine/text.h"

GQuark
algo_error_quark (void)
{
  return g_quark_from_static_string ("algo-error-quark");
}

void
algo_error_prefix_path (GError **error, const char *path)
{
  g_autofree char *displayed = g_filename_display_name (path);
  g_autofree char *printable = algo_text_printable (displayed);

  g_prefix_error (error, "%s: ", printable);
}
