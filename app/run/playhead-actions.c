/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person can do along time. */
#include "app/run/playhead-private.h"

#include "app/run/actions.h"

static void
on_live (GSimpleAction *action, GVariant *parameter, gpointer playhead)
{
  algo_playhead_go_to (playhead, -1);
}

static void
on_earlier (GSimpleAction *action, GVariant *parameter, gpointer playhead)
{
  algo_playhead_go_by (playhead, -1);
}

static void
on_later (GSimpleAction *action, GVariant *parameter, gpointer playhead)
{
  algo_playhead_go_by (playhead, 1);
}

static void
on_play (GSimpleAction *action, GVariant *parameter, gpointer playhead)
{
  if (algo_playhead_is_playing (playhead))
    algo_playhead_stop (playhead);
  else
    algo_playhead_play (playhead);
}

static void
on_playback_speed (GSimpleAction *action, GVariant *state, gpointer playhead)
{
  algo_playhead_set_speed (playhead, g_variant_get_int32 (state));
}

static void
on_next_phase_change (GSimpleAction *action, GVariant *parameter, gpointer playhead)
{
  algo_playhead_seek (playhead);
}

static void
on_branch (GSimpleAction *action, GVariant *parameter, gpointer playhead)
{
  algo_playhead_branch (playhead);
}

static void
on_cancel_branch (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AlgoPlayhead *self = data;

  g_cancellable_cancel (self->branching->cancellable);
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

GSimpleActionGroup *
algo_playhead_actions_new (AlgoPlayhead *self)
{
  const GActionEntry entries[] = {
    { .name = "live", .activate = on_live, .state = "true" },
    { .name = "earlier", .activate = on_earlier },
    { .name = "later", .activate = on_later },
    { .name = "play", .activate = on_play, .state = "false" },
    { .name = "playback-speed",
      .parameter_type = "i",
      .state = "0",
      .change_state = on_playback_speed },
    { .name = "next-phase-change", .activate = on_next_phase_change, .state = "false" },
    { .name = "branch", .activate = on_branch },
    { .name = "cancel-branch", .activate = on_cancel_branch },
  };
  GSimpleActionGroup *actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  return actions;
}
