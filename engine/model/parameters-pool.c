/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/parameters-pool.h"

#include <pthread.h> /* GLib 2.74 locks by futexes, which the thread sanitizer cannot see */

struct _AlgoParametersPool
{
  gint references;       /* atomic: of its owner, and of all that was taken from it */
  AlgoSettings settings; /* of a run that theirs are for */
  pthread_mutex_t lock;  /* held briefly only, and guards what follows */
  guint most;
  GPtrArray *spare; /* of AlgoParameters that name no pool */
};

AlgoParametersPool *
algo_parameters_pool_new (const AlgoSettings *settings, guint most)
{
  AlgoParametersPool *pool = g_new0 (AlgoParametersPool, 1);

  pool->references = 1;
  pool->settings = *settings;
  pool->most = most;
  pthread_mutex_init (&pool->lock, NULL);
  pool->spare = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_parameters_unref);
  return pool;
}

static void
pool_unref (AlgoParametersPool *pool)
{
  if (!g_atomic_int_dec_and_test (&pool->references))
    return;
  g_ptr_array_unref (pool->spare);
  pthread_mutex_destroy (&pool->lock);
  g_free (pool);
}

/* Without its owner a pool keeps nothing. */
void
algo_parameters_pool_free (AlgoParametersPool *pool)
{
  if (pool == NULL)
    return;
  pthread_mutex_lock (&pool->lock);
  pool->most = 0;
  g_ptr_array_set_size (pool->spare, 0);
  pthread_mutex_unlock (&pool->lock);
  pool_unref (pool);
}

AlgoParameters *
algo_parameters_pool_take (AlgoParametersPool *pool)
{
  AlgoParameters *taken = NULL;

  pthread_mutex_lock (&pool->lock);
  if (pool->spare->len > 0)
    taken = g_ptr_array_steal_index (pool->spare, pool->spare->len - 1);
  pthread_mutex_unlock (&pool->lock);
  if (taken == NULL)
    taken = algo_parameters_new_for (&pool->settings);
  g_atomic_int_inc (&pool->references);
  taken->pool = pool;
  return taken;
}

gboolean
algo_parameters_pool_put_back (AlgoParameters *parameters)
{
  AlgoParametersPool *pool = g_steal_pointer (&parameters->pool);
  gboolean is_kept;

  pthread_mutex_lock (&pool->lock);
  is_kept = pool->spare->len < pool->most;
  if (is_kept)
    {
      parameters->references = 1; /* the pool's */
      g_ptr_array_add (pool->spare, parameters);
    }
  pthread_mutex_unlock (&pool->lock);
  pool_unref (pool);
  return is_kept;
}
