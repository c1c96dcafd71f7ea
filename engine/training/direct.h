/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A target network trained by itself, without a hypernetwork, for contrast: Adam on the fraction of
 * variance unexplained (see network.h) of fresh x ~ N (0, I) at each step.
 *
 * As a trainer does, it takes one step at a time, is a function of its settings, the same bits on
 * one kind of processor, and is called by one thread at a time. */
#pragma once

#include "engine/network.h"
#include "engine/settings.h"

typedef struct
{
  guint64 seed;
  guint inputs, hidden; /* n in 2..64, h in 1..8n */
  guint points;         /* fresh x in a step, 1 to ALGO_MAX_POINTS */
  guint steps;          /* length of the rate schedule, as for AlgoSettings */
  double rate;          /* Adam's peak rate, above 0 and at most ALGO_MAX_RATE */
  const AlgoTask *task; /* NULL: the L1 norm */
} AlgoDirectSettings;

#define ALGO_DIRECT_SETTINGS_DEFAULT                                                               \
  ((AlgoDirectSettings){                                                                           \
      .seed = 0, .inputs = 16, .hidden = 48, .points = 256, .steps = 4000, .rate = 1e-2 })

/* FALSE and ALGO_ERROR_SIZE, naming the setting, its value and its range, when one is out of range.
 */
gboolean algo_direct_settings_validate (const AlgoDirectSettings *settings, GError **error);

typedef struct
{
  guint64 step;        /* steps taken, this one included */
  float unexplained;   /* FVU on the step's own points, before it was taken */
  float gradient_norm; /* before clipping */
  float rate;
} AlgoDirectMetrics;

typedef struct _AlgoDirect AlgoDirect;

/* At step 0: every weight normal with deviation 1 / sqrt (fan in), biases zero. NULL and
 * ALGO_ERROR_SIZE if the settings are invalid. */
AlgoDirect *algo_direct_new (const AlgoDirectSettings *settings, GError **error);
void algo_direct_free (AlgoDirect *direct);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoDirect, algo_direct_free)

/* Takes one step; allocates nothing. `metrics` may be NULL. FALSE and ALGO_ERROR_DIVERGED when the
 * error or its gradient is not finite: the weights are then the last for which both were, and every
 * further step fails. */
gboolean algo_direct_step (AlgoDirect *direct, AlgoDirectMetrics *metrics, GError **error);

guint64 algo_direct_get_step (const AlgoDirect *direct);
const AlgoDirectSettings *algo_direct_get_settings (const AlgoDirect *direct);
/* The network as it stands; a new reference. */
AlgoNetwork *algo_direct_copy_network (const AlgoDirect *direct);
