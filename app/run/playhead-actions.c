/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person can do along time. */
#include "app/run/playhead-private.h"

#include "app/run/actions.h"

static void
on_live (AlgoPlayhead *self)
{
  algo_playhead_go_to (self, -1);
}

static void
on_earlier (AlgoPlayhead *self)
{
  algo_playhead_go_by (self, -1);
}

static void
on_later (AlgoPlayhead *self)
{
  algo_playhead_go_by (self, 1);
}

static void
on_play (AlgoPlayhead *self)
{
  if (algo_playhead_is_playing (self))
    algo_playhead_stop (self);
  else
    algo_playhead_play (self);
}

static void
on_playback_speed (AlgoPlayhead *self, GVariant *speed)
{
  algo_playhead_set_speed (self, g_variant_get_int32 (speed));
}

void
algo_playhead_update_actions (AlgoPlayhead *self)
{
  const AlgoSessionStatus *status = algo_run_model_get_status (self->run);
  const AlgoSessionState state = status->state;
  const gboolean trains = state == ALGO_SESSION_RUNNING || state == ALGO_SESSION_PAUSED;
  const gboolean rests = state == ALGO_SESSION_PAUSED || state == ALGO_SESSION_FINISHED;
  const gboolean has_past = self->kept->len > 0 && status->step > 0;

  algo_actions_set_state (self->actions, "live",
                          g_variant_new_boolean (self->step < 0 && !self->is_replaced));
  algo_actions_set_state (self->actions, "next-phase-change",
                          g_variant_new_boolean (self->is_seeking));
  algo_actions_set_state (self->actions, "play", g_variant_new_boolean (self->is_playing));
  algo_actions_set_state (self->actions, "playback-speed", g_variant_new_int32 (self->speed));
  algo_actions_enable (self->actions, "play", has_past);
  algo_actions_enable (self->actions, "earlier", has_past);
  algo_actions_enable (self->actions, "later", self->step >= 0);
  algo_actions_enable (self->actions, "next-phase-change", trains);
  algo_actions_enable (self->actions, "branch",
                       self->branching == NULL && has_past && (self->step >= 0 || rests));
  algo_actions_enable (self->actions, "cancel-branch", self->branching != NULL);
}

GActionMap *
algo_playhead_actions_new (AlgoPlayhead *self)
{
  const AlgoAction actions[] = {
    { "live", G_CALLBACK (on_live), NULL, "true" },
    { "earlier", G_CALLBACK (on_earlier) },
    { "later", G_CALLBACK (on_later) },
    { "play", G_CALLBACK (on_play), NULL, "false" },
    { "playback-speed", NULL, "i", "0", G_CALLBACK (on_playback_speed) },
    { "next-phase-change", G_CALLBACK (algo_playhead_seek), NULL, "false" },
    { "branch", G_CALLBACK (algo_playhead_branch) },
    { "cancel-branch", G_CALLBACK (algo_playhead_ask_to_cancel_branch) },
  };
  GActionMap *map = G_ACTION_MAP (g_simple_action_group_new ());

  algo_actions_add (map, actions, G_N_ELEMENTS (actions), self);
  return map;
}
