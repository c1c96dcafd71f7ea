/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/figure/figure-table.h"

#include "engine/run-file/run-table.h"
#include "ui/pictures/history/direct-plot.h"
#include "ui/pictures/phase/evidence-bars.h"
#include "ui/pictures/weights/weights-matrix.h"

#define ADD_HEADER(csv, ...)                                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    const char *const names_[] = { __VA_ARGS__ };                                                  \
    algo_csv_add_header (csv, names_, G_N_ELEMENTS (names_));                                      \
  }                                                                                                \
  G_STMT_END

static void
tabulate_tensor (const AlgoWeightsPicture *picture,
                 AlgoCsv *csv,
                 AlgoWeightsTensor tensor,
                 const char *name,
                 guint rows)
{
  for (guint row = 0; row < rows; row++)
    for (guint column = 0; column < picture->network->hidden; column++)
      {
        algo_csv_add_text (csv, name);
        if (tensor == ALGO_WEIGHTS_W0)
          algo_csv_add_whole (csv, row);
        else
          algo_csv_add_empty (csv);
        algo_csv_add_whole (csv, picture->order != NULL ? picture->order[column] : column);
        algo_csv_add_whole (csv, column);
        algo_csv_add_real (csv, algo_weights_get (picture, tensor, row, column));
        algo_csv_end_row (csv);
      }
}

void
algo_figure_tabulate_weights (const AlgoFigureData *data, AlgoCsv *csv)
{
  const AlgoWeightsPicture *picture = &data->weights;

  ADD_HEADER (csv, "tensor", "input", "neuron", "column", "value");
  tabulate_tensor (picture, csv, ALGO_WEIGHTS_W0, "W0", picture->network->inputs);
  tabulate_tensor (picture, csv, ALGO_WEIGHTS_B0, "b0", 1);
  tabulate_tensor (picture, csv, ALGO_WEIGHTS_W1, "W1", 1);
  algo_csv_add_text (csv, "b1");
  for (guint i = 0; i < 3; i++)
    algo_csv_add_empty (csv);
  algo_csv_add_real (csv, picture->network->b1);
  algo_csv_end_row (csv);
}

static void
add_neuron (AlgoCsv *csv, const char *kind, guint index, AlgoPosition position)
{
  algo_csv_add_text (csv, kind);
  algo_csv_add_whole (csv, index);
  algo_csv_add_real (csv, position.x);
  algo_csv_add_real (csv, position.y);
}

static void
tabulate_edges (const AlgoNetwork *network, const AlgoPosition *positions, AlgoCsv *csv)
{
  guint inputs = network->inputs, hidden = network->hidden;

  for (guint i = 0; i < inputs; i++)
    for (guint j = 0; j < hidden; j++)
      {
        add_neuron (csv, "input", i, positions[i]);
        add_neuron (csv, "hidden", j, positions[inputs + j]);
        algo_csv_add_real (csv, network->W0[(gsize) i * hidden + j]);
        algo_csv_end_row (csv);
      }
  for (guint j = 0; j < hidden; j++)
    {
      add_neuron (csv, "hidden", j, positions[inputs + j]);
      add_neuron (csv, "output", 0, positions[inputs + hidden]);
      algo_csv_add_real (csv, network->W1[j]);
      algo_csv_end_row (csv);
    }
}

void
algo_figure_tabulate_network (const AlgoFigureData *data, AlgoCsv *csv)
{
  const AlgoNetwork *network = data->weights.network;
  g_autoptr (AlgoNetworkLayout) layout = NULL;
  const AlgoArrangement *arrangement = data->arrangement;

  ADD_HEADER (csv, "from", "from_index", "from_x", "from_y", "to", "to_index", "to_x", "to_y",
              "weight");
  if (arrangement == NULL)
    {
      layout = algo_network_layout_new_settled (network);
      arrangement = algo_network_layout_get (layout);
    }
  tabulate_edges (network, arrangement->positions, csv);
}

void
algo_figure_tabulate_phase (const AlgoFigureData *data, AlgoCsv *csv)
{
  const AlgoClassification *classification = data->phase.classification;

  ADD_HEADER (csv, "phase", "confidence", "parameter", "value", "asked_low", "asked_high");
  for (guint i = 0; i < ALGO_N_ORDER_PARAMETERS; i++)
    {
      AlgoEvidenceRow row = algo_evidence_bars_get_row (&data->phase, i);

      algo_csv_add_text (csv, algo_phase_name (classification->phase));
      algo_csv_add_real (csv, classification->confidence);
      algo_csv_add_text (csv, row.name);
      algo_csv_add_real (csv, row.value);
      if (row.asked != NULL)
        {
          algo_csv_add_real (csv, row.asked->low);
          algo_csv_add_real (csv, row.asked->high);
        }
      else
        {
          algo_csv_add_empty (csv);
          algo_csv_add_empty (csv);
        }
      algo_csv_end_row (csv);
    }
}

static void
tabulate_point (AlgoCsv *csv, const AlgoGridPoint *point)
{
  algo_csv_add_real (csv, point->log_beta);
  algo_csv_add_text (csv, algo_phase_name (point->phase));
  algo_csv_add_real (csv, point->confidence);
  algo_csv_add_real (csv, point->unexplained);
  algo_csv_add_real (csv, point->kl);
}

void
algo_figure_tabulate_ribbon (const AlgoFigureData *data, AlgoCsv *csv)
{
  ADD_HEADER (csv, "log_beta", "phase", "confidence", "unexplained", "kl");
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      tabulate_point (csv, &data->ribbon.grid->points[i]);
      algo_csv_end_row (csv);
    }
}

void
algo_figure_tabulate_history (const AlgoFigureData *data, AlgoCsv *csv)
{
  ADD_HEADER (csv, "at_step", "log_beta", "phase", "confidence", "unexplained", "kl");
  for (gsize g = 0; g < data->history.count; g++)
    for (guint i = 0; i < ALGO_GRID; i++)
      {
        algo_csv_add_whole (csv, data->history.grids[g]->step);
        tabulate_point (csv, &data->history.grids[g]->points[i]);
        algo_csv_end_row (csv);
      }
}

static void
tabulate_order (const AlgoFigureData *data, AlgoCsv *csv, gsize first)
{
  static const char *const names[] = { "at_step", "log_beta", "phase", NULL };

  algo_csv_add_order_header (csv, names, "unexplained");
  for (gsize g = first; g < data->history.count; g++)
    for (guint i = 0; i < ALGO_GRID; i++)
      {
        const AlgoGridPoint *point = &data->history.grids[g]->points[i];
        const AlgoOrderParameters *order = &point->parameters;

        algo_csv_add_whole (csv, data->history.grids[g]->step);
        algo_csv_add_real (csv, point->log_beta);
        algo_csv_add_text (csv, algo_phase_name (point->phase));
        algo_csv_add_order_parameters (csv, order);
        algo_csv_add_real (csv, order->unexplained);
        algo_csv_end_row (csv);
      }
}

void
algo_figure_tabulate_order (const AlgoFigureData *data, AlgoCsv *csv)
{
  tabulate_order (data, csv, data->history.count - 1);
}

void
algo_figure_tabulate_order_steps (const AlgoFigureData *data, AlgoCsv *csv)
{
  tabulate_order (data, csv, 0);
}

/* `input` is negative where the series is of all inputs. */
static void
tabulate_series (AlgoCsv *csv,
                 const char *series,
                 gint input,
                 const float *x,
                 const float *y,
                 guint count)
{
  for (guint i = 0; i < count; i++)
    {
      algo_csv_add_text (csv, series);
      if (input >= 0)
        algo_csv_add_whole (csv, (guint64) input);
      else
        algo_csv_add_empty (csv);
      algo_csv_add_real (csv, x[i]);
      algo_csv_add_real (csv, y[i]);
      algo_csv_end_row (csv);
    }
}

void
algo_figure_tabulate_approximation (const AlgoFigureData *data, AlgoCsv *csv)
{
  const AlgoCurves *curves = data->approximation.curves;
  float value[ALGO_SCATTER_POINTS];

  for (guint i = 0; i < ALGO_SCATTER_POINTS; i++)
    value[i] = curves->norm[i] + curves->residual[i];
  ADD_HEADER (csv, "series", "input", "x", "y");
  for (guint i = 0; i < curves->inputs; i++)
    tabulate_series (csv, "along_axis", (gint) i, curves->t,
                     curves->along_axis + (gsize) i * ALGO_CURVE_POINTS, ALGO_CURVE_POINTS);
  tabulate_series (csv, "added_low", -1, curves->t, curves->low, ALGO_CURVE_POINTS);
  tabulate_series (csv, "added_median", -1, curves->t, curves->median, ALGO_CURVE_POINTS);
  tabulate_series (csv, "added_high", -1, curves->t, curves->high, ALGO_CURVE_POINTS);
  tabulate_series (csv, "scatter", -1, curves->norm, value, ALGO_SCATTER_POINTS);
  tabulate_series (csv, "residual", -1, curves->norm, curves->residual, ALGO_SCATTER_POINTS);
}

void
algo_figure_tabulate_training (const AlgoFigureData *data, AlgoCsv *csv)
{
  const AlgoTrainingPicture *picture = &data->training;

  G_STATIC_ASSERT (ALGO_BANDS == 4);
  ADD_HEADER (csv, "step", "inputs", "loss", "gradient_norm", "rate", "log_beta_0", "log_beta_1",
              "log_beta_2", "log_beta_3", "unexplained_0", "unexplained_1", "unexplained_2",
              "unexplained_3", "kl_0", "kl_1", "kl_2", "kl_3");
  for (gsize i = 0; i < picture->count; i++)
    {
      algo_csv_add_metrics (csv, &picture->metrics[i]);
      algo_csv_end_row (csv);
    }
}

static void
tabulate_step (AlgoCsv *csv,
               const char *series,
               guint64 step,
               AlgoPhase phase,
               double confidence,
               double unexplained)
{
  algo_csv_add_text (csv, series);
  algo_csv_add_whole (csv, step);
  algo_csv_add_text (csv, algo_phase_name (phase));
  algo_csv_add_real (csv, confidence);
  algo_csv_add_real (csv, unexplained);
  for (guint i = 0; i < 3; i++)
    algo_csv_add_empty (csv);
  algo_csv_end_row (csv);
}

/* `input` and `neuron` are negative where the weight has none. */
static void
tabulate_weight (AlgoCsv *csv,
                 const char *series,
                 const AlgoDirectPoint *point,
                 gint input,
                 gint neuron,
                 double value)
{
  algo_csv_add_text (csv, series);
  algo_csv_add_whole (csv, point->step);
  for (guint i = 0; i < 3; i++)
    algo_csv_add_empty (csv);
  if (input >= 0)
    algo_csv_add_whole (csv, (guint64) input);
  else
    algo_csv_add_empty (csv);
  if (neuron >= 0)
    algo_csv_add_whole (csv, (guint64) neuron);
  else
    algo_csv_add_empty (csv);
  algo_csv_add_real (csv, value);
  algo_csv_end_row (csv);
}

void
algo_figure_tabulate_direct (const AlgoFigureData *data, AlgoCsv *csv)
{
  const AlgoDirectPicture *picture = &data->direct;
  const AlgoDirectTrajectory *trajectory = picture->trajectory;
  const AlgoDirectPoint *shown = algo_direct_picture_get_point (picture);
  const AlgoNetwork *network = shown->network;
  const gint hidden = (gint) network->hidden;

  ADD_HEADER (csv, "series", "at_step", "phase", "confidence", "unexplained", "input", "neuron",
              "value");
  for (guint i = 0; i < trajectory->n_points; i++)
    tabulate_step (csv, "direct", trajectory->points[i].step, trajectory->points[i].phase,
                   trajectory->points[i].confidence, trajectory->points[i].unexplained);
  for (gsize i = 0; algo_direct_picture_has_written (picture) && i < picture->history.count; i++)
    {
      const AlgoGridPoint *point = algo_direct_picture_get_written (picture, i);

      tabulate_step (csv, "written", picture->history.grids[i]->step, point->phase,
                     point->confidence, point->unexplained);
    }
  for (gint i = 0; i < (gint) network->inputs * hidden; i++)
    tabulate_weight (csv, "W0", shown, i / hidden, i % hidden, network->W0[i]);
  for (gint j = 0; j < hidden; j++)
    tabulate_weight (csv, "b0", shown, -1, j, network->b0[j]);
  for (gint j = 0; j < hidden; j++)
    tabulate_weight (csv, "W1", shown, -1, j, network->W1[j]);
  tabulate_weight (csv, "b1", shown, -1, -1, network->b1);
}
