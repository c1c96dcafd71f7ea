/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/run-tensorboard.h"

#define N_SCALARS (4 + 3 * ALGO_BANDS)

static const char *const tags[] = {
  "loss",       "gradient_norm", "rate",          "inputs",        "log_beta/0",    "log_beta/1",
  "log_beta/2", "log_beta/3",    "unexplained/0", "unexplained/1", "unexplained/2", "unexplained/3",
  "kl/0",       "kl/1",          "kl/2",          "kl/3",
};

G_STATIC_ASSERT (G_N_ELEMENTS (tags) == N_SCALARS);

static double
event_time (const AlgoRun *run, guint index)
{
  return index < run->events->len
             ? (double) g_array_index (run->events, AlgoRunEvent, index).time / G_USEC_PER_SEC
             : 0;
}

static void
add_metrics (AlgoTensorboard *board, const AlgoMetrics *metrics, double time)
{
  float values[N_SCALARS] = { metrics->loss, metrics->gradient_norm, metrics->rate,
                              (float) metrics->inputs };

  for (guint band = 0; band < ALGO_BANDS; band++)
    {
      values[4 + band] = metrics->log_beta[band];
      values[4 + ALGO_BANDS + band] = metrics->unexplained[band];
      values[4 + 2 * ALGO_BANDS + band] = metrics->kl[band];
    }
  algo_tensorboard_add_scalars (board, metrics->step, time, tags, values, N_SCALARS);
}

static void
add_event (AlgoTensorboard *board, const AlgoRunEvent *event, double time)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean has_value = event->kind == ALGO_RUN_RATE || event->kind == ALGO_RUN_BUDGET;
  g_autofree char *text =
      g_strconcat (algo_run_event_name (event->kind), has_value ? " " : "",
                   has_value ? g_ascii_formatd (digits, sizeof digits, "%.9g", event->value) : "",
                   event->text != NULL ? " " : "", event->text, NULL);

  algo_tensorboard_add_text (board, event->step, time, "events", text);
}

/* Markdown. */
static char *
describe (const AlgoRun *run)
{
  const AlgoSettings *settings = &run->settings;
  char rate[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (rate, sizeof rate, "%.9g", settings->rate);
  return g_strdup_printf ("| | |\n|---|---|\n| software | Algoscope %s |\n| kernels | %s |\n"
                          "| seed | %" G_GUINT64_FORMAT " |\n| least | %u |\n| most | %u |\n"
                          "| levels | %u |\n| batch | %u |\n| points | %u |\n| steps | %u |\n"
                          "| rate | %s |\n| model | %s |\n| log10 beta | %g to %g |\n"
                          "| exported by | Algoscope " ALGO_VERSION " |\n",
                          run->version, run->kernels, settings->seed, settings->least,
                          settings->most, settings->levels, settings->batch, settings->points,
                          settings->steps, rate, algo_model_name (settings->model),
                          settings->log_beta_from, settings->log_beta_to);
}

AlgoTensorboard *
algo_run_to_tensorboard (const AlgoRun *run)
{
  AlgoTensorboard *board = algo_tensorboard_new (event_time (run, 0));
  g_autofree char *provenance = describe (run);
  double time = event_time (run, 0);
  guint next = 0;

  algo_tensorboard_add_text (board, 0, time, "provenance", provenance);
  for (guint i = 0; i <= run->metrics->len; i++)
    {
      /* The events after `i` steps, then step `i` + 1. */
      for (; next < run->events->len; next++)
        {
          const AlgoRunEvent *event = &g_array_index (run->events, AlgoRunEvent, next);

          if (event->step > i)
            break;
          time = event_time (run, next);
          add_event (board, event, time);
        }
      if (i < run->metrics->len)
        add_metrics (board, &g_array_index (run->metrics, AlgoMetrics, i), time);
    }
  return board;
}

char *
algo_run_tensorboard_name (const AlgoRun *run)
{
  return g_strdup_printf ("events.out.tfevents.%" G_GINT64_FORMAT ".seed%" G_GUINT64_FORMAT,
                          (gint64) event_time (run, 0), run->settings.seed);
}
