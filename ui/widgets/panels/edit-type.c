/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/edit-type.h"

static AlgoEdit *
edit_copy (AlgoEdit *edit)
{
  AlgoEdit *copy = g_memdup2 (edit, sizeof *edit);

  copy->order = g_memdup2 (edit->order, edit->count * sizeof *edit->order);
  return copy;
}

static void
edit_free (AlgoEdit *edit)
{
  g_free ((gpointer) edit->order);
  g_free (edit);
}

G_DEFINE_BOXED_TYPE (AlgoEdit, algo_edit, edit_copy, edit_free)
