/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/figure-panel.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/pictures/explanation-table.h"
#include "ui/pictures/figure-table.h"
#include "ui/pictures/order-picture.h"
#include "ui/pictures/phase-diagram-picture.h"
#include "ui/pictures/trade-off-picture.h"

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

static gboolean
weights_are_known (const AlgoFigureData *data)
{
  return data->weights.network != NULL;
}

static void
draw_weights (const AlgoFigureData *data,
              cairo_t *cr,
              double width,
              double height,
              const AlgoStyle *style)
{
  algo_weights_picture_draw (&data->weights, cr, width, height, style);
}

static void
draw_network (const AlgoFigureData *data,
              cairo_t *cr,
              double width,
              double height,
              const AlgoStyle *style)
{
  AlgoNetworkPicture picture = { .network = data->weights.network,
                                 .arrangement = data->arrangement,
                                 .scale = data->weights.scale };

  algo_network_picture_draw (&picture, cr, width, height, style);
}

static gboolean
phase_is_known (const AlgoFigureData *data)
{
  return data->phase.classification != NULL;
}

static void
draw_phase (const AlgoFigureData *data,
            cairo_t *cr,
            double width,
            double height,
            const AlgoStyle *style)
{
  algo_phase_picture_draw (&data->phase, cr, width, height, style);
}

static gboolean
ribbon_is_known (const AlgoFigureData *data)
{
  return data->ribbon.grid != NULL;
}

static void
draw_ribbon (const AlgoFigureData *data,
             cairo_t *cr,
             double width,
             double height,
             const AlgoStyle *style)
{
  AlgoRibbonPicture ribbon = data->ribbon;

  ribbon.axis = TRUE;
  algo_ribbon_picture_draw (&ribbon, cr, width, height, style);
}

static gboolean
approximation_is_known (const AlgoFigureData *data)
{
  return data->approximation.curves != NULL;
}

static void
draw_approximation (const AlgoFigureData *data,
                    cairo_t *cr,
                    double width,
                    double height,
                    const AlgoStyle *style)
{
  AlgoApproximationPicture picture = data->approximation;

  picture.mode = ALGO_APPROXIMATION_VALUE;
  algo_approximation_picture_draw (&picture, cr, width, height, style);
}

static void
draw_residuals (const AlgoFigureData *data,
                cairo_t *cr,
                double width,
                double height,
                const AlgoStyle *style)
{
  AlgoApproximationPicture picture = data->approximation;

  picture.mode = ALGO_APPROXIMATION_RESIDUAL;
  algo_approximation_picture_draw (&picture, cr, width, height, style);
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

static void
draw_phase_diagram (const AlgoFigureData *data,
                    cairo_t *cr,
                    double width,
                    double height,
                    const AlgoStyle *style)
{
  const AlgoPhaseDiagramPicture picture = { .history = data->history,
                                            .log_beta = data->ribbon.log_beta,
                                            .step = -1 };

  algo_phase_diagram_picture_draw (&picture, cr, width, height, style);
}

static void
draw_trade_off (const AlgoFigureData *data,
                cairo_t *cr,
                double width,
                double height,
                const AlgoStyle *style)
{
  const AlgoTradeOffPicture picture = {
    .history = data->history, .log_beta = data->ribbon.log_beta, .step = -1, .hover = -1
  };

  algo_trade_off_picture_draw (&picture, cr, width, height, style);
}

static void
draw_order_over_beta (const AlgoFigureData *data,
                      cairo_t *cr,
                      double width,
                      double height,
                      const AlgoStyle *style)
{
  const AlgoOrderPicture picture = { .history = data->history,
                                     .log_beta = data->ribbon.log_beta,
                                     .step = -1,
                                     .mode = ALGO_ORDER_OVER_BETA };

  algo_order_picture_draw (&picture, cr, width, height, style);
}

static void
draw_order_over_steps (const AlgoFigureData *data,
                       cairo_t *cr,
                       double width,
                       double height,
                       const AlgoStyle *style)
{
  const AlgoOrderPicture picture = { .history = data->history,
                                     .log_beta = data->ribbon.log_beta,
                                     .step = -1,
                                     .mode = ALGO_ORDER_OVER_STEPS };

  algo_order_picture_draw (&picture, cr, width, height, style);
}

static gboolean
explanation_is_known (const AlgoFigureData *data)
{
  return data->explanation.explanation != NULL;
}

static void
draw_explanation (const AlgoFigureData *data,
                  cairo_t *cr,
                  double width,
                  double height,
                  const AlgoStyle *style)
{
  algo_explanation_picture_draw (&data->explanation, cr, width, height, style);
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

static void
draw_generalisation (const AlgoFigureData *data,
                     cairo_t *cr,
                     double width,
                     double height,
                     const AlgoStyle *style)
{
  algo_generalisation_picture_draw (&data->generalisation, cr, width, height, style);
}

static void
tabulate_generalisation (const AlgoFigureData *data, AlgoCsv *csv)
{
  algo_generalisation_tabulate (data->generalisation.generalisation, csv);
}

static gboolean
training_is_known (const AlgoFigureData *data)
{
  return data->training.count > 0;
}

static void
draw_training (const AlgoFigureData *data,
               cairo_t *cr,
               double width,
               double height,
               const AlgoStyle *style)
{
  algo_training_picture_draw (&data->training, cr, width, height, style);
}

#define A_NETWORK N_ ("a network")
#define A_HYPERNETWORK N_ ("a hypernetwork's parameters or a run")
#define A_RUN N_ ("a run")

static const AlgoPanel panels[] = {
  { .name = "weights",
    .title = N_ ("Weights"),
    .needs = A_NETWORK,
    .narrow = { 240, 130 },
    .wide = { 519, 200 },
    .share = 2,
    .in_layout = TRUE,
    .is_known = weights_are_known,
    .draw = draw_weights,
    .tabulate = algo_figure_tabulate_weights },
  { .name = "network",
    .title = N_ ("Network"),
    .needs = A_NETWORK,
    .narrow = { 160, 160 },
    .wide = { 519, 280 },
    .share = 1.2,
    .in_layout = TRUE,
    .is_known = weights_are_known,
    .draw = draw_network,
    .tabulate = algo_figure_tabulate_network },
  { .name = "phase",
    .title = N_ ("Phase"),
    .needs = A_NETWORK,
    .narrow = { 150, 120 },
    .wide = { 519, 90 },
    .share = 1,
    .in_layout = TRUE,
    .is_known = phase_is_known,
    .draw = draw_phase,
    .tabulate = algo_figure_tabulate_phase },
  { .name = "approximation",
    .title = N_ ("L1 approximation"),
    .needs = A_NETWORK,
    .narrow = { 240, 120 },
    .wide = { 519, 170 },
    .share = 2,
    .in_layout = TRUE,
    .is_known = approximation_is_known,
    .draw = draw_approximation,
    .tabulate = algo_figure_tabulate_approximation },
  { .name = "residuals",
    .title = N_ ("Residuals"),
    .needs = A_NETWORK,
    .narrow = { 240, 120 },
    .wide = { 519, 170 },
    .share = 2,
    .is_known = approximation_is_known,
    .draw = draw_residuals,
    .tabulate = algo_figure_tabulate_approximation },
  { .name = "ribbon",
    .title = N_ ("Phase over complexity"),
    .needs = A_HYPERNETWORK,
    .narrow = { 240, 34 },
    .wide = { 519, 36 },
    .share = 2,
    .in_layout = TRUE,
    .is_known = ribbon_is_known,
    .draw = draw_ribbon,
    .tabulate = algo_figure_tabulate_ribbon },
  { .name = "explanation",
    .title = N_ ("Explanation"),
    .needs = A_NETWORK,
    .narrow = { 240, 170 },
    .wide = { 519, 200 },
    .share = 2,
    .is_known = explanation_is_known,
    .draw = draw_explanation,
    .tabulate = tabulate_explanation },
  { .name = "generalisation",
    .title = N_ ("Generalisation"),
    .needs = A_HYPERNETWORK,
    .narrow = { 240, 150 },
    .wide = { 519, 180 },
    .share = 2,
    .is_known = generalisation_is_known,
    .draw = draw_generalisation,
    .tabulate = tabulate_generalisation },
  { .name = "phase-diagram",
    .title = N_ ("Phase diagram"),
    .needs = A_RUN,
    .narrow = { 240, 150 },
    .wide = { 519, 180 },
    .share = 2,
    .in_layout = TRUE,
    .is_known = history_is_known,
    .draw = draw_phase_diagram,
    .tabulate = algo_figure_tabulate_history },
  { .name = "trade-off",
    .title = N_ ("Trade-off"),
    .needs = A_HYPERNETWORK,
    .narrow = { 200, 150 },
    .wide = { 519, 220 },
    .share = 1.6,
    .in_layout = TRUE,
    .is_known = grid_is_known,
    .draw = draw_trade_off,
    .tabulate = algo_figure_tabulate_history },
  { .name = "order",
    .title = N_ ("Order parameters over complexity"),
    .needs = A_HYPERNETWORK,
    .narrow = { 240, 240 },
    .wide = { 519, 220 },
    .share = 2,
    .is_known = grid_is_known,
    .draw = draw_order_over_beta,
    .tabulate = algo_figure_tabulate_order },
  { .name = "order-steps",
    .title = N_ ("Order parameters over training"),
    .needs = A_RUN,
    .narrow = { 240, 240 },
    .wide = { 519, 220 },
    .share = 2,
    .is_known = history_is_known,
    .draw = draw_order_over_steps,
    .tabulate = algo_figure_tabulate_order_steps },
  { .name = "training",
    .title = N_ ("Training"),
    .needs = A_RUN,
    .narrow = { 240, 160 },
    .wide = { 519, 110 },
    .share = 2,
    .in_layout = TRUE,
    .is_known = training_is_known,
    .draw = draw_training,
    .tabulate = algo_figure_tabulate_training },
};

const AlgoPanel *
algo_panels_get (guint *count)
{
  *count = G_N_ELEMENTS (panels);
  return panels;
}

const AlgoPanel *
algo_panel_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    if (strcmp (panels[i].name, name) == 0)
      return &panels[i];
  return NULL;
}

const char *
algo_panel_get_title (const AlgoPanel *panel)
{
  return _ (panel->title);
}

const char *
algo_panel_get_needs (const AlgoPanel *panel)
{
  return _ (panel->needs);
}
