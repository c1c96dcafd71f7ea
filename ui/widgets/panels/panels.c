/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/panels.h"

#include "ui/widgets/panels/approximation-view.h"
#include "ui/widgets/panels/comparison-view.h"
#include "ui/widgets/panels/direct-view.h"
#include "ui/widgets/panels/ensemble-view.h"
#include "ui/widgets/panels/explanation-view.h"
#include "ui/widgets/panels/generalisation-view.h"
#include "ui/widgets/panels/network-view.h"
#include "ui/widgets/panels/order-view.h"
#include "ui/widgets/panels/phase-diagram-view.h"
#include "ui/widgets/panels/phase-view.h"
#include "ui/widgets/panels/trade-off-view.h"
#include "ui/widgets/panels/training-view.h"
#include "ui/widgets/panels/weights-view.h"

static const struct
{
  const char *name; /* in the table of ui/pictures/figure/figure-panel.c */
  GType (*get_type) (void);
} panels[] = {
  { "weights", algo_weights_view_get_type },
  { "network", algo_network_view_get_type },
  { "approximation", algo_approximation_view_get_type },
  { "phase", algo_phase_view_get_type },
  { "explanation", algo_explanation_view_get_type },
  { "generalisation", algo_generalisation_view_get_type },
  { "phase-diagram", algo_phase_diagram_view_get_type },
  { "trade-off", algo_trade_off_view_get_type },
  { "order", algo_order_view_get_type },
  { "order-steps", algo_order_steps_view_get_type },
  { "training", algo_training_view_get_type },
  { "direct", algo_direct_view_get_type },
  { "comparison", algo_comparison_view_get_type },
};

/* All of them have one type of view. */
static const char *const ensemble_panels[] = {
  "ensemble-map",    "ensemble-phases",      "ensemble-entropy",
  "ensemble-fvu",    "ensemble-kl",          "ensemble-order",
  "ensemble-time",   "ensemble-transitions", "ensemble-generalisation",
  "ensemble-direct",
};

guint
algo_panels_count (AlgoViewSet set)
{
  return set == ALGO_PANELS_OF_RUN ? G_N_ELEMENTS (panels) : G_N_ELEMENTS (ensemble_panels);
}

const AlgoFigurePanel *
algo_panels_get_panel (AlgoViewSet set, guint index)
{
  return algo_figure_panel_find (set == ALGO_PANELS_OF_RUN ? panels[index].name
                                                           : ensemble_panels[index]);
}

AlgoPanelView *
algo_panel_view_new (const char *name)
{
  const AlgoEnsembleKind *kind = algo_ensemble_kind_find (name);

  if (kind != NULL)
    return algo_ensemble_view_new (kind);
  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    if (g_str_equal (panels[i].name, name))
      return g_object_new (panels[i].get_type (), NULL);
  return NULL;
}
