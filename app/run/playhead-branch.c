/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A branch: going on from the step shown as a run of its own, which takes the place of the one
 * there is. */
#include "app/run/playhead-private.h"

#include "app/run/job.h"
#include "app/run/run-model-private.h"
#include "ui/pictures/drawing/numbers.h"

#include <glib/gi18n-lib.h>

#define PROGRESS_INTERVAL 100 /* milliseconds */

static void
end_branching (AlgoPlayhead *self)
{
  g_clear_handle_id (&self->branching_timer, g_source_remove);
  self->branching = NULL;
  algo_playhead_notify (self, "branching");
}

static void
take_branch (AlgoPlayhead *self, AlgoBranching *branching)
{
  g_autofree char *step = algo_number_format_count (branching->step);
  g_autofree char *text = g_strdup_printf (_ ("A new run goes on from step %s"), step);

  algo_run_model_take_run (self->run, g_steal_pointer (&branching->recorder),
                           g_steal_pointer (&branching->state), FALSE);
  if (branching->was_running)
    algo_run_model_run (self->run);
  algo_playhead_say (self, text, _ ("_Back to the Other"), "win.open-run", branching->parent_path);
}

static void
say_why_not (AlgoPlayhead *self, const AlgoBranching *branching)
{
  g_autofree char *text =
      g_strdup_printf (_ ("The run could not be branched. %s"), branching->error->message);

  if (branching->was_running)
    algo_run_model_run (self->run);
  if (!g_cancellable_is_cancelled (branching->cancellable))
    algo_playhead_tell_problem (self, text);
}

/* In the thread. */
static void
branch_in_thread (gpointer data, GCancellable *cancellable)
{
  algo_branching_make (data);
}

/* Unless another run has taken the place of the parent. */
static void
on_branched (gpointer owner, gpointer data)
{
  AlgoPlayhead *self = owner;
  AlgoBranching *branching = data;

  if (self->branching != branching)
    return;
  end_branching (self);
  if (branching->recorder != NULL)
    take_branch (self, branching);
  else
    say_why_not (self, branching);
}

static gboolean
on_progress (gpointer data)
{
  algo_playhead_notify (data, "branching");
  return G_SOURCE_CONTINUE;
}

/* Training pauses meanwhile: the steps that are taken once more get the processors. */
void
algo_playhead_branch (AlgoPlayhead *self)
{
  static const AlgoJobKind kind = { branch_in_thread, on_branched,
                                    (GDestroyNotify) algo_branching_free };
  const AlgoSessionStatus *status = algo_run_model_get_status (self->run);
  const guint64 step = self->step >= 0 ? (guint64) self->step : status->step;
  AlgoSettings settings;

  algo_run_model_get_settings (self->run, &settings);
  self->branching = algo_branching_new (algo_run_model_get_recorder (self->run),
                                        algo_run_model_get_path (self->run), &settings, step);
  self->branching->was_running = status->state == ALGO_SESSION_RUNNING;
  self->branching_timer = g_timeout_add (PROGRESS_INTERVAL, on_progress, self);
  algo_playhead_set_seeking (self, FALSE);
  algo_playhead_stop (self);
  algo_run_model_pause (self->run);
  algo_job_start (&kind, self, self->branching, self->branching->cancellable);
  algo_playhead_notify (self, "branching");
}

void
algo_playhead_cancel_branch (AlgoPlayhead *self)
{
  if (self->branching == NULL)
    return;
  g_cancellable_cancel (self->branching->cancellable);
  end_branching (self);
}

gboolean
algo_playhead_is_branching (AlgoPlayhead *self, guint *taken, guint *total)
{
  if (self->branching == NULL)
    return FALSE;
  if (taken != NULL)
    *taken = (guint) g_atomic_int_get (&self->branching->taken);
  if (total != NULL)
    *total = (guint) g_atomic_int_get (&self->branching->total);
  return TRUE;
}
