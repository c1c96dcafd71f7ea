/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/snapshot.h"

#include <pthread.h> /* GLib 2.74 locks by futexes, which the thread sanitizer cannot see */
#include <string.h>

struct _AlgoSnapshotPool
{
  gint references; /* atomic: of its owner, and of each snapshot that was taken from it */
  guint most;
  pthread_mutex_t lock; /* held briefly only, and guards what follows */
  GPtrArray *spare;     /* of AlgoParameters */
};

typedef struct
{
  AlgoSnapshot snapshot;
  gint references; /* atomic; GLib's own count is nothing that the thread sanitizer could see */
  AlgoSnapshotPool *pool; /* or NULL */
} CountedSnapshot;

/* Takes over the parameters and the reference to the pool. */
static AlgoSnapshot *
snapshot_new (const AlgoSettings *settings,
              guint64 generation,
              guint64 step,
              AlgoParameters *parameters,
              AlgoSnapshotPool *pool)
{
  CountedSnapshot *counted = g_new0 (CountedSnapshot, 1);

  counted->references = 1;
  counted->pool = pool;
  counted->snapshot = (AlgoSnapshot){
    .settings = *settings, .generation = generation, .step = step, .parameters = parameters
  };
  return &counted->snapshot;
}

AlgoSnapshot *
algo_snapshot_new (const AlgoSettings *settings,
                   guint64 generation,
                   guint64 step,
                   const AlgoParameters *parameters)
{
  return snapshot_new (settings, generation, step, algo_parameters_copy (parameters), NULL);
}

AlgoSnapshotPool *
algo_snapshot_pool_new (guint most)
{
  AlgoSnapshotPool *pool = g_new0 (AlgoSnapshotPool, 1);

  pool->references = 1;
  pool->most = most;
  pthread_mutex_init (&pool->lock, NULL);
  pool->spare = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_parameters_free);
  return pool;
}

static void
pool_unref (AlgoSnapshotPool *pool)
{
  if (!g_atomic_int_dec_and_test (&pool->references))
    return;
  g_ptr_array_unref (pool->spare);
  pthread_mutex_destroy (&pool->lock);
  g_free (pool);
}

/* Without its owner a pool keeps nothing. */
void
algo_snapshot_pool_free (AlgoSnapshotPool *pool)
{
  pthread_mutex_lock (&pool->lock);
  pool->most = 0;
  g_ptr_array_set_size (pool->spare, 0);
  pthread_mutex_unlock (&pool->lock);
  pool_unref (pool);
}

AlgoSnapshot *
algo_snapshot_pool_take (AlgoSnapshotPool *pool,
                         const AlgoSettings *settings,
                         guint64 generation,
                         guint64 step,
                         const AlgoParameters *parameters)
{
  AlgoParameters *copy = NULL;

  pthread_mutex_lock (&pool->lock);
  if (pool->spare->len > 0)
    copy = g_ptr_array_steal_index (pool->spare, pool->spare->len - 1);
  pthread_mutex_unlock (&pool->lock);
  if (copy != NULL && copy->table == parameters->table)
    memcpy (copy->values, parameters->values, parameters->count * sizeof (AlgoReal));
  else
    {
      algo_parameters_free (copy);
      copy = algo_parameters_copy (parameters);
    }
  g_atomic_int_inc (&pool->references);
  return snapshot_new (settings, generation, step, copy, pool);
}

/* Takes the parameters back, or gives them up. */
static void
pool_return (AlgoSnapshotPool *pool, AlgoParameters *parameters)
{
  pthread_mutex_lock (&pool->lock);
  if (pool->spare->len < pool->most)
    g_ptr_array_add (pool->spare, g_steal_pointer (&parameters));
  pthread_mutex_unlock (&pool->lock);
  algo_parameters_free (parameters);
  pool_unref (pool);
}

AlgoSnapshot *
algo_snapshot_ref (AlgoSnapshot *snapshot)
{
  g_atomic_int_inc (&((CountedSnapshot *) snapshot)->references);
  return snapshot;
}

void
algo_snapshot_unref (AlgoSnapshot *snapshot)
{
  CountedSnapshot *counted = (CountedSnapshot *) snapshot;

  if (!g_atomic_int_dec_and_test (&counted->references))
    return;
  if (counted->pool != NULL)
    pool_return (counted->pool, snapshot->parameters);
  else
    algo_parameters_free (snapshot->parameters);
  g_free (counted);
}
