/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/picture-samples.h"

static GArray no_metrics;
static GPtrArray no_grids;

#define EMPTY_PANEL(name)                                                                          \
  {                                                                                                \
    .panel = name, .scene = {.chosen = -1, .metrics = &no_metrics, .grids = &no_grids }            \
  }

/* Pictures without data. */
static const PictureSamples nothing = {
  .ensemble = { EMPTY_PANEL ("ensemble-phases"), EMPTY_PANEL ("ensemble-map"),
                EMPTY_PANEL ("ensemble-entropy"), EMPTY_PANEL ("ensemble-fvu"),
                EMPTY_PANEL ("ensemble-kl"), EMPTY_PANEL ("ensemble-order"),
                EMPTY_PANEL ("ensemble-time"), EMPTY_PANEL ("ensemble-transitions"),
                EMPTY_PANEL ("ensemble-generalisation"), EMPTY_PANEL ("ensemble-direct"),
                EMPTY_PANEL ("ensemble-prior") },
  .graph = EMPTY_PANEL ("network"),
  .explanation = EMPTY_PANEL ("explanation"),
  .explanation_of_convexity = EMPTY_PANEL ("explanation"),
  .comparison = EMPTY_PANEL ("comparison"),
  .approximation = EMPTY_PANEL ("approximation"),
  .phase = EMPTY_PANEL ("phase"),
  .training = EMPTY_PANEL ("training"),
  .generalisation = EMPTY_PANEL ("generalisation"),
  .phase_diagram = EMPTY_PANEL ("phase-diagram"),
  .trade_off = EMPTY_PANEL ("trade-off"),
  .order_over_beta = EMPTY_PANEL ("order"),
  .order_over_steps = EMPTY_PANEL ("order-steps"),
  .direct = EMPTY_PANEL ("direct"),
  .timeline = { .step = -1, .hover = -1 }
};

#define PANEL_KIND(name, member, width, height)                                                    \
  {                                                                                                \
    name, (AlgoDrawFunc) panel_sample_draw, (char *(*) (gconstpointer)) panel_sample_describe,     \
        G_STRUCT_OFFSET (PictureSamples, member), &nothing.member, width, height                   \
  }

#define KIND(name, picture, member, width, height)                                                 \
  {                                                                                                \
    name, (AlgoDrawFunc) algo_##picture##_picture_draw,                                            \
        (char *(*) (gconstpointer)) algo_##picture##_picture_describe,                             \
        G_STRUCT_OFFSET (PictureSamples, member), &nothing.member, width, height                   \
  }

const PictureKind picture_kinds[N_PICTURE_KINDS] = {
  KIND ("weights", weights, weights, 360, 220),
  PANEL_KIND ("network", graph, 440, 330),
  PANEL_KIND ("approximation", approximation, 420, 200),
  PANEL_KIND ("phase", phase, 340, 260),
  PANEL_KIND ("training", training, 420, 280),
  KIND ("ribbon", ribbon, ribbon, 360, 26),
  PANEL_KIND ("phase-diagram", phase_diagram, 400, 280),
  PANEL_KIND ("trade-off", trade_off, 380, 280),
  PANEL_KIND ("order-over-beta", order_over_beta, 520, 300),
  PANEL_KIND ("order-over-steps", order_over_steps, 520, 300),
  PANEL_KIND ("explanation", explanation, 440, 300),
  PANEL_KIND ("explanation-of-convexity", explanation_of_convexity, 560, 300),
  PANEL_KIND ("generalisation", generalisation, 420, 280),
  PANEL_KIND ("direct", direct, 420, 340),
  KIND ("weights-edited", weights, weights_edited, 360, 220),
  PANEL_KIND ("comparison", comparison, 400, 460),
  KIND ("timeline", timeline, timeline, 600, 46),
  PANEL_KIND ("ensemble-phases", ensemble[0], 400, 260),
  PANEL_KIND ("ensemble-map", ensemble[1], 400, 260),
  PANEL_KIND ("ensemble-entropy", ensemble[2], 400, 260),
  PANEL_KIND ("ensemble-fvu", ensemble[3], 400, 240),
  PANEL_KIND ("ensemble-kl", ensemble[4], 400, 240),
  PANEL_KIND ("ensemble-order", ensemble[5], 520, 400),
  PANEL_KIND ("ensemble-time", ensemble[6], 520, 400),
  PANEL_KIND ("ensemble-transitions", ensemble[7], 440, 280),
  PANEL_KIND ("ensemble-generalisation", ensemble[8], 420, 300),
  PANEL_KIND ("ensemble-direct", ensemble[9], 420, 280),
  PANEL_KIND ("ensemble-prior", ensemble[10], 420, 280),
};

gconstpointer
picture_samples_get (const PictureSamples *samples, const PictureKind *kind)
{
  return G_STRUCT_MEMBER_P (samples, kind->offset);
}
