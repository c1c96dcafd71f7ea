/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/scene-maker.h"

#include "app/run/playhead-private.h"
#include "app/run/run-model-private.h"
#include "app/run/wakeup.h"

#include <math.h>
#include <string.h>

#define LATEST_INTERVAL (G_TIME_SPAN_SECOND / 5) /* of the history, where it is not the subject */

/* The network that a scene is of. */
typedef struct
{
  AlgoObservation *observation; /* owned, or NULL */
  gint64 chosen;
  gboolean is_exhibit;
} Subject;

struct _AlgoSceneMaker
{
  GObject parent_instance;

  AlgoRunModel *run;
  AlgoPlayhead *playhead;
  AlgoExhibits *exhibits;
  GSource *wakeup;

  guint64 generation;           /* of what follows */
  Subject shown;                /* of the last scene */
  Subject compared;             /* with the network that is kept, now: the next to be shown */
  AlgoComparison *comparison;   /* of the one shown, or NULL */
  AlgoDirectTrajectory *direct; /* no later than the scene */
  AlgoGeneralisation *generalisation;
  guint64 latest; /* step, where the scene's own is not the latest */
  gint64 latest_time;
  AlgoScene *scene; /* the last, or NULL */
};

G_DEFINE_FINAL_TYPE (AlgoSceneMaker, algo_scene_maker, G_TYPE_OBJECT)

static guint changed;

static void
subject_set (Subject *place, const Subject *subject)
{
  AlgoObservation *observation = subject->observation;

  algo_observation_set (&place->observation, observation);
  place->chosen = subject->chosen;
  place->is_exhibit = subject->is_exhibit;
}

static void
subject_clear (Subject *subject)
{
  g_clear_pointer (&subject->observation, algo_observation_unref);
}

static void
forget (AlgoSceneMaker *self)
{
  subject_clear (&self->shown);
  subject_clear (&self->compared);
  g_clear_pointer (&self->comparison, algo_comparison_unref);
  g_clear_pointer (&self->direct, algo_direct_trajectory_unref);
  g_clear_pointer (&self->generalisation, algo_generalisation_unref);
  self->latest_time = 0;
}

/* Which network is to be shown next, borrowed: the one shown stays until there is one that was
 * asked for. */
static Subject
find_next (AlgoSceneMaker *self)
{
  AlgoObservation *exhibit = algo_exhibits_get_observation (self->exhibits);
  AlgoObservation *latest = algo_run_model_peek (self->run)->observation;
  gint64 chosen = algo_playhead_get_step (self->playhead);

  if (exhibit != NULL)
    return (Subject){ exhibit, -1, TRUE };
  if (latest == NULL)
    return (Subject){ .chosen = -1 };
  if (!algo_playhead_has_asked_for (self->playhead, latest))
    return self->shown;
  if (chosen >= 0)
    chosen = (gint64) latest->step;
  return (Subject){ latest, chosen, FALSE };
}

/* With a network to compare it with, the next one is shown once that is done. One is compared at a
 * time: who is next when that is done has its turn then. */
static void
compare_next (AlgoSceneMaker *self, const Subject *next)
{
  AlgoComparison *comparison;

  if (self->compared.observation == NULL)
    subject_set (&self->compared, next);
  comparison = algo_exhibits_compare (self->exhibits, self->compared.observation);
  if (comparison == NULL)
    return;
  subject_set (&self->shown, &self->compared);
  g_clear_pointer (&self->comparison, algo_comparison_unref);
  self->comparison = algo_comparison_ref (comparison);
  subject_clear (&self->compared);
}

static void
take_next (AlgoSceneMaker *self)
{
  AlgoObservation *kept = algo_exhibits_get_kept (self->exhibits);
  const Subject next = find_next (self);
  const AlgoComparison *known = self->comparison;

  if (kept == NULL || next.observation == NULL)
    {
      subject_clear (&self->compared);
      g_clear_pointer (&self->comparison, algo_comparison_unref);
      subject_set (&self->shown, &next);
    }
  else if (known != NULL && known->first == next.observation && known->second == kept)
    subject_set (&self->shown, &next);
  else
    {
      compare_next (self, &next);
      if (self->compared.observation == NULL && self->shown.observation != next.observation)
        compare_next (self, &next);
    }
}

/* The step that the run has come to, as the scene has it. */
static guint64
find_latest (AlgoSceneMaker *self)
{
  const guint64 step = algo_run_model_get_status (self->run)->step;
  const AlgoObservation *observation = self->shown.observation;
  const gint64 now = g_get_monotonic_time ();

  if (observation != NULL && self->shown.chosen < 0 && !self->shown.is_exhibit)
    self->latest = observation->step;
  else if (observation == NULL || now - self->latest_time >= LATEST_INTERVAL
           || (gint64) self->latest < self->shown.chosen)
    self->latest = step;
  else
    return self->latest;
  self->latest_time = now;
  return self->latest;
}

static void
add_run (AlgoSceneMaker *self, AlgoScene *parts)
{
  const AlgoSessionStatus *status = algo_run_model_get_status (self->run);
  AlgoSettings settings;

  algo_run_model_get_settings (self->run, &settings);
  parts->generation = self->generation;
  parts->seed = settings.seed;
  parts->least = settings.least;
  parts->range = algo_settings_get_beta_range (&settings);
  parts->most = settings.most;
  parts->budget = status->budget;
  parts->steps_per_second = status->steps_per_second;
  parts->is_training = status->state == ALGO_SESSION_RUNNING;
  parts->latest = find_latest (self);
}

static void
add_network (AlgoSceneMaker *self, AlgoScene *parts)
{
  const Subject *shown = &self->shown;

  parts->observation = shown->observation;
  parts->chosen = shown->chosen;
  parts->is_exhibit = shown->is_exhibit;
  parts->step = shown->chosen >= 0 ? (guint64) shown->chosen : parts->latest;
  parts->question =
      shown->is_exhibit ? *algo_run_model_get_question (self->run) : shown->observation->question;
  parts->comparison = self->comparison;
  if (self->comparison != NULL)
    parts->kept = self->comparison->second;
}

/* Of steps up to `step` alone; a new reference. */
static GArray *
cut_kept_steps (AlgoSceneMaker *self, guint64 step)
{
  GArray *kept = algo_playhead_get_kept_steps (self->playhead);
  GArray *before = self->scene != NULL ? self->scene->kept_steps : NULL;
  const gsize size = sizeof (guint64);
  guint count = kept->len;
  GArray *cut;

  while (count > 0 && g_array_index (kept, guint64, count - 1) > step)
    count--;
  if (count == kept->len)
    return g_array_ref (kept);
  if (before != NULL && before->len == count
      && memcmp (before->data, kept->data, count * size) == 0)
    return g_array_ref (before);
  cut = g_array_sized_new (FALSE, FALSE, size, count);
  g_array_append_vals (cut, kept->data, count);
  return cut;
}

/* The latest there are, unless they tell of a later step. */
static GArray *
find_events (AlgoSceneMaker *self, guint64 step)
{
  GArray *events = algo_playhead_get_events (self->playhead);

  if (events->len == 0 || g_array_index (events, AlgoRunEvent, events->len - 1).step <= step)
    return events;
  return self->scene != NULL && self->scene->generation == self->generation ? self->scene->events
                                                                            : NULL;
}

/* Whether what was measured for one question answers another: the noise says the same. */
static gboolean
answers (const AlgoGeneralisation *generalisation, const AlgoScene *parts)
{
  const AlgoQuestion *of = &generalisation->question, *asked = &parts->question;

  return generalisation->step <= parts->latest && of->log_beta == asked->log_beta
         && of->hidden * asked->inputs == asked->hidden * of->inputs;
}

static void
add_generalisation (AlgoSceneMaker *self, AlgoScene *parts)
{
  AlgoGeneralisation *latest = algo_run_model_peek (self->run)->generalisation;

  if (latest == NULL || answers (latest, parts))
    {
      g_clear_pointer (&self->generalisation, algo_generalisation_unref);
      self->generalisation = latest != NULL ? algo_generalisation_ref (latest) : NULL;
    }
  if (self->generalisation != NULL && answers (self->generalisation, parts))
    parts->generalisation = self->generalisation;
}

static gboolean
is_beside (const AlgoDirectTrajectory *direct, const AlgoScene *parts)
{
  return direct->points[direct->n_points - 1].step <= parts->latest
         && direct->settings.inputs == parts->question.inputs
         && direct->settings.hidden == parts->question.hidden;
}

static void
add_direct (AlgoSceneMaker *self, AlgoScene *parts)
{
  AlgoDirectTrajectory *latest = algo_run_model_peek (self->run)->direct;

  if (latest == NULL || is_beside (latest, parts))
    {
      g_clear_pointer (&self->direct, algo_direct_trajectory_unref);
      self->direct = latest != NULL ? algo_direct_trajectory_ref (latest) : NULL;
    }
  if (self->direct != NULL && is_beside (self->direct, parts))
    parts->direct = self->direct;
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return a->generation == b->generation && a->seed == b->seed && a->least == b->least
         && a->range.from == b->range.from && a->range.to == b->range.to && a->most == b->most
         && a->latest == b->latest && a->budget == b->budget
         && a->steps_per_second == b->steps_per_second && a->is_training == b->is_training
         && a->step == b->step && a->chosen == b->chosen
         && algo_question_equal (&a->question, &b->question) && a->observation == b->observation
         && a->is_exhibit == b->is_exhibit && a->kept == b->kept && a->comparison == b->comparison
         && a->metrics == b->metrics && a->grids == b->grids && a->events == b->events
         && a->kept_steps == b->kept_steps && a->generalisation == b->generalisation
         && a->direct == b->direct;
}

/* A scene of what was put together, or the last one if that is the same. */
static AlgoScene *
give (AlgoSceneMaker *self, AlgoScene *parts)
{
  g_autoptr (GHashTable) provenance = NULL;
  g_autoptr (AlgoScene) last = NULL;

  if (self->scene != NULL && is_same (self->scene, parts))
    return algo_scene_ref (self->scene);
  if (parts->is_exhibit)
    parts->provenance = provenance = algo_exhibits_make_provenance (self->exhibits);
  /* The parts may be those of the last one. */
  last = self->scene;
  self->scene = algo_scene_new (parts);
  return algo_scene_ref (self->scene);
}

/* Nothing but what the run is. */
static AlgoScene *
make_empty (AlgoSceneMaker *self, AlgoScene *parts)
{
  parts->step = parts->latest;
  parts->question = *algo_run_model_get_question (self->run);
  if (self->scene != NULL && self->scene->observation == NULL)
    {
      parts->metrics = self->scene->metrics;
      parts->grids = self->scene->grids;
    }
  return give (self, parts);
}

AlgoScene *
algo_scene_maker_make (AlgoSceneMaker *self)
{
  AlgoScene parts = ALGO_SCENE_EMPTY;
  g_autoptr (GArray) kept_steps = NULL;

  if (self->generation != algo_run_model_get_generation (self->run))
    {
      self->generation = algo_run_model_get_generation (self->run);
      forget (self);
      g_clear_pointer (&self->scene, algo_scene_unref);
    }
  take_next (self);
  add_run (self, &parts);
  if (self->shown.observation == NULL)
    return make_empty (self, &parts);
  add_network (self, &parts);
  algo_run_model_get_history (self->run, parts.latest, &parts.metrics, &parts.grids);
  parts.kept_steps = kept_steps = cut_kept_steps (self, parts.latest);
  parts.events = find_events (self, parts.latest);
  add_generalisation (self, &parts);
  add_direct (self, &parts);
  return give (self, &parts);
}

/* GObject. */

static void
on_wakeup (gpointer data)
{
  g_signal_emit (data, changed, 0);
}

static void
on_changed (AlgoSceneMaker *self)
{
  if (self->wakeup != NULL)
    algo_wakeup_call (self->wakeup);
}

static void
algo_scene_maker_dispose (GObject *object)
{
  AlgoSceneMaker *self = ALGO_SCENE_MAKER (object);

  g_clear_pointer (&self->wakeup, algo_wakeup_free);
  forget (self);
  g_clear_pointer (&self->scene, algo_scene_unref);
  g_clear_object (&self->exhibits);
  g_clear_object (&self->playhead);
  g_clear_object (&self->run);

  G_OBJECT_CLASS (algo_scene_maker_parent_class)->dispose (object);
}

static void
algo_scene_maker_class_init (AlgoSceneMakerClass *class)
{
  G_OBJECT_CLASS (class)->dispose = algo_scene_maker_dispose;
  changed = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                          NULL, G_TYPE_NONE, 0);
}

static void
algo_scene_maker_init (AlgoSceneMaker *self)
{
  self->wakeup = algo_wakeup_new (on_wakeup, self);
}

AlgoSceneMaker *
algo_scene_maker_new (AlgoRunModel *run, AlgoPlayhead *playhead, AlgoExhibits *exhibits)
{
  AlgoSceneMaker *self = g_object_new (ALGO_TYPE_SCENE_MAKER, NULL);
  const struct
  {
    gpointer object;
    const char *signal;
  } news[] = {
    { run, "run-changed" },  { run, "changed" },      { run, "notify::state" },
    { playhead, "changed" }, { exhibits, "changed" },
  };

  self->run = g_object_ref (run);
  self->playhead = g_object_ref (playhead);
  self->exhibits = g_object_ref (exhibits);
  for (guint i = 0; i < G_N_ELEMENTS (news); i++)
    g_signal_connect_object (news[i].object, news[i].signal, G_CALLBACK (on_changed), self,
                             G_CONNECT_SWAPPED);
  return self;
}
