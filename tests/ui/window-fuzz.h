/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done to windows by one who knows nothing of them. Main thread. */
#pragma once

#include "app/window/application.h"
#include "tests/ui/hands.h"

typedef struct
{
  GRand *random;
  AlgoApplication *application;
  Hands *hands;       /* or NULL: neither keys nor a pointer */
  char *folder;       /* of all that is written */
  GPtrArray *files;   /* char *, of all kinds, some of them missing or damaged */
  guint number;       /* of the thing that is being done */
  guint most_seconds; /* that one may take, or the program is ended */
} Fuzz;

/* Below `count`; 0 if that is 0. */
guint fuzz_choose (Fuzz *fuzz, guint count);
const char *fuzz_choose_file (Fuzz *fuzz);
/* Any of the windows and dialogs; the uppermost more often. There must be one. */
GtkWindow *fuzz_choose_window (Fuzz *fuzz);
/* Prints what is about to be done. */
void fuzz_say (Fuzz *fuzz, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* An action of the application, of a window, or of a widget in it. */
void fuzz_do_action (Fuzz *fuzz);
/* The action of a keyboard shortcut. */
void fuzz_do_shortcut (Fuzz *fuzz);
/* A button, a scale, an entry and the like. */
void fuzz_do_control (Fuzz *fuzz);
void fuzz_do_keys (Fuzz *fuzz);
void fuzz_do_pointer (Fuzz *fuzz);
/* A file dropped on the window. */
void fuzz_do_drop (Fuzz *fuzz);

/* Answers a dialog that must not be left to chance: what it can do goes beyond the program. FALSE
 * if there is none. */
gboolean fuzz_answer_dialog (Fuzz *fuzz);
/* Lets the main loop run, for no time, for a while, or until it rests. */
void fuzz_settle (Fuzz *fuzz);
void fuzz_run (Fuzz *fuzz, guint milliseconds);
