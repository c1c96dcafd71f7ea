/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/presenter.h"

#define INTERVAL (G_USEC_PER_SEC / 10)      /* between scenes that nobody waits for */
#define STALLED_AFTER G_USEC_PER_SEC        /* without a frame that was asked for */
#define FRAMES_AHEAD (G_USEC_PER_SEC / 120) /* a frame comes sooner or later than it is due */

struct _AlgoPresenter
{
  AlgoBoard *board; /* borrowed */
  AlgoSceneSource source;
  void (*stalled) (gpointer data);
  gpointer data; /* for both */

  AlgoScene *scene; /* that the board was handed last, owned, or NULL */
  gint64 scene_time;
  guint tick;       /* 0: nothing is new */
  gint64 tick_time; /* of the last frame, or when one was asked for */
  guint watch;      /* timer that sees frames fail to come */
  gboolean is_stalled;
};

static void
set_stalled (AlgoPresenter *self, gboolean stalled)
{
  if (stalled == self->is_stalled)
    return;
  self->is_stalled = stalled;
  self->stalled (self->data);
}

/* Tells whether a person asked for it, who is not to wait: another run, step, question or network.
 */
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

/* A run begins with a scene of nothing measured, which is to be shown, too: on the board another
 * scene would take its place. */
static gboolean
is_cleared (const AlgoScene *before, const AlgoScene *scene)
{
  return before != NULL && before->observation == NULL && before->consensus == NULL
         && scene->generation == before->generation;
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
  gboolean is_ready, is_due;

  self->tick_time = g_get_monotonic_time ();
  set_stalled (self, FALSE);
  scene = self->source (self->data);
  if (scene == NULL || scene == self->scene)
    {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
  is_ready = algo_board_is_ready (self->board);
  is_due = is_ready && now - self->scene_time >= INTERVAL - FRAMES_AHEAD;
  if (is_due || (is_answer (self->scene, scene) && (is_ready || !is_cleared (self->scene, scene))))
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
  if (self->tick != 0)
    return;
  self->tick_time = g_get_monotonic_time ();
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->board), on_tick, self, NULL);
  if (self->watch == 0)
    self->watch = g_timeout_add_seconds (1, on_watch, self);
}

gboolean
algo_presenter_is_stalled (AlgoPresenter *self)
{
  return self->is_stalled;
}

AlgoPresenter *
algo_presenter_new (AlgoBoard *board,
                    AlgoSceneSource source,
                    void (*stalled) (gpointer data),
                    gpointer data)
{
  AlgoPresenter *self = g_new0 (AlgoPresenter, 1);

  self->board = board;
  self->source = source;
  self->stalled = stalled;
  self->data = data;
  return self;
}

void
algo_presenter_free (AlgoPresenter *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->board), self->tick);
  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_pointer (&self->scene, algo_scene_unref);
  g_free (self);
}
