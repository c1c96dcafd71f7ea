/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small session and its observer, for the tests of the latter. */
#pragma once

#include "tests/engine/session-watch.h"

typedef struct
{
  AlgoSession *session;
  AlgoObserver *observer;
  Watch watch; /* of both */
} Fixture;

extern const AlgoQuestion first_question; /* of the observer, n = 4 */

/* Paused at step 0. For g_test_add(). */
void set_up (Fixture *fixture, gconstpointer data);
void tear_down (Fixture *fixture, gconstpointer data);

/* Fails the test if the question is refused. */
void ask (Fixture *fixture, const AlgoQuestion *question);

/* Until everything is known that can be of this question, run and step, the grid of that very step
 * included. */
AlgoObservation *wait_for_complete_answer (Fixture *fixture,
                                           const AlgoQuestion *question,
                                           guint64 generation,
                                           guint64 step);
/* That nothing in it is of another step, size or question than it says, but for a grid of an
 * earlier step; and that nothing but a grid is missing, or all that may follow. */
void assert_one_moment (const AlgoObservation *observation);
/* That it is of the question's size, and that all its points are in order. */
void assert_grid (const AlgoGrid *grid, const AlgoQuestion *question);
