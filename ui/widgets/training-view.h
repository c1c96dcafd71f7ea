/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How training goes, over all steps so far. */
#pragma once

#include "engine/training/trainer.h"
#include "ui/widgets/picture-area.h"

#define ALGO_TYPE_TRAINING_VIEW (algo_training_view_get_type ())
G_DECLARE_FINAL_TYPE (AlgoTrainingView, algo_training_view, ALGO, TRAINING_VIEW, AlgoPictureArea)

/* Forgets all steps: another run begins. */
void algo_training_view_restart (AlgoTrainingView *self);
/* The metrics of all steps, AlgoMetrics by growing step, for the caller to append to and then to
 * call algo_training_view_update(). Borrowed. */
GArray *algo_training_view_get_metrics (AlgoTrainingView *self);
/* Draws anew if there is anything new since the last time. */
void algo_training_view_update (AlgoTrainingView *self, guint64 budget, double steps_per_second);
