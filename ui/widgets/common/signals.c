/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/common/signals.h"

void
algo_class_add_signal (gpointer class, const char *name, guint n_arguments, ...)
{
  va_list types;

  va_start (types, n_arguments);
  g_signal_new_valist (name, G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, NULL, NULL, NULL, NULL,
                       G_TYPE_NONE, n_arguments, types);
  va_end (types);
}
