/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/board/board-presets.h"

#include <glib/gi18n-lib.h>

static const AlgoBoardPreset run_presets[] = {
  { "overview", N_ ("_Overview"),
    "1.35: weights*2 network / approximation*1.5 phase explanation*1.4 / "
    "phase-diagram*1.5 trade-off training*1.4" },
  { "everything", N_ ("_Everything"),
    "weights network phase explanation / approximation generalisation trade-off phase-diagram / "
    "training*1.5 bias / order order-steps direct" },
};

static const AlgoBoardPreset ensemble_presets[] = {
  { "overview", N_ ("_Overview"),
    "1.15: ensemble-map*1.3 ensemble-phases ensemble-fvu / "
    "ensemble-transitions*1.2 ensemble-generalisation ensemble-direct" },
  { "everything", N_ ("_Everything"),
    "ensemble-map*1.2 ensemble-phases ensemble-entropy / "
    "ensemble-fvu ensemble-kl ensemble-transitions*1.2 / 1.4: ensemble-order ensemble-time / "
    "ensemble-generalisation ensemble-direct ensemble-prior" },
};

const AlgoBoardPreset *
algo_board_presets_get (AlgoPanelSet set, guint *count)
{
  const gboolean run = set == ALGO_PANEL_OF_RUN;

  *count = run ? G_N_ELEMENTS (run_presets) : G_N_ELEMENTS (ensemble_presets);
  return run ? run_presets : ensemble_presets;
}
