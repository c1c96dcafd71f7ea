/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is around the panels of a run: its heading, the question that is asked of it, how far it is,
 * its timeline. What a person does there the models are told, and the other way round: whoever asks
 * another question, it is shown here. Main thread. */
#pragma once

#include "app/run/playhead.h"
#include "app/window/page.h"
#include "ui/widgets/questions/question-pane.h"
#include "ui/widgets/questions/run-pane.h"
#include "ui/widgets/timeline/timeline.h"

/* All of these are borrowed. */
typedef struct
{
  AlgoQuestionPane *question;
  AlgoRunPane *run;
  AlgoTimeline *timeline;
} AlgoRunPanes;

/* Asks the run what the pane shows at first. */
void algo_run_panes_connect (const AlgoRunPanes *panes, AlgoRunModel *run, AlgoPlayhead *playhead);
/* Shows all that is the scene's. */
void algo_run_panes_show (const AlgoRunPanes *panes, AlgoRunModel *run, AlgoScene *scene);
/* Writes "• Unnamed run", "seed 0 · step 1 234 of 4 000 · 65.2 steps/s · 42 s left" as the scene
 * has it, and where it is kept; new strings. A run that another has just replaced keeps its name,
 * as it is `shown`, until the scene, too, is of the other. */
AlgoHeading algo_run_heading (AlgoRunModel *run, const AlgoScene *scene, const AlgoHeading *shown);
