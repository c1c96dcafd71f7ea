/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/playhead-private.h"

#include "app/run/actions.h"
#include "app/run/run-model-private.h"
#include "app/run/wakeup.h"
#include "ui/pictures/scene/kept-steps.h"

#include <string.h>

#define DEFAULT_SPEED 400                       /* steps a second */
#define LOOK_INTERVAL (G_TIME_SPAN_SECOND / 10) /* between looks at what was recorded */

G_DEFINE_FINAL_TYPE (AlgoPlayhead, algo_playhead, G_TYPE_OBJECT)

enum
{
  MOVED,
  CHANGED,
  SAY,
  ANNOUNCE,
  PROBLEM,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

enum
{
  PROP_STEP = 1,
  PROP_PLAYING,
  PROP_SEEKING,
  PROP_BRANCHING,
  PROP_SPEED,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

void
algo_playhead_say (AlgoPlayhead *self,
                   const char *text,
                   const char *label,
                   const char *action,
                   const char *target)
{
  g_autoptr (GVariant) value =
      target != NULL ? g_variant_ref_sink (g_variant_new_string (target)) : NULL;

  g_signal_emit (self, signals[SAY], 0, text, label, action, value);
}

void
algo_playhead_announce (AlgoPlayhead *self, const char *text)
{
  g_signal_emit (self, signals[ANNOUNCE], 0, text);
}

void
algo_playhead_tell_problem (AlgoPlayhead *self, const char *text)
{
  g_signal_emit (self, signals[PROBLEM], 0, text);
}

void
algo_playhead_notify (AlgoPlayhead *self, const char *property)
{
  algo_playhead_update_actions (self);
  g_object_notify (G_OBJECT (self), property);
}

/* What was recorded. */

/* Scenes keep the arrays that they have: they must not change under them. Whether there are others.
 */
static gboolean
take_kept (AlgoPlayhead *self)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint64));

  algo_recorder_read_snapshot_steps (algo_run_model_get_recorder (self->run), kept);
  if (kept->len == self->kept->len
      && (kept->len == 0
          || memcmp (kept->data, self->kept->data, kept->len * sizeof (guint64)) == 0))
    return FALSE;
  g_array_unref (self->kept);
  self->kept = g_steal_pointer (&kept);
  return TRUE;
}

static gboolean
take_events (AlgoPlayhead *self)
{
  AlgoRecorder *recorder = algo_run_model_get_recorder (self->run);
  g_autoptr (GArray) events = algo_run_events_new ();

  if (algo_recorder_read_events (recorder, self->events->len, events) == 0)
    return FALSE;
  g_array_set_size (events, 0);
  algo_recorder_read_events (recorder, 0, events);
  g_array_unref (self->events);
  self->events = g_steal_pointer (&events);
  return TRUE;
}

/* Unless `at_once`, what comes too soon after the last is left out. */
static gboolean
look (AlgoPlayhead *self, gboolean at_once)
{
  const gint64 now = g_get_monotonic_time ();
  gboolean is_new;

  if (self->reader == NULL || (!at_once && now - self->look_time < LOOK_INTERVAL))
    return FALSE;
  self->look_time = now;
  is_new = take_kept (self);
  return take_events (self) || is_new;
}

gint64
algo_playhead_find_kept (AlgoPlayhead *self, guint64 step)
{
  const guint64 latest = algo_run_model_get_status (self->run)->step;
  const gint64 kept = algo_kept_steps_find (self->kept, latest, step);

  return kept >= 0 || !look (self, TRUE) ? kept : algo_kept_steps_find (self->kept, latest, step);
}

/* Going to a step. */

void
algo_playhead_show (AlgoPlayhead *self, gint64 step)
{
  if (self->reader == NULL)
    return;
  if (step >= 0)
    step = algo_playhead_find_kept (self, (guint64) step);
  g_signal_emit (self, signals[MOVED], 0);
  if (step == self->step)
    return;
  self->step = step;
  self->asked_time = 0;
  if (step >= 0)
    {
      algo_playhead_set_seeking (self, FALSE);
      algo_past_reader_show (self->reader, (guint64) step);
    }
  else
    {
      algo_past_reader_show_latest (self->reader);
      self->live_since = algo_run_model_get_status (self->run)->step;
    }
  algo_playhead_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STEP]);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
algo_playhead_go_to (AlgoPlayhead *self, gint64 step)
{
  if (step < 0)
    algo_playhead_stop (self);
  self->play_step = (double) step;
  algo_playhead_show (self, step);
}

void
algo_playhead_go_by (AlgoPlayhead *self, int count)
{
  const guint64 shown =
      self->step >= 0 ? (guint64) self->step : algo_run_model_get_status (self->run)->step;

  algo_playhead_go_to (self, algo_kept_steps_go (self->kept, shown, count));
}

gint64
algo_playhead_get_step (AlgoPlayhead *self)
{
  return self->step;
}

gboolean
algo_playhead_has_asked_for (AlgoPlayhead *self, const AlgoObservation *observation)
{
  if (self->step < 0)
    return observation->step >= self->live_since;
  return observation->step == (guint64) self->step
         || algo_past_reader_has_shown (self->reader, observation->step);
}

void
algo_playhead_set_replaced (AlgoPlayhead *self, gboolean replaced)
{
  self->is_replaced = replaced;
  algo_playhead_update_actions (self);
}

/* Following the run. */

/* The recorder gives steps up that it has in memory only. */
static void
leave_lost_step (AlgoPlayhead *self)
{
  const gint64 kept = self->step >= 0 ? algo_playhead_find_kept (self, (guint64) self->step) : -1;

  if (kept != self->step)
    algo_playhead_show (self, kept);
}

static void
on_changed (AlgoPlayhead *self)
{
  const gboolean is_new = look (self, FALSE);

  if (is_new)
    leave_lost_step (self);
  algo_playhead_watch_phase (self);
  algo_playhead_update_actions (self);
  if (is_new)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_reading_failed (gpointer data)
{
  AlgoPlayhead *self = data;
  g_autofree char *failure =
      self->reader != NULL ? algo_past_reader_take_failure (self->reader) : NULL;

  if (failure == NULL)
    return;
  algo_playhead_go_to (self, -1);
  algo_playhead_tell_problem (self, failure);
}

static void
forget_recorded (AlgoPlayhead *self)
{
  g_clear_pointer (&self->events, g_array_unref);
  g_clear_pointer (&self->kept, g_array_unref);
  self->events = algo_run_events_new ();
  self->kept = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->look_time = 0;
}

/* What is under way ends first: it reads what is forgotten then. */
static void
on_run_changed (AlgoPlayhead *self)
{
  algo_playhead_stop (self);
  algo_playhead_set_seeking (self, FALSE);
  algo_playhead_cancel_branch (self);
  g_clear_pointer (&self->reader, algo_past_reader_free);
  forget_recorded (self);
  self->step = -1;
  self->live_since = 0;
  algo_playhead_forget_phase (self);
  if (algo_run_model_has_run (self->run))
    self->reader = algo_past_reader_new (algo_run_model_get_recorder (self->run),
                                         algo_run_model_peek (self->run)->observer,
                                         algo_run_model_get_generation (self->run), self->wakeup);
  look (self, TRUE);
  algo_playhead_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STEP]);
  g_signal_emit (self, signals[CHANGED], 0);
}

GArray *
algo_playhead_get_events (AlgoPlayhead *self)
{
  return self->events;
}

GArray *
algo_playhead_get_kept_steps (AlgoPlayhead *self)
{
  return self->kept;
}

GActionGroup *
algo_playhead_get_actions (AlgoPlayhead *self)
{
  return G_ACTION_GROUP (self->actions);
}

/* GObject. */

static void
algo_playhead_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AlgoPlayhead *self = ALGO_PLAYHEAD (object);

  switch (id)
    {
    case PROP_STEP:
      g_value_set_int64 (value, self->step);
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->is_playing);
      break;
    case PROP_SEEKING:
      g_value_set_boolean (value, self->is_seeking);
      break;
    case PROP_BRANCHING:
      g_value_set_boolean (value, self->branching != NULL);
      break;
    case PROP_SPEED:
      g_value_set_int (value, self->speed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_playhead_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPEED)
    algo_playhead_set_speed (ALGO_PLAYHEAD (object), g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
algo_playhead_dispose (GObject *object)
{
  AlgoPlayhead *self = ALGO_PLAYHEAD (object);

  algo_playhead_cancel_branch (self);
  algo_actions_remove (self->actions, G_ACTION_GROUP (self->actions));
  g_clear_pointer (&self->reader, algo_past_reader_free);
  g_clear_pointer (&self->wakeup, algo_wakeup_free);
  algo_playhead_forget_phase (self);
  g_clear_object (&self->run);

  G_OBJECT_CLASS (algo_playhead_parent_class)->dispose (object);
}

static void
algo_playhead_finalize (GObject *object)
{
  AlgoPlayhead *self = ALGO_PLAYHEAD (object);

  g_object_unref (self->actions);
  g_array_unref (self->events);
  g_array_unref (self->kept);

  G_OBJECT_CLASS (algo_playhead_parent_class)->finalize (object);
}

static void
add_signals (GType type)
{
  const GSignalFlags flags = G_SIGNAL_RUN_LAST;

  signals[MOVED] = g_signal_new ("moved", type, flags, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", type, flags, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAY] = g_signal_new ("say", type, flags, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                               G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_VARIANT);
  signals[ANNOUNCE] =
      g_signal_new ("announce", type, flags, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PROBLEM] =
      g_signal_new ("problem", type, flags, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
algo_playhead_class_init (AlgoPlayheadClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = algo_playhead_get_property;
  object_class->set_property = algo_playhead_set_property;
  object_class->dispose = algo_playhead_dispose;
  object_class->finalize = algo_playhead_finalize;
  props[PROP_STEP] = g_param_spec_int64 ("step", NULL, NULL, -1, G_MAXINT64, -1, flags);
  props[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  props[PROP_SEEKING] = g_param_spec_boolean ("seeking", NULL, NULL, FALSE, flags);
  props[PROP_BRANCHING] = g_param_spec_boolean ("branching", NULL, NULL, FALSE, flags);
  props[PROP_SPEED] =
      g_param_spec_int ("speed", NULL, NULL, 1, ALGO_PLAYHEAD_MOST_SPEED, DEFAULT_SPEED,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  add_signals (G_TYPE_FROM_CLASS (class));
}

static void
algo_playhead_init (AlgoPlayhead *self)
{
  self->step = -1;
  self->speed = DEFAULT_SPEED;
  self->wakeup = algo_wakeup_new (on_reading_failed, self);
  forget_recorded (self);
  self->actions = algo_playhead_actions_new (self);
}

AlgoPlayhead *
algo_playhead_new (AlgoRunModel *run)
{
  AlgoPlayhead *self = g_object_new (ALGO_TYPE_PLAYHEAD, NULL);

  self->run = g_object_ref (run);
  g_signal_connect_object (run, "run-changed", G_CALLBACK (on_run_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::state", G_CALLBACK (algo_playhead_watch_seeking), self,
                           G_CONNECT_SWAPPED);
  on_run_changed (self);
  return self;
}
