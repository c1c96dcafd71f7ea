/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes are a safetensors file. A network in one is classified, as by algoscope-run classify,
 * however extreme its weights. */
#include "engine/analysis/phase.h"
#include "engine/formats/network-file.h"
#include "tests/fuzz/refusal.h"
#include "tests/fuzz/target.h"

#define POINTS 16 /* which take most of the time */

static void
assert_classified (const AlgoNetwork *network)
{
  AlgoOrderParameters order;
  AlgoClassification classification;

  g_assert_true (algo_network_is_finite (network));
  algo_order_parameters_measure (network, algo_network_unexplained (network, POINTS, 0), &order);
  algo_classify (&order, &classification);
  g_assert_nonnull (algo_phase_name (classification.phase));
  g_assert_nonnull (algo_phase_name (classification.nearest));
  g_assert_cmpuint (classification.n_evidence, <=, ALGO_N_ORDER_PARAMETERS);
  g_assert_true (classification.confidence >= 0 && classification.confidence <= 1);
  g_assert_true (order.localisation >= 0 && order.localisation <= 1);
  g_assert_true (order.coverage >= 0 && order.coverage <= 1);
  g_assert_true (order.evenness >= 0 && order.evenness <= 1);
  g_assert_true (order.double_sidedness >= 0 && order.double_sidedness <= 1);
  g_assert_true (order.polarity >= -1 && order.polarity <= 1);
  g_assert_true (order.unanimity >= 0 && order.unanimity <= 1);
  g_assert_true (order.correlation >= -1 && order.correlation <= 1);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoTensorFile) file = algo_tensor_file_parse ("name", bytes, &error);
  g_autoptr (AlgoNetwork) network =
      file != NULL ? algo_network_read (file, NULL, NULL, &error) : NULL;

  if (network != NULL)
    assert_classified (network);
  else
    fuzz_assert_refusal (error);
  return 0;
}
