/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one list of all panels: a panel that stands here is on the board, in the menu, in figures,
 * tables and the headless program. */
#include "ui/pictures/scene/panel.h"

#include <string.h>

/* Each is `const AlgoPanel algo_panel_NAME` in a file of its own. */
#define PANELS(PANEL)                                                                              \
  PANEL (weights)                                                                                  \
  PANEL (network)                                                                                  \
  PANEL (bias)                                                                                     \
  PANEL (phase)                                                                                    \
  PANEL (approximation)                                                                            \
  PANEL (residuals)                                                                                \
  PANEL (tasks)                                                                                    \
  PANEL (ribbon)                                                                                   \
  PANEL (explanation)                                                                              \
  PANEL (comparison)                                                                               \
  PANEL (generalisation)                                                                           \
  PANEL (phase_diagram)                                                                            \
  PANEL (trade_off)                                                                                \
  PANEL (order)                                                                                    \
  PANEL (order_steps)                                                                              \
  PANEL (training)                                                                                 \
  PANEL (direct)                                                                                   \
  PANEL (ensemble_phases)                                                                          \
  PANEL (ensemble_map)                                                                             \
  PANEL (ensemble_entropy)                                                                         \
  PANEL (ensemble_fvu)                                                                             \
  PANEL (ensemble_kl)                                                                              \
  PANEL (ensemble_order)                                                                           \
  PANEL (ensemble_time)                                                                            \
  PANEL (ensemble_transitions)                                                                     \
  PANEL (ensemble_generalisation)                                                                  \
  PANEL (ensemble_prior)                                                                           \
  PANEL (ensemble_direct)

#define DECLARE(name) extern const AlgoPanel algo_panel_##name;
#define LIST(name) &algo_panel_##name,

PANELS (DECLARE)

const AlgoPanel *const *
algo_panels_get (void)
{
  static const AlgoPanel *const panels[] = { PANELS (LIST) NULL };

  return panels;
}

const AlgoPanel *
algo_panel_find (const char *name)
{
  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    if (strcmp ((*panel)->name, name) == 0)
      return *panel;
  return NULL;
}
