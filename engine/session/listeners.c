/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/listeners.h"

#include <pthread.h>

typedef struct
{
  guint identifier;
  AlgoSessionListener listener;
  gpointer data;
} Entry;

struct _AlgoListeners
{
  pthread_mutex_t lock; /* held during calls, so that whoever is removed is not being called */
  GArray *entries;
  guint last_identifier;
};

AlgoListeners *
algo_listeners_new (void)
{
  AlgoListeners *listeners = g_new0 (AlgoListeners, 1);

  pthread_mutex_init (&listeners->lock, NULL);
  listeners->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  return listeners;
}

void
algo_listeners_free (AlgoListeners *listeners)
{
  g_array_unref (listeners->entries);
  pthread_mutex_destroy (&listeners->lock);
  g_free (listeners);
}

guint
algo_listeners_add (AlgoListeners *listeners, AlgoSessionListener listener, gpointer data)
{
  Entry entry = { .listener = listener, .data = data };

  pthread_mutex_lock (&listeners->lock);
  entry.identifier = ++listeners->last_identifier;
  g_array_append_val (listeners->entries, entry);
  pthread_mutex_unlock (&listeners->lock);
  return entry.identifier;
}

void
algo_listeners_remove (AlgoListeners *listeners, guint identifier)
{
  pthread_mutex_lock (&listeners->lock);
  for (guint i = 0; i < listeners->entries->len; i++)
    if (g_array_index (listeners->entries, Entry, i).identifier == identifier)
      {
        g_array_remove_index (listeners->entries, i);
        break;
      }
  pthread_mutex_unlock (&listeners->lock);
}

void
algo_listeners_call (AlgoListeners *listeners, AlgoSession *session)
{
  pthread_mutex_lock (&listeners->lock);
  for (guint i = 0; i < listeners->entries->len; i++)
    {
      const Entry *entry = &g_array_index (listeners->entries, Entry, i);

      entry->listener (session, entry->data);
    }
  pthread_mutex_unlock (&listeners->lock);
}
