/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is beside and below the panels of a run: the question that is asked of it, how far it is,
 * its timeline. What a person does there the models are told, and the other way round: whoever asks
 * another question, it is shown here. Main thread. */
#pragma once

#include "app/run/playhead.h"
#include "ui/widgets/questions/question-pane.h"
#include "ui/widgets/questions/run-pane.h"
#include "ui/widgets/timeline/timeline.h"

/* Borrowed. */
typedef struct
{
  AlgoQuestionPane *question;
  AlgoRunPane *run;
  AlgoTimeline *timeline;
} AlgoRunPanes;

/* Asks the run what the pane shows at first. */
void algo_run_panes_connect (const AlgoRunPanes *panes, AlgoRunModel *run, AlgoPlayhead *playhead);
/* All that is the scene's. */
void algo_run_panes_show (const AlgoRunPanes *panes, AlgoRunModel *run, AlgoScene *scene);
