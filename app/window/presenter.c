/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/presenter.h"

#define INTERVAL (G_USEC_PER_SEC / 20)      /* between scenes that nobody waits for */
#define STALLED_AFTER G_USEC_PER_SEC        /* without a frame that was asked for */
#define FRAMES_AHEAD (G_USEC_PER_SEC / 120) /* a frame comes sooner or later than it is due */

struct _AlgoPresenter
{
  GObject parent_instance;

  AlgoBoard *board; /* borrowed */
  AlgoSceneSource source;
  gpointer data; /* for `source` */

  AlgoScene *scene; /* that the board was handed last, owned, or NULL */
  gint64 scene_time;
  guint tick;       /* 0: nothing is new */
  gint64 tick_time; /* of the last frame, or when one was asked for */
  guint watch;      /* timer that sees frames fail to come */
  gboolean stalled;
};

enum
{
  PROP_0,
  PROP_STALLED,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (AlgoPresenter, algo_presenter, G_TYPE_OBJECT)

static void
set_stalled (AlgoPresenter *self, gboolean stalled)
{
  if (stalled == self->stalled)
    return;
  self->stalled = stalled;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STALLED]);
}

/* Whether a person asked for it, who is not to wait: another run, step, question or network. */
static gboolean
is_answer (const AlgoScene *before, const AlgoScene *scene)
{
  return before == NULL || scene->generation != before->generation
         || scene->chosen != before->chosen
         || !algo_question_equal (&scene->question, &before->question) || scene->is_exhibit
         || before->is_exhibit || scene->kept != before->kept
         || scene->consensus != before->consensus
         || (scene->observation != NULL && before->observation == NULL);
}

static void
hand_over (AlgoPresenter *self, AlgoScene *scene, gint64 now)
{
  g_clear_pointer (&self->scene, algo_scene_unref);
  self->scene = algo_scene_ref (scene);
  self->scene_time = now;
  algo_board_set_scene (self->board, scene);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  AlgoPresenter *self = user_data;
  const gint64 now = gdk_frame_clock_get_frame_time (clock);
  g_autoptr (AlgoScene) scene = NULL;
  gboolean is_due;

  self->tick_time = g_get_monotonic_time ();
  set_stalled (self, FALSE);
  scene = self->source (self->data);
  if (scene == NULL || scene == self->scene)
    {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
  is_due = algo_board_is_ready (self->board) && now - self->scene_time >= INTERVAL - FRAMES_AHEAD;
  if (is_due || is_answer (self->scene, scene))
    hand_over (self, scene, now);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_watch (gpointer user_data)
{
  AlgoPresenter *self = user_data;

  if (self->tick != 0 && g_get_monotonic_time () - self->tick_time > STALLED_AFTER)
    set_stalled (self, TRUE);
  if (self->tick != 0)
    return G_SOURCE_CONTINUE;
  self->watch = 0;
  return G_SOURCE_REMOVE;
}

void
algo_presenter_wake (AlgoPresenter *self)
{
  if (self->board == NULL || self->tick != 0)
    return;
  self->tick_time = g_get_monotonic_time ();
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->board), on_tick, self, NULL);
  if (self->watch == 0)
    self->watch = g_timeout_add_seconds (1, on_watch, self);
}

gboolean
algo_presenter_is_stalled (AlgoPresenter *self)
{
  return self->stalled;
}

void
algo_presenter_stop (AlgoPresenter *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->board), self->tick);
  self->tick = 0;
  self->board = NULL;
  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_pointer (&self->scene, algo_scene_unref);
}

static void
algo_presenter_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_STALLED:
      g_value_set_boolean (value, ALGO_PRESENTER (object)->stalled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_presenter_dispose (GObject *object)
{
  algo_presenter_stop (ALGO_PRESENTER (object));

  G_OBJECT_CLASS (algo_presenter_parent_class)->dispose (object);
}

static void
algo_presenter_class_init (AlgoPresenterClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = algo_presenter_get_property;
  object_class->dispose = algo_presenter_dispose;
  properties[PROP_STALLED] = g_param_spec_boolean ("stalled", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
algo_presenter_init (AlgoPresenter *self)
{
}

AlgoPresenter *
algo_presenter_new (AlgoBoard *board, AlgoSceneSource source, gpointer data)
{
  AlgoPresenter *self = g_object_new (ALGO_TYPE_PRESENTER, NULL);

  self->board = board;
  self->source = source;
  self->data = data;
  return self;
}
