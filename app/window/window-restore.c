/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of a window from one start of the program to the next. */
#include "app/window/window-private.h"

gboolean
algo_window_get_state (AlgoWindow *self, AlgoWindowState *state)
{
  const char *ensemble = self->ensemble_is_shown ? self->consensus->ensemble->path : NULL;
  AlgoSessionStatus status;
  gboolean is_nothing;

  if (self->session == NULL || self->path == NULL)
    return FALSE;
  algo_session_get_status (self->session, &status);
  /* A run without a name in which nothing happened leaves no file. */
  is_nothing = status.step == 0 && algo_window_is_unnamed (self);
  if (is_nothing && ensemble == NULL)
    return FALSE;
  *state = (AlgoWindowState){ .path = is_nothing ? NULL : g_strdup (self->path),
                              .ensemble = g_strdup (ensemble),
                              .training = status.state == ALGO_SESSION_RUNNING,
                              .step = self->step };
  algo_question_pane_get_question (self->question_pane, &state->question);
  g_object_get (self->question_pane, "resample", &state->resample, NULL);
  return TRUE;
}

void
algo_window_set_state (AlgoWindow *self, const AlgoWindowState *state)
{
  algo_question_pane_set_question (self->question_pane, &state->question);
  g_object_set (self->question_pane, "resample", state->resample, NULL);
  algo_window_show_step (self, state->step);
  if (state->training)
    algo_session_run (self->session);
  algo_window_wake (self);
}
