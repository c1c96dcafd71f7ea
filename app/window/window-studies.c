/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is worked out only while a panel shows it: how the algorithm carries over to other sizes,
 * and a network trained directly beside the run. */
#include "app/run/background.h"
#include "app/window/window-private.h"

/* Whether anybody sees the panel: not so if it is hidden, or another one has all the room. */
static gboolean
is_seen (AlgoWindow *self, const char *panel)
{
  return self->looking
         && gtk_widget_get_mapped (GTK_WIDGET (algo_board_get_view (self->board, panel)));
}

typedef struct
{
  AlgoSession *session;
  AlgoQuestion question;
} NewDirectRun;

static gpointer
new_direct_run (gpointer data)
{
  const NewDirectRun *arguments = data;

  return algo_direct_run_new (arguments->session, arguments->question.inputs,
                              arguments->question.hidden);
}

static void
update_wants (AlgoWindow *self)
{
  gboolean direct;

  /* A window that is closed hides its panels last. */
  if (self->observer == NULL)
    return;
  direct = is_seen (self, "direct");
  algo_observer_want_generalisation (self->observer, is_seen (self, "generalisation"));
  if (direct && self->direct_run == NULL)
    {
      NewDirectRun arguments = { .session = self->session };

      algo_question_pane_get_question (self->question_pane, &arguments.question);
      self->direct_run =
          algo_background_call (ALGO_BACKGROUND_TRAINING, new_direct_run, &arguments);
    }
  if (self->direct_run != NULL)
    algo_direct_run_set_active (self->direct_run, direct);
}

void
algo_window_set_looking (AlgoWindow *self, gboolean looking)
{
  self->looking = looking;
  algo_observer_set_active (self->observer, looking);
  update_wants (self);
}

/* Drops the reference that is not kept. */
static gboolean
take_generalisation (AlgoWindow *self)
{
  AlgoGeneralisation *latest = algo_observer_ref_generalisation (self->observer);
  const gboolean is_new = latest != self->generalisation;

  g_clear_pointer (&self->generalisation, algo_generalisation_unref);
  self->generalisation = latest;
  return is_new;
}

static gboolean
take_trajectory (AlgoWindow *self)
{
  AlgoDirectTrajectory *latest;
  AlgoQuestion question;
  gboolean is_new;

  if (self->direct_run == NULL)
    return FALSE;
  algo_question_pane_get_question (self->question_pane, &question);
  algo_direct_run_set_size (self->direct_run, question.inputs, question.hidden);
  latest = algo_direct_run_ref_trajectory (self->direct_run, self->generation);
  is_new = latest != self->trajectory;
  g_clear_pointer (&self->trajectory, algo_direct_trajectory_unref);
  self->trajectory = latest;
  return is_new;
}

gboolean
algo_window_take_studies (AlgoWindow *self)
{
  const gboolean has_sizes = take_generalisation (self);

  return take_trajectory (self) || has_sizes;
}

static void
follow_panel (AlgoWindow *self, const char *panel)
{
  AlgoPanelView *view = algo_board_get_view (self->board, panel);

  g_signal_connect_object (view, "map", G_CALLBACK (update_wants), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (view, "unmap", G_CALLBACK (update_wants), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
algo_window_begin_studies (AlgoWindow *self)
{
  follow_panel (self, "generalisation");
  follow_panel (self, "direct");
}

void
algo_window_drop_studies (AlgoWindow *self)
{
  g_clear_pointer (&self->direct_run, algo_direct_run_free);
  g_clear_pointer (&self->trajectory, algo_direct_trajectory_unref);
  g_clear_pointer (&self->generalisation, algo_generalisation_unref);
}
