/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/checkpointer.h"

#include <pthread.h> /* GLib 2.74 locks by futexes, which the thread sanitizer cannot see */

#include "engine/run-file/database.h"

/* A log is read by whoever reads the file, and written anew from its start once it is empty. */
#define MOST_LOGGED ((gsize) 16 << 20)

struct _AlgoCheckpointer
{
  sqlite3 *database;
  GThread *thread;

  pthread_mutex_t lock; /* held briefly only, and guards what follows */
  pthread_cond_t wake;
  gsize logged;
  gboolean stopping;
};

static gboolean
await_log (AlgoCheckpointer *self)
{
  gboolean goes_on;

  pthread_mutex_lock (&self->lock);
  while (!self->stopping && self->logged < MOST_LOGGED)
    pthread_cond_wait (&self->wake, &self->lock);
  goes_on = !self->stopping;
  self->logged = 0;
  pthread_mutex_unlock (&self->lock);
  return goes_on;
}

static gpointer
checkpointer_main (gpointer data)
{
  AlgoCheckpointer *self = data;

  /* Passive: nobody who writes or reads waits for it. What it cannot do it does the next time. */
  while (await_log (self))
    sqlite3_wal_checkpoint_v2 (self->database, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  return NULL;
}

AlgoCheckpointer *
algo_checkpointer_new (const char *path, GError **error)
{
  sqlite3 *database = algo_database_open (path, error);
  AlgoCheckpointer *self;

  if (database == NULL)
    return NULL;
  /* Only once it has read does a connection know of the log. */
  if (!algo_database_execute (database, "SELECT * FROM sqlite_schema LIMIT 1", error))
    {
      sqlite3_close (database);
      return NULL;
    }
  self = g_new0 (AlgoCheckpointer, 1);
  self->database = database;
  pthread_mutex_init (&self->lock, NULL);
  pthread_cond_init (&self->wake, NULL);
  self->thread = g_thread_new ("checkpoints", checkpointer_main, self);
  return self;
}

void
algo_checkpointer_free (AlgoCheckpointer *checkpointer)
{
  pthread_mutex_lock (&checkpointer->lock);
  checkpointer->stopping = TRUE;
  pthread_cond_signal (&checkpointer->wake);
  pthread_mutex_unlock (&checkpointer->lock);
  g_thread_join (checkpointer->thread);
  sqlite3_close (checkpointer->database);
  pthread_cond_destroy (&checkpointer->wake);
  pthread_mutex_destroy (&checkpointer->lock);
  g_free (checkpointer);
}

void
algo_checkpointer_note (AlgoCheckpointer *checkpointer, gsize logged)
{
  pthread_mutex_lock (&checkpointer->lock);
  checkpointer->logged = logged;
  pthread_cond_signal (&checkpointer->wake);
  pthread_mutex_unlock (&checkpointer->lock);
}
