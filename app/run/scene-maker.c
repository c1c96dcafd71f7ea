/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/scene-maker.h"

#include "app/run/playhead-private.h"
#include "app/run/run-model-private.h"

#include <math.h>

#define LATEST_INTERVAL (G_TIME_SPAN_SECOND / 5) /* of the history, where it is not the subject */

/* This is the network that a scene is of. All is borrowed but where it is said to be owned. */
typedef struct
{
  AlgoObservation *observation; /* or NULL */
  gint64 chosen;
  gboolean is_exhibit;
  AlgoComparison *comparison; /* or NULL */
} Subject;

struct _AlgoSceneMaker
{
  AlgoRunModel *run; /* borrowed, as the next two */
  AlgoPlayhead *playhead;
  AlgoExhibits *exhibits;

  guint64 generation; /* of what follows */
  Subject compared;   /* with the network that is kept, now: the next to be shown; owned */
  guint64 latest;     /* step, where the scene's own is not the latest */
  gint64 latest_time;
  AlgoScene *scene; /* the last, or NULL */
};

static void
forget (AlgoSceneMaker *self)
{
  g_clear_pointer (&self->compared.observation, algo_observation_unref);
  g_clear_pointer (&self->scene, algo_scene_unref);
  self->latest_time = 0;
}

static Subject
get_shown (AlgoSceneMaker *self)
{
  const AlgoScene *scene = self->scene;

  if (scene == NULL || scene->observation == NULL)
    return (Subject){ .chosen = -1 };
  return (Subject){ scene->observation, scene->chosen, scene->is_exhibit, scene->comparison };
}

/* Returns which network is to be shown next: the one shown stays until there is one that was asked
 * for. */
static Subject
find_next (AlgoSceneMaker *self)
{
  const AlgoExhibit *exhibit = algo_exhibits_get (self->exhibits);
  AlgoObservation *latest = algo_run_model_peek (self->run)->observation;
  gint64 chosen = algo_playhead_get_step (self->playhead);

  if (exhibit != NULL)
    return (Subject){ exhibit->shown, -1, TRUE };
  if (latest == NULL)
    return (Subject){ .chosen = -1 };
  if (!algo_playhead_has_asked_for (self->playhead, latest))
    return get_shown (self);
  if (chosen >= 0)
    chosen = (gint64) latest->step;
  return (Subject){ latest, chosen, FALSE };
}

/* Where there is a network to compare it with, the next one is shown once that is done. One is
 * compared at a time: who is next when that is done has its turn then. */
static void
compare_next (AlgoSceneMaker *self, const Subject *next, Subject *shown)
{
  AlgoComparison *comparison;

  if (self->compared.observation == NULL)
    {
      self->compared = *next;
      algo_observation_ref (next->observation);
    }
  comparison = algo_exhibits_compare (self->exhibits, self->compared.observation);
  if (comparison == NULL)
    return;
  /* The comparison has the observation, too. */
  *shown = self->compared;
  shown->comparison = comparison;
  g_clear_pointer (&self->compared.observation, algo_observation_unref);
}

/* Returns what the scene is of that is made now. */
static Subject
take_next (AlgoSceneMaker *self)
{
  AlgoObservation *kept = algo_exhibits_get_kept (self->exhibits);
  Subject shown = get_shown (self), next = find_next (self);
  const AlgoComparison *known = shown.comparison;

  if (kept == NULL || next.observation == NULL)
    {
      g_clear_pointer (&self->compared.observation, algo_observation_unref);
      next.comparison = NULL;
      return next;
    }
  if (known != NULL && known->first == next.observation && known->second == kept)
    {
      next.comparison = shown.comparison;
      return next;
    }
  compare_next (self, &next, &shown);
  if (self->compared.observation == NULL && shown.observation != next.observation)
    compare_next (self, &next, &shown);
  return shown;
}

/* Returns the step that the run has come to, as the scene has it. */
static guint64
find_latest (AlgoSceneMaker *self, const Subject *shown)
{
  const guint64 step = algo_run_model_get_status (self->run)->step;
  const gint64 now = g_get_monotonic_time ();

  if (shown->observation != NULL && shown->chosen < 0 && !shown->is_exhibit)
    self->latest = shown->observation->step;
  else if (shown->observation == NULL || now - self->latest_time >= LATEST_INTERVAL
           || (gint64) self->latest < shown->chosen)
    self->latest = step;
  else
    return self->latest;
  self->latest_time = now;
  return self->latest;
}

static void
add_run (AlgoSceneMaker *self, const Subject *shown, AlgoScene *parts)
{
  const AlgoSessionStatus *status = algo_run_model_get_status (self->run);
  const AlgoSettings *settings = algo_run_model_get_settings (self->run);

  parts->generation = self->generation;
  parts->seed = settings->seed;
  parts->task = algo_settings_get_task (settings);
  parts->least = settings->least;
  parts->range = algo_settings_get_beta_range (settings);
  parts->most = settings->most;
  parts->budget = status->budget;
  parts->steps_per_second = status->steps_per_second;
  parts->is_training = status->state == ALGO_SESSION_RUNNING;
  parts->latest = find_latest (self, shown);
}

static void
add_network (AlgoSceneMaker *self, const Subject *shown, AlgoScene *parts)
{
  parts->observation = shown->observation;
  parts->chosen = shown->chosen;
  parts->is_exhibit = shown->is_exhibit;
  parts->step = shown->chosen >= 0 ? (guint64) shown->chosen : parts->latest;
  parts->question =
      shown->is_exhibit ? *algo_run_model_get_question (self->run) : shown->observation->question;
  parts->comparison = shown->comparison;
  if (shown->comparison != NULL)
    parts->kept = shown->comparison->second;
}

static gboolean
answers (const AlgoGeneralisation *generalisation, const AlgoScene *parts)
{
  return generalisation != NULL && generalisation->step <= parts->latest
         && algo_generalisation_answers (generalisation, &parts->question);
}

static gboolean
is_beside (const AlgoDirectTrajectory *direct, const AlgoScene *parts)
{
  return direct != NULL && direct->points[direct->n_points - 1].step <= parts->latest
         && direct->settings.inputs == parts->question.inputs
         && direct->settings.hidden == parts->question.hidden;
}

/* Where the latest study is of a later step than the scene, that of the last scene stays. */
static void
add_studies (AlgoSceneMaker *self, AlgoScene *parts)
{
  const AlgoRunThreads *latest = algo_run_model_peek (self->run);
  const AlgoScene *last = self->scene;

  if (answers (latest->generalisation, parts))
    parts->generalisation = latest->generalisation;
  else if (latest->generalisation != NULL && last != NULL && answers (last->generalisation, parts))
    parts->generalisation = last->generalisation;
  if (is_beside (latest->direct, parts))
    parts->direct = latest->direct;
  else if (latest->direct != NULL && last != NULL && is_beside (last->direct, parts))
    parts->direct = last->direct;
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return a->generation == b->generation && a->seed == b->seed && a->task == b->task
         && a->least == b->least && a->range.from == b->range.from && a->range.to == b->range.to
         && a->most == b->most && a->latest == b->latest && a->budget == b->budget
         && a->steps_per_second == b->steps_per_second && a->is_training == b->is_training
         && a->step == b->step && a->chosen == b->chosen
         && algo_question_equal (&a->question, &b->question) && a->observation == b->observation
         && a->is_exhibit == b->is_exhibit && a->kept == b->kept && a->comparison == b->comparison
         && a->metrics == b->metrics && a->grids == b->grids && a->events == b->events
         && a->kept_steps == b->kept_steps && a->generalisation == b->generalisation
         && a->direct == b->direct;
}

/* Returns a scene of what was put together, or the last one if that is the same. */
static AlgoScene *
give (AlgoSceneMaker *self, AlgoScene *parts)
{
  const AlgoExhibit *exhibit = algo_exhibits_get (self->exhibits);
  g_autoptr (GHashTable) provenance = NULL;
  g_autoptr (AlgoScene) last = NULL;

  if (self->scene != NULL && is_same (self->scene, parts))
    return algo_scene_ref (self->scene);
  if (parts->is_exhibit && exhibit != NULL)
    parts->provenance = provenance = algo_exhibit_make_provenance (exhibit);
  /* The parts may be those of the last one. */
  last = self->scene;
  self->scene = algo_scene_new (parts);
  return algo_scene_ref (self->scene);
}

/* The scene has nothing but what the run is. */
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
  const guint64 generation = algo_run_model_get_generation (self->run);
  Subject shown = { .chosen = -1 };
  const AlgoRunRecords *history;

  if (self->generation == generation)
    shown = take_next (self);
  else
    forget (self);
  self->generation = generation;
  add_run (self, &shown, &parts);
  if (shown.observation == NULL)
    return make_empty (self, &parts);
  add_network (self, &shown, &parts);
  history = algo_run_model_get_history (self->run, parts.latest);
  parts.metrics = history->metrics;
  parts.grids = history->grids;
  parts.kept_steps = history->kept_steps;
  parts.events = history->events;
  add_studies (self, &parts);
  return give (self, &parts);
}

AlgoSceneMaker *
algo_scene_maker_new (AlgoRunModel *run, AlgoPlayhead *playhead, AlgoExhibits *exhibits)
{
  AlgoSceneMaker *self = g_new0 (AlgoSceneMaker, 1);

  self->run = run;
  self->playhead = playhead;
  self->exhibits = exhibits;
  return self;
}

void
algo_scene_maker_free (AlgoSceneMaker *self)
{
  forget (self);
  g_free (self);
}
