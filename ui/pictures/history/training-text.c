/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/training-text.h"

#include <glib/gi18n-lib.h>

#include "ui/pictures/drawing/numbers.h"

/* "log β −5.81: FVU 0.0123, KL 312 nats" */
static char *
describe_band (const AlgoMetrics *metrics, guint band)
{
  g_autofree char *log_beta = algo_number_format_log_beta (metrics->log_beta[band]);
  g_autofree char *unexplained = algo_number_format (metrics->unexplained[band]);
  g_autofree char *kl = algo_number_format (metrics->kl[band]);

  return g_strdup_printf (_ ("log \u03b2 %s: FVU %s, KL %s nats"), log_beta, unexplained, kl);
}

char *
algo_training_describe (const AlgoMetrics *metrics, const char *separator)
{
  g_autofree char *loss = algo_number_format (metrics->loss);
  g_autofree char *norm = algo_number_format (metrics->gradient_norm);
  g_autofree char *rate = algo_number_format (metrics->rate);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("loss %s, n = %u"), loss, metrics->inputs);
  for (guint band = 0; band < ALGO_BANDS; band++)
    {
      g_autofree char *line = describe_band (metrics, band);

      g_string_append (text, separator);
      g_string_append (text, line);
    }
  g_string_append (text, separator);
  g_string_append_printf (text, _ ("gradient norm %s, rate %s"), norm, rate);
  return g_string_free (text, FALSE);
}

const AlgoMetrics *
algo_training_find (const GArray *records, guint64 step)
{
  const AlgoMetrics *metrics = (const AlgoMetrics *) (gconstpointer) records->data;
  gsize low = 0, high = records->len - 1;

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (metrics[middle].step < step)
        low = middle + 1;
      else
        high = middle;
    }
  if (low > 0 && metrics[low].step > step
      && step - metrics[low - 1].step < metrics[low].step - step)
    low--;
  return &metrics[low];
}
