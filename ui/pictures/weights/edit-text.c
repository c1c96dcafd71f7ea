/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/weights/edit-text.h"

#include <glib/gi18n-lib.h>

#include "ui/pictures/drawing/numbers.h"

static char *
describe_value (const AlgoEdit *edit)
{
  g_autofree char *value = algo_number_format_signed (edit->value);

  switch (edit->weight)
    {
    case ALGO_WEIGHT_W0:
      return g_strdup_printf (_ ("Set the weight from input %u to neuron %u to %s"), edit->input,
                              edit->neuron, value);
    case ALGO_WEIGHT_B0:
      return g_strdup_printf (_ ("Set the bias of neuron %u to %s"), edit->neuron, value);
    case ALGO_WEIGHT_W1:
      return g_strdup_printf (_ ("Set the output weight of neuron %u to %s"), edit->neuron, value);
    case ALGO_WEIGHT_B1:
    default:
      return g_strdup_printf (_ ("Set the bias of the output to %s"), value);
    }
}

char *
algo_edit_describe (const AlgoEdit *edit)
{
  switch (edit->kind)
    {
    case ALGO_EDIT_ABLATE:
      return g_strdup_printf (_ ("Ablate neuron %u"), edit->neuron);
    case ALGO_EDIT_RESTORE:
      return g_strdup_printf (_ ("Restore neuron %u"), edit->neuron);
    case ALGO_EDIT_SET:
      return describe_value (edit);
    case ALGO_EDIT_MOVE:
      return g_strdup_printf (_ ("Move neuron %u to place %u"), edit->neuron, edit->place);
    case ALGO_EDIT_ARRANGE:
    default:
      return g_strdup (_ ("Rearrange the neurons"));
    }
}
