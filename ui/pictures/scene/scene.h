/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that is drawn, written and said at one moment: one run, one of its steps, one question, or
 * one ensemble. The screen, the exporter and the headless program draw the same scenes.
 *
 * Scenes are reference-counted and immutable, and so is all that they hold. Whoever makes one fills
 * in a struct with what is borrowed, and algo_scene_new() takes references. Any thread. */
#pragma once

#include "engine/run/comparison.h"
#include "engine/run/direct-trajectory.h"
#include "engine/run/generalisation.h"
#include "engine/run/observation.h"
#include "engine/training/trainer.h"
#include "ui/pictures/ensemble/ensemble-consensus.h"
#include "ui/pictures/history/grid-history.h"

#include "engine/analysis/network-layout.h"

#include <math.h>

typedef struct
{
  /* The run. Nothing is of another generation than this. */
  guint64 generation;      /* 0: no run */
  guint64 seed;            /* of the run */
  const AlgoTask *task;    /* of the run; NULL: see algo_scene_get_task() */
  guint least, most;       /* sizes trained on, both included */
  AlgoBetaRange range;     /* of log10 beta, trained on; not said: the ensemble's, or the default */
  guint64 latest;          /* the step that it has come to */
  guint64 budget;          /* the step at which it stops by itself */
  double steps_per_second; /* 0 when unknown */
  gboolean is_training;    /* so that another scene is to follow by itself */

  /* Which moment of it. */
  guint64 step;          /* that all is of, but for what says otherwise (AlgoPanelBasis) */
  gint64 chosen;         /* the step that a person chose, the same; -1: the latest is shown */
  AlgoQuestion question; /* that the hypernetwork was asked; of an ensemble log beta only */

  /* The network: the run's answer, or one in its place. */
  AlgoObservation *observation; /* NULL: not measured yet */
  gboolean is_exhibit;    /* a network in place of the run's: from a file, or edited by hand */
  GHashTable *provenance; /* strings to strings, of what is shown; NULL: not needed */
  AlgoArrangement *arrangement; /* of its graph as it is on screen; NULL: settled as it is drawn */
  AlgoObservation *kept;        /* another network to compare it with, or NULL */
  AlgoComparison *comparison;   /* with that; NULL without, or while there is no network */

  /* The run's history, up to its latest step. */
  GArray *metrics;    /* of AlgoMetrics; never NULL in a scene */
  GPtrArray *grids;   /* of AlgoGrid by growing step, all of one size; never NULL in a scene */
  GArray *events;     /* of AlgoRunEvent, or NULL */
  GArray *kept_steps; /* of guint64, whose parameters were kept; or NULL */

  /* Studies, which are NULL until something is known, and while nothing shows them. */
  AlgoGeneralisation *generalisation;
  AlgoDirectTrajectory *direct; /* of a network trained beside the run, of the size asked for */

  /* In place of a run: NULL, or an ensemble, looked at at `chosen` (-1: its usual step) and the
   * question's log beta, which may be not a number. */
  AlgoConsensus *consensus;
} AlgoScene;

/* Nothing known, of no run. */
#define ALGO_SCENE_EMPTY ((AlgoScene){ .chosen = -1, .question = { .log_beta = NAN } })

/* A scene that holds references to all that `parts` points to. */
AlgoScene *algo_scene_new (const AlgoScene *parts);
AlgoScene *algo_scene_ref (AlgoScene *scene);
void algo_scene_unref (AlgoScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoScene, algo_scene_unref)

/* The grids, as pictures take them; borrowed. */
AlgoGridHistory algo_scene_get_history (const AlgoScene *scene);
/* The network shown, borrowed; NULL: not measured yet. */
AlgoNetwork *algo_scene_get_network (const AlgoScene *scene);
gboolean algo_scene_has_network (const AlgoScene *scene);
/* What the network shown is to compute or, while there is none, those of the run or the ensemble:
 * never NULL. */
const AlgoTask *algo_scene_get_task (const AlgoScene *scene);
/* The size of the network shown or, as long as there is none, of the one asked for; 0: of none. */
void algo_scene_get_size (const AlgoScene *scene, guint *inputs, guint *hidden);
/* Whether that network is, or would be, from the prior rather than the encoder's posterior. */
gboolean algo_scene_is_from_prior (const AlgoScene *scene);
/* Of the history, what is of that size: no grids, if it is of another, nor with the encoder off,
 * for it is of the run with it. Beside a network that no run made it is the run's, whatever its
 * size. */
AlgoGridHistory algo_scene_get_history_of_size (const AlgoScene *scene);
/* The grid that belongs to the network shown: of its size, measured at its step or, while that is
 * not known, that of this history which is nearest; borrowed, NULL if there is none. */
const AlgoGrid *algo_scene_get_grid (const AlgoScene *scene);
/* Whether two scenes have the same of that: grids, history, size and the step chosen. */
gboolean algo_scene_has_same_grids (const AlgoScene *a, const AlgoScene *b);
/* Whether training alone made the one of the other, and goes on: nobody asked for anything else. */
gboolean algo_scene_only_went_on (const AlgoScene *before, const AlgoScene *after);
/* Of steps whose parameters were kept, as AlgoScene.kept_steps, the latest at or before `step`; -1
 * if that is `latest`, the step that the run has come to, or there is none. */
gint64 algo_kept_steps_find (const GArray *kept, guint64 latest, guint64 step);
/* The one that is `count` after `shown`, or before where it is negative: the first at the
 * beginning, -1 past the last. */
gint64 algo_kept_steps_go (const GArray *kept, guint64 shown, gint count);
/* The step to go to for one of the history's: -1 for its last while the latest is shown. */
gint64 algo_scene_choose_step (const AlgoScene *scene, guint64 step);
/* "Step 1 325, log β −4.70, n = 16, h = 48, encoder off": what all of the scene is of, with its
 * task where that is not the L1 norm; a new string that is said first of every picture. Of an
 * ensemble and of a network from a file, what there is of it. */
char *algo_scene_describe (const AlgoScene *scene);
