/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/timeline-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-runs.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/history/timeline-picture.h"

#define NEAR (5.0 / 6) /* of a gap, within which a change counts as pointed at */

gboolean
algo_timeline_is_change (const AlgoRunEvent *event)
{
  return event->kind == ALGO_RUN_RATE || event->kind == ALGO_RUN_BUDGET
         || event->kind == ALGO_RUN_BRANCH || event->kind == ALGO_RUN_DIVERGED;
}

/* NULL where no grid speaks of the step. */
static const AlgoGridPoint *
find_point (const AlgoTimelinePicture *picture, guint64 step)
{
  const AlgoGridHistory *history = &picture->history;

  if (history->count == 0 || !isfinite (picture->log_beta)
      || (double) step > algo_grid_history_edge (history, (gssize) history->count - 1))
    return NULL;
  return algo_grid_get_nearest (algo_grid_history_get (history, (gint64) step), picture->log_beta);
}

char *
algo_timeline_picture_describe_step (const AlgoTimelinePicture *picture, guint64 step)
{
  const AlgoGridPoint *point = find_point (picture, step);
  g_autofree char *number = algo_number_format_count (step);

  if (point == NULL)
    return g_strdup_printf (_ ("Step %s: phase not measured"), number);
  return g_strdup_printf (_ ("Step %s: %s"), number, algo_phase_display_name (point->phase));
}

static char *
describe_change (const AlgoRunEvent *event)
{
  g_autofree char *step = algo_number_format_count (event->step);
  g_autofree char *value = NULL;

  switch (event->kind)
    {
    case ALGO_RUN_RATE:
      value = algo_number_format (event->value);
      return g_strdup_printf (_ ("Rate set to %s after step %s"), value, step);
    case ALGO_RUN_BUDGET:
      value = algo_number_format_count ((guint64) event->value);
      return g_strdup_printf (_ ("Planned to go on to step %s, after step %s"), value, step);
    case ALGO_RUN_BRANCH:
      return g_strdup_printf (_ ("Branched from “%s” after step %s"), event->text, step);
    case ALGO_RUN_DIVERGED:
      return g_strdup_printf (_ ("Diverged after step %s"), step);
    default:
      g_return_val_if_reached (NULL);
    }
}

char *
algo_timeline_picture_read (const AlgoTimelinePicture *picture,
                            double width,
                            double height,
                            const AlgoStyle *style,
                            guint64 step)
{
  const AlgoGridPoint *point = find_point (picture, step);
  const double x = algo_timeline_picture_locate (picture, width, height, style, step).x;
  g_autofree char *phase = algo_timeline_picture_describe_step (picture, step);
  GString *text = g_string_new (phase);

  if (point != NULL)
    {
      g_autofree char *confidence = algo_number_format_percent (point->confidence);

      g_string_append_printf (text, _ (", confidence %s"), confidence);
    }
  for (guint i = 0; i < picture->n_events; i++)
    {
      const AlgoRunEvent *event = &picture->events[i];
      const double at = algo_timeline_picture_locate (picture, width, height, style, event->step).x;
      g_autofree char *change = NULL;

      if (!algo_timeline_is_change (event) || fabs (at - x) > NEAR * style->gap)
        continue;
      change = describe_change (event);
      g_string_append_printf (text, "\n%s", change);
    }
  return g_string_free (text, FALSE);
}

char *
algo_timeline_picture_describe (const AlgoTimelinePicture *picture)
{
  g_autofree char *latest = algo_number_format_count (picture->latest);
  g_autofree char *end = algo_number_format_count (
      MAX ((guint64) algo_grid_history_end (&picture->history), picture->latest));
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("The run is at step %s of %s."), latest, end);
  if (picture->history.count > 0 && isfinite (picture->log_beta))
    {
      g_autofree char *phases =
          algo_phase_runs_describe_history (&picture->history, picture->log_beta);

      g_string_append_printf (text, " %s", phases);
    }
  for (guint i = 0; i < picture->n_events; i++)
    if (algo_timeline_is_change (&picture->events[i]))
      {
        g_autofree char *change = describe_change (&picture->events[i]);

        g_string_append_printf (text, " %s.", change);
      }
  return g_string_free (text, FALSE);
}
