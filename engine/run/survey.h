/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grid being measured, one draw at a time, so that it can be left at once. One thread at a time.
 */
#pragma once

#include "engine/run/grid.h"

typedef struct
{
  AlgoSnapshot *snapshot; /* NULL while no survey is under way */
  AlgoQuestion question;  /* log beta excepted, which runs over the grid */
  guint n_wanted;         /* draws of a point */
  AlgoDraw draws[ALGO_DRAWS];
  guint n_draws;  /* at the point under way */
  guint n_points; /* that are complete */
  AlgoGrid *grid;
} AlgoSurvey;

/* Starts again from nothing, keeping a reference to `snapshot`; `draws` of each point, from 1 to
 * ALGO_DRAWS. */
void algo_survey_begin (AlgoSurvey *survey,
                        AlgoSnapshot *snapshot,
                        const AlgoQuestion *question,
                        guint draws);
/* Gives up the survey under way, if there is one. */
void algo_survey_clear (AlgoSurvey *survey);

/* Measures the next draw. FALSE if its network cannot be made; the survey is then of no more use.
 */
gboolean algo_survey_advance (AlgoSurvey *survey, AlgoGenerator *generator, GError **error);
gboolean algo_survey_is_complete (const AlgoSurvey *survey);
