/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/board-presets.h"

#include <glib/gi18n-lib.h>

static const AlgoBoardPreset presets[] = {
  { "overview", N_ ("_Overview"),
    "1.35: weights*2 network / approximation*1.5 phase explanation*1.4 / "
    "phase-diagram*1.5 trade-off training*1.4" },
  { "everything", N_ ("_Everything"),
    "weights network phase explanation / approximation generalisation trade-off phase-diagram / "
    "training order order-steps direct" },
};

const AlgoBoardPreset *
algo_board_presets_get (guint *count)
{
  *count = G_N_ELEMENTS (presets);
  return presets;
}
