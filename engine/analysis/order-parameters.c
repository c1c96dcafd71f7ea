/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/order-parameters.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pthread.h>

#include "engine/settings.h"

#define CORRELATION_POINTS 512 /* enough for +-0.03 where it is 0.5 */
#define PINNED 0.5 /* least share of a neuron's squared weights on the input it is pinned to */
#define COVERED                                                                                    \
  0.3 /* least total of an input that counts as covered, as a share of the largest                 \
       */

#define AT(member) G_STRUCT_OFFSET (AlgoOrderParameters, member)
/* On [0, 1]. */
#define SHARE .low = 0, .high = 1, .least = 0, .most = 1

const AlgoOrderRow algo_order_rows[ALGO_N_ORDER_PARAMETERS] = {
  [ALGO_ORDER_LOCALISATION] = { .name = "localisation",
                                .column = "localisation",
                                .symbol = "\u03bb",
                                .title = N_ ("Localisation"),
                                .meaning = N_ ("1 where every neuron reads one input, 0 where all "
                                               "read all evenly"),
                                .offset = AT (localisation),
                                SHARE,
                                .spread = 0.08,
                                .is_told = TRUE,
                                .plot = 0,
                                .band = 3 },
  [ALGO_ORDER_COVERAGE] = { .name = "coverage",
                            .column = "coverage",
                            .symbol = "\u03ba",
                            .title = N_ ("Coverage"),
                            .meaning = N_ ("share of the inputs that neurons are pinned to"),
                            .offset = AT (coverage),
                            SHARE,
                            .spread = 0.08,
                            .is_told = TRUE,
                            .plot = 1,
                            .band = 4 },
  [ALGO_ORDER_EVENNESS] = { .name = "evenness",
                            .column = "evenness",
                            .symbol = "\u03b5",
                            .title = N_ ("Evenness"),
                            .meaning = N_ ("1 where every input has the same total weight"),
                            .offset = AT (evenness),
                            SHARE,
                            .spread = 0.08,
                            .is_told = TRUE,
                            .plot = 2,
                            .band = 5 },
  [ALGO_ORDER_DOUBLE_SIDEDNESS] = { .name = "double-sidedness",
                                    .column = "double_sidedness",
                                    .symbol = "\u03b4",
                                    .title = N_ ("Double-sidedness"),
                                    .meaning =
                                        N_ ("1 where an input's neurons of either "
                                            "sign weigh the same, 0 where one sign is alone"),
                                    .offset = AT (double_sidedness),
                                    SHARE,
                                    .spread = 0.06,
                                    .is_told = TRUE,
                                    .plot = 4,
                                    .band = 8 },
  [ALGO_ORDER_POLARITY] = { .name = "polarity",
                            .column = "polarity",
                            .symbol = "\u03c0",
                            .title = N_ ("Polarity"),
                            .meaning = N_ ("1 where all neurons are of positive sign, -1 where all "
                                           "are of negative sign"),
                            .offset = AT (polarity),
                            .low = -1,
                            .high = 1,
                            .least = -1,
                            .most = 1,
                            .spread = 0.08,
                            .is_told = TRUE,
                            .plot = 5,
                            .band = 7 },
  [ALGO_ORDER_UNANIMITY] = { .name = "unanimity",
                             .column = "unanimity",
                             .symbol = "\u03c5",
                             .title = N_ ("Unanimity"),
                             .meaning = N_ ("1 where all inputs lean to the same side alike"),
                             .offset = AT (unanimity),
                             SHARE,
                             .spread = 0.12,
                             .is_told = TRUE,
                             .plot = 3,
                             .band = 6 },
  [ALGO_ORDER_CORRELATION] = { .name = "correlation",
                               .column = "correlation",
                               .symbol = "\u03c1",
                               .title = N_ ("Correlation"),
                               .meaning = N_ ("of the output with the task"),
                               .offset = AT (correlation),
                               .low = 0,
                               .high = 1,
                               .least = -1,
                               .most = 1,
                               .spread = 0.1,
                               .plot = 6,
                               .band = 2 },
  [ALGO_ORDER_UNEXPLAINED] = { .name = "unexplained",
                               .column = "unexplained",
                               .symbol = "FVU",
                               .title = N_ ("Unexplained (FVU)"),
                               .meaning = N_ ("fraction of the task's variance that the output "
                                              "leaves unexplained"),
                               .offset = AT (unexplained),
                               .is_logarithmic = TRUE,
                               .low = 1e-3,
                               .high = 1,
                               .least = 1e-6,
                               .most = 10,
                               .spread = 0.15,
                               .is_told = TRUE,
                               .plot = 7,
                               .band = 0 },
};

double
algo_order_parameters_get (const AlgoOrderParameters *parameters, AlgoOrderParameter parameter)
{
  return G_STRUCT_MEMBER (double, parameters, algo_order_rows[parameter].offset);
}

void
algo_order_parameters_set (AlgoOrderParameters *parameters,
                           AlgoOrderParameter parameter,
                           double value)
{
  G_STRUCT_MEMBER (double, parameters, algo_order_rows[parameter].offset) = value;
}

guint
algo_order_parameters_get_edition (void)
{
  guint latest = 0;

  for (guint i = 0; i < ALGO_N_ORDER_PARAMETERS; i++)
    latest = MAX (latest, algo_order_rows[i].edition);
  return latest;
}

/* One hidden neuron's column of W0. */
typedef struct
{
  guint input;      /* of the largest |W0_ij| */
  float weight;     /* W0_ij there, with its sign */
  double magnitude; /* m_j */
  double share;     /* q_j; 0 for a neuron without weights */
} Column;

static Column
read_column (const AlgoNetwork *network, guint j)
{
  Column column = { 0 };
  double squares = 0;

  for (guint i = 0; i < network->inputs; i++)
    {
      float weight = network->W0[(gsize) i * network->hidden + j];

      squares += (double) weight * weight;
      if (fabs (weight) > column.magnitude)
        {
          column.input = i;
          column.weight = weight;
          column.magnitude = fabs (weight);
        }
    }
  if (squares > 0)
    column.share = column.magnitude * column.magnitude / squares;
  return column;
}

/* Each input's totals over the neurons pinned to it, W1_j m_j with W1_j > 0: (inputs) each. */
typedef struct
{
  double *plus, *minus;
} Arms;

/* lambda, and the arms besides, which start at zero. */
static double
measure_columns (const AlgoNetwork *network, Arms *arms)
{
  const double even = 1.0 / network->inputs;
  double weighted = 0, weights = 0;

  for (guint j = 0; j < network->hidden; j++)
    {
      const Column column = read_column (network, j);
      const double strength = network->W1[j] * column.magnitude;

      weighted += fabs (strength) * column.share;
      weights += fabs (strength);
      if (column.share >= PINNED && strength > 0)
        {
          if (column.weight > 0)
            arms->plus[column.input] += strength;
          else
            arms->minus[column.input] += strength;
        }
    }
  /* One input is always all there is to read; a network without weights reads none. */
  if (weights == 0)
    return 0;
  return network->inputs == 1 ? 1 : (weighted / weights - even) / (1 - even);
}

/* 1 - min (1, the standard deviation in units of `scale`). */
static double
unity_less_deviation (double squares, double mean, double scale)
{
  return 1 - MIN (1, sqrt (MAX (0, squares - mean * mean)) / scale);
}

static void
measure_arms (const Arms *arms, guint inputs, AlgoOrderParameters *parameters)
{
  double largest = 0, sum = 0, squares = 0, sides = 0, leaning = 0, leaning_squares = 0;
  guint covered = 0, pinned = 0;

  for (guint i = 0; i < inputs; i++)
    largest = MAX (largest, arms->plus[i] + arms->minus[i]);
  if (largest == 0)
    return;
  for (guint i = 0; i < inputs; i++)
    {
      const double plus = arms->plus[i], minus = arms->minus[i], total = plus + minus;

      sum += total;
      squares += total * total;
      covered += total >= COVERED * largest;
      if (total > 0)
        {
          const double lean = (plus - minus) / total;

          pinned++;
          sides += 2 * MIN (plus, minus) / total;
          leaning += lean;
          leaning_squares += lean * lean;
        }
    }
  parameters->coverage = (double) covered / inputs;
  parameters->evenness = unity_less_deviation (squares / inputs, sum / inputs, sum / inputs);
  parameters->double_sidedness = sides / pinned;
  parameters->polarity = leaning / pinned;
  parameters->unanimity = unity_less_deviation (leaning_squares / pinned, parameters->polarity, 1);
}

static void
measure_weights (const AlgoNetwork *network, AlgoOrderParameters *parameters)
{
  g_autofree double *totals = g_new0 (double, 2 * (gsize) network->inputs);
  Arms arms = { totals, totals + network->inputs };

  parameters->localisation = measure_columns (network, &arms);
  measure_arms (&arms, network->inputs, parameters);
}

static double
integrate_random_localisation (guint inputs)
{
  /* q is independent of the sum of the squares, so E[q] = E[max z^2] / n with z ~ N (0, I), and
   * E[max z^2] is the integral of P (max |z| > u) 2 u du: here by the trapezoidal rule. */
  const double step = 0.05, end = 8;
  double expected = 0;

  if (inputs == 1)
    return 1;
  for (double u = step; u < end; u += step)
    expected += (1 - pow (erf (u / G_SQRT2), inputs)) * 2 * u * step;
  return (expected - 1) / (inputs - 1);
}

/* For the sizes that hypernetworks write, which are asked for thousands of times a second. */
static double random_localisations[ALGO_MAX_INPUTS + 1];

static void
fill_random_localisations (void)
{
  for (guint n = 1; n <= ALGO_MAX_INPUTS; n++)
    random_localisations[n] = integrate_random_localisation (n);
}

double
algo_random_localisation (guint inputs)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;

  if (inputs > ALGO_MAX_INPUTS)
    return integrate_random_localisation (inputs);
  pthread_once (&once, fill_random_localisations);
  return random_localisations[inputs];
}

void
algo_order_parameters_measure (const AlgoNetwork *network,
                               double unexplained,
                               AlgoOrderParameters *parameters)
{
  *parameters = (AlgoOrderParameters){
    .unexplained = unexplained,
    .correlation = algo_network_correlation (network, CORRELATION_POINTS, 0),
    .inputs = network->inputs,
    .is_unnamed = !network->task->row->has_phases,
  };
  measure_weights (network, parameters);
}

void
algo_order_parameters_probe (const AlgoNetwork *network,
                             AlgoProbe *probe,
                             AlgoOrderParameters *parameters)
{
  *parameters = (AlgoOrderParameters){ .inputs = network->inputs,
                                       .is_unnamed = !network->task->row->has_phases };
  algo_probe_compare (probe, network, &parameters->unexplained, &parameters->correlation);
  measure_weights (network, parameters);
}

void
algo_network_find_pinned (const AlgoNetwork *network, gint *pinned)
{
  for (guint j = 0; j < network->hidden; j++)
    {
      const Column column = read_column (network, j);

      pinned[j] = column.share >= PINNED ? (gint) column.input : -1;
    }
}
