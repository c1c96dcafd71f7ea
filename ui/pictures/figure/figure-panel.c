/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/figure/figure-panel.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/pictures/ensemble/ensemble-table.h"
#include "ui/pictures/approximation/explanation-table.h"
#include "ui/pictures/figure/figure-table.h"
#include "ui/pictures/history/order-picture.h"
#include "ui/pictures/history/phase-diagram-picture.h"
#include "ui/pictures/history/trade-off-picture.h"

void
algo_figure_data_set_observation (AlgoFigureData *data,
                                  const AlgoObservation *observation,
                                  const guint *order)
{
  data->weights.network = observation->network;
  data->weights.order = order;
  data->phase.classification = &observation->classification;
  data->phase.parameters = &observation->parameters;
  data->phase.kl = observation->kl;
  data->phase.draws = observation->draws > 1 ? observation->draws : 0;
  data->phase.draws_agreeing = observation->draws_agreeing;
  data->ribbon.grid = observation->grid;
  data->ribbon.log_beta = observation->question.log_beta;
  data->approximation.curves = observation->curves;
  data->approximation.unexplained = observation->parameters.unexplained;
  data->explanation.explanation = observation->explanation;
}

/* What a panel may have to make of the data before it is drawn. */
union _AlgoPanelPicture
{
  AlgoNetworkPicture network;
  AlgoRibbonPicture ribbon;
  AlgoApproximationPicture approximation;
  AlgoPhaseDiagramPicture phase_diagram;
  AlgoTradeOffPicture trade_off;
  AlgoOrderPicture order;
  AlgoEnsemblePicture ensemble;
};

static gboolean
weights_are_known (const AlgoFigureData *data)
{
  return data->weights.network != NULL;
}

static gconstpointer
find_weights (const AlgoFigurePanel *panel, const AlgoFigureData *data, AlgoPanelPicture *room)
{
  return &data->weights;
}

static gconstpointer
make_network (const AlgoFigurePanel *panel, const AlgoFigureData *data, AlgoPanelPicture *room)
{
  room->network = (AlgoNetworkPicture){ .network = data->weights.network,
                                        .arrangement = data->arrangement,
                                        .scale = data->weights.scale };
  return room;
}

static gboolean
phase_is_known (const AlgoFigureData *data)
{
  return data->phase.classification != NULL;
}

static gconstpointer
find_phase (const AlgoFigurePanel *panel, const AlgoFigureData *data, AlgoPanelPicture *room)
{
  return &data->phase;
}

static gboolean
ribbon_is_known (const AlgoFigureData *data)
{
  return data->ribbon.grid != NULL;
}

static gconstpointer
make_ribbon (const AlgoFigurePanel *panel, const AlgoFigureData *data, AlgoPanelPicture *room)
{
  room->ribbon = data->ribbon;
  room->ribbon.axis = TRUE;
  return room;
}

static gboolean
approximation_is_known (const AlgoFigureData *data)
{
  return data->approximation.curves != NULL;
}

static gconstpointer
make_approximation (const AlgoFigurePanel *panel, const AlgoFigureData *data, AlgoPanelPicture *room)
{
  room->approximation = data->approximation;
  room->approximation.mode = ALGO_APPROXIMATION_VALUE;
  return room;
}

static gconstpointer
make_residuals (const AlgoFigurePanel *panel, const AlgoFigureData *data, AlgoPanelPicture *room)
{
  room->approximation = data->approximation;
  room->approximation.mode = ALGO_APPROXIMATION_RESIDUAL;
  return room;
}

static gboolean
history_is_known (const AlgoFigureData *data)
{
  return data->history.count > 1;
}

static gboolean
grid_is_known (const AlgoFigureData *data)
{
  return data->history.count > 0;
}

static gconstpointer
make_phase_diagram (const AlgoFigurePanel *panel, const AlgoFigureData *data, AlgoPanelPicture *room)
{
  room->phase_diagram = (AlgoPhaseDiagramPicture){ .history = data->history,
                                                   .log_beta = data->ribbon.log_beta,
                                                   .step = -1 };
  return room;
}

static gconstpointer
make_trade_off (const AlgoFigurePanel *panel, const AlgoFigureData *data, AlgoPanelPicture *room)
{
  room->trade_off = (AlgoTradeOffPicture){
    .grid = algo_grid_history_get (&data->history, -1),
    .history = data->history,
    .log_beta = data->ribbon.log_beta,
    .hover = -1
  };
  return room;
}

static gconstpointer
make_order_over_beta (const AlgoFigurePanel *panel, const AlgoFigureData *data, AlgoPanelPicture *room)
{
  room->order = (AlgoOrderPicture){ .history = data->history,
                                    .log_beta = data->ribbon.log_beta,
                                    .step = -1,
                                    .mode = ALGO_ORDER_OVER_BETA };
  return room;
}

static gconstpointer
make_order_over_steps (const AlgoFigurePanel *panel, const AlgoFigureData *data, AlgoPanelPicture *room)
{
  make_order_over_beta (panel, data, room);
  room->order.mode = ALGO_ORDER_OVER_STEPS;
  return room;
}

static gboolean
explanation_is_known (const AlgoFigureData *data)
{
  return data->explanation.explanation != NULL;
}

static gconstpointer
find_explanation (const AlgoFigurePanel *panel, const AlgoFigureData *data, AlgoPanelPicture *room)
{
  return &data->explanation;
}

static void
tabulate_explanation (const AlgoFigureData *data, AlgoCsv *csv)
{
  algo_explanation_tabulate (data->explanation.explanation, csv);
}

static gboolean
generalisation_is_known (const AlgoFigureData *data)
{
  return data->generalisation.generalisation != NULL;
}

static gconstpointer
find_generalisation (const AlgoFigurePanel *panel, const AlgoFigureData *data, AlgoPanelPicture *room)
{
  return &data->generalisation;
}

static void
tabulate_generalisation (const AlgoFigureData *data, AlgoCsv *csv)
{
  algo_generalisation_tabulate (data->generalisation.generalisation, csv);
}

static gboolean
comparison_is_known (const AlgoFigureData *data)
{
  return data->comparison.comparison != NULL;
}

static gconstpointer
find_comparison (const AlgoFigurePanel *panel, const AlgoFigureData *data, AlgoPanelPicture *room)
{
  return &data->comparison;
}

static void
tabulate_comparison (const AlgoFigureData *data, AlgoCsv *csv)
{
  algo_comparison_tabulate (data->comparison.comparison, csv);
}

static gboolean
training_is_known (const AlgoFigureData *data)
{
  return data->training.count > 0;
}

static gconstpointer
find_training (const AlgoFigurePanel *panel, const AlgoFigureData *data, AlgoPanelPicture *room)
{
  return &data->training;
}

static gboolean
direct_is_known (const AlgoFigureData *data)
{
  return data->direct.trajectory != NULL;
}

static gconstpointer
find_direct (const AlgoFigurePanel *panel, const AlgoFigureData *data, AlgoPanelPicture *room)
{
  return &data->direct;
}

static gboolean
ensemble_is_known (const AlgoFigureData *data)
{
  return algo_ensemble_picture_is_known (&data->ensemble);
}

static gconstpointer
make_ensemble (const AlgoFigurePanel *panel, const AlgoFigureData *data, AlgoPanelPicture *room)
{
  room->ensemble = data->ensemble;
  room->ensemble.kind = algo_ensemble_kind_find (panel->name);
  return room;
}

#define A_NETWORK N_ ("a network")
#define A_HYPERNETWORK N_ ("a hypernetwork's parameters or a run")
#define A_RUN N_ ("a run")

/* What all panels of ensembles have alike; `kind` is the end of their names. */
#define ENSEMBLE_PANEL(kind, table)                                                                \
  .name = "ensemble-" #kind, .needs = N_ ("an ensemble"), .is_known = ensemble_is_known,           \
  .picture = make_ensemble, .draw = (AlgoDrawFunc) algo_ensemble_picture_draw,                     \
  .tabulate = algo_ensemble_tabulate_##table

static const AlgoFigurePanel panels[] = {
  { .name = "weights",
    .title = N_ ("Weights"),
    .needs = A_NETWORK,
    .narrow = { 240, 130 },
    .wide = { 519, 200 },
    .share = 2,
    .in_layout = TRUE,
    .is_known = weights_are_known,
    .picture = find_weights,
    .draw = (AlgoDrawFunc) algo_weights_picture_draw,
    .tabulate = algo_figure_tabulate_weights },
  { .name = "network",
    .title = N_ ("Network"),
    .needs = A_NETWORK,
    .narrow = { 160, 160 },
    .wide = { 519, 280 },
    .share = 1.2,
    .in_layout = TRUE,
    .is_known = weights_are_known,
    .picture = make_network,
    .draw = (AlgoDrawFunc) algo_network_picture_draw,
    .tabulate = algo_figure_tabulate_network },
  { .name = "phase",
    .title = N_ ("Phase"),
    .needs = A_NETWORK,
    .narrow = { 150, 120 },
    .wide = { 519, 90 },
    .share = 1,
    .in_layout = TRUE,
    .is_known = phase_is_known,
    .picture = find_phase,
    .draw = (AlgoDrawFunc) algo_phase_picture_draw,
    .tabulate = algo_figure_tabulate_phase },
  { .name = "approximation",
    .title = N_ ("L1 approximation"),
    .needs = A_NETWORK,
    .narrow = { 240, 120 },
    .wide = { 519, 170 },
    .share = 2,
    .in_layout = TRUE,
    .is_known = approximation_is_known,
    .picture = make_approximation,
    .draw = (AlgoDrawFunc) algo_approximation_picture_draw,
    .tabulate = algo_figure_tabulate_approximation },
  { .name = "residuals",
    .title = N_ ("Residuals"),
    .needs = A_NETWORK,
    .narrow = { 240, 120 },
    .wide = { 519, 170 },
    .share = 2,
    .is_known = approximation_is_known,
    .picture = make_residuals,
    .draw = (AlgoDrawFunc) algo_approximation_picture_draw,
    .tabulate = algo_figure_tabulate_approximation },
  { .name = "ribbon",
    .title = N_ ("Phase over complexity"),
    .needs = A_HYPERNETWORK,
    .narrow = { 240, 34 },
    .wide = { 519, 36 },
    .share = 2,
    .in_layout = TRUE,
    .is_known = ribbon_is_known,
    .picture = make_ribbon,
    .draw = (AlgoDrawFunc) algo_ribbon_picture_draw,
    .tabulate = algo_figure_tabulate_ribbon },
  { .name = "explanation",
    .title = N_ ("Explanation"),
    .needs = A_NETWORK,
    .narrow = { 240, 170 },
    .wide = { 519, 200 },
    .share = 2,
    .is_known = explanation_is_known,
    .picture = find_explanation,
    .draw = (AlgoDrawFunc) algo_explanation_picture_draw,
    .tabulate = tabulate_explanation },
  { .name = "comparison",
    .title = N_ ("Comparison"),
    .needs = N_ ("two networks, the second named by --with"),
    .narrow = { 240, 260 },
    .wide = { 519, 170 },
    .share = 2,
    .is_known = comparison_is_known,
    .picture = find_comparison,
    .draw = (AlgoDrawFunc) algo_comparison_picture_draw,
    .tabulate = tabulate_comparison },
  { .name = "generalisation",
    .title = N_ ("Generalisation"),
    .needs = A_HYPERNETWORK,
    .narrow = { 240, 150 },
    .wide = { 519, 180 },
    .share = 2,
    .is_known = generalisation_is_known,
    .picture = find_generalisation,
    .draw = (AlgoDrawFunc) algo_generalisation_picture_draw,
    .tabulate = tabulate_generalisation },
  { .name = "phase-diagram",
    .title = N_ ("Phase diagram"),
    .needs = A_RUN,
    .narrow = { 240, 150 },
    .wide = { 519, 180 },
    .share = 2,
    .in_layout = TRUE,
    .is_known = history_is_known,
    .picture = make_phase_diagram,
    .draw = (AlgoDrawFunc) algo_phase_diagram_picture_draw,
    .tabulate = algo_figure_tabulate_history },
  { .name = "trade-off",
    .title = N_ ("Trade-off"),
    .needs = A_HYPERNETWORK,
    .narrow = { 200, 150 },
    .wide = { 519, 220 },
    .share = 1.6,
    .in_layout = TRUE,
    .is_known = grid_is_known,
    .picture = make_trade_off,
    .draw = (AlgoDrawFunc) algo_trade_off_picture_draw,
    .tabulate = algo_figure_tabulate_history },
  { .name = "order",
    .title = N_ ("Order over complexity"),
    .needs = A_HYPERNETWORK,
    .narrow = { 240, 240 },
    .wide = { 519, 220 },
    .share = 2,
    .is_known = grid_is_known,
    .picture = make_order_over_beta,
    .draw = (AlgoDrawFunc) algo_order_picture_draw,
    .tabulate = algo_figure_tabulate_order },
  { .name = "order-steps",
    .title = N_ ("Order over training"),
    .needs = A_RUN,
    .narrow = { 240, 240 },
    .wide = { 519, 220 },
    .share = 2,
    .is_known = history_is_known,
    .picture = make_order_over_steps,
    .draw = (AlgoDrawFunc) algo_order_picture_draw,
    .tabulate = algo_figure_tabulate_order_steps },
  { .name = "training",
    .title = N_ ("Training"),
    .needs = A_RUN,
    .narrow = { 240, 160 },
    .wide = { 519, 110 },
    .share = 2,
    .in_layout = TRUE,
    .is_known = training_is_known,
    .picture = find_training,
    .draw = (AlgoDrawFunc) algo_training_picture_draw,
    .tabulate = algo_figure_tabulate_training },
  { .name = "direct",
    .title = N_ ("Direct training"),
    .needs = A_HYPERNETWORK,
    .narrow = { 240, 220 },
    .wide = { 519, 180 },
    .share = 2,
    .is_known = direct_is_known,
    .picture = find_direct,
    .draw = (AlgoDrawFunc) algo_direct_picture_draw,
    .tabulate = algo_figure_tabulate_direct },
  { ENSEMBLE_PANEL (phases, phases), .title = N_ ("Phases of all seeds"), .narrow = { 240, 150 },
    .wide = { 519, 180 }, .share = 2, .in_layout = TRUE },
  { ENSEMBLE_PANEL (map, map), .title = N_ ("Phases over training"), .narrow = { 240, 160 },
    .wide = { 519, 190 }, .share = 2, .in_layout = TRUE },
  { ENSEMBLE_PANEL (entropy, map), .title = N_ ("Disagreement of seeds"), .narrow = { 240, 160 },
    .wide = { 519, 190 }, .share = 2 },
  { ENSEMBLE_PANEL (fvu, fvu), .title = N_ ("FVU over complexity"), .narrow = { 240, 140 },
    .wide = { 519, 170 }, .share = 2, .in_layout = TRUE },
  { ENSEMBLE_PANEL (kl, kl), .title = N_ ("KL over complexity"), .narrow = { 240, 140 },
    .wide = { 519, 170 }, .share = 2 },
  { ENSEMBLE_PANEL (order, order), .title = N_ ("Order over complexity"), .narrow = { 240, 260 },
    .wide = { 519, 300 }, .share = 2 },
  { ENSEMBLE_PANEL (time, time), .title = N_ ("Order over training"), .narrow = { 240, 260 },
    .wide = { 519, 300 }, .share = 2 },
  { ENSEMBLE_PANEL (transitions, transitions), .title = N_ ("Births and deaths of phases"),
    .narrow = { 240, 170 }, .wide = { 519, 200 }, .share = 2, .in_layout = TRUE },
  { ENSEMBLE_PANEL (generalisation, generalisation), .title = N_ ("Generalisation"),
    .narrow = { 240, 180 }, .wide = { 519, 200 }, .share = 2, .in_layout = TRUE },
  { ENSEMBLE_PANEL (direct, direct), .title = N_ ("Direct training"), .narrow = { 240, 170 },
    .wide = { 519, 190 }, .share = 2, .in_layout = TRUE },
};

const AlgoFigurePanel *
algo_figure_panels_get (guint *count)
{
  *count = G_N_ELEMENTS (panels);
  return panels;
}

const AlgoFigurePanel *
algo_figure_panel_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    if (strcmp (panels[i].name, name) == 0)
      return &panels[i];
  return NULL;
}

void
algo_figure_panel_draw (const AlgoFigurePanel *panel,
                 const AlgoFigureData *data,
                 cairo_t *cr,
                 double width,
                 double height,
                 const AlgoStyle *style)
{
  AlgoPanelPicture room;

  panel->draw (panel->picture (panel, data, &room), cr, width, height, style);
}

const char *
algo_figure_panel_get_title (const AlgoFigurePanel *panel)
{
  return _ (panel->title);
}

const char *
algo_figure_panel_get_needs (const AlgoFigurePanel *panel)
{
  return _ (panel->needs);
}
