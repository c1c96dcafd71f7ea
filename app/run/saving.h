/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving a run under a name. Main thread, which waits for none of it. */
#pragma once

#include "app/run/run-model.h"
#include "ui/widgets/common/message-bar.h"

/* Asks for the name. What is wrong is told in `messages`. */
void algo_saving_ask (GtkWindow *parent, AlgoRunModel *run, AlgoMessageBar *messages);
/* Goes on recording to this file. */
void algo_saving_begin (AlgoRunModel *run, const char *path, AlgoMessageBar *messages);
