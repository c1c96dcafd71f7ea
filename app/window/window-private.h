/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the window share. */
#pragma once

#include "app/run/exhibit.h"
#include "app/window/window.h"
#include "engine/session/direct-run.h"
#include "engine/run-file/past.h"
#include "engine/session/phase-watch.h"
#include "ui/widgets/board/board.h"
#include "ui/widgets/questions/ensemble-pane.h"
#include "ui/widgets/questions/exhibit-bar.h"
#include "ui/widgets/questions/question-pane.h"
#include "ui/widgets/questions/run-pane.h"
#include "ui/widgets/timeline/timeline.h"
#include "ui/widgets/common/toast.h"

typedef struct _AlgoBranching AlgoBranching;

struct _AlgoWindow
{
  GtkApplicationWindow parent_instance;

  /* Template children. */
  GtkLabel *title_label;
  GtkButton *run_button;
  GtkWidget *step_button;
  GtkWidget *restart_button;
  GtkWidget *continue_button;
  GtkButton *ensemble_button;
  GtkStack *side_stack; /* of the run, and of the ensemble once there is one */
  GtkStack *view_stack; /* likewise */
  GtkLabel *subtitle_label;
  GtkRevealer *side_revealer;
  AlgoQuestionPane *question_pane;
  AlgoRunPane *run_pane;
  GtkWidget *message_bar;
  GtkLabel *message_label;
  GtkButton *message_button;
  GtkWidget *notice_bar;
  GtkImage *notice_icon;
  GtkLabel *notice_label;
  GtkButton *notice_button;
  GtkMenuButton *menu_button;
  GMenu *recent_menu;
  GMenu *panels_menu;
  GtkWidget *diverged_bar;
  GtkLabel *diverged_label;
  AlgoBoard *board;
  AlgoToast *toast;
  AlgoTimeline *timeline;
  AlgoExhibitBar *exhibit_bar;

  GSettings *preferences; /* owned, or NULL */
  AlgoSession *session;   /* owned */
  AlgoObserver *observer; /* owned; NULL when its first question was refused */

  /* The run's file. */
  AlgoRecorder *recorder; /* owned */
  GPtrArray *retired;     /* recorders, owned, that the session may still use */
  guint64 generation;     /* of the session, once it uses the recorder and no other */
  char *path;             /* absolute */
  AlgoRecordingStatus recording;
  guint recording_watch;
  gboolean told_of_failure; /* that stands in `recording` */
  gboolean close_anyway;    /* told that closing loses what is not recorded */
  char *interrupted;        /* path of the run that the notice offers, or NULL */

  /* What is shown. */
  AlgoObservation *observation; /* the observer's latest, owned, or NULL */
  AlgoSessionStatus status;
  guint64 history_generation; /* of the two below */
  GArray *metrics;            /* of AlgoMetrics, owned */
  GPtrArray *grids;           /* of AlgoGrid, owned; never changed once there are more */
  gboolean answer_due;        /* a person has asked for something: all panels show it at once */
  gboolean is_behind;         /* but for some, which follow in the next frames */
  gint64 numbers_time;        /* when they were written last, by the monotonic clock */
  gint64 beat;                /* see ui/widgets/board/beat.h */

  GtkWidget *header;         /* borrowed */
  gboolean panel_alone;      /* one has all the room of the panels, */
  gboolean side_pane_beside; /* and the side pane was shown before */

  /* Which of its steps is shown. */
  AlgoPast *past;             /* of the recorder, owned; NULL without an observer */
  gint64 step;                /* the earlier one that is shown; -1: the latest */
  guint64 live_since;         /* the latest one when that was shown again */
  GArray *events;             /* of AlgoRunEvent, owned; never changed, as the next */
  GArray *kept;               /* of guint64, owned: steps whose parameters were kept */
  gint64 look_time;           /* at what was recorded, in microseconds of the monotonic clock */
  guint playback;             /* tick of the timeline; 0: the run is not played back */
  int playback_speed;         /* steps a second */
  double playback_step;       /* that is due */
  gint64 playback_time;       /* when it was, of the frame clock */
  AlgoPhaseWatch phase_watch; /* of the latest steps */
  gboolean seeks_change;      /* trains until the phase changes, */
  gboolean seeking_runs;      /* and has begun to */
  AlgoBranching *branching;   /* under way, its task's; or NULL */

  /* What is shown of networks in place of the run's. */
  AlgoExhibit *exhibit;             /* owned; NULL: the run's */
  AlgoExhibit *put_away;            /* that Undo brings back; owned, or NULL */
  AlgoObservation *compared;        /* to compare others with; owned, or NULL */
  AlgoObservation *compared_before; /* that Undo brings back; owned, or NULL */
  gboolean comparison_was_shown;    /* before that was kept */
  GCancellable *studying;           /* what takes its time about the exhibit; owned, or NULL */

  /* An ensemble, in place of the run or of late. */
  AlgoConsensus *consensus;        /* owned, or NULL */
  gboolean ensemble_is_shown;      /* in place of the run, which goes on */
  AlgoBoard *ensemble_board;       /* in the view stack; NULL until there was one */
  AlgoEnsemblePane *ensemble_pane; /* in the side stack; likewise */
  guint ensemble_tick;             /* 0: its panels have the scene */
  guint ensemble_frames;           /* that are to come */

  /* What is worked out only while a panel shows it; each owned, or NULL. */
  AlgoDirectRun *direct_run;
  AlgoDirectTrajectory *trajectory;
  AlgoGeneralisation *generalisation;

  /* Whether to look at all. */
  gboolean looking;    /* the observer does */
  GdkSurface *surface; /* borrowed while realised */
  guint tick;          /* 0: nothing is polled */
  guint watch;         /* timer that sees ticks stop */
  gint64 tick_time;
  gint64 change_time; /* when there last was anything new */
  gboolean stalled;   /* ticks do not come: the window is covered */
};

/* window-timeline.c: which step is shown. */

void algo_window_add_timeline_actions (AlgoWindow *self);
/* Once there is another recorder, and before that goes, which another thread reads meanwhile. */
void algo_window_begin_timeline (AlgoWindow *self);
void algo_window_drop_timeline (AlgoWindow *self);
/* Shows the latest step kept at or before `step`; -1: the latest of all. */
void algo_window_show_step (AlgoWindow *self, gint64 step);
/* Unless `at_once`, what comes too soon after the last is left out. */
void algo_window_update_timeline (AlgoWindow *self, const AlgoScene *scene, gboolean at_once);

/* Enables what makes sense, and shows what is under way. */
void algo_window_update_timeline_actions (AlgoWindow *self);

/* window-playback.c */

void algo_window_add_playback_actions (AlgoWindow *self);
/* As the preferences, which there must be, remember it. */
void algo_window_restore_playback (AlgoWindow *self);
void algo_window_stop_playback (AlgoWindow *self);

/* window-phase.c: telling of changes of the phase, and training until there is one. */

void algo_window_add_phase_actions (AlgoWindow *self);
/* Takes in the latest observation, and the session's latest state. */
void algo_window_watch_phase (AlgoWindow *self);
void algo_window_watch_seeking (AlgoWindow *self);

/* window-branch.c */

void algo_window_add_branch_actions (AlgoWindow *self);
/* Gives up the one under way, if there is one. */
void algo_window_cancel_branch (AlgoWindow *self);

/* window-live.c: from the threads to the panels. */

/* Begins to poll, or goes on for a while, because something may change. */
void algo_window_wake (AlgoWindow *self);
/* Polls only while there is something to be seen: called when that may have changed. */
void algo_window_update_visibility (AlgoWindow *self);
/* Stops polling. */
void algo_window_sleep (AlgoWindow *self);

/* window-studies.c: what is worked out only while a panel shows it. */

/* Sees which of these panels are shown, once there are panels. */
void algo_window_begin_studies (AlgoWindow *self);
/* Before the session goes. */
void algo_window_drop_studies (AlgoWindow *self);
/* Whether there is anything to be seen of the window; the observer and all else rest otherwise. */
void algo_window_set_looking (AlgoWindow *self, gboolean looking);
/* Takes in what there is; whether any of it is new. */
gboolean algo_window_take_studies (AlgoWindow *self);

/* window-scene.c: what the panels show. */

/* Forgets the metrics and phases of the run before. */
void algo_window_begin_history (AlgoWindow *self);
/* Takes in what has been measured since; whether there are other phases than before. */
gboolean algo_window_take_history (AlgoWindow *self);
/* Hands all that there is to the panels; see algo_board_update(). */
void algo_window_show_scene (AlgoWindow *self, gboolean at_once);

/* window-run.c: which run there is, and where it is recorded. */

/* Begins another run, recorded without a name, or the first one. FALSE and ALGO_ERROR_SIZE, and
 * nothing changed, if the settings are invalid. */
gboolean algo_window_begin_run (AlgoWindow *self, const AlgoSettings *settings, GError **error);
/* Goes on, paused, with a run that was opened. Takes both. */
void algo_window_take_run (AlgoWindow *self, AlgoRecorder *recorder, AlgoTrainerState *state);
/* Hands the run's file to the background, once there is no session. */
void algo_window_drop_run (AlgoWindow *self);
/* algo_recorder_open() in a thread of the priority that the recorder's threads should have. */
AlgoRecorder *
algo_window_open_recorder (const char *path, AlgoTrainerState **state, GError **error);
/* Whether the run has no name of its own. */
gboolean algo_window_is_unnamed (AlgoWindow *self);
/* Closes the files of earlier runs that the session has let go of. */
void algo_window_close_retired (AlgoWindow *self);
/* Looks how recording stands, and shows it. */
void algo_window_watch_recording (AlgoWindow *self);

/* window-files.c: opening and saving. */

void algo_window_add_file_actions (AlgoWindow *self);
/* algo_window_open_run(), and then shows this step and log10 beta, of the window that has it. */
void algo_window_open_run_at (AlgoWindow *self, const char *path, gint64 step, double log_beta);

/* window-reading.c: reading a file in a thread. */

typedef struct
{
  /* In the thread. NULL sets the error. */
  gpointer (*read) (const char *path, GError **error);
  GDestroyNotify free;
  /* Shows what was read, which is borrowed. */
  void (*take) (AlgoWindow *self, gpointer contents, const char *path);
} AlgoWindowReader;

/* Then remembers the file as opened, or shows why it cannot be read. `reader` is static. */
void algo_window_read (AlgoWindow *self, const char *path, const AlgoWindowReader *reader);

/* window-edit.c: a network in place of the run's. */

void algo_window_add_edit_actions (AlgoWindow *self);
/* Enables what makes sense, and shows or hides the strip below the panels. */
void algo_window_update_edit_actions (AlgoWindow *self);
/* Changes the network that is shown, or a copy of the run's. */
void algo_window_edit (AlgoWindow *self, const AlgoEdit *edit);
/* Shows it, and takes it. */
void algo_window_take_exhibit (AlgoWindow *self, AlgoExhibit *exhibit);
/* Shows the run's network again, with a toast that can undo that. */
void algo_window_put_away (AlgoWindow *self);
void algo_window_drop_exhibits (AlgoWindow *self);

/* window-ensemble.c: an ensemble in place of the run. */

void algo_window_add_ensemble_actions (AlgoWindow *self);
/* Shows it or the run; nothing where there is none. */
void algo_window_show_ensemble (AlgoWindow *self, gboolean shown);
/* The title and what is below it, of the ensemble that is shown. */
void algo_window_show_ensemble_status (AlgoWindow *self);
/* What there is to export of it; borrowed. */
AlgoScene *algo_window_make_ensemble_scene (AlgoWindow *self);
void algo_window_drop_ensemble (AlgoWindow *self);

/* window-export.c */

void algo_window_add_export_actions (AlgoWindow *self);
/* Opens the dialog, for a panel of this name; NULL for all of them. */
void algo_window_export (AlgoWindow *self, const char *panel);

/* window-panels.c: which panels are shown, and how. */

void algo_window_add_panel_actions (AlgoWindow *self);
/* The board that is shown: the run's, or the ensemble's. */
AlgoBoard *algo_window_get_board (AlgoWindow *self);
/* Obeys what is asked of a board's cards. */
void algo_window_connect_board (AlgoWindow *self, AlgoBoard *board);
/* Menus and keys are for the board that is shown, once that is another. */
void algo_window_use_board (AlgoWindow *self);
/* To what is remembered in the preferences, which there must be. */
void algo_window_bind_panels (AlgoWindow *self);

/* window-notice.c: bars above the panels. */

/* As algo_window_show_message(), with a button for a parameterless action. */
void algo_window_show_problem (AlgoWindow *self,
                               const char *message,
                               const char *label,
                               const char *action);
void algo_window_hide_message (AlgoWindow *self);
/* Something good, with a button that activates `action` with the string `target`. */
void algo_window_show_notice (AlgoWindow *self,
                              const char *icon,
                              const char *text,
                              const char *label,
                              const char *action,
                              const char *target);
void algo_window_hide_notice (AlgoWindow *self);

/* window-actions.c */

void algo_window_add_actions (AlgoWindow *self);
/* When the window is gone. */
void algo_window_drop_actions (AlgoWindow *self);
/* Enables what makes sense in the session's state. */
void algo_window_update_actions (AlgoWindow *self);

/* window-status.c: the state of the run in words and numbers. */

void algo_window_show_title (AlgoWindow *self);
void algo_window_show_status (AlgoWindow *self);
