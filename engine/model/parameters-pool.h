/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room of parameters that nobody holds any more, for others: to write into memory that was in use
 * before takes a quarter of the time, as the kernel has not to find any. Any thread. */
#pragma once

#include "engine/model/parameters.h"

typedef struct _AlgoParametersPool AlgoParametersPool;

/* Keeps room for up to `most`. */
AlgoParametersPool *algo_parameters_pool_new (const AlgoSettings *settings, guint most);
/* Parameters that were taken from it may outlive it. */
void algo_parameters_pool_free (AlgoParametersPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoParametersPool, algo_parameters_pool_free)

/* New parameters of any values, which go back to the pool with their last reference. */
AlgoParameters *algo_parameters_pool_take (AlgoParametersPool *pool);

/* For algo_parameters_unref(): FALSE if the pool has no use for them. */
gboolean algo_parameters_pool_put_back (AlgoParameters *parameters);
