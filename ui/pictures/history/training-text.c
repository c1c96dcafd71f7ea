/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/training-text.h"

#include <glib/gi18n-lib.h>

#include "ui/pictures/drawing/numbers.h"

#define RECENT 200 /* records that tell where a band lies */

double
algo_training_mean_log_beta (const AlgoTrainingPicture *picture, guint band)
{
  gsize recent = MIN (picture->count, RECENT);
  double sum = 0;

  for (gsize i = picture->count - recent; i < picture->count; i++)
    sum += picture->metrics[i].log_beta[band];
  return sum / recent;
}

/* "log β −5.81: FVU 0.0123, KL 312 nats" */
static char *
describe_band (const AlgoMetrics *metrics, guint band)
{
  g_autofree char *log_beta = algo_number_format_log_beta (metrics->log_beta[band]);
  g_autofree char *unexplained = algo_number_format (metrics->unexplained[band]);
  g_autofree char *kl = algo_number_format (metrics->kl[band]);

  return g_strdup_printf (_ ("log \u03b2 %s: FVU %s, KL %s nats"), log_beta, unexplained, kl);
}

static char *
describe_record (const AlgoMetrics *metrics, const char *separator)
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
algo_training_picture_find (const AlgoTrainingPicture *picture, guint64 step)
{
  const AlgoMetrics *metrics = picture->metrics;
  gsize low = 0, high = picture->count - 1;

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

char *
algo_training_picture_describe (const AlgoTrainingPicture *picture)
{
  const AlgoMetrics *shown;
  g_autofree char *step = NULL, *budget = NULL, *record = NULL;

  if (picture->metrics == NULL || picture->count == 0)
    return g_strdup (_ ("Not measured yet"));
  shown = algo_training_picture_find (picture, picture->cursor >= 0 ? (guint64) picture->cursor
                                                                    : G_MAXUINT64);
  step = algo_number_format_count (shown->step);
  budget = algo_number_format_count (picture->budget);
  /* Translators: between the parts of a list that are read out one after the other */
  record = describe_record (shown, _ ("; "));
  return g_strdup_printf (_ ("Step %s of %s: %s"), step, budget, record);
}

char *
algo_training_picture_describe_step (const AlgoTrainingPicture *picture, guint64 step)
{
  const AlgoMetrics *metrics;
  g_autofree char *at = NULL, *record = NULL;

  if (picture->metrics == NULL || picture->count == 0)
    return NULL;
  metrics = algo_training_picture_find (picture, step);
  at = algo_number_format_count (metrics->step);
  record = describe_record (metrics, "\n");
  return g_strdup_printf (_ ("step %s: %s"), at, record);
}
