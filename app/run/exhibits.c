/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/exhibits.h"

#include "app/run/actions.h"
#include "ui/widgets/common/signals.h"
#include "app/run/job.h"
#include "ui/pictures/weights/weights-picture.h"

#include <glib/gi18n-lib.h>

struct _AlgoExhibits
{
  GObject parent_instance;

  AlgoPlayhead *playhead;
  GActionMap *actions;
  AlgoObservation *seen; /* by a person, or NULL */

  AlgoExhibit *exhibit;     /* NULL: the run's network is shown */
  AlgoExhibit *put_away;    /* that Undo brings back, or NULL */
  GCancellable *explaining; /* what takes its time about the exhibit, or NULL */

  AlgoObservation *kept;        /* to compare others with, or NULL */
  AlgoObservation *kept_before; /* that Undo brings back, or NULL */
  AlgoComparison *comparison;   /* the last that was worked out, or NULL */
  gboolean is_comparing;
};

G_DEFINE_FINAL_TYPE (AlgoExhibits, algo_exhibits, G_TYPE_OBJECT)

/* `undo`, one of the actions, takes back what was done; it is NULL where nothing was. */
static void
say (AlgoExhibits *self, const char *text, const char *undo)
{
  g_signal_emit_by_name (self, "say", text, undo != NULL ? _ ("_Undo") : NULL, undo, NULL);
}

static void
update_actions (AlgoExhibits *self)
{
  const AlgoWorkbench *workbench = self->exhibit != NULL ? self->exhibit->workbench : NULL;
  const AlgoEdit *undo = workbench != NULL ? algo_workbench_peek_undo (workbench) : NULL;
  const AlgoEdit *redo = workbench != NULL ? algo_workbench_peek_redo (workbench) : NULL;

  algo_actions_enable (self->actions, "undo",
                       undo != NULL || (workbench == NULL && self->put_away != NULL));
  algo_actions_enable (self->actions, "redo", redo != NULL);
  algo_actions_enable (self->actions, "bring-back", self->put_away != NULL);
  algo_actions_enable (self->actions, "discard-edits", workbench != NULL);
  algo_actions_enable (self->actions, "keep", self->seen != NULL);
  algo_actions_enable (self->actions, "unkeep", self->kept != NULL);
}

/* Explaining takes longer than a frame: it is done in a thread, and shown when it is there. */

typedef struct
{
  AlgoNetwork *network;
  guint64 seed;
  AlgoObservation *observation; /* of the network; NULL: to be made */
} Explaining;

static void
explain_in_thread (gpointer data, GCancellable *cancellable)
{
  Explaining *explaining = data;
  AlgoObservation *explained;

  if (g_cancellable_is_cancelled (cancellable))
    return;
  if (explaining->observation == NULL)
    explaining->observation =
        algo_observation_new_for_network (explaining->network, explaining->seed);
  explained = algo_observation_explain (explaining->observation);
  algo_observation_unref (explaining->observation);
  explaining->observation = explained;
}

static void
on_explained (gpointer owner, gpointer data)
{
  AlgoExhibits *self = owner;
  const Explaining *explaining = data;

  if (self->exhibit != NULL && explaining->observation != NULL
      && algo_exhibit_take (self->exhibit, explaining->observation))
    g_signal_emit_by_name (self, "changed");
}

static void
explaining_free (gpointer data)
{
  Explaining *explaining = data;

  algo_network_unref (explaining->network);
  g_clear_pointer (&explaining->observation, algo_observation_unref);
  g_free (explaining);
}

static void
give_up_explaining (AlgoExhibits *self)
{
  g_cancellable_cancel (self->explaining);
  g_clear_object (&self->explaining);
}

static void
explain (AlgoExhibits *self)
{
  static const AlgoJobKind kind = { explain_in_thread, on_explained, explaining_free };
  const AlgoWorkbench *workbench = self->exhibit->workbench;
  AlgoObservation *observation = algo_workbench_get_observation (workbench);
  Explaining *explaining;

  if (observation != NULL && algo_observation_is_explained (observation))
    return;
  explaining = g_new0 (Explaining, 1);
  explaining->network = algo_network_ref (algo_workbench_get_network (workbench));
  explaining->seed = algo_workbench_get_base (workbench)->question.noise_seed;
  explaining->observation = observation != NULL ? algo_observation_ref (observation) : NULL;
  self->explaining = g_cancellable_new ();
  algo_job_start (&kind, self, explaining, self->explaining);
}

/* What is shown. */

/* The change is shown in the same frame, unless the network is larger than any of a run. */
static void
show_change (AlgoExhibits *self)
{
  give_up_explaining (self);
  if (self->exhibit != NULL)
    {
      algo_exhibit_refresh (self->exhibit);
      explain (self);
    }
  update_actions (self);
  algo_playhead_set_replaced (self->playhead, self->exhibit != NULL);
  g_signal_emit_by_name (self, "shown");
  g_signal_emit_by_name (self, "changed");
}

static gboolean
is_worth_keeping (const AlgoExhibit *exhibit)
{
  return exhibit->name != NULL || algo_workbench_peek_undo (exhibit->workbench) != NULL
         || algo_workbench_peek_redo (exhibit->workbench) != NULL;
}

/* What is shown goes where Undo finds it, if there is anything to be found. */
static void
make_room (AlgoExhibits *self)
{
  g_autofree char *text = NULL;

  g_signal_emit_by_name (self, "hush");
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
  say (self, text != NULL ? text : _ ("Edits put away"), ALGO_EXHIBITS_ACTIONS ".bring-back");
}

/* Playing stops: each step played back would ask for another network. */
void
algo_exhibits_take (AlgoExhibits *self, AlgoExhibit *exhibit)
{
  algo_playhead_stop (self->playhead);
  make_room (self);
  self->exhibit = exhibit;
  show_change (self);
}

void
algo_exhibits_put_away (AlgoExhibits *self)
{
  if (self->exhibit == NULL)
    return;
  make_room (self);
  show_change (self);
}

void
algo_exhibits_set_seen (AlgoExhibits *self, AlgoObservation *observation)
{
  if (algo_observation_set (&self->seen, observation))
    update_actions (self);
}

/* Editing. */

static void
say_why_not (AlgoExhibits *self, const AlgoEdit *edit)
{
  g_autofree char *text = NULL;

  if (edit->kind != ALGO_EDIT_RESTORE)
    return;
  text =
      g_strdup_printf (_ ("Neuron %u has no other output weight than 0 to restore"), edit->neuron);
  say (self, text, NULL);
}

void
algo_exhibits_edit (AlgoExhibits *self, const AlgoEdit *edit)
{
  g_autoptr (AlgoExhibit) begun = NULL;

  if (self->exhibit == NULL && self->seen == NULL)
    return;
  if (self->exhibit == NULL)
    begun = algo_exhibit_new (self->seen, NULL);
  if (!algo_workbench_apply ((begun != NULL ? begun : self->exhibit)->workbench, edit))
    say_why_not (self, edit);
  else if (begun != NULL)
    algo_exhibits_take (self, g_steal_pointer (&begun));
  else
    show_change (self);
}

const AlgoExhibit *
algo_exhibits_get (AlgoExhibits *self)
{
  return self->exhibit;
}

/* Comparing. */

typedef struct
{
  AlgoObservation *first, *second;
  AlgoComparison *comparison;
} Comparing;

static void
compare_in_thread (gpointer data, GCancellable *cancellable)
{
  Comparing *comparing = data;

  comparing->comparison = algo_comparison_new (comparing->first, comparing->second);
}

static void
on_compared (gpointer owner, gpointer data)
{
  AlgoExhibits *self = owner;
  Comparing *comparing = data;

  self->is_comparing = FALSE;
  g_clear_pointer (&self->comparison, algo_comparison_unref);
  self->comparison = g_steal_pointer (&comparing->comparison);
  g_signal_emit_by_name (self, "changed");
}

static void
comparing_free (gpointer data)
{
  Comparing *comparing = data;

  algo_observation_unref (comparing->first);
  algo_observation_unref (comparing->second);
  g_clear_pointer (&comparing->comparison, algo_comparison_unref);
  g_free (comparing);
}

AlgoObservation *
algo_exhibits_get_kept (AlgoExhibits *self)
{
  return self->kept;
}

AlgoComparison *
algo_exhibits_compare (AlgoExhibits *self, AlgoObservation *observation)
{
  static const AlgoJobKind kind = { compare_in_thread, on_compared, comparing_free };
  const AlgoComparison *known = self->comparison;
  Comparing *comparing;

  if (self->kept == NULL)
    return NULL;
  if (known != NULL && known->first == observation && known->second == self->kept)
    return self->comparison;
  if (self->is_comparing)
    return NULL;
  self->is_comparing = TRUE;
  comparing = g_new0 (Comparing, 1);
  comparing->first = algo_observation_ref (observation);
  comparing->second = algo_observation_ref (self->kept);
  algo_job_start (&kind, self, comparing, NULL);
  return NULL;
}

/* Actions. */

static void
on_bring_back (AlgoExhibits *self)
{
  algo_exhibits_take (self, g_steal_pointer (&self->put_away));
}

static void
on_undo (AlgoExhibits *self)
{
  if (self->exhibit == NULL)
    on_bring_back (self);
  else if (algo_workbench_undo (self->exhibit->workbench))
    show_change (self);
}

static void
on_redo (AlgoExhibits *self)
{
  if (algo_workbench_redo (self->exhibit->workbench))
    show_change (self);
}

static void
on_discard_edits (AlgoExhibits *self)
{
  algo_exhibits_put_away (self);
  algo_playhead_go_to (self->playhead, -1);
}

static void
on_keep (AlgoExhibits *self)
{
  g_clear_pointer (&self->kept_before, algo_observation_unref);
  self->kept_before = g_steal_pointer (&self->kept);
  self->kept = algo_observation_ref (self->seen);
  update_actions (self);
  g_signal_emit_by_name (self, "kept");
  g_signal_emit_by_name (self, "changed");
  say (self, _ ("A copy of the network is kept to compare others with"),
       ALGO_EXHIBITS_ACTIONS ".unkeep");
}

static void
on_unkeep (AlgoExhibits *self)
{
  g_clear_pointer (&self->kept, algo_observation_unref);
  self->kept = g_steal_pointer (&self->kept_before);
  update_actions (self);
  g_signal_emit_by_name (self, "unkept");
  g_signal_emit_by_name (self, "changed");
}

/* GObject. */

static void
algo_exhibits_dispose (GObject *object)
{
  AlgoExhibits *self = ALGO_EXHIBITS (object);

  give_up_explaining (self);
  algo_actions_clear (&self->actions);
  g_clear_pointer (&self->exhibit, algo_exhibit_free);
  g_clear_pointer (&self->put_away, algo_exhibit_free);
  g_clear_pointer (&self->seen, algo_observation_unref);
  g_clear_pointer (&self->kept, algo_observation_unref);
  g_clear_pointer (&self->kept_before, algo_observation_unref);
  g_clear_pointer (&self->comparison, algo_comparison_unref);
  g_clear_object (&self->playhead);

  G_OBJECT_CLASS (algo_exhibits_parent_class)->dispose (object);
}

static void
algo_exhibits_class_init (AlgoExhibitsClass *class)
{
  static const char *const names[] = { "changed", "shown", "kept", "unkept", "hush" };

  G_OBJECT_CLASS (class)->dispose = algo_exhibits_dispose;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    algo_class_add_signal (class, names[i], 0);
  algo_class_add_signal (class, "say", 4, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING,
                         G_TYPE_VARIANT);
}

static void
algo_exhibits_init (AlgoExhibits *self)
{
  const AlgoAction actions[] = {
    { "undo", G_CALLBACK (on_undo) },
    { "redo", G_CALLBACK (on_redo) },
    { "bring-back", G_CALLBACK (on_bring_back) },
    { "discard-edits", G_CALLBACK (on_discard_edits) },
    { "keep", G_CALLBACK (on_keep) },
    { "unkeep", G_CALLBACK (on_unkeep) },
  };

  self->actions = algo_actions_new (actions, G_N_ELEMENTS (actions), self);
  update_actions (self);
}

AlgoExhibits *
algo_exhibits_new (AlgoRunModel *run, AlgoPlayhead *playhead)
{
  AlgoExhibits *self = g_object_new (ALGO_TYPE_EXHIBITS, NULL);
  const AlgoConnection connections[] = {
    { run, "run-changed", G_CALLBACK (algo_exhibits_put_away), self },
    { run, "question-changed", G_CALLBACK (algo_exhibits_put_away), self },
    { playhead, "moved", G_CALLBACK (algo_exhibits_put_away), self },
  };

  self->playhead = g_object_ref (playhead);
  algo_connect (connections, G_N_ELEMENTS (connections));
  return self;
}

GActionGroup *
algo_exhibits_get_actions (AlgoExhibits *self)
{
  return G_ACTION_GROUP (self->actions);
}
