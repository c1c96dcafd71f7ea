/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/subject.h"

#include <glib/gi18n.h>

/* What was asked for, or as near to where all structured phases are as the run was trained. */
static double
choose_log_beta (const AlgoSubjectOptions *options, const AlgoSettings *settings)
{
  return isnan (options->log_beta)
             ? CLAMP (ALGO_SUBJECT_LOG_BETA, settings->log_beta_from, settings->log_beta_to)
             : options->log_beta;
}

/* Written for numbers: no choice is in every range. */
static gboolean
check_log_beta (const AlgoSubjectOptions *options, const AlgoSettings *settings)
{
  if (!(options->log_beta < settings->log_beta_from || options->log_beta > settings->log_beta_to))
    return TRUE;
  algo_console_error (_ ("--log-beta: %g is not in what was trained on, from %g to %g"),
                      options->log_beta, settings->log_beta_from, settings->log_beta_to);
  return FALSE;
}

static AlgoFigureSubject *
new_from_snapshot (const AlgoSource *source,
                   const AlgoSubjectOptions *options,
                   gboolean with_grid,
                   GError **error)
{
  const AlgoRun *run = source->run != NULL ? algo_run_file_get_run (source->run) : NULL;
  guint inputs = options->inputs > 0 ? options->inputs : source->snapshot->settings.most;
  const AlgoQuestion question = {
    .log_beta = choose_log_beta (options, &source->snapshot->settings),
    .inputs = inputs,
    .hidden = ALGO_HIDDEN_PER_INPUT * inputs,
    .noise_seed = options->noise_seed,
  };
  AlgoFigureHistory history;

  if (run != NULL)
    history =
        (AlgoFigureHistory){ .metrics = run->metrics, .grids = run->grids, .budget = run->budget };
  return algo_figure_subject_new (source->snapshot, &question, run != NULL ? &history : NULL,
                                  source->provenance, with_grid, error);
}

/* A network's file holds one network: there is nothing to choose. Other files have a range. */
static gboolean
check_options (const AlgoSource *source, const AlgoSubjectOptions *options)
{
  const char *chosen = !isnan (options->log_beta) ? "log-beta"
                       : options->inputs > 0      ? "inputs"
                       : options->noise_seed != 0 ? "noise-seed"
                                                  : NULL;

  if (source->network == NULL)
    return check_log_beta (options, &source->snapshot->settings);
  if (chosen == NULL)
    return TRUE;
  algo_console_error (_ ("--%s: the file holds a network, which has nothing to choose"), chosen);
  return FALSE;
}

AlgoFigureSubject *
algo_subject_new (const AlgoSource *source,
                  const AlgoSubjectOptions *options,
                  gboolean with_grid,
                  AlgoExit *status)
{
  g_autoptr (GError) error = NULL;
  AlgoFigureSubject *subject;

  *status = ALGO_EXIT_USAGE;
  if (!check_options (source, options))
    return NULL;
  *status = ALGO_EXIT_SUCCESS;
  if (source->network != NULL)
    return algo_figure_subject_new_for_network (source->network, source->provenance);
  subject = new_from_snapshot (source, options, with_grid, &error);
  if (subject == NULL)
    {
      algo_console_error ("%s", error->message);
      *status = ALGO_EXIT_FAILED;
    }
  return subject;
}

AlgoFigureSubject *
algo_subject_new_for_ensemble (const char *path,
                               const AlgoSubjectOptions *options,
                               AlgoExit *status)
{
  const gint64 step = options->step == ALGO_SOURCE_LAST_STEP ? -1 : (gint64) options->step;
  g_autoptr (AlgoEnsemble) ensemble = NULL;
  g_autoptr (AlgoConsensus) consensus = NULL;
  g_autoptr (GError) error = NULL;

  *status = ALGO_EXIT_USAGE;
  if (options->inputs > 0 || options->noise_seed != 0)
    {
      algo_console_error (_ ("--%s: not of an ensemble, which holds what was measured"),
                          options->inputs > 0 ? "inputs" : "noise-seed");
      return NULL;
    }
  *status = ALGO_EXIT_FAILED;
  ensemble = algo_ensemble_read (path, &error);
  if (ensemble == NULL)
    {
      algo_console_error ("%s", error->message);
      return NULL;
    }
  if (step > (gint64) ensemble->settings.steps || step < -1)
    {
      algo_console_error (_ ("--step: the ensemble was trained for %u steps"),
                          ensemble->settings.steps);
      return NULL;
    }
  *status = ALGO_EXIT_USAGE;
  if (!check_log_beta (options, &ensemble->settings))
    return NULL;
  *status = ALGO_EXIT_SUCCESS;
  consensus = algo_consensus_new (ensemble);
  return algo_figure_subject_new_for_ensemble (consensus,
                                               choose_log_beta (options, &ensemble->settings),
                                               step);
}
