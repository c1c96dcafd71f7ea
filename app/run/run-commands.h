/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person can tell a run that takes a dialog, or the window's focus, beside what the models
 * do by themselves. Main thread. */
#pragma once

#include "app/run/exhibits.h"
#include "ui/widgets/common/message-bar.h"

/* All of these are borrowed, and are to outlive the actions. */
typedef struct
{
  GtkWidget *page; /* dialogs are over its window */
  AlgoRunModel *run;
  AlgoExhibits *exhibits;
  GSettings *preferences;
  AlgoMessageBar *messages;
} AlgoRunCommands;

/* Adds "restart-with", "save-as", "undo" and "redo". `commands` must outlive them, too. */
void algo_run_commands_add (AlgoRunCommands *commands, GActionMap *map);
/* Goes on recording to this file; what is wrong is told in `messages`. */
void algo_run_commands_save_as (AlgoRunModel *run, const char *path, AlgoMessageBar *messages);
