/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands a board its scenes: the next when the last is shown, so that under load there are fewer of
 * them, and where nobody waits for it no more than twenty a second. Main thread. */
#pragma once

#include "ui/widgets/board/board.h"

typedef struct _AlgoPresenter AlgoPresenter;

/* Returns the scene as it is now, a reference for the caller, the same as before if nothing is new;
 * NULL for none. */
typedef AlgoScene *(*AlgoSceneSource) (gpointer data);

/* Calls `stalled` when algo_presenter_is_stalled() has another answer. `board` and `data` are
 * borrowed, and must outlive it. */
AlgoPresenter *algo_presenter_new (AlgoBoard *board,
                                   AlgoSceneSource source,
                                   void (*stalled) (gpointer data),
                                   gpointer data);
void algo_presenter_free (AlgoPresenter *self);
/* A scene that is made now may differ. */
void algo_presenter_wake (AlgoPresenter *self);
/* Tells that frames do not come, because a compositor that covers a window stops them without a
 * word. */
gboolean algo_presenter_is_stalled (AlgoPresenter *self);
