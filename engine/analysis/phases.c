/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/phases.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FROM(bound) TRUE, bound, INFINITY
#define UP_TO(bound) TRUE, -INFINITY, bound
#define BETWEEN(low, high) TRUE, low, high
#define UP_TO_ODDS(odds) TRUE, -INFINITY, odds, .high_is_odds = TRUE
#define BETWEEN_ODDS_AND(odds, high) TRUE, odds, high, .low_is_odds = TRUE

/* All thresholds. They were set between the ranges measured, n >= 4, on the labelled networks in
 * tests/data/labelled (n = 8 to 48) and on about 780 more: of eight trained hypernetworks (L = 1
 * and 2; h = 2 n, 3 n and 5 n) at n = 4 to 64 and at betas well inside a phase, and trained by Adam
 * (n = 4 to 32, h = 1.5 n to 8 n). Odds are those of lambda over those of random weights.
 *
 *             odds       lambda     coverage   evenness   delta      unanimity  FVU
 * convexity   0.08-1.05  0.01-0.51  any        any        any        any        0.27-0.8, 19 at 64
 * scattered   3.2-10.5   0.25-0.81  0.05-1     0-0.79     0          1          0.14-0.4, 2 at 64
 * pudding     6.0-950    0.85-0.99  0.94-1     0.71-1     0-0.02     0.94-1     0.005-0.3, 3 at 64
 * tilted      8.2-2400   0.89-1     1          0.84-1     0.24-0.80  0.72-1     0.001-0.17
 * double      400-       0.99-1     1          0.99-1     0.95-0.99  0.99-1     0.001-0.03
 * mixed       4.9-51     0.69-0.96  0.72-1     0.37-0.98  0-0.58     0.02-0.59  0.002-0.07
 *
 * Random networks have FVU 2 to 1000, and a correlation with the norm below 0.4 where the others'
 * is 0.57 or more. A hypernetwork's first networks come between: some are convex already. */

/* Neurons pinned to inputs on purpose and not at random. Each input is served alike; or less so,
 * but hardly a weight stands elsewhere, as where a neuron or two went astray; or the norm is
 * computed closely. */
const AlgoRanges algo_pinned_ranges[ALGO_PINNED_RANGES] = {
  { [ALGO_ORDER_LOCALISATION] = { FROM (0.65) },
    [ALGO_ORDER_COVERAGE] = { FROM (0.8) },
    [ALGO_ORDER_EVENNESS] = { FROM (0.8) },
    [ALGO_ORDER_CORRELATION] = { FROM (0.5) } },
  { [ALGO_ORDER_LOCALISATION] = { FROM (0.9) },
    [ALGO_ORDER_COVERAGE] = { FROM (0.85) },
    [ALGO_ORDER_EVENNESS] = { FROM (0.45) },
    [ALGO_ORDER_CORRELATION] = { FROM (0.5) } },
  { [ALGO_ORDER_LOCALISATION] = { FROM (0.65) },
    [ALGO_ORDER_COVERAGE] = { FROM (0.65) },
    [ALGO_ORDER_EVENNESS] = { FROM (0.3) },
    [ALGO_ORDER_UNEXPLAINED] = { UP_TO (0.12) } },
};

/* From there on a network does no better than a constant guess. */
#define UNFORMED_UNEXPLAINED 0.9

/* Beyond the sizes that a hypernetwork was trained on, the scale of a network may be wrong and its
 * FVU large, while its pattern stands and its output follows the norm. */

/* What is left of all others. */
static const AlgoPhaseRegion unformed[] = {
  { FALSE, { [ALGO_ORDER_UNEXPLAINED] = { FROM (UNFORMED_UNEXPLAINED) } } },
};

static const AlgoPhaseRegion convexity[] = {
  { FALSE,
    { [ALGO_ORDER_LOCALISATION] = { UP_TO_ODDS (1.75) },
      [ALGO_ORDER_UNEXPLAINED] = { BETWEEN (0.08, UNFORMED_UNEXPLAINED) } } },
  { FALSE,
    { [ALGO_ORDER_LOCALISATION] = { UP_TO_ODDS (1.3) },
      [ALGO_ORDER_UNEXPLAINED] = { FROM (UNFORMED_UNEXPLAINED) },
      [ALGO_ORDER_CORRELATION] = { FROM (0.5) } } },
};

static const AlgoPhaseRegion scattered[] = {
  { FALSE,
    { [ALGO_ORDER_LOCALISATION] = { BETWEEN_ODDS_AND (1.75, 0.9) },
      [ALGO_ORDER_EVENNESS] = { UP_TO (0.8) },
      [ALGO_ORDER_DOUBLE_SIDEDNESS] = { UP_TO (0.5) },
      [ALGO_ORDER_UNEXPLAINED] = { BETWEEN (0.12, UNFORMED_UNEXPLAINED) } } },
  { FALSE,
    { [ALGO_ORDER_LOCALISATION] = { BETWEEN_ODDS_AND (1.75, 0.9) },
      [ALGO_ORDER_EVENNESS] = { UP_TO (0.8) },
      [ALGO_ORDER_DOUBLE_SIDEDNESS] = { UP_TO (0.5) },
      [ALGO_ORDER_UNEXPLAINED] = { BETWEEN (UNFORMED_UNEXPLAINED, 1.5) },
      [ALGO_ORDER_CORRELATION] = { FROM (0.65) } } },
};

static const AlgoPhaseRegion pudding_plus[] = {
  { TRUE,
    { [ALGO_ORDER_DOUBLE_SIDEDNESS] = { UP_TO (0.15) }, [ALGO_ORDER_POLARITY] = { FROM (0.8) } } },
};

static const AlgoPhaseRegion pudding_minus[] = {
  { TRUE,
    { [ALGO_ORDER_DOUBLE_SIDEDNESS] = { UP_TO (0.15) },
      [ALGO_ORDER_POLARITY] = { UP_TO (-0.8) } } },
};

static const AlgoPhaseRegion tilted[] = {
  { TRUE,
    { [ALGO_ORDER_DOUBLE_SIDEDNESS] = { BETWEEN (0.15, 0.85) },
      [ALGO_ORDER_UNANIMITY] = { FROM (0.65) } } },
};

static const AlgoPhaseRegion double_sided[] = {
  { TRUE, { [ALGO_ORDER_DOUBLE_SIDEDNESS] = { FROM (0.85) } } },
};

static const AlgoPhaseRegion mixed[] = {
  { TRUE,
    { [ALGO_ORDER_DOUBLE_SIDEDNESS] = { UP_TO (0.85) },
      [ALGO_ORDER_POLARITY] = { BETWEEN (-0.8, 0.8) },
      [ALGO_ORDER_UNANIMITY] = { UP_TO (0.65) } } },
};

#define REGIONS(of_phase) .regions = of_phase, .n_regions = G_N_ELEMENTS (of_phase)

/* Which arms, and what weights for the background. */

static AlgoSides
choose_plus (double polarity, const AlgoArms *arms)
{
  return (AlgoSides){ 1, 0, 1 };
}

static AlgoSides
choose_minus (double polarity, const AlgoArms *arms)
{
  return (AlgoSides){ 0, 1, 1 };
}

static AlgoSides
choose_both (double polarity, const AlgoArms *arms)
{
  return (AlgoSides){ 1, 1, 0 };
}

static AlgoSides
choose_tilted (double polarity, const AlgoArms *arms)
{
  return (AlgoSides){ 1 + polarity, 1 - polarity, 1 };
}

static AlgoSides
choose_own (double polarity, const AlgoArms *arms)
{
  const double side = arms->plus >= arms->minus ? 1 : -1;

  return (AlgoSides){ side > 0, side < 0, side };
}

/* s (t) - t / 2 is even: the background takes away what is odd, input by input. */
static AlgoSides
choose_by_count (double polarity, const AlgoArms *arms)
{
  const double count = arms->plus_count + arms->minus_count;

  return (AlgoSides){ count / 2, count / 2, 1 };
}

#define MINUS "\u2212"
#define THIN "\u2009"
#define F_OF_X "<i>f</i>" THIN "(<i>x</i>) "
#define F_EQUALS F_OF_X "= "
#define F_ABOUT F_OF_X "\u2248 "
#define X_I "<i>x<sub>i</sub></i>"
#define S_I "<i>s<sub>i</sub></i>"
#define SUM_I "\u2211<sub><i>i</i></sub>" THIN
#define SUM_J "\u2211<sub><i>j</i></sub>" THIN
#define W_J_X "<b>w</b><sub><i>j</i></sub>" THIN "\u00b7" THIN "<b>x</b>"
#define PINNED "<i>s<sub>j</sub></i>" THIN "<i>x</i><sub><i>i</i>(<i>j</i>)</sub>"

/* How far draws agree was fitted by tests/bench/calibration.py to 21,780 draws of the default
 * model's seeds 0 to 32, and checked on 200 to 232. Both signs of pudding are one in this; few
 * draws or none are unformed, mixed or unrecognised, which take what fits all draws together.
 *
 * Colours are the palette of Wong 2011, "Points of view: Color blindness", Nature Methods 8:441. */
const AlgoPhaseRow algo_phase_rows[ALGO_N_PHASES] = {
  [ALGO_PHASE_UNFORMED] = { .name = "unformed",
                            .letter = "U",
                            .shown = "U",
                            .title = N_ ("Unformed"),
                            .summary = N_ ("The network is no better than a constant guess."),
                            .colour = 0x999999,
                            .agreement = { 0.72, 0.24 },
                            .mark = { ALGO_MARK_CROSS, 0 },
                            REGIONS (unformed) },
  [ALGO_PHASE_CONVEXITY] = { .name = "convexity",
                             .letter = "C",
                             .shown = "C",
                             .title = N_ ("Convexity"),
                             .summary = N_ ("Hidden weights are random draws; the norm is convex, "
                                            "so their sum comes close to it."),
                             .colour = 0x56b4e9,
                             .agreement = { 0.96, 0.05 },
                             REGIONS (convexity),
                             .form = { .constants = { "scale", "bias", "offset" },
                                       .exact_scale = NAN,
                                       .rank = 5,
                                       .fitted =
                                           "{scale}" THIN SUM_J "swish(" W_J_X "{+bias}){+offset}",
                                       .ideal =
                                           F_ABOUT "<i>\u03b1</i>" THIN SUM_J "swish(" W_J_X ")",
                                       .width = 21 } },
  [ALGO_PHASE_SCATTERED] = { .name = "scattered",
                             .letter = "S",
                             .shown = "S",
                             .title = N_ ("Scattered"),
                             .summary =
                                 N_ ("Each hidden neuron reads one input, chosen at random."),
                             .colour = 0xf0e442,
                             .agreement = { 0.40, 0.43 },
                             .mark = { ALGO_MARK_CROSS, G_PI_4 },
                             .flickers = TRUE,
                             REGIONS (scattered),
                             .form = { .choose_sides = choose_by_count,
                                       .constants = { "scale", "background", "sharpness",
                                                      "offset" },
                                       .exact_scale = NAN,
                                       .rank = 4,
                                       .fitted = "{scale}" THIN SUM_J "[{bent}(" PINNED ") " MINUS
                                                 " \u00bd" THIN PINNED
                                                 "]{+background}" THIN SUM_I X_I "{+offset}",
                                       .ideal = F_ABOUT SUM_J "<i>a<sub>j</sub></i>" THIN
                                                              "relu(" PINNED ") + <i>c</i>",
                                       .width = 34 } },
  [ALGO_PHASE_PUDDING_PLUS] = { .name = "pudding+",
                                .letter = "P+",
                                .shown = "P+",
                                .title = N_ ("Pudding +"),
                                .summary =
                                    N_ ("Each input has a neuron of positive sign; a weak uniform "
                                        "background supplies the missing linear part."),
                                .colour = 0xd55e00,
                                .agreement = { 0.62, 0.38 },
                                .mark = { 3, -G_PI_2 },
                                REGIONS (pudding_plus),
                                .form = { .choose_sides = choose_plus,
                                          .constants = { "scale", "background", "sharpness",
                                                         "offset" },
                                          .exact_scale = 2,
                                          .fitted = "{scale}" THIN SUM_I "{bent}(" X_I
                                                    "){+background}" THIN SUM_I X_I "{+offset}",
                                          .ideal = F_EQUALS "2" THIN SUM_I "relu(" X_I ") " MINUS
                                                            " " SUM_I X_I,
                                          .width = 29 } },
  [ALGO_PHASE_PUDDING_MINUS] = { .name = "pudding-",
                                 .letter = "P-",
                                 .shown = "P" MINUS,
                                 .title = N_ ("Pudding \u2212"),
                                 .summary =
                                     N_ ("Each input has a neuron of negative sign; a weak uniform "
                                         "background supplies the missing linear part."),
                                 .colour = 0x0072b2,
                                 .agreement = { 0.62, 0.38 },
                                 .mark = { 3, G_PI_2 },
                                 REGIONS (pudding_minus),
                                 .form = { .choose_sides = choose_minus,
                                           .constants = { "scale", "background", "sharpness",
                                                          "offset" },
                                           .exact_scale = 2,
                                           .fitted = "{scale}" THIN SUM_I "{bent}(" MINUS X_I
                                                     "){+background}" THIN SUM_I X_I "{+offset}",
                                           .ideal = F_EQUALS "2" THIN SUM_I "relu(" MINUS X_I
                                                             ") + " SUM_I X_I,
                                           .width = 29 } },
  [ALGO_PHASE_TILTED] = { .name = "tilted",
                          .letter = "T",
                          .shown = "T",
                          .title = N_ ("Tilted"),
                          .summary =
                              N_ ("Each input has two unequal neurons, all tilted in the same "
                                  "direction; the background supplies what is missing."),
                          .colour = 0xe69f00,
                          .agreement = { 0.76, 0.17 },
                          .mark = { 3, 0 },
                          REGIONS (tilted),
                          .form = { .choose_sides = choose_tilted,
                                    .constants = { "plus", "minus", "background", "sharpness",
                                                   "offset" },
                                    .exact_scale = 1,
                                    .rank = 2,
                                    .fitted = SUM_I "[{plus}" THIN "{bent}(" X_I "){+minus}" THIN
                                                    "{bent}(" MINUS X_I "){+background}" THIN X_I
                                                    "]{+offset}",
                                    .ideal = F_ABOUT SUM_I "[{plus}" THIN "relu(" X_I
                                                           "){+minus}" THIN "relu(" MINUS X_I
                                                           "){+background}" THIN X_I "]",
                                    .width = 34 } },
  [ALGO_PHASE_DOUBLE_SIDED] = { .name = "double-sided",
                                .letter = "D",
                                .shown = "D",
                                .title = N_ ("Double-sided"),
                                .summary = N_ ("Each input has a neuron of positive and one of "
                                               "negative sign."),
                                .colour = 0x009e73,
                                .agreement = { 0.54, 0.06 },
                                .mark = { 4, 0 },
                                REGIONS (double_sided),
                                .form = { .choose_sides = choose_both,
                                          .constants = { "scale", "sharpness", "offset" },
                                          .exact_scale = 1,
                                          .rank = 1,
                                          .fitted = "{scale}" THIN SUM_I "[{bent}(" X_I
                                                    ") + {bent}(" MINUS X_I ")]{+offset}",
                                          .ideal = F_EQUALS SUM_I "[relu(" X_I ") + relu(" MINUS X_I
                                                                  ")]",
                                          .width = 25 } },
  [ALGO_PHASE_MIXED] = { .name = "mixed",
                         .letter = "M",
                         .shown = "M",
                         .title = N_ ("Mixed"),
                         .summary = N_ ("Each input has neurons of its own side; inputs take "
                                        "different sides."),
                         .colour = 0xcc79a7,
                         .agreement = { 0.72, 0.24 },
                         .mark = { 4, G_PI_4 },
                         REGIONS (mixed),
                         .form = { .choose_sides = choose_own,
                                   .constants = { "scale", "background", "sharpness", "offset" },
                                   .exact_scale = 2,
                                   .rank = 3,
                                   .is_sided = TRUE,
                                   .fitted = "{scale}" THIN SUM_I "{bent}(" S_I THIN X_I
                                             "){+background}" THIN SUM_I S_I THIN X_I "{+offset}",
                                   .ideal =
                                       F_ABOUT SUM_I "[2" THIN "relu(" S_I THIN X_I ") " MINUS
                                                     " " S_I THIN X_I "],\u2002" S_I " = \u00b11",
                                   .width = 29 } },
  [ALGO_PHASE_UNRECOGNISED] = { .name = "unrecognised",
                                .letter = "?",
                                .shown = "?",
                                .title = N_ ("Unrecognised"),
                                .summary = N_ ("The network is like none of the known algorithms."),
                                .colour = ALGO_COLOUR_OF_TEXT,
                                .agreement = { 0.72, 0.24 },
                                .mark = { 6, 0 },
                                .flickers = TRUE },
};

gboolean
algo_phase_has_form (AlgoPhase phase)
{
  return algo_phase_rows[phase].form.fitted != NULL;
}
