/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the observer share. */
#pragma once

#include <pthread.h>

#include "engine/duty.h"
#include "engine/session/observer.h"
#include "engine/run/survey.h"

typedef enum
{
  ALGO_WORK_NONE,
  ALGO_WORK_ANSWER,     /* the question, for the snapshot looked at, wholly */
  ALGO_WORK_SURVEY,     /* one draw of the grid */
  ALGO_WORK_GENERALISE, /* one draw at another size */
  ALGO_N_WORKS,
} AlgoWork;

/* What is wanted to be looked at. */
typedef struct
{
  AlgoQuestion question;
  AlgoSnapshot *shown; /* NULL: the session's latest */
  AlgoGrid *grid;      /* that the history has of `shown`, or NULL */
  guint64 showing; /* number of the last snapshot shown, from 1; 0 while following the session */
  guint64 serial;  /* grows with each of these changes, from 1 */
  gboolean generalisation;
} AlgoWish;

/* What it took to make an observation whole. */
typedef struct
{
  guint inputs, hidden;
  gint64 used; /* microseconds of a processor */
} AlgoCompletion;

/* What only the observer's thread touches. */
typedef struct
{
  AlgoGenerator *generator;
  /* What there is to look at. */
  AlgoSnapshot *snapshot;
  AlgoQuestion question;
  guint64 serial, showing; /* of the wish */
  gboolean training;
  /* What has been answered; no observation where no network could be made. */
  AlgoSnapshot *answered;
  guint64 answered_serial;
  AlgoObservation *observation; /* without a grid */
  AlgoCompletion completion;    /* the last */
  /* The grids, and the survey that will replace that of what is looked at. */
  AlgoGrid *latest_grid; /* of the session */
  AlgoGrid *shown_grid;  /* of the snapshot shown */
  AlgoSurvey survey;
  AlgoSnapshot *surveyed; /* of the last survey, completed or not */
  AlgoQuestion surveyed_question;
  /* How it carries over to other sizes. */
  gboolean wants_generalisation;
  gboolean generalisation_is_out; /* what the survey has been published */
  AlgoGeneralisationSurvey generalisation;
  gint64 due[ALGO_N_WORKS]; /* when each kind of work may be done again while training runs */
} AlgoView;

struct _AlgoObserver
{
  AlgoSession *session;
  guint session_listener;
  GThread *thread;
  AlgoView view;

  pthread_mutex_t listener_lock; /* held during calls */
  AlgoObserverListener listener;
  gpointer listener_data;

  pthread_mutex_t lock; /* held briefly only, and guards what follows */
  pthread_cond_t wake;  /* there may be work, or the thread is to stop */
  AlgoWish wish;
  gboolean active;
  gboolean stopping;
  gint64 deaf_until;  /* there is nothing to be done before, as long as the run goes on */
  guint64 generation; /* of that run */
  AlgoObservation *latest;
  AlgoGeneralisation *generalisation;
};

/* observer-plan.c: what to do next, and how often. */

/* `wake` receives the time to ask again if there is nothing to do and no news before; `deaf_until`
 * the time up to which further steps would be no news, 0 if they are. */
AlgoWork algo_view_choose_work (const AlgoView *view, gint64 *wake, gint64 *deaf_until);
/* Whether to make an answer whole is going to take so long that a person would be kept waiting; the
 * first part of it took `used` microseconds. */
gboolean algo_view_completes_slowly (const AlgoView *view, gint64 used);
/* Work of this kind has been done. */
void algo_view_rest_after (AlgoView *view, AlgoWork work, const AlgoDuty *duty);
/* The grid that goes with the answer, borrowed; NULL while there is none. Never of a later step. */
AlgoGrid *algo_view_get_grid (const AlgoView *view);
/* Whether the survey under way will be a grid for the question. */
gboolean algo_view_survey_fits (const AlgoView *view);
/* Whether the survey of other sizes has come to its end and there is something new to begin it
 * with.
 */
gboolean algo_view_generalisation_is_over (const AlgoView *view);

/* observer-work.c: doing it, in the observer's thread. */

void algo_observer_do (AlgoObserver *observer, AlgoWork work);
