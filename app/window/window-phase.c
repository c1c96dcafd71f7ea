/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes of the phase at the complexity that is asked for: they are told to assistive technology,
 * and training can go on until there is one. */
#include "app/window/window-private.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"

#include <glib/gi18n-lib.h>

static void
on_next_phase_change (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;

  self->seeks_change = !self->seeks_change;
  self->seeking_runs = self->status.state == ALGO_SESSION_RUNNING;
  if (self->seeks_change)
    {
      algo_toast_hide (self->toast);
      algo_window_stop_playback (self);
      algo_window_show_step (self, -1);
      algo_session_run (self->session);
    }
  algo_window_update_timeline_actions (self);
  algo_window_wake (self);
}

static void
end_seeking (AlgoWindow *self, const char *text)
{
  self->seeks_change = FALSE;
  algo_window_update_timeline_actions (self);
  algo_toast_show (self->toast, text, NULL, NULL, NULL);
}

void
algo_window_watch_phase (AlgoWindow *self)
{
  const AlgoObservation *observation = self->observation;
  g_autofree char *log_beta = NULL, *step = NULL, *text = NULL;
  AlgoPhaseChange change;

  if (self->step >= 0 || observation->generation != self->generation
      || observation->step < self->live_since
      || !algo_phase_watch_take (&self->phase_watch, observation, &change))
    return;
  log_beta = algo_number_format_log_beta (change.log_beta);
  step = algo_number_format_count (change.first);
  /* Translators: the phase before, the phase after, the complexity and the step */
  text = g_strdup_printf (_ ("%s has become %s at log β %s, by step %s"),
                          algo_phase_display_name (change.before),
                          algo_phase_display_name (change.after), log_beta, step);
  algo_timeline_set_phase (self->timeline, (int) change.after);
  algo_timeline_announce (self->timeline, text);
  if (!self->seeks_change)
    return;
  algo_session_pause (self->session);
  end_seeking (self, text);
}

void
algo_window_watch_seeking (AlgoWindow *self)
{
  g_autofree char *step = algo_number_format_count (self->status.step);
  g_autofree char *text = NULL;

  if (!self->seeks_change)
    return;
  if (self->status.state == ALGO_SESSION_RUNNING)
    self->seeking_runs = TRUE;
  else if (self->status.state == ALGO_SESSION_FINISHED)
    {
      text =
          g_strdup_printf (_ ("The run has come to its end, at step %s, before the phase changed"),
                           step);
      end_seeking (self, text);
    }
  else if (self->seeking_runs)
    self->seeks_change =
        FALSE; /* a person has paused it, or it diverged, which is said elsewhere */
}

void
algo_window_add_phase_actions (AlgoWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "next-phase-change", .activate = on_next_phase_change, .state = "false" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
