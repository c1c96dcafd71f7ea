/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/scene/scene.h"

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/task-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define REF(member, ref) scene->member = scene->member != NULL ? ref (scene->member) : NULL

AlgoScene *
algo_scene_new (const AlgoScene *parts)
{
  AlgoScene *scene = g_atomic_rc_box_new (AlgoScene);

  *scene = *parts;
  REF (observation, algo_observation_ref);
  REF (provenance, g_hash_table_ref);
  REF (arrangement, algo_arrangement_copy);
  REF (kept, algo_observation_ref);
  REF (comparison, algo_comparison_ref);
  REF (events, g_array_ref);
  REF (kept_steps, g_array_ref);
  REF (generalisation, algo_generalisation_ref);
  REF (direct, algo_direct_trajectory_ref);
  REF (consensus, algo_consensus_ref);
  scene->metrics = parts->metrics != NULL ? g_array_ref (parts->metrics)
                                          : g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  scene->grids = parts->grids != NULL ? g_ptr_array_ref (parts->grids) : g_ptr_array_new ();
  if (!(scene->range.from < scene->range.to))
    scene->range =
        parts->consensus != NULL ? parts->consensus->history.range : ALGO_DEFAULT_BETA_RANGE;
  return scene;
}

static void
clear (gpointer data)
{
  AlgoScene *scene = data;

  g_clear_pointer (&scene->observation, algo_observation_unref);
  g_clear_pointer (&scene->provenance, g_hash_table_unref);
  g_clear_pointer (&scene->arrangement, algo_arrangement_free);
  g_clear_pointer (&scene->kept, algo_observation_unref);
  g_clear_pointer (&scene->comparison, algo_comparison_unref);
  g_clear_pointer (&scene->metrics, g_array_unref);
  g_clear_pointer (&scene->grids, g_ptr_array_unref);
  g_clear_pointer (&scene->events, g_array_unref);
  g_clear_pointer (&scene->kept_steps, g_array_unref);
  g_clear_pointer (&scene->generalisation, algo_generalisation_unref);
  g_clear_pointer (&scene->direct, algo_direct_trajectory_unref);
  g_clear_pointer (&scene->consensus, algo_consensus_unref);
}

AlgoScene *
algo_scene_ref (AlgoScene *scene)
{
  return g_atomic_rc_box_acquire (scene);
}

void
algo_scene_unref (AlgoScene *scene)
{
  g_atomic_rc_box_release_full (scene, clear);
}

AlgoGridHistory
algo_scene_get_history (const AlgoScene *scene)
{
  return (AlgoGridHistory){ .grids = (const AlgoGrid *const *) scene->grids->pdata,
                            .count = scene->grids->len,
                            .budget = scene->budget,
                            .range = scene->range };
}

AlgoNetwork *
algo_scene_get_network (const AlgoScene *scene)
{
  return scene->observation != NULL ? scene->observation->network : NULL;
}

gboolean
algo_scene_has_network (const AlgoScene *scene)
{
  return scene->observation != NULL;
}

const AlgoTask *
algo_scene_get_task (const AlgoScene *scene)
{
  if (scene->observation != NULL)
    return scene->observation->network->task;
  if (scene->consensus != NULL)
    return algo_settings_get_task (&scene->consensus->ensemble->settings);
  return scene->task != NULL ? scene->task : &algo_task_l1;
}

void
algo_scene_get_size (const AlgoScene *scene, guint *inputs, guint *hidden)
{
  const AlgoNetwork *network = algo_scene_get_network (scene);

  *inputs = network != NULL ? network->inputs : scene->question.inputs;
  *hidden = network != NULL ? network->hidden : scene->question.hidden;
}

gboolean
algo_scene_is_from_prior (const AlgoScene *scene)
{
  return scene->question.from_prior && !scene->is_exhibit;
}

AlgoGridHistory
algo_scene_get_history_of_size (const AlgoScene *scene)
{
  AlgoGridHistory history = algo_scene_get_history (scene);
  guint inputs, hidden;

  algo_scene_get_size (scene, &inputs, &hidden);
  if (history.count > 0 && !scene->is_exhibit
      && (history.grids[0]->inputs != inputs || history.grids[0]->hidden != hidden
          || scene->question.from_prior))
    history.count = 0;
  return history;
}

const AlgoGrid *
algo_scene_get_grid (const AlgoScene *scene)
{
  const AlgoGridHistory history = algo_scene_get_history_of_size (scene);

  const AlgoGrid *recorded = algo_grid_history_get (&history, scene->chosen);
  const AlgoGrid *own = scene->observation != NULL ? scene->observation->grid : NULL;

  /* Whichever is of the later step: under load the one comes before the other, or after. */
  if (own == NULL || (!scene->is_exhibit && recorded != NULL && recorded->step > own->step))
    return recorded;
  return own;
}

gboolean
algo_scene_has_same_grids (const AlgoScene *a, const AlgoScene *b)
{
  return a->grids == b->grids && a->budget == b->budget && a->range.from == b->range.from
         && a->range.to == b->range.to && a->chosen == b->chosen
         && algo_scene_get_grid (a) == algo_scene_get_grid (b);
}

gboolean
algo_scene_only_went_on (const AlgoScene *before, const AlgoScene *after)
{
  return after->is_training && before->generation == after->generation
         && before->observation != NULL && after->observation != NULL
         && before->is_exhibit == after->is_exhibit && before->kept == after->kept
         && before->chosen == after->chosen
         && algo_question_equal (&before->question, &after->question);
}

/* How many are at or before `step`. */
static guint
count_kept (const GArray *kept, guint64 step)
{
  guint count = kept != NULL ? kept->len : 0;

  while (count > 0 && g_array_index (kept, guint64, count - 1) > step)
    count--;
  return count;
}

gint64
algo_kept_steps_find (const GArray *kept, guint64 latest, guint64 step)
{
  const guint count = count_kept (kept, step);

  return step < latest && count > 0 ? (gint64) g_array_index (kept, guint64, count - 1) : -1;
}

gint64
algo_kept_steps_go (const GArray *kept, guint64 shown, gint count)
{
  const guint before = count_kept (kept, shown);
  gint64 index = (gint64) before - 1 + count;

  /* Where the step shown is not one of them itself, the one before is nearer. */
  if (count < 0 && before > 0 && g_array_index (kept, guint64, before - 1) < shown)
    index++;
  if (kept == NULL || kept->len == 0 || index >= (gint64) kept->len)
    return -1;
  return (gint64) g_array_index (kept, guint64, MAX (index, 0));
}

gint64
algo_scene_choose_step (const AlgoScene *scene, guint64 step)
{
  const AlgoGridHistory history = algo_scene_get_history (scene);

  if (scene->chosen < 0
      && algo_grid_history_find (&history, (gint64) MIN (step, G_MAXINT64)) + 1 >= history.count)
    return -1;
  return (gint64) step;
}

static char *
describe_place (const AlgoScene *scene)
{
  g_autofree char *step = algo_number_format_count (scene->step);
  g_autofree char *log_beta = algo_number_format_log_beta (scene->question.log_beta);

  if (isnan (scene->question.log_beta))
    /* Translators: "Step 1 325" */
    return g_strdup_printf (_ ("Step %s"), step);
  /* Translators: "Step 1 325, log β −4.70": a step of training and a complexity */
  return g_strdup_printf (_ ("Step %s, log β %s"), step, log_beta);
}

/* Takes `text`. */
static char *
append (char *text, const char *more)
{
  g_autofree char *before = text;

  return g_strconcat (before, ", ", more, NULL);
}

char *
algo_scene_describe (const AlgoScene *scene)
{
  const AlgoTask *task = algo_scene_get_task (scene);
  char *text = scene->is_exhibit ? g_strdup (_ ("A network of its own")) : describe_place (scene);
  guint inputs, hidden;

  algo_scene_get_size (scene, &inputs, &hidden);
  if (inputs > 0)
    {
      g_autofree char *place = text;

      text = g_strdup_printf (_ ("%s, n = %u, h = %u"), place, inputs, hidden);
    }
  if (inputs > 0 && algo_scene_is_from_prior (scene))
    text = append (text, _ ("encoder off"));
  if (task != &algo_task_l1)
    {
      g_autofree char *name = algo_task_display_name (task);

      text = append (text, name);
    }
  return text;
}
