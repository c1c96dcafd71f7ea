/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network in place of the run's: changing it by hand, undoing that, keeping a copy to compare it
 * with, and going back to the run's.
 *
 * Training goes on meanwhile and changes nothing that is shown of the network. Asking for another
 * network, by the slider say, shows that: nothing that a person moves may seem dead. What was
 * changed is put away, and comes back by Undo. */
#include "app/window/window-private.h"

#include "ui/pictures/weights/edit-text.h"

#include <glib/gi18n-lib.h>

#define COMPARISON "comparison" /* the panel */

static void
enable (AlgoWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static char *
describe (const AlgoEdit *edit)
{
  return edit != NULL ? algo_edit_describe (edit) : NULL;
}

/* The strip and the actions. */
void
algo_window_update_edit_actions (AlgoWindow *self)
{
  const gboolean shown = !self->ensemble_is_shown;
  const AlgoExhibit *exhibit = self->exhibit;
  const AlgoEdit *undo = NULL, *redo = NULL;

  if (exhibit != NULL)
    {
      g_autofree char *text = algo_exhibit_describe (exhibit);
      g_autofree char *undo_text = NULL;
      g_autofree char *redo_text = NULL;

      undo = algo_workbench_peek_undo (exhibit->workbench);
      redo = algo_workbench_peek_redo (exhibit->workbench);
      undo_text = describe (undo);
      redo_text = describe (redo);
      algo_exhibit_bar_set_text (self->exhibit_bar, text, undo_text, redo_text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->exhibit_bar), shown && exhibit != NULL);
  enable (self, "undo", shown && (undo != NULL || (exhibit == NULL && self->put_away != NULL)));
  enable (self, "redo", shown && redo != NULL);
  enable (self, "bring-back", shown && self->put_away != NULL);
  enable (self, "discard-edits", shown && exhibit != NULL);
}

/* What takes longer than a frame is worked out in a thread, and shown when it is there. */

typedef struct
{
  GWeakRef window; /* which may be closed meanwhile */
  AlgoNetwork *network;
  guint64 seed;
  AlgoObservation *observation; /* of the network, or NULL where it is to be made */
} Study;

static void
study_free (gpointer data)
{
  Study *study = data;

  g_weak_ref_clear (&study->window);
  algo_network_unref (study->network);
  g_clear_pointer (&study->observation, algo_observation_unref);
  g_free (study);
}

static void
study_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Study *study = data;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (study->observation == NULL)
    study->observation = algo_observation_new_for_network (study->network, study->seed);
  g_task_return_pointer (task, algo_observation_explain (study->observation),
                         (GDestroyNotify) algo_observation_unref);
}

static void
on_studied (GObject *source, GAsyncResult *result, gpointer data)
{
  Study *study = g_task_get_task_data (G_TASK (result));
  g_autoptr (AlgoWindow) self = g_weak_ref_get (&study->window);
  g_autoptr (AlgoObservation) observation = g_task_propagate_pointer (G_TASK (result), NULL);

  if (observation != NULL && self != NULL && self->exhibit != NULL
      && algo_exhibit_take (self->exhibit, observation))
    algo_window_show_scene (self, TRUE);
}

static void
study (AlgoWindow *self)
{
  AlgoWorkbench *workbench = self->exhibit->workbench;
  AlgoObservation *observation = algo_workbench_get_observation (workbench);
  g_autoptr (GTask) task = NULL;
  Study *study;

  g_cancellable_cancel (self->studying);
  g_clear_object (&self->studying);
  if (observation != NULL && observation->explanation != NULL)
    return;
  study = g_new0 (Study, 1);
  g_weak_ref_init (&study->window, self);
  study->network = algo_network_ref (algo_workbench_get_network (workbench));
  study->seed = algo_workbench_get_base (workbench)->question.noise_seed;
  study->observation = observation != NULL ? algo_observation_ref (observation) : NULL;
  self->studying = g_cancellable_new ();
  task = g_task_new (NULL, self->studying, on_studied, NULL);
  g_task_set_task_data (task, study, study_free);
  g_task_run_in_thread (task, study_in_thread);
}

/* In the same frame as the change, unless the network is larger than any of a run. */
static void
show_change (AlgoWindow *self)
{
  if (self->exhibit != NULL)
    {
      algo_exhibit_refresh (self->exhibit);
      study (self);
    }
  algo_window_update_edit_actions (self);
  algo_window_update_timeline_actions (self);
  algo_window_show_scene (self, TRUE);
}

static gboolean
is_worth_keeping (const AlgoExhibit *exhibit)
{
  return exhibit->name != NULL || algo_workbench_peek_undo (exhibit->workbench) != NULL
         || algo_workbench_peek_redo (exhibit->workbench) != NULL;
}

/* What is shown goes where Undo finds it, if there is anything to be found. */
static void
make_room (AlgoWindow *self)
{
  g_autofree char *text = NULL;

  algo_toast_hide (self->toast);
  g_clear_pointer (&self->put_away, algo_exhibit_free);
  if (self->exhibit == NULL)
    return;
  self->put_away = g_steal_pointer (&self->exhibit);
  if (!is_worth_keeping (self->put_away))
    {
      g_clear_pointer (&self->put_away, algo_exhibit_free);
      return;
    }
  if (self->put_away->name != NULL)
    text = g_strdup_printf (_ ("“%s” put away"), self->put_away->name);
  algo_toast_show (self->toast, text != NULL ? text : _ ("Edits put away"), _ ("_Undo"),
                   "win.bring-back", NULL);
}

void
algo_window_take_exhibit (AlgoWindow *self, AlgoExhibit *exhibit)
{
  make_room (self);
  self->exhibit = exhibit;
  /* Each step played back, and each draw of the noise, would ask for another network. */
  algo_window_stop_playback (self);
  g_object_set (self->question_pane, "resample", FALSE, NULL);
  show_change (self);
}

static void
say_why_not (AlgoWindow *self, const AlgoEdit *edit)
{
  g_autofree char *text = NULL;

  if (edit->kind != ALGO_EDIT_RESTORE)
    return;
  text =
      g_strdup_printf (_ ("Neuron %u has no other output weight than 0 to restore"), edit->neuron);
  algo_toast_show (self->toast, text, NULL, NULL, NULL);
}

void
algo_window_edit (AlgoWindow *self, const AlgoEdit *edit)
{
  AlgoObservation *observation = algo_window_get_observation (self);
  g_autoptr (AlgoExhibit) begun = NULL;

  if (observation == NULL)
    return;
  if (self->exhibit == NULL)
    begun = algo_exhibit_new (observation, NULL);
  if (!algo_workbench_apply ((begun != NULL ? begun : self->exhibit)->workbench, edit))
    say_why_not (self, edit);
  else if (begun != NULL)
    algo_window_take_exhibit (self, g_steal_pointer (&begun));
  else
    show_change (self);
}

void
algo_window_put_away (AlgoWindow *self)
{
  if (self->exhibit == NULL)
    return;
  make_room (self);
  show_change (self);
}

void
algo_window_drop_exhibits (AlgoWindow *self)
{
  g_cancellable_cancel (self->studying);
  g_clear_object (&self->studying);
  g_clear_pointer (&self->exhibit, algo_exhibit_free);
  g_clear_pointer (&self->put_away, algo_exhibit_free);
  g_clear_pointer (&self->compared, algo_observation_unref);
  g_clear_pointer (&self->compared_before, algo_observation_unref);
}

/* Actions. */

static void
on_bring_back (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;
  AlgoExhibit *exhibit = g_steal_pointer (&self->put_away);

  algo_window_take_exhibit (self, exhibit);
}

/* A text that is being written has an Undo of its own. */
static gboolean
undo_in_text (AlgoWindow *self, const char *action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return GTK_IS_TEXT (focus) && gtk_widget_activate_action (focus, action, NULL);
}

static void
on_undo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;

  if (undo_in_text (self, "text.undo"))
    return;
  if (self->exhibit == NULL)
    on_bring_back (NULL, NULL, self);
  else if (algo_workbench_undo (self->exhibit->workbench))
    show_change (self);
}

static void
on_redo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;

  if (undo_in_text (self, "text.redo"))
    return;
  if (algo_workbench_redo (self->exhibit->workbench))
    show_change (self);
}

static void
on_discard_edits (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  algo_window_put_away (user_data);
  algo_window_show_step (user_data, -1);
}

static void
on_keep (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;
  AlgoObservation *observation = algo_window_get_observation (self);

  if (observation == NULL)
    return;
  g_clear_pointer (&self->compared_before, algo_observation_unref);
  self->compared_before = g_steal_pointer (&self->compared);
  self->compared = algo_observation_ref (observation);
  self->comparison_was_shown = algo_board_is_shown (self->board, COMPARISON);
  algo_board_set_shown (self->board, COMPARISON, TRUE);
  algo_window_show_scene (self, TRUE);
  algo_toast_show (self->toast, _ ("A copy of the network is kept to compare others with"),
                   _ ("_Undo"), "win.unkeep", NULL);
}

static void
on_unkeep (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;

  g_clear_pointer (&self->compared, algo_observation_unref);
  self->compared = g_steal_pointer (&self->compared_before);
  algo_board_set_shown (self->board, COMPARISON, self->comparison_was_shown);
  algo_window_show_scene (self, TRUE);
}

void
algo_window_add_edit_actions (AlgoWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "undo", .activate = on_undo },
    { .name = "redo", .activate = on_redo },
    { .name = "bring-back", .activate = on_bring_back },
    { .name = "discard-edits", .activate = on_discard_edits },
    { .name = "keep", .activate = on_keep },
    { .name = "unkeep", .activate = on_unkeep },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  algo_window_update_edit_actions (self);
}
