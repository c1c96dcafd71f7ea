/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the panels of a run: the question that is asked of it, and how far it is. The question is
 * the model's: whoever asks another one, it is shown here. Main thread. */
#pragma once

#include "app/run/run-model.h"
#include "ui/pictures/scene/scene.h"
#include "ui/widgets/common/message-bar.h"

#define ALGO_TYPE_RUN_SIDE (algo_run_side_get_type ())
G_DECLARE_FINAL_TYPE (AlgoRunSide, algo_run_side, ALGO, RUN_SIDE, GtkWidget)

/* Asks the run what it shows at first. References both. */
void algo_run_side_set_run (AlgoRunSide *self, AlgoRunModel *run, AlgoMessageBar *messages);
/* How far the run is, and the phases along the slider. */
void algo_run_side_show (AlgoRunSide *self, const AlgoScene *scene);

/* Asks about another complexity and size; not a number and 0 leave them as they are. */
void algo_run_side_go_to (AlgoRunSide *self, double log_beta, guint inputs);
/* Whether the noise is drawn anew continually. */
gboolean algo_run_side_get_resample (AlgoRunSide *self);
void algo_run_side_set_resample (AlgoRunSide *self, gboolean resample);
/* Adds the actions "redraw-noise", "encoder" and "resample". */
void algo_run_side_add_actions (AlgoRunSide *self, GActionMap *map);
