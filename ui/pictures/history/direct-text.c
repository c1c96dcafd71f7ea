/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/direct-plot.h"

#include <glib/gi18n-lib.h>

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"

/* "FVU 0.0083, Mixed". */
static char *
describe_values (double unexplained, AlgoPhase phase)
{
  g_autofree char *number = algo_number_format (unexplained);

  /* Translators: the fraction of variance unexplained, and a phase */
  return g_strdup_printf (_ ("FVU %s, %s"), number, algo_phase_display_name (phase));
}

/* What the run's network nearest to that step was; NULL if there is none to compare with. */
static char *
describe_written (const AlgoDirectPicture *picture, guint64 step)
{
  const AlgoGridPoint *point;
  g_autofree char *values = NULL;
  g_autofree char *log_beta = NULL;

  if (!algo_direct_picture_has_written (picture))
    return NULL;
  point = algo_direct_picture_get_written (picture, algo_grid_history_find (&picture->history,
                                                                            (gint64) step));
  values = describe_values (point->unexplained, point->phase);
  log_beta = algo_number_format_log_beta (picture->log_beta);
  /* Translators: then "FVU 0.0083, Pudding +" */
  return g_strdup_printf (_ ("written by the hypernetwork at log β %s: %s"), log_beta, values);
}

static char *
describe_step (const AlgoDirectPicture *picture, const AlgoDirectPoint *point)
{
  g_autofree char *values = describe_values (point->unexplained, point->phase);
  g_autofree char *step = algo_number_format_count (point->step);
  g_autofree char *written = describe_written (picture, point->step);

  if (written == NULL)
    return g_strdup_printf (_ ("Step %s: trained directly %s"), step, values);
  /* Translators: then "FVU 0.0083, Mixed", and "written by the hypernetwork at ..." */
  return g_strdup_printf (_ ("Step %s: trained directly %s; %s"), step, values, written);
}

char *
algo_direct_picture_describe_place (const AlgoDirectPicture *picture, const AlgoDirectPlace *place)
{
  AlgoWeightsPicture weights;

  if (picture->trajectory == NULL)
    return NULL;
  if (place->is_step)
    return describe_step (picture,
                          algo_direct_trajectory_find (picture->trajectory, (gint64) place->step));
  weights = (AlgoWeightsPicture){ .network = algo_direct_picture_get_point (picture)->network };
  return algo_weights_picture_describe_cell (&weights, &place->cell);
}

char *
algo_direct_picture_describe (const AlgoDirectPicture *picture)
{
  const AlgoDirectTrajectory *trajectory = picture->trajectory;
  g_autofree char *step = NULL;

  if (trajectory == NULL)
    return g_strdup (_ ("Not measured yet"));
  step = describe_step (picture, algo_direct_picture_get_point (picture));
  return g_strdup_printf (
      /* Translators: then "Step 1 200: trained directly ..." */
      _ ("A network of %u inputs and %u hidden neurons, trained by Adam without a hypernetwork. "
         "%s."),
      trajectory->settings.inputs, trajectory->settings.hidden, step);
}
