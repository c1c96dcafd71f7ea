/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the window share. */
#pragma once

#include "app/window.h"
#include "ui/widgets/approximation-view.h"
#include "ui/widgets/card.h"
#include "ui/widgets/phase-view.h"
#include "ui/widgets/question-pane.h"
#include "ui/widgets/run-pane.h"
#include "ui/widgets/training-view.h"
#include "ui/widgets/weights-view.h"

struct _AlgoWindow
{
  GtkApplicationWindow parent_instance;

  /* Template children. */
  GtkButton *run_button;
  GtkWidget *continue_button;
  GtkLabel *subtitle_label;
  GtkRevealer *side_revealer;
  AlgoQuestionPane *question_pane;
  AlgoRunPane *run_pane;
  GtkWidget *message_bar;
  GtkLabel *message_label;
  GtkWidget *diverged_bar;
  GtkLabel *diverged_label;
  AlgoCard *weights_card;
  AlgoCard *approximation_card;
  AlgoCard *phase_card;
  AlgoCard *training_card;
  AlgoWeightsView *weights_view;
  AlgoApproximationView *approximation_view;
  AlgoPhaseView *phase_view;
  AlgoTrainingView *training_view;

  GSettings *preferences; /* owned, or NULL */
  AlgoSession *session;   /* owned */
  AlgoObserver *observer; /* owned; NULL when its first question was refused */

  /* What is shown. */
  AlgoObservation *observation; /* owned, or NULL */
  AlgoSessionStatus status;
  gboolean numbers_changed; /* since the last time that numbers were written */
  gint64 numbers_time;      /* of that, in microseconds of the monotonic clock */

  /* Whether to look at all. */
  GdkSurface *surface; /* borrowed while realised */
  guint tick;          /* 0: nothing is polled */
  guint watch;         /* timer that sees ticks stop */
  gint64 tick_time;
  gint64 change_time; /* when there last was anything new */
  gboolean stalled;   /* ticks do not come: the window is covered */
};

/* window-live.c: from the threads to the panels. */

/* Begins to poll, or goes on for a while, because something may change. */
void algo_window_wake (AlgoWindow *self);
/* Polls only while there is something to be seen: called when that may have changed. */
void algo_window_update_visibility (AlgoWindow *self);
/* Stops polling. */
void algo_window_sleep (AlgoWindow *self);

/* window-actions.c */

void algo_window_add_actions (AlgoWindow *self);
/* Enables what makes sense in the session's state. */
void algo_window_update_actions (AlgoWindow *self);

/* window-status.c: the state of the run in words and numbers. */

void algo_window_show_status (AlgoWindow *self);
void algo_window_show_numbers (AlgoWindow *self);
