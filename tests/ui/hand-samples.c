/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/hand-samples.h"

#include <math.h>

AlgoNetwork *
edited_sample_new (const AlgoNetwork *network)
{
  AlgoNetwork *edited = algo_network_copy (network);

  for (guint j = 0; j < network->hidden; j++)
    if (j % 11 == 4 || j % 11 == 5)
      edited->W1[j] = 0;
  return edited;
}

AlgoComparison *
comparison_sample_new (AlgoNetwork *network)
{
  const guint n = network->inputs, h = network->hidden;
  g_autoptr (AlgoNetwork) other = algo_network_new (n, h);
  g_autoptr (AlgoObservation) first = algo_observation_new_for_network (network, 1);
  g_autoptr (AlgoObservation) second = NULL;

  for (guint j = 0; j < h; j++)
    {
      const guint place = (j + 3) % h;

      for (guint i = 0; i < n; i++)
        other->W0[i * h + place] = network->W0[i * h + j] + 0.3f * sinf ((float) (7 * i + 3 * j));
      other->b0[place] = 1.1f * network->b0[j];
      other->W1[place] = j == h / 2 ? 0 : 0.95f * network->W1[j];
    }
  other->b1 = network->b1;
  second = algo_observation_new_for_network (other, 1);
  return algo_comparison_new (first, second);
}

void
comparison_sample_spoil (AlgoComparison *comparison)
{
  const AlgoNetwork *difference = comparison->difference;
  const guint last = difference->inputs * difference->hidden - 1;

  comparison->first->parameters.unexplained = NAN;
  difference->W0[MIN (1, last)] = NAN;
  difference->b0[0] = INFINITY;
  difference->W1[difference->hidden - 1] = NAN;
  comparison->difference->b1 = NAN;
  comparison->arranged->W0[MIN (2, last)] = -INFINITY;
  comparison->distance = INFINITY;
}
