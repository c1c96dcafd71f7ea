/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/picture-samples.h"

#include <math.h>

/* Even noise on [-1, 1): a linear congruential generator (Numerical Recipes' constants), so that it
 * depends on nothing else. */
static double
next_noise (guint32 *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state / 2147483648.0 - 1;
}

static AlgoNetwork *
make_network (guint inputs, guint hidden)
{
  AlgoNetwork *network = algo_network_new (inputs, hidden);
  guint32 state = 1;

  for (guint i = 0; i < inputs; i++)
    for (guint j = 0; j < hidden; j++)
      {
        float *weight = &network->W0[i * hidden + j];

        *weight = (float) (-0.08 + 0.01 * next_noise (&state));
        if (j % inputs == i && j / inputs < 2)
          *weight = j / inputs == 0 ? 5.0f : -3.0f;
      }
  for (guint j = 0; j < hidden; j++)
    {
      network->b0[j] = (float) (0.5 * next_noise (&state));
      network->W1[j] = (float) (0.2 + 0.1 * next_noise (&state));
    }
  network->b1 = 1.25f;
  return network;
}

/* Hidden neurons that are pinned beside their inputs, the others in the middle; one held. */
static AlgoArrangement
make_arrangement (guint inputs, guint hidden)
{
  guint count = inputs + hidden + 1;
  AlgoPosition *positions = g_new0 (AlgoPosition, count);
  gboolean *pinned = g_new0 (gboolean, count);

  for (guint i = 0; i < inputs; i++)
    {
      double angle = 2 * G_PI * i / inputs;

      positions[i] = (AlgoPosition){ (float) sin (angle), (float) -cos (angle) };
    }
  for (guint j = 0; j < hidden; j++)
    {
      double angle = 2 * G_PI * (j % inputs + (j / inputs == 0 ? 0.3 : -0.3)) / inputs;
      double radius = j / inputs < 2 ? 0.8 : 0.15 + 0.25 / (j / inputs);

      positions[inputs + j] =
          (AlgoPosition){ (float) (radius * sin (angle)), (float) (-radius * cos (angle)) };
    }
  pinned[inputs / 2] = TRUE;
  return (AlgoArrangement){ .count = count, .positions = positions, .pinned = pinned, .extent = 1 };
}

static AlgoCurves *
make_curves (guint inputs)
{
  AlgoCurves *curves = g_new0 (AlgoCurves, 1);
  guint32 state = 2;

  curves->inputs = inputs;
  curves->along_axis = g_new (float, inputs *ALGO_CURVE_POINTS);
  for (guint point = 0; point < ALGO_CURVE_POINTS; point++)
    {
      float t = ALGO_CURVE_EXTENT * (2.0f * point / (ALGO_CURVE_POINTS - 1) - 1);
      float soft = sqrtf (t * t + 0.04f);

      curves->t[point] = t;
      curves->ideal_low[point] = curves->ideal[point] = curves->ideal_high[point] = fabsf (t);
      curves->median[point] = soft;
      curves->low[point] = soft - 0.3f;
      curves->high[point] = soft + 0.4f;
      for (guint i = 0; i < inputs; i++)
        curves->along_axis[i * ALGO_CURVE_POINTS + point] = 1 + (1 + 0.01f * i) * soft;
    }
  for (guint point = 0; point < ALGO_SCATTER_POINTS; point++)
    {
      curves->target[point] = (float) (12 + 6 * next_noise (&state));
      curves->residual[point] = (float) (0.8 * next_noise (&state));
    }
  return curves;
}

static void
make_metrics (GArray *records, guint count)
{
  const double middle[] = { -5.8, -4.1, -2.5, -1.2 };
  const double unexplained[] = { 0.006, 0.01, 0.05, 0.45 };
  const double kl[] = { 600, 250, 40, 0.01 };
  guint32 state = 3;
  AlgoMetrics *metrics;

  g_array_set_size (records, count);
  metrics = (AlgoMetrics *) (gpointer) records->data;
  for (gsize i = 0; i < count; i++)
    {
      double decay = exp (-5.0 * i / count);

      metrics[i].step = i + 1;
      metrics[i].inputs = 4 + i % 13;
      metrics[i].loss = (float) (-3.5 + 3.5 * decay + 0.4 * next_noise (&state));
      metrics[i].gradient_norm = (float) ((0.5 + 3 * decay) * exp (0.8 * next_noise (&state)));
      metrics[i].rate = (float) (3e-3 * (0.05 + 0.95 * (1 - (double) i / count)));
      for (guint band = 0; band < ALGO_BANDS; band++)
        {
          metrics[i].log_beta[band] = (float) (middle[band] + 0.2 * next_noise (&state));
          metrics[i].unexplained[band] =
              (float) ((unexplained[band] + decay) * exp (0.5 * next_noise (&state)));
          metrics[i].kl[band] = (float) (kl[band] * (1 - decay) * exp (0.3 * next_noise (&state)));
        }
    }
}

static void
make_grid (AlgoGrid *grid)
{
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      AlgoGridPoint *point = &grid->points[i];

      *point = (AlgoGridPoint){ .log_beta = -6 + 5.0 * i / (ALGO_GRID - 1),
                                .phase = i < 9    ? ALGO_PHASE_DOUBLE_SIDED
                                         : i < 18 ? ALGO_PHASE_PUDDING_MINUS
                                         : i < 27 ? (AlgoPhase) (i - 18)
                                                  : ALGO_PHASE_CONVEXITY,
                                .confidence = 0.5 + 0.5 * cos (i),
                                .unexplained = 0.01 * (i + 1),
                                .kl = 500 - 15.0 * i };
    }
}

/* Over training, noise gives way to double-sided and pudding at small betas and to convexity at
 * large ones, with every other phase in between. */
static AlgoPhase
choose_phase (double time, double log_beta, double noise)
{
  if (time < 0.1)
    return (AlgoPhase) ((noise + 1) / 2 * ALGO_N_PHASES);
  if (time < 0.2)
    return ALGO_PHASE_UNFORMED;
  if (log_beta > -2 - time)
    return log_beta > -1.6 && time < 0.5 ? ALGO_PHASE_MIXED : ALGO_PHASE_CONVEXITY;
  if (log_beta > -2.4 - time)
    return noise > 0.7 ? ALGO_PHASE_UNRECOGNISED : ALGO_PHASE_SCATTERED;
  if (log_beta > -4 - time)
    return time < 0.5 ? ALGO_PHASE_TILTED : ALGO_PHASE_PUDDING_PLUS;
  return time < 0.7 ? ALGO_PHASE_DOUBLE_SIDED : ALGO_PHASE_PUDDING_MINUS;
}

static void
make_point (AlgoGridPoint *point, double time, guint index, guint32 *state)
{
  double order = 1 / (1 + exp (6 * (point->log_beta + 2.5))) * MIN (1, 2 * time);
  double noise = next_noise (state);

  point->phase = choose_phase (time, point->log_beta, noise);
  point->confidence = 0.75 + 0.25 * next_noise (state);
  point->unexplained = 0.45 * pow (0.01, order) * (1 + 0.2 * noise);
  point->kl = 400 * order * pow (10, -0.2 * (point->log_beta + 6)) + 0.05;
  point->parameters = (AlgoOrderParameters){ .localisation = 0.1 + 0.85 * order,
                                             .coverage = order > 0.5,
                                             .evenness = order * order,
                                             .double_sidedness = 0.5 * order + 0.02 * noise,
                                             .polarity = 0.8 * order * cos (3 * time),
                                             .unanimity = sqrt (order),
                                             .unexplained = point->unexplained,
                                             .correlation = 0.6 + 0.39 * order,
                                             .inputs = 16 };
}

/* Of the first hundreds of steps. */
static const AlgoRunEvent changes[] = {
  { .kind = ALGO_RUN_START, .text = (char *) "plain" },
  { .step = 120, .kind = ALGO_RUN_RATE, .value = 1e-3 },
  { .step = 340, .kind = ALGO_RUN_BRANCH, .text = (char *) "seed-0.algoscope" },
  { .step = 560, .kind = ALGO_RUN_BUDGET, .value = 875 },
};

static GArray no_metrics;
static GPtrArray no_grids;

/* Of the latest step of a run of grids; nothing else is known. */
static AlgoScene
make_scene (const PictureSamples *samples)
{
  return (AlgoScene){ .generation = 1,
                      .range = ALGO_DEFAULT_BETA_RANGE,
                      .budget = samples->history.budget,
                      .chosen = -1,
                      .question = { .log_beta = -3.4,
                                    .inputs = samples->network->inputs,
                                    .hidden = samples->network->hidden },
                      .metrics = &no_metrics,
                      .grids = samples->shown_grids };
}

/* At irregular steps up to `steps`. */
static void
make_history (PictureSamples *samples, gsize steps)
{
  gsize count = CLAMP (steps / 7, 1, 4000);
  guint32 state = 4;

  samples->grids = g_new0 (AlgoGrid, count);
  samples->shown_grids = g_ptr_array_new ();
  for (gsize i = 0; i < count; i++)
    {
      double time = (i + 1.0) / count;

      g_ptr_array_add (samples->shown_grids, &samples->grids[i]);
      samples->grids[i].step =
          (guint64) (steps * time - (i % 3) * 2 * (time < 1 && steps >= count * 7));
      samples->grids[i].inputs = samples->network->inputs;
      samples->grids[i].hidden = samples->network->hidden;
      for (guint index = 0; index < ALGO_GRID; index++)
        {
          samples->grids[i].points[index].log_beta =
              algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, index);
          make_point (&samples->grids[i].points[index], time, index, &state);
        }
    }
  samples->history = (AlgoGridHistory){ (const AlgoGrid *const *) samples->shown_grids->pdata,
                                        count, 5 * steps / 4, ALGO_DEFAULT_BETA_RANGE };
  samples->phase_diagram = (PanelSample){ "phase-diagram", make_scene (samples) };
  samples->trade_off = (PanelSample){ "trade-off", make_scene (samples) };
  samples->order_over_beta = (PanelSample){ "order", make_scene (samples) };
  samples->order_over_steps = (PanelSample){ "order-steps", make_scene (samples) };
  samples->direct = (PanelSample){ "direct", make_scene (samples) };
  samples->direct.scene.direct = direct_sample_new (samples->network, steps);
  samples->timeline = (AlgoTimelinePicture){ .history = samples->history,
                                             .log_beta = -3.4,
                                             .events = changes,
                                             .n_events = G_N_ELEMENTS (changes),
                                             .latest = 16 * steps / 15,
                                             .recorded = 16 * steps / 15,
                                             .step = -1,
                                             .hover = -1 };
}

static void
spoil_history (PictureSamples *samples)
{
  gsize count = samples->history.count;

  for (gsize i = 0; i < count; i++)
    {
      AlgoGridPoint *points = samples->grids[i].points;

      points[i % ALGO_GRID].confidence = NAN;
      points[(i + 1) % ALGO_GRID].unexplained = NAN;
      points[(i + 1) % ALGO_GRID].parameters.unexplained = 0;
      points[(i + 2) % ALGO_GRID].unexplained = 1e30;
      points[(i + 2) % ALGO_GRID].parameters.unexplained = INFINITY;
      points[(i + 3) % ALGO_GRID].kl = INFINITY;
      points[(i + 4) % ALGO_GRID].kl = NAN;
      points[(i + 5) % ALGO_GRID].unexplained = 0;
      points[(i + 5) % ALGO_GRID].parameters.polarity = NAN;
      points[(i + 6) % ALGO_GRID].parameters.localisation = -INFINITY;
    }
  samples->phase_diagram.scene.question.log_beta = NAN;
  samples->trade_off.scene.question.log_beta = INFINITY;
  samples->order_over_beta.scene.question.log_beta = NAN;
  samples->order_over_steps.scene.question.log_beta = NAN;
  samples->timeline.hover = samples->timeline.step = G_MAXINT64;
  direct_sample_spoil (samples->direct.scene.direct);
}

static void
make_phase (PictureSamples *samples)
{
  samples->observation = (AlgoObservation){ .network = samples->network,
                                            .kl = 187,
                                            .draws = 5,
                                            .draws_agreeing = 5,
                                            .curves = samples->curves };
  samples->observation.parameters = (AlgoOrderParameters){ .localisation = 0.93,
                                                           .coverage = 1,
                                                           .evenness = 0.9,
                                                           .double_sidedness = 0.4,
                                                           .polarity = 0.6,
                                                           .unanimity = 0.95,
                                                           .unexplained = 0.0081,
                                                           .correlation = 0.99,
                                                           .inputs = samples->network->inputs };
  samples->observation.classification = (AlgoClassification){
    .phase = ALGO_PHASE_TILTED,
    .confidence = 0.93,
    .n_evidence = 4,
    .evidence = { { "localisation", 0.93, 0.65, INFINITY, 0.28 },
                  { "double-sidedness", 0.4, 0.15, 0.75, 0.25 },
                  { "unanimity", 0.95, 0.65, INFINITY, 0.3 },
                  { "unexplained", 0.0081, -INFINITY, 0.12, 1.17 } },
    .nearest = ALGO_PHASE_DOUBLE_SIDED,
  };
}

static void
make_explanations (PictureSamples *samples)
{
  static const AlgoPhase phases[] = { ALGO_PHASE_TILTED, ALGO_PHASE_CONVEXITY };
  PanelSample *const explanations[] = { &samples->explanation, &samples->explanation_of_convexity };

  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      samples->explained[i] = samples->observation;
      samples->explained[i].explanation = explanation_sample_new (samples->network, phases[i]);
      *explanations[i] = samples->approximation;
      explanations[i]->panel = "explanation";
      explanations[i]->scene.observation = &samples->explained[i];
    }
  samples->generalisation = (PanelSample){ "generalisation",
                                           { .chosen = -1,
                                             .question = { NAN, 24, 72, 0 },
                                             .metrics = &no_metrics,
                                             .grids = &no_grids,
                                             .generalisation = generalisation_sample_new () } };
}

static const char *const ensemble_names[N_ENSEMBLE_SAMPLES] = {
  "ensemble-phases", "ensemble-map",         "ensemble-entropy",
  "ensemble-fvu",    "ensemble-kl",          "ensemble-order",
  "ensemble-time",   "ensemble-transitions", "ensemble-generalisation",
  "ensemble-direct", "ensemble-prior",
};

static void
make_ensemble (PictureSamples *samples, AlgoEnsemble *ensemble)
{
  AlgoConsensus *consensus = algo_consensus_new (ensemble);

  for (guint i = 0; i < N_ENSEMBLE_SAMPLES; i++)
    samples->ensemble[i] =
        (PanelSample){ ensemble_names[i],
                       { .chosen = -1,
                         .question = { .log_beta = -4.5 },
                         .metrics = &no_metrics,
                         .grids = &no_grids,
                         .consensus = i == 0 ? consensus : algo_consensus_ref (consensus) } };
}

static void
free_ensemble (PictureSamples *samples)
{
  for (guint i = 0; i < N_ENSEMBLE_SAMPLES; i++)
    algo_consensus_unref (samples->ensemble[i].scene.consensus);
}

PictureSamples *
picture_samples_new (guint inputs, guint hidden, gsize metrics)
{
  PictureSamples *samples = g_new0 (PictureSamples, 1);
  g_autoptr (AlgoEnsemble) ensemble = NULL;

  samples->network = make_network (inputs, hidden);
  samples->arrangement = make_arrangement (inputs, hidden);
  samples->curves = make_curves (inputs);
  samples->records = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  make_metrics (samples->records, (guint) metrics);
  samples->metrics = (AlgoMetrics *) (gpointer) samples->records->data;
  make_grid (&samples->grid);
  make_phase (samples);
  make_history (samples, metrics);
  ensemble = ensemble_sample_new (12, (guint) MIN (2 * metrics, 1400));
  make_ensemble (samples, ensemble);

  samples->weights.network = samples->network;
  samples->approximation = (PanelSample){ .panel = "approximation",
                                          .scene = { .chosen = -1,
                                                     .observation = &samples->observation,
                                                     .metrics = &no_metrics,
                                                     .grids = &no_grids },
                                          .in_figure = TRUE };
  samples->phase = samples->graph = samples->comparison = samples->approximation;
  samples->phase.panel = "phase";
  samples->graph.panel = "network";
  samples->graph.scene.arrangement = &samples->arrangement;
  samples->comparison.panel = "comparison";
  samples->comparison.scene.comparison = comparison_sample_new (samples->network);
  make_explanations (samples);
  samples->training = (PanelSample){ "training",
                                     { .chosen = -1,
                                       .budget = 2 * metrics,
                                       .steps_per_second = 52.3,
                                       .metrics = samples->records,
                                       .grids = &no_grids } };
  samples->ribbon = (AlgoRibbonPicture){ &samples->grid, ALGO_DEFAULT_BETA_RANGE, -3.4, FALSE, 8 };
  samples->weights_edited =
      (AlgoWeightsPicture){ .network = edited_sample_new (samples->network), .heads = TRUE };
  return samples;
}

static void
spoil_explanations (PictureSamples *samples)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples->explained); i++)
    explanation_sample_spoil (samples->explained[i].explanation);
  generalisation_sample_spoil (samples->generalisation.scene.generalisation);
}

static void
free_explanations (PictureSamples *samples)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples->explained); i++)
    algo_explanation_unref (samples->explained[i].explanation);
  algo_generalisation_unref (samples->generalisation.scene.generalisation);
}

static void
spoil_ensemble (PictureSamples *samples)
{
  g_autoptr (AlgoEnsemble) ensemble =
      algo_ensemble_ref (samples->ensemble[0].scene.consensus->ensemble);

  free_ensemble (samples);
  ensemble_sample_spoil (ensemble);
  make_ensemble (samples, ensemble);
}

void
picture_samples_spoil (PictureSamples *samples)
{
  spoil_ensemble (samples);
  spoil_explanations (samples);
  comparison_sample_spoil (samples->comparison.scene.comparison);
  samples->network->W0[0] = NAN;
  samples->network->b0[0] = INFINITY;
  samples->network->W1[0] = -INFINITY;
  samples->network->b1 = NAN;
  samples->curves->along_axis[5] = NAN;
  samples->curves->median[0] = NAN;
  samples->curves->low[7] = -INFINITY;
  samples->curves->high[9] = NAN;
  samples->curves->target[3] = NAN;
  samples->curves->residual[4] = INFINITY;
  samples->observation.parameters.evenness = NAN;
  samples->observation.parameters.polarity = NAN;
  samples->observation.parameters.unexplained = INFINITY;
  samples->observation.classification.confidence = NAN;
  samples->observation.kl = NAN;
  samples->grid.points[2].confidence = NAN;
  samples->grid.points[5].unexplained = NAN;
  for (guint i = 0; i < samples->records->len; i += 3)
    {
      AlgoMetrics *metrics = &samples->metrics[i];

      metrics->loss = NAN;
      metrics->gradient_norm = INFINITY;
      metrics->rate = 0;
      metrics->log_beta[0] = NAN;
      metrics->unexplained[1] = -INFINITY;
      metrics->unexplained[2] = 0;
      metrics->kl[3] = NAN;
    }
  spoil_history (samples);
}

void
picture_samples_free (PictureSamples *samples)
{
  free_ensemble (samples);
  free_explanations (samples);
  algo_comparison_unref (samples->comparison.scene.comparison);
  algo_network_unref ((AlgoNetwork *) samples->weights_edited.network);
  algo_network_unref (samples->network);
  g_free ((gpointer) samples->arrangement.positions);
  g_free ((gpointer) samples->arrangement.pinned);
  g_free (samples->curves->along_axis);
  g_free (samples->curves);
  g_array_unref (samples->records);
  g_free (samples->grids);
  g_ptr_array_unref (samples->shown_grids);
  algo_direct_trajectory_unref (samples->direct.scene.direct);
  g_free (samples);
}
