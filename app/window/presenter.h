/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands a board its scenes: the next when the last is shown, so that under load there are fewer of
 * them, and where nobody waits for it no more than twenty a second.
 *
 * Property "stalled" (boolean, read-only): frames do not come, because a compositor that covers a
 * window stops them without a word. Main thread. */
#pragma once

#include "ui/widgets/board/board.h"

#define ALGO_TYPE_PRESENTER (algo_presenter_get_type ())
G_DECLARE_FINAL_TYPE (AlgoPresenter, algo_presenter, ALGO, PRESENTER, GObject)

/* The scene as it is now, a reference for the caller, the same as before if nothing is new; NULL
 * for none. */
typedef AlgoScene *(*AlgoSceneSource) (gpointer data);

/* Both are borrowed, and must outlive it. */
AlgoPresenter *algo_presenter_new (AlgoBoard *board, AlgoSceneSource source, gpointer data);
/* A scene that is made now may differ. */
void algo_presenter_wake (AlgoPresenter *self);
gboolean algo_presenter_is_stalled (AlgoPresenter *self);
/* Hands over nothing from then on. */
void algo_presenter_stop (AlgoPresenter *self);
