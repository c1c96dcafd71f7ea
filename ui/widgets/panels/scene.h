/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that the panels show at one moment. Everything is borrowed, and a panel takes references to
 * what it draws. Main thread. */
#pragma once

#include "engine/run/direct-trajectory.h"
#include "engine/run/generalisation.h"
#include "engine/run/observation.h"
#include "engine/training/trainer.h"
#include "ui/pictures/ensemble/ensemble-consensus.h"

typedef struct
{
  /* The network: of the run's latest step, of an earlier one, opened, or edited by hand. */
  AlgoObservation *observation; /* NULL: none yet */
  AlgoObservation *kept;        /* another one to compare it with, or NULL */

  /* The run. */
  guint64 generation;      /* grows with every run of the session */
  GPtrArray *grids;        /* of AlgoGrid by growing step; immutable: more grids, another array */
  GArray *metrics;         /* of AlgoMetrics, as algo_session_read_metrics() has them */
  guint64 budget;          /* the step at which it stops by itself */
  double steps_per_second; /* 0 when unknown */
  gint64 step;             /* the earlier one that is shown; -1: the latest */
  double log_beta;         /* that is asked for */

  /* NULL until something is known, which is only while a panel shows them. */
  AlgoGeneralisation *generalisation;
  AlgoDirectTrajectory *direct; /* of a network trained beside the run, of the size asked for */

  /* For the panels of ensembles, which need nothing else but the step and log10 beta that are
   * looked at: -1, the usual step. */
  AlgoConsensus *consensus; /* NULL: none */
} AlgoScene;
