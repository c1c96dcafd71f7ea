/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What network is shown: its complexity, its size, its draw of the noise, with the encoder or not.
 *
 * Signal "question-changed": algo_question_pane_get_question() has another answer. Main thread. */
#pragma once

#include "ui/pictures/scene/scene.h"

#include <gtk/gtk.h>

#define ALGO_TYPE_QUESTION_PANE (algo_question_pane_get_type ())
G_DECLARE_FINAL_TYPE (AlgoQuestionPane, algo_question_pane, ALGO, QUESTION_PANE, GtkBox)

void algo_question_pane_get_question (AlgoQuestionPane *self, AlgoQuestion *question);
/* Asks about another complexity and size; not a number and 0 leave them as they are. */
void algo_question_pane_go_to (AlgoQuestionPane *self, double log_beta, guint inputs);
/* Asks another question, all of it at once. Who chooses a number of inputs by hand gets
 * ALGO_HIDDEN_PER_INPUT times as many hidden neurons. */
void algo_question_pane_set_question (AlgoQuestionPane *self, const AlgoQuestion *question);
/* Another draw of the noise. */
void algo_question_pane_redraw_noise (AlgoQuestionPane *self);
/* The encoder off if it is on, and on if it is off. */
void algo_question_pane_switch_encoder (AlgoQuestionPane *self);
/* While it is active, the noise is drawn anew twice a second; borrowed. */
GtkSwitch *algo_question_pane_get_resample (AlgoQuestionPane *self);

/* Sizes outside [least, most] are marked as not trained. */
void algo_question_pane_set_trained_sizes (AlgoQuestionPane *self, guint least, guint most);
/* The complexities that can be asked about; one outside gives way to the nearest. */
void algo_question_pane_set_trained_range (AlgoQuestionPane *self, AlgoBetaRange range);
/* The phases along the slider are those of the scene's grid. A reference is taken. */
void algo_question_pane_set_scene (AlgoQuestionPane *self, AlgoScene *scene);
