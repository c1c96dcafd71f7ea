/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What panels of the run's phases keep of the scene. */
#pragma once

#include "ui/pictures/history/grid-history.h"
#include "ui/pictures/scene/scene.h"

typedef struct
{
  GPtrArray *grids; /* owned, or NULL */
  guint64 budget;
  double log_beta;
  gint64 step; /* -1: the latest */
} AlgoHistoryScene;

/* Takes what there is. Whether any of it differs from before. */
gboolean algo_history_scene_take (AlgoHistoryScene *self, const AlgoScene *scene);
void algo_history_scene_clear (AlgoHistoryScene *self);

/* Borrowed. */
AlgoGridHistory algo_history_scene_get_history (const AlgoHistoryScene *self);
/* The step to go to for one that was pointed at; -1, to stay, if that is the last grid's and the
 * latest is shown anyway. */
gint64 algo_history_scene_choose_step (const AlgoHistoryScene *self, guint64 step);
