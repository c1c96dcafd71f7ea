/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/past-reader.h"

#include "app/run/closing.h"
#include "app/run/wakeup.h"

#include <pthread.h>

#define REMEMBERED 64 /* steps shown of late: more than there are answers under way */

struct _AlgoPastReader
{
  AlgoRecorder *recorder;
  AlgoPast *past;

  pthread_mutex_t lock;   /* held briefly only, and guards what follows */
  AlgoObserver *observer; /* NULL once freed */
  GSource *wakeup;
  gboolean is_wanted; /* an earlier step is */
  guint64 shown[REMEMBERED];
  guint n_shown; /* since then; the last of them are remembered */
  char *failure;
};

/* This runs in the thread that reads. */
static void
on_past (AlgoSnapshot *snapshot, const GError *error, gpointer data)
{
  AlgoPastReader *reader = data;
  g_autoptr (AlgoGrid) grid =
      snapshot != NULL ? algo_recorder_ref_grid (reader->recorder, snapshot->step) : NULL;

  pthread_mutex_lock (&reader->lock);
  if (reader->observer != NULL && reader->is_wanted && snapshot != NULL)
    {
      reader->shown[reader->n_shown++ % REMEMBERED] = snapshot->step;
      algo_observer_show (reader->observer, snapshot, grid);
    }
  else if (reader->observer != NULL && reader->is_wanted)
    {
      g_free (reader->failure);
      reader->failure = g_strdup (error->message);
      algo_wakeup_call (reader->wakeup);
    }
  pthread_mutex_unlock (&reader->lock);
}

AlgoPastReader *
algo_past_reader_new (AlgoRecorder *recorder,
                      AlgoObserver *observer,
                      guint64 generation,
                      GSource *wakeup)
{
  AlgoPastReader *reader = g_new0 (AlgoPastReader, 1);

  pthread_mutex_init (&reader->lock, NULL);
  reader->recorder = algo_recorder_ref (recorder);
  reader->observer = observer;
  reader->wakeup = wakeup;
  reader->past = algo_past_new (recorder, generation);
  algo_past_set_listener (reader->past, on_past, reader);
  return reader;
}

static void
free_in_thread (gpointer data)
{
  AlgoPastReader *reader = data;

  algo_past_free (reader->past);
  pthread_mutex_destroy (&reader->lock);
  algo_recorder_unref (reader->recorder);
  g_free (reader->failure);
  g_free (reader);
}

void
algo_past_reader_free (AlgoPastReader *reader)
{
  pthread_mutex_lock (&reader->lock);
  algo_observer_show (reader->observer, NULL, NULL);
  reader->observer = NULL;
  reader->wakeup = NULL;
  pthread_mutex_unlock (&reader->lock);
  algo_closing_call (free_in_thread, reader);
}

void
algo_past_reader_show (AlgoPastReader *reader, guint64 step)
{
  pthread_mutex_lock (&reader->lock);
  if (!reader->is_wanted)
    reader->n_shown = 0;
  reader->is_wanted = TRUE;
  pthread_mutex_unlock (&reader->lock);
  algo_past_ask (reader->past, step);
}

void
algo_past_reader_show_latest (AlgoPastReader *reader)
{
  pthread_mutex_lock (&reader->lock);
  reader->is_wanted = FALSE;
  g_clear_pointer (&reader->failure, g_free);
  algo_observer_show (reader->observer, NULL, NULL);
  pthread_mutex_unlock (&reader->lock);
}

gboolean
algo_past_reader_has_shown (AlgoPastReader *reader, guint64 step)
{
  gboolean found = FALSE;

  pthread_mutex_lock (&reader->lock);
  for (guint i = 0; i < MIN (reader->n_shown, REMEMBERED) && !found; i++)
    found = reader->shown[i] == step;
  pthread_mutex_unlock (&reader->lock);
  return found;
}

char *
algo_past_reader_take_failure (AlgoPastReader *reader)
{
  char *failure;

  pthread_mutex_lock (&reader->lock);
  failure = g_steal_pointer (&reader->failure);
  pthread_mutex_unlock (&reader->lock);
  return failure;
}
