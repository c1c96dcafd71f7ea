/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How training goes, as small multiples over steps: loss; FVU and KL at the bands of log10 beta
 * that metrics follow; gradient norm and rate. A smoothed line lies over the range of the raw
 * values, however many there are. */
#pragma once

#include "engine/training/trainer.h"
#include "ui/pictures/drawing/style.h"

typedef struct
{
  const AlgoMetrics *metrics; /* (count) by growing step */
  gsize count;
  guint64 budget;          /* the step axis ends here, or at the last step if that is later */
  double steps_per_second; /* 0: left out */
  gint64 cursor;           /* a step marked in every plot; negative: none */
} AlgoTrainingPicture;

void algo_training_picture_draw (const AlgoTrainingPicture *picture,
                                 cairo_t *cr,
                                 double width,
                                 double height,
                                 const AlgoStyle *style);
/* Only the cursor, over the rest of the picture. */
void algo_training_picture_draw_cursor (const AlgoTrainingPicture *picture,
                                        cairo_t *cr,
                                        double width,
                                        double height,
                                        const AlgoStyle *style);
/* The record nearest to a step, of those that there are. */
const AlgoMetrics *algo_training_picture_find (const AlgoTrainingPicture *picture, guint64 step);
/* What it shows at the cursor or, without one, last; in a few sentences, a new string. */
char *algo_training_picture_describe (const AlgoTrainingPicture *picture);

/* The step at (x, y) of a picture of this size; FALSE outside the plots. */
gboolean algo_training_picture_pick (const AlgoTrainingPicture *picture,
                                     double width,
                                     double height,
                                     const AlgoStyle *style,
                                     double x,
                                     double y,
                                     guint64 *step);
/* Where a step is drawn in the plot at (x, y), or in the first one where there is none: as high as
 * the plot, without width. */
AlgoArea algo_training_picture_locate (const AlgoTrainingPicture *picture,
                                       double width,
                                       double height,
                                       const AlgoStyle *style,
                                       guint64 step,
                                       double x,
                                       double y);
/* All values at the recorded step nearest to `step`, one a line; a new string, NULL without
 * metrics. */
char *algo_training_picture_describe_step (const AlgoTrainingPicture *picture, guint64 step);
